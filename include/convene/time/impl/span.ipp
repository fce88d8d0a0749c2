#pragma once

#include <convene/time/span.hpp>

#include <array>
#include <limits>

namespace convene {

namespace detail {

inline constexpr std::array<std::string_view, 10> span_symbols{"min",  "h",  "d",  "w",  "mo",
                                                               "emin", "eh", "ed", "ew", "emo"};

/// Minutes in a unit, where that doesn't depend on a calendar or a date; else 0.
inline constexpr std::array<std::int32_t, 10> span_minutes{1, 60, 0, 0, 0, 1, 60, 1440, 10'080, 0};

enum class SpanFault : std::uint8_t { none, syntax, fraction, range };

[[nodiscard]] inline std::optional<SpanUnit> unit_of(std::string_view symbol) noexcept {
    const bool elapsed = symbol.starts_with('e');
    if (elapsed) symbol.remove_prefix(1);
    const auto unit = [elapsed](SpanUnit working) {
        return static_cast<SpanUnit>(static_cast<int>(working) + (elapsed ? 5 : 0));
    };
    if (symbol == "d") return unit(SpanUnit::days);
    if (symbol == "h") return unit(SpanUnit::hours);
    if (symbol == "w") return unit(SpanUnit::weeks);
    if (symbol == "mo") return unit(SpanUnit::months);
    if (symbol == "min") return unit(SpanUnit::minutes);
    return std::nullopt;
}

/// What follows the digits at the start of `text`.
[[nodiscard]] inline std::string_view after_digits(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return text.substr(at);
}

/// Appends `digits` to `value`; false if that exceeds 10^18.
[[nodiscard]] inline bool append_digits(std::int64_t& value, std::string_view digits) noexcept {
    for (const char c : digits) {
        if (value > 99'999'999'999'999'999) return false;
        value = value * 10 + (c - '0');
    }
    return true;
}

/// `number` / 10^`decimals` units as a whole number of the largest unit that has it.
[[nodiscard]] inline SpanFault scale_span(std::int64_t number, std::size_t decimals, SpanUnit unit,
                                          std::int64_t& amount, SpanUnit& scaled) noexcept {
    std::int64_t power = 1;
    for (std::size_t i = 0; i < decimals; ++i) power *= 10;
    scaled = unit;
    amount = number / power;
    if (number % power == 0) return SpanFault::none;
    const std::int64_t size = span_minutes[static_cast<std::size_t>(unit)];
    if (size == 0 || size == 1) return SpanFault::fraction;
    const auto whole = number / power;
    const auto part = number % power * size;
    if (part % power != 0) return SpanFault::fraction;
    if (whole > std::numeric_limits<std::int32_t>::max()) return SpanFault::range;
    amount = whole * size + part / power;
    const bool elapsed = unit >= SpanUnit::elapsed_minutes;
    const bool hours = amount % 60 == 0;
    if (hours) amount /= 60;
    scaled = elapsed ? (hours ? SpanUnit::elapsed_hours : SpanUnit::elapsed_minutes)
                     : (hours ? SpanUnit::hours : SpanUnit::minutes);
    return SpanFault::none;
}

[[nodiscard]] inline SpanFault scan_span(std::string_view text, Span& span) noexcept {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    auto rest = after_digits(text);
    const auto whole = text.substr(0, text.size() - rest.size());
    if (whole.empty()) return SpanFault::syntax;
    std::string_view fraction;
    if (rest.starts_with('.')) {
        fraction = rest.substr(1);
        rest = after_digits(fraction);
        fraction.remove_suffix(rest.size());
        if (fraction.empty()) return SpanFault::syntax;
        while (fraction.ends_with('0')) fraction.remove_suffix(1);
    }
    const auto unit = unit_of(rest);
    if (!unit) return SpanFault::syntax;
    // A week has 2^5 * 315 minutes: with more than five decimals they can't be whole.
    if (fraction.size() > 5) return SpanFault::fraction;
    std::int64_t number = 0;
    if (!append_digits(number, whole) || !append_digits(number, fraction)) return SpanFault::range;
    std::int64_t amount = 0;
    const auto fault = scale_span(number, fraction.size(), *unit, amount, span.unit);
    if (fault != SpanFault::none) return fault;
    amount = negative ? -amount : amount;
    span.amount = static_cast<std::int32_t>(amount);
    if (span.amount != amount) return SpanFault::range;
    return SpanFault::none;
}

} // namespace detail

CONVENE_DECL std::string_view symbol(SpanUnit unit) noexcept {
    return detail::span_symbols[static_cast<std::size_t>(unit)];
}

CONVENE_DECL std::optional<Span> try_parse_span(std::string_view text) noexcept {
    Span span;
    if (detail::scan_span(text, span) != detail::SpanFault::none) return std::nullopt;
    return span;
}

CONVENE_DECL Result<Span> parse_span(std::string_view text) {
    Span span;
    switch (detail::scan_span(text, span)) {
    case detail::SpanFault::none: return span;
    case detail::SpanFault::syntax: return fail({.code = Code::bad_span, .arguments = {std::string(text)}});
    case detail::SpanFault::fraction: return fail({.code = Code::fractional_span, .arguments = {std::string(text)}});
    case detail::SpanFault::range: break;
    }
    return fail({.code = Code::span_out_of_range, .arguments = {std::string(text)}});
}

CONVENE_DECL std::string to_string(Span span) { return std::to_string(span.amount).append(symbol(span.unit)); }

} // namespace convene
