#pragma once
/// \file
/// Processes as one flat problem, in seconds until its ticks are known.

#include <convene/schedule/detail/upper_bounds.hpp>
#include <convene/staffing/demands.hpp>
#include <convene/staffing/detail/flat_draft.hpp>
#include <convene/staffing/detail/team_demands.hpp>
#include <convene/staffing/flat_clock.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace convene::detail {

/// When a member of a process or a portfolio can't work.
struct MemberTimes {
    /// The calendar that it has wherever it is asked; none if these differ.
    std::optional<Calendar> own = {};
    bool is_asked = false;
    /// Whether its own calendar matters: it is not that of the work, and no work runs on the clock.
    bool is_off_work = false;
    bool works_on_the_clock = false;
    std::vector<Absence> absences = {};
};

/// Adds processes to a flat problem one after the other, then the pools.
class Flattener {
  public:
    /// Breaks and capacities are listed up to `until`; later nothing is closed.
    Flattener(const FlatClock& clock, Instant until) : clock_(clock), until_(until) {}

    /// Adds the activities of a process as the next jobs. `who(person)` and `which(resource)` are numbers by which
    /// processes share people and resources.
    template <class Who, class Which>
    void add(const Schedule& early, const Staffing& staffing, Who who, Which which) {
        const auto first = static_cast<std::uint32_t>(draft_.durations.size());
        const auto& process = early.process();
        process_ = &process;
        is_past_.assign(process.activities().size(), false);
        for (const auto a : process.activities().ids()) add_job(early, a);
        add_arcs(early, first);
        add_dates(early, first);
        for (const auto a : process.activities().ids()) {
            if (is_past_[a.index()] || draft_.durations[first + a.value] == 0) continue;
            std::vector<TeamDemand> asked;
            std::vector<std::int64_t> amounts;
            for (const auto& demand : staffing.demands(a)) {
                auto& each = asked.emplace_back(TeamDemand{{}, demand.count});
                amounts.push_back(std::int64_t{demand.count} * demand.share);
                for (const auto person : demand.candidates) {
                    each.team.push_back(who(person));
                    note_member(who(person), process, staffing.calendar_of(person, demand.role), a, process[person]);
                }
                std::ranges::sort(each.team);
                teams_.insert(each.team);
                partial_ = partial_ || demand.share != 1000;
            }
            if (!asked.empty()) asked_.push_back({first + a.value, std::move(asked), std::move(amounts)});
            for (const auto& need : process.needs(a)) {
                const auto number = static_cast<std::uint32_t>(which(need.resource));
                auto& known = resources_[number];
                if (!known.resource) known = {&process, need.resource, {}};
                known.uses.emplace_back(first + a.value, need.units);
                known.on_the_clock = known.on_the_clock || is_elapsed(process[a].duration);
            }
            if (may_pause(process[a])) tell(Code::flat_split, a);
        }
    }

    /// `to.edge >= lag(from.edge)` between jobs of different processes; `to` is an activity of the process last added.
    void link(std::uint32_t from, std::uint32_t to, const LagFunction& lag) { add_arc(from, to, lag, {}); }

    /// Whether an activity of the process last added is behind: it has no part in the problem.
    [[nodiscard]] bool is_past(ActivityId a) const { return is_past_[a.index()]; }

    /// The problem; its pools by member and resource numbers go to `pools`.
    struct Pool {
        std::vector<Member> team = {};
        std::optional<std::uint32_t> resource = {};
    };
    [[nodiscard]] Result<rcpsp::Problem> build(std::vector<Pool>& pools, Seconds& tick) {
        add_people(pools);
        add_resources(pools);
        bool rounded = false;
        auto problem = draft_.build(tick, rounded);
        if (rounded) relaxed_.push_back({Code::flat_rounded, {}, {std::to_string(tick.count())}, {}, {}});
        return problem;
    }

    [[nodiscard]] Diagnostics take_relaxed() { return std::move(relaxed_); }

