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
    EXPECT_EQ(lines, "1 unknown-member\n0 file-not-found\n3 wrong-type\n4 json-syntax\n5 wrong-type\n6 unknown-word\n6 "
                     "bad-span\n7 bad-date\n7 wrong-type\n8 missing-member\n9 missing-member\n");
}

TEST(ReadPortfolio, NothingIsNoPortfolio) {
    const Folder folder;
    EXPECT_EQ(io::read_portfolio(folder.path()).error()[0].code, Code::no_projects);
    EXPECT_EQ(io::read_portfolio(folder.write("x.jsonl", "\n\n")).error()[0].code, Code::no_projects);
    EXPECT_EQ(io::read_portfolio(folder.path() / "gone").error()[0].code, Code::file_not_found);
}
