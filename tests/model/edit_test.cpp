#include <convene/model/builder.hpp>
#include <convene/model/edit.hpp>
#include <convene/model/queries.hpp>

#include <gtest/gtest.h>

namespace {

using namespace convene;

Instant at(std::string_view text) { return *try_parse_instant(text); }

/// Writes, decides and prints a plan; prepares a room beside it.
Process launch() {
    ProcessBuilder b("launch");
    b.start(at("2026-03-02T09:00"));
    b.parameter("review", spans::days(2));
    b.phase({.key = "writing"}).phase({.key = "drafts", .parent = "writing"});
    b.role({.key = "planning"}).role({.key = "printers"});
    b.person({.key = "li", .roles = {"planning"}, .absences = {{at("2026-03-09"), at("2026-03-10"), {}}}});
    b.person({.key = "wang", .roles = {"planning", "printers"}});
    b.resource({.key = "room", .capacity = 2, .changes = {{at("2026-06-01"), 3}}});
    b.artifact({.key = "plan"})
        .artifact({.key = "notes"})
        .artifact({.key = "log"})
        .artifact({.key = "paper", .given = true});
    b.task("write")
        .lasts(spans::days(3))
        .in_phase("drafts")
        .produces({"plan", "notes"})
        .duty({.role = "planning", .person = "li"});
    b.task("review").lasts_parameter("review").in_phase("writing").consumes({"plan"}).after("write").returns_to("write",
                                                                                                                2);
    b.task("prepare").lasts(spans::hours(4)).needs("room").produces({"log"});
    b.meeting("decide")
        .lasts(spans::hours(2))
        .consumes({"plan"})
        .after("review", {.min = spans::days(1)})
        .starts("print");
    b.task("print").lasts(spans::days(1)).consumes({"paper"}).deadline(at("2026-04-01"));
    b.external("permit").date(at("2026-03-20"));
    b.separation({.key = "two", .parts = {{"write", DutyKind::works}, {"review", DutyKind::decides}}});
    b.quota({.key = "calls", .role = "printers"});
    return *b.build();
}

class Edit : public testing::Test {
  protected:
    [[nodiscard]] ActivityId activity(std::string_view key) const { return *process.find_activity(key); }
    [[nodiscard]] PersonId person(std::string_view key) const { return *process.find_person(key); }

    Process process = launch();
};

std::vector<Code> codes(const Result<Process>& result) {
    std::vector<Code> out;
    if (!result)
        for (const auto& fault : result.error()) out.push_back(fault.code);
    return out;
}

std::vector<std::string> keys(const Process& p) {
    std::vector<std::string> out;
    for (const auto id : p.activities().ids()) out.emplace_back(p.key(id));
    return out;
}

} // namespace

TEST_F(Edit, WithoutAChangeGivesTheSameProcess) {
    EXPECT_EQ(*edit(process).build(), process);
    EXPECT_EQ(*edit(process).add([](ProcessBuilder&) {}).build(), process);
}

TEST_F(Edit, ChangesWhatIsSaidAndNothingElse) {
    const auto q = *edit(process)
                        .duration(activity("write"), spans::days(5))
                        .deadline(activity("print"), std::nullopt)
                        .deadline(activity("decide"), at("2026-03-27"))
                        .date(activity("permit"), at("2026-03-21"))
                        .splittable(activity("prepare"))
                        .start(at("2026-03-03T09:00"))
                        .build();
    EXPECT_EQ(q[activity("write")].duration, spans::days(5));
    EXPECT_FALSE(q.deadline(activity("print")));
    EXPECT_EQ(q.deadline(activity("decide")), at("2026-03-27"));
    EXPECT_EQ(q.date(activity("permit")), at("2026-03-21"));
    EXPECT_TRUE(q[activity("prepare")].splittable);
    EXPECT_EQ(process[activity("write")].duration, spans::days(3));
    // And back again.
    EXPECT_EQ(*edit(q)
                   .duration(activity("write"), spans::days(3))
                   .deadline(activity("print"), at("2026-04-01"))
                   .deadline(activity("decide"), std::nullopt)
                   .date(activity("permit"), at("2026-03-20"))
                   .splittable(activity("prepare"), false)
                   .start(at("2026-03-02T09:00"))
                   .build(),
              process);
}

