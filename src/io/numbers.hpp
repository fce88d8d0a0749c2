#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace convene::io::detail {

enum class NumberFault : std::uint8_t { none, range, decimals };

/// The exact value of a JSON number times 10^`decimals`: nothing if it isn't whole, or beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> parse_decimal(std::string_view number, std::size_t decimals,
                                                        NumberFault& fault);

/// The nearest double; nothing if it is beyond their range.
[[nodiscard]] std::optional<double> parse_double(std::string_view number);

/// `value` / 10^`decimals`, without needless zeros: 1250 with 2 decimals is "12.5".
[[nodiscard]] std::string decimal_text(std::int64_t value, std::size_t decimals);

/// The shortest text that reads back as `value`. *Requires* a finite number.
[[nodiscard]] std::string double_text(double value);

} // namespace convene::io::detail
