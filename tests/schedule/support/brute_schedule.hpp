#pragma once

#include "schedule/support/brute_calendar.hpp"
#include "schedule/support/plan.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// Schedules by their definition: every requirement is applied again and again until nothing moves.
namespace convene::test {

/// The calendars of a plan over some weeks; the last one is the clock.
struct BruteCalendars {
    Time begin = 0;
    Time end = 0;
    std::vector<BruteCalendar> all;

    BruteCalendars(const std::vector<PlanCalendar>& plans, Time from, int days) : begin(from), end(from + days * day) {
        for (const auto& p : plans) all.emplace_back(p, from, days);
        all.emplace_back();
    }
    [[nodiscard]] int clock() const { return static_cast<int>(all.size()) - 1; }
    [[nodiscard]] const BruteCalendar& operator[](int i) const { return all[static_cast<std::size_t>(i)]; }
};

/// A lag in force: seconds on a calendar, or civil months.
struct BruteLag {
    Time amount = 0;
    int calendar = 0;
    bool months = false;
};

/// One thing that a schedule has to keep.
struct Need {
    enum class Kind : std::uint8_t {
        at_least, // to.end >= from.end + lag
        at_most,  // to.end <= from.end + lag
        flow,
        follow_up,
        floor,   // to.end >= date
        ceiling, // to.end <= date
        base
    };
    Kind kind = Kind::base;
    /// The rule's, artifact's or constraint's number in its list; -1 for an outside date.
    int origin = -1;
    int from = -1;
    int to = -1;
    End from_end = End::finish;
    End to_end = End::start;
    BruteLag lag = {};
    Time date = 0;
    bool on = true;

    [[nodiscard]] bool is_link() const { return from >= 0; }
    [[nodiscard]] bool is_upper() const { return kind == Kind::at_most || kind == Kind::ceiling; }
};

/// What a schedule is asked for, beside the plan.
struct BruteOptions {
    std::optional<Time> start = {};
    std::optional<Time> status = {};
    int target = -1;
    std::optional<Time> wanted_by = {};
};

struct BruteDates {
    std::vector<Time> start;
    std::vector<Time> finish;
};

class BruteSchedule {
  public:
    enum class State : std::uint8_t { open, started, finished };

    BruteSchedule(const Plan& plan, const BruteCalendars& calendars, const BruteOptions& options = {})
        : plan_(plan), calendars_(calendars), options_(options) {
        start_ = options.start ? *options.start : plan.start.value();
        status_ = options.status ? options.status : plan.status;
        base_ = std::max(start_, status_.value_or(start_));
        limit_ = calendars.end - 7 * day;
        for (std::size_t i = 0; i < plan.activities.size(); ++i) add_activity(static_cast<int>(i));
        for (std::size_t i = 0; i < plan.rules.size(); ++i) add_rule(static_cast<int>(i));
        add_flows();
    }

    [[nodiscard]] int size() const { return static_cast<int>(plan_.activities.size()); }
    [[nodiscard]] const std::vector<Need>& needs() const { return needs_; }
    [[nodiscard]] std::vector<Need>& needs() { return needs_; }
    [[nodiscard]] std::vector<Time>& work() { return work_; }
    [[nodiscard]] Time work_of(int a) const { return work_[at(a)]; }
    [[nodiscard]] int calendar_of(int a) const { return own_[at(a)]; }
    [[nodiscard]] State state(int a) const { return state_[at(a)]; }
    [[nodiscard]] Time base() const { return base_; }
    [[nodiscard]] Time project_start() const { return start_; }
    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] const BruteCalendars& calendars() const { return calendars_; }

    // --- what a lag means

