#pragma once

#include <convene/core/config.hpp>
#include <convene/rcpsp/problem.hpp>
#include <convene/time/calendar.hpp>
#include <convene/time/instant.hpp>

#include <cstdint>

namespace convene {

/// What the ticks of a flat problem count.
enum class FlatTime : std::uint8_t {
    /// The working time of one calendar: closed time takes no ticks, and no job has breaks.
    working,
    /// Time on the clock: jobs pause in the breaks of their calendars.
    elapsed
};

/// Instants as ticks of a flat problem.
struct FlatClock {
    FlatTime time = FlatTime::elapsed;
    /// Tick 0.
    Instant origin{};
    /// The length of a tick.
    Seconds tick{1};
    /// With `working`: the calendar whose working time is counted.
    Calendar calendar = Calendar::continuous();

    /// The seconds from the origin to `t` as this clock counts them; 0 before the origin.
    [[nodiscard]] CONVENE_DECL std::int64_t seconds_to(Instant t) const;
    /// When work that starts at a tick begins; with `working`, a working moment.
    [[nodiscard]] CONVENE_DECL Instant start_at(rcpsp::Time tick) const;
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/staffing/impl/flat_clock.ipp>
#endif
