#pragma once
/// \file
/// Who and what is free when, while the activities of a process are placed one after the other.

#include <convene/staffing/detail/occupancy.hpp>
#include <convene/staffing/impl/reservation_book.hpp>

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

class Availability {
  public:
    /// `around` is looked at as long as this lives.
    Availability(const Staffing& staffing, const Surroundings& around)
        : process_(staffing.process()), staffing_(staffing), burden_(around.burden) {
        const auto& process = process_;
        const auto& occupied = around.occupied;
        const auto people = process.people().size();
        const auto place = [&](std::size_t i) { return occupied.empty() ? Occupancy{} : occupied[i]; };
        for (std::size_t i = 0; i < people; ++i) people_.emplace_back(whole, place(i));
        for (const auto id : process.resources().ids()) {
            const auto& resource = process[id];
            auto most = resource.capacity;
            for (const auto& change : resource.changes) most = std::max(most, change.units);
            auto& book = resources_.emplace_back(most, place(people + id.index()));
            auto from = far_past;
            auto units = resource.capacity;
            for (const auto& change : resource.changes) {
                if (units < most) book.lower({from, change.from, most - units});
                from = change.from;
                units = change.units;
            }
            if (units < most) book.lower({from, far_future, most - units});
        }
    }

    void clear() {
        for (auto& book : people_) book.clear();
        for (auto& book : resources_) book.clear();
    }

    [[nodiscard]] bool asks(ActivityId a) const { return !staffing_.demands(a).empty() || !process_.needs(a).empty(); }

    /// The people for [start, finish), of which `work` seconds are worked; else what the activity has to wait for.
    std::optional<StaffWait> choose(ActivityId a, Instant start, Instant finish, std::int64_t work, Team& team) {
        team = {};
        const bool on_the_clock = is_elapsed(process_[a].duration);
        for (const auto& need : process_.needs(a))
            if (const auto wait = wait_of(need, a, start, finish)) return wait;
        for (const auto& demand : staffing_.demands(a)) {
            free_.clear();
            std::optional<StaffWait> next;
            for (const auto person : demand.candidates) {
                const auto wait = wait_of(person, demand, a, start, finish, on_the_clock ? 0 : work);
                if (!wait)
                    free_.push_back(person);
                else if (!next || wait->until < next->until)
                    next = wait;
            }
            if (free_.size() < demand.count) return next;
            take(demand, team);
        }
        sort(team);
        return std::nullopt;
    }

