#include <convene/time/calendar.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace convene;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text) { return parse_instant(text).value(); }
Date on(const char* text) { return parse_date(text).value(); }
Shift shift(const char* text) { return parse_shift(text).value(); }

CalendarException closed(const char* from, const char* to) { return {.from = on(from), .to = on(to)}; }

CalendarException open(const char* date, std::vector<Shift> shifts) {
    return {.from = on(date), .to = on(date), .shifts = std::move(shifts)};
}

Calendar make(CalendarSpec spec) { return make_calendar(std::move(spec)).value(); }

std::vector<std::string> faults(CalendarSpec spec) {
    std::vector<std::string> out;
    const auto result = make_calendar(std::move(spec));
    if (!result)
        for (const auto& d : result.error()) {
            std::string line{code_info(d.code).name};
            for (const auto& a : d.arguments) line.append(" ").append(a.in("en"));
            out.push_back(line);
            EXPECT_EQ(d.object.in("en"), "calendar c");
            EXPECT_EQ(d.object.in("zh"), "日历“c”");
        }
    return out;
}

/// Monday to Friday nights, 22:00-06:00.
WeekPattern nights() { return monday_to_friday({{22 * 60, 30 * 60}}); }

using Lines = std::vector<std::string>;

TEST(Calendar, StandardIsMondayToFridayInTwoHalves) {
    const auto c = Calendar::standard();
    EXPECT_EQ(c.key(), "standard");
    EXPECT_TRUE(c.unlimited());
    EXPECT_EQ(c.between(at("2026-03-30"), at("2026-04-06")), Seconds{40h});
    EXPECT_TRUE(c.is_working(at("2026-03-31T09:00")));
    EXPECT_FALSE(c.is_working(at("2026-03-31T12:00")));
    EXPECT_FALSE(c.is_working_day(on("2026-04-04")));
    EXPECT_EQ(c.day_size(), Seconds{8h});
    EXPECT_EQ(c.week_size(), Seconds{40h});
    EXPECT_EQ(c.month_size(), Seconds{160h});
    EXPECT_TRUE(c.covers(at("1900-01-01")));
}

TEST(Calendar, ContinuousHas24Hours) {
    const auto c = Calendar::continuous();
    EXPECT_EQ(c.between(at("2026-03-30"), at("2026-04-06")), Seconds{7 * 24h});
    EXPECT_EQ(c.add(at("2026-03-31T09:00:30"), 25h), at("2026-04-01T10:00:30"));
    EXPECT_EQ(c.day_size(), Seconds{24h});
}

TEST(Calendar, ShiftOverMidnightBelongsToTheDateOnWhichItStarts) {
    const auto c = make({.key = "nights", .week = nights(), .exceptions = {closed("2026-04-01", "2026-04-01")}});
    EXPECT_TRUE(c.is_working(at("2026-04-01T05:59")));  // Tuesday's
    EXPECT_FALSE(c.is_working(at("2026-04-01T22:00"))); // Wednesday's is closed
    EXPECT_FALSE(c.is_working(at("2026-04-02T05:00")));
    EXPECT_TRUE(c.is_working(at("2026-04-02T22:00")));
    EXPECT_TRUE(c.is_working(at("2026-04-04T05:00")));  // Friday's, on Saturday
    EXPECT_FALSE(c.is_working(at("2026-04-06T05:00"))); // there is no Sunday's
    EXPECT_TRUE(c.is_working_day(on("2026-04-04")));
    EXPECT_FALSE(c.is_working_day(on("2026-04-05")));
    EXPECT_EQ(c.add(at("2026-03-31T22:00"), 9h), at("2026-04-02T23:00"));
}

TEST(Calendar, SundayNightReachesIntoMonday) {
    WeekPattern week;
    week[std::chrono::Sunday] = {shift("22:00-06:00")};
    const auto c = make({.key = "sunday", .week = week});
    EXPECT_EQ(c.next_working(at("2026-04-03T12:00")), at("2026-04-05T22:00"));
    EXPECT_EQ(c.next_transition(at("2026-04-05T22:00")), at("2026-04-06T06:00"));
    EXPECT_EQ(c.end_of_work_before(at("2026-04-10T12:00")), at("2026-04-06T06:00"));
}

