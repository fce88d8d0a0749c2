// Shares of people's time, resources, and activities that pause.

#include <convene/core/random.hpp>
#include <convene/model/builder.hpp>
#include <convene/staffing/critical_chain.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/verify_plan.hpp>
#include <convene/staffing/workload.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <string>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

/// Monday, 2 March 2026.
Process made(const std::function<void(ProcessBuilder&)>& say) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    say(b);
    auto p = b.build();
    EXPECT_TRUE(p) << (p ? "" : to_string(p.error()));
    return p ? *p : Process{};
}

std::string faults(const Levelled& plan) {
    std::string out;
    for (const auto& v : verify(plan)) out += to_string(to_diagnostic(plan.process(), v)) + "\n";
    return out;
}

Levelled levelled(const Process& p, const LevelOptions& options = {}) {
    auto plan = level(p, options);
    EXPECT_TRUE(plan) << (plan ? "" : to_string(plan.error()));
    EXPECT_EQ(faults(plan.value()), "");
    return *plan;
}

std::string dates(const Levelled& plan, std::uint32_t i) {
    return to_string(plan.start(ActivityId{i})) + " " + to_string(plan.finish(ActivityId{i}));
}

} // namespace

TEST(Sharing, SharesOfOnePersonAddUpToTheWhole) {
    const auto p = made([](auto& b) {
        b.role({.key = "r"}).person({.key = "li", .roles = {"r"}});
        for (const auto* key : {"a", "b", "c"}) b.task(key).lasts(spans::hours(3)).duty({.role = "r", .share = 500});
    });
    const auto plan = levelled(p);
    EXPECT_EQ(dates(plan, 0), "2026-03-02T09:00 2026-03-02T12:00");
    EXPECT_EQ(dates(plan, 1), "2026-03-02T09:00 2026-03-02T12:00");
    EXPECT_EQ(dates(plan, 2), "2026-03-02T13:00 2026-03-02T16:00");
    EXPECT_EQ(plan.data().shares[ActivityId{0}], std::vector<std::uint16_t>{500});
    const auto load = workload(plan);
    EXPECT_EQ(load.people[0].booked, std::chrono::minutes{270});
}

TEST(Sharing, TwoDutiesInOneActivityTakeTheLargerShare) {
    const auto p = made([](auto& b) {
        b.role({.key = "r"}).person({.key = "li", .roles = {"r"}});
        b.task("a").lasts(spans::hours(3)).duty({.role = "r", .share = 300}).duty({.role = "r", .share = 600});
        b.task("b").lasts(spans::hours(3)).duty({.role = "r", .share = 400});
        b.task("c").lasts(spans::hours(3)).duty({.role = "r", .share = 401});
    });
    const auto plan = levelled(p, {.rules = {LevelRule::early_start}});
    EXPECT_EQ(plan.data().shares[ActivityId{0}], std::vector<std::uint16_t>{600});
    EXPECT_EQ(plan.start(ActivityId{1}), plan.start(ActivityId{0}));
    EXPECT_EQ(plan.start(ActivityId{2}), at("2026-03-02T13:00"));
}

TEST(Sharing, ARoomTakesOneMeetingAtATimeAndSaysWhichIsInTheWay) {
    const auto p = made([](auto& b) {
        b.resource({.key = "room", .title = {{"zh", "一号会议室"}, {"en", "Room 1"}}});
        b.meeting("a").lasts(spans::hours(2)).needs("room");
        b.meeting("b").lasts(spans::hours(2)).needs("room");
    });
    const auto plan = levelled(p);
    EXPECT_EQ(plan.start(ActivityId{1}), at("2026-03-02T11:00"));
    ASSERT_EQ(plan.waits().size(), 1U);
    EXPECT_FALSE(plan.waits()[0].person);
    EXPECT_EQ(plan.waits()[0].resource, ResourceId{0});
    EXPECT_EQ(plan.waits()[0].by, ActivityId{0});
    EXPECT_EQ(plan.waits()[0].until, at("2026-03-02T11:00"));
    EXPECT_NE(describe(p, plan.waits()[0]).in(Language::zh).find("一号会议室"), std::string_view::npos);
    const auto chain = critical_chain(plan);
    ASSERT_EQ(chain.size(), 2U);
    EXPECT_EQ(chain[1].resource, ResourceId{0});
    EXPECT_EQ(resource_arcs(plan), (std::vector<ResourceArc>{{ActivityId{0}, ActivityId{1}, {}, ResourceId{0}}}));
    const auto worst = bottleneck(plan);
    ASSERT_TRUE(worst);
    EXPECT_EQ(worst->resource, ResourceId{0});
    EXPECT_EQ(worst->finish_with_one_more, at("2026-03-02T11:00"));
    EXPECT_EQ(workload(plan).resources[0].booked, std::chrono::hours{4});
}

