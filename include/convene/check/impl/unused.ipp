#pragma once

#include <convene/check/impl/findings.ipp>
#include <convene/check/unused.hpp>

#include <algorithm>

namespace convene {

namespace detail {

class UnusedCheck {
  public:
    explicit UnusedCheck(const Process& p) : p_(p) {}

    Diagnostics operator()() {
        check_calendars();
        check_phases();
        check_parameters();
        check_levels();
        check_resources();
        return found_.take();
    }

  private:
    template <class IdType>
    static void mark(std::vector<bool>& used, OptionalId<IdType> id) {
        if (id) used[(*id).index()] = true;
    }

    void check_calendars() {
        std::vector<bool> used(p_.calendars().size(), false);
        mark(used, OptionalId(p_.calendar()));
        for (const auto& activity : p_.activities()) mark(used, activity.calendar);
        for (const auto& role : p_.roles()) mark(used, role.calendar);
        for (const auto& person : p_.people()) mark(used, person.calendar);
        for (const auto& resource : p_.resources()) mark(used, resource.calendar);
        for (const auto& lag : p_.data().lags) mark(used, lag.named);
        std::vector<std::string_view> named; // by another calendar
        for (const auto& entry : p_.calendars()) {
            const auto& definition = entry.calendar.definition();
            if (definition.base) named.push_back(*definition.base);
            named.insert(named.end(), definition.parts.begin(), definition.parts.end());
        }
        std::ranges::sort(named);
        for (const auto id : p_.calendars().ids()) {
            if (used[id.index()] || p_.calendars()[id].imported || std::ranges::binary_search(named, p_.key(id)))
                continue;
            if (found_.wants(Code::unused_calendar))
                found_.add(Code::unused_calendar, name_of(p_, id), {}, p_.calendars()[id].origin);
        }
    }

    void check_phases() {
        std::vector<bool> used(p_.phases().size(), false);
        for (const auto& activity : p_.activities())
            for (auto up = activity.phase; up && !used[(*up).index()]; up = p_[*up].parent) used[(*up).index()] = true;
        for (const auto id : p_.phases().ids())
            if (!used[id.index()] && found_.wants(Code::unused_phase))
                found_.add(Code::unused_phase, name_of(p_, id), {}, p_[id].origin);
    }

    void check_parameters() {
        std::vector<bool> used(p_.parameters().size(), false);
        for (const auto id : p_.data().duration_parameters.values()) used[id.index()] = true;
        for (const auto& lag : p_.data().lags) {
            mark(used, lag.min_parameter);
            mark(used, lag.max_parameter);
        }
        for (const auto id : p_.parameters().ids())
            if (!used[id.index()] && found_.wants(Code::unused_parameter))
                found_.add(Code::unused_parameter, thing("parameter", "参数", p_.key(id), p_[id].title), {},
                           p_[id].origin);
    }

    void check_levels() {
        std::vector<bool> used(p_.tiers().size(), false);
        for (const auto& role : p_.roles()) mark(used, role.tier);
        for (const auto& authority : p_.authorities()) mark(used, authority.tier);
        for (const auto& matter : p_.data().matters.values()) mark(used, matter.tier);
        for (const auto id : p_.tiers().ids())
            if (!used[id.index()] && found_.wants(Code::unused_level))
                found_.add(Code::unused_level, thing("level", "层级", p_.key(id), p_[id].title), {}, 0);
    }

    void check_resources() {
        std::vector<bool> used(p_.resources().size(), false);
        for (const auto& need : p_.data().needs.values()) used[need.resource.index()] = true;
        for (const auto id : p_.resources().ids())
            if (!used[id.index()] && found_.wants(Code::unused_resource))
                found_.add(Code::unused_resource, name_of(p_, id), {}, p_[id].origin);
    }

    const Process& p_;
    Findings found_;
};

} // namespace detail

CONVENE_DECL Diagnostics check_unused(const Process& process) { return detail::UnusedCheck(process)(); }

} // namespace convene
