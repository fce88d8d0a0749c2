#include <convene/schedule/cause.hpp>

#include <gtest/gtest.h>

namespace {

using namespace convene;

TEST(Cause, KeepsItsKindAndIndex) {
    const Cause cause{CauseKind::deadline, 0x0FFFFFFF};
    EXPECT_EQ(cause.kind(), CauseKind::deadline);
    EXPECT_EQ(cause.index(), 0x0FFFFFFFU);
    EXPECT_NE(cause, Cause(CauseKind::date, 0x0FFFFFFF));
    EXPECT_EQ(sizeof(Cause), 4U);
}

TEST(Cause, IsTheStartOfTheProjectByDefault) { EXPECT_EQ(Cause{}.kind(), CauseKind::project_start); }

} // namespace
