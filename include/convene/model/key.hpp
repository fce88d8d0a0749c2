#pragma once

#include <convene/core/utf8.hpp>

#include <algorithm>
#include <string_view>

namespace convene {

/// Whether a text may be an id: no blanks or control characters, at most 200 bytes of UTF-8. The empty one may, too.
[[nodiscard]] inline bool is_key(std::string_view key) {
    if (key.size() > 200 || invalid_utf8(key)) return false;
    return std::ranges::none_of(key, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

} // namespace convene