  private:
    struct Asked {
        std::uint32_t job;
        std::vector<TeamDemand> demands;
        std::vector<std::int64_t> amounts;
    };
    struct Used {
        const Process* process = nullptr;
        OptionalId<ResourceId> resource = {};
        std::vector<std::pair<std::uint32_t, std::uint32_t>> uses = {};
        bool on_the_clock = false;
    };

    void tell(Code code, ActivityId a, std::vector<Text> arguments = {}) {
        if (!told_.insert({process_, code, a}).second) return;
        relaxed_.push_back({code, name_of(*process_, a), std::move(arguments), location_of((*process_)[a].origin), {}});
    }

    [[nodiscard]] static bool same(const Calendar& a, const Calendar& b) { return &a.table() == &b.table() || a == b; }

    void add_job(const Schedule& early, ActivityId a) {
        const auto& g = early.network();
        const auto v = g.node_of[a.index()];
        const auto progress = process_->progress(a);
        const auto date = process_->date(a);
        const bool past = (progress && progress->actual_finish) || (date && *date < clock_.origin);
        is_past_[a.index()] = past;
        auto length = past ? 0 : early.bounds().durations[v];
        std::uint32_t breaks = 0;
        if (length != 0 && g.calendars[v] != 0) {
            const auto& worked = process_->calendar_of(a);
            if (clock_.time == FlatTime::elapsed)
                breaks = breaks_of(worked);
            else if (!same(worked, clock_.calendar))
                length = 0, tell(Code::flat_duration, a);
        } else if (length != 0 && clock_.time == FlatTime::working) {
            length = 0, tell(Code::flat_duration, a);
        }
        draft_.durations.push_back(length);
        draft_.calendar_of.push_back(breaks);
        draft_.windows.emplace_back();
    }

    void add_arcs(const Schedule& early, std::uint32_t first) {
        const auto& g = early.network();
        for (std::uint32_t v = 0; v < g.size(); ++v)
            for (auto i = g.first[v]; i < g.first[v + 1]; ++i) {
                const ActivityId from{g.activity_of[g.sources[i]]};
                const ActivityId to{g.activity_of[v]};
                if (is_past_[to.index()] || left_out(g.causes[i], from)) continue;
                if (is_past_[from.index()])
                    begin_at_early(early, first, to);
                else
                    add_arc(first + from.value, first + to.value, g.lag(i), to);
            }
    }

    /// Whether it is a soft upper bound on `late`.
    bool left_out(Cause cause, ActivityId late) {
        if (!is_soft(*process_, cause)) return false;
        tell(Code::flat_soft, late);
        return true;
    }

    void add_arc(std::uint32_t from, std::uint32_t to, const LagFunction& lag, OptionalId<ActivityId> tell_of) {
        const auto amount = least(lag, tell_of);
        if (!amount) return;
        const auto edge = [](Edge e) { return e == Edge::start ? rcpsp::Edge::start : rcpsp::Edge::finish; };
        draft_.arcs.push_back({from, to, *amount, edge(lag.from_edge), edge(lag.to_edge)});
    }

    /// What the lag is at least, as it is counted here; nothing if that is nothing.
    std::optional<std::int64_t> least(const LagFunction& lag, OptionalId<ActivityId> tell_of) {
        constexpr std::int64_t day = 86'400;
        const bool elapsed = clock_.time == FlatTime::elapsed;
        const auto relaxed = [&](std::optional<std::int64_t> amount) {
            if (tell_of) tell(Code::flat_lag, *tell_of);
            return amount;
        };
        using Kind = LagFunction::Kind;
        switch (lag.kind) {
        case Kind::never: return std::nullopt;
        case Kind::none: return 0;
        case Kind::elapsed:
            if (elapsed || lag.amount == 0) return lag.amount;
            break;
        case Kind::working:
            if (!elapsed && lag.table == &clock_.calendar.table()) return lag.amount;
            // Work takes as long on the clock, or longer.
            if (elapsed && lag.amount >= 0) return relaxed(lag.amount);
            break;
        case Kind::months:
        case Kind::inverse_months:
            if (!elapsed) break;
            const auto forward = lag.kind == Kind::months ? lag.amount : -lag.amount;
            return relaxed(forward * day * (forward >= 0 ? 28 : 31));
        }
        if (lag.amount >= 0 && lag.kind != Kind::inverse_months) return relaxed(0);
        return relaxed(std::nullopt);
    }

