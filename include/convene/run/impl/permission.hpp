#pragma once

#include <convene/check/authority.hpp>
#include <convene/run/impl/votes.hpp>

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

    /// Everybody is there, and may see what the activity needs and makes.
    void are_admitted(ActivityId id, const std::vector<PersonId>& people) const {
        if (people.empty()) return;
        const auto guarded = most_guarded(v_, id);
        for (const auto person : people) {
            if (const auto until = away_until(v_.process, person, at_))
                out_.push_back({Code::person_away, id, {person, *until}, {}, {}});
            if (guarded && clearance(v_, person) < v_.process[*guarded].confidentiality)
                out_.push_back({Code::not_cleared, id, {person, *guarded}, {}, {}});
        }
    }

    /// Enough of those who initiate, report, decide or attend are not away at `moment`, themselves or by somebody who
    /// acts for them then. Tells who is away.
    void can_come(ActivityId id, Instant moment) const {
        if (is_excused_from_time(id)) return;
        for (const auto& duty : v_.process.duties(id)) {
            if (duty.kind == DutyKind::works || duty.kind == DutyKind::informed) continue;
            const auto all = holders(v_, duty);
            std::vector<PersonId> away;
            for (const auto holder : all)
                if (away_until(v_.process, holder, moment) && !has_deputy(holder, moment)) away.push_back(holder);
            if (all.size() - away.size() >= needed(duty, all.size())) continue;
            for (const auto person : away)
                out_.push_back({Code::person_away, id, {person, *away_until(v_.process, person, moment)}, {}, {}});
        }
    }

    /// Those who end the activity are those who decide it, work in it or initiate it. None of them: nobody is known to.
    void may_close(ActivityId id, const std::vector<PersonId>& by) const {
        const auto duty = closing_duty(v_, id);
        if (!duty) return;
        if (*duty == DutyKind::decides) return may_decide(id, by);
        const auto tell = [&](Thing who) {
            out_.push_back({Code::not_its_worker, id, {std::move(who)}, roles_with(v_, id, *duty), {}});
        };
        if (by.empty()) tell({});
        for (const auto person : by)
            if (!acting(v_, person, id, *duty, at_)) tell(person);
    }

    /// Enough of the deciding roles, and nobody else. Who is missing lowers nothing: each person has one vote.
    void may_decide(ActivityId id, const std::vector<PersonId>& by) const {
        for (const auto person : by)
            if (!acting(v_, person, id, DutyKind::decides, at_))
                out_.push_back({Code::not_a_decider, id, {person}, roles_with(v_, id, DutyKind::decides), {}});
        std::vector<const Duty*> deciding;
        for (const auto& duty : v_.process.duties(id))
            if (duty.kind == DutyKind::decides) deciding.push_back(&duty);
        const std::size_t all = deciding.size();
        const auto quorum = quorum_of(v_, id, all);
        const Votes votes(v_, deciding, by, at_);
        if (votes.agree(quorum)) return;
        const auto agreed = votes.agreed();
        std::vector<RoleId> missing;
        std::size_t unfilled = 0;
        for (const auto* duty : deciding) {
            if (std::ranges::find(agreed, duty) != agreed.end()) continue;
            if (holders(v_, *duty).empty()) {
                ++unfilled;
                out_.push_back({Code::nobody_decides, id, {answering(v_, duty->role)}, {}, {}});
            } else {
                missing.push_back(answering(v_, duty->role));
            }
        }
        if (all - unfilled >= quorum || !missing.empty())
            out_.push_back({Code::quorum_missing,
                            id,
                            {std::uint64_t{agreed.size()}, std::uint64_t{quorum}},
                            std::move(missing),
                            {}});
    }

    /// A role that agrees has authority over each matter that is agreed to.
    void have_authority(ActivityId id, const command::Close& c) const {
        if (v_.process.authorities().empty() || !is_decided(v_, id)) return;
        const auto matters = v_.process.matters(id);
        for (std::uint32_t i = 0; i < matters.size(); ++i) {
            const auto& matter = matters[i];
            const bool restricted = !v_.process.text(matter.topic).empty() || matter.tier || matter.amount;
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
        for (const auto& part : v_.index.parts(id)) {
            if (part.duty != duty) continue;
            for (auto other = part.first; other < part.last; ++other) {
                if (other == part.number) continue;
                if (const auto* own = part_of(id, other); own != nullptr && own->duty == DutyKind::reports) {
                    const auto left = without(v_.state.performers[other], people);
                    if (has_holder(v_, id, own->duty, left)) continue;
                }
                tell_shared(id, duty, people, v_.state.performers[other]);
            }
        }
    }

    /// The same for an opening, also among the duties that it does at once.
    void open_separately(const command::Open& c) const {
        const auto parts = v_.index.parts(c.activity);
        for (const auto& part : parts) {
            if (part.duty == DutyKind::decides) continue;
            const auto people = openers(v_, c.activity, part, c.by, c.present, at_);
            for (auto other = part.first; other < part.last; ++other) {
                if (other == part.number) continue;
                const auto* own = part_of(c.activity, other);
                if (own == nullptr)
                    tell_shared(c.activity, part.duty, people, v_.state.performers[other]);
                else if (own->duty != DutyKind::decides && other > part.number)
                    tell_shared(c.activity, part.duty, people, openers(v_, c.activity, *own, c.by, c.present, at_));
            }
        }
    }

  private:
    [[nodiscard]] bool is_excused_from_time(ActivityId id) const {
        return (v_.state.activities[id].excused >> static_cast<unsigned>(Excuse::time) & 1U) != 0;
    }
    [[nodiscard]] bool has_deputy(PersonId person, Instant moment) const {
        return std::ranges::any_of(v_.state.delegations, [&](const Delegation& d) {
            return d.from == person && d.begin <= moment && moment < d.end && !away_until(v_.process, d.to, moment);
        });
    }

    /// Tells each of `people` that is among `others`, once for the activity.
    void tell_shared(ActivityId id, DutyKind duty, const std::vector<PersonId>& people,
                     const std::vector<PersonId>& others) const {
        for (const auto person : people) {
            if (std::ranges::find(others, person) == others.end()) continue;
            Blocker blocker{Code::duties_not_separate, id, {person}, roles_with(v_, id, duty), {}};
            const auto same = [&](const Blocker& b) {
                return b.code == blocker.code && b.about == blocker.about && b.arguments == blocker.arguments;
            };
            if (std::ranges::none_of(out_, same)) out_.push_back(std::move(blocker));
        }
    }

    [[nodiscard]] const RunIndex::Part* part_of(ActivityId id, std::uint32_t number) const {
        for (const auto& part : v_.index.parts(id))
            if (part.number == number) return &part;
        return nullptr;
    }

    [[nodiscard]] bool has_authority(ActivityId id, const std::vector<PersonId>& by, const Matter& matter) const {
        for (const auto& duty : v_.process.duties(id)) {
            if (duty.kind != DutyKind::decides) continue;
            if (!Votes(v_, {&duty}, by, at_).agree(1)) continue;
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
