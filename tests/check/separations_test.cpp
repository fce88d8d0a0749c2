#include <convene/check/separations.hpp>

#include <check/fixture.hpp>
#include <support/environment.hpp>

#include <convene/core/random.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> separation_fixtures() {
    const auto process = [](ProcessBuilder& b) {
        staff(b, {"maker", "checker"});
        task(b, "make").worked_by({"maker"});
        task(b, "check").decided_by({"checker"}).after("make");
    };
    const auto apart = [=](ProcessBuilder& b) {
        process(b);
        b.separation({.key = "four-eyes", .parts = {{"make", DutyKind::works}, {"check", DutyKind::decides}}});
    };
    return {
        {Code::separation_infeasible, "separation four-eyes",
         [](ProcessBuilder& b) {
             b.role({.key = "maker"});
             b.role({.key = "checker"});
             b.person({.key = "wang", .roles = {"maker", "checker"}});
             task(b, "make").worked_by({"maker"});
             task(b, "check").decided_by({"checker"}).after("make");
             b.separation({.key = "four-eyes", .parts = {{"make", DutyKind::works}, {"check", DutyKind::decides}}});
         },
         apart},
        {Code::separation_without_effect, "separation four-eyes",
         [=](ProcessBuilder& b) {
             process(b);
             b.separation({.key = "four-eyes", .parts = {{"make", DutyKind::works}}});
         },
         apart},
        {Code::listed_twice, "separation four-eyes",
         [=](ProcessBuilder& b) {
             process(b);
             b.separation(
                 {.key = "four-eyes",
                  .parts = {{"make", DutyKind::works}, {"check", DutyKind::decides}, {"make", DutyKind::works}}});
         },
         apart},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::coded;
using convene::test::made;
using convene::test::staff;
using convene::test::task;

namespace {

TEST(CheckSeparations, NameThePartsThatCompeteAndTheirPeople) {
    // a and b share two people with c; d has somebody of its own and is no part of the shortage.
    const auto found = check_separations(made([](ProcessBuilder& b) {
        b.role({.key = "pair"});
        staff(b, {"own"});
        b.person({.key = "li", .roles = {"pair"}});
        b.person({.key = "wu", .roles = {"pair"}});
        for (const auto* key : {"a", "b", "c"}) task(b, key).worked_by({"pair"});
        task(b, "d").worked_by({"own"});
        b.separation(
            {.key = "s",
             .parts = {
                 {"d", DutyKind::works}, {"a", DutyKind::works}, {"b", DutyKind::works}, {"c", DutyKind::works}}});
    }));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(coded(found[0]),
              "separation-infeasible | separation s | task a (works), task b (works), task c (works), 3, li, wu");
}

TEST(CheckSeparations, AllOfARoleLeaveNobodyElse) {
    const auto with = [](DutyDemand demand) {
        return made([=](ProcessBuilder& b) {
            staff(b, {"team"});
            b.person({.key = "team-2", .roles = {"team"}});
            task(b, "make").duty({.role = "team", .demand = demand});
            task(b, "check").worked_by({"team"});
            b.separation({.key = "s", .parts = {{"make", DutyKind::works}, {"check", DutyKind::works}}});
        });
    };
    EXPECT_TRUE(check_separations(with(DutyDemand::one)).empty());
    EXPECT_EQ(test::codes(check_separations(with(DutyDemand::all))), std::vector{Code::separation_infeasible});
}

TEST(CheckSeparations, TwoRolesOfOnePartMayFallToOnePerson) {
    EXPECT_TRUE(check_separations(made([](ProcessBuilder& b) {
                    for (const auto* key : {"a", "b", "c"}) b.role({.key = key});
                    b.person({.key = "li", .roles = {"a", "b", "c"}});
                    b.person({.key = "wu", .roles = {"a", "b", "c"}});
                    task(b, "make").worked_by({"a", "b"});
                    task(b, "check").worked_by({"c"});
                    b.separation({.key = "s", .parts = {{"make", DutyKind::works}, {"check", DutyKind::works}}});
                })).empty());
}

TEST(CheckSeparations, ExternalRolesAndThoseWithoutPeopleCompeteForNobody) {
    EXPECT_TRUE(check_separations(made([](ProcessBuilder& b) {
                    b.role({.key = "agency", .external = true});
                    b.role({.key = "nobody"});
                    task(b, "make").worked_by({"agency"});
                    task(b, "check").worked_by({"nobody"});
                    b.separation({.key = "s", .parts = {{"make", DutyKind::works}, {"check", DutyKind::works}}});
                })).empty());
}

TEST(CheckSeparations, APartThatNobodyHasIsNamed) {
    const auto found = check_separations(made([](ProcessBuilder& b) {
        staff(b, {"maker"});
        task(b, "make").worked_by({"maker"});
        task(b, "check").worked_by({"maker"});
        b.separation({.key = "s", .parts = {{"make", DutyKind::works}, {"check", DutyKind::decides}}});
    }));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].code, Code::separation_without_effect);
    EXPECT_EQ(found[0].object.in("en"), "separation s");
    EXPECT_NE(found[0].arguments[0].in("en").find("task check"), std::string_view::npos);
}

/// Whether each part can be given somebody of its role, nobody twice: by trying all ways.
bool can_be_staffed(const std::vector<std::vector<int>>& candidates, std::size_t part, std::vector<bool>& taken) {
    if (part == candidates.size()) return true;
    for (const auto person : candidates[part]) {
        if (taken[static_cast<std::size_t>(person)]) continue;
        taken[static_cast<std::size_t>(person)] = true;
        const bool works = can_be_staffed(candidates, part + 1, taken);
        taken[static_cast<std::size_t>(person)] = false;
        if (works) return true;
    }
    return false;
}

TEST(CheckSeparations, AgreeWithTryingAllWays) {
    Random random(7);
    int infeasible = 0;
    for (int round = 0; round < 300 * test::scale(); ++round) {
        const int parts = 2 + static_cast<int>(random.below(4));
        const int people = 1 + static_cast<int>(random.below(5));
        std::vector<std::vector<int>> candidates(static_cast<std::size_t>(parts));
        const auto p = made([&](ProcessBuilder& b) {
            SeparationSpec separation{.key = "s"};
            for (int i = 0; i < parts; ++i) {
                b.role({.key = "r" + std::to_string(i)});
                task(b, "t" + std::to_string(i)).duties(DutyKind::works, {"r" + std::to_string(i)});
                separation.parts.push_back({"t" + std::to_string(i), DutyKind::works});
            }
            for (int person = 0; person < people; ++person) {
                std::vector<Key> roles;
                for (int i = 0; i < parts; ++i) {
                    if (random.below(2) == 0) continue;
                    roles.emplace_back("r" + std::to_string(i));
                    candidates[static_cast<std::size_t>(i)].push_back(person);
                }
                b.person({.key = "p" + std::to_string(person), .roles = roles});
            }
            b.separation(separation);
        });
        std::erase_if(candidates, [](const auto& c) { return c.empty(); }); // told elsewhere
        std::vector<bool> taken(static_cast<std::size_t>(people), false);
        const bool possible = can_be_staffed(candidates, 0, taken);
        infeasible += possible ? 0 : 1;
        ASSERT_EQ(check_separations(p).empty(), possible) << "round " << round;
    }
    EXPECT_GT(infeasible, 20 * test::scale());
}

} // namespace