TEST_F(Edit, TheLastChangeOfAThingCounts) {
    const auto id = activity("write");
    const Progress begun{at("2026-03-02T09:00"), {}, {}};
    const auto q = *edit(process)
                        .deadline(id, at("2026-03-27"))
                        .progress(id, begun)
                        .constraint(id, ConstraintKind::start_no_earlier_than, at("2026-03-02T09:00"))
                        .constraint(id, ConstraintKind::finish_no_later_than, at("2026-03-12"))
                        .constraint(id, ConstraintKind::start_no_earlier_than, at("2026-03-03T09:00"))
                        .deadline(id, at("2026-03-28"))
                        .build();
    EXPECT_EQ(q.deadline(id), at("2026-03-28"));
    EXPECT_EQ(q.progress(id), begun);
    ASSERT_EQ(q.constraints(id).size(), 2U);
    EXPECT_EQ(q.constraints(id)[0].date, at("2026-03-03T09:00"));
    EXPECT_EQ(q.constraints(id)[1].kind, ConstraintKind::finish_no_later_than);
    EXPECT_EQ(*edit(q)
                   .deadline(id, std::nullopt)
                   .progress(id, std::nullopt)
                   .constraint(id, ConstraintKind::start_no_earlier_than, std::nullopt)
                   .constraint(id, ConstraintKind::finish_no_later_than, std::nullopt)
                   .build(),
              process);
}

TEST_F(Edit, ADurationOfItsOwnReplacesTheParameter) {
    const auto q = *edit(process).duration(activity("review"), spans::days(1)).build();
    EXPECT_EQ(q[activity("review")].duration, spans::days(1));
    EXPECT_FALSE(q.duration_parameter(activity("review")));
    const auto r = *edit(process).parameter(ParameterId{0}, spans::days(7)).build();
    EXPECT_EQ(r[activity("review")].duration, spans::days(7));
}

TEST_F(Edit, PeopleComeGoAndAreAway) {
    const auto q = *edit(process)
                        .absence(person("wang"), {at("2026-03-03"), at("2026-03-04"), "Leave"})
                        .add([](ProcessBuilder& b) { b.person({.key = "zhao", .roles = {"printers"}}); })
                        .build();
    ASSERT_EQ(q[person("wang")].absences.size(), 1U);
    EXPECT_EQ(people_of(q, *q.find_role("printers")).size(), 2U);

    auto fewer = edit(process);
    fewer.remove(person("li")).absence(person("wang"), {at("2026-03-03"), at("2026-03-04"), {}});
    const auto r = *fewer.build();
    EXPECT_FALSE(r.find_person("li"));
    EXPECT_EQ(r[*r.find_person("wang")].absences.size(), 1U); // its id has moved
    // What fell to li alone falls to anybody in the role, which is told.
    EXPECT_FALSE(r.duties(activity("write")).front().person);
    ASSERT_EQ(fewer.consequences().size(), 1U);
    EXPECT_EQ(fewer.consequences()[0].code, Code::removed_with);
    EXPECT_EQ(fewer.consequences()[0].object.in("en"), "task write");
    EXPECT_EQ(fewer.consequences()[0].arguments[0].in("en"), "person li");
}

TEST_F(Edit, CapacityChangesAtAllTimes) {
    const auto q = *edit(process).capacity(ResourceId{0}, 1).build();
    EXPECT_EQ(q[ResourceId{0}].capacity, 3U);
    EXPECT_EQ(q[ResourceId{0}].changes[0].units, 4U);
    EXPECT_EQ(*edit(q).capacity(ResourceId{0}, -1).build(), process);
    // Nothing is left for the one who needs a room.
    EXPECT_EQ(codes(edit(process).capacity(ResourceId{0}, -3).build()), std::vector{Code::need_exceeds_capacity});
}

