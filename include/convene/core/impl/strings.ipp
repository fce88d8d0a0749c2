#pragma once

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

/// Asks for the memory at `address`, which will be read soon. Nothing else comes of it.
inline void prefetch([[maybe_unused]] const void* address) {
#if defined(__GNUC__)
    __builtin_prefetch(address);
#endif
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
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].number != 0 && (slots_[at].hash != hash || pool_[texts_[slots_[at].number - 1]] != text))
        at = (at + 1) & mask;
    return at;
}

CONVENE_DECL Symbol Interner::intern(std::string_view text) {
    if (4 * (texts_.size() + 1) > 3 * slots_.size()) grow();
    const auto hash = detail::hash_text(text);
    auto& found = slots_[slot(text, hash)];
    if (found.number == 0) {
        texts_.push_back(pool_.add(text));
        found = {static_cast<std::uint32_t>(texts_.size()), hash};
    }
    return Symbol{found.number - 1};
}

CONVENE_DECL void Interner::intern(std::span<const std::string_view> texts, std::span<Symbol> symbols) {
    assert(texts.size() == symbols.size());
    constexpr std::size_t group = 32;
    std::array<std::uint32_t, group> numbers{};
    while (4 * (texts_.size() + group) > 3 * slots_.size()) grow();
    for (std::size_t first = 0; first < texts.size(); first += group) {
        const auto part = texts.subspan(first, std::min(group, texts.size() - first));
        const std::size_t mask = slots_.size() - 1;
        // Each step asks for the memory that the next one reads, for all texts of the group.
        for (const auto text : part) detail::prefetch(&slots_[detail::hash_text(text) & mask]);
        for (std::size_t i = 0; i < part.size(); ++i) {
            const auto hash = detail::hash_text(part[i]);
            std::size_t at = hash & mask;
            while (slots_[at].number != 0 && slots_[at].hash != hash) at = (at + 1) & mask;
            numbers[i] = slots_[at].number;
            if (numbers[i] != 0) detail::prefetch(&texts_[numbers[i] - 1]);
        }
        for (std::size_t i = 0; i < part.size(); ++i)
            if (numbers[i] != 0) detail::prefetch(pool_[texts_[numbers[i] - 1]].data());
        for (std::size_t i = 0; i < part.size(); ++i) symbols[first + i] = intern(part[i]);
    }
}

CONVENE_DECL std::optional<Symbol> Interner::find(std::string_view text) const {
    if (slots_.empty()) return std::nullopt;
    const auto& found = slots_[slot(text, detail::hash_text(text))];
    if (found.number == 0) return std::nullopt;
    return Symbol{found.number - 1};
}

CONVENE_DECL void Interner::grow() {
    std::vector<Slot> old(slots_.empty() ? 16 : 2 * slots_.size());
    old.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const auto& entry : old) {
        if (entry.number == 0) continue;
        std::size_t at = entry.hash & mask;
        while (slots_[at].number != 0) at = (at + 1) & mask;
        slots_[at] = entry;
    }
}

CONVENE_DECL void Interner::shrink_to_fit() {
    pool_.shrink_to_fit();
    texts_.shrink_to_fit();
}

} // namespace convene
