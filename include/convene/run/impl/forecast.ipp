#pragma once

#include <convene/run/forecast.hpp>

#include <memory>
#include <utility>
#include <vector>

namespace convene {

CONVENE_DECL Process with_progress(const Instance& instance, Instant at) {
    const auto& process = instance.process();
    auto data = std::make_shared<detail::ProcessData>(process.data());
    std::vector<std::pair<ActivityId, Progress>> progress;
    std::vector<std::pair<ActivityId, Instant>> dates;
    for (const auto id : process.activities().ids()) {
        const auto& a = instance[id];
        if (a.open)
            progress.push_back({id, {.actual_start = a.opened, .actual_finish = {}, .remaining = {}}});
        else if (a.fresh)
            progress.push_back({id, {.actual_start = a.opened, .actual_finish = a.closed, .remaining = {}}});
        if (const auto date = process.date(id); date && (a.fresh || *date >= at)) dates.emplace_back(id, *date);
    }
    const auto n = process.activities().size();
    const auto owner = [](const auto& entry) { return entry.first; };
    const auto value = [](const auto& entry) { return entry.second; };
    data->progress = Rows<ActivityId, Progress>::group(n, progress, owner, value);
    data->dates = Rows<ActivityId, Instant>::group(n, dates, owner, value);
    data->status_date = at;
    if (instance.state().started) data->start = std::min(*instance.state().started, data->start.value_or(at));
    return Process(std::move(data));
}

CONVENE_DECL Result<Forecast> forecast(const Instance& instance, Instant at) {
    auto process = with_progress(instance, at);
    ScheduleOptions options{.status_date = at, .on_conflict = OnConflict::relax};
    if (!process.start()) options.start = at;
    auto dates = schedule(process, options);
    if (!dates) return fail(std::move(dates.error()));
    return Forecast{std::move(process), std::move(*dates)};
}

} // namespace convene
