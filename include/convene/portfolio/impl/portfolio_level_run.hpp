#pragma once
/// \file
/// Projects that are levelled one after the other into one plan.

#include <convene/model/queries.hpp>
#include <convene/portfolio/impl/link_dates.ipp>
#include <convene/portfolio/impl/portfolio_schedule.ipp>
#include <convene/portfolio/impl/project_order.hpp>
#include <convene/portfolio/portfolio_level.hpp>
#include <convene/staffing/detail/occupancy.hpp>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace convene::detail {

inline std::uint64_t place_code(ProjectId project, ActivityId activity) {
    return std::uint64_t{project.value} << 32U | activity.value;
}

inline std::vector<ColleagueReservation> reservations_of(const Portfolio& portfolio, ProjectId id,
                                                         const Levelled& plan) {
    std::vector<ColleagueReservation> out;
    const auto& process = portfolio[id].process;
    for (const auto a : process.activities().ids()) {
        const auto reserve = [&](ColleagueId who, std::uint32_t amount) {
            const auto by = place_code(id, a);
            if (plan.pieces(a).empty())
                return out.push_back({who, {plan.reserved_from(a), plan.finish(a), by, amount}});
            for (const auto& piece : plan.pieces(a)) out.push_back({who, {piece.start, piece.finish, by, amount}});
        };
        for (std::size_t k = 0; k < plan.people(a).size(); ++k)
            reserve(portfolio.colleague(id, plan.people(a)[k]), plan.shares(a)[k]);
        if (plan.reserved_from(a) == plan.finish(a) || has_finished(process, a)) continue;
        for (const auto& need : process.needs(a)) reserve(portfolio.colleague(id, need.resource), need.units);
    }
    return out;
}

/// The date of an edge in a plan.
inline Instant date_in(const Levelled& plan, ActivityId activity, Edge edge) {
    return edge == Edge::start ? plan.start(activity) : plan.finish(activity);
}

/// Levels projects one after the other into a plan.
class PortfolioLevelRun {
  public:
    /// What is missing of `staffings` is made and kept there.
    PortfolioLevelRun(const Portfolio& portfolio, const PortfolioLevelOptions& options, Staffings& staffings,
                      PortfolioPlan& plan)
        : p_(portfolio), o_(options), staffings_(&staffings), plan_(plan) {
        if (o_.level.rules.empty()) o_.level.rules = {LevelRule::late_start};
        usual_.resize(portfolio.colleagues().size());
        room_.resize(usual_.size());
        longest_.resize(usual_.size());
        rank_.resize(portfolio.projects().size());
        for (std::uint32_t i = 0; i < plan.order.size(); ++i) rank_[plan.order[i].index()] = i;
    }

    /// All projects, in the plan's order, into a plan without any. False on faults or if stopped.
    bool all(const std::function<void(std::size_t)>& done) {
        for (std::size_t i = 0; i < plan_.order.size() && faults_.empty();) {
            if (o_.schedule.stop.stop_requested()) return stopped_ = true, false;
            const auto component = p_.component(plan_.order[i]);
            level_component(component, false);
            i += p_.members(component).size();
            done(i);
        }
        return faults_.empty();
    }

    /// Those of `dirty` and whom they touch.
    bool some(const std::set<ProjectId>& dirty) {
        partial_ = true;
        for (const auto id : dirty) push(id);
        while (!queue_.empty() && faults_.empty()) {
            if (o_.schedule.stop.stop_requested()) return stopped_ = true, false;
            const auto id = plan_.order[*queue_.begin()];
            const auto component = p_.component(id);
            std::vector<std::shared_ptr<const std::vector<ColleagueReservation>>> before;
            for (const auto member : p_.members(component)) {
                queue_.erase(rank_[member.index()]);
                before.push_back(plan_.reservations[member]);
                undo_.push_back({member, plan_.projects[member], plan_.reservations[member]});
                withdraw(member);
            }
            level_component(component, true);
            levelled_ += p_.members(component).size();
            if (!faults_.empty()) break;
            for (std::size_t i = 0; i < before.size(); ++i) spread(p_.members(component)[i], *before[i]);
        }
        return faults_.empty();
    }

