#include <convene/schedule/schedule.hpp>

#include "schedule/support/brute_schedule.hpp"
#include "schedule/support/build_plan.hpp"
#include "schedule/support/random_plan.hpp"
#include "support/environment.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

using namespace convene;
using namespace convene::test;

namespace {

std::string text(Time t) { return to_string(instant(t)); }

/// What went wrong with a process, for reading.
std::string show(const Plan& plan, const BruteSchedule& brute) {
    std::string out = "start " + text(*plan.start);
    if (plan.status) out += " status " + text(*plan.status);
    for (int i = 0; i < brute.size(); ++i) {
        const auto& a = plan.activities[static_cast<std::size_t>(i)];
        out += "\n  " + std::to_string(i) + " " + a.kind + " " + to_string(span_of(a.duration)) + " on " +
               std::to_string(brute.calendar_of(i)) + " state " + std::to_string(static_cast<int>(brute.state(i))) +
               " work " + std::to_string(brute.work_of(i));
        if (a.actual_start) out += " started " + text(*a.actual_start);
        if (a.actual_finish) out += " finished " + text(*a.actual_finish);
        if (a.as_late_as_possible) out += " alap";
        if (a.deadline) out += " deadline " + text(*a.deadline);
    }
    for (const auto& n : brute.needs()) {
        static const char* kinds[]{"at least", "at most", "flow", "follow", "floor", "ceiling", "base"};
        out += std::string("\n  ") + kinds[static_cast<int>(n.kind)];
        if (n.is_link())
            out += " " + std::to_string(n.from) + (n.from_end == End::start ? ".s" : ".f") + " -> ";
        else
            out += " " + text(n.date) + " for ";
        out += std::to_string(n.to) + (n.to_end == End::start ? ".s" : ".f") + " lag " + std::to_string(n.lag.amount) +
               (n.lag.months ? "mo" : "s") + " on " + std::to_string(n.lag.calendar);
    }
    return out;
}

int cases() { return 10'000 * scale(); }

template <class F>
void for_random_plans(int count, RandomPlans::Chances chances, F&& f) {
    for (int batch = 0; batch * 50 < count; ++batch) {
        RandomPlans random(static_cast<std::uint64_t>(batch));
        const auto calendars = random.calendars();
        for (int i = 0; i < 50; ++i) {
            const auto plan = random.plan(calendars, chances);
            if (getenv("TR")) {
                fprintf(stderr, "%d %d\n", batch, i);
            }
            SCOPED_TRACE("batch " + std::to_string(batch) + " plan " + std::to_string(i));
            f(plan, calendars, random);
            if (testing::Test::HasFailure()) return;
        }
    }
}

TEST(Schedule, RandomProcessesHaveTheLeastEarlyAndTheGreatestLateDates) {
    int feasible = 0;
    int infeasible = 0;
    for_random_plans(cases(), {}, [&](const Plan& plan, const RandomCalendars& calendars, RandomPlans&) {
        const auto process = build(plan, calendars.real);
        ASSERT_TRUE(process) << to_string(process.error());
        const BruteSchedule brute(plan, calendars.brute);
        const auto early = brute.early();
        if (getenv("TR")) fprintf(stderr, "%s\n", show(plan, brute).c_str());
        const auto c0 = clock();
        const auto result = schedule(*process);
        if (getenv("TM") && clock() - c0 > 200000) fprintf(stderr, "%.2f s %d\n%s\n", double(clock() - c0) / 1e6, result.has_value(), show(plan, brute).c_str());
        ASSERT_EQ(result.has_value(), early.has_value())
            << show(plan, brute) << (result ? "" : to_string(result.error()));
        ++(early ? feasible : infeasible);
        if (!early) return;
        for (int i = 0; i < brute.size(); ++i) {
            const ActivityId a{static_cast<std::uint32_t>(i)};
            const auto k = static_cast<std::size_t>(i);
            ASSERT_EQ(to_string(result->early_start(a)),
                      text(brute.is_fact(i, End::start) ? brute.fact(i, End::start) : early->start[k]))
                << i << show(plan, brute);
            ASSERT_EQ(to_string(result->early_finish(a)), text(early->finish[k])) << i << show(plan, brute);
        }
    });
    printf("feasible %d infeasible %d\n", feasible, infeasible);
}

} // namespace
