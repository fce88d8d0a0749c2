#include "run/launch.hpp"

#include <convene/run/fingerprint.hpp>

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::test;

namespace {

Process with(std::string_view key, std::string_view person) {
    ProcessBuilder b(key);
    b.role({.key = "r"}).person({.key = person, .roles = {"r"}});
    b.task("a").worked_by({"r"});
    return built(b);
}

TEST(Fingerprint, TellsProcessesApartByTheirKeys) {
    const auto one = fingerprint(with("p", "ann"));
    EXPECT_NE(one, 0U);
    EXPECT_EQ(one, fingerprint(with("p", "ann")));
    EXPECT_NE(one, fingerprint(with("q", "ann")));
    EXPECT_NE(one, fingerprint(with("p", "bob")));
}

} // namespace