    void undo() {
        std::set<ProjectId> ids;
        for (const auto& saved : undo_) ids.insert(saved.project);
        for (const auto id : ids)
            if (plan_.projects[id]) withdraw(id);
        for (auto at = undo_.rbegin(); at != undo_.rend(); ++at) {
            plan_.projects[at->project] = at->plan;
            plan_.reservations[at->project] = at->reservations;
        }
        for (const auto id : ids) reserve(id);
    }

    [[nodiscard]] Diagnostics take_faults() { return std::move(faults_); }
    [[nodiscard]] bool stopped() const { return stopped_; }
    [[nodiscard]] std::size_t levelled() const { return levelled_; }

  private:
    void push(ProjectId id) { queue_.insert(rank_[p_.members(p_.component(id)).front().index()]); }

    /// Places the members of a component, and again those that the links inside it push, until none is pushed.
    void level_component(std::uint32_t component, bool others_are_later) {
        std::vector<ProjectId> members(p_.members(component).begin(), p_.members(component).end());
        std::ranges::sort(members, {}, [&](ProjectId id) { return rank_[id.index()]; });
        for (const auto id : members)
            if (!level_one(id, others_are_later)) return;
        if (members.size() == 1) return;
        std::size_t rounds = 10;
        for (const auto id : members) rounds += p_[id].process.activities().size();
        for (std::size_t round = 0; round < rounds; ++round) {
            bool moved = false;
            for (const auto id : members) {
                if (is_kept(id)) continue;
                withdraw(id);
                if (!level_one(id, others_are_later)) return;
                moved = true;
            }
            if (!moved) return;
        }
        std::string names;
        for (const auto id : members) names += (names.empty() ? "" : ", ") + p_[id].key;
        faults_.push_back({Code::links_in_circle, {}, {names}, {}, {}});
    }

    [[nodiscard]] std::vector<OutsideDate> link_dates(ProjectId id) const {
        return dates_from_links(p_, id, [&](ProjectId from, ActivityId activity, Edge edge) -> std::optional<Instant> {
            if (!plan_.projects[from]) return std::nullopt;
            return date_in(plan_[from], activity, edge);
        });
    }

    /// Whether a project stands where its links let it.
    [[nodiscard]] bool is_kept(ProjectId id) const {
        const auto& there = plan_[id];
        return std::ranges::all_of(link_dates(id), [&](const OutsideDate& o) {
            if (has_happened(p_[id].process, o.activity, o.edge)) return true;
            return date_in(there, o.activity, o.edge) >= o.at;
        });
    }

    bool level_one(ProjectId id, bool others_are_later) {
        auto early = early_of(id);
        if (!early) return refuse(id, std::move(early.error()));
        auto& staffing = (*staffings_)[id];
        if (!staffing) staffing = std::make_shared<const Staffing>(p_[id].process);
        Around around;
        look_around(id, others_are_later, around);
        auto found = level_among(std::move(*early), *staffing, o_.level, around.seen);
        if (!found) return refuse(id, std::move(found.error()));
        plan_.reservations[id] =
            std::make_shared<const std::vector<ColleagueReservation>>(reservations_of(p_, id, *found));
        plan_.projects[id] = std::make_shared<const Levelled>(std::move(*found));
        reserve(id);
        return true;
    }

    bool refuse(ProjectId id, Diagnostics faults) {
        plan_.projects[id] = nullptr;
        tell(p_, id, std::move(faults), faults_);
        return false;
    }

    /// The dates without regard to people under the links as they stand: of the process as it was compiled once.
    [[nodiscard]] Result<Schedule> early_of(ProjectId id) const {
        const auto& known = plan_.early[id];
        auto options = options_of(p_[id], o_.schedule);
        options.outside = known.options().outside;
        std::erase_if(options.outside, [](const OutsideDate& o) { return o.kind == OutsideDate::Kind::not_before; });
        auto dates = link_dates(id);
        options.outside.insert(options.outside.begin(), dates.begin(), dates.end());
        // Without the bounds that were given up it is another network.
        auto prepared = known.broken().empty() ? prepare(known.prepared(), options) : prepare(p_[id].process, options);
        if (!prepared) return fail(std::move(prepared.error()));
        return schedule(*prepared);
    }

