#include <convene/core/diagnostic.hpp>

#include <gtest/gtest.h>

using namespace convene;

namespace {

const Diagnostic overlap{
    .code = Code::overlapping_shifts,
    .object = {{"en", "calendar office"}, {"zh", "日历 office"}},
    .arguments = {"09:00-12:00", "11:00-15:00"},
};

TEST(Message, NamesTheObjectAndFillsThePlaces) {
    EXPECT_EQ(message(overlap), "calendar office: shifts 09:00-12:00 and 11:00-15:00 overlap; merge or separate them");
    EXPECT_EQ(message(overlap, Language::zh), "日历 office：班次 09:00-12:00 与 11:00-15:00 重叠；请合并或错开");
}

TEST(Message, WithoutAnObjectBeginsWithTheSentence) {
    EXPECT_EQ(message({.code = Code::out_of_range_date, .arguments = {"12026-01-01"}}),
              "12026-01-01 is outside the years 1 to 9999; correct the date");
}

TEST(Message, PlacesWithoutAnArgumentStayEmpty) {
    EXPECT_EQ(message({.code = Code::out_of_range_date}), " is outside the years 1 to 9999; correct the date");
}

TEST(Message, ArgumentsSpeakTheLanguageToo) {
    const Diagnostic d{.code = Code::bad_recurrence,
                       .arguments = {"X", Text{{"en", "no frequency"}, {"zh", "缺频率"}}}};
    EXPECT_NE(message(d, Language::en).find("no frequency"), std::string::npos);
    EXPECT_NE(message(d, Language::zh).find("缺频率"), std::string::npos);
}

TEST(Message, AnArgumentIsNotReadAsASentence) {
    EXPECT_EQ(message({.code = Code::out_of_range_date, .arguments = {"{0}"}}),
              "{0} is outside the years 1 to 9999; correct the date");
}

TEST(Message, PluralsAgree) {
    const auto told = [](const char* count) {
        return message({.code = Code::rcpsp_demand_exceeds_capacity, .arguments = {count, "0", "0"}});
    };
    EXPECT_TRUE(told("1").starts_with("needs 1 unit of ")) << told("1");
    EXPECT_TRUE(told("2").starts_with("needs 2 units of ")) << told("2");
    EXPECT_TRUE(told("0").starts_with("needs 0 units of ")) << told("0");
    EXPECT_TRUE(told("11").starts_with("needs 11 units of ")) << told("11");
}

TEST(Message, NothingFromTheInputControlsTheTerminal) {
    const Diagnostic d{
        .code = Code::out_of_range_date, .object = "a\x1B[2J", .arguments = {"\x1B[31m"}, .suggestion = "\x1B[0m"};
    EXPECT_EQ(message(d).find('\x1B'), std::string::npos);
    EXPECT_EQ(message(d, Language::zh).find('\x1B'), std::string::npos);
}

TEST(Message, OffersTheSuggestion) {
    const Diagnostic d{.code = Code::out_of_range_date, .arguments = {"x"}, .suggestion = "office"};
    EXPECT_TRUE(message(d).ends_with(" (did you mean \"office\"?)"));
    EXPECT_TRUE(message(d, Language::zh).ends_with("（是否指“office”？）"));
}

TEST(DiagnosticLine, IsAsCompilersPrintIt) {
    Diagnostic d = overlap;
    EXPECT_TRUE(to_string(d).starts_with("error: calendar office: "));
    EXPECT_TRUE(to_string(d).ends_with(" [overlapping-shifts]"));
    EXPECT_TRUE(to_string(d, Language::zh).starts_with("错误：日历 office："));
    d.where = {.file = "p.json", .line = 3, .column = 7};
    EXPECT_TRUE(to_string(d).starts_with("p.json:3:7: error: "));
    d.where = {.file = "p.json"};
    EXPECT_TRUE(to_string(d).starts_with("p.json: error: "));
    d.where = {.line = 3, .column = 7};
    EXPECT_TRUE(to_string(d).starts_with("3:7: error: "));
}

TEST(DiagnosticLine, OneLineEach) {
    EXPECT_EQ(to_string(Diagnostics{}), "");
    EXPECT_EQ(to_string(Diagnostics{overlap, overlap}), to_string(overlap) + "\n" + to_string(overlap) + "\n");
}

TEST(HasErrors, OnlyErrorsCount) {
    EXPECT_FALSE(has_errors({}));
    EXPECT_TRUE(has_errors({overlap}));
}

TEST(Closest, FindsASlipOfTheKeyboard) {
    const std::vector<std::string_view> names{"office", "factory", "night"};
    EXPECT_EQ(closest("ofice", names), "office");
    EXPECT_EQ(closest("factry", names), "factory");
    EXPECT_EQ(closest("office", names), "office");
}

TEST(Closest, ToleratesAThirdOfTheWordUpToThreeEdits) {
    EXPECT_EQ(closest("ab", {"ac"}), "ac");                               // 1 edit always
    EXPECT_EQ(closest("ab", {"cd"}), "");                                 // never 2 in a short word
    EXPECT_EQ(closest("abcdef", {"abcdxy"}), "abcdxy");                   // 2 of 6
    EXPECT_EQ(closest("abcdef", {"abcxyz"}), "");                         // 3 of 6
    EXPECT_EQ(closest("abcdefghijkl", {"abcdefghixyz"}), "abcdefghixyz"); // 3 of 12
    EXPECT_EQ(closest("abcdefghijkl", {"abcdefghwxyz"}), "");             // 4 of 12
}

TEST(Closest, TheNearestThenTheFirst) {
    EXPECT_EQ(closest("review", {"reviex1", "reviews", "reviewx"}), "reviews");
    EXPECT_EQ(closest("review", {}), "");
    EXPECT_EQ(closest("", {"long"}), "");
}

} // namespace
