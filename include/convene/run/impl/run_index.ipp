#pragma once

#include <convene/graph/order.hpp>
#include <convene/run/impl/lags.hpp>
#include <convene/run/run_index.hpp>

#include <algorithm>
#include <utility>

namespace convene {

CONVENE_DECL RunIndex::RunIndex(const Process& process) {
    add_gates(process);
    add_order(process);
    add_parts(process);
    for (const auto id : process.activities().ids())
        if (process.cadence(id) || process.service_level(id)) timed_.push_back(id);
}

CONVENE_DECL void RunIndex::add_gates(const Process& p) {
    std::vector<Gate> gates;
    for (std::uint32_t r = 0; r < p.rule_count(); ++r) {
        const auto rule = p.rule(RuleId{r});
        if (!rule.min || rule.min->amount < 0 || p[rule.to].kind == ActivityKind::external) continue;
        gates.push_back({rule.from, rule.to, detail::minimum_lag(p, rule)});
    }
    for (const auto id : p.activities().ids())
        for (const auto next : p.follow_ups(id))
            if (p[next].kind != ActivityKind::external) gates.push_back({id, next, LagFunction{}});
    gates_ = Rows<ActivityId, Gate>::group(
        p.activities().size(), gates, [](const Gate& g) { return g.to; }, [](const Gate& g) { return g; });
}

CONVENE_DECL void RunIndex::add_order(const Process& p) {
    const auto n = p.activities().size();
    std::vector<Arc> arcs;
    std::vector<std::pair<ArtifactId, ActivityId>> consumers;
    basis_ = Table<ActivityId, std::uint32_t>(n);
    for (const auto id : p.activities().ids()) {
        basis_[id] = basis_size_;
        basis_size_ += static_cast<std::uint32_t>(p.consumes(id).size());
        basis_size_ += static_cast<std::uint32_t>(std::ranges::count_if(gates_[id], &Gate::is_order));
        for (const auto artifact : p.consumes(id)) {
            const auto producer = p[artifact].producer;
            if (producer && *producer == id) continue;
            consumers.emplace_back(artifact, id);
            if (producer) arcs.push_back({(*producer).value, id.value});
        }
        for (const auto& gate : gates_[id]) arcs.push_back({gate.from.value, id.value});
    }
    consumers_ = Rows<ArtifactId, ActivityId>::group(
        p.artifacts().size(), consumers, [](const auto& c) { return c.first; }, [](const auto& c) { return c.second; });
    const auto order = topological_order(Digraph(static_cast<std::uint32_t>(n), arcs), {.budget = 0});
    acyclic_ = order.has_value();
    rank_ = Table<ActivityId, std::uint32_t>(n);
    for (std::uint32_t i = 0; i < n; ++i) rank_[ActivityId{order ? order->nodes[i] : i}] = i;
    std::ranges::sort(arcs, {}, [](const Arc& a) { return std::pair{a.from, a.to}; });
    arcs.erase(std::unique(arcs.begin(), arcs.end()), arcs.end());
    affected_ = Rows<ActivityId, ActivityId>::group(
        n, arcs, [](const Arc& a) { return ActivityId{a.from}; }, [](const Arc& a) { return ActivityId{a.to}; });
}

CONVENE_DECL void RunIndex::add_parts(const Process& p) {
    std::vector<std::pair<ActivityId, Part>> entries;
    for (const auto& separation : p.separations()) {
        const auto first = part_count_;
        const auto last = first + static_cast<std::uint32_t>(separation.parts.size());
        for (const auto& part : separation.parts)
            entries.emplace_back(part.activity, Part{part_count_++, first, last, part.duty});
    }
    parts_ = Rows<ActivityId, Part>::group(
        p.activities().size(), entries, [](const auto& e) { return e.first; }, [](const auto& e) { return e.second; });
}

} // namespace convene
