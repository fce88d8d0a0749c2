#pragma once

#include <convene/check/impl/findings.ipp>
#include <convene/check/meetings.hpp>
#include <convene/model/queries.hpp>

#include <algorithm>

namespace convene {

namespace detail {

class MeetingCheck {
  public:
    explicit MeetingCheck(const Process& p) : p_(p) {}

    Diagnostics operator()() {
        for (const auto id : p_.activities().ids()) {
            const auto& activity = p_[id];
            const auto deciders = deciding_roles(id);
            check_decision(id, deciders);
            check_quorum(id, deciders);
            if (activity.kind == ActivityKind::meeting) check_meeting(id);
            if (activity.kind == ActivityKind::task && !p_.roles().empty() && takers(id) == 0)
                tell(Code::task_without_worker, id);
            if (!is_timeless(activity) && activity.duration.amount == 0) tell(Code::no_duration, id);
        }
        return found_.take();
    }

  private:
    void tell(Code code, ActivityId id, std::vector<Text> arguments = {}) {
        if (found_.wants(code)) found_.add(code, name_of(p_, id), std::move(arguments), p_[id].origin);
    }

    [[nodiscard]] std::size_t deciding_roles(ActivityId id) {
        roles_.clear();
        for (const auto& duty : p_.duties(id))
            if (duty.kind == DutyKind::decides) roles_.push_back(duty.role);
        std::ranges::sort(roles_);
        return static_cast<std::size_t>(std::ranges::unique(roles_).begin() - roles_.begin());
    }

    [[nodiscard]] std::ptrdiff_t takers(ActivityId id) const {
        return std::ranges::count_if(p_.duties(id), [](const Duty& d) { return d.kind != DutyKind::informed; });
    }

    void check_decision(ActivityId id, std::size_t deciders) {
        if (deciders > 0) return;
        const auto matters = p_.matters(id);
        if (matters.empty()) {
            if (p_[id].kind == ActivityKind::meeting) tell(Code::meeting_without_decider, id);
            return;
        }
        const auto title = p_.text(matters.front().title);
        tell(Code::matter_without_decider, id,
             {words(std::string(title.in(Language::en)), std::string(title.in(Language::zh)))});
    }

    void check_quorum(ActivityId id, std::size_t deciders) {
        if (const auto quorum = p_.quorum(id); quorum && (*quorum == 0 || *quorum > deciders))
            tell(Code::bad_quorum, id, {std::to_string(*quorum), std::to_string(deciders)});
    }

    void check_meeting(ActivityId id) {
        if (std::ranges::none_of(p_.duties(id), [](const Duty& d) { return d.kind == DutyKind::initiates; }))
            tell(Code::meeting_without_initiator, id);
        const bool repeated = !p_.data().cadences[id].empty() || is_per_case(p_, id);
        if (p_.consumes(id).empty() && !repeated) tell(Code::meeting_without_material, id);
    }

    const Process& p_;
    Findings found_;
    std::vector<RoleId> roles_; // reused from activity to activity
};

} // namespace detail

CONVENE_DECL Diagnostics check_meetings(const Process& process) { return detail::MeetingCheck(process)(); }

} // namespace convene
