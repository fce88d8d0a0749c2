#pragma once

#include <cstddef>
#include <functional>

namespace convene {

/// Calls `each(i)` for all i in 0 .. count - 1, in any order and on any threads, and returns when all are done. Threads
/// belong to the host: pass its own pool, or `tbb_executor()` of `portfolio/tbb.hpp`. An empty executor runs everything
/// in the calling thread, in order.
///
/// Results never depend on the executor. `each` doesn't throw.
using Executor = std::function<void(std::size_t count, const std::function<void(std::size_t)>& each)>;

namespace detail {

inline void for_each(const Executor& executor, std::size_t count, const std::function<void(std::size_t)>& each) {
    if (executor && count > 1) return executor(count, each);
    for (std::size_t i = 0; i < count; ++i) each(i);
}

} // namespace detail

} // namespace convene
