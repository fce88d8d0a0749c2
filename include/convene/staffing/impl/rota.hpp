#pragma once
/// \file
/// Who and what is free when, while the activities of a process are placed one after the other.

#include <convene/staffing/impl/ledger.hpp>
#include <convene/staffing/level.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace convene::detail {

/// The people of an activity, ascending, the shares of their time, and the pieces of a split activity.
struct Team {
    std::vector<PersonId> people = {};
    std::vector<std::uint16_t> shares = {};
    std::vector<WorkPiece> pieces = {};
};

class Rota {
  public:
    Rota(const Process& process, const Staffing& staffing, const LevelOptions& options)
        : process_(process), staffing_(staffing), burden_(options.burden) {
        const auto& taken = options.taken;
        const auto people = process.people().size();
        const auto place = [&](std::size_t i) { return taken.empty() ? Taken{} : taken[i]; };
        for (std::size_t i = 0; i < people; ++i) people_.emplace_back(whole, place(i));
        for (const auto id : process.resources().ids()) {
            const auto& resource = process[id];
            auto most = resource.capacity;
            for (const auto& change : resource.changes) most = std::max(most, change.units);
            auto& ledger = resources_.emplace_back(most, place(people + id.index()));
            auto from = far_past;
            auto units = resource.capacity;
            for (const auto& change : resource.changes) {
                if (units < most) ledger.lower({from, change.from, most - units});
                from = change.from;
                units = change.units;
            }
            if (units < most) ledger.lower({from, far_future, most - units});
        }
    }

    void clear() {
        for (auto& ledger : people_) ledger.clear();
        for (auto& ledger : resources_) ledger.clear();
    }

    [[nodiscard]] bool asks(ActivityId a) const { return !staffing_.demands(a).empty() || !process_.needs(a).empty(); }

    /// The people for [start, finish), of which `work` seconds are worked; else what the activity has to wait for.
    std::optional<StaffHold> choose(ActivityId a, Instant start, Instant finish, std::int64_t work, Team& team) {
        team = {};
        const bool on_the_clock = is_elapsed(process_[a].duration);
        for (const auto& need : process_.needs(a))
            if (const auto hold = hold_of(need, a, start, finish)) return hold;
        for (const auto& demand : staffing_.demands(a)) {
            free_.clear();
            std::optional<StaffHold> next;
            for (const auto person : demand.candidates) {
                const auto hold = hold_of(person, demand, a, start, finish, on_the_clock ? 0 : work);
                if (!hold)
                    free_.push_back(person);
                else if (!next || hold->until < next->until)
                    next = hold;
            }
            if (free_.size() < demand.count) return next;
            take(demand, team);
        }
        sort(team);
        return std::nullopt;
    }

    /// The people of an activity that may pause, and its pieces from `start` on; the first piece may begin later. The
    /// hold is what delays that; without pieces, what is in the way at last: for two years nothing but working hours.
    std::optional<StaffHold> choose_pieces(ActivityId a, Instant start, std::int64_t work, Team& team) {
        team = {};
        parts_.clear();
        for (const auto& need : process_.needs(a)) parts_.push_back({{}, {}, need.resource, need.units});
        const auto common = parts_.size();
        std::optional<StaffHold> never;
        for (const auto& demand : staffing_.demands(a)) {
            std::vector<std::pair<Instant, PersonId>> ranked;
            for (const auto person : demand.candidates) {
                parts_.resize(common);
                parts_.push_back({person, demand.role, {}, demand.share});
                const auto hold = cut(a, start, work, team.pieces);
                if (team.pieces.empty())
                    never = hold;
                else
                    ranked.emplace_back(team.pieces.back().finish, person);
            }
            std::ranges::sort(ranked);
            free_.clear();
            for (const auto& [done, person] : ranked) free_.push_back(person);
            team.pieces.clear();
            if (free_.size() < demand.count) return never;
            take(demand, team);
        }
        parts_.resize(common);
        for (const auto& demand : staffing_.demands(a))
            for (std::size_t i = 0; i < team.people.size(); ++i)
                if (std::ranges::binary_search(demand.candidates, team.people[i]))
                    parts_.push_back({team.people[i], demand.role, {}, team.shares[i]});
        sort(team);
        return cut(a, start, work, team.pieces);
    }