    /// The smallest instant that is `lag` after `t`.
    [[nodiscard]] Time least_after(const BruteLag& lag, Time t) const {
        if (lag.amount == 0) return t;
        if (lag.months) return months_later(t, lag.amount);
        return on(lag).reach(on(lag).work(t) + lag.amount);
    }
    /// The largest instant that `t` is at least `lag` after.
    [[nodiscard]] Time greatest_before(const BruteLag& lag, Time t) const {
        if (lag.amount == 0) return t;
        if (lag.months) return latest_months_before(t, lag.amount);
        return on(lag).stay(on(lag).work(t) - lag.amount);
    }
    /// The largest instant that is at most `lag` after `t`.
    [[nodiscard]] Time greatest_after(const BruteLag& lag, Time t) const {
        if (lag.amount == 0) return t;
        if (lag.months) return months_later(t, lag.amount);
        return on(lag).stay(on(lag).work(t) + lag.amount);
    }
    /// The smallest instant that `t` is at most `lag` after.
    [[nodiscard]] Time least_before(const BruteLag& lag, Time t) const {
        if (lag.amount == 0) return t;
        if (lag.months) return earliest_months_before(t, lag.amount);
        return on(lag).reach(on(lag).work(t) - lag.amount);
    }

    // --- schedules

    /// The least dates that keep all needs that are on; nothing if there are none. The start of an activity in
    /// progress is that of its remaining work.
    [[nodiscard]] std::optional<BruteDates> early() const { return early_with({}); }

    /// The same if some finishes may not be before a date.
    [[nodiscard]] std::optional<BruteDates> early_with(const std::vector<std::pair<int, Time>>& held) const {
        BruteDates x{std::vector<Time>(work_.size(), calendars_.begin), std::vector<Time>(work_.size(), 0)};
        for (int a = 0; a < size(); ++a) x.finish[at(a)] = settle_early(a, calendars_.begin, calendars_.begin).second;
        for (int a = 0; a < size(); ++a)
            if (state(a) == State::finished) set(x, a, fact(a, End::start), fact(a, End::finish));
        bool moved = true;
        Leaper leaper(*this);
        for (int sweeps = 0; moved; ++sweeps) {
            if (sweeps > 2'000'000) throw std::runtime_error("the brute force does not settle: " + broken(x));
            moved = false;
            for (int a = 0; a < size(); ++a) {
                if (state(a) == State::finished) continue;
                auto [s, f] = lower_bounds(a, x);
                for (const auto& [who, when] : held)
                    if (who == a) f = std::max(f, when);
                const auto dates = settle_early(a, s, f);
                if (dates.second > limit_) return std::nullopt;
                if (dates.first != x.start[at(a)] || dates.second != x.finish[at(a)]) moved = true;
                set(x, a, dates.first, dates.second);
                if (breaks_ceiling(a, x)) return std::nullopt;
            }
            if (moved) leaper(x);
        }
        return x;
    }

    /// Beyond this date nothing is looked for any more.
    void give_up_after(Time limit) { limit_ = limit; }

    /// The greatest dates that keep all needs that are on and finish by `limits`; nothing if there are none in sight.
    [[nodiscard]] std::optional<BruteDates> late(const std::vector<Time>& limits) const {
        const auto top = calendars_.end;
        BruteDates x{std::vector<Time>(work_.size(), top), std::vector<Time>(work_.size(), top)};
        for (int a = 0; a < size(); ++a)
            if (state(a) == State::finished) set(x, a, fact(a, End::start), fact(a, End::finish));
        bool moved = true;
        for (int sweeps = 0; moved; ++sweeps) {
            if (sweeps > 2'000'000) throw std::runtime_error("the brute force does not settle: " + broken(x));
            moved = false;
            for (int a = 0; a < size(); ++a) {
                if (state(a) == State::finished) continue;
                auto [s, f] = upper_bounds(a, x);
                f = std::min(f, limits[at(a)]);
                const auto dates = settle_late(a, s, f);
                if (dates.first != x.start[at(a)] || dates.second != x.finish[at(a)]) moved = true;
                set(x, a, dates.first, dates.second);
                if (dates.first < calendars_.begin + 7 * day) return std::nullopt;
            }
        }
        return x;
    }

    /// Whether the dates keep every need that is on, and every calendar.
    [[nodiscard]] bool keeps(const BruteDates& x) const { return broken(x).empty(); }

    /// What the dates do not keep, for reading.
    [[nodiscard]] std::string broken(const BruteDates& x) const {
        for (int a = 0; a < size(); ++a) {
            if (state(a) == State::finished) continue;
            const auto& own = calendars_[calendar_of(a)];
            const auto s = x.start[at(a)];
            const auto f = x.finish[at(a)];
            if (own.work(f) - own.work(s) != work_of(a) || (work_of(a) == 0 && s != f))
                return "activity " + std::to_string(a) + " works " + std::to_string(own.work(f) - own.work(s));
        }
        for (std::size_t i = 0; i < needs_.size(); ++i)
            if (needs_[i].on && !kept(needs_[i], x)) return "need " + std::to_string(i);
        return {};
    }

