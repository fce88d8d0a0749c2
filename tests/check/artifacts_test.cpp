#include <convene/check/artifacts.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> artifact_fixtures() {
    const auto handed_on = [](ProcessBuilder& b) {
        b.artifact({.key = "report"});
        task(b, "write").produces("report");
        task(b, "read").consumes("report");
    };
    const auto given = [](ProcessBuilder& b) {
        b.artifact({.key = "law", .given = true});
        task(b, "read").consumes("law");
    };
    return {
        {Code::artifact_without_producer, "artifact law",
         [](ProcessBuilder& b) {
             b.artifact({.key = "law"});
             task(b, "read").consumes("law");
         },
         given},
        {Code::artifact_with_two_producers, "artifact report",
         [](ProcessBuilder& b) {
             b.artifact({.key = "report"});
             task(b, "write").produces("report");
             task(b, "rewrite").produces("report");
             task(b, "read").consumes("report").after("rewrite");
         },
         handed_on},
        {Code::given_artifact_produced, "artifact law",
         [](ProcessBuilder& b) {
             b.artifact({.key = "law", .given = true});
             task(b, "write").produces("law");
         },
         given},
        {Code::consumes_own_result, "task edit",
         [](ProcessBuilder& b) {
             b.artifact({.key = "text"});
             task(b, "edit").consumes("text").produces("text");
         },
         [](ProcessBuilder& b) {
             b.artifact({.key = "draft", .given = true});
             b.artifact({.key = "text"});
             task(b, "edit").consumes("draft").produces("text");
         }},
        {Code::unused_artifact, "artifact law",
         [](ProcessBuilder& b) {
             b.artifact({.key = "law", .given = true});
             task(b, "read");
         },
         given},
        {Code::listed_twice, "task read",
         [](ProcessBuilder& b) {
             b.artifact({.key = "law", .given = true});
             task(b, "read").consumes({"law", "law"});
         },
         given},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::coded;
using convene::test::made;
using convene::test::staff;
using convene::test::task;

namespace {

TEST(CheckArtifacts, AResultThatNobodyConsumesIsFine) {
    EXPECT_TRUE(check_artifacts(made([](ProcessBuilder& b) {
                    b.artifact({.key = "report"});
                    task(b, "write").produces("report");
                })).empty());
}

TEST(CheckArtifacts, QuotasAndCoversProduceTheirRecords) {
    EXPECT_TRUE(check_artifacts(made([](ProcessBuilder& b) {
                    b.artifact({.key = "visit-record"});
                    b.artifact({.key = "log"});
                    staff(b, {"sales"});
                    b.quota({.key = "visits", .role = "sales", .count = 15, .record = "visit-record"});
                    b.cover({.key = "duty", .role = "sales", .from = 540, .to = 600, .log = "log"});
                    task(b, "review").consumes({"visit-record", "log"});
                })).empty());
}

TEST(CheckArtifacts, AreFoundAtTheirDefinitionAndNamed) {
    const auto found = check_artifacts(made([](ProcessBuilder& b) {
        b.artifact({.key = {"report", 31}});
        task(b, "write").produces("report");
        task(b, "rewrite").produces("report");
    }));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].where.offset, 30U);
    EXPECT_EQ(coded(found[0]), "artifact-with-two-producers | artifact report | task write, task rewrite");
}

TEST(CheckArtifacts, ASecondProducerThatConsumesItIsToldBoth) {
    const auto found = check_artifacts(made([](ProcessBuilder& b) {
        b.artifact({.key = "text"});
        task(b, "write").produces("text");
        task(b, "edit").consumes("text").produces("text");
    }));
    EXPECT_EQ(test::codes(found), (std::vector{Code::artifact_with_two_producers, Code::consumes_own_result}));
}

TEST(CheckArtifacts, WhatStandsThriceIsToldOnce) {
    const auto found = check_artifacts(made([](ProcessBuilder& b) {
        b.artifact({.key = "report"});
        task(b, "write").produces({"report", "report", "report"});
    }));
    ASSERT_EQ(test::codes(found), std::vector{Code::listed_twice});
    EXPECT_EQ(coded(found[0]), "listed-twice | task write | artifact report, produces");
}

} // namespace
