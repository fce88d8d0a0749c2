#pragma once

#include <convene/core/config.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace convene {

/// The offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates,
/// nothing above U+10FFFF); nothing if all of `text` is well formed. O(size).
[[nodiscard]] CONVENE_DECL std::optional<std::size_t> invalid_utf8(std::string_view text);

/// The number of terminal columns that `text` takes: 2 for East Asian wide and fullwidth characters, 0 for combining
/// marks, 1 for the rest. Ill-formed bytes count 1 each. O(size).
[[nodiscard]] CONVENE_DECL std::size_t display_width(std::string_view text);

/// `text` with every control character (C0, DEL, C1) replaced by a space, so that it can be printed on a terminal.
[[nodiscard]] CONVENE_DECL std::string printable(std::string_view text);

/// The Levenshtein distance between two short strings, by bytes, in O(size of `a` * size of `b`).
[[nodiscard]] CONVENE_DECL std::size_t edit_distance(std::string_view a, std::string_view b);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/core/impl/utf8.ipp>
#endif
