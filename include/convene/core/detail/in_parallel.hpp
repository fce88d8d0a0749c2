#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <system_error>
#include <thread>
#include <vector>

namespace convene::detail {

/// Calls `work(i, worker)` for each i below `count`, on as many threads as asked for, of which `worker` is the number.
/// In order, and by the caller, if that is one. Where the machine gives fewer, those do it.
template <class Work>
void in_parallel(std::uint32_t count, std::uint32_t threads, Work work) {
    if (threads <= 1 || count <= 1) {
        for (std::uint32_t i = 0; i < count; ++i) work(i, 0U);
        return;
    }
    std::atomic<std::uint32_t> next{0};
    std::vector<std::jthread> pool;
    const auto some = [&](std::uint32_t worker) {
        for (auto i = next++; i < count; i = next++) work(i, worker);
    };
    try {
        for (std::uint32_t t = 0; t < std::min(threads, count); ++t) pool.emplace_back(some, t);
    } catch (const std::system_error&) {
        // The machine gives no more threads: those that there are do it, or the caller.
        if (pool.empty()) some(0);
    }
}

} // namespace convene::detail
