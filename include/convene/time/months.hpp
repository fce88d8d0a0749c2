#pragma once

#include <convene/core/config.hpp>
#include <convene/time/instant.hpp>

#include <cstdint>

namespace convene {

/// `t` moved by `months` civil months of any sign. The day is clipped to the month's length and the time of day is
/// kept: 31 January 09:00 + 1 = 28 February 09:00. Beyond the years 1 to 9999: `far_past` or `far_future`, and those
/// stay what they are. O(1).
///
/// Within the days that are clipped the function is not monotone: 28 January 18:00 + 1 is later than
/// 31 January 09:00 + 1, by the time of day. On whole days, and at one time of day, it is.
[[nodiscard]] CONVENE_DECL Instant add_elapsed_months(Instant t, std::int64_t months);

/// The largest `t` with `add_elapsed_months(t, months) <= limit`: how late something may be so that `months` later is
/// not after `limit`. `far_past` if there is none, `far_future` if there is no latest one. O(1).
[[nodiscard]] CONVENE_DECL Instant latest_before_months(Instant limit, std::int64_t months);

/// The smallest `t` with `add_elapsed_months(t, months) >= limit`: how early something may be so that `months` later is
/// not before `limit`. `far_future` if there is none, `far_past` if there is no earliest one. O(1).
[[nodiscard]] CONVENE_DECL Instant earliest_before_months(Instant limit, std::int64_t months);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/time/impl/months.ipp>
#endif
