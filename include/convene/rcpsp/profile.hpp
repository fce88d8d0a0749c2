#pragma once

#include <convene/rcpsp/problem.hpp>

#include <array>

namespace convene::rcpsp {

/// The free units of one pool over time: a step function on [0, infinity) that bookings lower.
///
/// Steps are kept in sorted chunks of at most 64, each with its least and greatest value, so that a search skips a full
/// or an empty stretch by scanning two flat arrays: with b steps, `earliest_fit` is O(64 + steps of the chunks that
/// decide + b/64), in practice well below a microsecond up to a million bookings. Neighbouring steps of equal value are
/// merged.
class Profile {
  public:
    /// *Requires* steps by ascending time, the first at 0.
    CONVENE_DECL explicit Profile(std::span<const Step> capacity);

    /// The least t >= `from` with at least `amount` free during [t, t + duration); `unbounded` if there is none.
    /// A duration of 0 fits at `from`.
    [[nodiscard]] CONVENE_DECL Time earliest_fit(Time from, Time duration, Amount amount) const;

    /// The same, remembering for recent pairs (duration, amount) where nothing fits, so that a sequence of bookings
    /// from early times on doesn't search the full past each time. Giving units back clears this memory.
    [[nodiscard]] CONVENE_DECL Time next_fit(Time from, Time duration, Amount amount);

    /// The first t in [from, to) with less than `amount` free, else `to`.
    [[nodiscard]] CONVENE_DECL Time first_short(Time from, Time to, Amount amount) const;

    /// Free units at `time`; negative if more was taken than available.
    [[nodiscard]] CONVENE_DECL Amount free_at(Time time) const;

    /// Lowers the free units during [from, to) by `amount` (raises them if it is negative). *Requires* `0 <= from`.
    CONVENE_DECL void take(Time from, Time to, Amount amount);

    /// The steps, merged.
    [[nodiscard]] CONVENE_DECL std::vector<Step> steps() const;

  private:
    static constexpr std::uint32_t chunk_size = 64;
    struct Chunk {
        std::uint32_t size = 0;
        /// Beyond `size` all are later than any time.
        std::array<Time, chunk_size> time = {};
        std::array<Amount, chunk_size> free = {};

        /// One bit per step.
        [[nodiscard]] std::uint64_t used() const { return ~std::uint64_t{0} >> (chunk_size - size); }
        /// One bit per step: whether it has that many free.
        [[nodiscard]] CONVENE_DECL std::uint64_t at_least(Amount amount) const;
    };
    struct Place {
        std::uint32_t chunk;
        std::uint32_t step;
    };

    /// Nothing of this duration and amount fits at a start in [from, until).
    struct Memory {
        Time duration = 0;
        Amount amount = 0;
        Time from = 0;
        Time until = 0;
        std::uint32_t near = 0;
    };

    /// Where something fits, and the chunk in which the search for it ended.
    struct Fit {
        Time start;
        std::uint32_t chunk;
    };

    [[nodiscard]] Fit find(Time from, Time duration, Amount amount, std::size_t near) const;
    /// `near` is a guess of the chunk.
    [[nodiscard]] Place locate(Time time, std::size_t near = 0) const;
    /// Does the same as `take` if all of it lies in one chunk that has room; else does nothing and returns false.
    bool take_inside(Place at, Time from, Time to, Amount amount);
    Place split(Time time, std::size_t near = 0);
    void erase_if_equal(Time time, std::size_t near);
    void summarise(std::uint32_t chunk);

    std::vector<Chunk> storage_;
    std::vector<std::uint32_t> unused_;
    // One per chunk, in order of time.
    std::vector<std::uint32_t> chunk_;
    std::vector<Time> first_;
    std::vector<Amount> low_;
    std::vector<Amount> high_;
    std::vector<Memory> memory_;
    /// Where the last search of `next_fit` ended: the next booking is likely there.
    std::uint32_t near_ = 0;
};

} // namespace convene::rcpsp

#if defined(CONVENE_HEADER_ONLY)
#include <convene/rcpsp/impl/profile.ipp>
#endif
