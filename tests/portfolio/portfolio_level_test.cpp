#include <convene/model/builder.hpp>
#include <convene/model/edit.hpp>
#include <convene/model/queries.hpp>
#include <convene/portfolio/portfolio_level.hpp>

#include "fixture.hpp"

#include <algorithm>

using namespace convene;
using namespace convene::testing_portfolio;

namespace {

void expect_verified(const Portfolio& p, const PortfolioPlan& plan) {
    const auto faults = verify(p, plan);
    EXPECT_TRUE(faults.empty()) << to_string(to_diagnostic(p, faults.front()));
}

} // namespace

TEST(PortfolioLevel, OnePersonInTwoProjects) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8}, {"wang"})});
    b.project({.key = "two", .process = chain({4}, {"wang"}), .priority = -1});
    const auto p = built(b);
    const auto plan = level(p);
    ASSERT_TRUE(plan) << to_string(plan.error());
    expect_verified(p, *plan);
    const ProjectId one{0};
    EXPECT_EQ(to_string((*plan)[one].start(ActivityId{0})), "2026-03-02T14:00");
    ASSERT_EQ((*plan)[one].waits().size(), 1U);
    const auto& wait = (*plan)[one].waits()[0];
    EXPECT_EQ(wait.person, PersonId{0});
    EXPECT_TRUE(wait.elsewhere);
    EXPECT_EQ(wait.until, at("2026-03-02T14:00"));
    for (const auto part : {"wang", "two"})
        for (const auto language : {Language::en, Language::zh})
            EXPECT_NE(describe(p, one, wait).in(language).find(part), std::string_view::npos) << part;
}

TEST(PortfolioLevel, TheRuleWithTheLeastTardinessIsKept) {
    PortfolioBuilder b;
    b.project({.key = "long", .process = chain({40}, {"wang"})});
    b.project({.key = "short", .process = chain({4}, {"wang"}), .weight = 3});
    const auto p = built(b);
    const auto plan = level(p);
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->rule, ProjectRule::due_date); // the short one first, as with least work
    EXPECT_EQ(to_string((*plan)[ProjectId{1}].finish(ActivityId{0})), "2026-03-02T14:00");
    const auto worse = level(p, {.rules = {ProjectRule::first_come}});
    EXPECT_LT(tardiness(p, *plan), tardiness(p, *worse));
}

TEST(PortfolioLevel, LinksAreKeptWhenPeopleDelay) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8, 8}, {"wang"})});
    b.project({.key = "two", .process = chain({8}, {"li"}), .priority = -5});
    b.project({.key = "three", .process = chain({16}, {"wang"}), .priority = -9});
    b.link({"one", "b", "two", "a", Edge::finish, Edge::start, spans::elapsed_days(1)});
    const auto p = built(b);
    const auto plan = level(p);
    ASSERT_TRUE(plan) << to_string(plan.error());
    expect_verified(p, *plan);
    EXPECT_EQ(to_string((*plan)[ProjectId{0}].finish(ActivityId{1})), "2026-03-05T18:00");
    EXPECT_EQ(to_string((*plan)[ProjectId{1}].start(ActivityId{0})), "2026-03-09T09:00");
}

TEST(PortfolioLevel, ProjectsThatWaitForEachOtherAreLevelledTogether) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8, 8}, {"wang"})});
    b.project({.key = "two", .process = chain({8, 8}, {"wang"})});
    b.link({"one", "a", "two", "a"});
    b.link({"two", "a", "one", "b"});
    const auto p = built(b);
    const auto plan = level(p);
    ASSERT_TRUE(plan) << to_string(plan.error());
    expect_verified(p, *plan);
}

TEST(PortfolioLevel, AnOrderThatCantBeKeptIsRefused) {
    PortfolioBuilder b;
    for (const auto* key : {"one", "two", "three", "four"}) b.project({.key = key, .process = chain({8, 8}, {"wang"})});
    // One and two wait for each other; four waits for three.
    b.link({"one", "a", "two", "a"});
    b.link({"two", "a", "one", "b"});
    b.link({"three", "a", "four", "b"});
    const auto p = built(b);
    const auto says = [&](std::vector<std::uint32_t> numbers, std::string_view words) {
        std::vector<ProjectId> order;
        for (const auto number : numbers) order.emplace_back(number);
        const auto plan = level(p, {.order = order});
        if (plan) return words.empty();
        const auto& fault = plan.error().front();
        return fault.code == Code::bad_project_order && fault.arguments.front().in(Language::en) == words;
    };
    EXPECT_TRUE(says({0, 1, 2, 3}, ""));
    EXPECT_TRUE(says({2, 1, 0, 3}, ""));
    EXPECT_TRUE(says({0, 1, 1, 3}, "it names two twice"));
    EXPECT_TRUE(says({0, 1, 2}, "it leaves out four"));
    EXPECT_TRUE(says({0, 1, 2, 9}, "it names a project that is not there"));
    EXPECT_TRUE(says({0, 1, 3, 2}, "it has four before three, which it waits for"));
    EXPECT_TRUE(says({0, 2, 1, 3}, "it parts one and two, which wait for each other"));
}