    void book(ActivityId a, Instant start, Instant finish, const Team& team) {
        const auto add = [&](Ledger& ledger, std::uint32_t amount) {
            if (team.pieces.empty()) return ledger.book({start, finish, amount, a});
            for (const auto& piece : team.pieces) ledger.book({piece.start, piece.finish, amount, a});
        };
        for (std::size_t i = 0; i < team.people.size(); ++i) add(people_[team.people[i].index()], team.shares[i]);
        for (const auto& need : process_.needs(a)) add(resources_[need.resource.index()], need.units);
    }

    /// Whether what an activity waited for still is as it was.
    [[nodiscard]] bool stands(const StaffHold& hold) const {
        if (hold.kind != StaffHold::Kind::busy || hold.elsewhere) return true;
        const auto& ledger = hold.person ? people_[(*hold.person).index()] : resources_[(*hold.resource).index()];
        return std::ranges::any_of(ledger.held(),
                                   [&](const Held& h) { return hold.by == h.activity && h.finish == hold.until; });
    }

  private:
    static constexpr std::uint32_t whole = 1000;

    /// A person in a role, or a resource, as an activity that may pause asks for it.
    struct Part {
        OptionalId<PersonId> person;
        RoleId role;
        OptionalId<ResourceId> resource;
        std::uint32_t amount;
    };

    /// Of those who are free, who is in the activity already and then the first take the duty.
    void take(const StaffDemand& demand, Team& team) {
        const auto others =
            std::ranges::stable_partition(free_, [&](PersonId p) { return std::ranges::count(team.people, p) > 0; });
        if (!burden_.empty() && free_.size() > demand.count)
            std::ranges::stable_sort(others, {}, [&](PersonId p) { return burden_[p.index()]; });
        for (std::size_t i = 0; i < demand.count; ++i) {
            const auto at = std::ranges::find(team.people, free_[i]);
            if (at != team.people.end()) {
                auto& share = team.shares[static_cast<std::size_t>(at - team.people.begin())];
                share = std::max(share, demand.share);
                continue;
            }
            team.people.push_back(free_[i]);
            team.shares.push_back(demand.share);
        }
    }

    static void sort(Team& team) {
        std::vector<std::pair<PersonId, std::uint16_t>> both;
        for (std::size_t i = 0; i < team.people.size(); ++i) both.emplace_back(team.people[i], team.shares[i]);
        std::ranges::sort(both);
        for (std::size_t i = 0; i < both.size(); ++i) std::tie(team.people[i], team.shares[i]) = both[i];
    }

    static StaffHold busy(ActivityId a, OptionalId<PersonId> person, OptionalId<ResourceId> resource, const Held& by) {
        const bool known = by.activity || by.elsewhere;
        return {known ? StaffHold::Kind::busy : StaffHold::Kind::absent,
                a,
                person,
                by.activity,
                by.finish,
                by.elsewhere,
                resource};
    }

    static StaffHold away(ActivityId a, OptionalId<PersonId> person, OptionalId<ResourceId> resource,
                          const Obstacle& obstacle) {
        const bool absent = obstacle.kind == Obstacle::Kind::absent;
        return {
            absent ? StaffHold::Kind::absent : StaffHold::Kind::off_work, a, person, {}, obstacle.until, {}, resource};
    }

    std::optional<StaffHold> hold_of(PersonId person, const StaffDemand& demand, ActivityId a, Instant start,
                                     Instant finish, std::int64_t work) {
        std::optional<StaffHold> hold;
        if (const auto over = people_[person.index()].last(start, finish, demand.share, work))
            hold = busy(a, person, {}, over->by);
        const auto obstacle = staffing_.obstacle(person, demand.role, a, start, finish);
        if (obstacle && (!hold || obstacle->until > hold->until)) hold = away(a, person, {}, *obstacle);
        return hold;
    }

