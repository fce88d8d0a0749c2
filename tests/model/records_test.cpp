#include <convene/model/records.hpp>

#include <gtest/gtest.h>

namespace {

using namespace convene;

// A million of these are held: their size is part of what is promised.
TEST(Records, OfWhichAMillionAreHeldAreSmall) {
    EXPECT_LE(sizeof(Activity), 36U);
    EXPECT_LE(sizeof(Artifact), 24U);
    EXPECT_LE(sizeof(Duty), 16U);
}

} // namespace
