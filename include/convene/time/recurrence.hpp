#pragma once

#include <convene/core/config.hpp>
#include <convene/core/result.hpp>
#include <convene/time/calendar.hpp>
#include <convene/time/instant.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace convene {

enum class Frequency : std::uint8_t { daily, weekly, monthly, yearly };

/// A day of the week, or with an ordinal the n-th of the month (or year) from its start, or from its end if negative.
struct RecurrenceDay {
    std::chrono::weekday day;
    /// 0 means every one.
    std::int8_t ordinal = 0;

    friend constexpr bool operator==(RecurrenceDay, RecurrenceDay) = default;
};

/// A rule of recurrence: the part of RFC 5545's RRULE that dates need (section 3.3.10). The time of day, and whatever
/// the rule leaves open (the weekday of a weekly rule), is that of the start which `occurrences` is given.
struct Recurrence {
    Frequency frequency = Frequency::daily;
    /// Every n-th day, week, month or year; at least 1.
    std::uint32_t interval = 1;
    /// At most one of `count` and `until`; without either, the rule never ends.
    std::optional<std::uint32_t> count = {};
    /// The last instant that may occur, included.
    std::optional<Instant> until = {};
    std::vector<RecurrenceDay> by_day = {};
    /// 1 to 31, or -1 to -31 from the end of the month.
    std::vector<std::int8_t> by_month_day = {};
    /// 1 to 12.
    std::vector<std::uint8_t> by_month = {};
    /// Which of the dates of one period: 1 is the first, -1 the last. Empty: all.
    std::vector<std::int16_t> by_position = {};
    std::chrono::weekday week_start = std::chrono::Monday;

    friend bool operator==(const Recurrence&, const Recurrence&) = default;
};

/// The rule that `text` writes, as in `FREQ=MONTHLY;BYDAY=-1FR` or `FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=10`.
///
/// Parts: FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, COUNT, UNTIL (`20261231`, which includes that date, or
/// `20261231T180000`), BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, WKST; in any order and case, after an optional `RRULE:`.
/// Any other part, and anything RFC 5545 forbids, is `bad_recurrence` with the reason.
[[nodiscard]] CONVENE_DECL Result<Recurrence> parse_recurrence(std::string_view text);

/// The text from which `parse_recurrence` reads `rule`.
[[nodiscard]] CONVENE_DECL std::string to_string(const Recurrence& rule);

/// What to do with an occurrence on a date without working time.
enum class OnFreeDay : std::uint8_t {
    /// Leave it there.
    keep,
    /// Drop it.
    skip,
    /// Move it to the next, or to the previous, date with working time, at the same time of day.
    next,
    previous,
};

struct OccurrenceOptions {
    /// Only occurrences (after moving them) in [from, to).
    Instant from = min_instant;
    Instant to = far_future;
    /// The most occurrences to return.
    std::size_t limit = 1000;
    /// The most days, weeks, months or years to examine: a rule may occur rarely, or never.
    std::size_t periods = 100'000;
    OnFreeDay on_free_day = OnFreeDay::keep;
    /// Which dates have working time. Null: all.
    const Calendar* calendar = nullptr;
};

struct Occurrences {
    /// Ascending, without duplicates.
    std::vector<Instant> at;
    /// Whether these are all in [from, to), rather than cut off by `limit` or `periods`.
    bool complete = true;
};

/// When `rule`, begun at `start`, occurs. `start` itself is an occurrence only if the rule says so; COUNT counts from
/// the first occurrence at or after it, before any is moved or dropped.
///
/// O(periods from `start` to `to`) if the rule has a COUNT, else O(periods from `from` to `to`); in any case at most
/// `options.periods`, and none after the year 9999.
[[nodiscard]] CONVENE_DECL Occurrences occurrences(const Recurrence& rule, Instant start,
                                                   const OccurrenceOptions& options = {});

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/time/impl/recurrence.ipp>
#endif