TEST(Sharing, UnitsComeAndGoByDate) {
    const auto p = made([](auto& b) {
        b.resource({.key = "desks", .capacity = 3, .changes = {{at("2026-03-03"), 1}, {at("2026-03-05"), 2}}});
        b.task("a").lasts(spans::hours(8)).needs("desks", 2);
        b.task("b").lasts(spans::hours(8)).needs("desks", 2);
        b.task("c").lasts(spans::hours(8)).needs("desks");
    });
    const auto plan = levelled(p, {.rules = {LevelRule::early_start}});
    EXPECT_EQ(plan.start(ActivityId{0}), at("2026-03-02T09:00"));
    EXPECT_EQ(plan.start(ActivityId{1}), at("2026-03-05T09:00"));
    EXPECT_EQ(plan.start(ActivityId{2}), at("2026-03-02T09:00"));
    ASSERT_EQ(plan.waits().size(), 1U);
    EXPECT_EQ(plan.waits()[0].kind, StaffWait::Kind::absent);
    EXPECT_EQ(plan.waits()[0].resource, ResourceId{0});
    EXPECT_EQ(plan.waits()[0].until, at("2026-03-05"));
}

TEST(Sharing, AResourceThatIsGoneForGoodIsAFault) {
    const auto p = made([](auto& b) {
        b.resource({.key = "room", .changes = {{at("2026-03-02"), 0}}});
        b.task("a").lasts(spans::hours(8)).needs("room");
    });
    const auto plan = level(p);
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().front().code, Code::people_not_found);
}

TEST(Sharing, AResourceIsUsedOnlyWhenItIsOpen) {
    const auto p = made([](auto& b) {
        CalendarSpec spec;
        spec.key = "afternoons";
        spec.week.emplace().days.fill({*parse_shift("14:00-18:00")});
        b.add_calendar(*make_calendar(spec)).add_calendar(Calendar::standard()).calendar("standard");
        b.resource({.key = "hall", .calendar = "afternoons"});
        b.meeting("a").lasts(spans::hours(3)).needs("hall");
    });
    const auto plan = levelled(p);
    EXPECT_EQ(dates(plan, 0), "2026-03-02T14:00 2026-03-02T17:00");
    EXPECT_EQ(plan.waits()[0].kind, StaffWait::Kind::off_work);
}