    [[nodiscard]] bool kept(const Need& n, const BruteDates& x) const {
        if (is_void(n)) return true;
        const auto to = n.is_upper() ? source(x, n.to, n.to_end) : x_of(x, n.to, n.to_end);
        switch (n.kind) {
        case Need::Kind::floor:
        case Need::Kind::base: return to >= n.date;
        case Need::Kind::ceiling: return to <= n.date;
        case Need::Kind::at_most: return to <= greatest_after(n.lag, source(x, n.from, n.from_end));
        default: return to >= least_after(n.lag, source(x, n.from, n.from_end));
        }
    }

    /// What `n` lets its `to` be at least (or at most, if it is an upper one).
    [[nodiscard]] Time bound(const Need& n, const BruteDates& x) const {
        if (!n.is_link()) return n.date;
        const auto from = source(x, n.from, n.from_end);
        return n.is_upper() ? greatest_after(n.lag, from) : least_after(n.lag, from);
    }

    /// An edge as those see it that come after it: what has happened stays where it is.
    [[nodiscard]] Time source(const BruteDates& x, int a, End end) const {
        return is_fact(a, end) ? fact(a, end) : x_of(x, a, end);
    }
    [[nodiscard]] bool is_fact(int a, End end) const {
        return state(a) == State::finished || (state(a) == State::started && end == End::start);
    }
    [[nodiscard]] Time fact(int a, End end) const {
        const auto& activity = plan_.activities[at(a)];
        if (end == End::finish || !activity.actual_start) return activity.actual_finish.value();
        return *activity.actual_start;
    }

    /// Seconds of a working span on a calendar; on the clock of an elapsed one.
    [[nodiscard]] Time seconds(const PlanSpan& span, int calendar) const {
        const auto& c = calendars_[span.elapsed ? calendars_.clock() : calendar];
        switch (span.unit) {
        case 'm': return Time{span.amount} * 60;
        case 'h': return Time{span.amount} * hour;
        case 'd': return Time{span.amount} * c.day_size();
        case 'w': return Time{span.amount} * c.week_size();
        default: return Time{span.amount} * c.month_size();
        }
    }

    static Time x_of(const BruteDates& x, int a, End end) { return (end == End::start ? x.start : x.finish)[at(a)]; }
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    /// The least start and finish of `a` with such bounds.
    [[nodiscard]] std::pair<Time, Time> settle_early(int a, Time start, Time finish) const {
        const auto& own = calendars_[calendar_of(a)];
        const auto work = work_of(a);
        if (work == 0) return {std::max(start, finish), std::max(start, finish)};
        const auto s = own.opening(std::max(start, own.reach(own.work(finish) - work)));
        return {s, std::max(finish, own.reach(own.work(s) + work))};
    }

    [[nodiscard]] std::pair<Time, Time> settle_late(int a, Time start, Time finish) const {
        const auto& own = calendars_[calendar_of(a)];
        const auto work = work_of(a);
        if (work == 0) return {std::min(start, finish), std::min(start, finish)};
        // Work starts in a second that is worked: the last one up to the bound.
        const auto last = own.stay(own.work(start + 1) - 1);
        const auto s = std::min(last, own.stay(own.work(finish) - work));
        return {s, std::min(finish, own.stay(own.work(s) + work))};
    }

    /// The largest lower bounds of the edges of `a`.
    [[nodiscard]] std::pair<Time, Time> lower_bounds(int a, const BruteDates& x) const {
        std::pair<Time, Time> low{calendars_.begin, calendars_.begin};
        const auto raise = [&](End end, Time t) {
            auto& side = end == End::start ? low.first : low.second;
            side = std::max(side, t);
        };
        for (const auto& n : needs_) {
            if (!n.on) continue;
            if (n.to == a && !n.is_upper()) raise(n.to_end, bound(n, x));
            if (n.kind == Need::Kind::at_most && n.from == a && !is_fact(a, n.from_end))
                raise(n.from_end, least_before(n.lag, source(x, n.to, n.to_end)));
        }
        return low;
    }