TEST(PortfolioLevel, WhoIsNotFoundIsToldWithTheProject) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "team"});
    b.person({.key = "wang", .roles = {"team"}});
    b.task("a")
        .lasts(spans::hours(4))
        .worked_by({"team"})
        .constrain(ConstraintKind::must_start_on, at("2026-03-02T09:00"));
    const auto fixed = *b.build();
    PortfolioBuilder portfolio;
    portfolio.project({.key = "one", .process = fixed});
    portfolio.project({.key = "two", .process = fixed});
    const auto plan = level(built(portfolio));
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error()[0].code, Code::people_not_found);
    EXPECT_EQ(plan.error()[0].object.in(Language::en), "project two, task a");
}

namespace {

/// The process with two rooms that all projects share, parts of people's time, and tasks that may pause.
Process enriched(const Process& process, Random& random) {
    auto editor = edit(process);
    std::vector<std::pair<ActivityId, std::uint32_t>> rooms;
    for (const auto id : process.activities().ids()) {
        const auto kind = process[id].kind;
        if (kind == ActivityKind::meeting) rooms.emplace_back(id, 1 + random.below(2));
        editor.splittable(id, kind == ActivityKind::task && random.chance(0.5));
        std::vector<Duty> duties(process.duties(id).begin(), process.duties(id).end());
        for (auto& duty : duties)
            if (random.chance(0.3)) duty.share = static_cast<std::uint16_t>(100 * random.between(1, 9));
        editor.duties(id, duties);
    }
    editor.add([&](ProcessBuilder& b) {
        b.resource({.key = "room", .capacity = 2});
        for (const auto& [id, units] : rooms) b.activity(id).needs("room", units);
    });
    return *editor.build();
}

std::vector<Process> enriched_examples(std::uint64_t seed) {
    Random random(seed);
    auto all = examples();
    for (auto& process : all) process = enriched(process, random);
    return all;
}

} // namespace

TEST(PortfolioLevel, ProjectsShareARoom) {
    PortfolioBuilder b;
    for (const auto* key : {"one", "two", "three"}) {
        ProcessBuilder p(key);
        p.start(at("2026-03-02T09:00")).resource({.key = "room", .title = {}, .capacity = 2});
        p.meeting("m").lasts(spans::hours(2)).needs("room");
        b.project({.key = key, .process = *p.build()});
    }
    const auto p = built(b);
    const auto plan = *level(p);
    expect_verified(p, plan);
    EXPECT_EQ(plan[ProjectId{1}].start(ActivityId{0}), at("2026-03-02T09:00"));
    EXPECT_EQ(plan[ProjectId{2}].start(ActivityId{0}), at("2026-03-02T11:00"));
    const auto& wait = plan[ProjectId{2}].waits()[0];
    EXPECT_EQ(wait.resource, ResourceId{0});
    EXPECT_TRUE(wait.elsewhere);
    EXPECT_EQ(wait.until, at("2026-03-02T11:00"));
    EXPECT_NE(describe(p, ProjectId{2}, wait).in(Language::en).find("one"), std::string_view::npos);
    EXPECT_EQ(p[*p.find_resource("room")].uses.size(), 3U);
    const auto worst = bottleneck(p, plan);
    ASSERT_TRUE(worst);
    EXPECT_EQ(worst->resource, "room");
    EXPECT_EQ(worst->finish_with_one_more, at("2026-03-02T11:00"));
    const auto load = workload(p, plan);
    EXPECT_EQ(load[(*p.find_resource("room")).index()].booked, std::chrono::hours{6});
}

