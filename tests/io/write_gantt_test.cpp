#include <convene/io/write_gantt.hpp>

#include <convene/io/read_process.hpp>
#include <convene/model/builder.hpp>
#include <convene/schedule/schedule.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace convene {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

Process sample() {
    ProcessBuilder b("sample");
    b.title(Text{{"en", "Sample"}, {"zh", "样例"}}).start(*parse_instant("2026-01-05T09:00"));
    b.phase({.key = "one", .title = Text{{"en", "Phase one"}, {"zh", "第一阶段"}}});
    b.meeting("kick-off", Text{{"en", "Kick-off"}, {"zh", "启动会"}}).lasts(spans::hours(4)).in_phase("one");
    b.task("long", "Long <work> & \"more\"").lasts(spans::days(10)).after("kick-off").in_phase("one");
    b.task("short", "Short").lasts(spans::days(2)).after("kick-off").deadline(*parse_instant("2026-01-06"));
    b.milestone("done", "Done").after("long").after("short");
    return *b.build();
}

TEST(Gantt, DrawsEachActivityByItsKind) {
    const auto process = sample();
    const auto svg = io::write_gantt(process, *schedule(process));
    EXPECT_THAT(svg, StartsWith("<svg "));
    EXPECT_EQ(count(svg, "<title>"), 5U); // four activities and a phase
    EXPECT_THAT(svg, HasSubstr(">Kick-off<"));
    EXPECT_THAT(svg, HasSubstr("font-weight=\"600\">Phase one<"));
    // Work is from 09:00 to 18:00 with an hour's break at 12:00; the deadline bounds late dates: Tuesday (8h) is too
    // much, and so is Wednesday until 14:00 (4h).
    EXPECT_THAT(svg,
                HasSubstr("Short\n2026-01-05 14:00 – 2026-01-07 14:00\nfloat -1 day 4 h\ndeadline 2026-01-06 00:00"));
}

TEST(Gantt, EscapesEveryText) {
    const auto process = sample();
    const auto svg = io::write_gantt(process, *schedule(process));
    EXPECT_THAT(svg, HasSubstr("Long &lt;work&gt; &amp; &quot;more&quot;"));
    EXPECT_THAT(svg, Not(HasSubstr("<work>")));
}

TEST(Gantt, SpeaksChinese) {
    const auto process = sample();
    const auto svg = io::write_gantt(process, *schedule(process), {.language = Language::zh});
    EXPECT_THAT(svg, HasSubstr(">样例<"));
    EXPECT_THAT(svg, HasSubstr(">启动会<"));
    EXPECT_THAT(svg, HasSubstr(">关键<"));
}

TEST(Gantt, ShortensNamesWithoutSplittingACharacter) {
    ProcessBuilder b("wide");
    b.start(*parse_instant("2026-01-05"));
    std::string name;
    for (int i = 0; i < 100; ++i) name += "会议";
    b.task("a", name).lasts(spans::days(1));
    const auto process = *b.build();
    const auto svg = io::write_gantt(process, *schedule(process));
    const auto end = svg.find("…<");
    ASSERT_NE(end, std::string::npos);
    EXPECT_TRUE(svg.substr(end - 3, 3) == "会" || svg.substr(end - 3, 3) == "议");
}

TEST(Gantt, CountsWhatItLeavesOut) {
    const auto process = sample();
    const auto svg = io::write_gantt(process, *schedule(process), {.max_rows = 1});
    EXPECT_THAT(svg, HasSubstr("and 3 more activities"));
    EXPECT_THAT(svg, Not(HasSubstr(">Short<")));
}

TEST(Gantt, LeavesOutWhatIsNotWanted) {
    const auto process = sample();
    const auto plan = *schedule(process);
    const auto full = io::write_gantt(process, plan);
    const auto plain = io::write_gantt(process, plan, {.floats = false, .closed_time = false, .links = false});
    EXPECT_GT(count(full, "#f1f3f4"), 1U); // nights and the weekend
    EXPECT_EQ(count(plain, "#f1f3f4"), 0U);
    EXPECT_GT(count(full, "opacity=\"0.6\""), 0U);
    EXPECT_EQ(count(plain, "opacity=\"0.6\""), 0U);
    EXPECT_THAT(plain, Not(HasSubstr(">float<")));
}

TEST(Gantt, OfAnEmptyProcessIsAFrame) {
    const Process empty;
    const auto svg = io::write_gantt(empty, *schedule(empty, {.start = parse_instant("2026-01-05").value()}));
    EXPECT_THAT(svg, StartsWith("<svg "));
    EXPECT_EQ(count(svg, "<title>"), 0U);
}

// The last month begins so close to the edge that its name would be cut off.
TEST(Gantt, NamesNoMonthThatHasNoRoomForIt) {
    ProcessBuilder b("edge");
    b.start(*parse_instant("2026-01-05T09:00"));
    b.task("work").lasts(spans::elapsed_days(300)); // until 2026-11-01
    const auto process = *b.build();
    const auto svg = io::write_gantt(process, *schedule(process));
    EXPECT_THAT(svg, HasSubstr(">2026-10<"));
    EXPECT_THAT(svg, Not(HasSubstr(">2026-11<")));
    EXPECT_EQ(count(svg, "y=\"54\" width=\"1\""), 10U); // lines of February to November
}

TEST(Gantt, IsDrawnOverAllScalesOfTime) {
    for (const auto* const length : {"30min", "2d", "8w", "6mo", "2000d", "20000d"}) {
        ProcessBuilder b("scale");
        b.start(*parse_instant("2026-01-05T09:00"));
        b.task("a").lasts(*parse_span(length));
        const auto process = *b.build();
        const auto svg = io::write_gantt(process, *schedule(process));
        const auto ticks = count(svg, "fill=\"#5f6368\" font-size=\"11\"");
        EXPECT_GT(ticks, 6U) << length; // six entries of the legend
        EXPECT_LT(ticks, 60U) << length;
        EXPECT_LT(svg.size(), 200'000U) << length;
    }
}

} // namespace
} // namespace convene
