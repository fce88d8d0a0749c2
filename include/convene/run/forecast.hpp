#pragma once

#include <convene/run/instance.hpp>
#include <convene/schedule/schedule.hpp>

namespace convene {

/// The process with the events of the instance up to `at` as its progress.
///
/// Activities that are up to date have finished when they were closed, open ones have started, and all others are still
/// to come. The date of an external milestone that has passed without the milestone is dropped. The process's own
/// progress is replaced. Errors: whatever keeps the result from being a process, such as an event after `at`. O(size of
/// the process).
[[nodiscard]] CONVENE_DECL Result<Process> with_progress(const Instance& instance, Instant at);

/// The expected dates.
struct Forecast {
    /// The process that was scheduled: see `with_progress`.
    Process process;
    Schedule schedule;
};

/// The dates that follow from what has happened up to `at`. Upper bounds that can no longer be kept are dropped and
/// listed in `Schedule::broken()`. Before the start everything is scheduled from `at` on, unless the process has a
/// start. Errors: those of `with_progress` and of `schedule`; `stopped` if `stop` asks for it.
[[nodiscard]] CONVENE_DECL Result<Forecast> forecast(const Instance& instance, Instant at, const StopToken& stop = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/forecast.ipp>
#endif