TEST(Calendar, TouchingShiftsAreOne) {
    const auto c = make({.key = "touching", .week = monday_to_friday({shift("12:00-18:00"), shift("09:00-12:00")})});
    EXPECT_EQ(c.next_transition(at("2026-03-31T09:00")), at("2026-03-31T18:00"));
    EXPECT_EQ(c.end_of_work_before(at("2026-03-31T12:00")), at("2026-03-31T12:00"));
}

TEST(Calendar, OwnExceptionThenBasesThenOwnWeekThenBases) {
    const auto base = make({.key = "base",
                            .week = monday_to_friday(standard_shifts()),
                            .exceptions = {closed("2026-03-30", "2026-04-01"), open("2026-04-04", standard_shifts())}});
    WeekPattern early;
    early.days.fill({shift("06:00-10:00")});
    const auto c =
        make({.key = "own", .base = base, .week = early, .exceptions = {open("2026-03-31", {shift("20:00-21:00")})}});
    EXPECT_EQ(c.next_working(at("2026-03-30")), at("2026-03-31T20:00")); // own exception within the base's
    EXPECT_EQ(c.next_working(at("2026-03-31T21:00")), at("2026-04-02T06:00"));
    EXPECT_EQ(c.next_working(at("2026-04-03T10:00")), at("2026-04-04T09:00")); // the base's make-up day
    EXPECT_EQ(c.next_working(at("2026-04-04T18:00")), at("2026-04-05T06:00"));
    const auto same = make({.key = "same", .base = base});
    EXPECT_EQ(same.table(), base.table());
    EXPECT_TRUE(c.is_exceptional(on("2026-03-30")) && c.is_exceptional(on("2026-04-04")));
    EXPECT_FALSE(c.is_exceptional(on("2026-04-02")));
    EXPECT_FALSE(c.is_exceptional(date_of(far_future)));
}

TEST(Calendar, DerivationInheritsSizesAndCoverage) {
    const CalendarSizes sizes{.day = 7h, .week = 35h, .month = 140h};
    const auto base =
        make({.key = "base", .sizes = sizes, .coverage = CalendarCoverage{on("2026-01-01"), on("2026-12-31")}});
    const auto c = make({.key = "derived", .base = base});
    EXPECT_EQ(c.sizes(), sizes);
    EXPECT_EQ(c.coverage(), base.coverage());
    EXPECT_FALSE(c.definition().sizes.has_value());
    EXPECT_FALSE(c.definition().coverage.has_value());
    EXPECT_EQ(c.definition().base, "base");
    const auto own = make({.key = "own", .base = base, .sizes = CalendarSizes{}});
    EXPECT_EQ(own.day_size(), Seconds{8h});
}

TEST(Calendar, CoversItsDatesToTheLastSecond) {
    const auto c = make({.key = "c", .coverage = CalendarCoverage{on("2026-01-01"), on("2026-12-31")}});
    EXPECT_FALSE(c.covers(at("2025-12-31T23:59:59")));
    EXPECT_TRUE(c.covers(at("2026-01-01")));
    EXPECT_TRUE(c.covers(at("2026-12-31T23:59:59")));
    EXPECT_FALSE(c.covers(at("2027-01-01")));
    EXPECT_FALSE(c.covers(far_future));
}