    /// Where the people and resources of a project are, and what that refers to.
    struct Around {
        Surroundings seen;
        std::vector<std::vector<Reservation>> earlier;
        std::vector<std::vector<std::int64_t>> room;
        std::vector<std::int64_t> burden;
    };

    void look_around(ProjectId id, bool others_are_later, Around& out) {
        const auto people = p_[id].process.people().size();
        const auto all = people + p_[id].process.resources().size();
        out.seen.occupied.resize(all);
        out.earlier.resize(others_are_later ? all : 0);
        out.room.resize(out.earlier.size());
        for (std::uint32_t i = 0; i < all; ++i) {
            const bool person = i < people;
            const auto who = person ? p_.colleague(id, PersonId{i})
                                    : p_.colleague(id, ResourceId{static_cast<std::uint32_t>(i - people)});
            auto& occupied = out.seen.occupied[i];
            const auto has_room = [&] {
                return person && occupied.longest.count() == 0 && has_usual_calendar(id, PersonId{i});
            };
            if (!others_are_later) {
                occupied.reservations = plan_.colleague_reservations[who];
                occupied.longest = longest_[who.index()];
                if (has_room()) occupied.room = room_[who.index()];
                continue;
            }
            auto& earlier = out.earlier[i];
            std::ranges::copy_if(plan_.colleague_reservations[who], std::back_inserter(earlier),
                                 [&](const Reservation& b) {
                                     return rank_[place_of(b).project.index()] < rank_[id.index()] ||
                                            p_.component(place_of(b).project) == p_.component(id);
                                 });
            occupied.reservations = earlier;
            occupied.longest = longest_of(who, earlier);
            if (!has_room()) continue;
            for (std::size_t k = 0; k < earlier.size(); ++k) out.room[i].push_back(room_after(who, earlier, k));
            occupied.room = out.room[i];
        }
        for (std::uint32_t i = 0; i < people; ++i)
            out.burden.push_back(plan_.burden[p_.colleague(id, PersonId{i}).index()]);
        out.seen.burden = out.burden;
    }

    void reserve(ProjectId id) {
        for (const auto& [who, reservation] : *plan_.reservations[id]) {
            auto& all = plan_.colleague_reservations[who];
            const auto at =
                all.insert(std::ranges::upper_bound(all, reservation.start, {}, &Reservation::start), reservation);
            auto& longest = longest_[who.index()]; // looked at by runs over all projects only
            if (!partial_ && longest.count() > 0)
                longest = std::max(longest, reservation.finish - reservation.start);
            else if (!partial_ && may_overlap(who, reservation))
                longest = longest_of(who, all);
            keep_room(who, static_cast<std::size_t>(at - all.begin()), true);
        }
    }

    void withdraw(ProjectId id) {
        for (const auto& [who, reservation] : *plan_.reservations[id]) {
            auto& all = plan_.colleague_reservations[who];
            const auto same = std::ranges::equal_range(all, reservation.start, {}, &Reservation::start);
            const auto at = std::ranges::find(same, reservation.by, &Reservation::by);
            const auto i = static_cast<std::size_t>(all.erase(at) - all.begin());
            keep_room(who, i, false);
        }
        plan_.projects[id] = nullptr;
    }

    /// Whether others may take place at the same time: on resources, and beside a part of somebody's time.
    [[nodiscard]] bool may_overlap(ColleagueId who, const Reservation& reservation) const {
        return !p_[who].uses.empty() || reservation.amount != 1000;
    }

    /// The longest of reservations that may overlap; 0 if none may.
    [[nodiscard]] Seconds longest_of(ColleagueId who, std::span<const Reservation> all) const {
        Seconds longest{0};
        if (std::ranges::none_of(all, [&](const Reservation& b) { return may_overlap(who, b); })) return longest;
        for (const auto& b : all) longest = std::max(longest, b.finish - b.start);
        return longest;
    }

    /// The calendar that a colleague has in the project where it was first met.
    const Calendar& usual_calendar(ColleagueId who) {
        auto& usual = usual_[who.index()];
        if (!usual) {
            const auto [project, person] = p_[who].places.front();
            const auto& process = p_[project].process;
            usual = process[calendar_id_of(process, person)];
        }
        return *usual;
    }

