#pragma once

#include <convene/check/cadence.hpp>
#include <convene/check/impl/findings.ipp>
#include <convene/model/queries.hpp>
#include <convene/time/recurrence.hpp>

#include <algorithm>
#include <optional>

namespace convene {

namespace detail {

/// An interval of a day, in seconds from midnight, in which at most `people` are at work.
struct ShortStaffed {
    Seconds from;
    Seconds to;
    std::uint32_t people;
};

/// Where both say that too few are there: the intersection, with the greater number.
inline std::vector<ShortStaffed> both_short(const std::vector<ShortStaffed>& a, const std::vector<ShortStaffed>& b) {
    std::vector<ShortStaffed> both;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const auto from = std::max(a[i].from, b[j].from);
        const auto to = std::min(a[i].to, b[j].to);
        if (from < to) both.push_back({from, to, std::max(a[i].people, b[j].people)});
        (a[i].to < b[j].to ? i : j) += 1;
    }
    return both;
}

/// `09:00`; `24:00` and later for the day after.
inline std::string clock_text(Seconds at) {
    const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(at.count() / 3600) + ":" + two(at.count() / 60 % 60);
}

inline Text weekday_text(unsigned monday_based) {
    static constexpr std::array<std::string_view, 7> en{"Mondays", "Tuesdays",  "Wednesdays", "Thursdays",
                                                        "Fridays", "Saturdays", "Sundays"};
    static constexpr std::array<std::string_view, 7> zh{"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
    return words(std::string(en[monday_based]), std::string(zh[monday_based]));
}

class CadenceCheck {
  public:
    explicit CadenceCheck(const Process& p)
        : p_(p), start_(p.start().value_or(Date{std::chrono::year{2001} / 1 / 1})) {}

    Diagnostics operator()() {
        const auto& data = p_.data();
        if (!data.cadences.empty() || !data.service_levels.empty()) {
            for (const auto id : p_.activities().ids()) {
                for (const auto& cadence : data.cadences[id]) check(id, cadence);
                for (const auto& level : data.service_levels[id]) check(id, level);
            }
        }
        for (const auto& cover : p_.covers()) check(cover);
        return found_.take();
    }

  private:
    void check(ActivityId id, const Cadence& cadence) {
        const auto first = occurrences(cadence.recurrence, start_,
                                       {.from = start_, .to = start_ + std::chrono::days{3653}, .limit = 1});
        if (first.at.empty() && found_.wants(Code::never_recurs))
            found_.add(Code::never_recurs, name_of(p_, id), {to_string(cadence.recurrence), date_text(start_)},
                       p_[id].origin);
    }

    /// Whether a >= b; nothing where only a date could tell.
    [[nodiscard]] std::optional<bool> at_least(Span a, Span b, const Calendar& calendar) const {
        if (a.unit == b.unit) return a.amount >= b.amount;
        if (is_elapsed(a) != is_elapsed(b)) return std::nullopt;
        const auto seconds = [&](Span s) { return is_elapsed(s) ? elapsed_seconds(s) : working_seconds(s, calendar); };
        const auto long_a = seconds(a);
        const auto long_b = seconds(b);
        if (!long_a || !long_b) return std::nullopt;
        return *long_a >= *long_b;
    }

    void check(ActivityId id, const ServiceLevel& level) {
        if (!level.warn) return;
        const auto& calendar = p_[calendar_id_of(p_, id)];
        if (at_least(*level.warn, level.within, calendar).value_or(false) && found_.wants(Code::warns_at_once))
            found_.add(Code::warns_at_once, name_of(p_, id), {spoken_span(*level.warn), spoken_span(level.within)},
                       p_[id].origin);
    }

    void check(const Cover& cover) {
        const auto object = thing("cover", "值班", cover.key, cover.title);
        if ((cover.weekdays & 0x7FU) == 0) {
            if (found_.wants(Code::cover_without_days)) found_.add(Code::cover_without_days, object, {}, cover.origin);
            return;
        }
        const auto people = people_of(p_, cover.role);
        if (p_[cover.role].external || people.empty()) return;
        if (people.size() < cover.minimum) {
            if (found_.wants(Code::too_few_people))
                found_.add(Code::too_few_people, object,
                           {std::to_string(cover.minimum), name_of(p_, cover.role), std::to_string(people.size())},
                           cover.origin);
            return;
        }
        group_calendars(cover.role);
        for (unsigned day = 0; day < 7; ++day)
            if ((cover.weekdays >> day & 1U) != 0 && check_weekday(cover, object, day)) return;
    }

    /// The calendars on which the people of a role work, each with their number.
    void group_calendars(RoleId role) {
        staff_.clear();
        for (const auto person : people_of(p_, role)) {
            const auto id = calendar_id_of(p_, person, role);
            const auto found = std::ranges::find(staff_, id, &std::pair<CalendarId, std::uint32_t>::first);
            if (found != staff_.end())
                ++found->second;
            else
                staff_.emplace_back(id, 1);
        }
    }

    /// Whether a shortage was found. A holiday is no fault, so it counts only if it is there in each of eight weeks.
    bool check_weekday(const Cover& cover, const Text& object, unsigned day) {
        auto date = date_of(start_);
        while (std::chrono::weekday{date}.iso_encoding() != day + 1) date += std::chrono::days{1};
        auto shortage = shortages(cover, date);
        for (int week = 1; week < 8 && !shortage.empty(); ++week)
            shortage = both_short(shortage, shortages(cover, date + std::chrono::days{7 * week}));
        if (shortage.empty()) return false;
        if (found_.wants(Code::cover_outside_hours))
            found_.add(Code::cover_outside_hours, object,
                       {weekday_text(day), clock_text(shortage.front().from), clock_text(shortage.front().to),
                        std::to_string(shortage.front().people), name_of(p_, cover.role),
                        std::to_string(cover.minimum)},
                       cover.origin);
        return true;
    }

    /// The parts of the window on one date in which fewer than the minimum work.
    [[nodiscard]] std::vector<ShortStaffed> shortages(const Cover& cover, Date date) const {
        std::vector<ShortStaffed> found;
        const auto end = Instant{date} + std::chrono::minutes{cover.to};
        for (auto at = Instant{date} + std::chrono::minutes{cover.from}; at < end;) {
            std::uint32_t working = 0;
            auto next = end;
            for (const auto& [id, number] : staff_) {
                if (p_[id].is_working(at)) working += number;
                next = std::min(next, p_[id].next_transition(at));
            }
            if (working < cover.minimum) {
                if (!found.empty() && found.back().to == at - Instant{date} && found.back().people == working)
                    found.back().to = next - Instant{date};
                else
                    found.push_back({at - Instant{date}, next - Instant{date}, working});
            }
            at = next;
        }
        return found;
    }

    const Process& p_;
    Instant start_;
    Findings found_;
    std::vector<std::pair<CalendarId, std::uint32_t>> staff_; // of the cover at hand
};

} // namespace detail

CONVENE_DECL Diagnostics check_cadence(const Process& process) { return detail::CadenceCheck(process)(); }

} // namespace convene
