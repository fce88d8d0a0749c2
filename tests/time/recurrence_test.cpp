#include <convene/core/random.hpp>
#include <convene/time/recurrence.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace convene;

namespace {

Instant at(const char* text) { return parse_instant(text).value(); }
Recurrence rule(const char* text) { return parse_recurrence(text).value(); }

/// The dates of the first occurrences, joined by blanks.
std::string dates(const char* text, const char* start, OccurrenceOptions options = {.limit = 12}) {
    std::string out;
    for (const auto t : occurrences(rule(text), at(start), options).at)
        out.append(out.empty() ? "" : " ").append(to_string(date_of(t)));
    return out;
}

TEST(Recurrence, ReadsAndWritesRules) {
    for (const char* text : {"FREQ=DAILY", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "FREQ=MONTHLY;COUNT=10;BYDAY=1MO,-1FR",
                             "FREQ=YEARLY;UNTIL=20261231;BYMONTH=1,12;BYMONTHDAY=1,-1",
                             "FREQ=MONTHLY;UNTIL=20261231T180000", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
                             "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "FREQ=YEARLY;BYDAY=20MO,-53SU"}) {
        const auto parsed = parse_recurrence(text);
        ASSERT_TRUE(parsed.has_value()) << to_string(parsed.error());
        EXPECT_EQ(to_string(*parsed), text);
    }
    EXPECT_EQ(to_string(rule("rrule:byday=fr,FR,+1mo;freq=monthly;interval=1;wkst=mo")), "FREQ=MONTHLY;BYDAY=FR,1MO");
    EXPECT_EQ(rule("FREQ=DAILY;UNTIL=20261231").until, at("2026-12-31T23:59:59"));
}

TEST(Recurrence, SaysWhatItDoesNotUnderstand) {
    const std::pair<const char*, const char*> rows[] = {
        {"", "the part \"\" is not supported"},
        {"FREQ=DAILY;", "the part \"\" is not supported"},
        {"FREQ", "FREQ= is not allowed"},
        {"FREQ=HOURLY", "FREQ=HOURLY is not allowed"},
        {"BYDAY=MO", "FREQ is missing"},
        {"FREQ=DAILY;BYHOUR=9", "the part \"BYHOUR\" is not supported"},
        {"FREQ=DAILY;FREQ=DAILY", "FREQ is given twice"},
        {"FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is not allowed"},
        {"FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1 is not allowed"},
        {"FREQ=DAILY;INTERVAL=+1", "INTERVAL=+1 is not allowed"},
        {"FREQ=DAILY;INTERVAL=99999999999", "INTERVAL=99999999999 is not allowed"},
        {"FREQ=DAILY;INTERVAL=1x", "INTERVAL=1X is not allowed"},
        {"FREQ=DAILY;COUNT=0", "COUNT=0 is not allowed"},
        {"FREQ=DAILY;COUNT=", "COUNT= is not allowed"},
        {"FREQ=DAILY;COUNT=1;UNTIL=20260101", "COUNT and UNTIL exclude each other"},
        {"FREQ=DAILY;UNTIL=2026-01-01", "UNTIL=2026-01-01 is not allowed"},
        {"FREQ=DAILY;UNTIL=20260230", "UNTIL=20260230 is not allowed"},
        {"FREQ=DAILY;UNTIL=20260101T250000", "UNTIL=20260101T250000 is not allowed"},
        {"FREQ=DAILY;UNTIL=20260101T090000Z", "UNTIL is in UTC, but times have no zone here; leave the Z out"},
        {"FREQ=DAILY;BYDAY=", "BYDAY= is not allowed"},
        {"FREQ=DAILY;BYDAY=MO,", "BYDAY=MO, is not allowed"},
        {"FREQ=DAILY;BYDAY=XX", "BYDAY=XX is not allowed"},
        {"FREQ=MONTHLY;BYDAY=0MO", "BYDAY=0MO is not allowed"},
        {"FREQ=MONTHLY;BYDAY=54MO", "BYDAY=54MO is not allowed"},
        {"FREQ=MONTHLY;BYDAY=+-1MO", "BYDAY=+-1MO is not allowed"},
        {"FREQ=WEEKLY;BYDAY=1MO", "a numbered weekday needs FREQ=MONTHLY or FREQ=YEARLY"},
        {"FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY can't be used with FREQ=WEEKLY"},
        {"FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY=32 is not allowed"},
        {"FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY=0 is not allowed"},
        {"FREQ=MONTHLY;BYMONTHDAY=-32", "BYMONTHDAY=-32 is not allowed"},
        {"FREQ=YEARLY;BYMONTH=13", "BYMONTH=13 is not allowed"},
        {"FREQ=YEARLY;BYMONTH=-1", "BYMONTH=-1 is not allowed"},
        {"FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs BYDAY, BYMONTHDAY or BYMONTH"},
        {"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "BYSETPOS=367 is not allowed"},
        {"FREQ=DAILY;WKST=1MO", "WKST=1MO is not allowed"},
    };
    for (const auto& [text, reason] : rows) {
        const auto result = parse_recurrence(text);
        ASSERT_FALSE(result.has_value()) << text;
        ASSERT_EQ(result.error().size(), 1U);
        EXPECT_EQ(result.error().front().code, Code::bad_recurrence);
        EXPECT_EQ(result.error().front().arguments.at(0).in("en"), text);
        EXPECT_EQ(result.error().front().arguments.at(1).in("en"), reason);
        EXPECT_NE(result.error().front().arguments.at(1).in("zh"), reason);
    }
}

// The examples of RFC 5545, section 3.8.5.3, that are within the subset.
TEST(Recurrence, AgreesWithTheStandardsExamples) {
    EXPECT_EQ(dates("FREQ=DAILY;COUNT=3", "1997-09-02T09:00"), "1997-09-02 1997-09-03 1997-09-04");
    EXPECT_EQ(dates("FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02T09:00"),
              "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12");
    EXPECT_EQ(dates("FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02T09:00", {.limit = 4}),
              "1997-09-02 1997-09-16 1997-09-30 1997-10-14");
    EXPECT_EQ(dates("FREQ=WEEKLY;UNTIL=19971007T000000;WKST=SU;BYDAY=TU,TH", "1997-09-02T09:00"),
              "1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 1997-09-30 "
              "1997-10-02");
    EXPECT_EQ(dates("FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997-09-02T09:00"),
              "1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16");
    EXPECT_EQ(dates("FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05T09:00"),
              "1997-09-05 1997-10-03 1997-11-07 1997-12-05 1998-01-02 1998-02-06 1998-03-06 1998-04-03 1998-05-01 "
              "1998-06-05");
    EXPECT_EQ(dates("FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09-07T09:00"),
              "1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25 1998-03-01 1998-03-29 1998-05-03 "
              "1998-05-31");
    EXPECT_EQ(dates("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22T09:00"),
              "1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16");
    EXPECT_EQ(dates("FREQ=MONTHLY;BYMONTHDAY=-3", "1997-09-28T09:00", {.limit = 6}),
              "1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29 1998-02-26");
    EXPECT_EQ(dates("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09-30T09:00"),
              "1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30 1997-12-01 1997-12-31 1998-01-01 1998-01-31 "
              "1998-02-01");
    EXPECT_EQ(dates("FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09-10T09:00"),
              "1997-09-10 1997-09-11 1997-09-12 1997-09-13 1997-09-14 1997-09-15 1999-03-10 1999-03-11 1999-03-12 "
              "1999-03-13");
    EXPECT_EQ(dates("FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06-10T09:00"),
              "1997-06-10 1997-07-10 1998-06-10 1998-07-10 1999-06-10 1999-07-10 2000-06-10 2000-07-10 2001-06-10 "
              "2001-07-10");
    EXPECT_EQ(dates("FREQ=YEARLY;BYDAY=20MO", "1997-05-19T09:00", {.limit = 3}), "1997-05-19 1998-05-18 1999-05-17");
    EXPECT_EQ(dates("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "1997-03-13T09:00", {.limit = 4}),
              "1997-03-13 1997-03-20 1997-03-27 1998-03-05");
    EXPECT_EQ(dates("FREQ=YEARLY;BYMONTH=4;BYDAY=1SU", "1997-04-06T09:00", {.limit = 3}),
              "1997-04-06 1998-04-05 1999-04-04");
    EXPECT_EQ(dates("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "1997-09-02T09:00", {.limit = 5}),
              "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13");
    EXPECT_EQ(dates("FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "1997-09-13T09:00", {.limit = 4}),
              "1997-09-13 1997-10-11 1997-11-08 1997-12-13");
    EXPECT_EQ(
        dates("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "1996-11-05T09:00", {.limit = 3}),
        "1996-11-05 2000-11-07 2004-11-02");
    EXPECT_EQ(dates("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04T09:00"),
              "1997-09-04 1997-10-07 1997-11-06");
    EXPECT_EQ(dates("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "1997-09-29T09:00", {.limit = 4}),
              "1997-09-29 1997-10-30 1997-11-27 1997-12-30");
    EXPECT_EQ(dates("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05T09:00"),
              "1997-08-05 1997-08-10 1997-08-19 1997-08-24");
    EXPECT_EQ(dates("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05T09:00"),
              "1997-08-05 1997-08-17 1997-08-19 1997-08-31");
    EXPECT_EQ(dates("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15T09:00"),
              "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30");
}

TEST(Recurrence, KeepsTheTimeOfDayOfTheStart) {
    EXPECT_EQ(occurrences(rule("FREQ=WEEKLY;BYDAY=FR"), at("2026-03-31T16:30:05"), {.limit = 2}).at,
              (std::vector{at("2026-04-03T16:30:05"), at("2026-04-10T16:30:05")}));
}

TEST(Recurrence, UntilIsIncluded) {
    EXPECT_EQ(dates("FREQ=DAILY;UNTIL=20260402T090000", "2026-03-31T09:00"), "2026-03-31 2026-04-01 2026-04-02");
    EXPECT_EQ(dates("FREQ=DAILY;UNTIL=20260402T085959", "2026-03-31T09:00"), "2026-03-31 2026-04-01");
    EXPECT_EQ(dates("FREQ=DAILY;UNTIL=20260402", "2026-03-31T23:59:59"), "2026-03-31 2026-04-01 2026-04-02");
}

TEST(Recurrence, TakesTheDayOfTheStartWhereTheRuleHasNone) {
    EXPECT_EQ(dates("FREQ=WEEKLY", "2026-03-31", {.limit = 2}), "2026-03-31 2026-04-07");
    EXPECT_EQ(dates("FREQ=MONTHLY", "2026-01-31", {.limit = 3}), "2026-01-31 2026-03-31 2026-05-31");
    EXPECT_EQ(dates("FREQ=YEARLY", "2024-02-29", {.limit = 3}), "2024-02-29 2028-02-29 2032-02-29");
}

TEST(Recurrence, EndsAlthoughTheRuleNeverFires) {
    const auto never = occurrences(rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"), at("2026-03-31"));
    EXPECT_TRUE(never.at.empty());
    EXPECT_TRUE(never.complete);
    const auto seldom = occurrences(rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), at("2026-03-31"), {.periods = 1000});
    EXPECT_TRUE(seldom.at.empty());
    EXPECT_FALSE(seldom.complete);
    EXPECT_TRUE(occurrences(rule("FREQ=YEARLY;INTERVAL=2147483647;COUNT=2147483647"), at("2026-03-31")).complete);
}

TEST(Recurrence, SaysWhetherTheLimitCutItOff) {
    const auto daily = rule("FREQ=DAILY;COUNT=10");
    EXPECT_TRUE(occurrences(daily, at("2026-03-31"), {.limit = 10}).complete);
    EXPECT_FALSE(occurrences(daily, at("2026-03-31"), {.limit = 9}).complete);
    EXPECT_EQ(occurrences(daily, at("2026-03-31"), {.limit = 9}).at.size(), 9U);
    EXPECT_FALSE(occurrences(daily, at("2026-03-31"), {.limit = 0}).complete);
    EXPECT_TRUE(occurrences(daily, at("2026-03-31"), {.to = at("2026-03-31"), .limit = 0}).complete);
    EXPECT_FALSE(occurrences(rule("FREQ=DAILY"), at("2026-03-31")).complete);
}

TEST(Recurrence, StopsWithTheYear9999) {
    EXPECT_EQ(dates("FREQ=DAILY", "9999-12-30", {}), "9999-12-30 9999-12-31");
    EXPECT_EQ(dates("FREQ=WEEKLY;BYDAY=MO,SU", "9999-12-27", {}), "9999-12-27");
    EXPECT_EQ(dates("FREQ=YEARLY;BYMONTHDAY=-1", "9999-11-30", {}), "9999-11-30 9999-12-31");
    EXPECT_EQ(dates("FREQ=WEEKLY;BYDAY=SU;WKST=SU", "0001-01-01", {.limit = 1}), "0001-01-07");
    EXPECT_TRUE(occurrences(rule("FREQ=DAILY"), far_future).at.empty());
    EXPECT_TRUE(occurrences(rule("FREQ=DAILY"), far_past).at.empty());
}

TEST(Recurrence, MovesOffFreeDays) {
    const auto calendar =
        make_calendar({.key = "c",
                       .week = monday_to_friday(standard_shifts()),
                       .exceptions = {{.from = date_of(at("2026-04-30")), .to = date_of(at("2026-05-05"))}}})
            .value();
    const auto moved = [&](const char* text, OnFreeDay how, OccurrenceOptions options = {.limit = 8}) {
        options.on_free_day = how;
        options.calendar = &calendar;
        return dates(text, "2026-03-31T09:00", options);
    };
    const auto* last = "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=4"; // Tue 31 Mar, Thu 30 Apr (closed), Sun 31 May, Tue 30 Jun
    EXPECT_EQ(moved(last, OnFreeDay::keep), "2026-03-31 2026-04-30 2026-05-31 2026-06-30");
    EXPECT_EQ(moved(last, OnFreeDay::skip), "2026-03-31 2026-06-30");
    EXPECT_EQ(moved(last, OnFreeDay::next), "2026-03-31 2026-05-06 2026-06-01 2026-06-30");
    EXPECT_EQ(moved(last, OnFreeDay::previous), "2026-03-31 2026-04-29 2026-05-29 2026-06-30");
    EXPECT_EQ(moved("FREQ=DAILY", OnFreeDay::next, {.from = at("2026-04-04"), .to = at("2026-04-08")}),
              "2026-04-06 2026-04-07");
    EXPECT_EQ(moved("FREQ=WEEKLY;BYDAY=SU", OnFreeDay::next, {.from = at("2026-05-06"), .to = at("2026-05-07")}),
              "2026-05-06");
    EXPECT_EQ(
        moved("FREQ=MONTHLY;BYMONTHDAY=5", OnFreeDay::previous, {.from = at("2026-04-03"), .to = at("2026-05-04")}),
        "2026-04-03 2026-04-29");
    const auto never = make_calendar({.key = "never"}).value();
    for (const auto how : {OnFreeDay::skip, OnFreeDay::next, OnFreeDay::previous})
        EXPECT_EQ(dates("FREQ=DAILY", "2026-03-31", {.to = at("2027-01-01"), .on_free_day = how, .calendar = &never}),
                  "");
}

// --- every date is asked whether the rule names it, by the words of the standard

/// The n-th of its weekday among the dates of its month or year that lie before it, counted one by one.
bool is_ordinal(Date date, int ordinal, bool in_year) {
    const auto same = [&](Date other) {
        const std::chrono::year_month_day a{date};
        const std::chrono::year_month_day b{other};
        return a.year() == b.year() && (in_year || a.month() == b.month());
    };
    const auto step = std::chrono::days{ordinal > 0 ? -7 : 7};
    int n = 0;
    for (auto other = date; same(other); other += step) ++n;
    return n == (ordinal > 0 ? ordinal : -ordinal);
}

bool named(const Recurrence& r, Date date, Instant start) {
    using namespace std::chrono;
    const year_month_day civil{date};
    const year_month_day begun{date_of(start)};
    const auto last = year_month_day_last{civil.year(), month_day_last{civil.month()}};
    const bool no_day = r.by_day.empty() && r.by_month_day.empty();
    const auto in = [](const auto& list, auto value) { return std::ranges::find(list, value) != list.end(); };
    if (!r.by_month.empty() && !in(r.by_month, static_cast<std::uint8_t>(static_cast<unsigned>(civil.month()))))
        return false;
    if (no_day && r.by_month.empty() && r.frequency == Frequency::yearly && civil.month() != begun.month())
        return false;
    if (no_day && r.frequency >= Frequency::monthly && civil.day() != begun.day()) return false;
    if (no_day && r.frequency == Frequency::weekly && weekday{date} != weekday{date_of(start)}) return false;
    if (!r.by_month_day.empty()) {
        const auto day = static_cast<int>(static_cast<unsigned>(civil.day()));
        const auto length = static_cast<int>(static_cast<unsigned>(last.day()));
        if (!in(r.by_month_day, static_cast<std::int8_t>(day)) &&
            !in(r.by_month_day, static_cast<std::int8_t>(day - length - 1)))
            return false;
    }
    const bool in_year = r.frequency == Frequency::yearly && r.by_month.empty();
    return r.by_day.empty() || std::ranges::any_of(r.by_day, [&](RecurrenceDay d) {
               return d.day == weekday{date} && (d.ordinal == 0 || is_ordinal(date, d.ordinal, in_year));
           });
}

/// How many whole periods lie between the periods of the two dates.
std::int64_t period(const Recurrence& r, Date date, Date start) {
    using namespace std::chrono;
    const auto week = [&](Date d) { return d - (weekday{d} - r.week_start); };
    const year_month_day a{date};
    const year_month_day b{start};
    const auto years = static_cast<int>(a.year()) - static_cast<int>(b.year());
    switch (r.frequency) {
    case Frequency::daily: return (date - start).count();
    case Frequency::weekly: return (week(date) - week(start)).count() / 7;
    case Frequency::monthly:
        return years * 12 + static_cast<int>(static_cast<unsigned>(a.month())) -
               static_cast<int>(static_cast<unsigned>(b.month()));
    case Frequency::yearly: break;
    }
    return years;
}

std::vector<Instant> slow_occurrences(const Recurrence& r, Instant start, Instant from, Instant to) {
    using std::chrono::days;
    std::map<std::int64_t, std::vector<Date>> periods;
    // A year before and after, so that the first and the last period are whole.
    for (auto date = date_of(start) - days{366}; date <= date_of(to) + days{366}; date += days{1}) {
        const auto n = period(r, date, date_of(start));
        if (n % r.interval == 0 && named(r, date, start)) periods[n].push_back(date);
    }
    std::vector<Instant> out;
    std::uint32_t count = 0;
    for (const auto& [n, all] : periods) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto forwards = static_cast<std::int16_t>(i + 1);
            const auto backwards = static_cast<std::int16_t>(static_cast<int>(i) - static_cast<int>(all.size()));
            if (!r.by_position.empty() && std::ranges::find(r.by_position, forwards) == r.by_position.end() &&
                std::ranges::find(r.by_position, backwards) == r.by_position.end())
                continue;
            const auto t = Instant{all[i]} + time_of_day(start);
            if (n < 0 || t < start || (r.until && t > *r.until) || (r.count && count == *r.count)) continue;
            ++count;
            if (t >= from && t < to) out.push_back(t);
        }
    }
    return out;
}

Recurrence random_rule(Random& random, Instant start) {
    Recurrence r;
    r.frequency = static_cast<Frequency>(random.below(4));
    r.interval = static_cast<std::uint32_t>(random.chance(0.5) ? 1 : random.between(2, 5));
    const bool wide = r.frequency >= Frequency::monthly;
    const auto some = [&](double p, auto& list, auto draw) {
        if (!random.chance(p)) return;
        for (auto n = random.between(1, 4); n > 0; --n) {
            const auto item = draw();
            if (std::ranges::find(list, item) == list.end()) list.push_back(item);
        }
    };
    const auto sign = [&](std::int64_t n) { return random.chance(0.4) ? -n : n; };
    some(0.5, r.by_day, [&] {
        const auto most = r.frequency == Frequency::yearly && random.chance(0.5) ? 53 : 5;
        const auto n = wide && random.chance(0.5) ? sign(random.between(1, most)) : 0;
        return RecurrenceDay{std::chrono::weekday{random.below(7)}, static_cast<std::int8_t>(n)};
    });
    if (r.frequency != Frequency::weekly)
        some(0.4, r.by_month_day, [&] { return static_cast<std::int8_t>(sign(random.between(1, 31))); });
    some(0.3, r.by_month, [&] { return static_cast<std::uint8_t>(random.between(1, 12)); });
    if (!r.by_day.empty() || !r.by_month_day.empty() || !r.by_month.empty())
        some(0.2, r.by_position, [&] { return static_cast<std::int16_t>(sign(random.between(1, 6))); });
    if (random.chance(0.2)) {
        r.count = static_cast<std::uint32_t>(random.between(1, 40));
    } else if (random.chance(0.2)) {
        r.until = start + Seconds{random.between(0, 1000) * 43'200};
    }
    if (random.chance(0.3)) r.week_start = std::chrono::weekday{random.below(7)};
    return r;
}

TEST(Recurrence, AgreesWithAskingEveryDate) {
    Random random(1);
    for (int i = 0; i < 300 * test::scale(); ++i) {
        const auto start =
            at("2020-01-01") + std::chrono::days{random.between(0, 1500)} + Seconds{random.between(0, 86'399)};
        const auto r = random_rule(random, start);
        const auto from =
            start + std::chrono::days{random.between(-100, r.frequency == Frequency::yearly ? 3000 : 900)};
        const auto to = from + std::chrono::days{random.between(0, r.frequency == Frequency::yearly ? 3000 : 900)};
        const auto found = occurrences(r, start, {.from = from, .to = to, .limit = 10'000});
        ASSERT_TRUE(found.complete);
        ASSERT_EQ(found.at, slow_occurrences(r, start, from, to)) << to_string(r) << " " << to_string(start);
        ASSERT_EQ(parse_recurrence(to_string(r)).value(), r) << to_string(r);
    }
}

TEST(Recurrence, MovingIsMovingEachOfThem) {
    Random random(2);
    const auto calendar =
        make_calendar({.key = "c",
                       .week = monday_to_friday(standard_shifts()),
                       .exceptions = {{.from = date_of(at("2020-10-01")), .to = date_of(at("2020-10-20"))}}})
            .value();
    for (int i = 0; i < 500 * test::scale(); ++i) {
        const auto start = at("2020-01-01T10:30") + std::chrono::days{random.between(0, 400)};
        const auto r = random_rule(random, start);
        const auto from = start + std::chrono::days{random.between(-50, 300)};
        const auto to = from + std::chrono::days{random.between(0, 200)};
        const auto how = random.chance(0.5) ? OnFreeDay::next : OnFreeDay::previous;
        const auto found = occurrences(r, start, {.from = from, .to = to, .on_free_day = how, .calendar = &calendar});
        std::vector<Instant> expected;
        const auto margin = std::chrono::days{40};
        for (auto t : occurrences(r, start, {.from = from - margin, .to = to + margin}).at) {
            while (!calendar.is_working_day(date_of(t))) t += std::chrono::days{how == OnFreeDay::next ? 1 : -1};
            if (t >= from && t < to && (expected.empty() || expected.back() != t)) expected.push_back(t);
        }
        ASSERT_EQ(found.at, expected) << to_string(r) << " " << to_string(start);
    }
}

} // namespace