TEST_F(Edit, RulesComeAndGo) {
    const auto q = *edit(process).add_rule(activity("prepare"), activity("decide"), {.min = spans::days(2)}).build();
    ASSERT_EQ(q.rule_count(), process.rule_count() + 1);
    for (std::uint32_t i = 0; i < q.rule_count(); ++i)
        if (q.rule(RuleId{i}).from == activity("prepare")) {
            EXPECT_EQ(*edit(q).remove(RuleId{i}).build(), process);
            // Twice is once too often.
            EXPECT_EQ(codes(edit(q).remove(RuleId{i}).remove(RuleId{i}).build()), std::vector{Code::unknown_id});
        }
}

TEST_F(Edit, ShiftsEveryDateByWholeWeeks) {
    const auto q = *edit(process).shift(2).build();
    EXPECT_EQ(q.start(), at("2026-03-16T09:00"));
    EXPECT_EQ(q.deadline(activity("print")), at("2026-04-15"));
    EXPECT_EQ(q.date(activity("permit")), at("2026-04-03"));
    EXPECT_EQ(q[person("li")].absences[0].from, at("2026-03-23"));
    EXPECT_EQ(q[ResourceId{0}].changes[0].from, at("2026-06-15"));
    EXPECT_EQ(*edit(q).shift(-2).build(), process);
    // What is said before is shifted, what is said after isn't.
    const auto r = *edit(process)
                        .deadline(activity("decide"), at("2026-03-01"))
                        .shift(1)
                        .date(activity("permit"), at("2026-03-01"))
                        .build();
    EXPECT_EQ(r.deadline(activity("decide")), at("2026-03-08"));
    EXPECT_EQ(r.date(activity("permit")), at("2026-03-01"));
}

TEST_F(Edit, ShiftsAlsoTheEndsOfRecurrences) {
    ProcessBuilder b("weekly");
    auto weekly = *parse_recurrence("FREQ=WEEKLY;UNTIL=20260401T180000");
    b.meeting("jour-fixe").recurs({weekly, Missed::skip});
    const auto q = *edit(*b.build()).shift(1).build();
    EXPECT_EQ(q.cadence(ActivityId{0})->recurrence.until, at("2026-04-08T18:00"));
}

