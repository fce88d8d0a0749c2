#include <convene/core/code.hpp>
#include <convene/core/utf8.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace convene;

namespace {

const std::vector<std::string> identifiers{
#define CONVENE_CODE(identifier, name, severity, en, zh) #identifier,
#include <convene/core/codes.inc>
#undef CONVENE_CODE
};

/// The places {0}, {1}, ... of a sentence, {0?unit:units} among them; a brace that is no place comes back as a fault.
std::set<std::string> places(std::string_view sentence) {
    std::set<std::string> found;
    for (auto at = sentence.find_first_of("{}"); at != std::string_view::npos;) {
        const auto end = std::min(sentence.find('}', at), sentence.size());
        const auto place = sentence.substr(at, end + 1 - at);
        const bool digit =
            place.size() > 2 && place[0] == '{' && place[1] >= '0' && place[1] <= '9' && end < sentence.size();
        const bool plural = digit && place[2] == '?' && place.find(':') != std::string_view::npos;
        found.insert(digit && (place.size() == 3 || plural) ? "{" + std::string(place.substr(1, 1)) + "}"
                                                            : "a brace that is no place");
        at = sentence.find_first_of("{}", end + 1);
    }
    return found;
}

TEST(Codes, AreInTheOrderOfTheirValues) {
    ASSERT_EQ(all_codes.size(), identifiers.size());
    for (std::size_t i = 0; i < all_codes.size(); ++i) {
        EXPECT_EQ(static_cast<std::size_t>(all_codes[i].code), i);
        EXPECT_EQ(&code_info(all_codes[i].code), &all_codes[i]);
    }
}

TEST(Codes, AreNamedLikeTheirIdentifiersInKebabCase) {
    for (std::size_t i = 0; i < all_codes.size(); ++i) {
        std::string name = identifiers[i];
        std::ranges::replace(name, '_', '-');
        EXPECT_EQ(all_codes[i].name, name);
        const auto kebab = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
        EXPECT_TRUE(std::ranges::all_of(name, kebab)) << name;
        EXPECT_EQ(name.find("--"), std::string::npos) << name;
    }
}

TEST(Codes, HaveUniqueNames) {
    std::set<std::string_view> names;
    for (const auto& info : all_codes) EXPECT_TRUE(names.insert(info.name).second) << info.name;
}

TEST(Codes, SayTheSameInBothLanguages) {
    for (const auto& info : all_codes) {
        EXPECT_FALSE(info.en.empty()) << info.name;
        EXPECT_FALSE(info.zh.empty()) << info.name;
        EXPECT_EQ(places(info.en), places(info.zh)) << info.name;
        EXPECT_FALSE(places(info.en).contains("a brace that is no place")) << info.name;
    }
}

TEST(Codes, NumberTheirPlacesFromZeroWithoutGaps) {
    for (const auto& info : all_codes) {
        int next = 0;
        for (const auto& place : places(info.en)) EXPECT_EQ(place[1], '0' + next++) << info.name;
    }
}

TEST(Codes, AreWrittenInTheirLanguage) {
    const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    for (const auto& info : all_codes) {
        EXPECT_TRUE(std::ranges::all_of(info.en, ascii)) << info.name;
        EXPECT_FALSE(std::ranges::all_of(info.zh, ascii)) << info.name;
        EXPECT_EQ(invalid_utf8(info.zh), std::nullopt) << info.name;
        EXPECT_FALSE(info.en.ends_with('.') || info.zh.ends_with("。")) << info.name;
    }
}

} // namespace
