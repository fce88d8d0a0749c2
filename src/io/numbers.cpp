#include "numbers.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace convene::io::detail {

namespace {

/// The exponent after an `e`, clipped to what makes any number too large or too small.
std::int64_t parse_exponent(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    std::int32_t exponent = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (result.ec == std::errc::result_out_of_range) return text.front() == '-' ? -1'000'000'000 : 1'000'000'000;
    return exponent;
}

} // namespace

std::optional<std::int64_t> parse_decimal(std::string_view number, std::size_t decimals, NumberFault& fault) {
    const bool negative = number.front() == '-';
    if (negative) number.remove_prefix(1);
    const auto e = number.find_first_of("eE");
    auto scale = static_cast<std::int64_t>(decimals);
    if (e != std::string_view::npos) scale += parse_exponent(number.substr(e + 1));
    number = number.substr(0, e);
    const auto point = number.find('.');
    auto whole = number.substr(0, point);
    auto part = point == std::string_view::npos ? std::string_view{} : number.substr(point + 1);
    while (!part.empty() && part.back() == '0') part.remove_suffix(1);
    scale -= static_cast<std::int64_t>(part.size());
    for (; part.empty() && whole.size() > 1 && whole.back() == '0'; ++scale) whole.remove_suffix(1);

    // The last digit isn't zero now, so a scale below zero leaves a fraction.
    constexpr auto limit = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t value = 0;
    for (const auto digits : {whole, part})
        for (const char c : digits) {
            const auto digit = static_cast<std::uint64_t>(c - '0');
            if (value > (limit - digit) / 10) {
                fault = scale < 0 ? NumberFault::decimals : NumberFault::range;
                return std::nullopt;
            }
            value = value * 10 + digit;
        }
    fault = NumberFault::none;
    if (value == 0) return 0;
    fault = NumberFault::decimals;
    if (scale < 0) return std::nullopt;
    fault = NumberFault::range;
    for (; scale > 0; --scale) {
        if (value > limit / 10) return std::nullopt;
        value *= 10;
    }
    constexpr auto largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value > largest + (negative ? 1U : 0U)) return std::nullopt;
    fault = NumberFault::none;
    return static_cast<std::int64_t>(negative ? 0 - value : value);
}

std::optional<double> parse_double(std::string_view number) {
    double value = 0;
    const auto result = std::from_chars(number.data(), number.data() + number.size(), value);
    // Below the smallest double, from_chars reports the same error as above the largest one.
    if (result.ec == std::errc::result_out_of_range) {
        const auto e = number.find_first_of("eE");
        const bool tiny = e != std::string_view::npos && number.size() > e + 1 && number[e + 1] == '-';
        return tiny ? std::optional(0.0) : std::nullopt;
    }
    if (!std::isfinite(value)) return std::nullopt;
    return value;
}

std::string decimal_text(std::int64_t value, std::size_t decimals) {
    const bool negative = value < 0;
    const auto size = negative ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    auto digits = std::to_string(size);
    while (digits.size() <= decimals) digits.insert(digits.begin(), '0');
    digits.insert(digits.end() - static_cast<std::ptrdiff_t>(decimals), '.');
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
    if (negative) digits.insert(digits.begin(), '-');
    return digits;
}

std::string double_text(double value) {
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

} // namespace convene::io::detail
