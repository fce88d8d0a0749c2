#pragma once
/// \file
/// For hosts that use oneTBB and link it: nothing else of convene includes this.

#include <convene/portfolio/executor.hpp>

#include <tbb/parallel_for.h>

namespace convene {

/// Runs in the task arena of the caller, so the host decides how many threads there are.
[[nodiscard]] inline Executor tbb_executor() {
    return [](std::size_t count, const std::function<void(std::size_t)>& each) {
        tbb::parallel_for(std::size_t{0}, count, each);
    };
}

} // namespace convene
