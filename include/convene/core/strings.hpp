#pragma once

#include <convene/core/config.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace convene {

/// A piece of text in a `StringPool`.
struct PooledText {
    std::uint32_t offset = 0;
    std::uint32_t size = 0;

    [[nodiscard]] constexpr bool empty() const { return size == 0; }
};

/// One buffer that holds many texts: 8 bytes per text in addition to its own bytes. At most 4 GiB.
class StringPool {
  public:
    /// Appends a text. Nothing is shared between equal texts; see `Interner` for that. Beyond 4 GiB the text is
    /// dropped, and `full()` is true from then on.
    CONVENE_DECL PooledText add(std::string_view text);

    [[nodiscard]] std::string_view operator[](PooledText text) const {
        return std::string_view(buffer_).substr(text.offset, text.size);
    }
    [[nodiscard]] bool full() const { return full_; }
    [[nodiscard]] std::size_t bytes() const { return buffer_.size(); }
    void reserve(std::size_t bytes) { buffer_.reserve(bytes); }
    void shrink_to_fit() { buffer_.shrink_to_fit(); }

  private:
    std::string buffer_;
    bool full_ = false;
};

/// The number of a distinct string in an `Interner`, from 0 in order of first appearance.
struct Symbol {
    std::uint32_t value = 0;
    friend constexpr auto operator<=>(Symbol, Symbol) = default;
};

/// Gives equal strings the same `Symbol`: 15 to 26 bytes per string in addition to its own bytes.
///
/// Open addressing over 8-byte slots with a stored hash, so that a look-up seldom touches another string's bytes and
/// growing touches none, and a million keys fit in some megabytes; the standard map would take five times that.
/// Expected O(size of the string) per call.
class Interner {
  public:
    [[nodiscard]] CONVENE_DECL Symbol intern(std::string_view text);
    /// The same for many strings at once; several times as fast if they exceed the caches, because cache misses
    /// overlap. *Requires* as many symbols as texts.
    CONVENE_DECL void intern(std::span<const std::string_view> texts, std::span<Symbol> symbols);
    [[nodiscard]] CONVENE_DECL std::optional<Symbol> find(std::string_view text) const;

    [[nodiscard]] std::string_view operator[](Symbol symbol) const {
        const auto begin = symbol.value == 0 ? 0 : ends_[symbol.value - 1];
        return pool_[{begin, ends_[symbol.value] - begin}];
    }
    [[nodiscard]] std::size_t size() const { return ends_.size(); }
    [[nodiscard]] std::size_t bytes() const { return pool_.bytes(); }
    [[nodiscard]] bool full() const { return pool_.full(); }
    /// Reserves room for that many strings and bytes.
    CONVENE_DECL void reserve(std::size_t strings, std::size_t bytes);
    CONVENE_DECL void shrink_to_fit();

  private:
    struct Slot {
        std::uint32_t number = 0; // the symbol's + 1; 0 = free
        std::uint32_t hash = 0;
    };

    /// The first slot for a hash: Lemire's fastrange, so that the number of slots needn't be a power of two.
    [[nodiscard]] std::size_t home(std::uint32_t hash) const {
        return static_cast<std::size_t>(std::uint64_t{hash} * slots_.size() >> 32U);
    }
    [[nodiscard]] std::size_t after(std::size_t at) const { return at + 1 == slots_.size() ? 0 : at + 1; }
    CONVENE_DECL void rehash(std::size_t slots);
    [[nodiscard]] CONVENE_DECL std::size_t slot(std::string_view text, std::uint32_t hash) const;

    StringPool pool_;                 // the strings in the order of their symbols
    std::vector<std::uint32_t> ends_; // by symbol
    std::vector<Slot> slots_;         // at most three quarters of them are taken
};

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/core/impl/strings.ipp>
#endif
