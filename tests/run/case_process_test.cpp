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
