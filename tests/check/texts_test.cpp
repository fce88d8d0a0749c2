#include <convene/check/texts.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> text_fixtures() {
    const auto titled = [](const Text& title) {
        return [=](ProcessBuilder& b) {
            b.task("write", {{"zh", "撰写"}, {"en", "Write"}}).lasts(spans::days(1));
            b.task("read", title).lasts(spans::days(1)).after("write");
        };
    };
    const auto numbered = [](std::string_view phase) {
        return [=](ProcessBuilder& b) {
            b.phase({.key = "one"}).phase({.key = "two"});
            task(b, "a").number("3").in_phase("one");
            task(b, "b").number("3").in_phase(phase).after("a");
            task(b, "c").in_phase("two").after("b");
        };
    };
    return {
        {Code::missing_translation, "task \"审阅\"", titled(Text{{"zh", "审阅"}}),
         titled(Text{{"en", "Read"}, {"zh", "审阅"}})},
        {Code::duplicate_number, "task b", numbered("one"), numbered("two")},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::coded;
using convene::test::made;
using convene::test::task;

namespace {

TEST(CheckTexts, TitlesWithoutALanguageServeForAll) {
    EXPECT_TRUE(check_texts(made([](ProcessBuilder& b) {
                    b.task("write", {{"zh", "撰写"}, {"en", "Write"}});
                    b.task("read", "Read");
                })).empty());
    EXPECT_TRUE(check_texts(made([](ProcessBuilder& b) {
                    b.task("write");
                    b.task("read", "Read");
                })).empty());
}

TEST(CheckTexts, ALanguageThatFewTitlesHaveIsNotMissed) {
    EXPECT_TRUE(check_texts(made([](ProcessBuilder& b) {
                    b.task("a", {{"zh", "甲"}, {"fr", "Un"}});
                    b.task("b", {{"zh", "乙"}});
                    b.task("c", {{"zh", "丙"}});
                })).empty());
}

TEST(CheckTexts, LookAtRolesPeoplePhasesAndArtifactsToo) {
    const auto found = check_texts(made([](ProcessBuilder& b) {
        b.role({.key = "author", .title = {{"zh", "作者"}}});
        b.person({.key = "li", .title = {{"zh", "李"}}, .roles = {"author"}});
        b.phase({.key = "first", .title = {{"en", "First"}, {"zh", "第一"}}});
        b.artifact({.key = "report", .title = {{"en", "Report"}}});
        b.artifact({.key = "memo"});
        task(b, "a").title(Text{{"zh", "甲"}});
    }));
    std::vector<std::string> told;
    for (const auto& finding : found)
        told.push_back(std::string(finding.object.in("en")) + ": " + std::string(finding.arguments[0].in("en")));
    EXPECT_EQ(told, (std::vector<std::string>{"artifact \"Report\": zh", "artifact memo: zh"}));
}

TEST(CheckTexts, SayWhoHasTheNumber) {
    const auto found = check_texts(made([](ProcessBuilder& b) {
        task(b, "a").number("3");
        task(b, "b").number("4");
        task(b, "c").number("3");
        task(b, "d").number("3");
    }));
    ASSERT_EQ(test::codes(found), (std::vector{Code::duplicate_number, Code::duplicate_number}));
    EXPECT_EQ(coded(found[0]), "duplicate-number | task c | 3, task a");
    EXPECT_EQ(coded(found[1]), "duplicate-number | task d | 3, task c");
}

} // namespace
