// Hostile and broken texts: the reader answers, in bounded memory and time, and its findings can be shown.

#include "findings.hpp"
#include "random_process.hpp"

#include <convene/core/utf8.hpp>
#include <convene/io/write_diagnostics.hpp>
#include <convene/io/write_process.hpp>

#include <support/environment.hpp>

#include <algorithm>

using namespace convene;
using namespace convene::test;

namespace {

std::string sample() {
    return read_file(source_dir() / "tests" / "data" / "io" / "good" / "everything.canonical.json");
}

io::ReadOptions options() {
    io::ReadOptions options;
    options.load = [](std::string_view) {
        return io::read_text_file(source_dir() / "tests" / "data" / "io" / "good" / "company-calendars.json");
    };
    return options;
}

/// Reads the text, and if it has faults, shows them; what they say has to hold together.
bool survives(std::string_view text) {
    const auto process = io::read_process(text, options());
    if (process) return !io::write_process(*process).empty();
    std::uint32_t last = 0;
    for (const auto& d : process.error()) {
        const auto offset = d.where.offset.value_or(0);
        if (offset > text.size() || offset < last) return false;
        if (d.where.offset && (d.where.line == 0 || d.where.column == 0)) return false;
        last = offset;
    }
    const auto shown = io::write_diagnostics(process.error()) + to_string(process.error(), Language::zh);
    return !process.error().empty() && !invalid_utf8(shown.substr(0, shown.find("]\n")));
}

TEST(Robustness, EveryPrefixIsAnswered) {
    const auto text = sample();
    for (std::size_t size = 0; size <= text.size(); ++size) {
        ASSERT_TRUE(survives(text.substr(0, size))) << size;
        const bool complete = text.find_first_not_of(" \n", size) == text.npos;
        ASSERT_EQ(io::read_process(text.substr(0, size), options()).has_value(), complete) << size;
    }
}

TEST(Robustness, ChangedBytesAreAnswered) {
    const auto text = sample();
    Random random(11);
    static constexpr std::string_view hard = "\"\\{}[]:,0-.eE+u \n\x80\xC3\xED\xF4\xFF";
    for (int round = 0; round < 1500 * scale(); ++round) {
        auto changed = text;
        for (auto n = 1 + random.below(4); n > 0; --n) {
            const auto at = random.below(static_cast<std::uint32_t>(changed.size()));
            switch (random.below(4)) {
            case 0: changed[at] = static_cast<char>(random.below(256)); break;
            case 1: changed[at] = hard[random.below(static_cast<std::uint32_t>(hard.size()))]; break;
            case 2: changed.erase(at, 1 + random.below(20)); break;
            case 3:
                changed.insert(
                    at, changed.substr(random.below(static_cast<std::uint32_t>(changed.size())), random.below(40)));
                break;
            }
        }
        ASSERT_TRUE(survives(changed)) << round << "\n" << changed;
    }
}

/// Values where others are expected: each finding says so, none is missed silently.
TEST(Robustness, ExchangedValuesAreAnswered) {
    const auto text = sample();
    Random random(12);
    const std::vector<std::string> values{
        "null",  "true", "0",  "-1",   "1e400",      "1.5",    "99999999999999999999999", "\"\"",       "\" \"",
        "\"x\"", "{}",   "[]", "[[]]", "{\"a\": 1}", "[null]", "\"2026-02-30\"",          "\"\\u0000\""};
    std::vector<std::size_t> starts;
    for (std::size_t i = text.find("\"title\""); i < text.size(); ++i)
        if (text[i - 1] == ' ' && text[i - 2] == ':') starts.push_back(i);
    for (const auto start : starts)
        for (int round = 0; round < 4 * scale(); ++round) {
            const auto& value = values[random.below(static_cast<std::uint32_t>(values.size()))];
            const auto end = text.find_first_of(",}\n", text[start] == '"' ? text.find('"', start + 1) : start);
            if (text[start] == '{' || text[start] == '[') continue;
            ASSERT_TRUE(survives(text.substr(0, start) + value + text.substr(end)))
                << value << " at " << text.substr(start, 30);
        }
}

TEST(Robustness, DeepNestingIsRefused) {
    for (const std::string open : {"[", "{\"a\":", "[{\"activities\":"}) {
        std::string deep = R"({"convene": 1, "id": "p", "activities": )";
        for (int i = 0; i < 1'000'000; ++i) deep += open;
        const auto found = faults(deep);
        ASSERT_FALSE(found.empty());
        EXPECT_EQ(found.back().substr(0, 15), "nested-too-deep") << found.back().substr(0, 100);
    }
    // In what is skipped as well as in what is read.
    std::string text = R"({"convene": 1, "id": "p", "nonsense": )" + std::string(63, '[') + std::string(63, ']') + "}";
    EXPECT_EQ(faults(text), std::vector<std::string>{"unknown-member 1:27 /nonsense | nonsense, process"});
    text = R"({"convene": 1, "id": "p", "nonsense": )" + std::string(64, '[') + std::string(64, ']') + "}";
    EXPECT_EQ(faults(text).back().substr(0, 22), "nested-too-deep 1:102 ");
}

TEST(Robustness, HugeStringsAreReadOrRefused) {
    const std::string huge(100'000'000, 'x');
    const auto process = io::read_process(R"({"convene": 1, "id": "p", "title": ")" + huge + "\"}");
    ASSERT_TRUE(process);
    EXPECT_EQ(process->title().in("en").size(), huge.size());
    for (const std::string before :
         {"\"id\": \"", "\"start\": \"", "\"", "\"zone\": \"\\u0001", "\"activities\": [{\"after\": [\""}) {
        const auto found = io::read_process(R"({"convene": 1, )" + before + huge.substr(0, 10'000'000));
        ASSERT_FALSE(found);
        EXPECT_LT(io::write_diagnostics(found.error()).size(), 10'000U) << before;
    }
}

TEST(Robustness, HugeNamesAreCutInFindings) {
    const std::string huge(1'000'000, 'x');
    const auto found =
        io::read_process(R"({"convene": 1, "id": ")" + huge + R"(", "activities": [{"id": "a", "kind": ")" + huge +
                         R"(", "duration": ")" + huge + R"(", "after": [")" + huge + R"("], "quorum": 1)" +
                         std::string(1'000'000, '0') + "}]}");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().size(), 5U);
    EXPECT_LT(io::write_diagnostics(found.error()).size(), 10'000U);
}

