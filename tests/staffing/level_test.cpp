#include <convene/core/random.hpp>
#include <convene/model/builder.hpp>
#include <convene/staffing/level.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

Process made(ProcessBuilder& b) {
    auto p = b.build();
    EXPECT_TRUE(p) << (p ? "" : to_string(p.error()));
    return *p;
}

/// A role of `people` persons.
void team(ProcessBuilder& b, int people) {
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "r"});
    for (int i = 0; i < people; ++i) b.person({.key = "p" + std::to_string(i), .roles = {"r"}});
}

std::string starts(const Levelled& l) {
    std::string out;
    for (const auto s : l.starts()) out += to_string(s) + " ";
    return out;
}

} // namespace

TEST(Level, AnEmptyProcessHasNothingToLevel) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    const auto p = made(b);
    const auto l = level(p);
    ASSERT_TRUE(l);
    EXPECT_TRUE(l->starts().empty());
    EXPECT_TRUE(l->waits().empty());
}

TEST(Level, OnePersonTakesTwoTasksOneAfterTheOther) {
    ProcessBuilder b("p");
    team(b, 1);
    b.task("x").lasts(spans::hours(3)).worked_by({"r"});
    b.task("y").lasts(spans::hours(5)).worked_by({"r"});
    const auto p = made(b);
    const auto l = level(p);
    ASSERT_TRUE(l) << to_string(l.error());
    // Either order ends at 18:00; the shorter first gives the smaller sum of finishes.
    EXPECT_EQ(starts(*l), "2026-03-02T09:00 2026-03-02T13:00 ");
    ASSERT_EQ(l->waits().size(), 1U);
    EXPECT_EQ(l->waits()[0].person, PersonId{0});
    EXPECT_EQ(l->waits()[0].by, ActivityId{0});
    EXPECT_EQ(l->waits()[0].until, at("2026-03-02T12:00"));
}

TEST(Level, TwoPeopleTakeTwoTasksAtOnce) {
    ProcessBuilder b("p");
    team(b, 2);
    b.task("x").lasts(spans::hours(3)).worked_by({"r"});
    b.task("y").lasts(spans::hours(3)).worked_by({"r"});
    const auto p = made(b);
    const auto l = level(p);
    ASSERT_TRUE(l);
    EXPECT_EQ(starts(*l), "2026-03-02T09:00 2026-03-02T09:00 ");
    EXPECT_NE(l->data().people[ActivityId{0}], l->data().people[ActivityId{1}]);
}

TEST(Level, OnePersonMayHaveTwoDutiesInOneMeeting) {
    ProcessBuilder b("p");
    team(b, 2);
    b.meeting("x").lasts(spans::hours(1)).decided_by({"r"}).attended_by({"r"});
    const auto p = made(b);
    const auto plan = *level(p);
    EXPECT_EQ(plan.data().people[ActivityId{0}], std::vector<PersonId>{PersonId{0}});
}

TEST(Level, AMaximumLagDrawsTheEarlierActivityAlong) {
    ProcessBuilder b("p");
    team(b, 1);
    b.task("busy")
        .lasts(spans::hours(8))
        .worked_by({"r"})
        .constrain(ConstraintKind::must_start_on, at("2026-03-02T09:00"));
    b.task("x").lasts(spans::hours(1));
    b.task("y").lasts(spans::hours(2)).worked_by({"r"}).after("x", {.max = spans::hours(1)});
    const auto p = made(b);
    const auto l = level(p);
    ASSERT_TRUE(l) << to_string(l.error());
    // y on Tuesday at 09:00; x may finish one working hour before at the earliest: Monday 17:00.
    EXPECT_EQ(starts(*l), "2026-03-02T09:00 2026-03-02T16:00 2026-03-03T09:00 ");
}

TEST(Level, WhatMustStartOnADateGoesFirst) {
    ProcessBuilder b("p");
    team(b, 1);
    b.task("x").lasts(spans::hours(8)).worked_by({"r"});
    b.task("y")
        .lasts(spans::hours(1))
        .worked_by({"r"})
        .constrain(ConstraintKind::must_start_on, at("2026-03-02T14:00"));
    const auto p = made(b);
    for (const auto rule :
         {LevelRule::late_start, LevelRule::late_finish, LevelRule::total_float, LevelRule::early_start}) {
        const auto l = level(p, {.rules = {rule}});
        ASSERT_TRUE(l) << to_string(l.error());
        EXPECT_EQ(starts(*l), "2026-03-02T15:00 2026-03-02T14:00 ");
    }
}

