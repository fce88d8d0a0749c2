#include <convene/core/stop_token.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <stop_token>

using namespace convene;

namespace {

static_assert(!std::is_convertible_v<int, StopToken>);

TEST(StopToken, NobodyStopsOneWithoutASource) { EXPECT_FALSE(StopToken().stop_requested()); }

TEST(StopToken, AsksTheStandardToken) {
    std::stop_source source;
    const StopToken token = source.get_token();
    const auto copy = token;
    EXPECT_FALSE(copy.stop_requested());
    source.request_stop();
    EXPECT_TRUE(token.stop_requested() && copy.stop_requested());
}

struct Flag {
    const std::atomic<bool>* set;
    [[nodiscard]] bool stop_requested() const { return *set; }
};

TEST(StopToken, AsksWhateverCanBeAsked) {
    std::atomic<bool> set = false;
    const StopToken token = Flag{&set};
    EXPECT_FALSE(token.stop_requested());
    set = true;
    EXPECT_TRUE(token.stop_requested());
}

} // namespace
