#pragma once

#include <convene/time/calendar.hpp>
#include <convene/time/impl/calendar_compile.ipp>
#include <convene/time/impl/calendar_faults.ipp>
#include <convene/time/impl/work_table.ipp>

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

namespace convene {

namespace detail {

struct CalendarData {
    CalendarDefinition definition;
    CalendarSizes sizes;
    std::optional<CalendarCoverage> coverage;
    DatedShifts shifts;
    WorkTable table;
};

/// Numbers lists of shifts, equal ones alike.
class ShiftLists {
  public:
    explicit ShiftLists(DatedShifts& shifts) : shifts_(shifts) {
        for (std::uint32_t i = 0; i < shifts.lists.size(); ++i) known_.emplace(shifts.lists[i], i);
    }

    std::uint32_t add(std::vector<Shift> list) {
        std::ranges::sort(list);
        const auto [place, added] = known_.try_emplace(std::move(list), shifts_.lists.size());
        if (added) shifts_.lists.push_back(place->first);
        return place->second;
    }

  private:
    DatedShifts& shifts_;
    std::map<std::vector<Shift>, std::uint32_t> known_;
};

/// `own` and what it leaves of `base`. Both sorted and disjoint, and so is the result.
[[nodiscard]] inline std::vector<DateRange> override_ranges(std::span<const DateRange> base,
                                                            std::span<const DateRange> own) {
    std::vector<DateRange> out(own.begin(), own.end());
    std::size_t next = 0;
    for (const auto& range : base) {
        auto from = range.from;
        while (next < own.size() && own[next].to < from) ++next;
        for (auto i = next; i < own.size() && own[i].from <= range.to; ++i) {
            if (from < own[i].from) out.push_back({from, own[i].from - 1, range.lists});
            from = own[i].to + 1;
        }
        if (from <= range.to) out.push_back({from, range.to, range.lists});
    }
    std::ranges::sort(out, {}, &DateRange::from);
    return out;
}

/// The shifts of a faultless specification.
[[nodiscard]] inline DatedShifts resolve_shifts(const CalendarSpec& spec, const DatedShifts* base) {
    DatedShifts shifts;
    if (base != nullptr) shifts = *base;
    ShiftLists lists{shifts};
    if (spec.week)
        for (std::size_t i = 0; i < 7; ++i) shifts.week[i] = lists.add(spec.week->days[i]);
    std::vector<DateRange> own;
    for (const auto& e : spec.exceptions) {
        const auto list = lists.add(e.shifts);
        own.push_back({calendar_day(e.from), calendar_day(e.to), {list, list, list, list, list, list, list}});
    }
    std::ranges::sort(own, {}, &DateRange::from);
    shifts.exceptions = override_ranges(shifts.exceptions, own);
    return shifts;
}

/// The exception that covers `day`, or null.
[[nodiscard]] inline const DateRange* exception_on(const DatedShifts& shifts, std::int32_t day) {
    const auto next = std::ranges::upper_bound(shifts.exceptions, day, {}, &DateRange::from);
    if (next == shifts.exceptions.begin() || std::prev(next)->to < day) return nullptr;
    return &*std::prev(next);
}

[[nodiscard]] inline std::vector<Shift> common_shifts(const std::vector<Shift>& a, std::span<const DayInterval> b) {
    std::vector<Shift> out;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const Shift common{std::max(a[i].start, b[j].start / 60), std::min(a[i].end, b[j].end / 60)};
        if (common.start < common.end) out.push_back(common);
        if (a[i].end <= b[j].end / 60) {
            ++i;
        } else {
            ++j;
        }
    }
    return out;
}

/// Intersects calendars week by week: between two dates on which none of them changes, all repeat weekly.
class Intersection {
  public:
    explicit Intersection(std::vector<const CalendarData*> parts) : parts_(std::move(parts)), lists_(shifts_) {}

    [[nodiscard]] DatedShifts run() {
        for (const auto* part : parts_) {
            auto regular = part->shifts;
            regular.exceptions.clear();
            regular_.push_back(compile_calendar(regular));
        }
        Weeks regular;
        regular.reserve(regular_.size());
        for (const auto& table : regular_) regular.emplace_back(&table.data(), table.data().segments.front().week);
        shifts_.week = common_week(regular);
        const auto days = change_days();
        for (std::size_t i = 0; i + 1 < days.size(); ++i)
            if (is_irregular(days[i])) add_range(days[i], days[i + 1] - 1);
        return std::move(shifts_);
    }

