#pragma once

#include <convene/model/ids.hpp>
#include <convene/time/instant.hpp>

#include <cstdint>

namespace convene {

/// A time in a window of a cover in which too few people are on duty: [begin, end).
struct CoverGap {
    CoverId cover = {};
    Instant begin{};
    Instant end{};
    /// The smallest number of people on duty in it.
    std::uint32_t staffed = 0;
    friend bool operator==(const CoverGap&, const CoverGap&) = default;
};

} // namespace convene
