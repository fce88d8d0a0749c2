#include <convene/core/random.hpp>
#include <convene/core/strings.hpp>

#include <support/environment.hpp>

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

using namespace convene;

namespace {

TEST(StringPool, GivesBackWhatWasAdded) {
    StringPool pool;
    const auto a = pool.add("kick-off");
    const auto none = pool.add("");
    const auto again = pool.add("kick-off");
    EXPECT_EQ(pool[a], "kick-off");
    EXPECT_EQ(pool[none], "");
    EXPECT_TRUE(none.empty());
    EXPECT_NE(a.offset, again.offset);
    EXPECT_EQ(pool[again], "kick-off");
    EXPECT_EQ(pool.bytes(), 16U);
    EXPECT_FALSE(pool.full());
}

TEST(StringPool, CanAddWhatItHolds) {
    StringPool pool;
    auto text = pool.add("ab");
    for (int i = 0; i < 10; ++i) text = pool.add(pool[text]);
    EXPECT_EQ(pool[text], "ab");
}

TEST(Interner, EmptyKnowsNothing) {
    const Interner names;
    EXPECT_EQ(names.size(), 0U);
    EXPECT_EQ(names.find(""), std::nullopt);
    EXPECT_EQ(names.find("a"), std::nullopt);
}

TEST(Interner, NumbersDistinctStringsInOrderOfFirstSight) {
    Interner names;
    EXPECT_EQ(names.intern("b"), Symbol{0});
    EXPECT_EQ(names.intern("a"), Symbol{1});
    EXPECT_EQ(names.intern("b"), Symbol{0});
    EXPECT_EQ(names.intern(""), Symbol{2});
    EXPECT_EQ(names.size(), 3U);
    EXPECT_EQ(names[Symbol{1}], "a");
    EXPECT_EQ(names.find(""), Symbol{2});
    EXPECT_EQ(names.find("c"), std::nullopt);
}

TEST(Interner, TellsStringsWithZeroBytesApart) {
    Interner names;
    const auto a = names.intern(std::string_view("a", 1));
    const auto b = names.intern(std::string_view("a\0", 2));
    EXPECT_NE(a, b);
}

// Among so many strings some have the same 32-bit hash.
TEST(Interner, TellsStringsOfEqualHashApart) {
    Interner names;
    for (std::uint32_t i = 0; i < 300'000; ++i) ASSERT_EQ(names.intern(std::to_string(i)), Symbol{i});
    for (std::uint32_t i = 0; i < 300'000; ++i) ASSERT_EQ(names.find(std::to_string(i)), Symbol{i});
}

TEST(Interner, AgreesWithAMap) {
    Random random(1);
    for (int round = 0; round < 20 * test::scale(); ++round) {
        Interner names;
        std::map<std::string, std::uint32_t> expected;
        for (int i = 0; i < 500; ++i) {
            std::string text;
            for (auto n = random.between(0, 20); n > 0; --n) text += static_cast<char>('a' + random.below(2));
            const auto [known, fresh] = expected.emplace(text, static_cast<std::uint32_t>(expected.size()));
            ASSERT_EQ(names.find(text), fresh ? std::nullopt : std::optional(Symbol{known->second}));
            ASSERT_EQ(names.intern(text), Symbol{known->second});
        }
        names.shrink_to_fit();
        ASSERT_EQ(names.size(), expected.size());
        for (const auto& [text, number] : expected) {
            ASSERT_EQ(names[Symbol{number}], text);
            ASSERT_EQ(names.find(text), Symbol{number});
        }
    }
}

TEST(Interner, InternsManyLikeOneByOne) {
    Random random(2);
    for (int round = 0; round < 20 * test::scale(); ++round) {
        Interner one_by_one;
        Interner together;
        for (int batch = 0; batch < 10; ++batch) {
            std::vector<std::string> texts(random.below(200));
            for (auto& text : texts) text = std::to_string(random.below(1000));
            const std::vector<std::string_view> views(texts.begin(), texts.end());
            std::vector<Symbol> symbols(views.size());
            together.intern(views, symbols);
            for (std::size_t i = 0; i < views.size(); ++i) ASSERT_EQ(symbols[i], one_by_one.intern(views[i]));
        }
        ASSERT_EQ(together.size(), one_by_one.size());
    }
}

TEST(Interner, KeepsItsSymbolsWhenItsRoomChanges) {
    Interner names;
    const auto check = [&](std::uint32_t count) {
        for (std::uint32_t i = 0; i < count; ++i) ASSERT_EQ(names.find("name" + std::to_string(i)), Symbol{i});
        ASSERT_EQ(names.size(), count);
    };
    names.reserve(100, 600);
    for (std::uint32_t i = 0; i < 1000; ++i) ASSERT_EQ(names.intern("name" + std::to_string(i)), Symbol{i});
    names.reserve(100'000, 1'000'000);
    check(1000);
    names.shrink_to_fit();
    check(1000);
    EXPECT_EQ(names.intern("one more"), Symbol{1000});
    names.shrink_to_fit();
    EXPECT_EQ(names.find("one more"), Symbol{1000});
}

} // namespace
