#include "run/scripted.hpp"

#include <convene/run/case_process.hpp>

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::test;

namespace {

TEST(CaseProcess, HasThePhasesActivitiesAndTheirDocuments) {
    const auto main = example("s5-service-standards");
    const auto found = case_process(main, *main.find_phase("customer-requests"));
    ASSERT_TRUE(found) << to_string(found.error());
    ASSERT_EQ(found->activities().size(), 3U);
    EXPECT_EQ(found->key(ActivityId{0}), "answer-request");
    EXPECT_FALSE(found->find_activity("evaluate"));
    EXPECT_EQ(found->artifacts().size(), 4U);
    EXPECT_TRUE((*found)[*found->find_artifact("customer-file")].given);
    EXPECT_FALSE((*found)[*found->find_artifact("request-solution")].given);
    EXPECT_EQ(found->service_level(ActivityId{0}), main.service_level(*main.find_activity("answer-request")));
    EXPECT_EQ(found->find_role("service-manager"), main.find_role("service-manager"));
}

TEST(CaseProcess, LeavesOutWhatIsOwedBesideItAndItsRecords) {
    ProcessBuilder b("p");
    b.role({.key = "sales"});
    b.phase({.key = "cases", .run = PhaseRun::per_case});
    for (const auto key : {"visits", "duty-log", "leaflet"}) b.artifact({.key = key, .given = true});
    b.artifact({.key = "receipt"});
    b.quota({.key = "weekly", .role = "sales", .count = 3, .per = Period::week, .record = "visits"});
    b.cover({.key = "desk", .role = "sales", .from = 9 * 60, .to = 20 * 60, .log = "duty-log"});
    b.quota({.key = "monthly", .role = "sales", .count = 1, .per = Period::month, .record = "receipt"});
    b.task("repair").in_phase("cases").produces("receipt");
    b.task("advertise").consumes("leaflet");
    const auto main = built(b);
    const auto found = case_process(main, *main.find_phase("cases"));
    ASSERT_TRUE(found) << to_string(found.error());
    EXPECT_TRUE(found->quotas().empty());
    EXPECT_TRUE(found->covers().empty());
    ASSERT_EQ(found->artifacts().size(), 1U); // the record that the case makes
    EXPECT_EQ(found->key(ArtifactId{0}), "receipt");
    EXPECT_EQ((*found)[ArtifactId{0}].producer, OptionalId(ActivityId{0}));
}

TEST(CaseProcess, IsOfPerCasePhasesAlone) {
    const auto main = example("s5-service-standards");
    EXPECT_EQ(case_process(main, *main.find_phase("planning")).error().front().code, Code::not_per_case);
}

TEST(CaseProcess, MayNotComeAfterWhatLiesOutside) {
    ProcessBuilder b("p");
    b.phase({.key = "cases", .run = PhaseRun::per_case});
    b.task("policy").lasts(spans::days(1));
    b.task("repair").lasts(spans::days(1)).in_phase("cases").after("policy", {.min = Span{}});
    const auto main = built(b);
    const auto found = case_process(main, *main.find_phase("cases"));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().front().code, Code::case_needs_outside);
}

TEST(CaseProcess, ACopyOfACaseSharesItsPlan) {
    const auto main = example("s8-six-links");
    const Instance first(*case_process(main, *main.find_phase("after-sales-cases")));
    const auto second = first; // NOLINT(performance-unnecessary-copy-initialization)
    EXPECT_EQ(&first.index(), &second.index());
}

} // namespace
