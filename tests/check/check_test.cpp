#include <convene/check/check.hpp>

#include <check/fixture.hpp>
#include <support/environment.hpp>
#include <support/stop_after.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

using namespace convene;
using convene::test::coded;
using convene::test::Fixture;
using convene::test::made;
using convene::test::staff;
using convene::test::task;

namespace {

std::vector<Fixture> all_fixtures() {
    std::vector<Fixture> all;
    const auto add = [&](std::vector<Fixture> more) { std::ranges::move(more, std::back_inserter(all)); };
    add(test::cycle_fixtures());
    add(test::link_fixtures());
    add(test::rule_fixtures());
    add(test::date_fixtures());
    add(test::artifact_fixtures());
    add(test::meeting_fixtures());
    add(test::duty_fixtures());
    add(test::people_fixtures());
    add(test::separation_fixtures());
    add(test::authority_fixtures());
    add(test::confidentiality_fixtures());
    add(test::rework_fixtures());
    add(test::cadence_fixtures());
    add(test::unused_fixtures());
    add(test::text_fixtures());
    return all;
}

class CheckFixture : public testing::TestWithParam<Fixture> {};

TEST_P(CheckFixture, FailsWithItsCodeAloneAndNamesTheObject) {
    const auto& fixture = GetParam();
    const auto found = check(made(fixture.failing));
    ASSERT_EQ(found.size(), 1U) << to_string(found);
    EXPECT_EQ(code_info(found[0].code).name, code_info(fixture.code).name) << to_string(found);
    EXPECT_EQ(found[0].object.in("en"), fixture.object);
}

TEST_P(CheckFixture, SpeaksBothLanguagesWithNothingLeftOpen) {
    const auto found = check(made(GetParam().failing));
    ASSERT_FALSE(found.empty());
    const auto en = message(found[0], Language::en);
    const auto zh = message(found[0], Language::zh);
    EXPECT_NE(en, zh);
    for (const auto& sentence : {en, zh}) {
        EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
        EXPECT_EQ(sentence.find("\"\""), std::string::npos) << sentence;
    }
}

TEST_P(CheckFixture, PassesWithoutAFinding) {
    const auto found = check(made(GetParam().passing));
    EXPECT_TRUE(found.empty()) << to_string(found);
}

std::string name_of_fixture(const testing::TestParamInfo<Fixture>& info) {
    std::string name = std::to_string(info.index) + "_" + std::string(code_info(info.param.code).name);
    std::ranges::replace(name, '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Check, CheckFixture, testing::ValuesIn(all_fixtures()), name_of_fixture);

/// The names of the codes in one section of the table.
std::set<std::string> codes_of_section(const std::string& section) {
    const auto table = test::read_file(test::source_dir() / "include/convene/core/codes.inc");
    const auto begin = table.find("// --- " + section + ":");
    if (begin == std::string::npos) return {};
    const auto text = table.substr(begin, table.find("\n// --- ", begin) - begin);
    std::set<std::string> names;
    for (auto at = text.find("CONVENE_CODE("); at != std::string::npos; at = text.find("CONVENE_CODE(", at + 1)) {
        const auto first = text.find('"', at) + 1;
        names.insert(text.substr(first, text.find('"', first) - first));
    }
    return names;
}

TEST(Check, EveryCodeHasAFixture) {
    const auto codes = codes_of_section("check");
    EXPECT_GE(codes.size(), 40U);
    std::set<std::string> shown{"findings-omitted"}; // Check.CountsWhatItLeavesOut
    for (const auto& fixture : all_fixtures()) shown.emplace(code_info(fixture.code).name);
    for (const auto& code : codes) EXPECT_TRUE(shown.contains(code)) << code << " has no fixture";
}

TEST(Check, AnEmptyProcessHasNoFault) { EXPECT_TRUE(check(Process{}).empty()); }

TEST(Check, FindingsStandInTheOrderOfTheSource) {
    const auto found = check(made([](ProcessBuilder& b) {
        b.tier("unused"); // has no place
        b.role({.key = {"nobody", 901}});
        b.artifact({.key = {"unused", 101}});
        b.meeting({"m", 501}).lasts(spans::hours(1)).decided_by({"nobody"});
        b.task({"t", 301}).duties(DutyKind::works, {"nobody"}).after("m");
    }));
    EXPECT_EQ(test::codes(found),
              (std::vector{Code::unused_artifact, Code::no_duration, Code::meeting_without_initiator,
                           Code::meeting_without_material, Code::role_without_people, Code::unused_level}))
        << to_string(found);
}

TEST(Check, TellsACycleOnceAndNothingOfItsDates) {
    const auto found = check(made([](ProcessBuilder& b) {
        task(b, "a").after("b").deadline(test::at("2020-01-01"));
        task(b, "b").after("a").returns_to("a", 1);
        task(b, "c").after("a").after("b");
    }));
    EXPECT_EQ(test::codes(found), std::vector{Code::cycle});
}

TEST(Check, CountsWhatItLeavesOut) {
    const auto found = check(made([](ProcessBuilder& b) {
        for (int i = 0; i < 1234; ++i) b.task("t" + std::to_string(i));
    }));
    ASSERT_EQ(found.size(), 1001U);
    EXPECT_EQ(found[999].code, Code::no_duration);
    EXPECT_EQ(coded(found[1000]), "findings-omitted | 234, no-duration");
}

TEST(Check, SaysTheSameTwice) {
    const auto p = made([](ProcessBuilder& b) {
        staff(b, {"a", "b", "c"});
        b.meeting("m");
        b.task("t").after("m").after("m");
        b.artifact({.key = "x"});
    });
    const auto once = check(p);
    EXPECT_GT(once.size(), 5U);
    EXPECT_EQ(once, check(p));
}

/// A long chain with artifacts, rules, duties and returns; everything that walks along it has to do so in a loop.
Process chain(std::uint32_t n) {
    return made([=](ProcessBuilder& b) {
        b.role({.key = "author", .external = true});
        for (std::uint32_t i = 0; i < n; ++i) {
            const auto number = std::to_string(i);
            b.artifact({.key = "x" + number});
            auto t = b.task("t" + number).lasts(spans::minutes(5)).worked_by({"author"}).produces("x" + number);
            if (i == 0) continue;
            t.consumes("x" + std::to_string(i - 1));
            if (i > 1) t.after("t" + std::to_string(i - 2));
            t.returns_to("t" + std::to_string(i - 1), 1);
        }
    });
}

TEST(Check, WalksLongChains) {
    const std::uint32_t n = test::scale().factor > 1 ? 1'000'000 : 50'000;
    const auto found = check(chain(n));
    // Each rule over two links of artifacts is redundant.
    ASSERT_EQ(found.size(), 1001U);
    EXPECT_EQ(found[0].code, Code::redundant_rule);
    EXPECT_EQ(coded(found[1000]), "findings-omitted | " + std::to_string(n - 2 - 1000) + ", redundant-rule");
}

TEST(Check, EndsWithStoppedWheneverItIsStopped) {
    ProcessBuilder b("p");
    b.start(*try_parse_instant("2026-03-02T09:00"));
    b.tier("unused");
    b.task("a").lasts(3_d).constrain(ConstraintKind::finish_no_later_than, *try_parse_instant("2026-03-03T18:00"));
    const auto process = *b.build();
    const auto all = check(process);
    int questions = 0;
    for (;; ++questions) {
        const auto found = check(process, {.stop = test::StopAfter(questions)});
        if (found == all) break;
        ASSERT_EQ(std::ranges::count(found, Code::stopped, &Diagnostic::code), 1);
        for (const auto& one : found)
            ASSERT_TRUE(one.code == Code::stopped || std::ranges::count(all, one) == 1) << to_string(one);
    }
    EXPECT_GT(questions, 20); // between families and inside the search for conflicts
    EXPECT_EQ(check(process, {.stop = test::StopAfter(0)}), Diagnostics{{.code = Code::stopped}});
}

} // namespace
