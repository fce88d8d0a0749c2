#include <convene/check/confidentiality.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> confidentiality_fixtures() {
    const auto reading = [](Confidentiality clearance) {
        return [=](ProcessBuilder& b) {
            b.role({.key = "clerk", .clearance = clearance, .external = true});
            b.artifact({.key = "file", .confidentiality = Confidentiality::confidential, .given = true});
            task(b, "read").worked_by({"clerk"}).consumes("file");
        };
    };
    const auto writing = [](Confidentiality clearance) {
        return [=](ProcessBuilder& b) {
            b.role({.key = "clerk", .clearance = clearance, .external = true});
            b.artifact({.key = "file", .confidentiality = Confidentiality::confidential});
            task(b, "write").worked_by({"clerk"}).produces("file");
        };
    };
    return {
        {Code::clearance_too_low, "task read", reading(Confidentiality::internal),
         reading(Confidentiality::confidential)},
        {Code::producer_without_clearance, "task write", writing(Confidentiality::open),
         writing(Confidentiality::secret)},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::coded;
using convene::test::made;
using convene::test::task;

namespace {

TEST(CheckConfidentiality, TellEachRoleOnceWithTheMostGuardedArtifact) {
    const auto found = check_confidentiality(made([](ProcessBuilder& b) {
        b.role({.key = "agency", .clearance = Confidentiality::open, .external = true});
        b.role({.key = "boss", .clearance = Confidentiality::secret, .external = true});
        b.role({.key = "clerk", .external = true});
        b.artifact({.key = "open", .confidentiality = Confidentiality::open, .given = true});
        b.artifact({.key = "internal", .given = true});
        b.artifact({.key = "secret", .confidentiality = Confidentiality::secret, .given = true});
        task(b, "read")
            .worked_by({"clerk", "boss"})
            .informs({"agency"})
            .attended_by({"clerk"})
            .consumes({"open", "internal", "secret"});
        task(b, "show").worked_by({"agency"}).consumes("open");
    }));
    ASSERT_EQ(test::codes(found), (std::vector{Code::clearance_too_low, Code::clearance_too_low}));
    EXPECT_EQ(coded(found[0]), "clearance-too-low | task read | role agency, artifact secret (secret), open");
}

TEST(CheckConfidentiality, TheRecordOfAQuotaIsMadeByItsRole) {
    const auto found = check_confidentiality(made([](ProcessBuilder& b) {
        b.role({.key = "sales", .external = true});
        b.artifact({.key = "record", .confidentiality = Confidentiality::confidential});
        b.artifact({.key = "log", .confidentiality = Confidentiality::secret});
        b.quota({.key = "visits", .role = "sales", .record = "record"});
        b.cover({.key = "duty", .role = "sales", .from = 540, .to = 600, .log = "log"});
    }));
    ASSERT_EQ(test::codes(found), (std::vector{Code::producer_without_clearance, Code::producer_without_clearance}));
    EXPECT_EQ(found[0].object.in("en"), "quota visits");
    EXPECT_EQ(found[1].object.in("en"), "cover duty");
}

} // namespace
