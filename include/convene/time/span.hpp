#pragma once

#include <convene/core/config.hpp>
#include <convene/core/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace convene {

/// The units of a `Span`. The working ones are counted on a calendar, which says how long its day, week and month are;
/// the elapsed ones on the clock, an elapsed month being a civil month.
enum class SpanUnit : std::uint8_t {
    minutes,
    hours,
    days,
    weeks,
    months,
    elapsed_minutes,
    elapsed_hours,
    elapsed_days,
    elapsed_weeks,
    elapsed_months,
};

/// An amount of time as people write it: `3d` is three working days, `3ed` three days on the clock.
///
/// Equality is of what is written: `2h` and `120min` differ.
struct Span {
    std::int32_t amount = 0;
    SpanUnit unit = SpanUnit::days;

    friend constexpr bool operator==(Span, Span) = default;
};

/// The negative span. *Requires* an amount above -2^31.
[[nodiscard]] constexpr Span operator-(Span span) { return {-span.amount, span.unit}; }

/// Whether the span is counted on the clock rather than on a calendar.
[[nodiscard]] constexpr bool is_elapsed(Span span) { return span.unit >= SpanUnit::elapsed_minutes; }

/// Whether the span is counted in civil months, whose length depends on the date.
[[nodiscard]] constexpr bool is_elapsed_months(Span span) { return span.unit == SpanUnit::elapsed_months; }

/// How the unit is written: `min h d w mo`, elapsed `emin eh ed ew emo`.
[[nodiscard]] CONVENE_DECL std::string_view symbol(SpanUnit unit) noexcept;

/// The span that `text` writes: an integer, with `-` if it is negative, and a unit, with nothing between:
/// `30min`, `4h`, `3d`, `-2w`, `1mo`, `24eh`, `0d`.
///
/// Decimals are accepted if they are a whole number of a smaller unit on every calendar, and become that:
/// `0.5h` = `30min`, `1.5ed` = `36eh`. Nothing if it is anything else, or beyond 32 bits. Does not allocate. O(size).
[[nodiscard]] CONVENE_DECL std::optional<Span> try_parse_span(std::string_view text) noexcept;

/// The same, with the reason: `bad_span`; `fractional_span` if a calendar would be needed, as in `1.5d`;
/// `span_out_of_range` for more than 2,147,483,647 units.
[[nodiscard]] CONVENE_DECL Result<Span> parse_span(std::string_view text);

/// The text from which `parse_span` reads `span`.
[[nodiscard]] CONVENE_DECL std::string to_string(Span span);

/// Spans by name: `spans::days(3)`, `spans::elapsed_months(-1)`.
namespace spans {

[[nodiscard]] constexpr Span minutes(std::int32_t n) { return {n, SpanUnit::minutes}; }
[[nodiscard]] constexpr Span hours(std::int32_t n) { return {n, SpanUnit::hours}; }
[[nodiscard]] constexpr Span days(std::int32_t n) { return {n, SpanUnit::days}; }
[[nodiscard]] constexpr Span weeks(std::int32_t n) { return {n, SpanUnit::weeks}; }
[[nodiscard]] constexpr Span months(std::int32_t n) { return {n, SpanUnit::months}; }
[[nodiscard]] constexpr Span elapsed_minutes(std::int32_t n) { return {n, SpanUnit::elapsed_minutes}; }
[[nodiscard]] constexpr Span elapsed_hours(std::int32_t n) { return {n, SpanUnit::elapsed_hours}; }
[[nodiscard]] constexpr Span elapsed_days(std::int32_t n) { return {n, SpanUnit::elapsed_days}; }
[[nodiscard]] constexpr Span elapsed_weeks(std::int32_t n) { return {n, SpanUnit::elapsed_weeks}; }
[[nodiscard]] constexpr Span elapsed_months(std::int32_t n) { return {n, SpanUnit::elapsed_months}; }

} // namespace spans

/// Spans as literals, after `using namespace convene::literals`: `3_d`, `30_min`, `15_ed`.
/// *Requires* at most 2,147,483,647 of them.
inline namespace literals {

// clang-format off
[[nodiscard]] constexpr Span operator""_min(unsigned long long n) { return spans::minutes(static_cast<std::int32_t>(n)); }
[[nodiscard]] constexpr Span operator""_h(unsigned long long n) { return spans::hours(static_cast<std::int32_t>(n)); }
[[nodiscard]] constexpr Span operator""_d(unsigned long long n) { return spans::days(static_cast<std::int32_t>(n)); }
[[nodiscard]] constexpr Span operator""_w(unsigned long long n) { return spans::weeks(static_cast<std::int32_t>(n)); }
[[nodiscard]] constexpr Span operator""_mo(unsigned long long n) { return spans::months(static_cast<std::int32_t>(n)); }
[[nodiscard]] constexpr Span operator""_emin(unsigned long long n) { return spans::elapsed_minutes(static_cast<std::int32_t>(n)); }
[[nodiscard]] constexpr Span operator""_eh(unsigned long long n) { return spans::elapsed_hours(static_cast<std::int32_t>(n)); }
[[nodiscard]] constexpr Span operator""_ed(unsigned long long n) { return spans::elapsed_days(static_cast<std::int32_t>(n)); }
[[nodiscard]] constexpr Span operator""_ew(unsigned long long n) { return spans::elapsed_weeks(static_cast<std::int32_t>(n)); }
[[nodiscard]] constexpr Span operator""_emo(unsigned long long n) { return spans::elapsed_months(static_cast<std::int32_t>(n)); }
// clang-format on

} // namespace literals

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/time/impl/span.ipp>
#endif
