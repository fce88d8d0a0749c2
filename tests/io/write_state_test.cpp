#include "run/launch.hpp"

#include <convene/io/write_state.hpp>

#include <gtest/gtest.h>

using namespace convene;

TEST(WriteState, IsOneLineThatNamesItsProcess) {
    auto trial = test::Trial::launch();
    const auto blank = io::write_state(trial.instance);
    EXPECT_TRUE(blank.starts_with(R"({"format":1,"process":")")) << blank;
    EXPECT_EQ(blank.find('\n'), std::string::npos);
    trial.to_strategy();
    const auto later = io::write_state(trial.instance);
    EXPECT_EQ(later.substr(0, 40), blank.substr(0, 40));
    EXPECT_NE(later, blank);
}

TEST(WriteState, EqualInstancesGiveEqualTexts) {
    EXPECT_EQ(io::write_state(test::Trial::launch().instance), io::write_state(test::Trial::launch().instance));
}
