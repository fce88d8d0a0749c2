#include <convene/portfolio/tbb.hpp>

#include "fixture.hpp"

#include <atomic>

using namespace convene;
using namespace convene::testing_portfolio;

TEST(Tbb, EachIsCalledOnce) {
    std::vector<std::atomic<int>> calls(1000);
    tbb_executor()(calls.size(), [&](std::size_t i) { ++calls[i]; });
    for (const auto& c : calls) EXPECT_EQ(c.load(), 1);
}

TEST(Tbb, DatesDoNotDependOnThreads) {
    const auto p = *synthetic_portfolio(examples(), {.activities = 2000});
    const auto here = schedule(p);
    const auto there = schedule(p, {.executor = tbb_executor()});
    ASSERT_TRUE(here && there);
    for (const auto id : p.projects().ids()) ASSERT_EQ((*here)[id], (*there)[id]);
}
