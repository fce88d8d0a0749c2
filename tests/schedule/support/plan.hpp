#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// A process as plain data. Both sides of a comparison get it: the library through a builder, the brute force as it is.
namespace convene::test {

/// Seconds from 1970-01-01T00:00 on the wall clock.
using Time = std::int64_t;

inline constexpr Time hour = 3600;
inline constexpr Time day = 86'400;

enum class End : std::uint8_t { start, finish };

/// An amount of time as written: `m`inutes, `h`ours, `d`ays, `w`eeks, `M`onths, working or on the clock.
struct PlanSpan {
    std::int32_t amount = 0;
    char unit = 'm';
    bool elapsed = false;
};

struct PlanShift {
    /// Minutes from the midnight of the day on which it starts.
    int from = 0;
    int to = 0;
};

struct PlanCalendar {
    std::string key;
    /// Monday first.
    std::array<std::vector<PlanShift>, 7> week = {};
    struct Exception {
        /// Days from 1970-01-01, both included.
        std::int64_t first = 0;
        std::int64_t last = 0;
        std::vector<PlanShift> shifts = {};
    };
    std::vector<Exception> exceptions = {};
    Time day_size = 8 * hour;
    Time week_size = 40 * hour;
    Time month_size = 160 * hour;
};

/// In the order in which the library names them.
enum class PlanDate : std::uint8_t {
    start_no_earlier,
    start_no_later,
    finish_no_earlier,
    finish_no_later,
    start_on,
    finish_on
};

struct PlanConstraint {
    PlanDate kind = PlanDate::start_no_earlier;
    Time date = 0;
    /// Whether an upper bound is only wanted.
    bool soft = false;
};

struct PlanActivity {
    std::string key;
    /// `m`eeting, `t`ask, mile`s`tone, e`x`ternal.
    char kind = 't';
    PlanSpan duration = {};
    /// -1 is the project's.
    int calendar = -1;
    std::vector<PlanConstraint> constraints = {};
    std::optional<Time> deadline = {};
    std::optional<Time> date = {};
    std::optional<Time> actual_start = {};
    std::optional<Time> actual_finish = {};
    std::optional<PlanSpan> remaining = {};
    bool as_late_as_possible = false;
    /// Numbers of artifacts, and of activities.
    std::vector<int> produces = {};
    std::vector<int> consumes = {};
    std::vector<int> starts = {};
};

enum class LagOn : std::uint8_t { successor, predecessor, project, continuous, named };

struct PlanRule {
    int from = 0;
    int to = 0;
    End from_end = End::finish;
    End to_end = End::start;
    std::optional<PlanSpan> min = {};
    std::optional<PlanSpan> max = {};
    LagOn on = LagOn::successor;
    int named = 0;
    bool soft = false;
};

struct Plan {
    std::vector<PlanCalendar> calendars;
    int project_calendar = 0;
    std::vector<PlanActivity> activities;
    std::vector<PlanRule> rules;
    int artifacts = 0;
    std::optional<Time> start = {};
    std::optional<Time> finish = {};
    std::optional<Time> status = {};
    int target = -1;
};

} // namespace convene::test
