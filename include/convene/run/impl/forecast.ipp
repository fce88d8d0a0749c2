#pragma once

#include <convene/model/edit.hpp>
#include <convene/run/forecast.hpp>

#include <algorithm>
#include <utility>

namespace convene {

CONVENE_DECL Result<Process> with_progress(const Instance& instance, Instant at) {
    const auto& process = instance.process();
    auto editor = edit(process);
    for (const auto id : process.activities().ids()) {
        const auto& a = instance[id];
        // What was closed without having been opened began when it ended; only the outside knows no beginning.
        const auto begun = a.opened || process[id].kind == ActivityKind::external ? a.opened : a.closed;
        if (a.open)
            editor.progress(id, Progress{.actual_start = a.opened, .actual_finish = {}, .remaining = {}});
        else if (a.fresh)
            editor.progress(id, Progress{.actual_start = begun, .actual_finish = a.closed, .remaining = {}});
        else if (process.progress(id))
            editor.progress(id, std::nullopt);
        if (const auto date = process.date(id); date && !a.fresh && *date < at) editor.date(id, std::nullopt);
    }
    editor.status_date(at);
    if (const auto started = instance.state().started) editor.start(std::min(*started, process.start().value_or(at)));
    return std::move(editor).build();
}

CONVENE_DECL Result<Forecast> forecast(const Instance& instance, Instant at, const StopToken& stop) {
    auto process = with_progress(instance, at);
    if (!process) return fail(std::move(process.error()));
    ScheduleOptions options{.status_date = at, .on_conflict = OnConflict::relax, .stop = stop};
    if (!process->start()) options.start = at;
    auto dates = schedule(*process, options);
    if (!dates) return fail(std::move(dates.error()));
    return Forecast{std::move(*process), std::move(*dates)};
}

} // namespace convene
