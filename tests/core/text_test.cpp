#include <convene/core/text.hpp>

#include <gtest/gtest.h>

using namespace convene;

namespace {

const Text both{{"zh", "开盘策略决策会"}, {"en", "Launch strategy decision"}};

TEST(Text, GivesTheWordingOfTheLanguage) {
    EXPECT_EQ(both.in(Language::zh), "开盘策略决策会");
    EXPECT_EQ(both.in(Language::en), "Launch strategy decision");
    EXPECT_EQ(both.in("zh"), "开盘策略决策会");
}

TEST(Text, FallsBackToNeutralThenEnglishThenFirst) {
    EXPECT_EQ(both.in("fr"), "Launch strategy decision");
    EXPECT_EQ((Text{{"zh", "会"}, {"de", "Sitzung"}}).in("fr"), "会");
    EXPECT_EQ((Text{{"en", "meeting"}, {"", "M1"}}).in("fr"), "M1");
    EXPECT_EQ((Text{{"en", "meeting"}, {"", "M1"}}).in("en"), "meeting");
}

TEST(Text, OneWordingWithoutALanguageServesAll) {
    const Text text = "Kick-off";
    EXPECT_EQ(text.in(Language::zh), "Kick-off");
    EXPECT_EQ(text.in(Language::en), "Kick-off");
    EXPECT_EQ(text.packed(), "Kick-off");
}

TEST(Text, OneWordingWithALanguageIsNotTwoTexts) {
    const Text text{{"zh", "启动会"}};
    ASSERT_EQ(text.view().wordings().size(), 1U);
    EXPECT_EQ(text.view().wordings()[0].first, "zh");
    EXPECT_EQ(text.in("en"), "启动会");
}

TEST(Text, ListsWordingsInOrderOfDefinition) {
    using Wordings = std::vector<std::pair<std::string_view, std::string_view>>;
    EXPECT_EQ(both.view().wordings(), (Wordings{{"zh", "开盘策略决策会"}, {"en", "Launch strategy decision"}}));
    EXPECT_EQ(TextView("x").wordings(), (Wordings{{"", "x"}}));
    EXPECT_TRUE(TextView().wordings().empty());
}

TEST(Text, AddedWordingsAreTheSameAsGivenOnes) {
    Text text;
    text.add("zh", "开盘策略决策会");
    text.add("en", "Launch strategy decision");
    EXPECT_EQ(text, both);

    Text neutral = "M1";
    neutral.add("en", "meeting");
    EXPECT_EQ(neutral, (Text{{"", "M1"}, {"en", "meeting"}}));
    EXPECT_EQ(neutral.in("zh"), "M1");
}

TEST(Text, EmptyTextIsEmptyInEveryLanguage) {
    EXPECT_TRUE(Text{}.empty());
    EXPECT_TRUE(TextView{}.empty());
    EXPECT_EQ(Text{}.in(Language::en), "");
}

TEST(TextView, SeesWhatTheTextHolds) {
    const TextView view = both;
    EXPECT_EQ(view.in(Language::zh), both.in(Language::zh));
    EXPECT_EQ(TextView{view.packed()}, view);
    EXPECT_EQ(Text{view}, both);
}

} // namespace
