#include <convene/core/config.hpp>

#include <gtest/gtest.h>

#include <string>

TEST(Config, VersionNumberAndTextAgree) {
    const std::string text = std::to_string(CONVENE_VERSION / 10000) + "." +
                             std::to_string(CONVENE_VERSION / 100 % 100) + "." + std::to_string(CONVENE_VERSION % 100);
    EXPECT_EQ(text, CONVENE_VERSION_STRING);
}
