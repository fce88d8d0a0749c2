#include "findings.hpp"

#include <convene/io/locate.hpp>
#include <convene/io/read_portfolio.hpp>
#include <convene/portfolio/portfolio_schedule.hpp>

#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

using namespace convene;

namespace {

/// A folder that is gone when the test ends.
class Folder {
  public:
    Folder() : path_(std::filesystem::temp_directory_path() / ("convene-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }

    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path_ / name;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

const std::string process = R"({"convene": 1, "id": "p", "start": "2026-03-02T09:00",
    "activities": [{"id": "a", "duration": "1d"}, {"id": "b", "duration": "1d", "after": ["a"]}]})";

} // namespace

TEST(ReadPortfolio, AFolderOfProcesses) {
    const auto p = io::read_portfolio(test::source_dir() / "examples/processes");
    ASSERT_TRUE(p) << to_string(p.error());
    ASSERT_EQ(p->projects().size(), 9U);
    EXPECT_EQ((*p)[ProjectId{0}].key, "s1-decision-meetings");
    EXPECT_EQ(p->activity_count(), 171U);
    EXPECT_TRUE(schedule(*p));
}

TEST(ReadPortfolio, LinesOfProjectsAndLinks) {
    const Folder folder;
    folder.write("p.json", process);
    auto inline_process = process;
    std::erase(inline_process, '\n');
    const auto file = folder.write(
        "all.jsonl",
        "\xEF\xBB\xBF{\"project\": \"one\", \"process\": \"p.json\", \"priority\": -2, \"weight\": 3}\r\n\n"
        "{\"link\": [\"one/b\", \"two/a\"], \"min\": \"2d\", \"from_edge\": \"start\"}\n"
        "{\"project\": \"two\", \"start\": \"2026-03-03T09:00\", \"due\": \"2026-03-31\", \"process\": " +
            inline_process + "}");
    const auto p = io::read_portfolio(file);
    ASSERT_TRUE(p) << to_string(p.error());
    EXPECT_EQ((*p)[ProjectId{0}].priority, -2);
    EXPECT_EQ((*p)[ProjectId{0}].weight, 3);
    EXPECT_EQ(to_string(*(*p)[ProjectId{1}].due), "2026-03-31T00:00");
    ASSERT_EQ(p->links().size(), 1U);
    EXPECT_EQ(p->links()[0].from_edge, Edge::start);
    EXPECT_EQ(p->links()[0].min, spans::days(2));
}

TEST(ReadPortfolio, AllFaultsWithTheirLines) {
    const Folder folder;
    folder.write("p.json", process);
    const auto file = folder.write("all.jsonl", R"({"project": "one", "process": "p.json", "size": 3}
{"project": "two", "process": "gone.json"}
[1]
{"project": "three"
{"link": ["one", "two/a"]}
{"link": ["one/b", "two/a"], "min": "soon", "to_edge": "middle"}
{"project": "four", "process": "p.json", "start": "today", "weight": "heavy"}
{"name": "x"}
{"project": "five"}
)");
    const auto p = io::read_portfolio(file);
    ASSERT_FALSE(p);
    std::string lines;
    for (const auto& fault : p.error())
        lines += std::to_string(fault.where.line) + " " + std::string(code_info(fault.code).name) + "\n";
    EXPECT_EQ(lines, "1 unknown-member\n0 file-not-found\n3 wrong-type\n4 json-syntax\n5 wrong-type\n6 bad-span\n6 "
                     "unknown-word\n7 bad-date\n7 wrong-type\n8 missing-member\n8 missing-member\n8 unknown-member\n9 "
                     "missing-member\n");
}

TEST(ReadPortfolio, HasTheRulesOfProcessFiles) {
    const Folder folder;
    folder.write("p.json", process);
    const auto file = folder.write("all.jsonl",
                                   R"({"project": "a", "project": "b", "process": "p.json", "weeks": 1, "weeks": 5}
{"project": "c", "process": {"convene": 1, "id": "x", "id": "y", "activities": [{"id": "a", "duraton": "1d"}]}}
{"project": "d", "process": {"convene": 1, "id": "z", "activities": [{"id": "a", "after": ["b"]}]}, "du": "2026-03-02"}
{"link": ["a/a", "c/a"], "min": "1d", "min": "2d", "project": "e"}
{"project": "f", "process": {"convene": 2, "id": "z"}}
)");
    const auto p = io::read_portfolio(file);
    ASSERT_FALSE(p);
    std::vector<std::string> lines;
    for (const auto& fault : p.error()) {
        lines.push_back(test::line_of(fault));
        EXPECT_EQ(fault.where.file, file.string());
    }
    EXPECT_EQ(lines, (std::vector<std::string>{
                         "duplicate-member 1:18 /project | project",
                         "duplicate-member 1:67 /weeks | weeks",
                         "duplicate-member 2:55 /process/id | id",
                         "unknown-member 2:93 /process/activities/0/duraton | task a | duraton, activity | duration?",
                         "unknown-reference 3:92 /process/activities/0/after/0 | task a | activity, b | a?",
                         "unknown-member 3:101 /du | du, project | due?",
                         "duplicate-member 4:39 /min | min",
                         "unknown-member 4:52 /project | project, link",
                         "unsupported-format 5:41 /process/convene | 2, 1",
                     }));
}

TEST(ReadPortfolio, AProcessInALineKnowsWhereItsThingsStand) {
    const Folder folder;
    const auto file = folder.write("all.jsonl", "\n{\"project\": \"a\", \"process\": {\"convene\": 1, \"id\": \"p\", "
                                                "\"start\": \"2026-03-02\", \"activities\": [{\"id\": \"a\"}]}}\n");
    const auto source = io::read_source(file);
    const auto p = io::read_portfolio(file);
    ASSERT_TRUE(p) << to_string(p.error());
    const auto origin = (*p)[ProjectId{0}].process[ActivityId{0}].origin;
    Diagnostics findings{{.code = Code::no_duration, .where = location_of(origin)}};
    io::locate(findings, *source);
    EXPECT_EQ(findings[0].where.line, 2U);
    EXPECT_EQ(findings[0].where.pointer, "/process/activities/0");
    EXPECT_EQ(source->text.substr(origin - 1, 11), "{\"id\": \"a\"}");
}

TEST(ReadPortfolio, NothingIsNoPortfolio) {
    const Folder folder;
    EXPECT_EQ(io::read_portfolio(folder.path()).error()[0].code, Code::no_projects);
    EXPECT_EQ(io::read_portfolio(folder.write("x.jsonl", "\n\n")).error()[0].code, Code::no_projects);
    EXPECT_EQ(io::read_portfolio(folder.path() / "gone").error()[0].code, Code::file_not_found);
}