    [[nodiscard]] std::pair<Time, Time> upper_bounds(int a, const BruteDates& x) const {
        std::pair<Time, Time> high{calendars_.end, calendars_.end};
        const auto lower = [&](End end, Time t) {
            auto& side = end == End::start ? high.first : high.second;
            side = std::min(side, t);
        };
        for (const auto& n : needs_) {
            if (!n.on || is_void(n)) continue;
            if (n.to == a && n.is_upper() && !is_fact(a, n.to_end)) lower(n.to_end, bound(n, x));
            if (n.is_link() && !n.is_upper() && n.from == a && !is_fact(a, n.from_end))
                lower(n.from_end, greatest_before(n.lag, x_of(x, n.to, n.to_end)));
        }
        return high;
    }

  private:
    /// Where some sweeps move every date by as much as the same number before them did, and no calendar opens or closes
    /// near any of them, the next ones do the same: takes them at once.
    class Leaper {
      public:
        explicit Leaper(const BruteSchedule& of) : of_(of) {}

        void operator()(BruteDates& x) {
            if (++sweeps_ < 20) return;
            past_.push_back(x.start);
            past_.back().insert(past_.back().end(), x.finish.begin(), x.finish.end());
            if (past_.size() > 2 * most + 1) past_.pop_front();
            for (std::size_t n = 1; n <= most && 2 * n < past_.size(); ++n)
                if (repeats(n)) return leap(n, x);
        }

      private:
        static constexpr std::size_t most = 9;

        [[nodiscard]] Time moved(std::size_t n, std::size_t i) const {
            return past_.back()[i] - past_[past_.size() - 1 - n][i];
        }

        [[nodiscard]] bool repeats(std::size_t n) const {
            const auto& middle = past_[past_.size() - 1 - n];
            const auto& first = past_[past_.size() - 1 - 2 * n];
            for (std::size_t i = 0; i < middle.size(); ++i)
                if (moved(n, i) != middle[i] - first[i]) return false;
            return true;
        }

        void leap(std::size_t n, BruteDates& x) {
            Time times = INT64_MAX;
            for (std::size_t i = 0; i < past_.back().size(); ++i) {
                const auto step = moved(n, i);
                if (step == 0) continue;
                const auto t = past_.back()[i];
                Time room = step < 0 ? 0 : std::max<Time>(0, of_.limit_ - t);
                for (const auto& c : of_.calendars_.all) room = std::min(room, std::max<Time>(0, c.quiet(t) - 1));
                times = std::min(times, room / std::max<Time>(1, step));
            }
            if (times == 0 || times == INT64_MAX) return;
            for (std::size_t i = 0; i < x.start.size(); ++i) {
                x.start[i] += times * moved(n, i);
                x.finish[i] += times * moved(n, i + x.start.size());
            }
            past_.clear();
        }

        const BruteSchedule& of_;
        std::deque<std::vector<Time>> past_;
        std::size_t sweeps_ = 0;
    };

    [[nodiscard]] const BruteCalendar& on(const BruteLag& lag) const { return calendars_[lag.calendar]; }

    // What has happened is not asked for any more; but how long after something else it may have been at most holds
    // that other thing back.
    [[nodiscard]] bool is_void(const Need& n) const {
        if (n.kind == Need::Kind::at_most && is_fact(n.to, n.to_end)) return is_fact(n.from, n.from_end);
        return state(n.to) == State::finished;
    }

    static void set(BruteDates& x, int a, Time s, Time f) {
        x.start[at(a)] = s;
        x.finish[at(a)] = f;
    }

    [[nodiscard]] bool breaks_ceiling(int a, const BruteDates& x) const {
        return std::ranges::any_of(needs_, [&](const Need& n) {
            if (!n.on || n.to != a || !n.is_upper() || is_fact(a, n.to_end)) return false;
            if (n.is_link() && !is_fact(n.from, n.from_end)) return false;
            return x_of(x, a, n.to_end) > bound(n, x);
        });
    }

    [[nodiscard]] int assigned(int a) const {
        const auto own = plan_.activities[at(a)].calendar;
        return own >= 0 ? own : plan_.project_calendar;
    }