TEST(Calendar, IntersectionWorksWhenAllDo) {
    const auto a = make({.key = "a",
                         .week = monday_to_friday({shift("08:00-16:00")}),
                         .exceptions = {closed("2026-04-01", "2026-04-01")},
                         .coverage = CalendarCoverage{on("2025-01-01"), on("2026-12-31")}});
    const auto b = make({.key = "b",
                         .week = nights(),
                         .exceptions = {open("2026-04-02", {shift("12:00-20:00")})},
                         .sizes = CalendarSizes{.day = 1h, .week = 5h, .month = 20h},
                         .coverage = CalendarCoverage{on("2026-01-01"), on("2027-12-31")}});
    const std::vector parts{a, b};
    const auto c = intersection("both", "Both", parts);
    EXPECT_FALSE(c.unlimited());
    EXPECT_EQ(c.table().first_work(), at("2026-04-02T12:00"));
    EXPECT_EQ(c.table().last_work(), at("2026-04-02T16:00"));
    EXPECT_EQ(c.sizes(), a.sizes());
    EXPECT_EQ(c.coverage(), (CalendarCoverage{on("2026-01-01"), on("2026-12-31")}));
    EXPECT_EQ(c.definition().parts, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(c.key(), "both");
    EXPECT_EQ(c.title().in("en"), "Both");
    const std::vector alone{a};
    EXPECT_EQ(intersection("alone", "", alone).between(at("2026-01-01"), at("2027-01-01")),
              a.between(at("2026-01-01"), at("2027-01-01")));
    EXPECT_TRUE(c.is_exceptional(on("2026-04-01")) && c.is_exceptional(on("2026-04-02")));
    EXPECT_FALSE(c.is_exceptional(on("2026-03-31")) || c.is_exceptional(on("2026-04-04")));
    const std::vector with_all{a, Calendar::continuous()};
    EXPECT_EQ(intersection("same", "", with_all).between(at("2026-01-01"), at("2027-01-01")),
              a.between(at("2026-01-01"), at("2027-01-01")));
}

TEST(Calendar, RemembersWhatWasSaid) {
    const CalendarSpec spec{.key = "c",
                            .title = Text{{"zh", "日历"}, {"en", "Calendar"}},
                            .description = "From a notice",
                            .week = monday_to_friday({shift("13:00-18:00"), shift("09:00-12:00")}),
                            .exceptions = {closed("2026-05-01", "2026-05-05"), open("2026-02-14", standard_shifts())},
                            .sizes = CalendarSizes{.day = 7h},
                            .coverage = CalendarCoverage{on("2026-01-01"), on("2026-12-31")}};
    const auto c = make(spec);
    EXPECT_EQ(c.definition().key, spec.key);
    EXPECT_EQ(c.definition().title, spec.title);
    EXPECT_EQ(c.definition().description, spec.description);
    EXPECT_EQ(c.definition().week, spec.week);
    EXPECT_EQ(c.definition().exceptions, spec.exceptions);
    EXPECT_EQ(c.definition().sizes, spec.sizes);
    EXPECT_EQ(c.definition().coverage, spec.coverage);
    EXPECT_FALSE(c.definition().base.has_value());
}

TEST(Calendar, EqualIfTheSameIsSaidAndWorked) {
    const auto spec = [] {
        return CalendarSpec{.key = "c", .week = nights(), .exceptions = {closed("2026-05-01", "2026-05-05")}};
    };
    const auto c = make(spec());
    EXPECT_EQ(c, make(spec()));
    const Calendar copy = c;
    EXPECT_EQ(copy, c);
    auto other = spec();
    other.title = "C";
    EXPECT_NE(c, make(other));
    other = spec();
    other.exceptions.front().to += std::chrono::days{1};
    EXPECT_NE(c, make(other));
    auto base = make({.key = "base", .week = nights()});
    auto changed = make({.key = "base", .week = monday_to_friday(standard_shifts())});
    EXPECT_NE(make({.key = "d", .base = base}), make({.key = "d", .base = changed}));
}

TEST(Calendar, ReportsShiftsThatOverlap) {
    EXPECT_EQ(faults({.key = "c", .week = monday_to_friday({shift("09:00-13:00"), shift("12:00-18:00")})}).size(), 5U);
    WeekPattern week;
    week[std::chrono::Monday] = {shift("12:00-18:00"), shift("09:00-13:00")};
    EXPECT_EQ(faults({.key = "c", .week = week}), Lines{"overlapping-shifts Monday 09:00-13:00 Monday 12:00-18:00"});
    week = {};
    week[std::chrono::Sunday] = {shift("22:00-06:00")};
    week[std::chrono::Monday] = {shift("05:00-09:00")};
    EXPECT_EQ(faults({.key = "c", .week = week}), Lines{"overlapping-shifts Sunday 22:00-06:00 Monday 05:00-09:00"});
    week[std::chrono::Monday] = {shift("06:00-09:00")};
    EXPECT_EQ(faults({.key = "c", .week = week}), Lines{});
    auto exception = open("2026-04-01", {shift("12:00-18:00"), shift("18:00-20:00"), shift("17:59-18:00")});
    EXPECT_EQ(faults({.key = "c", .exceptions = {exception}}),
              Lines{"overlapping-shifts 2026-04-01 12:00-18:00 2026-04-01 17:59-18:00"});
    exception = open("2026-04-01", {shift("23:00-07:00"), shift("06:00-08:00")});
    EXPECT_EQ(faults({.key = "c", .exceptions = {exception}}), Lines{});
    exception.to = on("2026-04-02");
    EXPECT_EQ(faults({.key = "c", .exceptions = {exception}}),
              Lines{"overlapping-shifts 2026-04-01 23:00-07:00 2026-04-02 06:00-08:00"});
}

TEST(Calendar, ReportsShiftsThatCantBe) {
    EXPECT_EQ(faults({.key = "c", .exceptions = {open("2026-04-01", {{540, 540}, {0, 1441}, {-1, 5}, {600, 700}})}}),
              (Lines{"bad-shift 540min-540min", "bad-shift 0min-1441min", "bad-shift -1min-5min"}));
}

TEST(Calendar, ReportsDates) {
    EXPECT_EQ(faults({.key = "c", .exceptions = {closed("2026-04-02", "2026-04-01")}}),
              Lines{"bad-date-range 2026-04-02 2026-04-01"});
    EXPECT_EQ(faults({.key = "c", .coverage = CalendarCoverage{on("2026-04-02"), on("2026-04-01")}}),
              Lines{"bad-date-range 2026-04-02 2026-04-01"});
    EXPECT_EQ(faults({.key = "c", .exceptions = {{.from = min_date - std::chrono::days{1}, .to = min_date}}}),
              Lines{"out-of-range-date far-past"});
    EXPECT_EQ(faults({.key = "c", .coverage = CalendarCoverage{min_date, max_date + std::chrono::days{1}}}),
              Lines{"out-of-range-date far-future"});
    EXPECT_EQ(faults({.key = "c",
                      .exceptions = {closed("2026-05-01", "2026-05-05"), closed("2026-04-01", "2026-05-01"),
                                     closed("2026-05-05", "2026-05-05"), closed("2026-05-06", "2026-05-06")}}),
              (Lines{"overlapping-exceptions 2026-05-01", "overlapping-exceptions 2026-05-05"}));
    EXPECT_EQ(faults({.key = "c",
                      .exceptions = {closed("2026-01-01", "2026-12-31"), closed("2026-02-01", "2026-02-01"),
                                     closed("2026-05-01", "2026-05-01")}}),
              (Lines{"overlapping-exceptions 2026-02-01", "overlapping-exceptions 2026-05-01"}));
}

TEST(Calendar, ReportsSizes) {
    EXPECT_EQ(faults({.key = "c", .sizes = CalendarSizes{.day = 0s, .week = 169h, .month = 745h}}),
              (Lines{"bad-calendar-sizes day 0 hours 24 hours", "bad-calendar-sizes week 169 hours 168 hours",
                     "bad-calendar-sizes month 745 hours 744 hours"}));
    EXPECT_EQ(faults({.key = "c", .sizes = CalendarSizes{.day = 24h, .week = 168h, .month = 744h}}), Lines{});
}

TEST(Calendar, ReportsEveryFaultAtOnce) {
    EXPECT_EQ(faults({.key = "c",
                      .week = monday_to_friday({{0, 0}}),
                      .exceptions = {closed("2026-04-02", "2026-04-01"), open("2026-05-01", {{0, 60}, {59, 61}})},
                      .sizes = CalendarSizes{.day = -1s},
                      .coverage = CalendarCoverage{on("2026-04-02"), on("2026-04-01")}})
                  .size(),
              5U + 1U + 1U + 1U + 1U);
}

TEST(Calendar, LongExceptionsAreCheap) {
    const auto c = make({.key = "c",
                         .week = monday_to_friday(standard_shifts()),
                         .exceptions = {closed("0001-01-01", "2020-12-31"), open("2026-02-14", standard_shifts()),
                                        closed("2030-01-01", "9999-12-31")}});
    EXPECT_FALSE(c.unlimited());
    EXPECT_LT(c.table().data().window_days.size(), 9000U);
    EXPECT_EQ(c.table().first_work(), at("2021-01-01T09:00"));
    EXPECT_EQ(c.table().last_work(), at("2029-12-31T18:00"));
    EXPECT_EQ(c.add(at("2026-02-13T18:00"), 8h), at("2026-02-14T18:00"));
    EXPECT_EQ(c.sub(at("9999-12-31"), 8h), at("2029-12-31T09:00"));
    EXPECT_EQ(c.next_working(at("0001-01-01")), at("2021-01-01T09:00"));
}

TEST(Calendar, EdgesOfTheYearsAreExact) {
    WeekPattern all;
    all.days.fill({{0, 1440}});
    const auto c = make({.key = "c",
                         .week = all,
                         .exceptions = {closed("0001-01-01", "0001-01-01"), closed("9999-12-31", "9999-12-31")}});
    EXPECT_EQ(c.table().first_work(), at("0001-01-02"));
    EXPECT_EQ(c.table().last_work(), at("9999-12-31"));
    EXPECT_EQ(c.next_transition(at("2026-01-01")), at("9999-12-31"));
    EXPECT_EQ(c.between(min_instant, max_instant), Seconds{std::chrono::days{3'652'057}});
}

/// The exceptions of a calendar file that has one of them a line.
std::vector<CalendarException> exceptions_of(const std::string& file) {
    std::vector<CalendarException> out;
    for (auto place = file.find("\"exceptions\""); (place = file.find("{\"from\": \"", place)) != std::string::npos;) {
        const auto line = file.substr(place, file.find('\n', place) - place);
        place += line.size();
        const auto to = line.find("\"to\": \"");
        const auto from = on(line.substr(10, 10).c_str());
        out.push_back({.from = from, .to = to == std::string::npos ? from : on(line.substr(to + 7, 10).c_str())});
        if (line.find("\"work\": []") == std::string::npos) out.back().shifts = standard_shifts();
    }
    return out;
}

TEST(Calendar, ChinaHasItsWorkingDays) {
    const auto file = test::read_file(test::source_dir() / "examples/calendars/cn-public-holidays.json");
    const auto china =
        make({.key = "cn", .week = monday_to_friday(standard_shifts()), .exceptions = exceptions_of(file)});
    const auto days = [&](int year) {
        const auto t = [](int y) { return Instant{std::chrono::local_days{std::chrono::year{y} / 1 / 1}}; };
        int count = 0;
        for (auto date = date_of(t(year)); date < date_of(t(year + 1)); date += std::chrono::days{1})
            count += china.is_working_day(date) ? 1 : 0;
        EXPECT_EQ(china.between(t(year), t(year + 1)), Seconds{8h} * count);
        return count;
    };
    EXPECT_EQ(days(2023), 249);
    EXPECT_EQ(days(2024), 251);
    EXPECT_EQ(days(2025), 248);
    EXPECT_EQ(days(2026), 248);
    EXPECT_EQ(china.add(at("2026-02-13T18:00"), 8h), at("2026-02-14T18:00")); // a Saturday worked in exchange
    EXPECT_EQ(china.add(at("2026-02-14T18:00"), 8h), at("2026-02-24T18:00")); // after Spring Festival
    EXPECT_EQ(china.next_working(at("2022-12-31T10:00")), at("2023-01-03T09:00"));
}

TEST(Calendar, IsAsItWasAfterItWasMovedFrom) {
    auto calendar = Calendar::standard();
    const auto moved = std::move(calendar);
    EXPECT_EQ(calendar, moved); // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(calendar.next_working(at("2026-03-01T10:00")), at("2026-03-02T09:00"));
    calendar = Calendar::continuous();
    EXPECT_EQ(moved.key(), "standard");
}

} // namespace
