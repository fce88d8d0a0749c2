#include <convene/core/detail/in_parallel.hpp>

#include <gtest/gtest.h>

#include <vector>

using namespace convene;

TEST(InParallel, DoesEachOnceOnWorkersThatHaveNumbers) {
    for (const std::uint32_t threads : {0U, 1U, 3U, 50U}) {
        std::vector<int> done(20, 0);
        std::vector<std::uint32_t> by(20, 99);
        detail::in_parallel(20, threads, [&](std::uint32_t i, std::uint32_t worker) {
            ++done[i];
            by[i] = worker;
        });
        EXPECT_EQ(done, std::vector<int>(20, 1));
        for (const auto worker : by) EXPECT_LT(worker, std::max(1U, std::min(threads, 20U)));
    }
    detail::in_parallel(0, 4, [](std::uint32_t, std::uint32_t) { FAIL(); });
}