TEST(PortfolioLevel, RandomPortfoliosAreVerifiedAndNoBetterThanTheirBounds) {
    for (int round = 0; round < 10 * test::scale(); ++round) {
        const auto templates = round % 2 == 0 ? examples() : enriched_examples(static_cast<std::uint64_t>(round));
        const auto p = *synthetic_portfolio(templates, {.activities = 500,
                                                        .seed = static_cast<std::uint64_t>(round) + 100,
                                                        .people = 20,
                                                        .weeks = 8,
                                                        .linked = 300});
        const auto plan = level(p);
        ASSERT_TRUE(plan) << to_string(plan.error());
        expect_verified(p, *plan);
        const auto g = gap(p, *plan);
        EXPECT_LE(g.lower, g.finish);
        EXPECT_LE(g.tardiness_lower, g.tardiness);
        EXPECT_GE(g.relative, 0);
    }
}

TEST(PortfolioLevel, TryingOrdersNeverLosesAndDoesNotDependOnThreads) {
    const auto templates = examples();
    int better = 0;
    for (int round = 0; round < 3 * test::scale(); ++round) {
        const auto p = *synthetic_portfolio(templates, {.activities = 300,
                                                        .seed = static_cast<std::uint64_t>(round) + 40,
                                                        .people = 15,
                                                        .weeks = 4,
                                                        .linked = 300});
        const auto plain = *level(p);
        const auto one = *level(p, {.tries = 20, .seed = 3});
        const auto two = *level(p, {.tries = 20, .seed = 3, .threads = 2});
        expect_verified(p, one);
        EXPECT_EQ(one.order, two.order);
        EXPECT_EQ(one.colleague_reservations, two.colleague_reservations);
        EXPECT_LE(tardiness(p, one), tardiness(p, plain));
        better += tardiness(p, one) < tardiness(p, plain) ? 1 : 0;
    }
    if (test::scale().factor >= 1) {
        EXPECT_GT(better, 0);
    }
}

TEST(PortfolioLevel, ProgressRisesFromOrderToOrder) {
    const auto p = *synthetic_portfolio(examples(), {.activities = 300, .people = 20, .weeks = 5});
    std::vector<std::size_t> told;
    PortfolioLevelOptions options{.rules = {ProjectRule::first_come, ProjectRule::due_date}, .tries = 5};
    const auto all = 7 * p.projects().size();
    options.schedule.progress = [&](std::size_t done, std::size_t of) {
        told.push_back(done);
        EXPECT_EQ(of, all);
    };
    ASSERT_TRUE(level(p, options));
    EXPECT_TRUE(std::ranges::is_sorted(told));
    EXPECT_GT(told.size(), 2 * p.projects().size());
    EXPECT_EQ(told.back(), all);
}

TEST(PortfolioLevel, AnEditGivesWhatLevellingInThatOrderGives) {
    Random random(3);
    for (int round = 0; round < 8 * test::scale(); ++round) {
        const auto templates = round % 2 == 0 ? examples() : enriched_examples(static_cast<std::uint64_t>(round));
        auto p = *synthetic_portfolio(templates, {.activities = 400,
                                                  .seed = static_cast<std::uint64_t>(round) + 500,
                                                  .people = 30,
                                                  .weeks = 30,
                                                  .linked = 300});
        const PortfolioLevelOptions options{.rules = {ProjectRule::first_come}};
        auto plan = *level(p, options);
        for (int edit = 0; edit < 4; ++edit) {
            const ProjectId id{random.below(static_cast<std::uint32_t>(p.projects().size()))};
            p = p.with_process(id, *moved(p[id].process, static_cast<int>(random.below(9)) - 4)).value();
            const auto touched = relevel(p, plan, std::span(&id, 1), options);
            ASSERT_TRUE(touched) << to_string(touched.error());
            const auto fresh = level(p, {.order = plan.order, .burden = plan.burden});
            ASSERT_TRUE(fresh);
            for (const auto each : p.projects().ids()) {
                ASSERT_EQ(plan[each].data().start, (*fresh)[each].data().start) << p[each].key << " round " << round;
                ASSERT_EQ(plan[each].data().people, (*fresh)[each].data().people) << p[each].key;
            }
            ASSERT_EQ(plan.colleague_reservations, fresh->colleague_reservations);
        }
    }
}