TEST(Level, WithinFloatKeepsTheEndOrSaysWhoIsInTheWay) {
    ProcessBuilder b("p");
    team(b, 1);
    b.task("long").lasts(spans::hours(6));
    b.task("x").lasts(spans::hours(3)).worked_by({"r"});
    b.task("y").lasts(spans::hours(3)).worked_by({"r"});
    const auto fits = made(b);
    const auto l = level(fits, {.within_float = true});
    ASSERT_TRUE(l) << to_string(l.error());
    EXPECT_EQ(l->project_finish(), l->early().project_finish());

    ProcessBuilder c("p");
    team(c, 1);
    c.task("x").lasts(spans::hours(3)).worked_by({"r"});
    c.task("y").lasts(spans::hours(3)).worked_by({"r"});
    const auto tight = level(made(c), {.within_float = true});
    ASSERT_FALSE(tight);
    EXPECT_EQ(tight.error().front().code, Code::people_not_found);
    for (const auto part : {"p0", "task x", "2026-03-02"})
        EXPECT_NE(tight.error().front().arguments.front().in(Language::en).find(part), std::string_view::npos) << part;
}

TEST(Level, PeopleWhoAreNeverAtWorkTogetherAreNotFound) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.add_calendar(*make_calendar({.key = "am", .week = monday_to_friday({*parse_shift("09:00-12:00")})}));
    b.add_calendar(*make_calendar({.key = "pm", .week = monday_to_friday({*parse_shift("13:00-18:00")})}));
    b.role({.key = "r"});
    b.person({.key = "a", .roles = {"r"}, .calendar = "am"});
    b.person({.key = "b", .roles = {"r"}, .calendar = "pm"});
    b.meeting("x").lasts(spans::hours(1)).duty({.role = "r", .kind = DutyKind::attends, .demand = DutyDemand::all});
    const auto l = level(made(b));
    ASSERT_FALSE(l);
    EXPECT_EQ(l.error().front().code, Code::hours_never_suit);
}

TEST(Level, ReportsTheFaultsOfTheSchedule) {
    ProcessBuilder b("p");
    b.task("x").lasts(spans::hours(1));
    const auto l = level(made(b));
    ASSERT_FALSE(l);
    EXPECT_EQ(l.error().front().code, Code::no_start);
}

// --- random processes, and a checker that counts hours one by one

