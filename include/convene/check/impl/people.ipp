#pragma once

#include <convene/check/impl/findings.ipp>
#include <convene/check/people.hpp>

#include <algorithm>

namespace convene {

namespace detail {

class PeopleCheck {
  public:
    explicit PeopleCheck(const Process& p)
        : p_(p), filled_(p.roles().size(), false), used_(p.roles().size(), false), on_duty_(p.roles().size(), false),
          asker_(p.roles().size()) {}

    Diagnostics operator()() {
        for (const auto& person : p_.people())
            for (const auto role : person.roles) filled_[role.index()] = true;
        ask();
        for (const auto id : p_.roles().ids()) check(id);
        for (const auto id : p_.people().ids())
            if (p_[id].roles.empty() && found_.wants(Code::person_without_role))
                found_.add(Code::person_without_role, name_of(p_, id), {}, p_[id].origin);
        for (const auto id : p_.activities().ids())
            for (const auto& handover : p_.handovers(id)) check(id, handover);
        return found_.take();
    }

  private:
    /// Notes who asks for each role; by name only where nobody is there to answer.
    void ask() {
        for (const auto id : p_.activities().ids()) {
            const auto name = [&] { return name_of(p_, id); };
            for (const auto& duty : p_.duties(id)) {
                on_duty_[duty.role.index()] = true;
                asks(duty.role, name);
            }
            for (const auto& handover : p_.handovers(id)) {
                used_[handover.from.index()] = true;
                asks(handover.to, name);
            }
            for (const auto& level : p_.data().service_levels[id])
                if (level.escalate_to) asks(*level.escalate_to, name);
        }
        for (const auto& quota : p_.quotas())
            asks(quota.role, [&] { return thing("quota", "定额", quota.key, quota.title); });
        for (const auto& cover : p_.covers())
            asks(cover.role, [&] { return thing("cover", "值班", cover.key, cover.title); });
        for (const auto& attendance : p_.attendances()) {
            const auto name = [&] {
                return thing("the attendance of", "考勤", p_.key(attendance.role), p_.title(attendance.role));
            };
            asks(attendance.role, name);
            if (attendance.excused_by) asks(*attendance.excused_by, name);
        }
        for (const auto& authority : p_.authorities()) used_[authority.role.index()] = true;
    }

    template <class Name>
    void asks(RoleId role, const Name& name) {
        used_[role.index()] = true;
        auto& asker = asker_[role.index()];
        if (!filled_[role.index()] && !p_[role].external && asker.empty()) asker = name();
    }

    void check(RoleId id) {
        if (!used_[id.index()]) {
            if (found_.wants(Code::unused_role)) found_.add(Code::unused_role, name_of(p_, id), {}, p_[id].origin);
        } else if (const auto& asker = asker_[id.index()]; !asker.empty() && found_.wants(Code::role_without_people)) {
            found_.add(Code::role_without_people, name_of(p_, id), {asker}, p_[id].origin);
        }
    }

    void check(ActivityId id, const Handover& handover) {
        if (handover.from == handover.to) {
            if (found_.wants(Code::handover_to_itself))
                found_.add(Code::handover_to_itself, name_of(p_, id), {name_of(p_, handover.from)}, p_[id].origin);
        } else if (!on_duty_[handover.from.index()] && found_.wants(Code::handover_without_duty)) {
            found_.add(Code::handover_without_duty, name_of(p_, id),
                       {name_of(p_, handover.from), name_of(p_, handover.to)}, p_[id].origin);
        }
    }

    const Process& p_;
    Findings found_;
    std::vector<bool> filled_;
    std::vector<bool> used_;
    std::vector<bool> on_duty_;
    std::vector<Text> asker_; // the first
};

} // namespace detail

CONVENE_DECL Diagnostics check_people(const Process& process) { return detail::PeopleCheck(process)(); }

} // namespace convene
