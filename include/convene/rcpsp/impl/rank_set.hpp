#pragma once
/// \file
/// The eligible jobs of a scheme, the most urgent first.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace convene::rcpsp::detail {

/// A set of numbers below a limit that gives up its least: a tree of bits, 64 children a node, so that both operations
/// touch log64(limit) words. A million numbers take 127 KiB, where a heap of them would miss the cache at each level.
class RankSet {
  public:
    explicit RankSet(std::uint32_t limit) {
        for (std::size_t words = limit;;) {
            words = (words + 63) / 64;
            levels_.emplace_back(words, 0);
            if (words <= 1) break;
        }
    }

    void clear() {
        for (auto& level : levels_) level.assign(level.size(), 0);
    }

    [[nodiscard]] bool empty() const { return levels_.back().empty() || levels_.back()[0] == 0; }

    /// Does nothing if it is there already.
    void insert(std::uint32_t number) {
        for (auto& level : levels_) {
            auto& word = level[number / 64];
            const bool known = word != 0;
            word |= std::uint64_t{1} << (number % 64);
            if (known) return;
            number /= 64;
        }
    }

    /// Takes out the least number. *Requires* that there is one.
    std::uint32_t pop() {
        std::uint32_t number = 0;
        for (auto level = levels_.rbegin(); level != levels_.rend(); ++level)
            number = number * 64 + static_cast<std::uint32_t>(std::countr_zero((*level)[number]));
        auto at = number;
        for (auto& level : levels_) {
            auto& word = level[at / 64];
            word &= word - 1; // the least number stands in the lowest bit of each of its words
            if (word != 0) break;
            at /= 64;
        }
        return number;
    }

  private:
    std::vector<std::vector<std::uint64_t>> levels_; // the leaves first
};

} // namespace convene::rcpsp::detail
