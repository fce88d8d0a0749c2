#pragma once

#include <convene/schedule/detail/lazy.hpp>
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

/// The faults of options that name activities which the process does not have.
inline Diagnostics foreign_ids(const Process& process, const ScheduleOptions& options) {
    const auto is_known = [&](ActivityId id) { return id.index() < process.activities().size(); };
    Diagnostics faults;
    if (options.target && !is_known(*options.target)) faults.push_back({.code = Code::unknown_id});
    for (const auto& outside : options.outside)
        if (!is_known(outside.activity)) faults.push_back({.code = Code::unknown_id});
    return faults;
}

CONVENE_DECL std::optional<ScheduleOptions> effective_options(const Process& process, ScheduleOptions options) {
    if (!options.status_date) options.status_date = process.status_date();
    if (!options.target) options.target = process.target();
    if (!options.start && !options.finish) {
        options.start = process.start();
        if (!options.start) options.finish = process.finish();
    }
    if (!options.start && !options.finish) return std::nullopt;
    if (options.start) {
        // A finish that is no longer scheduled back from is what the project is wanted by.
        if (!options.wanted_by) options.wanted_by = options.finish ? options.finish : process.finish();
        options.finish = std::nullopt;
    }
    return options;
}

CONVENE_DECL tl::expected<Prepared, std::vector<LinkCycle>> compile_process(const Process& process,
                                                                            ScheduleOptions options) {
    const auto system = temporal_system(process, options);
    auto compiled = compile(system);
    if (!compiled) return tl::unexpected(link_cycles(system, compiled.error()));
    return Prepared(std::make_shared<const PreparedData>(
        PreparedData{process, std::move(options), std::make_shared<const Network>(std::move(compiled->network)),
                     std::move(compiled->bounds), lazy_out_arcs()}));
}

class LazyOutArcs : public Lazy<OutArcs> {};

CONVENE_DECL std::shared_ptr<const LazyOutArcs> lazy_out_arcs() { return std::make_shared<const LazyOutArcs>(); }

CONVENE_DECL const OutArcs& out_arcs(const Prepared& prepared) {
    return prepared.data().out_arcs->get([&] {
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

namespace detail {

/// What is said to have happened after the day of the status date.
inline Diagnostics future_progress(const Process& process, const ScheduleOptions& options) {
    Diagnostics faults;
    if (!options.status_date || process.data().progress.empty()) return faults;
    const auto later = [&](const std::optional<Instant>& t) {
        return t && date_of(*t) > date_of(*options.status_date);
    };
    for (const auto id : process.activities().ids()) {
        const auto progress = process.progress(id);
        if (!progress || !(later(progress->actual_start) || later(progress->actual_finish))) continue;
        faults.push_back({Code::bad_progress,
                          name_of(process, id),
                          {Text{{"en", "an actual date is after the status date"}, {"zh", "实际日期晚于状态日期"}}},
                          location_of(process[id].origin),
                          {}});
    }
    return faults;
}

} // namespace detail

CONVENE_DECL Result<Prepared> prepare(const Process& process, const ScheduleOptions& options) {
    if (auto faults = detail::foreign_ids(process, options); !faults.empty()) return fail(std::move(faults));
    auto effective = detail::effective_options(process, options);
    if (!effective) return fail({Code::no_start, {}, {}, {}, {}});
    if (auto faults = detail::future_progress(process, *effective); !faults.empty()) return fail(std::move(faults));
    auto prepared = detail::compile_process(process, std::move(*effective));
    if (prepared) return std::move(*prepared);
    Diagnostics faults;
    for (const auto& cycle : prepared.error()) faults.push_back(to_diagnostic(process, cycle));
    return fail(std::move(faults));
}

CONVENE_DECL Result<Prepared> prepare(const Prepared& prepared, const ScheduleOptions& options) {
    if (auto faults = detail::foreign_ids(prepared.process(), options); !faults.empty()) return fail(std::move(faults));
    auto effective = detail::effective_options(prepared.process(), options);
    if (!effective) return fail({Code::no_start, {}, {}, {}, {}});
    if (auto faults = detail::future_progress(prepared.process(), *effective); !faults.empty())
        return fail(std::move(faults));
    const auto& data = prepared.data();
    auto bounds = bounds_of(temporal_system(data.process, *effective), *data.network);
    return Prepared(std::make_shared<const detail::PreparedData>(detail::PreparedData{
        data.process, std::move(*effective), data.network, std::move(bounds), detail::lazy_out_arcs()}));
}

} // namespace convene