TEST(PortfolioLevel, AnEditThatFailsChangesNothing) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8}, {"wang"})});
    b.project({.key = "two", .process = chain({8}, {"wang"})});
    auto p = built(b);
    auto plan = *level(p);
    const auto before = plan;
    ProcessBuilder bad("bad");
    bad.start(at("2026-03-02T09:00"));
    bad.role({.key = "team"});
    bad.person({.key = "wang", .roles = {"team"}, .absences = {{at("2000-01-01"), at("2100-01-01"), {}}}});
    bad.task("a")
        .lasts(spans::hours(8))
        .worked_by({"team"})
        .constrain(ConstraintKind::start_no_later_than, at("2027-01-01"));
    const ProjectId id{0};
    p = p.with_process(id, *bad.build()).value();
    EXPECT_FALSE(relevel(p, plan, std::span(&id, 1)));
    EXPECT_EQ(plan.colleague_reservations, before.colleague_reservations);
    EXPECT_EQ(plan.projects[id], before.projects[id]);
    EXPECT_EQ(plan.early.projects[id], before.early.projects[id]);
}

namespace {

/// S1 for six projects that begin a week after each other; the people of the planning group are the same in all,
/// everybody else is the project's own.
Portfolio six_projects() {
    const auto s1 = examples().front();
    PortfolioBuilder b;
    for (int i = 1; i <= 6; ++i) {
        auto editor = edit(s1);
        editor.shift(i - 1);
        const auto planners = people_of(s1, *s1.find_role("marketing-planning"));
        for (const auto person : s1.people().ids())
            if (std::ranges::find(planners, person) == planners.end())
                editor.rename(person, std::string(s1.key(person)) + "-" + std::to_string(i));
        b.project({.key = "tower-" + std::to_string(i), .process = *editor.build(), .priority = i});
    }
    return built(b);
}

} // namespace

TEST(PortfolioLevel, OnePlanningGroupServesSixProjects) {
    const auto p = six_projects();
    const auto alone = schedule(p);
    ASSERT_TRUE(alone);
    // S1 ties meetings to outside dates, which the group can't keep in all six.
    ASSERT_FALSE(level(p));
    const PortfolioLevelOptions options{.schedule = {.on_conflict = OnConflict::relax}};
    const auto plan = level(p, options);
    ASSERT_TRUE(plan) << to_string(plan.error());
    expect_verified(p, *plan);
    // The clash is found and explained: someone of the group is held by another project.
    std::size_t elsewhere = 0;
    for (const auto id : p.projects().ids())
        for (const auto& wait : (*plan)[id].waits())
            if (wait.elsewhere) {
                ++elsewhere;
                EXPECT_NE(describe(p, id, wait).in(Language::zh).find("tower-"), std::string_view::npos);
            }
    EXPECT_GT(elsewhere, 0U);
    EXPECT_GT(finish_of(*plan), finish_of(*alone));
    const auto worst = bottleneck(p, *plan, options);
    ASSERT_TRUE(worst);
    EXPECT_EQ(worst->role, "marketing-planning");
    EXPECT_GT(worst->held_up.count(), 0);
    ASSERT_TRUE(worst->finish_with_one_more);
    EXPECT_LE(*worst->finish_with_one_more, finish_of(*plan));
    EXPECT_LT(worst->tardiness_with_one_more, tardiness(p, *plan));
}

TEST(PortfolioLevel, AStoppedBottleneckTellsNoFinish) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8}, {"wang"})});
    b.project({.key = "two", .process = chain({4}, {"wang"})});
    const auto p = built(b);
    const auto plan = *level(p);
    std::stop_source stop;
    stop.request_stop();
    const auto worst = bottleneck(p, plan, {.schedule = {.stop = stop.get_token()}});
    ASSERT_TRUE(worst);
    EXPECT_GT(worst->held_up.count(), 0);
    EXPECT_FALSE(worst->finish_with_one_more);
}

TEST(PortfolioLevel, WorkloadCountsEachBookingOnce) {
    PortfolioBuilder b;
    b.project({.key = "one", .process = chain({8}, {"wang"})});
    b.project({.key = "two", .process = chain({4}, {"wang"})});
    const auto p = built(b);
    const auto plan = *level(p, {.rules = {ProjectRule::first_come}});
    const auto load = workload(p, plan);
    ASSERT_EQ(load.size(), 1U);
    EXPECT_EQ(load[0].booked, Seconds{12 * 3600});
    ASSERT_EQ(load[0].weeks.size(), 1U);
    EXPECT_EQ(load[0].weeks[0].available, Seconds{40 * 3600});
    EXPECT_EQ(load[0].held_up, Seconds{8 * 3600});
}
