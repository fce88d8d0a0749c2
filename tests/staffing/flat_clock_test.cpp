#include <convene/staffing/flat_clock.hpp>

#include <gtest/gtest.h>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

/// Hours from Monday 09:00; the calendar is open 09:00-12:00 and 13:00-18:00.
FlatClock hours(FlatTime time) { return {time, at("2026-03-02T09:00"), std::chrono::hours{1}, Calendar::standard()}; }

std::int64_t to(const FlatClock& clock, std::string_view text) { return clock.seconds_to(at(text)) / 3600; }

} // namespace

TEST(FlatClock, WorkingTimeLeavesOutWhatIsClosed) {
    const auto clock = hours(FlatTime::working);
    EXPECT_EQ(to(clock, "2026-03-02T13:00"), 3);
    EXPECT_EQ(to(clock, "2026-03-03T09:00"), 8);
    EXPECT_EQ(to(clock, "2026-03-09T10:00"), 5 * 8 + 1);
    // Work that starts after three hours starts after lunch, and none at the end of a day.
    EXPECT_EQ(clock.start_at(3), at("2026-03-02T13:00"));
    EXPECT_EQ(clock.start_at(8), at("2026-03-03T09:00"));
    EXPECT_EQ(clock.start_at(40), at("2026-03-09T09:00"));
}

TEST(FlatClock, ElapsedTimeLeavesOutNothing) {
    const auto clock = hours(FlatTime::elapsed);
    EXPECT_EQ(to(clock, "2026-03-03T09:00"), 24);
    EXPECT_EQ(clock.start_at(8), at("2026-03-02T17:00"));
    EXPECT_EQ(clock.start_at(24), at("2026-03-03T09:00"));
}

TEST(FlatClock, NothingLiesBeforeTheOrigin) {
    for (const auto time : {FlatTime::working, FlatTime::elapsed}) {
        EXPECT_EQ(to(hours(time), "2026-03-01T09:00"), 0);
        EXPECT_EQ(to(hours(time), "2026-03-02T09:00"), 0);
    }
}