    bool has_usual_calendar(ProjectId id, PersonId person) {
        const auto& process = p_[id].process;
        const auto& usual = usual_calendar(p_.colleague(id, person));
        const auto same = [&](const Calendar& c) { return &c.table() == &usual.table() || c == usual; };
        const auto& own = process[person];
        if (own.calendar) return same(process[*own.calendar]);
        return std::ranges::all_of(own.roles,
                                   [&](RoleId role) { return same(process[calendar_id_of(process, role)]); });
    }

    /// The working time between a reservation and the next.
    std::int64_t room_after(ColleagueId who, const std::vector<Reservation>& all, std::size_t i) {
        if (i + 1 == all.size()) return std::numeric_limits<std::int64_t>::max();
        const auto& next = all[i + 1];
        return all[i].finish < next.start ? usual_calendar(who).between(all[i].finish, next.start).count() : 0;
    }

    /// Keeps `room_` as the reservations are, after one came to place `i` or went from there. Only runs over all
    /// projects look at it.
    void keep_room(ColleagueId who, std::size_t i, bool came) {
        if (partial_ || !p_[who].uses.empty()) return;
        const auto& all = plan_.colleague_reservations[who];
        auto& room = room_[who.index()];
        const auto at = room.begin() + static_cast<std::ptrdiff_t>(i);
        if (came) {
            room.insert(at, 0);
            room[i] = room_after(who, all, i);
        } else {
            room.erase(at);
        }
        if (i > 0) room[i - 1] = room_after(who, all, i - 1);
    }

    /// Queues who comes later and looked where reservations have changed, or is linked to dates that have.
    void spread(ProjectId id, std::vector<ColleagueReservation> before) {
        auto now = *plan_.reservations[id];
        const auto less = [](const ColleagueReservation& a, const ColleagueReservation& b) {
            return std::tie(a.colleague, a.reservation.start, a.reservation.finish, a.reservation.by,
                            a.reservation.amount) < std::tie(b.colleague, b.reservation.start, b.reservation.finish,
                                                             b.reservation.by, b.reservation.amount);
        };
        std::ranges::sort(before, less);
        std::ranges::sort(now, less);
        std::vector<ColleagueReservation> changed;
        std::ranges::set_symmetric_difference(before, now, std::back_inserter(changed), less);
        for (const auto& [who, reservation] : changed) {
            const auto look = [&](ProjectId other) {
                if (rank_[other.index()] <= rank_[id.index()] || p_.component(other) == p_.component(id)) return;
                const auto& there = plan_[other];
                if (reservation.start < there.looked_until() && there.looked_from() < reservation.finish) push(other);
            };
            for (const auto& place : p_[who].places) look(place.first);
            for (const auto& use : p_[who].uses) look(use.first);
        }
        for (const auto l : p_.links_from(id)) {
            const auto to = p_.links()[l].to;
            if (p_.component(to) == p_.component(id)) continue;
            auto asked = plan_[to].early().options().outside;
            std::erase_if(asked, [](const OutsideDate& o) { return o.kind != OutsideDate::Kind::not_before; });
            if (asked != link_dates(to)) push(to);
        }
    }

    const Portfolio& p_;
    PortfolioLevelOptions o_;
    Staffings* staffings_;
    PortfolioPlan& plan_;
    std::vector<std::uint32_t> rank_;             // by project
    std::set<std::uint32_t> queue_;               // ranks
    std::vector<std::optional<Calendar>> usual_;  // by colleague
    std::vector<std::vector<std::int64_t>> room_; // by colleague, as the reservations
    std::vector<Seconds> longest_;                // by colleague; 0 where reservations don't overlap
    bool partial_ = false;
    struct Saved {
        ProjectId project;
        std::shared_ptr<const Levelled> plan;
        std::shared_ptr<const std::vector<ColleagueReservation>> reservations;
    };
    std::vector<Saved> undo_;
    std::size_t levelled_ = 0;
    Diagnostics faults_;
    bool stopped_ = false;
};

} // namespace convene::detail
