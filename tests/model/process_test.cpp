#include <convene/model/builder.hpp>

#include <gtest/gtest.h>

namespace {

using namespace convene;

Process small() {
    ProcessBuilder b("small");
    b.title({{"zh", "小流程"}, {"en", "Small"}});
    b.role({.key = "sales"});
    b.person({.key = "li", .roles = {"sales"}});
    b.artifact({.key = "plan", .title = "Plan"});
    b.task("write", "Write it").lasts(2_d).worked_by({"sales"}).produces({"plan"});
    b.meeting("decide", {{"zh", "决策会"}, {"en", "Decide"}})
        .purpose("To decide")
        .consumes({"plan"})
        .after("write", {.min = 1_d, .max = 2_w});
    b.rule("decide", "write", {.min = {}, .max = 3_ed});
    return *b.build();
}

TEST(Process, FindsByKey) {
    const auto p = small();
    ASSERT_TRUE(p.find_activity("decide"));
    EXPECT_EQ(p.key(*p.find_activity("decide")), "decide");
    EXPECT_TRUE(p.find_role("sales") && p.find_person("li") && p.find_artifact("plan"));
    EXPECT_FALSE(p.find_activity("plan"));
    EXPECT_FALSE(p.find_activity(""));
    EXPECT_FALSE(p.find_artifact("decide"));
}

TEST(Process, KeepsWhatWasSaid) {
    const auto p = small();
    const ActivityId decide{1};
    EXPECT_EQ(p.title().in("zh"), "小流程");
    EXPECT_EQ(p.title(decide).in("zh"), "决策会");
    EXPECT_EQ(p.note(decide, NoteKind::purpose).in("en"), "To decide");
    EXPECT_EQ(p[ActivityId{0}].duration, 2_d);
    ASSERT_EQ(p.consumes(decide).size(), 1U);
    EXPECT_EQ(*p[p.consumes(decide).front()].producer, ActivityId{0});
    EXPECT_TRUE(p.duties(decide).empty());
    EXPECT_FALSE(p.deadline(decide));
}

TEST(Process, RulesStandByTargetMinimaFirst) {
    const auto p = small();
    ASSERT_EQ(p.rule_count(), 2U);
    EXPECT_EQ(p.rule(RuleId{0}).to, ActivityId{0});
    EXPECT_EQ(p.rule(RuleId{0}).min, std::nullopt);
    EXPECT_EQ(p.rule(RuleId{1}).max, 2_w);
}

TEST(Process, IsAValueWhoseCopiesAreEqual) {
    const auto p = small();
    const auto copy = p; // NOLINT(performance-unnecessary-copy-initialization)
    EXPECT_EQ(p, copy);
    EXPECT_EQ(p, small());
    EXPECT_FALSE(p == Process{});
}

TEST(Process, NamesThingsInBothLanguages) {
    const auto p = small();
    EXPECT_EQ(name_of(p, ActivityId{1}).in("en"), "meeting \"Decide\"");
    EXPECT_EQ(name_of(p, ActivityId{1}).in("zh"), "会议“决策会”");
    EXPECT_EQ(name_of(p, RuleId{1}).in("en"),
              "rule \"Write it\" finish -> \"Decide\" start, at least 1 working day, at most 2 working weeks");
}

TEST(Process, EmptyHasTheStandardCalendar) {
    const Process p;
    EXPECT_TRUE(p.activities().empty());
    EXPECT_EQ(p.key(p.calendar()), "standard");
}

TEST(Process, IsAsItWasAfterItWasMovedFrom) {
    ProcessBuilder b("p");
    b.task("a");
    auto p = *b.build();
    const auto copy = p;
    const auto moved = std::move(p);
    EXPECT_EQ(p, copy); // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(moved, copy);
    p = Process();
    EXPECT_EQ(moved.activities().size(), 1U);
}

TEST(Process, OfAProcessWithoutANameARecordIsACopy) {
    const auto make = [] {
        ProcessBuilder b("p");
        b.role({.key = "sales"});
        return *b.build();
    };
    static_assert(std::is_same_v<decltype(make()[RoleId{0}]), Role>);
    EXPECT_EQ(make()[RoleId{0}].key, "sales");
}

} // namespace
