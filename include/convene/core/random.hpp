#pragma once

#include <cassert>
#include <cstdint>

namespace convene {

/// A small seeded generator (SplitMix64, Steele, Lea & Flood 2014, doi:10.1145/2714064.2660195): the same seed gives
/// the same numbers on every platform. Not for cryptography.
class Random {
  public:
    explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

    /// The next 64 uniform bits.
    constexpr std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }

    /// A uniform integer in [0, bound): Lemire's multiply-shift with rejection (2019, doi:10.1145/3230636), so
    /// unbiased. *Requires* `bound > 0`.
    constexpr std::uint32_t below(std::uint32_t bound) {
        assert(bound > 0);
        std::uint64_t product = (next() >> 32U) * bound;
        auto low = static_cast<std::uint32_t>(product);
        if (low < bound) {
            const std::uint32_t threshold = (0U - bound) % bound;
            while (low < threshold) {
                product = (next() >> 32U) * bound;
                low = static_cast<std::uint32_t>(product);
            }
        }
        return static_cast<std::uint32_t>(product >> 32U);
    }

    /// A uniform integer in [low, high]. *Requires* `low <= high` and a range below 2^32.
    constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
        assert(low <= high);
        return low + static_cast<std::int64_t>(below(static_cast<std::uint32_t>(high - low + 1)));
    }

    /// A uniform number in [0, 1), with 53 random bits.
    constexpr double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

    /// True with probability `p`.
    constexpr bool chance(double p) { return unit() < p; }

    friend constexpr bool operator==(Random, Random) = default;

  private:
    std::uint64_t state_;
};

} // namespace convene