    void add_activity(int a) {
        const auto& activity = plan_.activities[at(a)];
        const int calendar = assigned(a);
        own_.push_back(activity.duration.elapsed && activity.duration.amount != 0 ? calendars_.clock() : calendar);
        state_.push_back(activity.actual_finish  ? State::finished
                         : activity.actual_start ? State::started
                                                 : State::open);
        work_.push_back(seconds(activity.duration, calendar));
        if (state(a) == State::finished) return;
        if (state(a) == State::started) {
            const auto& own = calendars_[calendar_of(a)];
            const auto since = status_.value_or(*activity.actual_start);
            const auto done = std::max<Time>(0, own.work(since) - own.work(*activity.actual_start));
            work_.back() =
                activity.remaining ? seconds(*activity.remaining, calendar) : std::max<Time>(0, work_.back() - done);
        }
        if (activity.kind == 'x' && activity.date) {
            add_date(a, -1, End::start, *activity.date, false);
            add_date(a, -1, End::start, *activity.date, true);
        } else {
            needs_.push_back({.kind = Need::Kind::base, .to = a, .date = base_});
        }
        for (std::size_t i = 0; i < activity.constraints.size(); ++i) {
            const auto& c = activity.constraints[i];
            const bool start = c.kind == PlanDate::start_no_earlier || c.kind == PlanDate::start_no_later ||
                               c.kind == PlanDate::start_on;
            if (start && state(a) == State::started) continue;
            const auto end = start ? End::start : End::finish;
            const bool on = c.kind == PlanDate::start_on || c.kind == PlanDate::finish_on;
            const bool upper = c.kind == PlanDate::start_no_later || c.kind == PlanDate::finish_no_later;
            if (!upper || on) add_date(a, static_cast<int>(i), end, c.date, false);
            if (upper || on) add_date(a, static_cast<int>(i), end, c.date, true);
        }
    }

    void add_date(int a, int origin, End end, Time date, bool upper) {
        needs_.push_back({.kind = upper ? Need::Kind::ceiling : Need::Kind::floor,
                          .origin = origin,
                          .to = a,
                          .to_end = end,
                          .date = date});
    }

    void add_rule(int i) {
        const auto& r = plan_.rules[at(i)];
        int calendar = calendars_.clock();
        switch (r.on) {
        case LagOn::successor: calendar = assigned(r.to); break;
        case LagOn::predecessor: calendar = assigned(r.from); break;
        case LagOn::project: calendar = plan_.project_calendar; break;
        case LagOn::continuous: break;
        case LagOn::named: calendar = r.named; break;
        }
        const auto lag = [&](const PlanSpan& span) {
            if (span.elapsed && span.unit == 'M') return BruteLag{span.amount, calendars_.clock(), true};
            return BruteLag{seconds(span, calendar), span.elapsed ? calendars_.clock() : calendar, false};
        };
        if (r.min && state(r.to) != State::finished)
            needs_.push_back({Need::Kind::at_least, i, r.from, r.to, r.from_end, r.to_end, lag(*r.min)});
        const Need most{Need::Kind::at_most, i, r.from, r.to, r.from_end, r.to_end, r.max ? lag(*r.max) : BruteLag{}};
        if (r.max && !is_void(most)) needs_.push_back(most);
    }

    void add_flows() {
        std::map<int, int> producer;
        for (int a = size(); a-- > 0;)
            for (const int artifact : plan_.activities[at(a)].produces) producer[artifact] = a;
        for (int a = 0; a < size(); ++a) {
            for (const int artifact : plan_.activities[at(a)].consumes)
                if (producer.contains(artifact) && state(a) != State::finished)
                    needs_.push_back(
                        {.kind = Need::Kind::flow, .origin = artifact, .from = producer[artifact], .to = a});
            for (const int to : plan_.activities[at(a)].starts)
                if (state(to) != State::finished)
                    needs_.push_back({.kind = Need::Kind::follow_up, .origin = a, .from = a, .to = to});
        }
    }

    const Plan& plan_;
    const BruteCalendars& calendars_;
    BruteOptions options_;
    Time start_ = 0;
    std::optional<Time> status_;
    Time base_ = 0;
    Time limit_ = 0;
    std::vector<State> state_;
    std::vector<int> own_;
    std::vector<Time> work_;
    std::vector<Need> needs_;
};

} // namespace convene::test
