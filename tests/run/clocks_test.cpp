#include "run/launch.hpp"

#include <convene/run/agenda.hpp>

#include <gtest/gtest.h>

#include <vector>

using namespace convene;
using convene::test::at;
using convene::test::Trial;

namespace {

/// A walk every day from Monday 5 January 2026 at 09:00, within 4 working hours (to 14:00, as lunch is from 12 to 13),
/// warned 1 working hour before (13:00).
Trial walks(Missed missed) {
    ProcessBuilder b("rounds");
    b.start(at("2026-01-05T09:00"));
    b.role({.key = "keeper"}).role({.key = "head"});
    b.person({.key = "mia", .roles = {"keeper"}}).person({.key = "otto", .roles = {"head"}});
    b.task("walk")
        .lasts(spans::hours(1))
        .worked_by({"keeper"})
        .recurs({*parse_recurrence("FREQ=DAILY"), missed})
        .service_level({.within = spans::hours(4), .warn = spans::hours(1), .escalate_to = "head"});
    Trial run(convene::test::built(b));
    run.now = at("2026-01-05T08:00");
    run(command::Start{});
    return run;
}

template <class Fact>
std::vector<Event> events_of(const Trial& run) {
    std::vector<Event> out;
    for (const auto& event : run.journal)
        if (std::holds_alternative<Fact>(event.fact)) out.push_back(event);
    return out;
}

void advance(Trial& run, std::string_view time) {
    run.now = at(time) - std::chrono::hours(1);
    ASSERT_TRUE(run(command::Advance{}));
}

TEST(Clocks, EachOccurrenceHasItsOwn) {
    auto run = walks(Missed::all);
    advance(run, "2026-01-08T18:00");
    const auto breaches = events_of<event::Breached>(run);
    const auto warnings = events_of<event::WarningDue>(run);
    ASSERT_EQ(breaches.size(), 4U);
    ASSERT_EQ(warnings.size(), 4U);
    for (std::size_t day = 0; day < 4; ++day) {
        const auto nine = at("2026-01-05T09:00") + std::chrono::days(day);
        EXPECT_EQ(warnings[day].at, nine + std::chrono::hours(4));
        EXPECT_EQ(breaches[day].at, nine + std::chrono::hours(5));
        EXPECT_EQ(std::get<event::Breached>(breaches[day].fact).occurrence, nine);
    }
    run.open("walk", "mia");
    run.close("walk", {"mia"}, 0); // that of Monday
    const auto list = agenda(run.instance, run.now);
    ASSERT_EQ(list.size(), 2U);
    EXPECT_EQ(list[0].todo, Todo::open);
    EXPECT_EQ(list[0].due, at("2026-01-06T14:00"));
    EXPECT_EQ(list[1].todo, Todo::escalation);
    EXPECT_EQ(list[1].people, run.people({"otto"}));
    for (int i = 0; i < 3; ++i) {
        run.open("walk", "mia");
        run.close("walk", {"mia"}, 0);
    }
    EXPECT_TRUE(agenda(run.instance, run.now).empty());
    EXPECT_EQ(events_of<event::Breached>(run).size(), 4U); // nothing is told twice
}

TEST(Clocks, WhatNoLongerWaitsIsToldWithItsDate) {
    const auto lapsed = [](Missed missed) {
        auto run = walks(missed);
        advance(run, "2026-01-08T18:00");
        std::vector<Instant> out;
        for (const auto& event : events_of<event::Lapsed>(run)) {
            out.push_back(std::get<event::Lapsed>(event.fact).occurrence);
            EXPECT_EQ(event.at, out.back() + std::chrono::days(missed == Missed::skip ? 1 : 2));
        }
        return std::pair{out, agenda(run.instance, run.now)[0].due};
    };
    const auto nine = [](int day) { return at("2026-01-05T09:00") + std::chrono::days(day - 5); };
    using Lapsed = std::vector<Instant>;
    EXPECT_EQ(lapsed(Missed::all), (std::pair{Lapsed{}, std::optional(at("2026-01-05T14:00"))}));
    EXPECT_EQ(lapsed(Missed::latest), (std::pair{Lapsed{nine(5), nine(6)}, std::optional(at("2026-01-07T14:00"))}));
    EXPECT_EQ(lapsed(Missed::skip),
              (std::pair{Lapsed{nine(5), nine(6), nine(7)}, std::optional(at("2026-01-08T14:00"))}));
}

TEST(Clocks, WhatIsBeingHeldDoesNotLapse) {
    auto run = walks(Missed::skip);
    run.now = at("2026-01-05T16:00");
    run.open("walk", "mia");
    advance(run, "2026-01-06T10:00");
    EXPECT_TRUE(events_of<event::Lapsed>(run).empty());
    EXPECT_EQ(run["walk"].pending.size(), 2U);
    run.close("walk", {"mia"}, 0);
    ASSERT_EQ(run["walk"].pending.size(), 1U);
    EXPECT_EQ(run["walk"].pending[0].at, at("2026-01-06T09:00"));
}

TEST(Clocks, SplittingTimeTellsTheSame) {
    for (const auto missed : {Missed::all, Missed::latest, Missed::skip}) {
        auto once = walks(missed);
        auto often = walks(missed);
        advance(once, "2026-01-12T18:00");
        for (int hour = 0; hour < 24 * 7; hour += 5) {
            often.now = at("2026-01-05T10:00") + std::chrono::hours(hour) - std::chrono::hours(1);
            often(command::Advance{});
        }
        advance(often, "2026-01-12T18:00");
        const auto facts = [](const Trial& run) {
            std::vector<std::pair<Instant, Fact>> out;
            for (const auto& event : run.journal)
                if (!std::holds_alternative<event::Advanced>(event.fact)) out.emplace_back(event.at, event.fact);
            return out;
        };
        EXPECT_EQ(facts(once), facts(often));
    }
}

TEST(Clocks, AdvancingIsRemembered) {
    auto run = walks(Missed::skip);
    run.now = at("2026-01-05T08:50");
    advance(run, "2026-01-05T09:55");
    EXPECT_EQ(run.instance.state().time, at("2026-01-05T09:55"));
    const auto early = run.instance.decide(command::Advance{}, at("2026-01-05T09:54"));
    ASSERT_FALSE(early);
    EXPECT_EQ(early.error().code(), Code::time_backwards);
    EXPECT_TRUE(run.instance.decide(command::Advance{}, at("2026-01-05T09:55"))->empty());
}

TEST(Clocks, ATimeFarAheadIsConfirmedAndNeverTellsThousands) {
    auto run = walks(Missed::all);
    const auto before = run.instance;
    const auto far = at("2062-03-02T10:00");
    const auto refused = run.instance.execute(command::Open{run.activity("walk"), run.person("mia"), {}}, far);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Code::far_ahead);
    const auto confirmed = run.instance.execute({.command = command::Advance{}, .at = far, .far_ahead = true});
    ASSERT_FALSE(confirmed);
    EXPECT_EQ(confirmed.error().code(), Code::too_much_due);
    EXPECT_EQ(run.instance, before);
    // The refusal says how far it can go.
    const auto until = std::get<Instant>(confirmed.error().blockers[0].arguments[1]);
    const auto step = run.instance.execute({.command = command::Advance{}, .at = until, .far_ahead = true});
    ASSERT_TRUE(step);
    EXPECT_LE(step->size(), 1001U);
    EXPECT_GT(*run.instance.state().time, *before.state().time);
}

} // namespace
