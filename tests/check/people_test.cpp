#include <convene/check/people.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> people_fixtures() {
    const auto filled = [](ProcessBuilder& b) {
        staff(b, {"author"});
        task(b, "write").worked_by({"author"});
    };
    const auto handed_over = [](ProcessBuilder& b) {
        staff(b, {"old", "new"});
        task(b, "decide").decided_by({"old"}).hands_over("old", "new");
    };
    return {
        {Code::role_without_people, "role author",
         [](ProcessBuilder& b) {
             b.role({.key = "author"});
             task(b, "write").worked_by({"author"});
         },
         [](ProcessBuilder& b) {
             b.role({.key = "author", .external = true});
             task(b, "write").worked_by({"author"});
         }},
        {Code::unused_role, "role reader",
         [=](ProcessBuilder& b) {
             filled(b);
             b.role({.key = "reader"});
         },
         filled},
        {Code::person_without_role, "person guest",
         [=](ProcessBuilder& b) {
             filled(b);
             b.person({.key = "guest"});
         },
         filled},
        {Code::handover_to_itself, "task decide",
         [](ProcessBuilder& b) {
             staff(b, {"old"});
             task(b, "decide").decided_by({"old"}).hands_over("old", "old");
         },
         handed_over},
        {Code::handover_without_duty, "task decide",
         [](ProcessBuilder& b) {
             staff(b, {"boss", "old", "new"});
             task(b, "decide").decided_by({"boss"}).hands_over("old", "new");
         },
         handed_over},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::made;
using convene::test::task;

namespace {

TEST(CheckPeople, SayWhoAsksForTheRole) {
    const auto found = check_people(made([](ProcessBuilder& b) {
        for (const auto* key : {"worker", "told", "counted", "present", "excuser", "heir"}) b.role({.key = key});
        b.role({.key = "agency", .external = true});
        task(b, "write")
            .worked_by({"worker", "agency"})
            .service_level({.within = spans::days(1), .escalate_to = "told"});
        task(b, "edit").worked_by({"worker"}).hands_over("worker", "heir");
        b.quota({.key = "visits", .role = "counted"});
        b.cover({.key = "duty", .role = "present", .from = 540, .to = 600});
        b.attendance({.role = "present", .windows = {{540, 600}}, .excused_by = "excuser"});
    }));
    std::vector<std::string> sentences;
    for (const auto& finding : found) {
        EXPECT_EQ(finding.code, Code::role_without_people);
        const std::string sentence(finding.arguments[0].in("en"));
        sentences.push_back(std::string(finding.object.in("en")) + ": " + sentence);
    }
    EXPECT_EQ(sentences, (std::vector<std::string>{"role worker: task write", "role told: task write",
                                                   "role counted: quota visits", "role present: cover duty",
                                                   "role excuser: the attendance of present", "role heir: task edit"}));
}

TEST(CheckPeople, ARoleThatOnlyHasAnAuthorityIsUsedButNotAskedFor) {
    EXPECT_TRUE(check_people(made([](ProcessBuilder& b) {
                    b.role({.key = "chair"});
                    b.authority({.role = "chair"});
                })).empty());
}

} // namespace