TEST(Robustness, NumbersBeyondAllRangesAreRefused) {
    for (const char* number : {"1e400", "-1e400", "1e2147483647", "18446744073709551616", "-9223372036854775809",
                               "123456789012345678901234567890", "1e-400", "0.0000000000000000000000000000000000001"}) {
        const auto found = faults(activity_with(std::string("\"quorum\": ") + number));
        ASSERT_EQ(found.size(), 1U) << number;
        EXPECT_TRUE(found[0].starts_with("bad-number") || found[0].starts_with("not-whole")) << found[0];
    }
    EXPECT_EQ(faults(activity_with("\"quorum\": 1e99999999999")).at(0).substr(0, 11), "json-syntax");
    EXPECT_EQ(faults(activity_with("\"quorum\": 2.0, \"budget\": 1e2")), std::vector<std::string>{})
        << "whole all the same";
}

TEST(Robustness, BytesThatAreNoTextAreRefused) {
    using namespace std::string_literals;
    EXPECT_EQ(faults("{\"convene\": 1, \"id\": \"p\", \"title\": \"a\0b\"}"s).at(0).substr(0, 17), "json-syntax 1:38 ");
    EXPECT_EQ(faults("\0"s).at(0).substr(0, 16), "json-syntax 1:1 ");
    EXPECT_EQ(faults("{\"convene\": 1\0}"s).at(0).substr(0, 17), "json-syntax 1:14 ");
    EXPECT_EQ(faults("\xFF\xFE{"s).at(0).substr(0, 13), "not-utf8 1:1 ");
    EXPECT_EQ(faults("{\"convene\": 1, \"id\": \"\xC0\x80\"}"s).at(0).substr(0, 14), "not-utf8 1:23 ") << "overlong";
    EXPECT_EQ(faults("{\"convene\": 1, \"id\": \"\xED\xA0\x80\"}"s).at(0).substr(0, 14), "not-utf8 1:23 ")
        << "a surrogate";
    EXPECT_EQ(faults("{\"convene\": 1, \"\xF5\x80\x80\x80\": 1}"s).at(0).substr(0, 14), "not-utf8 1:17 ") << "in a key";
}

TEST(Robustness, ManyFaultsAndLongListsAreAnswered) {
    std::string text = R"({"convene": 1, "id": "p", "roles": [)";
    for (int i = 0; i < 200'000; ++i) text += "{\"id\": \"r\", \"x\": [1, 2]},";
    text += R"({"id": "r"}], "activities": [{"id": "a", "after": [)";
    for (int i = 0; i < 200'000; ++i) text += "\"b" + std::to_string(i) + "\",";
    text += "\"a\"]}]}";
    EXPECT_TRUE(survives(text));
}

} // namespace
