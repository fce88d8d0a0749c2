#pragma once

#include <convene/resource/level.hpp>
#include <convene/schedule/passes.hpp>

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace convene {

namespace detail {

/// Levels by one rule.
class LevelRun {
  public:
    LevelRun(const Process& process, const Staffing& staffing, const Schedule& early, const LevelOptions& options)
        : process_(process), staffing_(staffing), early_(early), options_(options), g_(early.network()),
          base_(base_of(early)), fixed_(g_.floors.values().begin(), g_.floors.values().end()) {}

    /// Whether a schedule was found. Else `last()` is what was moved last.
    bool operator()(LevelRule rule) {
        order_by(rule);
        for (std::uint32_t promotions = 0; promotions <= options_.max_promotions; ++promotions) {
            released_.assign(g_.size(), far_past);
            holds_.assign(g_.size(), std::nullopt);
            moved_.clear();
            if (settle()) return true;
            if (hopeless_ || !promote()) return false;
        }
        return false;
    }

    [[nodiscard]] const std::optional<StaffHold>& last() const { return last_; }
    /// Where people were looked for, in all orders that were tried.
    [[nodiscard]] std::pair<Instant, Instant> looked() const { return {looked_from_, looked_until_}; }
    /// Whether calendars and absences leave some activity no date, so that no order would help.
    [[nodiscard]] bool is_hopeless() const { return hopeless_; }

    void fill(Levelled& out) const {
        const auto n = g_.size();
        out.start.resize(n);
        out.finish.resize(n);
        out.held_from.resize(n);
        out.people.assign(n, {});
        out.holds.clear();
        out.project_finish = early_.project_start();
        for (std::uint32_t v = 0; v < n; ++v) {
            const ActivityId a{g_.activity_of[v]};
            const auto progress = process_.progress(a);
            const bool started = progress && (progress->actual_start || progress->actual_finish);
            out.start[a.index()] = started ? early_.early_start(a) : dates_.start[v];
            out.finish[a.index()] = is_over(a) ? early_.early_finish(a) : finish_of(v);
            out.held_from[a.index()] = is_over(a) ? out.start[a.index()] : dates_.start[v];
            out.people[a.index()] = people_[v];
            out.project_finish = std::max(out.project_finish, out.finish[a.index()]);
        }
        for (const auto a : process_.activities().ids())
            if (const auto& hold = holds_[g_.node_of[a.index()]]; hold && stands(*hold)) out.holds.push_back(*hold);
    }

  private:
    struct Held {
        Instant start;
        Instant finish;
        ActivityId activity;
    };

    static Instant base_of(const Schedule& early) {
        const auto status = early.options().status_date;
        return status ? std::max(early.project_start(), *status) : early.project_start();
    }

    [[nodiscard]] bool is_over(ActivityId a) const {
        const auto progress = process_.progress(a);
        return progress && progress->actual_finish.has_value();
    }

    [[nodiscard]] Instant finish_of(std::uint32_t v) const {
        return g_.additive ? dates_.start[v] + Seconds{g_.durations[v]} : dates_.finish[v];
    }

    void order_by(LevelRule rule) {
        order_.resize(g_.size());
        std::iota(order_.begin(), order_.end(), 0U);
        const auto key = [&](std::uint32_t v) {
            const ActivityId a{g_.activity_of[v]};
            const auto progress = process_.progress(a);
            const bool waits = !progress || !progress->actual_start;
            std::int64_t first = 0;
            switch (rule) {
            case LevelRule::late_start: first = early_.late_start(a).time_since_epoch().count(); break;
            case LevelRule::late_finish: first = early_.late_finish(a).time_since_epoch().count(); break;
            case LevelRule::total_float: first = early_.total_float(a).count(); break;
            case LevelRule::early_start: break;
            }
            return std::tuple(waits, first, early_.early_start(a), a);
        };
        std::ranges::sort(order_, {}, key);
    }

    /// Early dates under all delays so far; whether upper bounds hold.
    bool pass() {
        auto floors = fixed_;
        for (std::uint32_t v = 0; v < g_.size(); ++v)
            if (released_[v] > far_past) floors.push_back({g_.activity_of[v], Edge::start, Cause{}, released_[v]});
        g_.floors = Rows<Network::Node, TemporalSystem::Bound>::group(
            g_.size(), floors, [&](const auto& b) { return Network::Node{g_.node_of[b.activity]}; },
            [](const auto& b) { return b; });
        if (early_pass(g_, base_, dates_)) return false;
        for (std::uint32_t v = 0; v < g_.size(); ++v) {
            if (!is_writable(dates_.start[v]) || !is_writable(finish_of(v))) return false;
            const ActivityId a{g_.activity_of[v]};
            const auto late = std::max(early_.late_finish(a), early_.early_finish(a));
            if (options_.within_float && !is_over(a) &&
                g_.tables[g_.calendars[v]]->between(late, finish_of(v)).count() > 0)
                return false;
        }
        return std::ranges::all_of(g_.ceilings.values(), [&](const TemporalSystem::Bound& c) {
            const auto v = g_.node_of[c.activity];
            return (c.edge == Edge::start ? dates_.start[v] : finish_of(v)) <= c.at;
        });
    }

    bool settle() {
        const auto most = std::uint64_t{options_.max_moves} * g_.size();
        for (std::uint64_t moves = 0; moves <= most; ++moves) {
            if (!pass()) return false;
            bookings_.assign(process_.people().size(), {});
            people_.assign(g_.size(), {});
            bool all = true;
            for (const auto v : order_)
                if (!place(v)) {
                    all = false;
                    break;
                }
            if (all) return true;
            if (hopeless_) return false;
        }
        return false;
    }

    /// Books the people of a node, or delays it.
    bool place(std::uint32_t v) {
        const ActivityId a{g_.activity_of[v]};
        if (is_over(a) || staffing_.demands(a).empty() || g_.durations[v] == 0) return true;
        auto start = dates_.start[v];
        auto finish = finish_of(v);
        Instant free_since = start;
        looked_from_ = std::min(looked_from_, start);
        looked_until_ = std::max(looked_until_, finish);
        while (const auto hold = choose(a, start, finish, people_[v])) {
            last_ = holds_[v] = hold;
            if (hold->kind != StaffHold::Kind::off_work) free_since = hold->until;
            const auto worked = g_.tables[g_.calendars[v]]->work_from(hold->until, Seconds{g_.durations[v]});
            start = worked.start;
            finish = std::max(worked.finish, finish);
            looked_until_ = std::max(looked_until_, finish);
            released_[v] = start;
            // Nothing but working hours in the way for two years: they never suit each other.
            hopeless_ = start > free_since + std::chrono::days{731};
            if (hopeless_) return false;
        }
        if (start != dates_.start[v]) {
            moved_.push_back(v);
            return false;
        }
        for (const auto person : people_[v]) bookings_[person.index()].push_back({start, finish, a});
        return true;
    }

    /// Chooses the people; else what the activity has to wait for.
    std::optional<StaffHold> choose(ActivityId a, Instant start, Instant finish, std::vector<PersonId>& chosen) const {
        chosen.clear();
        for (const auto& demand : staffing_.demands(a)) {
            std::vector<PersonId> free;
            std::optional<StaffHold> next;
            for (const auto person : demand.candidates) {
                const auto hold = hold_of(person, demand.role, a, start, finish);
                if (!hold)
                    free.push_back(person);
                else if (!next || hold->until < next->until)
                    next = hold;
            }
            if (free.size() < demand.count) return next;
            std::ranges::stable_partition(free, [&](PersonId p) { return std::ranges::count(chosen, p) > 0; });
            free.resize(demand.count);
            for (const auto person : free)
                if (std::ranges::count(chosen, person) == 0) chosen.push_back(person);
        }
        std::ranges::sort(chosen);
        return std::nullopt;
    }

    [[nodiscard]] std::optional<StaffHold> hold_of(PersonId person, RoleId role, ActivityId a, Instant start,
                                                   Instant finish) const {
        std::optional<StaffHold> hold;
        for (const auto& b : bookings_[person.index()])
            if (b.start < finish && start < b.finish && (!hold || b.finish > hold->until))
                hold = StaffHold{StaffHold::Kind::busy, a, person, b.activity, b.finish};
        if (const auto* b = elsewhere(person, start, finish); b && (!hold || b->finish > hold->until))
            hold = StaffHold{StaffHold::Kind::busy, a, person, {}, b->finish, b->by};
        const auto obstacle = staffing_.obstacle(person, role, a, start, finish);
        if (obstacle && (!hold || obstacle->until > hold->until))
            hold = StaffHold{obstacle->kind == Obstacle::Kind::absent ? StaffHold::Kind::absent
                                                                      : StaffHold::Kind::off_work,
                             a,
                             person,
                             {},
                             obstacle->until};
        return hold;
    }

    /// The last of the person's places elsewhere that fall into the time.
    [[nodiscard]] const Booking* elsewhere(PersonId person, Instant start, Instant finish) const {
        if (options_.taken.empty()) return nullptr;
        const auto there = options_.taken[person.index()];
        const auto after = std::ranges::lower_bound(there, finish, {}, &Booking::start);
        if (after == there.begin() || std::prev(after)->finish <= start) return nullptr;
        return &*std::prev(after);
    }

    /// Puts what was moved last, and is not first yet, before all that has not started.
    bool promote() {
        const auto waits = std::ranges::find_if(order_, [&](std::uint32_t v) {
            const auto progress = process_.progress(ActivityId{g_.activity_of[v]});
            return !progress || !progress->actual_start;
        });
        for (auto v = moved_.rbegin(); v != moved_.rend(); ++v) {
            const auto at = std::find(waits, order_.end(), *v);
            if (at == order_.end() || at == waits) continue;
            std::rotate(waits, at, at + 1);
            return true;
        }
        return false;
    }

    /// Whether the hold, found in an earlier round, is still what keeps the activity from starting before.
    [[nodiscard]] bool stands(const StaffHold& hold) const {
        const auto v = g_.node_of[hold.activity.index()];
        if (dates_.start[v] != released_[v]) return false;
        if (hold.kind != StaffHold::Kind::busy || hold.elsewhere) return true;
        const auto& there = bookings_[hold.person.index()];
        return std::ranges::any_of(there,
                                   [&](const Held& b) { return hold.by == b.activity && b.finish == hold.until; });
    }

    const Process& process_;
    const Staffing& staffing_;
    const Schedule& early_;
    const LevelOptions& options_;
    Network g_;
    Instant base_;
    std::vector<TemporalSystem::Bound> fixed_;
    PassDates dates_;
    std::vector<std::uint32_t> order_;
    std::vector<std::uint32_t> moved_;
    std::vector<Instant> released_; // by node
    std::vector<std::optional<StaffHold>> holds_;
    std::optional<StaffHold> last_;
    bool hopeless_ = false;
    Instant looked_from_ = far_future;
    Instant looked_until_ = far_past;
    std::vector<std::vector<Held>> bookings_; // by person
    std::vector<std::vector<PersonId>> people_;  // by node
};

inline std::int64_t sum_of_finishes(const Levelled& l) {
    std::int64_t sum = 0;
    for (const auto f : l.finish) sum += (f - l.project_finish).count();
    return sum;
}

inline bool is_better(const Levelled& a, const Levelled& b) {
    if (a.project_finish != b.project_finish) return a.project_finish < b.project_finish;
    return sum_of_finishes(a) < sum_of_finishes(b);
}

} // namespace detail

CONVENE_DECL Result<Levelled> level(const Process& process, const LevelOptions& options) {
    auto early = schedule(process, options.schedule);
    if (!early) return fail(std::move(early.error()));
    auto rules = options.rules;
    if (rules.empty())
        rules = {LevelRule::late_start, LevelRule::late_finish, LevelRule::total_float, LevelRule::early_start};
    const Staffing staffing(process);
    detail::LevelRun run(process, staffing, *early, options);
    std::optional<Levelled> best;
    std::optional<StaffHold> last;
    for (const auto rule : rules) {
        if (!run(rule)) {
            if (!last) last = run.last();
            if (run.is_hopeless()) break;
            continue;
        }
        Levelled found{*early, {}, {}, {}, {}, {}, rule, {}, {}, {}};
        run.fill(found);
        if (!best || detail::is_better(found, *best)) best = std::move(found);
    }
    if (best) {
        std::tie(best->looked_from, best->looked_until) = run.looked();
        return std::move(*best);
    }
    // Without people in the way every rule succeeds, so something was held.
    const auto hold = last.value_or(StaffHold{});
    return fail({Code::people_not_found,
                 name_of(process, hold.activity),
                 {describe(process, hold)},
                 location_of(process[hold.activity].origin),
                 {}});
}

CONVENE_DECL Text describe(const Process& process, const StaffHold& hold) {
    const auto person = name_of(process, hold.person);
    const auto until = to_string(hold.until);
    const auto en = std::string(person.in(Language::en));
    const auto zh = std::string(person.in(Language::zh));
    switch (hold.kind) {
    case StaffHold::Kind::busy: {
        if (hold.elsewhere)
            return {{"en", "held by " + en + " elsewhere until " + until}, {"zh", zh + "在别处，直到 " + until}};
        const auto by = hold.by ? name_of(process, *hold.by) : Text{};
        return {{"en", "held by " + en + " in " + std::string(by.in(Language::en)) + " until " + until},
                {"zh", zh + "在" + std::string(by.in(Language::zh)) + "中，直到 " + until}};
    }
    case StaffHold::Kind::absent: return {{"en", en + " is absent until " + until}, {"zh", zh + "缺席，直到 " + until}};
    case StaffHold::Kind::off_work:
        return {{"en", en + " is off work until " + until}, {"zh", zh + "不在工作时间，直到 " + until}};
    }
    return {};
}

} // namespace convene
