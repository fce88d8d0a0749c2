#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace convene::detail {

/// Calls `work(i, worker)` for each i below `count`, on as many threads as asked for, of which `worker` is the number.
/// In order, and by the caller, if that is one.
template <class Work>
void in_parallel(std::uint32_t count, std::uint32_t threads, Work work) {
    if (threads <= 1 || count <= 1) {
        for (std::uint32_t i = 0; i < count; ++i) work(i, 0U);
        return;
    }
    std::atomic<std::uint32_t> next{0};
    std::vector<std::jthread> pool;
    for (std::uint32_t t = 0; t < std::min(threads, count); ++t)
        pool.emplace_back([&, t] {
            for (auto i = next++; i < count; i = next++) work(i, t);
        });
}

} // namespace convene::detail
