#pragma once

#include <string>
#include <string_view>

namespace convene::program {

namespace colour {
inline constexpr std::string_view heading = "\x1b[1m";
inline constexpr std::string_view critical = "\x1b[31m";
inline constexpr std::string_view warning = "\x1b[33m";
inline constexpr std::string_view hint = "\x1b[36m";
} // namespace colour

/// Whether output goes to a terminal that wants colour: never into a file or a pipe, nor with NO_COLOR set.
[[nodiscard]] bool colours_wanted();

/// `text` in a colour, if colours are wanted.
[[nodiscard]] std::string styled(std::string_view text, std::string_view style);

} // namespace convene::program
