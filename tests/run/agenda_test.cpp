#include "run/launch.hpp"

#include <convene/run/agenda.hpp>

#include <gtest/gtest.h>

#include <string>

using namespace convene;
using convene::test::Trial;

namespace {

/// "open draft by zhao, supply report".
std::string list(const Trial& run, const AgendaOptions& options = {}) {
    const auto& p = run.instance.process();
    std::string out;
    for (const auto& entry : agenda(run.instance, run.now, options)) {
        out += (out.empty() ? "" : ", ") + std::string(name(entry.todo));
        if (entry.activity) out += " " + std::string(p.key(*entry.activity));
        if (entry.artifact) out += " " + std::string(p.key(*entry.artifact));
        for (const auto person : entry.people) out += " " + std::string(p.key(person));
    }
    return out;
}

TEST(Agenda, SaysWhatMayBeDoneAndByWhom) {
    auto run = Trial::launch();
    EXPECT_EQ(list(run), "start");
    run(command::Start{});
    EXPECT_EQ(list(run), "open draft zhao, occur piling, supply report");
    EXPECT_EQ(list(run, {.person = run.person("zhao")}), "open draft zhao");
    EXPECT_EQ(list(run, {.role = run.role("planning")}), "");
    run.to_strategy();
    EXPECT_EQ(list(run), "close strategy boss, occur piling");
    run(command::Delegate{run.person("boss"), run.person("wang"), run.now, run.now + std::chrono::days(1)});
    EXPECT_EQ(list(run), "close strategy boss wang, occur piling");
    run(command::Issue{run.artifact("report"), 8, {}});
    EXPECT_EQ(list(run), "open strategy li wang, occur piling");
}

TEST(Agenda, OffersToReaffirmAndToWaive) {
    auto run = Trial::launch();
    run.to_strategy();
    auto rejected = run;
    run.close("strategy", {"boss"}, 1);
    run(command::Issue{run.artifact("report"), 8, {}});
    EXPECT_EQ(list(run), "open strategy li wang, reaffirm strategy boss li wang, occur piling");
    rejected.close("strategy", {"boss"}, 1, Outcome::rejected);
    rejected(command::Occur{rejected.activity("piling"), rejected.now});
    EXPECT_EQ(list(rejected), "waive launch boss li wang");
}

TEST(Agenda, TellsByWhenFromWhatHasHappened) {
    auto run = Trial::launch();
    run.to_strategy();
    run.close("strategy", {"boss"}, 1);
    const auto happened = run.now;
    run(command::Occur{run.activity("piling"), happened});
    EXPECT_EQ(list(run), "");
    EXPECT_EQ(next_due(run.instance, run.now), happened + std::chrono::days(7));
    run.now += std::chrono::days(7);
    const auto entries = agenda(run.instance, run.now);
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].todo, Todo::open);
    EXPECT_EQ(entries[0].due, happened + std::chrono::days(21));
    EXPECT_EQ(next_due(run.instance, run.now), std::nullopt);
}

/// A request that has to be answered within 8 working hours, warned of 2 before.
Trial request() {
    ProcessBuilder b("request");
    b.role({.key = "service"});
    b.artifact({.key = "request", .given = true});
    b.task("answer")
        .lasts(spans::hours(1))
        .consumes("request")
        .service_level({.within = spans::hours(8), .warn = spans::hours(2), .escalate_to = "service"});
    Trial run(convene::test::built(b));
    run.now = convene::test::at("2026-03-05T16:00"); // a Thursday
    run(command::Start{});
    return run;
}

TEST(ServiceLevel, CountsWorkingTimeFromWhenItCanBeDone) {
    auto run = request();
    EXPECT_EQ(next_due(run.instance, run.now), std::nullopt);
    run.now = convene::test::at("2026-03-06T15:00");
    run(command::Issue{run.artifact("request"), 1, {}}); // Friday 16:00: due Monday 16:00
    EXPECT_EQ(next_due(run.instance, run.now), convene::test::at("2026-03-09T14:00"));
    EXPECT_EQ(agenda(run.instance, run.now).front().due, convene::test::at("2026-03-09T16:00"));
    const auto events = run.instance.due(convene::test::at("2026-03-31")).events;
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[0],
              (Event{3, convene::test::at("2026-03-09T14:00"), 0, event::WarningDue{run.activity("answer")}}));
    EXPECT_EQ(events[1], (Event{4, convene::test::at("2026-03-09T16:00"), 0, event::Breached{run.activity("answer")}}));
}

