#pragma once

// First, as with headers alone it brings its own bodies.
#include <convene/staffing/level.hpp>

#include <convene/model/queries.hpp>
#include <convene/staffing/detail/flattener.hpp>
#include <convene/staffing/detail/occupancy.hpp>
#include <convene/staffing/flatten.hpp>
#include <convene/staffing/impl/level_run.hpp>
#include <convene/staffing/impl/surroundings.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace convene {

namespace detail {

/// The calendar of all work that is left, if it is one.
inline std::optional<Calendar> common_calendar(const Process& process) {
    std::optional<Calendar> found;
    for (const auto a : process.activities().ids()) {
        const auto progress = process.progress(a);
        if (process[a].duration.amount == 0 || (progress && progress->actual_finish)) continue;
        if (is_elapsed(process[a].duration)) return std::nullopt;
        const auto& own = process.calendar_of(a);
        if (found && &found->table() != &own.table() && *found != own) return std::nullopt;
        if (!found) found = own;
    }
    return found;
}

/// Up to when closed times are listed: twice as long as it takes without regard to people, a year at least.
inline Instant flat_horizon(Instant origin, Instant finish) {
    return finish + std::max(finish - origin, Seconds{std::chrono::days{365}});
}

} // namespace detail

CONVENE_DECL Result<FlatProblem> flatten(const Schedule& early, std::optional<FlatTime> time) {
    const auto& process = early.process();
    FlatClock clock;
    clock.origin = early.base();
    const auto common = detail::common_calendar(process);
    clock.time = time.value_or(common ? FlatTime::working : FlatTime::elapsed);
    if (clock.time == FlatTime::working) clock.calendar = common ? *common : process[process.calendar()];
    detail::Flattener flattener(clock, detail::flat_horizon(clock.origin, early.project_finish()));
    flattener.add(
        early, Staffing(process), [](PersonId id) { return id.value; }, [](ResourceId id) { return id.value; });
    std::vector<detail::Flattener::Pool> pools;
    auto problem = flattener.build(pools, clock.tick);
    if (!problem) return fail(std::move(problem.error()));
    FlatProblem out{std::move(*problem), clock, {}, flattener.take_relaxed()};
    for (const auto& [team, resource] : pools) {
        auto& pool = out.pools.emplace_back();
        for (const auto member : team) pool.people.push_back(PersonId{member});
        if (resource) pool.resource = ResourceId{*resource};
    }
    return out;
}

CONVENE_DECL Result<FlatProblem> flatten(const Process& process, const FlattenOptions& options) {
    const auto early = schedule(process, options.schedule);
    if (!early) return fail(early.error());
    return flatten(*early, options.time);
}

CONVENE_DECL Result<Levelled> plan_of(const Schedule& early, std::span<const rcpsp::Time> starts,
                                      const LevelOptions& options) {
    const auto around = detail::surroundings_of(early.process(), options);
    const Staffing staffing(early.process());
    detail::LevelRun run(staffing, early, options, around);
    const std::vector<std::int64_t> keys(starts.begin(), starts.end());
    if (run(keys, {})) {
        auto data = run.data();
        std::tie(data.looked_from, data.looked_until) = run.looked();
        return Levelled(early, std::move(data));
    }
    // That order breaks an upper bound: the rules may not, or say why.
    return detail::level_among(early, staffing, options, around);
}

} // namespace convene
