// Tiny networks worked by hand. March 2026: the 2nd is a Monday, the 6th a Friday. A working day is 09:00-12:00 and
// 13:00-18:00, so 8 hours.

#include "support/worked.hpp"

namespace {

using namespace convene;
using test::at;
using test::on_monday;
using test::planned;

constexpr Edge S = Edge::start;
constexpr Edge F = Edge::finish;

/// a takes 2 days (2nd 09:00 to 3rd 18:00), b takes 1 day and follows a by one rule.
test::Planned pair(const Lag& lag) {
    ProcessBuilder b("pair");
    on_monday(b);
    b.task("a").lasts(2_d);
    b.task("b").lasts(1_d).after("a", lag);
    return planned(b);
}

// a finishes on the 3rd at 18:00; the next working moment is the 4th, 09:00.
TEST(HandWorked, FinishToStart) {
    const auto p = pair({});
    EXPECT_EQ(p.finish("a"), "2026-03-03T18:00");
    EXPECT_EQ(p.start("b"), "2026-03-04T09:00");
    EXPECT_EQ(p.finish("b"), "2026-03-04T18:00");
}

// 1 working day after the 3rd 18:00 is the 4th 18:00; b can begin on the 5th.
TEST(HandWorked, FinishToStartWithWorkingDays) { EXPECT_EQ(pair({.min = 1_d}).start("b"), "2026-03-05T09:00"); }

// 4 working hours after the 3rd 18:00: the 4th, 09:00-12:00 and 13:00-14:00.
TEST(HandWorked, FinishToStartWithWorkingHours) {
    const auto p = pair({.min = 4_h});
    EXPECT_EQ(p.start("b"), "2026-03-04T14:00");
    // 4 hours on the 4th until 18:00, 3 until noon on the 5th, 1 more until 14:00.
    EXPECT_EQ(p.finish("b"), "2026-03-05T14:00");
}

// 90 working minutes: the 4th, 10:30.
TEST(HandWorked, FinishToStartWithMinutes) { EXPECT_EQ(pair({.min = 90_min}).start("b"), "2026-03-04T10:30"); }

// A working week is 40 hours = 5 days: from the 3rd 18:00 to Tuesday the 10th 18:00; b on the 11th.
TEST(HandWorked, FinishToStartWithWorkingWeeks) { EXPECT_EQ(pair({.min = 1_w}).start("b"), "2026-03-11T09:00"); }

// A working month is 160 hours = 20 days = 4 weeks: to Tuesday the 31st 18:00; b on 1 April.
TEST(HandWorked, FinishToStartWithWorkingMonths) { EXPECT_EQ(pair({.min = 1_mo}).start("b"), "2026-04-01T09:00"); }

// 24 hours on the clock: the 4th 18:00; b on the 5th.
TEST(HandWorked, FinishToStartWithElapsedHours) { EXPECT_EQ(pair({.min = 24_eh}).start("b"), "2026-03-05T09:00"); }

// 3 days on the clock: Friday the 6th 18:00; b on Monday the 9th.
TEST(HandWorked, FinishToStartWithElapsedDays) { EXPECT_EQ(pair({.min = 3_ed}).start("b"), "2026-03-09T09:00"); }

// 2 weeks on the clock: the 17th 18:00; b on the 18th.
TEST(HandWorked, FinishToStartWithElapsedWeeks) { EXPECT_EQ(pair({.min = 2_ew}).start("b"), "2026-03-18T09:00"); }

// A civil month: 3 April 18:00, a Friday; b on Monday the 6th.
TEST(HandWorked, FinishToStartWithElapsedMonths) { EXPECT_EQ(pair({.min = 1_emo}).start("b"), "2026-04-06T09:00"); }

// 31 January 09:00 + 1 civil month = 28 February 09:00.
TEST(HandWorked, ACivilMonthIsClippedToTheMonthsLength) {
    ProcessBuilder b("clipped");
    b.start(at("2026-01-31T09:00"));
    b.milestone("a");
    b.milestone("b").after("a", {.min = 1_emo});
    EXPECT_EQ(planned(b).start("b"), "2026-02-28T09:00");
}

// A lead of half a day: 4 working hours before the 3rd 18:00 is 14:00; b starts there.
TEST(HandWorked, NegativeLag) { EXPECT_EQ(pair({.min = -4_h}).start("b"), "2026-03-03T14:00"); }

// b starts 1 day after a starts: the 2nd 18:00, so on the 3rd.
TEST(HandWorked, StartToStart) { EXPECT_EQ(pair({.min = 1_d, .from_edge = S}).start("b"), "2026-03-03T09:00"); }

// b finishes 1 day after a finishes: the 4th 18:00; so it starts on the 4th 09:00.
TEST(HandWorked, FinishToFinish) {
    const auto p = pair({.min = 1_d, .to_edge = F});
    EXPECT_EQ(p.start("b"), "2026-03-04T09:00");
    EXPECT_EQ(p.finish("b"), "2026-03-04T18:00");
}

// b finishes at least 2 days after a starts: W = 16 hours, the 3rd 18:00; so it starts on the 3rd 09:00.
TEST(HandWorked, StartToFinish) {
    const auto p = pair({.min = 2_d, .from_edge = S, .to_edge = F});
    EXPECT_EQ(p.start("b"), "2026-03-03T09:00");
    EXPECT_EQ(p.finish("b"), "2026-03-03T18:00");
}

// b finishes with a, 12 elapsed hours later: the 4th 06:00, closed. All of b is done by then on the 3rd, so it starts
// on the 3rd 09:00 and its finish is held until 06:00.
TEST(HandWorked, AFinishInClosedTimeStandsWhereTheRulePutsIt) {
    const auto p = pair({.min = 12_eh, .to_edge = F});
    EXPECT_EQ(p.start("b"), "2026-03-03T09:00");
    EXPECT_EQ(p.finish("b"), "2026-03-04T06:00");
}

// a: 2nd-3rd. c waits until the 6th, b must start within 1 working day after... a max lag pulls a: b starts on the 6th
// with c, and at most 8 working hours after a finishes, so a finishes no earlier than 8 hours before the 6th 09:00, the
// 4th 18:00 (W counts; the earliest instant with that work). So a takes the 3rd and the 4th.
TEST(HandWorked, AMaximumLagPullsTheEarlierActivity) {
    ProcessBuilder b("pull");
    on_monday(b);
    b.task("a").lasts(2_d);
    b.task("c").lasts(4_d);
    b.task("b").lasts(1_d).after("a", {.min = 0_d, .max = 1_d}).after("c");
    const auto p = planned(b);
    EXPECT_EQ(p.start("b"), "2026-03-06T09:00");
    EXPECT_EQ(p.start("a"), "2026-03-03T09:00");
    EXPECT_EQ(p.finish("a"), "2026-03-04T18:00");
}

// The same with a maximum of 24 hours on the clock: a finishes no earlier than the 5th 09:00. It works 16 hours, of
// which the last must come after that: W(5th 09:00) = 24 hours, so it starts at W = 8, the 3rd 09:00, and its finish is
// held to 5th 09:00.
TEST(HandWorked, AnElapsedMaximumLag) {
    ProcessBuilder b("pull");
    on_monday(b);
    b.task("a").lasts(2_d);
    b.task("c").lasts(4_d);
    b.task("b").lasts(1_d).after("a", {.min = 0_d, .max = 24_eh}).after("c");
    const auto p = planned(b);
    EXPECT_EQ(p.start("b"), "2026-03-06T09:00");
    EXPECT_EQ(p.start("a"), "2026-03-03T09:00");
    EXPECT_EQ(p.finish("a"), "2026-03-05T09:00");
}

// Lags are counted on the calendar that the rule names. a ends on Friday the 6th 18:00. 1 day of 8 hours:
// - on the successor's (standard) until Monday the 9th 18:00, b on the 10th;
// - on the predecessor's (every day 08:00-16:00, where a ends on the 6th 16:00) until Saturday the 7th 16:00, b on the
// 9th;
// - round the clock a day is 24 hours.
TEST(HandWorked, TheLagsCalendarIsChosen) {
    const auto with = [](LagCalendar calendar, std::string_view named) {
        ProcessBuilder b("calendars");
        b.start(at("2026-03-06T08:00"));
        CalendarSpec daily;
        daily.key = "daily";
        daily.week.emplace();
        for (auto& day : daily.week->days) day = {*parse_shift("08:00-16:00")};
        b.add_calendar(Calendar::standard()).add_calendar(*make_calendar(daily)).calendar("standard");
        b.task("a").lasts(1_d).on_calendar("daily");
        b.task("b").lasts(1_d).after("a", {.min = 1_d, .calendar = calendar, .named = named});
        return planned(b).start("b");
    };
    // a: 6th 08:00-16:00. Standard from 16:00: 2 hours on the 6th, 6 on the 9th: 09-12, 13-16.
    EXPECT_EQ(with(LagCalendar::successor, ""), "2026-03-09T16:00");
    EXPECT_EQ(with(LagCalendar::project, ""), "2026-03-09T16:00");
    EXPECT_EQ(with(LagCalendar::predecessor, ""), "2026-03-09T09:00");
    EXPECT_EQ(with(LagCalendar::named, "daily"), "2026-03-09T09:00");
}

// A night shift belongs to the day on which it starts: 10 hours from Monday 22:00 are 8 until Tuesday 06:00 and 2 more
// until midnight.
TEST(HandWorked, ShiftsOverMidnight) {
    ProcessBuilder b("night");
    b.start(at("2026-03-02T09:00"));
    CalendarSpec night;
    night.key = "night";
    night.week = monday_to_friday({*parse_shift("22:00-06:00")});
    b.add_calendar(*make_calendar(night)).calendar("night");
    b.task("a").lasts(10_h);
    const auto p = planned(b);
    EXPECT_EQ(p.start("a"), "2026-03-02T22:00");
    EXPECT_EQ(p.finish("a"), "2026-03-04T00:00");
}

// One activity of 1 day alone under each constraint.
test::Planned constrained(ConstraintKind kind, const char* date) {
    ProcessBuilder b("constrained");
    on_monday(b);
    b.task("a").lasts(1_d).constrain(kind, at(date));
    b.task("last").lasts(10_d);
    return planned(b);
}

TEST(HandWorked, StartNoEarlierThan) {
    EXPECT_EQ(constrained(ConstraintKind::start_no_earlier_than, "2026-03-04T13:00").start("a"), "2026-03-04T13:00");
    // Saturday: the next working moment is Monday.
    EXPECT_EQ(constrained(ConstraintKind::start_no_earlier_than, "2026-03-07").start("a"), "2026-03-09T09:00");
}

// "last" takes until Friday the 13th; a could take as long, but has to start by the 5th.
TEST(HandWorked, StartNoLaterThan) {
    const auto p = constrained(ConstraintKind::start_no_later_than, "2026-03-05T09:00");
    EXPECT_EQ(p.start("a"), "2026-03-02T09:00");
    EXPECT_EQ(p.late_start("a"), "2026-03-05T09:00");
    EXPECT_EQ(p.float_hours("a"), 24);
}

// To finish on the 5th at noon, it starts 8 hours before: the 4th, 13:00 (5 hours) and the 5th (3 hours).
TEST(HandWorked, FinishNoEarlierThan) {
    const auto p = constrained(ConstraintKind::finish_no_earlier_than, "2026-03-05T12:00");
    EXPECT_EQ(p.start("a"), "2026-03-04T13:00");
    EXPECT_EQ(p.finish("a"), "2026-03-05T12:00");
}

TEST(HandWorked, FinishNoLaterThan) {
    const auto p = constrained(ConstraintKind::finish_no_later_than, "2026-03-06T18:00");
    EXPECT_EQ(p.late_finish("a"), "2026-03-06T18:00");
    EXPECT_EQ(p.float_hours("a"), 32);
}

TEST(HandWorked, MustStartOn) {
    const auto p = constrained(ConstraintKind::must_start_on, "2026-03-04T09:00");
    EXPECT_EQ(p.start("a"), "2026-03-04T09:00");
    EXPECT_EQ(p.float_hours("a"), 0);
}

TEST(HandWorked, MustFinishOn) {
    const auto p = constrained(ConstraintKind::must_finish_on, "2026-03-05T18:00");
    EXPECT_EQ(p.start("a"), "2026-03-05T09:00");
    EXPECT_EQ(p.float_hours("a"), 0);
}

// A deadline is soft: a takes until the 3rd 18:00, wanted by noon, so it is 5 hours late.
TEST(HandWorked, ADeadlineGivesNegativeFloat) {
    ProcessBuilder b("deadline");
    on_monday(b);
    b.task("a").lasts(2_d).deadline(at("2026-03-03T12:00"));
    EXPECT_EQ(planned(b).float_hours("a"), -5);
}

// a (1 day) and c (3 days) before z (1 day). a may slip 2 days without moving z.
TEST(HandWorked, FloatsOfAJoin) {
    ProcessBuilder b("join");
    on_monday(b);
    b.task("a").lasts(1_d);
    b.task("c").lasts(3_d);
    b.task("z").lasts(1_d).after("a").after("c");
    const auto p = planned(b);
    EXPECT_EQ(p.float_hours("a"), 16);
    EXPECT_EQ(p.free_hours("a"), 16);
    EXPECT_EQ(p.float_hours("c"), 0);
    EXPECT_EQ(p.late_start("a"), "2026-03-04T09:00");
    EXPECT_EQ(p.late_finish("a"), "2026-03-04T18:00");
}

// a: 1 day, then m: 1 day; c: 4 days; both before z. a has 2 days of total float, none free: m would move.
TEST(HandWorked, FreeFloatIsWhatMovesNothing) {
    ProcessBuilder b("free");
    on_monday(b);
    b.task("a").lasts(1_d);
    b.task("m").lasts(1_d).after("a");
    b.task("c").lasts(4_d);
    b.task("z").lasts(1_d).after("m").after("c");
    const auto p = planned(b);
    EXPECT_EQ(p.float_hours("a"), 16);
    EXPECT_EQ(p.free_hours("a"), 0);
    EXPECT_EQ(p.free_hours("m"), 16);
}

// As late as possible: m moves to just before z, the 5th; nothing else moves.
TEST(HandWorked, AsLateAsPossible) {
    ProcessBuilder b("late");
    on_monday(b);
    b.task("m").lasts(1_d).as_late_as_possible();
    b.task("c").lasts(4_d);
    b.task("z").lasts(1_d).after("m").after("c");
    const auto p = planned(b);
    EXPECT_EQ(to_string(p.plan.start(p.id("m"))), "2026-03-05T09:00");
    EXPECT_EQ(to_string(p.plan.finish(p.id("m"))), "2026-03-05T18:00");
    EXPECT_EQ(p.start("m"), "2026-03-02T09:00");
    EXPECT_EQ(p.start("z"), "2026-03-06T09:00");
}

// Back from Friday the 6th 18:00: b takes the 6th, a the 4th and 5th, so the project starts on the 4th.
TEST(HandWorked, BackFromAFinish) {
    ProcessBuilder b("back");
    b.task("a").lasts(2_d);
    b.task("b").lasts(1_d).after("a");
    const auto p = planned(b, {.finish = at("2026-03-06T18:00")});
    EXPECT_EQ(to_string(p.plan.start(p.id("b"))), "2026-03-06T09:00");
    EXPECT_EQ(to_string(p.plan.start(p.id("a"))), "2026-03-04T09:00");
    EXPECT_EQ(to_string(p.plan.project_start()), "2026-03-04T09:00");
}

// a has finished on the 4th, a day late. b started on the 5th 09:00 and has 6 hours left from the status date, the 5th
// 13:00: 5 until 18:00, 1 on the 6th. c waits for it.
TEST(HandWorked, ProgressKeepsFactsAndResumesTheRest) {
    ProcessBuilder b("progress");
    on_monday(b);
    b.status_date(at("2026-03-05T13:00"));
    b.task("a").lasts(2_d).progress(
        {.actual_start = at("2026-03-02T09:00"), .actual_finish = at("2026-03-04T18:00"), .remaining = {}});
    b.task("b").lasts(2_d).after("a").progress(
        {.actual_start = at("2026-03-05T09:00"), .actual_finish = {}, .remaining = 6_h});
    b.task("c").lasts(1_h).after("b");
    b.task("d").lasts(1_h);
    const auto p = planned(b);
    EXPECT_EQ(p.finish("a"), "2026-03-04T18:00");
    EXPECT_EQ(p.start("b"), "2026-03-05T09:00");
    EXPECT_EQ(p.finish("b"), "2026-03-06T10:00");
    EXPECT_EQ(p.start("c"), "2026-03-06T10:00");
    EXPECT_EQ(p.start("d"), "2026-03-05T13:00");
}

// Retained logic: b has started although a has not finished; its rest waits for a, until the 5th 18:00.
TEST(HandWorked, RetainedLogicLetsTheRestWait) {
    ProcessBuilder b("retained");
    on_monday(b);
    b.status_date(at("2026-03-04T09:00"));
    b.task("a").lasts(2_d);
    b.task("b").lasts(2_d).after("a").progress(
        {.actual_start = at("2026-03-03T09:00"), .actual_finish = {}, .remaining = 1_d});
    const auto p = planned(b);
    EXPECT_EQ(p.finish("a"), "2026-03-05T18:00");
    EXPECT_EQ(p.finish("b"), "2026-03-06T18:00");
}

// An outside milestone on the 12th, 15 elapsed days after the meeting's finish at the latest: the meeting is done by
// 25 February... too early for a start on 2 March, so it is a conflict; on the 20th it is due by the 5th.
TEST(HandWorked, AnOutsideDateBoundsWhatComesBeforeIt) {
    const auto with = [](const char* date) {
        ProcessBuilder b("outside");
        on_monday(b);
        b.meeting("held").lasts(4_h).before("fair", {.min = 15_ed});
        b.external("fair").date(at(date));
        return *b.build();
    };
    EXPECT_EQ(schedule(with("2026-03-12T18:00")).error().front().code, Code::infeasible);
    const auto process = with("2026-03-20T18:00");
    const auto plan = *schedule(process);
    EXPECT_EQ(to_string(plan.late_finish(ActivityId{0})), "2026-03-05T18:00");
}

// 3 days on the clock from Friday 09:00 end on Monday 09:00, whatever the calendar.
TEST(HandWorked, AnElapsedDurationRunsThroughTheWeekend) {
    ProcessBuilder b("elapsed");
    b.start(at("2026-03-06T09:00"));
    b.task("a").lasts(3_ed);
    EXPECT_EQ(planned(b).finish("a"), "2026-03-09T09:00");
}

} // namespace