TEST_F(Edit, ADateOutOfRangeIsRefused) {
    EXPECT_EQ(codes(edit(process).shift(500'000).build()), std::vector{Code::out_of_range_date});
    EXPECT_EQ(codes(edit(process).shift(most_weeks_shifted + 1).build()), std::vector{Code::bad_number});
}

TEST_F(Edit, RemovingAnActivityTellsWhatGoesWithIt) {
    auto editor = edit(process);
    editor.remove(activity("write"));
    const auto q = *editor.build();
    EXPECT_EQ(keys(q), (std::vector<std::string>{"review", "prepare", "decide", "print", "permit"}));
    EXPECT_EQ(q.rule_count(), 1U);
    EXPECT_TRUE(q.reworks(*q.find_activity("review")).empty());
    EXPECT_TRUE(q.separations().empty()); // one part of two is left
    // Others consume the plan, so it comes from outside now; nobody else mentions the notes.
    ASSERT_TRUE(q.find_artifact("plan"));
    EXPECT_TRUE(q[*q.find_artifact("plan")].given);
    EXPECT_FALSE(q.find_artifact("notes"));
    EXPECT_TRUE(q.find_artifact("log") && q.find_artifact("paper"));

    std::vector<std::pair<Code, std::string>> told;
    for (const auto& c : editor.consequences()) {
        EXPECT_EQ(c.severity(), Severity::hint);
        EXPECT_EQ(c.arguments[0].in("en"), "task write");
        told.emplace_back(c.code, c.object.in("en"));
    }
    EXPECT_EQ(told, (std::vector<std::pair<Code, std::string>>{{Code::removed_with, "task review"}, // its rework
                                                               {Code::removed_with, "task review"}, // its rule
                                                               {Code::now_given, "artifact plan"},
                                                               {Code::removed_with, "task review"}})); // the separation
}

TEST_F(Edit, WhatComesAfterARemovalKeepsTheIdsOfTheProcess) {
    const auto q = *edit(process)
                        .remove(activity("write"))
                        .duration(activity("print"), spans::days(9))
                        .remove(activity("prepare"))
                        .deadline(activity("permit"), at("2026-03-21"))
                        .build();
    EXPECT_EQ(keys(q), (std::vector<std::string>{"review", "decide", "print", "permit"}));
    EXPECT_EQ(q[*q.find_activity("print")].duration, spans::days(9));
    EXPECT_EQ(q.deadline(*q.find_activity("permit")), at("2026-03-21"));
    EXPECT_EQ(q.date(*q.find_activity("permit")), at("2026-03-20"));
    EXPECT_EQ(q.follow_ups(*q.find_activity("decide"))[0], *q.find_activity("print"));
}

TEST_F(Edit, KeepsAPhaseAlone) {
    auto editor = edit(process);
    const auto q = *editor.keep(*process.find_phase("writing")).remove_standing_duties().build();
    EXPECT_EQ(keys(q), (std::vector<std::string>{"write", "review"}));
    EXPECT_EQ(q.rule_count(), 1U);
    EXPECT_EQ(q.artifacts().size(), 2U);
    EXPECT_EQ(q[*q.find_artifact("plan")].producer, OptionalId(*q.find_activity("write")));
    EXPECT_EQ(q.separations().size(), 1U);
    EXPECT_TRUE(q.quotas().empty());
    // Only the rule to the meeting led outside.
    ASSERT_EQ(editor.consequences().size(), 1U);
    EXPECT_EQ(editor.consequences()[0].arguments[0].in("en"), "meeting decide");
}

TEST_F(Edit, AddsWhateverABuilderCanSay) {
    const auto q = *edit(process)
                        .remove(activity("write"))
                        .add([](ProcessBuilder& b) {
                            b.task("write", "Anew").lasts(spans::days(1)).before("review");
                            b.activity(ActivityId{0}).step(Text("Read it aloud"));
                        })
                        .build();
    EXPECT_EQ(keys(q), (std::vector<std::string>{"review", "prepare", "decide", "print", "permit", "write"}));
    EXPECT_EQ(q.steps(*q.find_activity("review")).size(), 1U);
    EXPECT_EQ(q.rule_count(), process.rule_count());
}

TEST_F(Edit, TellsEveryFaultAtOnce) {
    const auto result = edit(process)
                            .duration(activity("write"), spans::days(-1))
                            .date(activity("print"), at("2026-03-20"))
                            .progress(activity("decide"), Progress{{}, at("2026-03-20"), {}})
                            .absence(person("li"), {at("2026-03-20"), at("2026-03-20"), {}})
                            .deadline(ActivityId{99}, {})
                            .build();
    EXPECT_EQ(codes(result), (std::vector{Code::unknown_id, Code::reversed_interval, Code::negative_duration,
                                          Code::bad_progress, Code::misplaced_date}));
    EXPECT_EQ(codes(edit(process).remove(activity("write")).duration(activity("write"), {}).build()),
              std::vector{Code::unknown_id});
    EXPECT_EQ(codes(edit(process)
                        .add([](ProcessBuilder& b) { b.task("print").after("paint"); })
                        .duration(activity("write"), spans::days(-1))
                        .build()),
              (std::vector{Code::duplicate_id, Code::unknown_reference, Code::negative_duration}));
}

TEST_F(Edit, AFaultThatAnAddedThingRepeatsIsToldOnce) {
    EXPECT_EQ(codes(edit(process)
                        .duration(activity("write"), spans::days(-1))
                        .add([](ProcessBuilder& b) { b.task("another"); })
                        .build()),
              std::vector{Code::negative_duration});
}

TEST_F(Edit, ACopyGoesItsOwnWay) {
    const auto base = edit(process).duration(activity("write"), spans::days(4));
    auto variant = base;
    variant.duration(activity("write"), spans::days(8));
    EXPECT_EQ((*base.build())[activity("write")].duration, spans::days(4));
    EXPECT_EQ((*variant.build())[activity("write")].duration, spans::days(8));
    EXPECT_EQ(*base.build(), *base.build());
}

TEST_F(Edit, AnEditorThatWasMovedFromEndsTheProgram) {
    auto editor = edit(process);
    auto moved = std::move(editor);
    EXPECT_DEATH((void)editor.build(), "moved from"); // NOLINT(bugprone-use-after-move)
    editor = moved;
    EXPECT_TRUE(editor.build());
}
