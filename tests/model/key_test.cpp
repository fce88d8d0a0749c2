#include <convene/model/key.hpp>

#include <gtest/gtest.h>

#include <string>

using namespace convene;

TEST(Key, HasNoBlanksAndIsShortUtf8) {
    EXPECT_TRUE(is_key("tower-1"));
    EXPECT_TRUE(is_key("一号楼"));
    EXPECT_FALSE(is_key("tower 1"));
    EXPECT_FALSE(is_key("tower\t1"));
    EXPECT_FALSE(is_key("tower\x7f"));
    EXPECT_FALSE(is_key("\xff"));
    EXPECT_TRUE(is_key(std::string(200, 'a')));
    EXPECT_FALSE(is_key(std::string(201, 'a')));
}
