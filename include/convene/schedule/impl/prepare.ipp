#pragma once

#include <convene/schedule/detail/preparation.hpp>
#include <convene/schedule/impl/temporal_system.ipp>
#include <convene/schedule/prepare.hpp>

#include <algorithm>
#include <utility>

namespace convene {

CONVENE_DECL Instant Prepared::base() const {
    const auto& o = options();
    const auto start = o.start.value_or(o.finish.value_or(Instant{}));
    return o.status_date ? std::max(start, *o.status_date) : start;
}

namespace detail {

CONVENE_DECL std::optional<ScheduleOptions> effective_options(const Process& process, ScheduleOptions options) {
    if (!options.status_date) options.status_date = process.status_date();
    if (!options.target) options.target = process.target();
    if (!options.start && !options.finish) {
        options.start = process.start();
        if (!options.start)
            options.finish = process.finish();
        else if (!options.wanted_by)
            options.wanted_by = process.finish();
    }
    if (options.start) options.finish = std::nullopt;
    if (!options.start && !options.finish) return std::nullopt;
    return options;
}

CONVENE_DECL tl::expected<Prepared, std::vector<LinkCycle>> compile_process(const Process& process,
                                                                            ScheduleOptions options) {
    const auto system = temporal_system(process, options);
    auto compiled = compile(system);
    if (!compiled) return tl::unexpected(link_cycles(system, compiled.error()));
    return Prepared(std::make_shared<const PreparedData>(
        PreparedData{process, std::move(options), std::make_shared<const Network>(std::move(compiled->network)),
                     std::move(compiled->bounds)}));
}

CONVENE_DECL const OutArcs& out_arcs(const Prepared& prepared) {
    return prepared.data().out_arcs.get([&] {
        const auto& g = prepared.network();
        std::vector<std::uint32_t> arcs(g.sources.size());
        for (std::uint32_t a = 0; a < arcs.size(); ++a) arcs[a] = a;
        std::vector<std::uint32_t> targets;
        targets.reserve(arcs.size());
        for (std::uint32_t v = 0; v < g.size(); ++v) targets.insert(targets.end(), g.first[v + 1] - g.first[v], v);
        return OutArcs{Rows<NodeId, OutArcs::Arc>::group(
            g.size(), arcs, [&](std::uint32_t a) { return NodeId{g.sources[a]}; },
            [&](std::uint32_t a) {
                return OutArcs::Arc{targets[a], a};
            })};
    });
}

} // namespace detail

CONVENE_DECL Result<Prepared> prepare(const Process& process, const ScheduleOptions& options) {
    auto effective = detail::effective_options(process, options);
    if (!effective) return fail({Code::no_start, {}, {}, {}, {}});
    auto prepared = detail::compile_process(process, std::move(*effective));
    if (prepared) return std::move(*prepared);
    Diagnostics faults;
    for (const auto& cycle : prepared.error()) faults.push_back(to_diagnostic(process, cycle));
    return fail(std::move(faults));
}

CONVENE_DECL Result<Prepared> prepare(const Prepared& prepared, const ScheduleOptions& options) {
    auto effective = detail::effective_options(prepared.process(), options);
    if (!effective) return fail({Code::no_start, {}, {}, {}, {}});
    const auto& data = prepared.data();
    auto bounds = bounds_of(temporal_system(data.process, *effective), *data.network);
    return Prepared(std::make_shared<const detail::PreparedData>(
        detail::PreparedData{data.process, std::move(*effective), data.network, std::move(bounds)}));
}

} // namespace convene
