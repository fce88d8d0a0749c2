#pragma once

#include <convene/check/authority.hpp>
#include <convene/run/impl/people.hpp>

#include <algorithm>

namespace convene::detail {

/// Who may do what with an activity, each finding a blocker.
class Permission {
  public:
    Permission(const View& view, Instant at, std::vector<Blocker>& out) : v_(view), at_(at), out_(out) {}

    void may_open(ActivityId id, OptionalId<PersonId> by) const {
        const auto duty = opening_duty(v_, id);
        if (!duty || (by && acting(v_, *by, id, *duty, at_))) return;
        out_.push_back({Code::not_its_opener, id, {by ? Thing{*by} : Thing{}}, roles_with(v_, id, *duty), {}});
    }

    /// Somebody who may open or decide the activity.
    void is_responsible(ActivityId id, OptionalId<PersonId> by) const {
        const auto duty = opening_duty(v_, id);
        const bool decided = is_staffed(v_, id, DutyKind::decides);
        if (!duty && !decided) return;
        if (by && duty && acting(v_, *by, id, *duty, at_)) return;
        if (by && decided && acting(v_, *by, id, DutyKind::decides, at_)) return;
        out_.push_back({Code::not_responsible, id, {by ? Thing{*by} : Thing{}}, responsible(v_, id), {}});
    }

    /// Each role that attends a meeting is there, in the number asked for.
    void are_present(ActivityId id, OptionalId<PersonId> by, const std::vector<PersonId>& present) const {
        if (v_.process[id].kind != ActivityKind::meeting) return;
        const auto there = participants(by, present);
        for (const auto& duty : v_.process.duties(id))
            if (duty.kind == DutyKind::attends && !is_met(v_, duty, there, at_))
                out_.push_back({Code::attendee_missing, id, {duty.role}, {answering(v_, duty.role)}, {}});
    }

    /// Enough of the deciding roles, and nobody else.
    void may_decide(ActivityId id, const std::vector<PersonId>& by) const {
        if (!is_staffed(v_, id, DutyKind::decides)) return;
        for (const auto person : by)
            if (!acting(v_, person, id, DutyKind::decides, at_))
                out_.push_back({Code::not_a_decider, id, {person}, roles_with(v_, id, DutyKind::decides), {}});
        std::uint64_t staffed = 0;
        std::uint64_t agreed = 0;
        std::vector<RoleId> missing;
        for (const auto& duty : v_.process.duties(id)) {
            if (duty.kind != DutyKind::decides || holders(v_, duty).empty()) continue;
            ++staffed;
            if (is_met(v_, duty, by, at_))
                ++agreed;
            else
                missing.push_back(answering(v_, duty.role));
        }
        const auto quorum =
            std::min<std::uint64_t>(staffed, std::max<std::uint16_t>(1, v_.process.quorum(id).value_or(0xFFFF)));
        if (agreed < quorum) out_.push_back({Code::quorum_missing, id, {agreed, quorum}, std::move(missing), {}});
    }

    /// A role that agrees has authority over each matter that is agreed to.
    void have_authority(ActivityId id, const command::Close& c) const {
        if (v_.process.authorities().empty() || !is_staffed(v_, id, DutyKind::decides)) return;
        const auto matters = v_.process.matters(id);
        for (std::uint32_t i = 0; i < matters.size(); ++i) {
            const auto& matter = matters[i];
            const bool restricted = !v_.process.text(matter.topic).empty() || matter.level || matter.amount;
            const auto outcome = i < c.matters.size() ? c.matters[i] : c.outcome;
            if (!restricted || !is_positive(outcome) || has_authority(id, c.by, matter)) continue;
            std::vector<RoleId> roles;
            for (const auto& authority : v_.process.authorities())
                if (authority_covers(v_.process, authority, matter) &&
                    std::ranges::find(roles, authority.role) == roles.end())
                    roles.push_back(authority.role);
            out_.push_back({Code::authority_missing, id, {MatterOf{id, i}}, std::move(roles), {}});
        }
    }

    /// Nobody of `people`, who did `duty` of the activity, did what is separated from it.
    void are_separate(ActivityId id, DutyKind duty, const std::vector<PersonId>& people) const {
        std::vector<PersonId> told;
        for (const auto& part : v_.plan.parts(id)) {
            if (part.duty != duty) continue;
            for (auto other = part.first; other < part.last; ++other) {
                if (other == part.number) continue;
                for (const auto person : people) {
                    if (!std::ranges::binary_search(v_.state.performers[other], person)) continue;
                    if (std::ranges::find(told, person) != told.end()) continue;
                    told.push_back(person);
                    out_.push_back({Code::duties_not_separate, id, {person}, roles_with(v_, id, duty), {}});
                }
            }
        }
    }

    /// The same for an opening, also among the duties that it does at once.
    void open_separately(const command::Open& c) const {
        for (const auto& part : v_.plan.parts(c.activity)) {
            if (part.duty == DutyKind::decides) continue;
            const auto people = openers(v_, c.activity, part.duty, c.by, c.present, at_);
            are_separate(c.activity, part.duty, people);
            for (const auto& other : v_.plan.parts(c.activity)) {
                if (other.number <= part.number || other.first != part.first || other.duty == DutyKind::decides)
                    continue;
                for (const auto person : openers(v_, c.activity, other.duty, c.by, c.present, at_))
                    if (std::ranges::binary_search(people, person))
                        out_.push_back({Code::duties_not_separate,
                                        c.activity,
                                        {person},
                                        roles_with(v_, c.activity, part.duty),
                                        {}});
            }
        }
    }

  private:
    [[nodiscard]] bool has_authority(ActivityId id, const std::vector<PersonId>& by, const Matter& matter) const {
        for (const auto& duty : v_.process.duties(id)) {
            if (duty.kind != DutyKind::decides) continue;
            if (holders(v_, duty).empty() || !is_met(v_, duty, by, at_)) continue;
            for (const auto& authority : v_.process.authorities())
                if ((authority.role == duty.role || authority.role == answering(v_, duty.role)) &&
                    authority_covers(v_.process, authority, matter))
                    return true;
        }
        return false;
    }

    const View& v_;
    Instant at_;
    std::vector<Blocker>& out_;
};

} // namespace convene::detail
