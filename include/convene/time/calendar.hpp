#pragma once

#include <convene/core/config.hpp>
#include <convene/core/result.hpp>
#include <convene/core/text.hpp>
#include <convene/time/instant.hpp>
#include <convene/time/shift.hpp>
#include <convene/time/span.hpp>
#include <convene/time/work_table.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace convene {

/// Dates on which work differs from the weekly pattern: holidays, half days, days worked in exchange for a holiday.
struct CalendarException {
    /// The first and the last date, both included.
    Date from;
    Date to;
    /// The shifts that start on each of these dates; none if they are days off.
    std::vector<Shift> shifts = {};
    Text title = {};

    friend bool operator==(const CalendarException&, const CalendarException&) = default;
};

/// How much work the units `d`, `w` and `mo` of a span mean on a calendar.
struct CalendarSizes {
    Seconds day = std::chrono::hours{8};
    Seconds week = std::chrono::hours{40};
    Seconds month = std::chrono::hours{160};

    friend bool operator==(const CalendarSizes&, const CalendarSizes&) = default;
};

/// The first and the last date for which a calendar's holidays are known, both included.
struct CalendarCoverage {
    Date from;
    Date to;

    friend bool operator==(const CalendarCoverage&, const CalendarCoverage&) = default;
};

class Calendar;

/// What a calendar is made of.
struct CalendarSpec;

/// How a calendar was defined, for writing it back.
struct CalendarDefinition {
    std::string key;
    Text title = {};
    Text description = {};
    /// The key of the calendar that it derives from.
    std::optional<std::string> base = {};
    /// The keys of the calendars that it is the intersection of; otherwise empty.
    std::vector<std::string> parts = {};
    std::optional<WeekPattern> week = {};
    std::vector<CalendarException> exceptions = {};
    std::optional<CalendarSizes> sizes = {};
    std::optional<CalendarCoverage> coverage = {};

    friend bool operator==(const CalendarDefinition&, const CalendarDefinition&) = default;
};

namespace detail {
struct CalendarData;
}

/// When work is done: an immutable value, cheap to copy, safe to share between threads.
///
/// The shifts that start on a date come from the first of these that defines it: its own exceptions, the base's
/// exceptions, its own week, the base's week. Working time is the union of the shifts, so touching shifts are one. A
/// shift over midnight belongs to the date on which it starts, and is closed or opened with it.
///
/// The queries are those of `WorkTable`, which a loop may hold by reference as long as the calendar (or a copy) lives.
class Calendar {
  public:
    // Moving copies, so a moved-from calendar keeps its value.
    Calendar(const Calendar&) = default;
    Calendar& operator=(const Calendar&) = default;
    ~Calendar() = default;

    /// The calendar that is always open. Its day has 24 hours, its week 7 and its month 30 such days.
    /// The key is "continuous".
    [[nodiscard]] CONVENE_DECL static Calendar continuous();
    /// The same, as one shared object.
    [[nodiscard]] CONVENE_DECL static const Calendar& round_the_clock();

    /// Monday to Friday, 09:00-12:00 and 13:00-18:00. The key is "standard".
    [[nodiscard]] CONVENE_DECL static Calendar standard();

    [[nodiscard]] CONVENE_DECL const std::string& key() const&;
    [[nodiscard]] CONVENE_DECL const Text& title() const&;
    [[nodiscard]] CONVENE_DECL const CalendarDefinition& definition() const&;

    /// Its own, else the base's (of an intersection, the first part's), else 8 hours, 40 hours and 20 days of 8 hours.
    [[nodiscard]] const CalendarSizes& sizes() const& { return *sizes_; }
    [[nodiscard]] Seconds day_size() const { return sizes_->day; }
    [[nodiscard]] Seconds week_size() const { return sizes_->week; }
    [[nodiscard]] Seconds month_size() const { return sizes_->month; }

    /// Its own, else the base's; for an intersection, the range that all parts with a coverage share (an empty range,
    /// `from > to`, if they share nothing). No value: no holidays are known to be missing.
    [[nodiscard]] CONVENE_DECL std::optional<CalendarCoverage> coverage() const;

    /// Whether the holidays of the date on which `t` falls are known; beyond that, dates are provisional.
    [[nodiscard]] CONVENE_DECL bool covers(Instant t) const;

