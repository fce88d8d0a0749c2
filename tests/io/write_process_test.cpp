#include "findings.hpp"

#include <convene/core/utf8.hpp>
#include <convene/io/write_process.hpp>
#include <convene/model/builder.hpp>

#include <support/environment.hpp>

#include <algorithm>
#include <limits>

using namespace convene;
using namespace convene::test;

namespace {

const auto& data_dir() {
    static const auto dir = source_dir() / "tests" / "data" / "io" / "good";
    return dir;
}

io::ReadOptions beside(const std::filesystem::path& folder) {
    io::ReadOptions options;
    options.load = [folder](std::string_view path) { return io::read_text_file(folder / std::filesystem::path(path)); };
    return options;
}

/// What the writer makes of what the reader makes of this.
std::string rewritten(std::string_view text) {
    const auto process = io::read_process(text);
    EXPECT_EQ(lines_of(process), std::vector<std::string>{});
    return process ? io::write_process(*process) : "";
}

Process build(ProcessBuilder& b) {
    auto process = b.build();
    EXPECT_EQ(lines_of(process), std::vector<std::string>{});
    return process ? *process : Process{};
}

TEST(WriteProcess, WritesWhatIsThere) {
    EXPECT_EQ(rewritten(R"({"id": "p", "convene": 1})"), "{\n  \"convene\": 1,\n  \"id\": \"p\"\n}\n");
}

TEST(WriteProcess, KnowsEveryKey) {
    const auto process = io::read_process_file(data_dir() / "everything.json");
    ASSERT_TRUE(process);
    const auto text = io::write_process(*process);
    EXPECT_EQ(text, read_file(data_dir() / "everything.canonical.json"));
    const auto again = io::read_process(text, beside(data_dir()));
    ASSERT_TRUE(again);
    EXPECT_TRUE(*again == *process);
    EXPECT_EQ(io::write_process(*again), text);
}

TEST(WriteProcess, LeavesOutDefaults) {
    const auto text = rewritten(R"({"convene": 1, "id": "p",
      "calendars": [{"id": "only", "week": {"mon": ["09:00-12:00"], "tue": []}}], "calendar": "only",
      "roles": [{"id": "r", "clearance": "internal", "external": false}],
      "phases": [{"id": "f", "run": "once"}], "artifacts": [{"id": "x", "confidentiality": "internal", "given": false}],
      "activities": [{"id": "a", "kind": "task", "title": "", "duration": "0d", "steps": [], "as_late_as_possible": false,
        "duties": {"works": [{"role": "r", "demand": "one", "count": 1, "share": 1}], "decides": []},
        "measures": [{"id": "m", "target": 0, "direction": "at-least"}], "recurrence": {"rule": "FREQ=DAILY", "missed": "latest"}},
        {"id": "b", "after": [{"activity": "a", "lag": "0d", "from": "finish", "to": "start", "calendar": "successor"}],
         "returns_to": [{"activity": "a", "max_rounds": 1}]}],
      "quotas": [{"id": "q", "role": "r", "count": 1, "per": "day", "per_person": true}],
      "covers": [{"id": "c", "role": "r", "from": "09:00", "to": "10:00", "minimum": 1,
                  "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]}]})");
    EXPECT_EQ(text, R"({
  "convene": 1,
  "id": "p",
  "calendars": [{"id": "only", "week": {"mon": ["09:00-12:00"]}}],
  "roles": [{"id": "r"}],
  "phases": [{"id": "f"}],
  "artifacts": [{"id": "x"}],
  "activities": [
    {
      "id": "a",
      "duties": {"works": ["r"]},
      "measures": [{"id": "m", "target": 0}],
      "recurrence": {"rule": "FREQ=DAILY"}
    },
    {"id": "b", "after": ["a"], "returns_to": [{"activity": "a"}]}
  ],
  "quotas": [{"id": "q", "role": "r", "count": 1, "per": "day"}],
  "covers": [{"id": "c", "role": "r", "from": "09:00", "to": "10:00"}]
}
)");
}

TEST(WriteProcess, MovesRulesToTheActivityThatTheyLeadTo) {
    const auto text = rewritten(R"({"convene": 1, "id": "p", "activities": [{"id": "a", "before": ["b"]}, {"id": "b"}],
        "rules": [{"from": "a", "to": "b", "min": "1d"}, {"from": "a", "to": "b", "max": "9d"}]})");
    EXPECT_NE(text.find(R"({"id": "b", "after": ["a", {"activity": "a", "lag": "1d"}]})"), std::string::npos) << text;
    EXPECT_NE(text.find(R"("rules": [{"from": "a", "to": "b", "max": "9d"}])"), std::string::npos) << text;
}

TEST(WriteProcess, KeepsToAHundredColumns) {
    const auto process = io::read_process_file(data_dir() / "everything.json");
    ASSERT_TRUE(process);
    const auto text = io::write_process(*process);
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        EXPECT_LE(display_width(std::string_view(text).substr(at, end - at)), 100U) << text.substr(at, end - at);
        at = end + 1;
    }
}

