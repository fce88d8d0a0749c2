#include <convene/portfolio/executor.hpp>

#include <gtest/gtest.h>

#include <vector>

using namespace convene;

TEST(Executor, WithoutOneAllIsDoneHereInOrder) {
    std::vector<std::size_t> seen;
    detail::for_each({}, 4, [&](std::size_t i) { seen.push_back(i); });
    EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 2, 3}));
}

TEST(Executor, TheHostsIsAskedForMoreThanOne) {
    std::size_t asked = 0;
    const Executor host = [&](std::size_t count, const std::function<void(std::size_t)>& each) {
        asked = count;
        for (std::size_t i = count; i-- > 0;) each(i);
    };
    int sum = 0;
    detail::for_each(host, 3, [&](std::size_t i) { sum += static_cast<int>(i); });
    EXPECT_EQ(asked, 3U);
    EXPECT_EQ(sum, 3);
}