namespace {

constexpr int monday = 20'514; // 2026-03-02, in days from 1970
constexpr int hours_in_all = 24 * 600;

Instant hour(int h) { return Instant{Seconds{(std::int64_t{monday} * 24 + h) * 3600}}; }

/// Calendar 0: Monday to Friday, 9 to 12 and 13 to 18; calendar 1: 10 to 15; calendar 2: Monday to Saturday, 8 to 17.
bool worked(int calendar, int h) {
    const int day = h / 24 % 7;
    const int clock = h % 24;
    if (calendar == 0) return day < 5 && ((clock >= 9 && clock < 12) || (clock >= 13 && clock < 18));
    if (calendar == 1) return day < 5 && clock >= 10 && clock < 15;
    return day < 6 && clock >= 8 && clock < 17;
}

struct Case {
    struct Person {
        std::vector<int> roles;
        int calendar;
        int away_from;
        int away_to;
    };
    struct Duty {
        int role;
        DutyDemand demand;
        int count;
        int person; // or -1
    };
    struct After {
        int from;
        int min;
        int max; // or -1
    };
    struct Activity {
        int duration;
        int calendar;
        int no_earlier;
        std::vector<Duty> duties;
        std::vector<After> after;
    };
    std::vector<Person> people;
    std::vector<Activity> activities;
};

Case random_case(Random& random) {
    Case c;
    const auto pick = [&](int low, int high) { return static_cast<int>(random.between(low, high)); };
    const int people = pick(1, 5);
    for (int i = 0; i < people; ++i) {
        Case::Person p{{i < 2 ? i : pick(0, 1)}, random.chance(0.3) ? 2 : 0, 0, 0};
        if (random.chance(0.2)) p.roles = {0, 1};
        if (random.chance(0.4)) {
            p.away_from = pick(0, 24 * 10);
            p.away_to = p.away_from + pick(1, 60);
        }
        c.people.push_back(p);
    }
    const int n = pick(1, 12);
    for (int i = 0; i < n; ++i) {
        Case::Activity a{pick(0, 5), pick(0, 1), random.chance(0.15) ? pick(0, 200) : 0, {}, {}};
        for (int d = pick(0, 2); d-- > 0;) {
            Case::Duty duty{pick(0, 1), random.chance(0.2) ? DutyDemand::all : static_cast<DutyDemand>(pick(0, 1)),
                            pick(1, 2), -1};
            if (random.chance(0.1)) {
                duty = {c.people[0].roles[0], DutyDemand::one, 1, 0};
            }
            a.duties.push_back(duty);
        }
        for (int j = 0; j < i; ++j)
            if (random.chance(0.2)) {
                const int min = pick(0, 6);
                a.after.push_back({j, min, random.chance(0.3) ? min + pick(10, 40) : -1});
            }
        c.activities.push_back(a);
    }
    return c;
}

Process process_of(const Case& c) {
    ProcessBuilder b("p");
    b.start(hour(9));
    b.add_calendar(*make_calendar({.key = "c1", .week = monday_to_friday({*parse_shift("10:00-15:00")})}));
    auto six = monday_to_friday({*parse_shift("08:00-17:00")});
    six.days[5] = {*parse_shift("08:00-17:00")};
    b.add_calendar(*make_calendar({.key = "c2", .week = six}));
    const auto calendar = [](int i) { return i == 0 ? std::string() : "c" + std::to_string(i); };
    b.role({.key = "r0"});
    b.role({.key = "r1"});
    for (std::size_t i = 0; i < c.people.size(); ++i) {
        const auto& p = c.people[i];
        std::vector<Key> roles;
        for (const auto role : p.roles) roles.emplace_back("r" + std::to_string(role));
        std::vector<Absence> absences;
        if (p.away_to > p.away_from) absences.push_back({hour(p.away_from), hour(p.away_to), {}});
        b.person(
            {.key = "p" + std::to_string(i), .roles = roles, .calendar = calendar(p.calendar), .absences = absences});
    }
    for (std::size_t i = 0; i < c.activities.size(); ++i) {
        const auto& a = c.activities[i];
        auto t = b.task("a" + std::to_string(i)).lasts(spans::hours(a.duration));
        if (a.calendar != 0) t.on_calendar(calendar(a.calendar));
        if (a.no_earlier > 0) t.constrain(ConstraintKind::start_no_earlier_than, hour(a.no_earlier));
        for (const auto& d : a.duties)
            t.duty({.role = "r" + std::to_string(d.role),
                    .kind = DutyKind::works,
                    .demand = d.demand,
                    .count = static_cast<std::uint16_t>(d.count),
                    .person = d.person < 0 ? std::string() : "p" + std::to_string(d.person)});
        for (const auto& r : a.after)
            t.after("a" + std::to_string(r.from), {.min = spans::hours(r.min),
                                                   .max = r.max < 0 ? std::nullopt : std::optional(spans::hours(r.max)),
                                                   .calendar = LagCalendar::project});
    }
    return made(b);
}

int work(int calendar, int from, int to) {
    int sum = 0;
    for (int h = from; h < to; ++h) sum += worked(calendar, h) ? 1 : 0;
    return sum;
}

/// What is wrong with the levelled dates; empty if nothing.
std::string faults(const Case& c, const Levelled& l) {
    std::string out;
    const auto n = c.activities.size();
    std::vector<int> s(n);
    std::vector<int> f(n);
    const auto to_hour = [](Instant t) { return static_cast<int>((t - hour(0)).count() / 3600); };
    for (std::size_t i = 0; i < n; ++i) {
        s[i] = to_hour(l.start(ActivityId{static_cast<std::uint32_t>(i)}));
        f[i] = to_hour(l.finish(ActivityId{static_cast<std::uint32_t>(i)}));
    }
    const auto wrong = [&](std::size_t i, const std::string& what) {
        out += "a" + std::to_string(i) + " " + what + "; ";
    };
    for (std::size_t i = 0; i < n; ++i) {
        const auto& a = c.activities[i];
        if (f[i] >= hours_in_all) wrong(i, "too late to check");
        if (s[i] < 9 || s[i] < a.no_earlier) wrong(i, "too early");
        if (a.duration == 0 && f[i] != s[i]) wrong(i, "lasts");
        // A finish may lie in closed time where a maximum lag on another calendar draws it there.
        if (a.duration > 0 && !worked(a.calendar, s[i])) wrong(i, "closed");
        if (work(a.calendar, s[i], f[i]) != a.duration) wrong(i, "duration");
        for (const auto& r : a.after) {
            const auto u = static_cast<std::size_t>(r.from);
            if (s[i] < f[u] || work(0, f[u], s[i]) < r.min) wrong(i, "minimum lag");
            if (r.max >= 0 && work(0, f[u], s[i]) > r.max) wrong(i, "maximum lag");
        }
        if (a.duration == 0) continue;
        std::set<int> there;
        for (const auto p : l.people(ActivityId{static_cast<std::uint32_t>(i)}))
            there.insert(static_cast<int>(p.index()));
        for (const auto& d : a.duties) {
            int have = 0;
            int holders = 0;
            for (std::size_t p = 0; p < c.people.size(); ++p) {
                const auto& roles = c.people[p].roles;
                const bool holds = d.person >= 0 ? d.person == static_cast<int>(p)
                                                 : std::find(roles.begin(), roles.end(), d.role) != roles.end();
                holders += holds ? 1 : 0;
                have += holds && there.contains(static_cast<int>(p)) ? 1 : 0;
            }
            const int asked = d.demand == DutyDemand::all ? holders : d.demand == DutyDemand::one ? 1 : d.count;
            if (have < std::min(asked, holders)) wrong(i, "people missing");
        }
        for (const auto p : there)
            for (int h = s[i]; h < f[i]; ++h) {
                const auto& person = c.people[static_cast<std::size_t>(p)];
                if (!worked(a.calendar, h)) continue;
                if (!worked(person.calendar, h)) wrong(i, "off work");
                if (h >= person.away_from && h < person.away_to) wrong(i, "absent");
            }
        for (std::size_t j = 0; j < i; ++j)
            for (const auto p : l.people(ActivityId{static_cast<std::uint32_t>(j)}))
                if (there.contains(static_cast<int>(p.index())) && s[i] < f[j] && s[j] < f[i])
                    wrong(i, "in two places");
    }
    return out;
}

} // namespace