    std::optional<StaffHold> hold_of(const ResourceNeed& need, ActivityId a, Instant start, Instant finish) {
        std::optional<StaffHold> hold;
        if (const auto over = resources_[need.resource.index()].last(start, finish, need.units))
            hold = busy(a, {}, need.resource, over->by);
        const auto obstacle = staffing_.obstacle(need.resource, a, start, finish);
        if (obstacle && (!hold || obstacle->until > hold->until)) hold = away(a, {}, need.resource, *obstacle);
        return hold;
    }

    [[nodiscard]] Ledger& ledger_of(const Part& part) {
        return part.person ? people_[(*part.person).index()] : resources_[(*part.resource).index()];
    }

    /// What keeps a part away at `t`; else `until` becomes when that happens, if it is earlier.
    std::optional<StaffHold> away_at(const Part& part, ActivityId a, Instant t, Instant& until) {
        const bool on_the_clock = is_elapsed(process_[a].duration);
        const Calendar* own = nullptr;
        if (!on_the_clock && part.person) own = &staffing_.calendar_of(*part.person, part.role);
        if (!on_the_clock && part.resource && process_[*part.resource].calendar)
            own = &process_[*process_[*part.resource].calendar];
        if (own != nullptr) {
            if (!own->is_working(t))
                return away(a, part.person, part.resource, {Obstacle::Kind::off_work, own->next_working(t)});
            until = std::min(until, own->next_transition(t));
        }
        if (part.person)
            for (const auto& absence : process_[*part.person].absences) {
                if (absence.from <= t && t < absence.to)
                    return away(a, part.person, {}, {Obstacle::Kind::absent, absence.to});
                if (absence.from > t) until = std::min(until, absence.from);
            }
        if (const auto over = ledger_of(part).first(t, until, part.amount)) {
            if (over->since == t) return busy(a, part.person, part.resource, over->by);
            until = over->since;
        }
        return std::nullopt;
    }

    /// The pieces in which all parts are there together, from `start` on.
    std::optional<StaffHold> cut(ActivityId a, Instant start, std::int64_t work, std::vector<WorkPiece>& pieces) {
        constexpr std::chrono::days patience{731};
        const auto& worked = process_.calendar_of(a);
        std::optional<StaffHold> first;
        pieces.clear();
        auto t = start;
        auto give_up = start + patience;
        while (work > 0) {
            t = worked.next_working(t);
            auto until = std::min(worked.next_transition(t), t + Seconds{work});
            std::optional<StaffHold> hold;
            for (const auto& part : parts_)
                if ((hold = away_at(part, a, t, until))) break;
            if (hold) {
                if (pieces.empty()) first = hold;
                t = hold->until;
                if (hold->kind != StaffHold::Kind::off_work) give_up = t + patience;
                if (t < std::min(give_up, far_future)) continue;
                pieces.clear();
                return hold;
            }
            work -= (until - t).count();
            if (!pieces.empty() && goes_on(worked, pieces.back().finish, t))
                pieces.back().finish = until;
            else
                pieces.push_back({t, until});
            t = until;
            give_up = t + patience;
        }
        return first;
    }

    /// Whether between two moments there is no work, and nobody is elsewhere.
    bool goes_on(const Calendar& worked, Instant from, Instant to) {
        if (worked.between(from, to).count() > 0) return false;
        return std::ranges::none_of(
            parts_, [&](const Part& part) { return from < to && ledger_of(part).first(from, to, part.amount); });
    }

    const Process& process_;
    const Staffing& staffing_;
    std::span<const std::int64_t> burden_;
    std::vector<Ledger> people_;
    std::vector<Ledger> resources_;
    std::vector<PersonId> free_; // of one demand
    std::vector<Part> parts_;
};

} // namespace convene::detail