TEST(Sharing, ASplittableTaskPausesWhileItsPersonIsElsewhere) {
    const auto say = [](bool splittable) {
        return made([&](auto& b) {
            b.role({.key = "r"});
            b.person({.key = "li", .roles = {"r"}, .absences = {{at("2026-03-03T13:00"), at("2026-03-04T13:00"), {}}}});
            auto a = b.task("a").lasts(spans::hours(20)).worked_by({"r"});
            if (splittable) a.splittable();
            b.meeting("m")
                .lasts(spans::hours(2))
                .decided_by({"r"})
                .constrain(ConstraintKind::must_start_on, at("2026-03-02T15:00"));
            b.task("after").lasts(spans::hours(1)).after("a");
        });
    };
    const auto whole = levelled(say(false));
    EXPECT_EQ(dates(whole, 0), "2026-03-04T13:00 2026-03-06T17:00");
    const auto split = levelled(say(true));
    // 5 hours on Monday, an hour after the meeting, 3 on Tuesday, 5 on Wednesday and 6 on Thursday.
    EXPECT_EQ(dates(split, 0), "2026-03-02T09:00 2026-03-05T16:00");
    ASSERT_EQ(split.pieces(ActivityId{0}).size(), 3U);
    EXPECT_EQ(split.pieces(ActivityId{0})[0], (WorkPiece{at("2026-03-02T09:00"), at("2026-03-02T15:00")}));
    EXPECT_EQ(split.pieces(ActivityId{0})[1], (WorkPiece{at("2026-03-02T17:00"), at("2026-03-03T12:00")}));
    EXPECT_EQ(split.pieces(ActivityId{0})[2], (WorkPiece{at("2026-03-04T13:00"), at("2026-03-05T16:00")}));
    EXPECT_EQ(split.start(ActivityId{2}), at("2026-03-05T16:00"));
    EXPECT_TRUE(split.pieces(ActivityId{2}).empty());
}

TEST(Sharing, ASplittableTaskWorksWhenAllAreThereTogether) {
    const auto p = made([](auto& b) {
        CalendarSpec early;
        early.key = "early";
        early.week.emplace().days.fill({*parse_shift("08:00-12:00")});
        CalendarSpec late;
        late.key = "late";
        late.week.emplace().days.fill({*parse_shift("11:00-20:00")});
        b.add_calendar(*make_calendar(early)).add_calendar(*make_calendar(late));
        b.add_calendar(Calendar::standard()).calendar("standard");
        b.role({.key = "x", .calendar = "early"}).role({.key = "y", .calendar = "late"});
        b.person({.key = "a", .roles = {"x"}}).person({.key = "b", .roles = {"y"}});
        b.task("t").lasts(spans::hours(3)).worked_by({"x", "y"}).splittable();
    });
    const auto plan = levelled(p);
    EXPECT_EQ(dates(plan, 0), "2026-03-02T11:00 2026-03-04T12:00");
    EXPECT_EQ(plan.pieces(ActivityId{0}).size(), 3U);
}

TEST(Sharing, TheCheckerFindsWhatIsPlanted) {
    const auto p = made([](auto& b) {
        b.role({.key = "r"}).person({.key = "li", .roles = {"r"}}).resource({.key = "room"});
        b.task("a").lasts(spans::hours(3)).duty({.role = "r", .share = 600}).needs("room");
        b.task("b").lasts(spans::hours(3)).duty({.role = "r", .share = 600}).needs("room").splittable();
    });
    const auto plan = levelled(p);
    const ActivityId a{0};
    const ActivityId b{1};
    using Kind = PlanViolation::Kind;
    const auto found = [&](const LevelledData& bad) { return verify(Levelled(plan.early(), bad)); };
    auto bad = plan.data();
    bad.start[b] = bad.reserved_from[b] = bad.start[a];
    bad.finish[b] = bad.finish[a];
    EXPECT_EQ(found(bad), (std::vector<PlanViolation>{{Kind::two_places, a, b, PersonId{0}, {}},
                                                      {Kind::overbooked, a, b, {}, ResourceId{0}}}));
    bad = plan.data();
    bad.shares[a][0] = 500;
    EXPECT_EQ(found(bad), (std::vector<PlanViolation>{{Kind::people, a}}));
    bad = plan.data();
    bad.pieces[a] = {{bad.start[a], bad.start[a] + std::chrono::hours{1}},
                     {bad.start[a] + std::chrono::hours{1}, bad.finish[a]}};
    EXPECT_EQ(found(bad), (std::vector<PlanViolation>{{Kind::pieces, a}}));
    bad = plan.data();
    bad.pieces[b] = {{bad.start[b], bad.start[b] + std::chrono::hours{1}},
                     {bad.finish[b] - std::chrono::hours{1}, bad.finish[b]}};
    EXPECT_EQ(found(bad), (std::vector<PlanViolation>{{Kind::duration, b}}));
}

