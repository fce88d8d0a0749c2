#include <convene/schedule/driver.hpp>

#include <gtest/gtest.h>

namespace {

using convene::Driver;

TEST(Driver, KeepsItsKindAndIndex) {
    const Driver driver(Driver::Kind::arc, 0x3FFFFFFF);
    EXPECT_EQ(driver.kind(), Driver::Kind::arc);
    EXPECT_EQ(driver.index(), 0x3FFFFFFFU);
    EXPECT_EQ(Driver{}.kind(), Driver::Kind::base);
}

} // namespace