    /// The people of an activity that may pause, and its pieces from `start` on; the first piece may begin later. The
    /// wait is what delays that; without pieces, what is in the way at last: for two years nothing but working hours.
    std::optional<StaffWait> choose_pieces(ActivityId a, Instant start, std::int64_t work, Team& team) {
        team = {};
        parts_.clear();
        for (const auto& need : process_.needs(a)) parts_.push_back({{}, {}, need.resource, need.units});
        const auto common = parts_.size();
        std::optional<StaffWait> never;
        for (const auto& demand : staffing_.demands(a)) {
            std::vector<std::pair<Instant, PersonId>> ranked;
            for (const auto person : demand.candidates) {
                parts_.resize(common);
                parts_.push_back({person, demand.role, {}, demand.share});
                const auto wait = cut(a, start, work, team.pieces);
                if (team.pieces.empty())
                    never = wait;
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

    void reserve(ActivityId a, Instant start, Instant finish, const Team& team) {
        const auto add = [&](ReservationBook& book, std::uint32_t amount) {
            if (team.pieces.empty()) return book.reserve({start, finish, amount, a});
            for (const auto& piece : team.pieces) book.reserve({piece.start, piece.finish, amount, a});
        };
        for (std::size_t i = 0; i < team.people.size(); ++i) add(people_[team.people[i].index()], team.shares[i]);
        for (const auto& need : process_.needs(a)) add(resources_[need.resource.index()], need.units);
    }

    /// Whether what an activity waited for still is as it was.
    [[nodiscard]] bool stands(const StaffWait& wait) const {
        if (wait.kind != StaffWait::Kind::busy || wait.elsewhere || !wait.by) return true;
        const auto& book = wait.person ? people_[(*wait.person).index()] : resources_[(*wait.resource).index()];
        return book.has(*wait.by, wait.until);
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

    static StaffWait busy(ActivityId a, OptionalId<PersonId> person, OptionalId<ResourceId> resource,
                          const BookEntry& by) {
        const bool known = by.activity || by.elsewhere;
        return {known ? StaffWait::Kind::busy : StaffWait::Kind::absent,
                a,
                person,
                by.activity,
                by.finish,
                by.elsewhere,
                resource};
    }

    static StaffWait away(ActivityId a, OptionalId<PersonId> person, OptionalId<ResourceId> resource,
                          const Obstacle& obstacle) {
        const bool absent = obstacle.kind == Obstacle::Kind::absent;
        return {
            absent ? StaffWait::Kind::absent : StaffWait::Kind::off_work, a, person, {}, obstacle.until, {}, resource};
    }

    std::optional<StaffWait> wait_of(PersonId person, const StaffDemand& demand, ActivityId a, Instant start,
                                     Instant finish, std::int64_t work) {
        std::optional<StaffWait> wait;
        if (const auto over = people_[person.index()].last(start, finish, demand.share, work))
            wait = busy(a, person, {}, over->by);
        const auto obstacle = staffing_.obstacle(person, demand.role, a, start, finish);
        if (obstacle && (!wait || obstacle->until > wait->until)) wait = away(a, person, {}, *obstacle);
        return wait;
    }

    std::optional<StaffWait> wait_of(const ResourceNeed& need, ActivityId a, Instant start, Instant finish) {
        std::optional<StaffWait> wait;
        if (const auto over = resources_[need.resource.index()].last(start, finish, need.units))
            wait = busy(a, {}, need.resource, over->by);
        const auto obstacle = staffing_.obstacle(need.resource, a, start, finish);
        if (obstacle && (!wait || obstacle->until > wait->until)) wait = away(a, {}, need.resource, *obstacle);
        return wait;
    }

    [[nodiscard]] ReservationBook& book_of(const Part& part) {
        return part.person ? people_[(*part.person).index()] : resources_[(*part.resource).index()];
    }

    /// What keeps a part away at `t`; else `until` becomes when that happens, if it is earlier.
    std::optional<StaffWait> away_at(const Part& part, ActivityId a, Instant t, Instant& until) {
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
        if (const auto over = book_of(part).first(t, until, part.amount)) {
            if (over->since == t) return busy(a, part.person, part.resource, over->by);
            until = over->since;
        }
        return std::nullopt;
    }

    /// The pieces in which all parts are there together, from `start` on.
    std::optional<StaffWait> cut(ActivityId a, Instant start, std::int64_t work, std::vector<WorkPiece>& pieces) {
        constexpr std::chrono::days patience{731};
        const auto& worked = process_.calendar_of(a);
        std::optional<StaffWait> first;
        pieces.clear();
        auto t = start;
        auto give_up = start + patience;
        while (work > 0) {
            t = worked.next_working(t);
            auto until = std::min(worked.next_transition(t), t + Seconds{work});
            std::optional<StaffWait> wait;
            for (const auto& part : parts_)
                if ((wait = away_at(part, a, t, until))) break;
            if (wait) {
                if (pieces.empty()) first = wait;
                t = wait->until;
                if (wait->kind != StaffWait::Kind::off_work) give_up = t + patience;
                if (t < std::min(give_up, far_future)) continue;
                pieces.clear();
                return wait;
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
            parts_, [&](const Part& part) { return from < to && book_of(part).first(from, to, part.amount); });
    }

    const Process& process_;
    const Staffing& staffing_;
    std::span<const std::int64_t> burden_;
    std::vector<ReservationBook> people_;
    std::vector<ReservationBook> resources_;
    std::vector<PersonId> free_; // of one demand
    std::vector<Part> parts_;
};

} // namespace convene::detail
