#include <convene/check/cadence.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> cadence_fixtures() {
    const auto recurring = [](std::string_view rule) {
        return [=](ProcessBuilder& b) { task(b, "report").recurs({*parse_recurrence(rule)}); };
    };
    const auto warning = [](Span warn) {
        return [=](ProcessBuilder& b) {
            task(b, "answer").service_level({.within = spans::elapsed_hours(24), .warn = warn});
        };
    };
    const auto covered = [](std::uint16_t from, std::uint16_t to, std::uint8_t weekdays, std::uint32_t minimum) {
        return [=](ProcessBuilder& b) {
            staff(b, {"guard"});
            b.person({.key = "guard-2", .roles = {"guard"}});
            b.cover({.key = "door", .role = "guard", .from = from, .to = to, .weekdays = weekdays, .minimum = minimum});
        };
    };
    const auto mornings = covered(540, 720, 0x1F, 2);
    return {
        {Code::never_recurs, "task report", recurring("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
         recurring("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")},
        {Code::warns_at_once, "task answer", warning(spans::elapsed_days(1)), warning(spans::elapsed_hours(23))},
        {Code::too_few_people, "cover door", covered(540, 720, 0x1F, 3), mornings},
        {Code::cover_without_days, "cover door", covered(540, 720, 0, 1), mornings},
        {Code::cover_outside_hours, "cover door", covered(540, 780, 0x1F, 1), mornings},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::at;
using convene::test::coded;
using convene::test::made;
using convene::test::staff;
using convene::test::task;

namespace {

TEST(CheckCadence, ARuleThatEndedBeforeTheStartNeverOccurs) {
    const auto p = [](std::string_view rule) {
        return made([=](ProcessBuilder& b) { task(b, "report").recurs({*parse_recurrence(rule)}); });
    };
    EXPECT_TRUE(check_cadence(p("FREQ=DAILY;UNTIL=20260302")).empty());
    const auto found = check_cadence(p("FREQ=DAILY;UNTIL=20260301"));
    ASSERT_EQ(test::codes(found), std::vector{Code::never_recurs});
    EXPECT_EQ(coded(found[0]), "never-recurs | task report | FREQ=DAILY;UNTIL=20260301, 2026-03-02 09:00");
}

TEST(CheckCadence, WithoutAStartThereIsStillAnAnswer) {
    ProcessBuilder b("p");
    task(b, "report").recurs({*parse_recurrence("FREQ=WEEKLY;BYDAY=FR")});
    EXPECT_TRUE(check_cadence(*b.build()).empty());
}

TEST(CheckCadence, WorkingAndElapsedSpansAreNotCompared) {
    EXPECT_TRUE(check_cadence(made([](ProcessBuilder& b) {
                    task(b, "a").service_level({.within = spans::elapsed_hours(4), .warn = spans::days(2)});
                    task(b, "b").service_level({.within = spans::days(1), .warn = spans::hours(7)});
                })).empty());
}

TEST(CheckCadence, SaysWhenTooFewAreAtWork) {
    WeekPattern evenings;
    for (const auto day : {std::chrono::Monday, std::chrono::Tuesday, std::chrono::Wednesday})
        evenings[day] = {*parse_shift("13:00-20:00")};
    const auto found = check_cadence(made([&](ProcessBuilder& b) {
        staff(b, {"guard"});
        b.person({.key = "guard-2", .roles = {"guard"}, .calendar = "evening"});
        b.add_calendar(*make_calendar({.key = "evening", .week = evenings}));
        b.calendar("evening");
        b.add_calendar(Calendar::standard());
        b.person({.key = "guard-3", .roles = {"guard"}, .calendar = "standard"});
        // From 13:00 on the two on evenings are there as well, but at noon nobody is.
        b.cover({.key = "door", .role = "guard", .from = 660, .to = 1140, .weekdays = 0x06, .minimum = 1});
    }));
    ASSERT_EQ(test::codes(found), std::vector{Code::cover_outside_hours});
    EXPECT_EQ(coded(found[0]), "cover-outside-hours | cover door | Tuesdays, 12:00, 13:00, 0, role guard, 1");
}

TEST(CheckCadence, AHolidayIsNoShortage) {
    EXPECT_TRUE(check_cadence(made([](ProcessBuilder& b) {
                    b.add_calendar(*make_calendar(
                        {.key = "c",
                         .base = Calendar::standard(),
                         .exceptions = {{date_of(at("2026-03-02")), date_of(at("2026-03-13")), {}, "holidays"}}}));
                    staff(b, {"guard"});
                    b.cover({.key = "door", .role = "guard", .from = 540, .to = 720, .weekdays = 0x1F});
                })).empty());
}

} // namespace
