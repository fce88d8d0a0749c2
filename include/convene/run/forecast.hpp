#pragma once

#include <convene/run/instance.hpp>
#include <convene/schedule/schedule.hpp>

namespace convene {

/// The process with what has happened in the instance as its progress, as of `at`.
///
/// What is fresh has finished when it was closed, what is open has started; everything else is still to come. A known
/// date of an outside milestone that has passed without it is forgotten. The process's own progress is replaced.
/// Errors: what keeps the result from being a process, such as an event after `at`. O(size of the process).
[[nodiscard]] CONVENE_DECL Result<Process> with_progress(const Instance& instance, Instant at);

/// What is to be expected.
struct Forecast {
    /// The process that was scheduled: see `with_progress`.
    Process process;
    Schedule schedule;
};

/// The dates that follow from what has happened up to `at`, upper bounds that can't be kept any more being dropped and
/// listed in `Schedule::broken()`. Before the start everything is scheduled from `at` on, unless the process says when.
/// Errors: those of `with_progress` and of `schedule`; `stopped` if `stop` asks for it.
[[nodiscard]] CONVENE_DECL Result<Forecast> forecast(const Instance& instance, Instant at, const StopToken& stop = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/forecast.ipp>
#endif
