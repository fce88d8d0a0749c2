#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace convene::detail {

/// The start of an FNV-1a hash (Fowler, Noll and Vo, 1991).
inline constexpr std::uint64_t fnv_offset = 0xCBF29CE484222325ULL;

/// A hash continued by one value: by a byte as FNV-1a defines it, by a wider value in one step.
[[nodiscard]] constexpr std::uint64_t fnv_mix(std::uint64_t hash, std::uint64_t value) {
    return (hash ^ value) * 0x100000001B3ULL;
}

/// The FNV-1a hash of the bytes, continued from `hash`.
[[nodiscard]] constexpr std::uint64_t fnv(std::string_view bytes, std::uint64_t hash = fnv_offset) {
    for (const char c : bytes) hash = fnv_mix(hash, static_cast<unsigned char>(c));
    return hash;
}

/// A digest as 16 hexadecimal digits.
inline std::string hex(std::uint64_t digest) {
    std::string out(16, '0');
    for (auto at = out.rbegin(); at != out.rend(); ++at, digest >>= 4U) *at = "0123456789abcdef"[digest & 15U];
    return out;
}

} // namespace convene::detail
