#pragma once

#include <convene/core/config.hpp>
#include <convene/core/result.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace convene {

/// A reading of the wall clock, without a zone, exact to the second.
using Instant = std::chrono::local_seconds;

/// A civil date, without a zone.
using Date = std::chrono::local_days;

/// An exact amount of time.
using Seconds = std::chrono::seconds;

/// The first and the last instant that can be written: 0001-01-01T00:00 and 9999-12-31T23:59:59.
inline constexpr Instant min_instant{Seconds{-62'135'596'800}};
inline constexpr Instant max_instant{Seconds{253'402'300'799}};

/// The first and the last date that can be written.
inline constexpr Date min_date{std::chrono::days{-719'162}};
inline constexpr Date max_date{std::chrono::days{2'932'896}};

/// "Never, before everything" and "never, after everything": the answers of queries for which there is no instant.
/// They order correctly against all instants, are symmetric about 1970, and leave room: 1,000 of the longest possible
/// spans can be added to either without overflow.
inline constexpr Instant far_past{Seconds{-(std::int64_t{1} << 60)}};
inline constexpr Instant far_future{Seconds{std::int64_t{1} << 60}};

/// Whether `t` lies in the years 1 to 9999, which the far constants do not.
[[nodiscard]] constexpr bool is_writable(Instant t) { return t >= min_instant && t <= max_instant; }

/// The date on which `t` falls. O(1).
[[nodiscard]] constexpr Date date_of(Instant t) { return std::chrono::floor<std::chrono::days>(t); }

/// The seconds from midnight to `t`, in [0, 86400). O(1).
[[nodiscard]] constexpr Seconds time_of_day(Instant t) { return t - date_of(t); }

/// The instant that `text` writes in ISO 8601's extended form: `2026-03-31`, `2026-03-31T09:00`,
/// `2026-03-31T09:00:30`, or with a space in place of the T. A date alone is its first moment; `24:00` is the first
/// moment of the next day. Nothing if it is anything else, or outside the years 1 to 9999.
///
/// Ignores the locale; does not allocate. O(1).
[[nodiscard]] CONVENE_DECL std::optional<Instant> try_parse_instant(std::string_view text) noexcept;

/// The same, with the reason: `bad_date`, or `out_of_range_date` for the years 0 and above 9999.
[[nodiscard]] CONVENE_DECL Result<Instant> parse_instant(std::string_view text);

/// The date that `text` writes: `2026-03-31`. Nothing if there is more or less in it, or no such date.
[[nodiscard]] CONVENE_DECL std::optional<Date> try_parse_date(std::string_view text) noexcept;

/// The same, with the reason: `bad_date` or `out_of_range_date`.
[[nodiscard]] CONVENE_DECL Result<Date> parse_date(std::string_view text);

/// `2026-03-31T09:00`, with seconds only if they are not zero: `2026-03-31T09:00:30`. Outside the years 1 to 9999:
/// `far-past` or `far-future`, which are not read back.
[[nodiscard]] CONVENE_DECL std::string to_string(Instant t);

/// `2026-03-31`; outside the years 1 to 9999 `far-past` or `far-future`.
[[nodiscard]] CONVENE_DECL std::string to_string(Date date);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/time/impl/instant.ipp>
#endif
