#pragma once

#include <cstdint>
#include <string>

namespace convene::io::detail {

/// A digest as 16 hexadecimal digits.
inline std::string hex(std::uint64_t digest) {
    std::string out;
    for (int shift = 60; shift >= 0; shift -= 4)
        out += "0123456789abcdef"[digest >> static_cast<unsigned>(shift) & 15U];
    return out;
}

} // namespace convene::io::detail
