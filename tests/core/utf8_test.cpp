#include <convene/core/random.hpp>
#include <convene/core/utf8.hpp>

#include <support/environment.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace convene;

namespace {

std::string encode(std::uint32_t c) {
    const auto byte = [](std::uint32_t b) { return static_cast<char>(static_cast<unsigned char>(b)); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0 | c >> 6U), byte(0x80 | (c & 0x3FU))};
    if (c < 0x10000) return {byte(0xE0 | c >> 12U), byte(0x80 | (c >> 6U & 0x3FU)), byte(0x80 | (c & 0x3FU))};
    return {byte(0xF0 | c >> 18U), byte(0x80 | (c >> 12U & 0x3FU)), byte(0x80 | (c >> 6U & 0x3FU)),
            byte(0x80 | (c & 0x3FU))};
}

/// Every well-formed sequence, from the definition: the encodings of all code points but the surrogates.
const std::set<std::string>& well_formed() {
    static const auto all = [] {
        std::set<std::string> set;
        for (std::uint32_t c = 0; c <= 0x10FFFF; ++c)
            if (c < 0xD800 || c > 0xDFFF) set.insert(encode(c));
        return set;
    }();
    return all;
}

std::optional<std::size_t> first_fault(const std::string& text) {
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t length = 1;
        while (length <= 4 && !well_formed().contains(text.substr(at, length))) ++length;
        if (length > 4) return at;
        at += length;
    }
    return std::nullopt;
}

TEST(Utf8, EveryCodePointIsValid) {
    std::string all;
    for (const auto& sequence : well_formed()) all += sequence;
    EXPECT_EQ(invalid_utf8(all), std::nullopt);
}

TEST(Utf8, FindsTheFirstIllFormedByte) {
    struct Row {
        std::string text;
        std::optional<std::size_t> fault;
    };
    const std::vector<Row> rows{
        {"", std::nullopt},
        {"plain", std::nullopt},
        {"会议", std::nullopt},
        {"\x80", 0},                    // a tail without a lead
        {"\xC0\xAF", 0},                // overlong
        {"\xE0\x80\xAF", 0},            // overlong
        {"\xF0\x80\x80\xAF", 0},        // overlong
        {"\xED\xA0\x80", 0},            // a surrogate
        {"\xF4\x90\x80\x80", 0},        // above U+10FFFF
        {"\xFF", 0},                    // no lead
        {"ab\xE4\xBC", 2},              // cut off
        {"\xE4\xBC\x9A\xE4\xBC", 3},    // cut off after a good one
        {std::string("a\0b\xFF", 4), 3} // a null byte is a character
    };
    for (const auto& row : rows) EXPECT_EQ(invalid_utf8(row.text), row.fault) << ::testing::PrintToString(row.text);
}

TEST(Utf8, FindsTheFaultWhateverStandsBeforeIt) {
    for (std::size_t before = 0; before < 40; ++before)
        EXPECT_EQ(invalid_utf8(std::string(before, 'a') + "\xFF" + std::string(20, 'b')), before);
}

TEST(Utf8, AgreesWithTheDefinitionOnRandomBytes) {
    const std::string bytes = "a\x7F\x80\x8F\x90\x9F\xA0\xBF\xC1\xC2\xDF\xE0\xE1\xED\xEE\xEF\xF0\xF1\xF4\xF5\xFF";
    Random random(1);
    for (int round = 0; round < 20'000 * test::scale(); ++round) {
        std::string text;
        for (auto n = random.between(1, 12); n > 0; --n)
            text += bytes[random.below(static_cast<std::uint32_t>(bytes.size()))];
        ASSERT_EQ(invalid_utf8(text), first_fault(text)) << ::testing::PrintToString(text);
    }
}

TEST(Utf8, DisplayWidthCountsColumns) {
    EXPECT_EQ(display_width(""), 0U);
    EXPECT_EQ(display_width("plain"), 5U);
    EXPECT_EQ(display_width("开盘会"), 6U);
    EXPECT_EQ(display_width("ＡＢ"), 4U);       // fullwidth
    EXPECT_EQ(display_width("é"), 1U);          // one code point
    EXPECT_EQ(display_width("e\u0301"), 1U);    // with a combining accent
    EXPECT_EQ(display_width("\U0001F600"), 2U); // an emoji
    EXPECT_EQ(display_width("한국"), 4U);
    EXPECT_EQ(display_width("a\xFF\xFE"), 3U); // ill-formed bytes count 1 each
    EXPECT_EQ(display_width("“引”"), 4U);      // quotation marks are ambiguous, so narrow
}

TEST(Utf8, PrintableLeavesNoControlCharacters) {
    EXPECT_EQ(printable("会议 ok"), "会议 ok");
    EXPECT_EQ(printable("a\x1B[31mb\n\tc\x7F"), "a [31mb  c ");
    EXPECT_EQ(printable("\xC2\x9B"
                        "31m"),
              " 31m"); // C1 control sequence introducer
    EXPECT_EQ(printable("a\xFF"), "a?");
}

std::size_t slow_distance(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty()) return a.size() + b.size();
    if (a.front() == b.front()) return slow_distance(a.substr(1), b.substr(1));
    return 1 + std::min({slow_distance(a.substr(1), b), slow_distance(a, b.substr(1)),
                         slow_distance(a.substr(1), b.substr(1))});
}

TEST(EditDistance, KnownPairs) {
    EXPECT_EQ(edit_distance("", ""), 0U);
    EXPECT_EQ(edit_distance("", "abc"), 3U);
    EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
    EXPECT_EQ(edit_distance("flaw", "lawn"), 2U);
}

TEST(EditDistance, AgreesWithTheRecursiveDefinition) {
    Random random(2);
    const auto word = [&] {
        std::string text;
        for (auto n = random.between(0, 6); n > 0; --n) text += static_cast<char>('a' + random.below(3));
        return text;
    };
    for (int round = 0; round < 500 * test::scale(); ++round) {
        const auto a = word();
        const auto b = word();
        EXPECT_EQ(edit_distance(a, b), slow_distance(a, b)) << a << " " << b;
    }
}

} // namespace