  private:
    using Weeks = std::vector<std::pair<const WorkData*, std::uint32_t>>;

    [[nodiscard]] WeekOfLists common_week(const Weeks& weeks) {
        WeekOfLists lists{};
        for (std::size_t day = 0; day < 7; ++day) {
            std::vector<Shift> common{{0, 1440}};
            for (const auto& [data, week] : weeks) {
                const auto& shape = data->shapes[data->weeks[week].shape[day]];
                common = common_shifts(common, intervals_of(*data, shape));
            }
            lists[day] = lists_.add(std::move(common));
        }
        return lists;
    }

    /// Every date on which a part's week changes or an exception starts or has ended, with the first date and the end.
    [[nodiscard]] std::vector<std::int32_t> change_days() const {
        std::vector<std::int32_t> days{last_calendar_day + 1};
        for (const auto* part : parts_) {
            for (const auto& segment : part->table.data().segments) days.push_back(segment.first_day);
            for (const auto& e : part->shifts.exceptions) {
                days.push_back(e.from);
                days.push_back(std::min(e.to + 1, last_calendar_day + 1));
                days.push_back(std::min(e.to + 2, last_calendar_day + 1));
            }
        }
        std::ranges::sort(days);
        days.erase(std::unique(days.begin(), days.end()), days.end());
        return days;
    }

    /// Whether a part has an exception on `day`, or the end of a shift that began on one.
    [[nodiscard]] bool is_irregular(std::int32_t day) const {
        return std::ranges::any_of(parts_, [day](const CalendarData* part) {
            return exception_on(part->shifts, day) != nullptr || exception_on(part->shifts, day - 1) != nullptr;
        });
    }

    void add_range(std::int32_t from, std::int32_t to) {
        Weeks weeks;
        std::vector<std::uint32_t> key;
        for (const auto* part : parts_) {
            const auto& data = part->table.data();
            const auto next = std::ranges::upper_bound(data.segments, from, {}, &WeekSegment::first_day);
            weeks.emplace_back(&data, std::prev(next)->week);
            key.push_back(weeks.back().second);
        }
        auto known = lists_by_weeks_.find(key);
        if (known == lists_by_weeks_.end()) known = lists_by_weeks_.emplace(std::move(key), common_week(weeks)).first;
        auto& ranges = shifts_.exceptions;
        if (!ranges.empty() && ranges.back().to + 1 == from && ranges.back().lists == known->second) {
            ranges.back().to = to;
        } else {
            ranges.push_back({from, to, known->second});
        }
    }

    std::vector<const CalendarData*> parts_;
    std::vector<WorkTable> regular_;
    DatedShifts shifts_;
    ShiftLists lists_;
    std::map<std::vector<std::uint32_t>, WeekOfLists> lists_by_weeks_;
};

[[nodiscard]] inline std::optional<CalendarCoverage> common_coverage(std::span<const Calendar> parts) {
    std::optional<CalendarCoverage> common;
    for (const auto& part : parts) {
        const auto coverage = part.coverage();
        if (common && coverage) {
            common = {std::max(common->from, coverage->from), std::min(common->to, coverage->to)};
        } else if (coverage) {
            common = coverage;
        }
    }
    return common;
}

} // namespace detail

CONVENE_DECL Calendar::Calendar(std::shared_ptr<const detail::CalendarData> data)
    : data_(std::move(data)), table_(&data_->table), sizes_(&data_->sizes) {}

CONVENE_DECL const std::string& Calendar::key() const& { return data_->definition.key; }
CONVENE_DECL const Text& Calendar::title() const& { return data_->definition.title; }
CONVENE_DECL const CalendarDefinition& Calendar::definition() const& { return data_->definition; }
CONVENE_DECL std::optional<CalendarCoverage> Calendar::coverage() const { return data_->coverage; }

CONVENE_DECL bool Calendar::covers(Instant t) const {
    const auto& coverage = data_->coverage;
    return !coverage || (date_of(t) >= coverage->from && date_of(t) <= coverage->to);
}

CONVENE_DECL bool Calendar::is_exceptional(Date date) const {
    return date >= min_date && date <= max_date &&
           detail::exception_on(data_->shifts, detail::calendar_day(date)) != nullptr;
}