TEST(Level, RandomProcessesAreLevelledWithoutFault) {
    int found = 0;
    int held = 0;
    const int cases = 60 * test::scale();
    for (int i = 0; i < cases; ++i) {
        Random random(static_cast<std::uint64_t>(i) + 1);
        const auto c = random_case(random);
        const auto p = process_of(c);
        const auto plan = schedule(p);
        const auto l = level(p);
        if (!plan) {
            EXPECT_FALSE(l);
            continue;
        }
        if (!l) {
            const auto code = l.error().front().code;
            EXPECT_TRUE(code == Code::people_not_found || code == Code::hours_never_suit) << i;
            continue;
        }
        ++found;
        held += l->waits().empty() ? 0 : 1;
        EXPECT_EQ(faults(c, *l), "") << "case " << i;
        for (const auto& wait : l->waits()) {
            if (wait.kind != StaffWait::Kind::busy) continue;
            ASSERT_TRUE(wait.by);
            EXPECT_EQ(l->finish(*wait.by), wait.until) << i;
            const auto& there = l->people(*wait.by);
            EXPECT_TRUE(std::ranges::count(there, wait.person) == 1) << i;
        }
        const auto again = level(p);
        EXPECT_EQ(again->data(), l->data());
    }
    RecordProperty("levelled", found);
    EXPECT_GT(found, cases / 2);
    EXPECT_GT(held, cases / 8);
}
