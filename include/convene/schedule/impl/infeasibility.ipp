#pragma once

#include <convene/schedule/detail/upper_bounds.hpp>
#include <convene/schedule/driver.hpp>
#include <convene/schedule/impl/drivers.ipp>
#include <convene/schedule/impl/network.ipp>
#include <convene/schedule/passes.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace convene::detail {

/// Whether early dates keep all upper dates.
inline bool ceilings_hold(const Network& g, const Bounds& b, const PassDates& d) {
    return std::ranges::all_of(
        b.ceilings.values(), [&](const DateBound& c) { return date_of(b, d, g.node_of[c.activity], c.edge) <= c.at; });
}

/// One thing that dates have to keep: the start of the project, an arc of a network, or one of its floors or ceilings.
struct Requirement {
    enum class Kind : std::uint8_t { base, arc, floor, ceiling };
    Kind kind = Kind::base;
    /// Into the arcs, or the values of the floors or ceilings.
    std::uint32_t index = 0;

    friend bool operator==(Requirement, Requirement) = default;
};

/// All that leads to a node, whether it holds it or not.
inline std::vector<Requirement> everything_before(const Network& g, const Bounds& b, std::uint32_t node) {
    std::vector<Requirement> items{{Requirement::Kind::base, 0}};
    std::vector<bool> seen(g.size(), false);
    std::vector<std::uint32_t> open{node};
    seen[node] = true;
    while (!open.empty()) {
        const auto v = open.back();
        open.pop_back();
        const auto floors = b.floors[NodeId{v}].size();
        for (std::uint32_t i = 0; i < floors; ++i)
            items.push_back({Requirement::Kind::floor, b.floors.first(NodeId{v}) + i});
        for (auto a = g.first[v]; a < g.first[v + 1]; ++a) {
            if (g.is_off(a)) continue;
            items.push_back({Requirement::Kind::arc, a});
            const auto u = g.sources[a];
            if (!seen[u]) open.push_back(u);
            seen[u] = true;
        }
    }
    return items;
}

/// The requirements that push an edge of a node to where it is, from the root on.
inline std::vector<Requirement> chain_to(const Network& g, const Bounds& b, const PassDates& dates, Instant base,
                                         std::uint32_t v, Edge edge) {
    std::vector<Requirement> items;
    for (const auto& hold : Holds(g, b, dates, base).chain(v, edge)) {
        switch (hold.driver.kind()) {
        case Driver::Kind::base: items.push_back({Requirement::Kind::base, 0}); break;
        case Driver::Kind::floor: items.push_back({Requirement::Kind::floor, hold.driver.index()}); break;
        case Driver::Kind::arc: items.push_back({Requirement::Kind::arc, hold.driver.index()}); break;
        }
    }
    if (items.empty() || items.back().kind == Requirement::Kind::arc) return everything_before(g, b, v);
    std::ranges::reverse(items);
    return items;
}

/// Requirements that can't all hold, the first that a pass meets; nothing if there is a solution from `base` on. Leaves
/// the early dates in `dates`.
inline std::optional<std::vector<Requirement>> detect(const Network& g, const Bounds& b, Instant base,
                                                      PassDates& dates) {
    if (const auto cycle = early_pass(g, b, base, dates)) {
        // A cycle that is only impossible from the start of the project on needs the start as a witness.
        std::vector<Requirement> items{{Requirement::Kind::base, 0}};
        for (const auto a : cycle->arcs)
            if (!g.is_off(a)) items.push_back({Requirement::Kind::arc, a});
        return items;
    }
    const auto ceilings = b.ceilings.values();
    for (std::uint32_t i = 0; i < ceilings.size(); ++i) {
        const auto& c = ceilings[i];
        const auto v = g.node_of[c.activity];
        if (date_of(b, dates, v, c.edge) <= c.at) continue;
        auto items = chain_to(g, b, dates, base, v, c.edge);
        items.push_back({Requirement::Kind::ceiling, i});
        return items;
    }
    return std::nullopt;
}

/// The soft upper bound among the items, the last of several.
inline std::optional<Requirement> soft_bound_of(const Process& process, const Network& g, const Bounds& b,
                                                const std::vector<Requirement>& items) {
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        if (item->kind == Requirement::Kind::ceiling && is_soft(process, b.ceilings.values()[item->index].cause))
            return *item;
        if (item->kind == Requirement::Kind::arc && is_soft(process, g.causes[item->index])) return *item;
    }
    return std::nullopt;
}

/// The upper bound among the items: the requirement to give up. There always is one, or a negative minimum: other
/// minima alone can be kept.
inline std::optional<Requirement> upper_bound_of(const Network& g, const std::vector<Requirement>& items) {
    std::optional<Requirement> negative;
    for (auto item = items.rbegin(); item != items.rend(); ++item) {
        if (item->kind == Requirement::Kind::ceiling) return *item;
        if (item->kind != Requirement::Kind::arc) continue;
        if (g.causes[item->index].kind() == CauseKind::rule_max) return *item;
        if (!negative && g.lag(item->index).amount < 0) negative = *item;
    }
    return negative;
}

/// Takes ceilings out, by their numbers in ascending order. O(nodes + ceilings).
inline void remove_ceilings(const Network& g, Bounds& b, std::span<const std::uint32_t> numbers) {
    std::vector<DateBound> kept;
    for (std::uint32_t i = 0; i < b.ceilings.values().size(); ++i)
        if (!std::ranges::binary_search(numbers, i)) kept.push_back(b.ceilings.values()[i]);
    b.ceilings = by_node(g, kept);
}

/// Every soft bound that is left.
inline std::vector<Requirement> soft_bounds(const Process& process, const Network& g, const Bounds& b) {
    std::vector<Requirement> items;
    for (std::uint32_t a = 0; a < g.causes.size(); ++a)
        if (!g.is_off(a) && is_soft(process, g.causes[a])) items.push_back({Requirement::Kind::arc, a});
    for (std::uint32_t i = 0; i < b.ceilings.values().size(); ++i)
        if (is_soft(process, b.ceilings.values()[i].cause)) items.push_back({Requirement::Kind::ceiling, i});
    return items;
}

/// Gives up a maximum lag or an upper date.
inline void drop(Network& g, Bounds& b, Requirement item) {
    if (item.kind == Requirement::Kind::arc) switch_off(g, b, item.index);
    if (item.kind == Requirement::Kind::ceiling) remove_ceilings(g, b, std::span(&item.index, 1));
}

/// Gives up all soft bounds. O(arcs + ceilings).
inline void drop_soft(const Process& process, Network& g, Bounds& b) {
    std::vector<std::uint32_t> ceilings;
    for (const auto item : soft_bounds(process, g, b)) {
        if (item.kind == Requirement::Kind::arc)
            switch_off(g, b, item.index);
        else
            ceilings.push_back(item.index);
    }
    remove_ceilings(g, b, ceilings);
}

} // namespace convene::detail
