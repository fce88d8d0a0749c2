#pragma once

#include <convene/check/impl/ancestors.ipp>
#include <convene/check/impl/dependencies.ipp>
#include <convene/check/impl/findings.ipp>
#include <convene/check/rework.hpp>

namespace convene {

namespace detail {

class ReworkCheck {
  public:
    explicit ReworkCheck(const Process& p) : p_(p) {}

    Diagnostics operator()() {
        if (p_.rounds() && p_.rounds()->max == 0 && found_.wants(Code::zero_rounds))
            found_.add(Code::zero_rounds, thing("process", "流程", p_.key(), p_.title()),
                       {words("the process", "流程")}, 0);
        if (p_.data().reworks.empty()) return found_.take();
        for (const auto id : p_.activities().ids())
            if (!p_.reworks(id).empty()) check(id);
        check_ancestors();
        return found_.take();
    }

  private:
    static constexpr std::uint64_t search_budget = 50'000'000;

    void check(ActivityId id) {
        std::vector<ActivityId> targets;
        for (const auto& rework : p_.reworks(id)) {
            targets.push_back(rework.to);
            if (rework.max_rounds != 0 || !found_.wants(Code::zero_rounds)) continue;
            const auto to = name_of(p_, rework.to);
            found_.add(
                Code::zero_rounds, name_of(p_, id),
                {words("the return to " + std::string(to.in(Language::en)), "退回" + std::string(to.in(Language::zh)))},
                p_[id].origin);
        }
        tell_repeated(std::move(targets), [&](ActivityId target) {
            if (found_.wants(Code::listed_twice))
                found_.add(Code::listed_twice, name_of(p_, id), {name_of(p_, target), "returns_to"}, p_[id].origin);
        });
    }

    void check_ancestors() {
        const auto graph = graph_of(p_, all_links(p_), {.in_arcs = true});
        const auto order = topological_order(graph, {.budget = 0});
        if (!order) return;
        AncestorSearch is_ancestor(graph, *order, search_budget);
        for (const auto id : p_.activities().ids()) {
            for (const auto& rework : p_.reworks(id)) {
                if (is_ancestor(rework.to.value, id.value).value_or(true)) continue;
                if (found_.wants(Code::rework_not_ancestor))
                    found_.add(Code::rework_not_ancestor, name_of(p_, id), {name_of(p_, rework.to)}, p_[id].origin);
            }
        }
    }

    const Process& p_;
    Findings found_;
};

} // namespace detail

CONVENE_DECL Diagnostics check_rework(const Process& process) { return detail::ReworkCheck(process)(); }

} // namespace convene