    /// Whether an exception of this calendar, its base or its parts applies to `date`.
    [[nodiscard]] CONVENE_DECL bool is_exceptional(Date date) const;

    /// Whether there is working time on the civil date, even if only the end of a shift from the day before.
    [[nodiscard]] bool is_working_day(Date date) const {
        return table_->between(Instant{date}, Instant{date + std::chrono::days{1}}).count() > 0;
    }

    [[nodiscard]] const WorkTable& table() const& { return *table_; }

    [[nodiscard]] bool is_working(Instant t) const { return table_->is_working(t); }
    [[nodiscard]] Instant next_working(Instant t) const { return table_->next_working(t); }
    [[nodiscard]] Instant end_of_work_before(Instant t) const { return table_->end_of_work_before(t); }
    [[nodiscard]] Seconds between(Instant a, Instant b) const { return table_->between(a, b); }
    [[nodiscard]] Instant earliest(Instant t, Seconds work) const { return table_->earliest(t, work); }
    [[nodiscard]] Instant latest(Instant t, Seconds work) const { return table_->latest(t, work); }
    [[nodiscard]] Instant add(Instant t, Seconds work) const { return table_->add(t, work); }
    [[nodiscard]] Instant sub(Instant t, Seconds work) const { return table_->sub(t, work); }
    [[nodiscard]] Instant next_transition(Instant t) const { return table_->next_transition(t); }
    [[nodiscard]] bool unlimited() const { return table_->unlimited(); }

    // Views of a temporary would dangle.
    void key() const&& = delete;
    void title() const&& = delete;
    void definition() const&& = delete;
    void sizes() const&& = delete;
    void table() const&& = delete;

    /// Whether both have the same definition (title and description included) and the same working time.
    CONVENE_DECL friend bool operator==(const Calendar& a, const Calendar& b);

  private:
    friend CONVENE_DECL Result<Calendar> make_calendar(CalendarSpec spec);
    friend CONVENE_DECL Calendar intersection(std::string key, Text title, std::span<const Calendar> parts);

    explicit Calendar(std::shared_ptr<const detail::CalendarData> data);

    std::shared_ptr<const detail::CalendarData> data_;
    // Into data_, so that queries needn't see its definition.
    const WorkTable* table_ = nullptr;
    const CalendarSizes* sizes_ = nullptr;
};

struct CalendarSpec {
    std::string key;
    Text title = {};
    Text description = {};
    std::optional<Calendar> base = {};
    /// Without a base and a week, there is work only on exceptions.
    std::optional<WeekPattern> week = {};
    std::vector<CalendarException> exceptions = {};
    std::optional<CalendarSizes> sizes = {};
    std::optional<CalendarCoverage> coverage = {};
};

/// The calendar that `spec` describes, or all its faults:
/// - `bad_shift` for a shift that isn't valid; `overlapping_shifts` for two that share time: on one date, on
///   consecutive days of the week (Sunday and Monday, too), or on consecutive dates of one exception;
/// - `overlapping_exceptions` for a date that two of its exceptions cover;
/// - `bad_date_range` for an exception or coverage that ends before it starts, `out_of_range_date` for one outside the
///   years 1 to 9999;
/// - `bad_calendar_sizes` unless 0 < day <= 24 hours, 0 < week <= 7 and 0 < month <= 31 such days.
///
/// A calendar without any work is not a fault; see `unlimited()`.
/// O(e log e + d) for e exceptions, those of the base included, and d dates between the first and the last of them,
/// counted up to 22 years.
[[nodiscard]] CONVENE_DECL Result<Calendar> make_calendar(CalendarSpec spec);

/// The calendar that is open exactly when all of `parts` are. It can be a base: its exceptional dates are those of any
/// part, and its shifts end at midnight. *Requires* at least one part.
[[nodiscard]] CONVENE_DECL Calendar intersection(std::string key, Text title, std::span<const Calendar> parts);

/// The working time of `span` on `calendar`; nothing if the span is elapsed. It can't overflow.
[[nodiscard]] CONVENE_DECL std::optional<Seconds> working_seconds(Span span, const Calendar& calendar);

/// The time on the clock of an elapsed span; nothing if it is working, or in civil months (see `add_elapsed_months`).
[[nodiscard]] CONVENE_DECL std::optional<Seconds> elapsed_seconds(Span span);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/time/impl/calendar.ipp>
#endif