CONVENE_DECL bool operator==(const Calendar& a, const Calendar& b) {
    if (a.data_ == b.data_) return true;
    return a.data_->definition == b.data_->definition && a.data_->sizes == b.data_->sizes &&
           a.data_->coverage == b.data_->coverage && a.data_->table == b.data_->table;
}

CONVENE_DECL Result<Calendar> make_calendar(CalendarSpec spec) {
    if (auto faults = detail::CalendarFaults{spec}.run(); !faults.empty()) return fail(std::move(faults));
    const auto* base = spec.base ? spec.base->data_.get() : nullptr;
    auto shifts = detail::resolve_shifts(spec, base == nullptr ? nullptr : &base->shifts);
    auto table = detail::compile_calendar(shifts);
    const auto sizes = spec.sizes ? *spec.sizes : base != nullptr ? base->sizes : CalendarSizes{};
    const auto coverage = spec.coverage || base == nullptr ? spec.coverage : base->coverage;
    CalendarDefinition definition{.key = std::move(spec.key),
                                  .title = std::move(spec.title),
                                  .description = std::move(spec.description),
                                  .week = std::move(spec.week),
                                  .exceptions = std::move(spec.exceptions),
                                  .sizes = spec.sizes,
                                  .coverage = spec.coverage};
    if (base != nullptr) definition.base = base->definition.key;
    return Calendar{std::make_shared<const detail::CalendarData>(
        detail::CalendarData{std::move(definition), sizes, coverage, std::move(shifts), std::move(table)})};
}

CONVENE_DECL Calendar intersection(std::string key, Text title, std::span<const Calendar> parts) {
    assert(!parts.empty());
    CalendarDefinition definition{.key = std::move(key), .title = std::move(title)};
    std::vector<const detail::CalendarData*> data;
    for (const auto& part : parts) {
        definition.parts.push_back(part.key());
        data.push_back(part.data_.get());
    }
    auto shifts = detail::Intersection{std::move(data)}.run();
    auto table = detail::compile_calendar(shifts);
    return Calendar{std::make_shared<const detail::CalendarData>(
        detail::CalendarData{std::move(definition), parts.front().sizes(), detail::common_coverage(parts),
                             std::move(shifts), std::move(table)})};
}

CONVENE_DECL Calendar Calendar::continuous() {
    WeekPattern week;
    week.days.fill({{0, 1440}});
    const auto day = std::chrono::hours{24};
    return *make_calendar({.key = "continuous",
                           .title = Text{{"en", "24 hours"}, {"zh", "24 小时"}},
                           .week = std::move(week),
                           .sizes = CalendarSizes{.day = day, .week = 7 * day, .month = 30 * day}});
}

CONVENE_DECL const Calendar& Calendar::round_the_clock() {
    static const Calendar calendar = continuous();
    return calendar;
}

CONVENE_DECL Calendar Calendar::standard() {
    return *make_calendar({.key = "standard",
                           .title = Text{{"en", "Standard"}, {"zh", "标准"}},
                           .week = monday_to_friday(standard_shifts())});
}

CONVENE_DECL std::optional<Seconds> working_seconds(Span span, const Calendar& calendar) {
    switch (span.unit) {
    case SpanUnit::minutes: return Seconds{60} * span.amount;
    case SpanUnit::hours: return Seconds{3600} * span.amount;
    case SpanUnit::days: return calendar.day_size() * span.amount;
    case SpanUnit::weeks: return calendar.week_size() * span.amount;
    case SpanUnit::months: return calendar.month_size() * span.amount;
    case SpanUnit::elapsed_minutes:
    case SpanUnit::elapsed_hours:
    case SpanUnit::elapsed_days:
    case SpanUnit::elapsed_weeks:
    case SpanUnit::elapsed_months: break;
    }
    return std::nullopt;
}

CONVENE_DECL std::optional<Seconds> elapsed_seconds(Span span) {
    switch (span.unit) {
    case SpanUnit::elapsed_minutes: return Seconds{60} * span.amount;
    case SpanUnit::elapsed_hours: return Seconds{3600} * span.amount;
    case SpanUnit::elapsed_days: return Seconds{86'400} * span.amount;
    case SpanUnit::elapsed_weeks: return Seconds{604'800} * span.amount;
    case SpanUnit::minutes:
    case SpanUnit::hours:
    case SpanUnit::days:
    case SpanUnit::weeks:
    case SpanUnit::months:
    case SpanUnit::elapsed_months: break;
    }
    return std::nullopt;
}

} // namespace convene