TEST(WriteProcess, BreaksWhereTheHundredthColumnIsPassed) {
    const std::string before = "  \"activities\": [{\"id\": \"a\", \"steps\": [\"";
    const std::string after = "\"]}]";
    // A comma might follow, which has to fit too.
    const std::size_t room = 99 - before.size() - after.size();
    for (const std::size_t size : {room - 1, room, room + 1}) {
        ProcessBuilder b("p");
        const std::string step(size, 'x');
        b.task("a").step(Text(step));
        const bool on_one_line = io::write_process(build(b)).find(before + step + after) != std::string::npos;
        EXPECT_EQ(on_one_line, size <= room) << size;
    }
}

TEST(WriteProcess, CountsWideCharactersTwice) {
    ProcessBuilder narrow("p");
    narrow.role({.key = "r", .title = std::string(60, 'x')});
    EXPECT_NE(io::write_process(build(narrow)).find("\"roles\": [{\"id\""), std::string::npos);
    ProcessBuilder wide("p");
    std::string title;
    for (int i = 0; i < 60; ++i) title += "会";
    wide.role({.key = "r", .title = title});
    EXPECT_EQ(io::write_process(build(wide)).find("\"roles\": [{\"id\""), std::string::npos);
}

TEST(WriteProcess, EscapesWhatJsonAsksForAndNoMore) {
    ProcessBuilder b("p");
    b.title("a\"b\\c/d\n\t\x7F会😀<>&");
    const auto text = io::write_process(build(b));
    EXPECT_NE(text.find("\"title\": \"a\\\"b\\\\c/d\\n\\t\x7F会😀<>&\""), std::string::npos) << text;
}

TEST(WriteProcess, WritesNumbersThatReadBack) {
    for (const double target :
         {0.1, 1.0 / 3.0, -2.5e-7, 1e300, std::numeric_limits<double>::denorm_min(), 123456789.0}) {
        ProcessBuilder b("p");
        auto a = b.task("a");
        a.measure({.key = "m", .title = {}, .unit = {}, .target = target});
        for (const std::int64_t hundredths :
             {std::int64_t{-1}, std::int64_t{7}, std::int64_t{100}, std::int64_t{12345},
              std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
            auto c = b.task("c" + std::to_string(hundredths));
            c.budget({hundredths});
        }
        const auto process = build(b);
        const auto again = io::read_process(io::write_process(process));
        ASSERT_EQ(lines_of(again), std::vector<std::string>{});
        EXPECT_TRUE(*again == process) << target;
    }
}

TEST(WriteProcess, IsStableOnTheExamples) {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(source_dir() / "examples" / "processes")) {
        if (entry.path().extension() != ".json") continue;
        ++files;
        const auto process = io::read_process_file(entry.path());
        ASSERT_EQ(lines_of(process), std::vector<std::string>{}) << entry.path();
        const auto text = io::write_process(*process);
        const auto again = io::read_process(text, beside(entry.path().parent_path()));
        ASSERT_EQ(lines_of(again), std::vector<std::string>{}) << entry.path();
        EXPECT_TRUE(*again == *process) << entry.path();
        EXPECT_EQ(io::write_process(*again), text);
    }
    EXPECT_GE(files, 9U);
}

TEST(WriteCalendars, WritesACalendarFile) {
    const auto text = read_file(data_dir() / "company-calendars.json");
    const auto calendars = io::read_calendars(text);
    ASSERT_TRUE(calendars);
    const auto again = io::read_calendars(io::write_calendars(*calendars));
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, *calendars);
}

TEST(ProcessEquality, SeesEachDifference) {
    const auto text = read_file(data_dir() / "everything.canonical.json");
    const auto original = io::read_process(text, beside(data_dir()));
    ASSERT_TRUE(original);
    // Each line with one letter or digit of a value changed: it can't be read any more, or is another process.
    std::size_t changed = 0;
    for (std::size_t at = text.find("\"title\""); at < text.size(); ++at) {
        const char c = text[at];
        if (text[at - 1] != '"' && text[at - 1] != ' ') continue;
        if (!((c >= 'a' && c <= 'y') || (c >= 'A' && c <= 'Y') || (c >= '0' && c <= '8'))) continue;
        auto other = text;
        other[at] = static_cast<char>(c + 1);
        const auto process = io::read_process(other, beside(data_dir()));
        if (!process) continue;
        ++changed;
        EXPECT_FALSE(*process == *original) << text.substr(at - 20, 40);
    }
    EXPECT_GT(changed, 50U);
}

TEST(ProcessEquality, TakesNoNoticeOfWhereThingsStand) {
    const auto a =
        io::read_process(R"({"convene": 1, "id": "p", "activities": [{"id": "a"}, {"id": "b", "after": ["a"]}]})");
    const auto b = io::read_process(R"({"activities":[{"before":["b"],"id":"a"},{"id":"b"}],"id":"p","convene":1})");
    ASSERT_TRUE(a && b);
    EXPECT_TRUE(*a == *b);
    EXPECT_TRUE(Process{} == Process{});
    EXPECT_FALSE(*a == Process{});
}

} // namespace