    void begin_at_early(const Schedule& early, std::uint32_t first, ActivityId a) {
        const auto progress = process_->progress(a);
        if (progress && progress->actual_start) return;
        draft_.windows[first + a.value].earliest = clock_.seconds_to(early.early_start(a));
    }

    void add_dates(const Schedule& early, std::uint32_t first) {
        const auto& g = early.network();
        for (const auto& floor : early.bounds().floors.values())
            if (!is_past_[floor.activity]) begin_at_early(early, first, ActivityId{floor.activity});
        for (const auto& ceiling : early.bounds().ceilings.values()) {
            if (is_past_[ceiling.activity] || left_out(ceiling.cause, ActivityId{ceiling.activity})) continue;
            const auto v = g.node_of[ceiling.activity];
            auto& window = draft_.windows[first + ceiling.activity];
            auto at = ceiling.at;
            std::int64_t before = 0;
            if (ceiling.edge == Edge::finish) {
                if (clock_.time == FlatTime::working)
                    before = draft_.durations[first + ceiling.activity];
                else
                    at = g.table(v).latest(at, Seconds{early.bounds().durations[v]});
            }
            window.keep_until(clock_.seconds_to(at) - before, clock_.time == FlatTime::working && before == 0 &&
                                                                  early.bounds().durations[v] != 0 &&
                                                                  !clock_.calendar.is_working(at));
        }
    }

    std::uint32_t breaks_of(const Calendar& calendar) {
        const auto place = calendars_.add(calendar);
        if (place == draft_.calendars.size()) draft_.calendars.push_back(closed_times(calendar));
        return static_cast<std::uint32_t>(place + 1);
    }

    /// Half-open stretches of seconds in which a calendar is closed.
    [[nodiscard]] std::vector<FlatDraft::Stretch> closed_times(const Calendar& calendar) const {
        std::vector<FlatDraft::Stretch> out;
        for (auto t = clock_.origin; t < until_;) {
            if (calendar.is_working(t)) {
                t = calendar.next_transition(t);
                continue;
            }
            const auto next = calendar.next_working(t);
            if (next >= until_) break;
            out.emplace_back(clock_.seconds_to(t), clock_.seconds_to(next));
            t = next;
        }
        return out;
    }

    void note_member(Member member, const Process& process, const Calendar& own, ActivityId a, const Person& person) {
        if (members_.size() <= member) members_.resize(member + 1);
        auto& m = members_[member];
        if (!m.is_asked)
            m.own = own;
        else if (m.own && !same(*m.own, own))
            m.own.reset();
        const bool clock = is_elapsed(process[a].duration);
        m.works_on_the_clock = m.works_on_the_clock || clock;
        m.is_off_work = m.is_off_work || (!clock && !same(own, process.calendar_of(a)));
        // In projects that don't agree about absences only those of the first are known.
        if (!m.is_asked) m.absences = person.absences;
        m.is_asked = true;
    }

    [[nodiscard]] std::vector<FlatDraft::Stretch> away(Member member) const {
        const auto& m = members_[member];
        std::vector<FlatDraft::Stretch> out;
        if (m.own && m.is_off_work && !m.works_on_the_clock) out = closed_times(*m.own);
        for (const auto& absence : m.absences)
            if (absence.to > clock_.origin)
                out.emplace_back(clock_.seconds_to(absence.from), clock_.seconds_to(absence.to));
        merge_stretches(out);
        return out;
    }

