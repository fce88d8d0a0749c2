#include "support/worked.hpp"

#include <array>

namespace {

using namespace convene;
using test::on_monday;

/// a (1 day) -> b (3 days) -> z; c (2 days) -> z; d alone.
test::Planned diamond() {
    ProcessBuilder b("diamond");
    on_monday(b);
    b.task("a").lasts(1_d);
    b.task("b").lasts(3_d).after("a");
    b.task("c").lasts(2_d).after("a");
    b.task("z").lasts(1_d).after("b").after("c");
    b.task("d").lasts(1_d);
    return test::planned(b);
}

std::string keys(const Process& process, const std::vector<ActivityId>& path) {
    std::string text;
    for (const auto id : path) text += process.key(id);
    return text;
}

TEST(CriticalPath, IsTheDrivingChainToTheLastActivity) {
    const auto p = diamond();
    EXPECT_EQ(keys(p.process, critical_path(p.plan)), "abz");
    EXPECT_EQ(keys(p.process, critical_path(p.plan, p.id("c"))), "ac");
}

TEST(CriticalPath, OfAnEmptyProcessIsEmpty) {
    const Process process;
    EXPECT_TRUE(critical_path(*schedule(process, {.start = test::at("2026-03-02T09:00")})).empty());
}

TEST(OnLongestPath, HoldsEveryTie) {
    ProcessBuilder b("tie");
    on_monday(b);
    b.task("x").lasts(2_d);
    b.task("y").lasts(2_d);
    b.task("z").lasts(1_d).after("x").after("y");
    const auto p = test::planned(b);
    EXPECT_EQ(on_longest_path(p.plan).vector(), (std::vector<bool>{true, true, true}));
}

TEST(ByTotalFloat, TakesAThreshold) {
    const auto p = diamond();
    EXPECT_EQ(by_total_float(p.plan).vector(), (std::vector<bool>{true, true, false, true, false}));
    EXPECT_EQ(by_total_float(p.plan, Seconds{8 * 3600}).vector(), (std::vector<bool>{true, true, true, true, false}));
}

TEST(FloatBands, NumberTheFirstLimitThatHolds) {
    const auto p = diamond();
    const std::array limits{Seconds{0}, Seconds{8 * 3600}};
    EXPECT_EQ(float_bands(p.plan, limits).vector(), (std::vector<std::uint32_t>{0, 0, 1, 0, 2}));
}

TEST(FloatPaths, DivideWhatLeadsToTheTarget) {
    const auto p = diamond();
    const auto paths = float_paths(p.plan, p.id("z"));
    ASSERT_EQ(paths.size(), 2U);
    EXPECT_EQ(keys(p.process, paths[0].activities), "abz");
    EXPECT_EQ(paths[0].relative_float, Seconds{0});
    EXPECT_EQ(keys(p.process, paths[1].activities), "c");
    EXPECT_EQ(paths[1].relative_float, Seconds{8 * 3600});
}

} // namespace
