#pragma once

#include <convene/core/utf8.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace convene {

/// Whether a text may be an id: no blanks or control characters, at most 200 bytes of UTF-8. The empty one may, too.
[[nodiscard]] inline bool is_key(std::string_view key) {
    if (key.size() > 200 || invalid_utf8(key)) return false;
    for (const char c : key) // <algorithm> would be a tenth of what this header pulls in
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) return false;
    return true;
}

/// Where a thing was defined: bytes from the start of the source text, plus one; 0 = not from a text.
using Origin = std::uint32_t;

/// A view of a key, with the place where it was read. See `Key`.
struct KeyView {
    std::string_view text = {};
    Origin origin = 0;

    constexpr KeyView() = default;
    constexpr KeyView(std::string_view key, Origin at = 0) // NOLINT(google-explicit-constructor)
        : text(key), origin(at) {}
    constexpr KeyView(const char* key) : text(key) {} // NOLINT(google-explicit-constructor)
    KeyView(const std::string& key) : text(key) {}    // NOLINT(google-explicit-constructor)

    [[nodiscard]] constexpr bool empty() const { return text.empty(); }
};

/// The key by which a definition names itself or another thing, with the place where it was read, so that a finding
/// about it can say where. Made from any string: `.role = "sales"`.
struct Key {
    std::string text = {};
    Origin origin = 0;

    Key() = default;
    Key(std::string key, Origin at = 0) : text(std::move(key)), origin(at) {} // NOLINT(google-explicit-constructor)
    Key(std::string_view key, Origin at = 0) : text(key), origin(at) {}       // NOLINT(google-explicit-constructor)
    Key(const char* key, Origin at = 0) : text(key), origin(at) {}            // NOLINT(google-explicit-constructor)
    Key(KeyView key) : text(key.text), origin(key.origin) {}                  // NOLINT(google-explicit-constructor)

    operator KeyView() const { return {text, origin}; } // NOLINT(google-explicit-constructor)
    [[nodiscard]] bool empty() const { return text.empty(); }

    /// Wherever they were read.
    friend bool operator==(const Key& a, const Key& b) { return a.text == b.text; }
};

} // namespace convene
