#pragma once

#include <convene/check/impl/findings.ipp>
#include <convene/check/links.hpp>
#include <convene/model/queries.hpp>

namespace convene {

namespace detail {

class LinkCheck {
  public:
    explicit LinkCheck(const Process& p) : p_(p), linked_(p.activities().size(), false) {}

    Diagnostics operator()() {
        link_all();
        if (any_)
            for (const auto id : p_.activities().ids()) check_isolated(id);
        for (const auto id : p_.activities().ids()) check_repeated(id);
        return found_.take();
    }

  private:
    void link(ActivityId a, ActivityId b) {
        if (a == b) return;
        linked_[a.index()] = linked_[b.index()] = any_ = true;
    }

    void link_all() {
        for (const auto& rule : p_.data().rules) link(rule.from, rule.to);
        for (const auto id : p_.activities().ids()) {
            for (const auto artifact : p_.consumes(id))
                if (const auto producer = p_[artifact].producer) link(*producer, id);
            for (const auto next : p_.follow_ups(id)) link(id, next);
            for (const auto& rework : p_.reworks(id)) link(id, rework.to);
        }
    }

    void check_isolated(ActivityId id) {
        if (linked_[id.index()] || !p_.data().cadences[id].empty()) return;
        if (is_per_case(p_, id)) return;
        if (found_.wants(Code::isolated_activity))
            found_.add(Code::isolated_activity, name_of(p_, id), {}, p_[id].origin);
    }

    void check_repeated(ActivityId id) {
        const auto next = p_.follow_ups(id);
        tell_repeated(std::vector(next.begin(), next.end()), [&](ActivityId repeated) {
            if (found_.wants(Code::listed_twice))
                found_.add(Code::listed_twice, name_of(p_, id), {name_of(p_, repeated), "starts"}, p_[id].origin);
        });
    }

    const Process& p_;
    Findings found_;
    std::vector<bool> linked_;
    bool any_ = false;
};

} // namespace detail

CONVENE_DECL Diagnostics check_links(const Process& process) { return detail::LinkCheck(process)(); }

} // namespace convene
