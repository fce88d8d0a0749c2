#pragma once

#include <convene/model/process_graph.hpp>

namespace convene {

CONVENE_DECL ProcessGraph process_graph(const Process& process, DigraphOptions options) {
    std::vector<ProcessLink> links;
    for (std::uint32_t r = 0; r < process.rule_count(); ++r) {
        const RuleId id{r};
        const auto rule = process.rule(id);
        if (rule.min) links.push_back({.from = rule.from, .to = rule.to, .kind = LinkKind::rule, .rule = id});
    }
    for (const auto id : process.activities().ids())
        for (const auto artifact : process.consumes(id))
            if (const auto producer = process[artifact].producer; producer && *producer != id)
                links.push_back({.from = *producer, .to = id, .kind = LinkKind::artifact, .artifact = artifact});
    for (const auto id : process.activities().ids())
        for (const auto next : process.follow_ups(id))
            links.push_back({.from = id, .to = next, .kind = LinkKind::follow_up});

    std::vector<Arc> arcs;
    arcs.reserve(links.size());
    for (const auto& link : links) arcs.push_back({link.from.value, link.to.value});
    return {Digraph(static_cast<std::uint32_t>(process.activities().size()), arcs, options), std::move(links)};
}

} // namespace convene
