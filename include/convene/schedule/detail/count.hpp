#pragma once
/// \file
/// For tests alone: how often the costly things are done. A test that defines CONVENE_COUNT_WORK, and uses the headers
/// only, reads the numbers of its thread; everywhere else nothing is counted.

#include <cstdint>

#if defined(CONVENE_COUNT_WORK)

namespace convene::detail {

struct WorkCount {
    std::uint64_t compilations = 0;
    /// Those of parts of a network, in the search for conflicts, among the compilations.
    std::uint64_t probes = 0;
    std::uint64_t passes = 0;
};
inline thread_local WorkCount work_count;

} // namespace convene::detail

#define CONVENE_COUNT(what) ++::convene::detail::work_count.what

#else

#define CONVENE_COUNT(what) static_cast<void>(0)

#endif