    /// A pool for each team, which is also asked for what its parts are asked for.
    void add_people(std::vector<Pool>& pools) {
        constexpr std::size_t many = 500; // teams, above which only a team's own demands count
        const std::vector<std::vector<Member>> teams(teams_.begin(), teams_.end());
        std::map<std::vector<Member>, std::vector<std::uint32_t>> within; // by team, the pools that it is a part of
        for (std::uint32_t t = 0; t < teams.size(); ++t) {
            std::vector<StepChange> changes;
            for (const auto member : teams[t])
                for (const auto& [from, to] : away(member)) {
                    changes.push_back({from, -1000});
                    changes.push_back({to, 1000});
                }
            const auto pool = draft_.add_pool(1000 * static_cast<std::int64_t>(teams[t].size()), std::move(changes));
            pools.push_back({teams[t], {}});
            tell_choice(teams, t);
            if (teams.size() > many) {
                within[teams[t]].push_back(pool);
                continue;
            }
            for (const auto& part : teams)
                if (std::ranges::includes(teams[t], part)) within[part].push_back(pool);
        }
        for (const auto& asked : asked_) add_demands(asked, within);
    }

    /// Of an activity's demands on a pool, those for which different people are needed.
    void add_demands(const Asked& asked, const std::map<std::vector<Member>, std::vector<std::uint32_t>>& within) {
        std::map<std::uint32_t, std::vector<std::size_t>> by_pool;
        for (std::size_t i = 0; i < asked.demands.size(); ++i)
            for (const auto pool : within.at(asked.demands[i].team)) by_pool[pool].push_back(i);
        for (auto& [pool, parts] : by_pool) {
            std::ranges::stable_sort(parts, std::greater<>{}, [&](std::size_t i) { return asked.amounts[i]; });
            std::vector<Member> taken;
            std::int64_t amount = 0;
            for (const auto i : parts) {
                const auto& team = asked.demands[i].team;
                if (std::ranges::any_of(team, [&](Member m) { return std::ranges::find(taken, m) != taken.end(); }))
                    continue;
                amount += asked.amounts[i];
                taken.insert(taken.end(), team.begin(), team.end());
            }
            draft_.demands.push_back({asked.job, pool, amount});
        }
    }

    void tell_choice(const std::vector<std::vector<Member>>& teams, std::size_t at) {
        const auto& team = teams[at];
        if (team.size() < 2) return;
        const auto alike = [&](Member m) {
            const auto& a = members_[m];
            const auto& b = members_[team.front()];
            return a.absences.empty() && a.is_off_work == b.is_off_work && a.own.has_value() == b.own.has_value() &&
                   (!a.is_off_work || !a.own || same(*a.own, *b.own));
        };
        const auto crosses = [&](const std::vector<Member>& other) {
            const bool shares =
                std::ranges::any_of(other, [&](Member m) { return std::ranges::binary_search(team, m); });
            return shares && other != team;
        };
        if (!partial_ && std::ranges::all_of(team, alike) && std::ranges::none_of(teams, crosses)) return;
        relaxed_.push_back({Code::flat_choice, {}, {std::to_string(team.size())}, {}, {}});
    }

    void add_resources(std::vector<Pool>& pools) {
        for (const auto& [number, used] : resources_) {
            const auto& process = *used.process;
            const auto& resource = process[*used.resource];
            std::vector<StepChange> changes;
            std::int64_t before = resource.capacity;
            for (const auto& change : resource.changes) {
                changes.push_back({clock_.seconds_to(change.from), std::int64_t{change.units} - before});
                before = change.units;
            }
            std::vector<FlatDraft::Stretch> closed;
            if (resource.calendar && !used.on_the_clock) closed = closed_times(process[*resource.calendar]);
            merge_stretches(closed);
            const auto pool = draft_.add_pool(resource.capacity, std::move(changes), closed);
            pools.push_back({{}, number});
            for (const auto& [job, units] : used.uses) draft_.demands.push_back({job, pool, units});
        }
    }

    FlatClock clock_;
    Instant until_;
    const Process* process_ = nullptr;
    std::vector<bool> is_past_; // of the process last added
    FlatDraft draft_;
    DistinctCalendars calendars_;
    std::vector<MemberTimes> members_;
    std::set<std::vector<Member>> teams_;
    std::vector<Asked> asked_;
    std::map<std::uint32_t, Used> resources_;
    bool partial_ = false; // whether somebody is asked for a part of the time
    std::set<std::tuple<const Process*, Code, ActivityId>> told_;
    Diagnostics relaxed_;
};

} // namespace convene::detail