namespace {

Process random_process(Random& random) {
    const auto pick = [&](int low, int high) { return static_cast<int>(random.between(low, high)); };
    return made([&](auto& b) {
        CalendarSpec spec;
        spec.key = "odd";
        auto& week = spec.week.emplace().days;
        for (std::size_t d = 0; d < 7; ++d)
            if (random.chance(0.8)) week[d] = {*parse_shift("07:00-11:30"), *parse_shift("14:00-16:00")};
        week[0] = {*parse_shift("10:00-17:00")};
        b.add_calendar(*make_calendar(spec)).add_calendar(Calendar::standard()).calendar("standard");
        const auto calendar = [&] { return random.chance(0.3) ? "odd" : ""; };
        b.role({.key = "r0"}).role({.key = "r1", .calendar = calendar()});
        for (int i = 0; i < 3; ++i) {
            std::vector<Absence> absences;
            const auto from = at("2026-03-02") + std::chrono::hours{pick(0, 300)};
            if (random.chance(0.4)) absences.push_back({from, from + std::chrono::hours{pick(1, 60)}, {}});
            b.person({.key = "p" + std::to_string(i),
                      .roles = {i == 0               ? "r0"
                                : i == 1             ? "r1"
                                : random.chance(0.5) ? "r0"
                                                     : "r1"},
                      .calendar = calendar(),
                      .absences = absences});
        }
        for (int i = 0; i < 2; ++i) {
            std::vector<CapacityChange> changes;
            auto from = at("2026-03-02");
            for (int n = pick(0, 2); n > 0; --n)
                changes.push_back({from += std::chrono::hours{pick(1, 100)}, static_cast<std::uint32_t>(pick(0, 3))});
            if (!changes.empty()) changes.push_back({from + std::chrono::hours{50}, 3});
            b.resource({.key = "z" + std::to_string(i), .capacity = 3, .changes = changes, .calendar = calendar()});
        }
        for (int i = 0; i < 8; ++i) {
            auto a = b.task("t" + std::to_string(i)).on_calendar(calendar());
            a.lasts(random.chance(0.15) ? spans::elapsed_hours(pick(1, 40)) : spans::hours(pick(0, 14)));
            if (random.chance(0.5)) a.splittable();
            for (int n = pick(0, 2); n > 0; --n)
                a.duty({.role = random.chance(0.5) ? "r0" : "r1",
                        .demand = random.chance(0.2) ? DutyDemand::all : DutyDemand::one,
                        .share = static_cast<std::uint16_t>(random.chance(0.5) ? 1000 : pick(1, 10) * 100)});
            if (random.chance(0.4)) a.needs("z0", static_cast<std::uint32_t>(pick(1, 3)));
            if (random.chance(0.2)) a.needs("z1", static_cast<std::uint32_t>(pick(1, 3)));
            if (i > 0 && random.chance(0.5)) a.after("t" + std::to_string(pick(0, i - 1)));
        }
    });
}

} // namespace

TEST(Sharing, RandomPlansHaveNoFault) {
    const int count = 300 * test::scale();
    int found = 0;
    int split = 0;
    for (int i = 0; i < count; ++i) {
        Random random(static_cast<std::uint64_t>(i) + 1);
        const auto p = random_process(random);
        const auto plan = level(p);
        if (!plan) {
            const auto code = plan.error().front().code;
            ASSERT_TRUE(code == Code::people_not_found || code == Code::hours_never_suit) << i;
            continue;
        }
        ++found;
        ASSERT_EQ(faults(*plan), "") << i;
        for (const auto& pieces : plan->data().pieces) split += pieces.empty() ? 0 : 1;
        for (const auto a : p.activities().ids()) ASSERT_GE(plan->start(a), plan->early().early_start(a)) << i;
        const auto floats = resource_floats(*plan);
        for (const auto f : floats) ASSERT_GE(f.count(), 0) << i;
    }
    EXPECT_GT(found, count / 3);
    EXPECT_GT(split, count / 10);
}
