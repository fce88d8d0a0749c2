#include <convene/io/time_zone.hpp>
#include <convene/model/builder.hpp>

#include <gtest/gtest.h>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

// Berlin is one hour ahead of UTC, two from the last Sunday of March at 02:00 to that of October at 03:00.
TEST(TimeZone, HasTheOffsetOfEachMoment) {
    const auto berlin = io::TimeZone::find("Europe/Berlin");
    if (!berlin) GTEST_SKIP() << "this system has no time zones";
    const auto hours = [&](std::string_view local) { return berlin->offset_at_local(at(local)).count() / 3600; };
    EXPECT_EQ(hours("2026-01-05T09:00"), 1);
    EXPECT_EQ(hours("2026-07-01T09:00"), 2);
    EXPECT_EQ(hours("2026-03-29T01:59"), 1);
    EXPECT_EQ(hours("2026-03-29T03:00"), 2);
    EXPECT_EQ(hours("2026-10-25T02:30"), 2); // the first of two
    EXPECT_EQ(hours("2026-10-25T03:00"), 1);
    EXPECT_EQ(hours("2070-07-01T09:00"), 2); // beyond the table, by the rule
    EXPECT_EQ(hours("2070-12-01T09:00"), 1);
    EXPECT_EQ(berlin->offset_at_utc(at("2026-03-29T00:59")), std::chrono::hours(1));
    EXPECT_EQ(berlin->offset_at_utc(at("2026-03-29T01:00")), std::chrono::hours(2));
}

TEST(TimeZone, AnUnknownOneIsAFinding) {
    for (const auto name : {"Europe/Berlim", "../etc/passwd", "/etc/passwd", ""})
        EXPECT_FALSE(io::TimeZone::find(name));
    ProcessBuilder b("p");
    b.task("a");
    EXPECT_TRUE(io::check_zone(b.build().value()).empty());
    ProcessBuilder with("p");
    with.zone("Europe/Berlim").task("a");
    const auto found = io::check_zone(with.build().value());
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, Code::unknown_zone);
}

} // namespace
