#pragma once

#include <convene/model/process.hpp>
#include <convene/schedule/bounds.hpp>
#include <convene/schedule/lag_function.hpp>
#include <convene/schedule/options.hpp>

#include <cstdint>
#include <vector>

namespace convene {

/// A system of temporal inequalities over activities 0 .. n-1, in any order: what a `Network` is compiled from.
///
/// Each activity has a start s and a finish f with W(f) - W(s) = duration on its calendar. An arc says
/// `to.edge >= lag(from.edge)`, a floor `edge >= at`, a ceiling `edge <= at`.
struct TemporalSystem {
    struct Arc {
        std::uint32_t from;
        std::uint32_t to;
        /// Into `lags`.
        std::uint32_t lag;
        Cause cause;
    };
    using Bound = DateBound;

    /// Working seconds of each activity, on its calendar.
    std::vector<std::int64_t> durations;
    /// Into `tables`, for each activity. Table 0 is the clock.
    std::vector<std::uint16_t> calendars;
    std::vector<const WorkTable*> tables;
    std::vector<LagFunction> lags;
    std::vector<Arc> arcs;
    std::vector<Bound> floors;
    std::vector<Bound> ceilings;
    /// Activities that the start of the project does not hold back: what has happened, and outside dates.
    std::vector<bool> unbounded;
};

/// The temporal inequalities of a process, including its progress: those that `schedule` solves. Of the options, only
/// `status_date` and `outside` matter. It points to calendars of the process, which must outlive it.
/// O(activities + rules + artifact links).
[[nodiscard]] CONVENE_DECL TemporalSystem temporal_system(const Process& process, const ScheduleOptions& options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/schedule/impl/temporal_system.ipp>
#endif
