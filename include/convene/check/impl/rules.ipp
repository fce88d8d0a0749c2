#pragma once

#include <convene/check/impl/ancestors.ipp>
#include <convene/check/impl/dependencies.ipp>
#include <convene/check/impl/findings.ipp>
#include <convene/check/rules.hpp>
#include <convene/graph/transitive_reduction.hpp>
#include <convene/model/queries.hpp>

#include <algorithm>
#include <tuple>

namespace convene {

namespace detail {

class RuleCheck {
  public:
    RuleCheck(const Process& p, std::uint64_t budget) : p_(p), budget_(budget), repeated_(p.rule_count(), false) {}

    Diagnostics operator()() {
        find_repeated();
        if (budget_ > 0) find_redundant();
        std::ranges::sort(redundant_);
        for (const auto id : redundant_)
            if (found_.wants(Code::redundant_rule))
                found_.add(Code::redundant_rule, name_of(p_, id), {}, p_.rule(id).origin);
        return found_.take();
    }

  private:
    /// All that a rule says, apart from where it leads to.
    static auto terms(const Rule& r) {
        const auto bound = [](const std::optional<Span>& s) {
            return s ? std::tuple(true, s->amount, s->unit) : std::tuple(false, std::int32_t{0}, SpanUnit{});
        };
        const auto id = [](auto optional) { return optional ? std::int64_t{(*optional).value} : -1; };
        return std::tuple(r.from, r.from_edge, r.to_edge, bound(r.min), bound(r.max), r.calendar, id(r.named),
                          id(r.min_parameter), id(r.max_parameter));
    }

    /// Those that lead to one activity are neighbours, so each group is sorted by itself.
    void find_repeated() {
        using Entry = std::pair<decltype(terms(Rule{})), std::uint32_t>;
        std::vector<Entry> group;
        const auto& rules = p_.data().rules;
        for (std::uint32_t r = 0; r < rules.size(); ++r) {
            group.clear();
            const auto to = rules[r].to;
            if (r + 1 == rules.size() || rules[r + 1].to != to) continue;
            for (; r < rules.size() && rules[r].to == to; ++r) group.emplace_back(terms(p_.rule(RuleId{r})), r);
            --r;
            std::ranges::sort(group);
            for (std::size_t i = 1; i < group.size(); ++i)
                if (group[i].first == group[i - 1].first) repeated_[group[i].second] = true;
        }
        for (std::uint32_t r = 0; r < rules.size(); ++r)
            if (repeated_[r] && found_.wants(Code::duplicate_rule))
                found_.add(Code::duplicate_rule, name_of(p_, RuleId{r}), {}, rules[r].origin);
    }

    static bool is_flow(const Rule& r) {
        return r.from_edge == Edge::finish && r.to_edge == Edge::start && r.min && !r.min_parameter;
    }
    /// A rule that may turn out to be redundant.
    [[nodiscard]] bool is_candidate(RuleId id, const Rule& r) const {
        return is_flow(r) && !r.max && r.min->amount <= 0 && !repeated_[id.index()] && !has_finished(p_, r.to);
    }

    void find_redundant() {
        std::vector<RuleId> negative;
        bool any = false;
        for (std::uint32_t r = 0; r < p_.rule_count(); ++r) {
            const auto rule = p_.rule(RuleId{r});
            if (!is_candidate(RuleId{r}, rule)) continue;
            any = true;
            if (rule.min->amount < 0) negative.emplace_back(r);
        }
        if (!any) return;
        // Of parallel links the first stays, so the candidates come last.
        Links links;
        links.add_artifacts(p_);
        links.add_follow_ups(p_);
        // What has finished waits for nothing any more, so no path leads through it.
        links.remove([&](const Arc& arc) { return has_finished(p_, ActivityId{arc.to}); });
        const auto says_more = [&](RuleId id, const Rule& r) {
            return is_flow(r) && r.min->amount >= 0 && !is_candidate(id, r) && !repeated_[id.index()] &&
                   !has_finished(p_, r.to);
        };
        links.add_rules(p_, says_more);
        const auto first = links.arcs.size();
        links.add_rules(p_, [&](RuleId id, const Rule& r) { return is_candidate(id, r) && r.min->amount == 0; });
        const auto graph = graph_of(p_, links, {.in_arcs = !negative.empty()});
        const auto order = topological_order(graph, {.budget = 0});
        if (!order) return;
        for (const auto arc : redundant_arcs(graph, *order, {.budget = budget_}).arcs)
            if (arc >= first) redundant_.emplace_back(links.causes[arc].index());
        if (negative.empty()) return;
        // These are weaker than any link, so they can't be part of a path themselves.
        AncestorSearch is_ancestor(graph, *order, budget_ / 4);
        for (const auto id : negative) {
            const auto rule = p_.rule(id);
            if (is_ancestor(rule.from.value, rule.to.value).value_or(false)) redundant_.push_back(id);
        }
    }

    const Process& p_;
    std::uint64_t budget_;
    Findings found_;
    std::vector<bool> repeated_;
    std::vector<RuleId> redundant_;
};

} // namespace detail

CONVENE_DECL Diagnostics check_rules(const Process& process, std::uint64_t budget) {
    return detail::RuleCheck(process, budget)();
}

} // namespace convene
