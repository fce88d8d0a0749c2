#include <convene/time/calendar.hpp>

#include "slow_calendar.hpp"
#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace convene;
using test::CalendarPair;
using test::RandomCalendars;
using test::SlowHorizon;

namespace {

constexpr Date base_date = std::chrono::local_days{std::chrono::year{2024} / 1 / 1};

Instant at(const char* text) { return parse_instant(text).value(); }

Instant any_instant(Random& random, Instant from, Instant to) {
    const auto minutes = (to - from).count() / 60;
    const auto t = from + Seconds{60 * random.between(0, minutes - 1)};
    return random.chance(0.5) ? t : t + Seconds{random.between(0, 59)};
}

/// Working time of any sign: often short, often a round number of hours.
Seconds any_work(Random& random) {
    const auto most = random.chance(0.3) ? 40 : 4000;
    const auto hours = Seconds{3600 * random.between(-most, most)};
    return random.chance(0.5) ? hours : hours + Seconds{random.between(-3600, 3600)};
}

/// Calendars with the horizon in which they are known minute by minute. Each fifth has exceptions over 90 years.
template <class Check>
void for_random_calendars(std::uint64_t seed, int calendars, Check check) {
    Random random(seed);
    for (int i = 0; i < calendars * test::scale(); ++i) {
        const int days = i % 5 == 0 ? 33'000 : 200;
        RandomCalendars make(random, base_date, days);
        const auto pair = make.any();
        const auto first = base_date + std::chrono::days{random.between(-40, days - 60)};
        const SlowHorizon slow(pair.slow, first, 120);
        SCOPED_TRACE("calendar " + std::to_string(i) + " from " + to_string(first));
        check(random, pair.fast, slow);
        if (testing::Test::HasFailure()) return;
    }
}

TEST(WorkTable, CountsTheWorkBeforeEveryMinute) {
    for_random_calendars(1, 60, [](Random&, const Calendar& fast, const SlowHorizon& slow) {
        for (auto t = slow.start(); t < slow.end(); t += Seconds{60}) {
            ASSERT_EQ(fast.between(slow.start(), t).count(), slow.before(t)) << to_string(t);
            ASSERT_EQ(fast.is_working(t), slow.works(t)) << to_string(t);
        }
    });
}

TEST(WorkTable, AnswersEverySecondOfThreeDays) {
    for_random_calendars(2, 10, [](Random& random, const Calendar& fast, const SlowHorizon& slow) {
        const auto from = slow.start() + std::chrono::days{random.between(30, 80)};
        for (auto t = from; t < from + std::chrono::days{3}; ++t) {
            ASSERT_EQ(fast.between(slow.start(), t).count(), slow.before(t)) << to_string(t);
            ASSERT_EQ(fast.is_working(t), slow.works(t)) << to_string(t);
            const auto before = slow.before(t);
            if (before > 0) {
                ASSERT_EQ(fast.end_of_work_before(t), slow.reach(before)) << to_string(t);
            }
            if (before < slow.work()) {
                ASSERT_EQ(fast.next_working(t), slow.reach(before + 1) - Seconds{1}) << to_string(t);
            }
        }
    });
}

TEST(WorkTable, ReachesWhatIsFoundBySearch) {
    for_random_calendars(3, 150, [](Random& random, const Calendar& fast, const SlowHorizon& slow) {
        for (int i = 0; i < 300; ++i) {
            const auto t = any_instant(random, slow.start(), slow.end());
            const auto work = any_work(random);
            const auto target = slow.before(t) + work.count();
            if (work.count() == 0 || target <= 0 || target >= slow.work()) continue;
            ASSERT_EQ(fast.earliest(t, work), slow.reach(target)) << to_string(t) << " " << work.count();
            ASSERT_EQ(fast.latest(t, work), slow.reach(target + 1) - Seconds{1}) << to_string(t) << " " << work.count();
            ASSERT_EQ(fast.add(t, work), work.count() > 0 ? fast.earliest(t, work) : fast.latest(t, work));
            ASSERT_EQ(fast.sub(t, work), fast.add(t, -work));
        }
    });
}

TEST(WorkTable, FindsEveryTransition) {
    for_random_calendars(4, 60, [](Random&, const Calendar& fast, const SlowHorizon& slow) {
        std::vector<Instant> expected;
        for (auto t = slow.start() + Seconds{60}; t < slow.end(); t += Seconds{60})
            if (slow.works(t) != slow.works(t - Seconds{60})) expected.push_back(t);
        auto t = slow.start();
        for (const auto e : expected) {
            ASSERT_EQ(fast.next_transition(t), e) << to_string(t);
            ASSERT_EQ(fast.next_transition(e - Seconds{1}), e) << to_string(e);
            t = e;
        }
    });
}

/// b >= earliest(a, w)  <=>  a <= latest(b, -w), for w != 0 and instants in the years 1 to 9999.
TEST(WorkTable, EarliestAndLatestUndoEachOther) {
    for_random_calendars(5, 60, [](Random& random, const Calendar& fast, const SlowHorizon& slow) {
        for (int i = 0; i < 1000; ++i) {
            const bool far = random.chance(0.2);
            const auto from = far ? min_instant : slow.start();
            const auto to = far ? max_instant : slow.end();
            const auto a = any_instant(random, from, to);
            const auto w = any_work(random);
            if (w.count() == 0) continue;
            const auto e = fast.earliest(a, w);
            for (const auto b :
                 {any_instant(random, from, to), e - Seconds{1}, e, e + Seconds{1}, min_instant, max_instant}) {
                if (!is_writable(b)) continue;
                ASSERT_EQ(b >= e, a <= fast.latest(b, -w)) << to_string(a) << " " << to_string(b) << " " << w.count();
            }
        }
    });
}

TEST(WorkTable, IsMonotoneAndAdditive) {
    for_random_calendars(6, 60, [](Random& random, const Calendar& fast, const SlowHorizon& slow) {
        for (int i = 0; i < 500; ++i) {
            auto a = any_instant(random, random.chance(0.2) ? min_instant : slow.start(), slow.end());
            auto b = any_instant(random, slow.start(), random.chance(0.2) ? max_instant : slow.end());
            if (b < a) std::swap(a, b);
            const auto w = any_work(random);
            const auto v = any_work(random);
            ASSERT_LE(fast.earliest(a, w), fast.earliest(b, w));
            ASSERT_LE(fast.latest(a, w), fast.latest(b, w));
            ASSERT_LE(fast.next_working(a), fast.next_working(b));
            ASSERT_LE(fast.end_of_work_before(a), fast.end_of_work_before(b));
            const auto c = any_instant(random, slow.start(), slow.end());
            ASSERT_EQ(fast.between(a, b) + fast.between(b, c), fast.between(a, c));
            ASSERT_GE(fast.between(a, b), Seconds{0});
            ASSERT_LE(fast.between(a, b), b - a);
            if (w.count() > 0 && v.count() > 0) {
                ASSERT_EQ(fast.earliest(fast.earliest(a, w), v), fast.earliest(a, w + v));
            }
            if (w.count() < 0 && v.count() < 0 && fast.latest(a, w) != far_past) {
                ASSERT_EQ(fast.latest(fast.latest(a, w), v), fast.latest(a, w + v));
            }
        }
    });
}

TEST(WorkTable, AnswersFarWhereThereIsNoWork) {
    const auto never = make_calendar({.key = "never"}).value();
    const auto t = at("2026-03-31T09:00");
    EXPECT_FALSE(never.unlimited());
    EXPECT_FALSE(never.is_working(t));
    EXPECT_EQ(never.next_working(t), far_future);
    EXPECT_EQ(never.end_of_work_before(t), far_past);
    EXPECT_EQ(never.earliest(t, Seconds{1}), far_future);
    EXPECT_EQ(never.latest(t, Seconds{1}), far_future);
    EXPECT_EQ(never.earliest(t, Seconds{-1}), far_past);
    EXPECT_EQ(never.latest(t, Seconds{-1}), far_past);
    EXPECT_EQ(never.earliest(t, Seconds{0}), t);
    EXPECT_EQ(never.latest(t, Seconds{0}), t);
    EXPECT_EQ(never.next_transition(t), far_future);
    EXPECT_EQ(never.table().first_work(), far_future);
    EXPECT_EQ(never.table().last_work(), far_past);
}

TEST(WorkTable, EndsWithTheLastException) {
    const auto day = parse_date("2026-03-31").value();
    const auto once =
        make_calendar({.key = "once", .exceptions = {{.from = day, .to = day, .shifts = {{540, 720}}}}}).value();
    EXPECT_FALSE(once.unlimited());
    EXPECT_EQ(once.table().first_work(), at("2026-03-31T09:00"));
    EXPECT_EQ(once.table().last_work(), at("2026-03-31T12:00"));
    EXPECT_EQ(once.earliest(min_instant, std::chrono::hours{3}), at("2026-03-31T12:00"));
    EXPECT_EQ(once.earliest(min_instant, Seconds{10'801}), far_future);
    EXPECT_EQ(once.latest(max_instant, std::chrono::hours{-3}), at("2026-03-31T09:00"));
    EXPECT_EQ(once.latest(max_instant, Seconds{-10'801}), far_past);
    EXPECT_EQ(once.next_working(at("2026-03-31T11:59:59")), at("2026-03-31T11:59:59"));
    EXPECT_EQ(once.next_working(at("2026-03-31T12:00")), far_future);
    EXPECT_EQ(once.next_transition(min_instant), at("2026-03-31T09:00"));
    EXPECT_EQ(once.next_transition(at("2026-03-31T09:00")), at("2026-03-31T12:00"));
    EXPECT_EQ(once.next_transition(at("2026-03-31T12:00")), far_future);
}

TEST(WorkTable, HasNoWorkOutsideTheYears1To9999) {
    const auto all = Calendar::continuous();
    EXPECT_TRUE(all.unlimited());
    EXPECT_TRUE(all.is_working(min_instant));
    EXPECT_FALSE(all.is_working(min_instant - Seconds{1}));
    EXPECT_TRUE(all.is_working(max_instant - Seconds{1}));
    EXPECT_FALSE(all.is_working(max_instant));
    EXPECT_EQ(all.next_working(far_past), min_instant);
    EXPECT_EQ(all.next_working(max_instant), far_future);
    EXPECT_EQ(all.end_of_work_before(far_future), max_instant);
    EXPECT_EQ(all.end_of_work_before(min_instant), far_past);
    EXPECT_EQ(all.between(far_past, far_future), max_instant - min_instant);
    EXPECT_EQ(all.between(far_future, far_past), min_instant - max_instant);
    EXPECT_EQ(all.next_transition(at("2026-03-31T09:00")), far_future);
    EXPECT_EQ(all.earliest(min_instant, max_instant - min_instant), max_instant);
    EXPECT_EQ(all.earliest(min_instant, max_instant - min_instant + Seconds{1}), far_future);
    EXPECT_EQ(all.latest(max_instant, min_instant - max_instant), min_instant);
    EXPECT_EQ(all.latest(max_instant, min_instant - max_instant - Seconds{1}), far_past);
}

TEST(WorkTable, TakesAnyAmountOfWork) {
    const auto calendar = Calendar::standard();
    const auto t = at("2026-03-31T09:00");
    EXPECT_EQ(calendar.earliest(t, Seconds::max()), far_future);
    EXPECT_EQ(calendar.latest(t, Seconds::max()), far_future);
    EXPECT_EQ(calendar.earliest(t, Seconds::min()), far_past);
    EXPECT_EQ(calendar.latest(t, Seconds::min()), far_past);
    EXPECT_EQ(calendar.earliest(far_future, Seconds{1}), far_future);
    EXPECT_EQ(calendar.latest(far_past, Seconds{-1}), far_past);
}

/// 31 March 2026 is a Tuesday.
TEST(WorkTable, CountsLikePeopleDo) {
    const auto c = Calendar::standard();
    const auto hours = [](int n) { return Seconds{3600 * n}; };
    EXPECT_EQ(c.add(at("2026-03-31T09:00"), hours(8)), at("2026-03-31T18:00"));
    EXPECT_EQ(c.add(at("2026-03-31T09:00"), hours(9)), at("2026-04-01T10:00"));
    EXPECT_EQ(c.add(at("2026-03-31T11:00"), hours(1)), at("2026-03-31T12:00"));
    EXPECT_EQ(c.add(at("2026-04-03T18:00"), hours(1)), at("2026-04-06T10:00"));
    EXPECT_EQ(c.sub(at("2026-03-31T18:00"), hours(8)), at("2026-03-31T09:00"));
    EXPECT_EQ(c.sub(at("2026-03-31T13:00"), hours(1)), at("2026-03-31T11:00"));
    EXPECT_EQ(c.sub(at("2026-03-31T09:00"), hours(8)), at("2026-03-30T09:00"));
    EXPECT_EQ(c.earliest(at("2026-03-31T09:00"), -hours(8)), at("2026-03-27T18:00"));
    EXPECT_EQ(c.latest(at("2026-03-31T09:00"), hours(8)), at("2026-04-01T09:00"));
    EXPECT_EQ(c.next_working(at("2026-04-03T18:00")), at("2026-04-06T09:00"));
    EXPECT_EQ(c.end_of_work_before(at("2026-04-06T09:00")), at("2026-04-03T18:00"));
    EXPECT_EQ(c.between(at("2026-03-31T10:00"), at("2026-04-07T10:00")), hours(40));
    EXPECT_EQ(c.between(at("2026-04-07T10:00"), at("2026-03-31T10:00")), -hours(40));
    EXPECT_EQ(c.next_transition(at("2026-04-03T13:00")), at("2026-04-03T18:00"));
    EXPECT_EQ(c.next_transition(at("2026-04-03T18:00")), at("2026-04-06T09:00"));
}

// A bucket of the index then holds hundreds of working days, which are searched.
TEST(WorkTable, FindsManyTinyDaysBetweenLongOnes) {
    test::SlowCalendar slow{.week = WeekPattern{}};
    for (auto& day : slow.week->days) day = {{0, 1440}};
    slow.exceptions.push_back({.from = base_date, .to = base_date + std::chrono::days{99}, .shifts = {{600, 601}}});
    slow.exceptions.push_back({.from = base_date + std::chrono::days{300}, .to = base_date + std::chrono::days{300}});
    const auto fast = make_calendar({.key = "tiny", .week = slow.week, .exceptions = slow.exceptions}).value();
    const SlowHorizon horizon(slow, base_date - std::chrono::days{5}, 310);
    for (std::int64_t w = 1; w < horizon.work(); w += w < 6 * 86'400 + 7'000 ? 7 : 1009)
        ASSERT_EQ(fast.earliest(horizon.start(), Seconds{w}), horizon.reach(w)) << w;
}

} // namespace
