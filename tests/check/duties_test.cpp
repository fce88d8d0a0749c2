#include <convene/check/duties.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> duty_fixtures() {
    return {
        {Code::duty_without_effect, "task write",
         [](ProcessBuilder& b) {
             staff(b, {"author"});
             task(b, "write").worked_by({"author"}).informs({"author"});
         },
         [](ProcessBuilder& b) {
             staff(b, {"author", "reader"});
             task(b, "write").worked_by({"author"}).informs({"reader"});
         }},
        {Code::listed_twice, "task write",
         [](ProcessBuilder& b) {
             staff(b, {"author"});
             task(b, "write").worked_by({"author", "author"});
         },
         [](ProcessBuilder& b) {
             staff(b, {"author"});
             task(b, "write").worked_by({"author"}).decided_by({"author"});
         }},
        {Code::too_few_people, "task write",
         [](ProcessBuilder& b) {
             staff(b, {"author"});
             task(b, "write").duty({.role = "author", .demand = DutyDemand::some, .count = 2});
         },
         [](ProcessBuilder& b) {
             staff(b, {"author"});
             b.person({.key = "author-2", .roles = {"author"}});
             task(b, "write").duty({.role = "author", .demand = DutyDemand::some, .count = 2});
         }},
        {Code::never_decided, "task write",
         [](ProcessBuilder& b) {
             staff(b, {"author"});
             b.role({.key = "owner"}).role({.key = "payer"}).person({.key = "ann", .roles = {"owner", "payer"}});
             task(b, "write").worked_by({"author"}).decided_by({"owner", "payer"});
         },
         [](ProcessBuilder& b) {
             staff(b, {"author"});
             b.role({.key = "owner"}).role({.key = "payer"}).person({.key = "ann", .roles = {"owner", "payer"}});
             b.person({.key = "bea", .roles = {"payer"}});
             task(b, "write").worked_by({"author"}).decided_by({"owner", "payer"});
         }},
        {Code::person_not_in_role, "task write",
         [](ProcessBuilder& b) {
             staff(b, {"author", "reader"});
             task(b, "write").duty({.role = "author", .person = "reader-1"}).attended_by({"reader"});
         },
         [](ProcessBuilder& b) {
             staff(b, {"author", "reader"});
             task(b, "write").duty({.role = "author", .person = "author-1"}).attended_by({"reader"});
         }},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::coded;
using convene::test::made;
using convene::test::staff;
using convene::test::task;

namespace {

TEST(CheckDuties, MeetingsTakeTheirRolesTwice) {
    EXPECT_TRUE(check_duties(made([](ProcessBuilder& b) {
                    staff(b, {"sales"});
                    b.meeting("plan")
                        .lasts(spans::hours(1))
                        .initiated_by({"sales"})
                        .worked_by({"sales"})
                        .decided_by({"sales"})
                        .reported_by({"sales"})
                        .attended_by({"sales"});
                })).empty());
}

TEST(CheckDuties, MilestonesTakeNoTimeAndTheOutsideOwnsItsDates) {
    const auto found = check_duties(made([](ProcessBuilder& b) {
        staff(b, {"sales"});
        b.milestone("gate").decided_by({"sales"}).initiated_by({"sales"});
        b.milestone("opened").attended_by({"sales"});
        b.external("piling").date(test::at("2026-05-04")).informs({"sales"});
        b.external("drawings").date(test::at("2026-06-01")).decided_by({"sales"});
    }));
    ASSERT_EQ(test::codes(found), (std::vector{Code::duty_without_effect, Code::duty_without_effect}));
    EXPECT_EQ(found[0].code, Code::duty_without_effect);
    EXPECT_EQ(found[0].object.in("en"), "milestone opened");
    EXPECT_EQ(found[0].arguments[0].in("en"), "attends");
    EXPECT_EQ(found[0].arguments[1].in("en"), "role sales");
    EXPECT_EQ(found[1].object.in("en"), "external milestone drawings");
}

TEST(CheckDuties, SeveralPeopleOfARoleAreNoRepetition) {
    EXPECT_TRUE(check_duties(made([](ProcessBuilder& b) {
                    staff(b, {"sales"});
                    b.person({.key = "sales-2", .roles = {"sales"}});
                    task(b, "visit")
                        .duty({.role = "sales", .person = "sales-1"})
                        .duty({.role = "sales", .person = "sales-2"})
                        .duty({.role = "sales", .kind = DutyKind::informed});
                })).empty());
}

TEST(CheckDuties, ExternalRolesHaveAsManyPeopleAsAreAskedFor) {
    EXPECT_TRUE(check_duties(made([](ProcessBuilder& b) {
                    b.role({.key = "agency", .external = true});
                    b.role({.key = "nobody"});
                    task(b, "draw").duty({.role = "agency", .demand = DutyDemand::some, .count = 9});
                    task(b, "wait").duty({.role = "nobody", .demand = DutyDemand::some, .count = 9});
                })).empty());
}

TEST(CheckDuties, SayHowManyThereAre) {
    const auto found = check_duties(made([](ProcessBuilder& b) {
        staff(b, {"sales"});
        task(b, "visit").duty({.role = "sales", .demand = DutyDemand::some, .count = 3});
    }));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(coded(found[0]), "too-few-people | task visit | 3, role sales, 1");
}

} // namespace
