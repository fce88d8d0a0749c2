#include <convene/io/locate.hpp>

#include <gtest/gtest.h>

#include <string>

using namespace convene;

namespace {

Diagnostic at(std::size_t offset) {
    return {.code = Code::bad_span, .where = {.offset = static_cast<std::uint32_t>(offset)}};
}

/// "line:column pointer" of the finding at the place that `mark` begins.
std::string place(std::string_view text, std::size_t offset) {
    Diagnostics findings{at(offset)};
    io::locate(findings, text);
    const auto& where = findings[0].where;
    return std::to_string(where.line) + ":" + std::to_string(where.column) + " " + where.pointer;
}
std::string place(std::string_view text, std::string_view mark) { return place(text, text.find(mark)); }

TEST(Locate, FindsEachValue) {
    const std::string text = "{\n"
                             "  \"a\": [10, {\"b\": \"x\"}, [true, null]],\n"
                             "  \"c\": {}\n"
                             "}\n";
    EXPECT_EQ(place(text, "{"), "1:1 ");
    EXPECT_EQ(place(text, "\"a\""), "2:3 /a");
    EXPECT_EQ(place(text, "[10"), "2:8 /a");
    EXPECT_EQ(place(text, "10"), "2:9 /a/0");
    EXPECT_EQ(place(text, "{\"b"), "2:13 /a/1");
    EXPECT_EQ(place(text, "\"b\""), "2:14 /a/1/b");
    EXPECT_EQ(place(text, "\"x\""), "2:19 /a/1/b");
    EXPECT_EQ(place(text, "[true"), "2:25 /a/2");
    EXPECT_EQ(place(text, "true"), "2:26 /a/2/0");
    EXPECT_EQ(place(text, "ull"), "2:33 /a/2/1") << "inside of a token";
    EXPECT_EQ(place(text, "]]"), "2:36 /a/2") << "its end";
    EXPECT_EQ(place(text, "{}"), "3:8 /c");
    EXPECT_EQ(place(text, "}\n}"), "3:9 /c");
    EXPECT_EQ(place(text, text.size() - 2), "4:1 ");
}

TEST(Locate, WritesPointersAsRfc6901Says) {
    EXPECT_EQ(place(R"({"a/b~c": 1})", "1}"), "1:11 /a~1b~0c");
    EXPECT_EQ(place(R"({"": 1})", "1}"), "1:6 /");
    EXPECT_EQ(place(R"({"\"\\\/\n": 1})", "1}"), "1:14 /\"\\~1\n");
    EXPECT_EQ(place(R"({"\u00e9\u4f1a\ud83d\ude00\u0041": 1})", "1}"), "1:36 /\xC3\xA9\xE4\xBC\x9A\xF0\x9F\x98\x80"
                                                                       "A");
}

TEST(Locate, CountsColumnsInBytesWithoutTheByteOrderMark) {
    EXPECT_EQ(place("\xEF\xBB\xBF{\"a\": 1}", "1}"), "1:7 /a");
    EXPECT_EQ(place("{\"\xE4\xBC\x9A\": 1}", "1}"), "1:9 /\xE4\xBC\x9A");
    EXPECT_EQ(place("\r\n{}", "{"), "2:1 ");
}

TEST(Locate, IgnoresWhatBracketsStandInStrings) { EXPECT_EQ(place(R"(["{[\"]}", {"k\\": "]"}, 7])", "7]"), "1:26 /2"); }

TEST(Locate, TakesSeveralFindingsInAnyOrderAndLeavesThemInIt) {
    const std::string text = "[1,\n 2,\n 3]";
    Diagnostics findings{at(text.find('3')), at(text.find('1')), at(text.find('2')), at(text.find('3'))};
    io::locate(findings, text, "list.json");
    std::vector<std::uint32_t> lines;
    for (const auto& f : findings) lines.push_back(f.where.line);
    EXPECT_EQ(lines, (std::vector<std::uint32_t>{3, 1, 2, 3}));
    EXPECT_EQ(findings[3].where.pointer, "/2");
    EXPECT_EQ(findings[0].where.file, "list.json");
}

TEST(Locate, LeavesAloneWhatIsLocatedOrElsewhere) {
    Diagnostics findings{at(0), at(0), {.code = Code::bad_span}};
    findings[0].where.line = 7;
    findings[1].where.file = "other.json";
    io::locate(findings, "{}", "this.json");
    EXPECT_EQ(findings[0].where.line, 7U);
    EXPECT_EQ(findings[0].where.file, "");
    EXPECT_EQ(findings[1].where.line, 0U);
    EXPECT_EQ(findings[1].where.file, "other.json");
    EXPECT_EQ(findings[2].where.line, 0U);
    EXPECT_EQ(findings[2].where.file, "this.json");
}

TEST(Locate, FollowsBrokenTexts) {
    EXPECT_EQ(place(R"({"a": [1, 2 oops})", "oops"), "1:13 /a/1");
    EXPECT_EQ(place("}}]],,::5", "5"), "1:9 ");
    EXPECT_EQ(place("{\"a\": \"never ends", 100), "1:101 /a");
    EXPECT_EQ(place("", std::size_t{0}), "1:1 ");
    EXPECT_EQ(place("{\"a\\", std::size_t{4}), "1:5 ");
    EXPECT_EQ(place(R"({"a": [1, {"b": 2,}]})", "}]"), "1:19 /a/1") << "a bracket that is not expected";
}

TEST(Locate, FollowsOneTextALine) {
    const std::string_view text = "{\"a\": [1]}\n{oops: 5}\n\n{\"b\": [{}, 3]}";
    EXPECT_EQ(place(text, "1]"), "1:8 /a/0");
    EXPECT_EQ(place(text, "5"), "2:8 ");
    EXPECT_EQ(place(text, "3"), "4:12 /b/1");
    Diagnostics findings{at(text.find('3')), at(text.find('1'))};
    io::locate(findings, text);
    EXPECT_EQ(findings[0].where.pointer, "/b/1");
    EXPECT_EQ(findings[1].where.pointer, "/a/0");
}

TEST(Locate, IsNotDeepInDeepTexts) {
    const std::size_t depth = 1'000'000;
    const auto text = std::string(depth, '[') + "1";
    Diagnostics findings{at(3), at(depth)};
    io::locate(findings, text);
    EXPECT_EQ(findings[0].where.pointer, "/0/0/0");
    EXPECT_EQ(findings[1].where.pointer.size(), 2U * 999U) << "cut";
}

} // namespace
