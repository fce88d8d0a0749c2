#include <convene/model/builder.hpp>

#include <support/coded.hpp>

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace {

using namespace convene;

std::vector<Code> faults(const std::function<void(ProcessBuilder&)>& say) {
    ProcessBuilder b("faulty");
    say(b);
    std::vector<Code> codes;
    if (const auto process = b.build(); !process)
        for (const auto& d : process.error()) codes.push_back(d.code);
    return codes;
}

struct Row {
    Code code;
    std::function<void(ProcessBuilder&)> wrong;
    std::function<void(ProcessBuilder&)> right;
};

TEST(ProcessBuilder, TellsEachFaultAndAcceptsItsRepair) {
    const auto day = *try_parse_instant("2026-03-02");
    const std::vector<Row> rows{
        {Code::missing_key, [](auto& b) { b.task(""); }, [](auto& b) { b.task("a"); }},
        {Code::bad_key, [](auto& b) { b.task("two words"); }, [](auto& b) { b.task("two-words"); }},
        {Code::duplicate_id,
         [](auto& b) {
             b.task("a");
             b.task("a");
         },
         [](auto& b) {
             b.task("a");
             b.task("b");
         }},
        {Code::unknown_reference, [](auto& b) { b.task("a").after("z"); },
         [](auto& b) {
             b.task("a").after("z");
             b.task("z");
         }},
        {Code::bad_text, [](auto& b) { b.task("a", "\xFF"); }, [](auto& b) { b.task("a", "é"); }},
        {Code::negative_duration, [](auto& b) { b.task("a").lasts(-1_d); }, [](auto& b) { b.task("a").lasts(0_d); }},
        {Code::milestone_with_duration, [](auto& b) { b.milestone("m").lasts(1_d); },
         [](auto& b) { b.milestone("m"); }},
        {Code::unordered_changes,
         [day](auto& b) {
             b.resource({.key = "r", .changes = {{day, 1}, {day, 2}}});
         },
         [day](auto& b) {
             b.resource({.key = "r", .changes = {{day, 1}, {day + std::chrono::days{1}, 2}}});
         }},
        {Code::need_exceeds_capacity,
         [day](auto& b) {
             b.resource({.key = "r", .capacity = 2, .changes = {{day, 3}}});
             b.task("a").needs("r", 4);
         },
         [day](auto& b) {
             b.resource({.key = "r", .capacity = 2, .changes = {{day, 3}}});
             b.task("a").needs("r", 3);
         }},
        {Code::said_twice,
         [](auto& b) {
             b.resource({.key = "r"});
             b.task("a").needs("r").needs("r");
         },
         [](auto& b) {
             b.resource({.key = "r"});
             b.task("a").needs("r");
         }},
        {Code::bad_number,
         [](auto& b) {
             b.resource({.key = "r"});
             b.task("a").needs("r", 0);
         },
         [](auto& b) {
             b.resource({.key = "r"});
             b.task("a").needs("r", 1);
         }},
        {Code::misplaced_date, [day](auto& b) { b.task("a").date(day); },
         [day](auto& b) { b.external("a").date(day); }},
        {Code::rule_to_itself, [](auto& b) { b.task("a").after("a"); }, [](auto& b) { b.task("a"); }},
        {Code::rule_without_bound,
         [](auto& b) {
             b.task("a");
             b.task("b").after("a", {.min = {}});
         },
         [](auto& b) {
             b.task("a");
             b.task("b").after("a");
         }},
        {Code::empty_lag_window,
         [](auto& b) {
             b.task("a");
             b.task("b").after("a", {.min = 2_d, .max = 1_d});
         },
         [](auto& b) {
             b.task("a");
             b.task("b").after("a", {.min = 1_d, .max = 2_d});
         }},
        {Code::bad_progress,
         [day](auto& b) { b.task("a").progress({.actual_start = {}, .actual_finish = day, .remaining = {}}); },
         [day](auto& b) { b.task("a").progress({.actual_start = day, .actual_finish = day, .remaining = {}}); }},
        {Code::reversed_interval,
         [day](auto& b) {
             b.person({.key = "p", .absences = {{day, day, {}}}});
         },
         [day](auto& b) {
             b.person({.key = "p", .absences = {{day, day + Seconds{1}, {}}}});
         }},
        {Code::said_twice, [day](auto& b) { b.task("a").deadline(day).deadline(day); },
         [day](auto& b) { b.task("a").deadline(day); }},
        {Code::bad_number, [](auto& b) { b.role({.key = "r"}).quota({.key = "q", .role = "r", .count = 0}); },
         [](auto& b) { b.role({.key = "r"}).quota({.key = "q", .role = "r", .count = 1}); }},
        {Code::phase_cycle, [](auto& b) { b.phase({.key = "p", .parent = "q"}).phase({.key = "q", .parent = "p"}); },
         [](auto& b) { b.phase({.key = "p", .parent = "q"}).phase({.key = "q"}); }},
    };
    for (const auto& row : rows) {
        const auto found = faults(row.wrong);
        ASSERT_FALSE(found.empty()) << code_info(row.code).name;
        EXPECT_EQ(found.front(), row.code) << code_info(row.code).name;
        EXPECT_TRUE(faults(row.right).empty()) << code_info(row.code).name;
    }
}

TEST(ProcessBuilder, TellsAllFaultsAtOnce) {
    EXPECT_EQ(faults([](auto& b) {
                  b.task("a").lasts(-1_d).after("nowhere").decided_by({"nobody"}).consumes({"nothing"});
                  b.milestone("m").lasts(1_d);
              }).size(),
              5U);
}

TEST(ProcessBuilder, NamesTheThingAndWhatWasMeant) {
    ProcessBuilder b("slip");
    b.role({.key = "marketing"});
    b.meeting("kick-off").decided_by({"marketng"});
    const auto process = b.build();
    ASSERT_FALSE(process);
    EXPECT_EQ(test::coded(process.error().front()),
              "unknown-reference | meeting kick-off | role, marketng | marketing?");
    EXPECT_EQ(test::coded(process.error().front(), Language::zh),
              "unknown-reference | 会议“kick-off” | 角色, marketng | marketing?");
}

TEST(ProcessBuilder, TakesReferencesBeforeTheirDefinition) {
    EXPECT_TRUE(faults([](auto& b) {
                    b.task("b")
                        .after("a")
                        .in_phase("p")
                        .on_calendar("standard-2")
                        .worked_by({"r"})
                        .produces({"d"})
                        .starts({"c"});
                    b.task("a");
                    b.task("c");
                    b.phase({.key = "p"}).role({.key = "r"}).artifact({.key = "d"});
                    CalendarSpec spec;
                    spec.key = "standard-2";
                    spec.base = Calendar::standard();
                    b.add_calendar(*make_calendar(spec));
                }).empty());
}

TEST(ProcessBuilder, ParametersGiveDurationsAndLags) {
    ProcessBuilder b("parameters");
    b.parameter("review", 2_d).set_parameter("review", 5_d);
    b.task("a").lasts_parameter("review");
    b.task("b").after("a", {.min = {}, .min_parameter = "review"});
    const auto p = *b.build();
    EXPECT_EQ(p[ActivityId{0}].duration, 5_d);
    EXPECT_EQ(p.rule(RuleId{0}).min, 5_d);
}

TEST(ProcessBuilder, TellsAtMostTenThousandFaults) {
    const auto found = faults([](auto& b) {
        for (int i = 0; i < 20'000; ++i) b.task("t" + std::to_string(i)).lasts(-1_d);
    });
    EXPECT_EQ(found.size(), 10'001U);
    EXPECT_EQ(found.back(), Code::too_many_findings);
}

TEST(ProcessBuilder, APreviewLeavesTheBuilderAsItIs) {
    ProcessBuilder b("p");
    auto a = b.task("a").lasts(1_d).worked_by({"lead"});
    const auto wrong = b.preview();
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().front().code, Code::unknown_reference);
    // The slip is mended, and the handle still speaks for its activity.
    b.role({.key = "lead"});
    a.after("b");
    b.task("b");
    const auto first = b.preview();
    ASSERT_TRUE(first) << to_string(first.error());
    a.title(TextView("later"));
    const auto second = b.preview();
    ASSERT_TRUE(second);
    EXPECT_TRUE(first->title(ActivityId{0}).empty());
    EXPECT_EQ(second->title(ActivityId{0}), TextView("later"));
    EXPECT_EQ(second->rule_count(), 1U);
    EXPECT_EQ(*b.build(), *second);
}

TEST(ProcessBuilder, APartIsVoidOnceItsBuilderHasBuilt) {
    ProcessBuilder b("p");
    auto a = b.task("a");
    ASSERT_TRUE(b.build());
    EXPECT_DEATH(a.lasts(2_d), "after its builder has built");
    b.key("q").task("other");
    EXPECT_DEATH(a.title(TextView("not this one")), "after its builder has built");
    EXPECT_DEATH((void)b.activity(ActivityId{7}), "the builder has not");
}

} // namespace
