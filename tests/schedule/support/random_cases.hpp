#pragma once

#include "schedule/support/brute_schedule.hpp"
#include "schedule/support/build_plan.hpp"
#include "schedule/support/random_plan.hpp"

#include <convene/schedule/schedule.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace convene::test {

inline std::string text(Time t) { return to_string(instant(t)); }
inline std::string text(Instant t) { return to_string(t); }

inline std::vector<ActivityId> ids(int n) {
    std::vector<ActivityId> out;
    for (int i = 0; i < n; ++i) out.emplace_back(static_cast<std::uint32_t>(i));
    return out;
}

/// A plan for people who have to find out what went wrong with it.
inline std::string show(const BruteSchedule& brute) {
    const auto& plan = brute.plan();
    const auto edge = [](End end) { return end == End::start ? ".start" : ".finish"; };
    std::string out = "\nstart " + (plan.start ? text(*plan.start) : "-");
    if (plan.status) out += ", status " + text(*plan.status);
    for (int i = 0; i < brute.size(); ++i) {
        const auto& a = plan.activities[static_cast<std::size_t>(i)];
        out += "\n  " + std::to_string(i) + ": " + a.kind + " " + std::to_string(brute.work_of(i)) + "s on " +
               std::to_string(brute.calendar_of(i));
        if (a.actual_start) out += ", started " + text(*a.actual_start);
        if (a.actual_finish) out += ", finished " + text(*a.actual_finish);
        if (a.deadline) out += ", deadline " + text(*a.deadline);
        if (a.as_late_as_possible) out += ", as late as possible";
    }
    int number = 0;
    for (const auto& n : brute.needs()) {
        static const char* const kinds[]{"at least", "at most", "flow", "follow-up", "not before", "not after", "base"};
        out += "\n  [" + std::to_string(number++) + "] " + kinds[static_cast<int>(n.kind)] + " " +
               (n.is_link() ? std::to_string(n.from) + edge(n.from_end) : text(n.date)) + " -> " +
               std::to_string(n.to) + edge(n.to_end);
        if (n.is_link() && n.lag.amount != 0)
            out += " lag " + std::to_string(n.lag.amount) + (n.lag.months ? "mo" : "s on ") +
                   (n.lag.months ? "" : std::to_string(n.lag.calendar));
    }
    return out + "\n";
}

/// Calls `f(plan, calendars, random)` for `count` random plans; stops at the first that fails.
template <class F>
void for_random_plans(int count, const RandomPlans::Chances& chances, const F& f) {
    constexpr int batch_size = 50;
    for (int batch = 0; batch * batch_size < count; ++batch) {
        RandomPlans random(static_cast<std::uint64_t>(batch));
        const auto calendars = random.calendars();
        for (int i = 0; i < batch_size; ++i) {
            const auto plan = random.plan(calendars, chances);
            SCOPED_TRACE("batch " + std::to_string(batch) + ", plan " + std::to_string(i));
            f(plan, calendars, random);
            if (testing::Test::HasFailure()) return;
        }
    }
}

/// The latest that each activity may finish by itself.
inline std::vector<Time> late_limits(const BruteSchedule& brute, const BruteDates& early, std::optional<Time> wanted,
                                     int target) {
    Time end = brute.project_start();
    for (const auto f : early.finish) end = std::max(end, f);
    std::vector<Time> limits(early.finish.size(), wanted.value_or(end));
    for (std::size_t i = 0; i < limits.size(); ++i) {
        if (static_cast<int>(i) == target && !wanted) limits[i] = std::min(limits[i], early.finish[i]);
        if (const auto deadline = brute.plan().activities[i].deadline) limits[i] = std::min(limits[i], *deadline);
    }
    return limits;
}

} // namespace convene::test
