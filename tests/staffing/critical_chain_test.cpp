#include <convene/model/builder.hpp>
#include <convene/staffing/critical_chain.hpp>
#include <convene/staffing/level.hpp>

#include <gtest/gtest.h>

#include <string>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *try_parse_instant(text); }

std::string told(const Process& p, const std::vector<ChainLink>& chain) {
    static constexpr const char* words[] = {"start", "rule", "person", "absent", "elsewhere"};
    std::string out;
    for (const auto& link : chain)
        out += std::string(p.key(link.activity)) + " " + words[static_cast<int>(link.kind)] +
               (link.held_by ? " " + std::string(p.key(*link.held_by)) : "") + "; ";
    return out;
}

} // namespace

TEST(CriticalChain, GoesOverRulesAndPeople) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "r"});
    b.role({.key = "s"});
    b.person({.key = "wang", .roles = {"r"}});
    b.person({.key = "li", .roles = {"s"}});
    b.task("x").lasts(spans::hours(8)).worked_by({"r"});
    b.task("y").lasts(spans::hours(4)).worked_by({"r"});
    b.task("z").lasts(spans::hours(8)).worked_by({"s"}).after("y");
    b.task("w").lasts(spans::hours(2)).worked_by({"s"});
    const auto p = *b.build();
    const auto plan = *level(p, {.rules = {LevelRule::early_start}});
    // x, then y by the same person, then z after y.
    EXPECT_EQ(told(p, critical_chain(plan)), "x start; y person x; z rule y; ");
    EXPECT_EQ(resource_arcs(plan), (std::vector<ResourceArc>{{ActivityId{0}, ActivityId{1}, PersonId{0}},
                                                             {ActivityId{3}, ActivityId{2}, PersonId{1}}}));
    const auto floats = resource_floats(plan);
    EXPECT_EQ(floats[ActivityId{0}].count(), 0);
    EXPECT_EQ(floats[ActivityId{1}].count(), 0);
    EXPECT_EQ(floats[ActivityId{2}].count(), 0);
    // w has to be done before li goes on to z: from Monday 11:00 to Tuesday 14:00.
    EXPECT_EQ(floats[ActivityId{3}], Seconds{10 * 3600});
    // Without regard to people, x has float.
    EXPECT_GT(plan.early().total_float(ActivityId{0}).count(), 0);
}

TEST(CriticalChain, LeadsToTheMilestoneAtTheEnd) {
    // One after the other by wang, until Tuesday 18:00; at the same moment both milestones, of which nothing waits for
    // the second.
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "r"}).person({.key = "wang", .roles = {"r"}});
    b.task("x").lasts(spans::hours(8)).worked_by({"r"});
    b.task("y").lasts(spans::hours(8)).worked_by({"r"});
    b.milestone("done").after("x").after("y");
    b.milestone("closed").after("done");
    const auto p = *b.build();
    EXPECT_EQ(told(p, critical_chain(*level(p))), "x start; y person x; done rule y; closed rule done; ");
}

TEST(CriticalChain, BeginsWhereSomebodyIsAbsent) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "r"});
    b.person({.key = "wang", .roles = {"r"}, .absences = {{at("2026-03-02"), at("2026-03-04"), {}}}});
    b.task("x").lasts(spans::hours(8)).worked_by({"r"});
    const auto p = *b.build();
    EXPECT_EQ(told(p, critical_chain(*level(p))), "x absent; ");
}

TEST(CriticalChain, BeginsWhereSomebodyIsInAnotherProject) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "r"});
    b.person({.key = "wang", .roles = {"r"}});
    b.task("x").lasts(spans::hours(8)).worked_by({"r"});
    b.task("y").lasts(spans::hours(4)).after("x");
    const auto p = *b.build();
    LevelOptions options;
    options.people_reserved.push_back({{.start = at("2026-03-02T09:00"), .finish = at("2026-03-03T09:00"), .by = 7}});
    const auto chain = critical_chain(*level(p, options));
    EXPECT_EQ(told(p, chain), "x elsewhere; y rule x; ");
    EXPECT_EQ(chain.front().person, PersonId{0});
    EXPECT_EQ(chain.front().elsewhere, 7U);
}

TEST(CriticalChain, NothingHasNone) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    const auto p = *b.build();
    EXPECT_TRUE(critical_chain(*level(p)).empty());
}
