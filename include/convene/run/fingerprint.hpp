#pragma once

#include <convene/model/process.hpp>

#include <cstdint>
#include <string_view>

namespace convene {

/// A number that distinguishes processes with different keys, activities, artifacts, roles or people: FNV-1a over their
/// keys (Fowler, Noll and Vo, 1991). The same wherever a process was read from. Never 0. O(size of the keys).
[[nodiscard]] inline std::uint64_t fingerprint(const Process& process) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    const auto add = [&](std::string_view key) {
        for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
        hash = (hash ^ 0xFFU) * 0x100000001B3U; // no byte of UTF-8
    };
    add(process.key());
    for (const auto id : process.activities().ids()) add(process.key(id));
    add({});
    for (const auto id : process.artifacts().ids()) add(process.key(id));
    add({});
    for (const auto id : process.roles().ids()) add(process.key(id));
    add({});
    for (const auto id : process.people().ids()) add(process.key(id));
    return hash == 0 ? 1 : hash;
}

} // namespace convene
