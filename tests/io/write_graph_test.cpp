#include <convene/core/random.hpp>
#include <convene/io/write_graph.hpp>
#include <convene/model/builder.hpp>
#include <convene/schedule/schedule.hpp>

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace {

using namespace convene;

Process with_title(const Text& title) {
    ProcessBuilder b("drawn");
    b.artifact({.key = "report", .title = {{"zh", "报告"}, {"en", "Report"}}});
    b.task("first", title).lasts(1_d).produces({"report"});
    b.meeting("second", "Second").lasts(1_h).after("first", {.min = 2_d, .max = 1_w}).consumes({"report"});
    return *b.build();
}

/// What DOT makes of the quoted string that follows `before`: its own reading, so that it can disagree.
std::string read_dot_string(const std::string& dot, const std::string& before) {
    auto at = dot.find(before) + before.size();
    std::string read;
    for (; dot[at] != '"'; ++at) {
        if (dot[at] != '\\') {
            read += dot[at];
        } else if (dot[++at] == 'n') {
            read += '\n';
        } else {
            read += dot[at];
        }
    }
    return read;
}

TEST(WriteDot, ShowsTheLabelAsItIs) {
    const std::array<std::string, 6> pieces{"\\", "\"", "开盘", "a", "{x}", "<b>&"};
    Random random(7);
    for (int round = 0; round < 500; ++round) {
        std::string title;
        for (auto n = 1 + random.below(8); n > 0; --n) title += pieces[random.below(pieces.size())];
        EXPECT_EQ(read_dot_string(io::write_dot(with_title(title)), "a0 [label=\""), title);
    }
}

TEST(WriteDot, DrawsRulesWithTheirLagsAndFlowsDashed) {
    const auto dot = io::write_dot(with_title("First"), {.language = Language::zh});
    EXPECT_NE(dot.find("a0 -> a1 [label=\"≥ 2 个工作日 ≤ 1 个工作周\"];"), std::string::npos) << dot;
    EXPECT_NE(dot.find("a0 -> a1 [label=\"报告\", style=dashed];"), std::string::npos) << dot;
}

TEST(WriteDot, MarksTheLongestPathOfASchedule) {
    const auto process = with_title("First");
    const auto plan = schedule(process, {.start = *try_parse_instant("2026-03-02T09:00")});
    const auto dot = io::write_dot(process, {.schedule = &*plan});
    EXPECT_NE(dot.find("label=\"First\\n2026-03-02 09:00\""), std::string::npos) << dot;
    EXPECT_NE(dot.find("penwidth=2"), std::string::npos);
}

TEST(WriteDot, MakesArtifactsNodesWhenAsked) {
    const auto dot = io::write_dot(with_title("First"), {.artifacts = true});
    EXPECT_NE(dot.find("a0 -> d0"), std::string::npos);
    EXPECT_NE(dot.find("d0 -> a1"), std::string::npos);
}

TEST(WriteMermaid, EscapesWhatItWouldReadAsMarkup) {
    const auto text = io::write_mermaid(with_title("a\"b#c<d>&`\\"));
    EXPECT_NE(text.find("a0[\"a#quot;b#35;c#lt;d#gt;#amp;#96;#92;\"]"), std::string::npos) << text;
}

TEST(WriteMermaid, GivesEachKindItsShape) {
    const auto text = io::write_mermaid(with_title("First"));
    EXPECT_NE(text.find("a0[\"First\"]"), std::string::npos);
    EXPECT_NE(text.find("a1(\"Second\")"), std::string::npos);
}

TEST(WriteGraph, OfAnEmptyProcessIsAnEmptyGraph) {
    EXPECT_EQ(io::write_mermaid(Process{}), "flowchart LR\n");
    EXPECT_EQ(io::write_dot(Process{}).rfind("digraph \"\" {", 0), 0U);
}

TEST(WriteGraphDeathTest, AScheduleOfAnotherProcessEndsTheProgram) {
    const auto process = with_title("First");
    const auto plan = schedule(Process{}, {.start = *try_parse_instant("2026-03-02T09:00")});
    ASSERT_TRUE(plan);
    EXPECT_DEATH((void)io::write_dot(process, {.schedule = &*plan}), "schedule of another process");
}

} // namespace