TEST(ServiceLevel, IsToldBeforeACommandThatComesLate) {
    auto run = request();
    run(command::Issue{run.artifact("request"), 1, {}}); // Thursday 18:00
    run.now = convene::test::at("2026-03-12T09:00");
    const auto decision = run(command::Open{run.activity("answer"), {}, {}});
    ASSERT_TRUE(decision);
    ASSERT_EQ(decision->size(), 3U);
    EXPECT_TRUE(std::holds_alternative<event::Breached>((*decision)[1].fact));
    EXPECT_EQ((*decision)[1].at, convene::test::at("2026-03-06T18:00"));
    EXPECT_EQ(run.instance[run.activity("answer")].told, Told::breach);
}

TEST(ServiceLevel, ThatIsKeptIsNotTold) {
    auto run = request();
    run(command::Issue{run.artifact("request"), 1, {}});
    run(command::Open{run.activity("answer"), {}, {}});
    run(command::Close{.activity = run.activity("answer")});
    EXPECT_TRUE(run.instance.due(convene::test::at("2027-03-31")).events.empty());
}

/// A meeting each Friday at 09:00, four times.
Trial weekly(Missed missed) {
    ProcessBuilder b("weekly");
    b.start(convene::test::at("2026-03-02T09:00"));
    b.meeting("review").lasts(spans::hours(1)).recurs({*parse_recurrence("FREQ=WEEKLY;BYDAY=FR;COUNT=4"), missed});
    Trial run(convene::test::built(b));
    run(command::Start{});
    return run;
}

TEST(Cadence, IsHeldAnewAtEachOccurrence) {
    auto run = weekly(Missed::all);
    EXPECT_EQ(list(run), "");
    EXPECT_EQ(next_due(run.instance, run.now), convene::test::at("2026-03-06T09:00"));
    run.now = convene::test::at("2026-03-06T09:00");
    EXPECT_EQ(list(run), "open review");
    run(command::Open{run.activity("review"), {}, {}});
    run(command::Close{.activity = run.activity("review")});
    EXPECT_EQ(list(run), "");
    EXPECT_TRUE(run["review"].fresh);
    run.now = convene::test::at("2026-03-13T09:00");
    EXPECT_EQ(list(run), "open review");
}

TEST(Cadence, FollowsItsPolicyForWhatWasMissed) {
    const auto after = [](Missed missed) {
        auto run = weekly(missed);
        run.now = convene::test::at("2026-05-01T09:00");
        run(command::Advance{});
        return std::pair{run["review"].pending.size(), run["review"].missed};
    };
    EXPECT_EQ(after(Missed::all), (std::pair{std::size_t{4}, 0U}));
    EXPECT_EQ(after(Missed::latest), (std::pair{std::size_t{2}, 2U}));
    EXPECT_EQ(after(Missed::skip), (std::pair{std::size_t{1}, 3U}));
}

TEST(Agenda, OfAnEmptyProcessIsEmptyOnceItHasStarted) {
    Instance empty{Process{}};
    EXPECT_EQ(agenda(empty, convene::test::at("2026-03-02")).size(), 1U);
    (void)empty.execute(command::Start{}, convene::test::at("2026-03-02"));
    EXPECT_TRUE(agenda(empty, convene::test::at("2026-03-02")).empty());
    EXPECT_EQ(next_due(empty, convene::test::at("2026-03-02")), std::nullopt);
}

TEST(Todo, HasAWordForEach) {
    EXPECT_EQ(name(Todo::start), "start");
    EXPECT_EQ(name(Todo::reaffirm), "reaffirm");
    EXPECT_EQ(name(Todo::waive), "waive");
}

} // namespace
