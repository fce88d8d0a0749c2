#pragma once

#include <convene/core/utf8.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace convene {

namespace detail {

/// The length of the well-formed sequence at `at`, or 0; its code point goes to `code`.
inline std::size_t decode_utf8(std::string_view text, std::size_t at, std::uint32_t& code) {
    const auto byte = [&](std::size_t i) -> std::uint32_t {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const std::uint32_t lead = byte(0);
    if (lead < 0x80U) return code = lead, 1;
    if (lead >= 0xC2U && lead <= 0xDFU && tail(1)) return code = (lead & 0x1FU) << 6U | (byte(1) & 0x3FU), 2;
    if ((lead & 0xF0U) == 0xE0U && tail(1) && tail(2)) {
        code = (lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
        return code >= 0x800U && (code < 0xD800U || code > 0xDFFFU) ? 3 : 0;
    }
    if (lead >= 0xF0U && lead <= 0xF4U && tail(1) && tail(2) && tail(3)) {
        code = (lead & 0x07U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU);
        return code >= 0x10000U && code <= 0x10FFFFU ? 4 : 0;
    }
    return 0;
}

struct CodeRange {
    std::uint32_t first;
    std::uint32_t last;
};

inline bool in_ranges(std::uint32_t code, const auto& ranges) {
    return std::ranges::any_of(ranges, [&](CodeRange r) { return code >= r.first && code <= r.last; });
}

// East Asian Width W and F (Unicode 15, EastAsianWidth.txt), blocks merged where everything between is unassigned.
inline constexpr std::array wide_ranges{
    CodeRange{0x1100, 0x115F},   CodeRange{0x231A, 0x231B},   CodeRange{0x2329, 0x232A},   CodeRange{0x23E9, 0x23EC},
    CodeRange{0x25FD, 0x25FE},   CodeRange{0x2614, 0x2615},   CodeRange{0x2648, 0x2653},   CodeRange{0x26AA, 0x26AB},
    CodeRange{0x26BD, 0x26BE},   CodeRange{0x2705, 0x2705},   CodeRange{0x270A, 0x270B},   CodeRange{0x2728, 0x2728},
    CodeRange{0x274C, 0x274C},   CodeRange{0x2753, 0x2755},   CodeRange{0x2795, 0x2797},   CodeRange{0x2E80, 0x303E},
    CodeRange{0x3041, 0xA4CF},   CodeRange{0xA960, 0xA97F},   CodeRange{0xAC00, 0xD7A3},   CodeRange{0xF900, 0xFAFF},
    CodeRange{0xFE10, 0xFE19},   CodeRange{0xFE30, 0xFE6F},   CodeRange{0xFF01, 0xFF60},   CodeRange{0xFFE0, 0xFFE6},
    CodeRange{0x16FE0, 0x18CFF}, CodeRange{0x1AFF0, 0x1B2FF}, CodeRange{0x1F300, 0x1F64F}, CodeRange{0x1F680, 0x1F6FF},
    CodeRange{0x1F900, 0x1F9FF}, CodeRange{0x1FA70, 0x1FAFF}, CodeRange{0x20000, 0x3FFFD}};

inline constexpr std::array zero_width_ranges{
    CodeRange{0x0300, 0x036F}, CodeRange{0x0483, 0x0489},  CodeRange{0x0591, 0x05BD}, CodeRange{0x0610, 0x061A},
    CodeRange{0x064B, 0x065F}, CodeRange{0x0E31, 0x0E31},  CodeRange{0x0E34, 0x0E3A}, CodeRange{0x0E47, 0x0E4E},
    CodeRange{0x1AB0, 0x1AFF}, CodeRange{0x1DC0, 0x1DFF},  CodeRange{0x200B, 0x200F}, CodeRange{0x202A, 0x202E},
    CodeRange{0x2060, 0x2064}, CodeRange{0x20D0, 0x20FF},  CodeRange{0xFE00, 0xFE0F}, CodeRange{0xFE20, 0xFE2F},
    CodeRange{0xFEFF, 0xFEFF}, CodeRange{0xE0100, 0xE01EF}};

inline bool is_control(std::uint32_t code) { return code < 0x20U || (code >= 0x7FU && code < 0xA0U); }

} // namespace detail

CONVENE_DECL std::optional<std::size_t> invalid_utf8(std::string_view text) {
    std::uint32_t code = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        // Eight ASCII bytes at a time: nearly all of most files.
        std::uint64_t word = 0;
        if (at + sizeof word <= text.size()) {
            std::memcpy(&word, text.data() + at, sizeof word);
            if ((word & 0x8080808080808080ULL) == 0) {
                at += sizeof word;
                continue;
            }
        }
        const auto length = detail::decode_utf8(text, at, code);
        if (length == 0) return at;
        at += length;
    }
    return std::nullopt;
}

CONVENE_DECL std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::uint32_t code = 0;
        const auto length = detail::decode_utf8(text, at, code);
        at += length == 0 ? 1 : length;
        if (length == 0 || code < 0x300U) {
            ++width;
        } else if (!detail::in_ranges(code, detail::zero_width_ranges)) {
            width += detail::in_ranges(code, detail::wide_ranges) ? 2U : 1U;
        }
    }
    return width;
}

CONVENE_DECL std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        std::uint32_t code = 0;
        const auto length = detail::decode_utf8(text, at, code);
        if (length == 0 || detail::is_control(code)) {
            out += length == 0 ? '?' : ' ';
        } else {
            out += text.substr(at, length);
        }
        at += length == 0 ? 1 : length;
    }
    return out;
}

CONVENE_DECL std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, substituted});
        }
    }
    return row[b.size()];
}

} // namespace convene
