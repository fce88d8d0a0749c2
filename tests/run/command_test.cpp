#include <convene/run/command.hpp>

#include <gtest/gtest.h>

using namespace convene;

namespace {

TEST(Outcome, HasAWordForEach) {
    EXPECT_EQ(name(Outcome::approved), "approved");
    EXPECT_EQ(name(Outcome::revised), "revised");
    EXPECT_EQ(name(Outcome::rejected), "rejected");
    EXPECT_EQ(name(Outcome::deferred), "deferred");
}

TEST(Outcome, LetsTheWorkGoOnAfterAnAgreement) {
    EXPECT_TRUE(is_positive(Outcome::approved) && is_positive(Outcome::revised));
    EXPECT_FALSE(is_positive(Outcome::rejected) || is_positive(Outcome::deferred));
}

} // namespace
