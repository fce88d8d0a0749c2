#pragma once

#include <convene/core/detail/prefetch.hpp>
#include <convene/core/strings.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <limits>

namespace convene {

namespace detail {

/// A multiply-fold hash over 8-byte words: fixed, so that nothing depends on the platform's std::hash.
inline std::uint32_t hash_text(std::string_view text) {
    const auto fold = [](std::uint64_t a) {
        a *= 0x9E3779B97F4A7C15ULL;
        return a ^ (a >> 32U);
    };
    std::uint64_t h = fold(text.size() + 1);
    std::size_t at = 0;
    std::uint64_t word = 0;
    for (; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        h = fold(h ^ word);
    }
    if (at < text.size()) {
        word = 0;
        std::memcpy(&word, text.data() + at, text.size() - at);
        h = fold(h ^ word);
    }
    return static_cast<std::uint32_t>(fold(h));
}

} // namespace detail

CONVENE_DECL PooledText StringPool::add(std::string_view text) {
    constexpr std::size_t limit = std::numeric_limits<std::uint32_t>::max();
    if (full_ || text.size() > limit - buffer_.size()) {
        full_ = true;
        return {};
    }
    const PooledText added{static_cast<std::uint32_t>(buffer_.size()), static_cast<std::uint32_t>(text.size())};
    buffer_ += text;
    return added;
}

CONVENE_DECL std::size_t Interner::slot(std::string_view text, std::uint32_t hash) const {
    auto at = home(hash);
    while (slots_[at].number != 0 && (slots_[at].hash != hash || (*this)[Symbol{slots_[at].number - 1}] != text))
        at = after(at);
    return at;
}

CONVENE_DECL Symbol Interner::intern(std::string_view text) {
    if (4 * (ends_.size() + 1) > 3 * slots_.size()) rehash(std::max<std::size_t>(16, 2 * slots_.size()));
    const auto hash = detail::hash_text(text);
    auto& found = slots_[slot(text, hash)];
    if (found.number == 0) {
        (void)pool_.add(text);
        ends_.push_back(static_cast<std::uint32_t>(pool_.bytes()));
        found = {static_cast<std::uint32_t>(ends_.size()), hash};
    }
    return Symbol{found.number - 1};
}

CONVENE_DECL void Interner::intern(std::span<const std::string_view> texts, std::span<Symbol> symbols) {
    assert(texts.size() == symbols.size());
    constexpr std::size_t group = 32;
    std::array<std::uint32_t, group> numbers{};
    for (std::size_t first = 0; first < texts.size(); first += group) {
        const auto part = texts.subspan(first, std::min(group, texts.size() - first));
        if (4 * (ends_.size() + group) > 3 * slots_.size()) rehash(std::max(4 * group, 2 * slots_.size()));
        // Each step asks for the memory that the next one reads, for all texts of the group.
        for (const auto text : part) detail::prefetch(&slots_[home(detail::hash_text(text))]);
        for (std::size_t i = 0; i < part.size(); ++i) {
            const auto hash = detail::hash_text(part[i]);
            auto at = home(hash);
            while (slots_[at].number != 0 && slots_[at].hash != hash) at = after(at);
            numbers[i] = slots_[at].number;
            if (numbers[i] != 0) detail::prefetch(&ends_[numbers[i] - 1]);
        }
        for (std::size_t i = 0; i < part.size(); ++i)
            if (numbers[i] != 0) detail::prefetch((*this)[Symbol{numbers[i] - 1}].data());
        for (std::size_t i = 0; i < part.size(); ++i) symbols[first + i] = intern(part[i]);
    }
}

CONVENE_DECL std::optional<Symbol> Interner::find(std::string_view text) const {
    if (slots_.empty()) return std::nullopt;
    const auto& found = slots_[slot(text, detail::hash_text(text))];
    if (found.number == 0) return std::nullopt;
    return Symbol{found.number - 1};
}

CONVENE_DECL void Interner::rehash(std::size_t slots) {
    std::vector<Slot> old(slots);
    old.swap(slots_);
    for (const auto& entry : old) {
        if (entry.number == 0) continue;
        auto at = home(entry.hash);
        while (slots_[at].number != 0) at = after(at);
        slots_[at] = entry;
    }
}

CONVENE_DECL void Interner::reserve(std::size_t strings, std::size_t bytes) {
    pool_.reserve(bytes);
    ends_.reserve(strings);
    const auto slots = strings + strings / 3 + 16;
    if (slots > slots_.size()) rehash(slots);
}

CONVENE_DECL void Interner::shrink_to_fit() {
    pool_.shrink_to_fit();
    ends_.shrink_to_fit();
    const auto slots = ends_.size() + ends_.size() / 3 + 16;
    if (slots < slots_.size() - slots_.size() / 8) rehash(slots);
}

} // namespace convene
