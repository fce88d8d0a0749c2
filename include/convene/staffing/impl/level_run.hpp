#pragma once
/// \file
/// One attempt to give all activities of a process dates at which their people and resources are there.

#include <convene/model/queries.hpp>
#include <convene/schedule/detail/upper_bounds.hpp>
#include <convene/schedule/passes.hpp>
#include <convene/staffing/detail/occupancy.hpp>
#include <convene/staffing/impl/availability.hpp>
#include <convene/staffing/level.hpp>

#include <algorithm>
#include <memory>
#include <numeric>
#include <tuple>
#include <utility>

namespace convene::detail {

/// Levels by one rule.
class LevelRun {
  public:
    /// All arguments are looked at as long as this lives.
    LevelRun(const Staffing& staffing, const Schedule& early, const LevelOptions& options, const Surroundings& around)
        : process_(staffing.process()), early_(early), options_(options), availability_(staffing, around),
          network_(early.prepared().data().network), b_(early.bounds()), base_(early.base()),
          fixed_(b_.floors.values().begin(), b_.floors.values().end()), work_(b_.durations) {}

    /// Gives up all soft upper bounds. False if there are none.
    bool drop_soft_bounds() {
        const auto is_soft = [&](Cause cause) { return detail::is_soft(process_, cause); };
        const auto before = dropped_.size() + dropped_ceilings_.size();
        if (has_soft_bounds(process_)) drop_bounds([&](std::uint32_t, Cause cause) { return is_soft(cause); }, is_soft);
        return dropped_.size() + dropped_ceilings_.size() > before;
    }

    /// Gives up all upper bounds but the dates of outside milestones.
    void drop_upper_bounds() {
        drop_bounds(
            [&](std::uint32_t v, Cause cause) {
                // What has to be done before a fixed date is bounded by it, too.
                return cause.kind() == CauseKind::rule_max || process_.date(ActivityId{network_->activity_of[v]});
            },
            [](Cause cause) { return cause.kind() != CauseKind::date; });
    }

    /// Whether a schedule was found. Else `last()` is what was moved last.
    bool operator()(LevelRule rule) {
        order_by(rule);
        return attempt({});
    }

    /// The same in the order of keys, the smallest first, one per activity; none that has not started begins before
    /// `not_before`, if that is not empty.
    bool operator()(std::span<const std::int64_t> keys, std::span<const Instant> not_before) {
        order_by([&](ActivityId a) { return keys[a.index()]; });
        return attempt(not_before);
    }

    [[nodiscard]] const std::optional<StaffWait>& last() const { return last_; }
    /// Where people were looked for, in all orders that were tried.
    [[nodiscard]] std::pair<Instant, Instant> looked() const { return {looked_from_, looked_until_}; }
    /// Whether calendars and absences leave some activity no date, so that no order would help.
    [[nodiscard]] bool is_hopeless() const { return hopeless_; }

    /// What would help an activity whose people are never there for long enough; each was tried. None if nothing does.
    [[nodiscard]] std::optional<Text> advice(const StaffWait& wait) {
        const auto a = wait.activity;
        const auto v = network_->node_of[a.index()];
        Team team;
        const auto own = wait.person ? own_calendar(*wait.person, a) : process_[*wait.resource].calendar;
        availability_.clear();
        (void)availability_.choose_pieces(a, early_.early_start(a), work_[v], team);
        const bool splits = !may_pause(process_[a]) && !team.pieces.empty();
        if (!own || *own == calendar_id_of(process_, a)) {
            if (!splits) return std::nullopt;
            return Text{{"en", "make it splittable"}, {"zh", "请将其设为可拆分"}};
        }
        const std::string calendar(process_[*own].key());
        const std::string split_en =
            splits ? "make it splittable, or plan it on the calendar \"" : "plan it on the calendar \"";
        const std::string split_zh = splits ? "请将其设为可拆分，或改用日历“" : "请改用日历“";
        return Text{{"en", split_en + calendar + "\""}, {"zh", split_zh + calendar + "”"}};
    }

    [[nodiscard]] LevelledData data() const {
        const auto& g = *network_;
        const auto n = g.size();
        LevelledData out;
        out.start = Table<ActivityId, Instant>(n);
        out.finish = Table<ActivityId, Instant>(n);
        out.reserved_from = Table<ActivityId, Instant>(n);
        out.people = Table<ActivityId, std::vector<PersonId>>(n);
        out.shares = Table<ActivityId, std::vector<std::uint16_t>>(n);
        out.pieces = Table<ActivityId, std::vector<WorkPiece>>(n);
        out.project_finish = early_.project_start();
        for (std::uint32_t v = 0; v < n; ++v) {
            const ActivityId a{g.activity_of[v]};
            out.start[a] = has_started(process_, a) ? early_.early_start(a) : dates_.start[v];
            out.finish[a] = has_finished(process_, a) ? early_.early_finish(a) : finish_of(v);
            out.reserved_from[a] = has_finished(process_, a) ? out.start[a] : dates_.start[v];
            out.people[a] = teams_[v].people;
            out.shares[a] = teams_[v].shares;
            if (teams_[v].pieces.size() > 1) out.pieces[a] = teams_[v].pieces;
            out.project_finish = std::max(out.project_finish, out.finish[a]);
        }
        out.broken = broken();
        for (const auto a : process_.activities().ids())
            if (const auto& wait = waits_[g.node_of[a.index()]]; wait && stands(*wait)) out.waits.push_back(*wait);
        return out;
    }

  private:
    template <class OfArc, class OfDate>
    void drop_bounds(const OfArc& of_arc, const OfDate& of_date) {
        auto own = *network_;
        for (std::uint32_t v = 0; v < own.size(); ++v) {
            for (auto a = own.first[v]; a < own.first[v + 1]; ++a) {
                if (own.is_off(a) || !of_arc(v, own.causes[a])) continue;
                dropped_.push_back({v, a, own.lag(a)});
                switch_off(own, b_, a);
            }
        }
        network_ = std::make_shared<const Network>(std::move(own));
        std::vector<DateBound> kept;
        for (const auto& ceiling : b_.ceilings.values())
            (of_date(ceiling.cause) ? dropped_ceilings_ : kept).push_back(ceiling);
        b_.ceilings = by_node(kept);
        hopeless_ = false;
    }

    bool attempt(std::span<const Instant> not_before) {
        for (std::uint32_t promotions = 0; promotions <= options_.max_promotions; ++promotions) {
            release(not_before);
            waits_.assign(network_->size(), std::nullopt);
            moved_.clear();
            b_.durations = work_;
            if (settle()) return true;
            if (hopeless_ || !promote()) return false;
        }
        return false;
    }

    void release(std::span<const Instant> not_before) {
        released_.assign(network_->size(), far_past);
        if (not_before.empty()) return;
        for (std::uint32_t v = 0; v < network_->size(); ++v) {
            if (!has_started(process_, ActivityId{network_->activity_of[v]}))
                released_[v] = not_before[network_->activity_of[v]];
        }
    }

    [[nodiscard]] Rows<NodeId, DateBound> by_node(const std::vector<DateBound>& bounds) const {
        return Rows<NodeId, DateBound>::group(
            network_->size(), bounds, [&](const auto& b) { return NodeId{network_->node_of[b.activity]}; },
            [](const auto& b) { return b; });
    }

    /// The calendar of a person in the role in which it may take part.
    [[nodiscard]] OptionalId<CalendarId> own_calendar(PersonId person, ActivityId a) const {
        for (const auto& duty : process_.duties(a))
            if (const auto people = people_of(process_, duty.role);
                (duty.person && *duty.person == person) || std::ranges::binary_search(people, person))
                return calendar_id_of(process_, person, duty.role);
        return {};
    }

    [[nodiscard]] Instant finish_of(std::uint32_t v) const { return convene::finish_of(b_, dates_, v); }

    /// The upper bounds that were given up and are not kept.
    [[nodiscard]] std::vector<BrokenBound> broken() const {
        std::vector<BrokenBound> out;
        for (const auto& [to, arc, lag] : dropped_) {
            const auto from = network_->sources[arc];
            const auto late = date_of(b_, dates_, from, lag.from_edge);
            const auto base = date_of(b_, dates_, to, lag.to_edge);
            if (lag(late) > base)
                out.push_back({network_->causes[arc], ActivityId{network_->activity_of[from]}, lag.from_edge,
                               lag.latest_from(base), late, detail::is_soft(process_, network_->causes[arc])});
        }
        for (const auto& c : dropped_ceilings_)
            if (const auto late = date_of(b_, dates_, network_->node_of[c.activity], c.edge); late > c.at)
                out.push_back(
                    {c.cause, ActivityId{c.activity}, c.edge, c.at, late, detail::is_soft(process_, c.cause)});
        return out;
    }

    void order_by(LevelRule rule) {
        order_by([&](ActivityId a) -> std::int64_t {
            switch (rule) {
            case LevelRule::late_start: return early_.late_start(a).time_since_epoch().count();
            case LevelRule::late_finish: return early_.late_finish(a).time_since_epoch().count();
            case LevelRule::total_float: return early_.total_float(a).count();
            case LevelRule::early_start: return 0;
            }
            return 0;
        });
    }

    /// By ascending key, but nothing before what it follows: else the two would drive each other later and later.
    template <class Key>
    void order_by(Key key) {
        const auto n = network_->size();
        std::vector<std::pair<std::int32_t, std::int64_t>> keys(n); // by priority first
        for (std::uint32_t v = 0; v < n; ++v) {
            const auto a = network_->activity_of[v];
            keys[v] = {options_.priority.empty() ? 0 : options_.priority[ActivityId{a}], key(ActivityId{a})};
            for (auto i = network_->first[v]; i < network_->first[v + 1]; ++i)
                if (network_->sources[i] < v && !network_->is_off(i))
                    keys[v] = std::max(keys[v], keys[network_->sources[i]]);
        }
        order_.resize(n);
        std::iota(order_.begin(), order_.end(), 0U);
        std::ranges::sort(order_, {}, [&](std::uint32_t v) {
            const ActivityId a{network_->activity_of[v]};
            return std::tuple(!has_started(process_, a), keys[v], early_.early_start(a), a);
        });
    }

    /// Early dates under all delays so far; whether upper bounds hold.
    bool pass() {
        auto floors = fixed_;
        for (std::uint32_t v = 0; v < network_->size(); ++v)
            if (released_[v] > far_past)
                floors.push_back({network_->activity_of[v], Edge::start, Cause{}, released_[v]});
        b_.floors = by_node(floors);
        if (early_pass(*network_, b_, base_, dates_)) return false;
        for (std::uint32_t v = 0; v < network_->size(); ++v) {
            if (!is_writable(dates_.start[v]) || !is_writable(finish_of(v))) return false;
            const ActivityId a{network_->activity_of[v]};
            const auto late = std::max(early_.late_finish(a), early_.early_finish(a));
            if (options_.within_float && !has_finished(process_, a) &&
                network_->table(v).between(late, finish_of(v)).count() > 0)
                return false;
        }
        return std::ranges::all_of(b_.ceilings.values(), [&](const DateBound& c) {
            return date_of(b_, dates_, network_->node_of[c.activity], c.edge) <= c.at;
        });
    }

    bool settle() {
        const auto most = std::uint64_t{options_.max_moves} * network_->size();
        std::size_t placed = 0;
        for (std::uint64_t moves = 0; moves <= most; ++moves) {
            if (!pass()) return false;
            // What has its people stays where it is unless the move drew it along; then everybody chooses anew.
            const auto stays = [&](std::uint32_t v) { return dates_.start[v] == placed_at_[v]; };
            if (moves == 0 ||
                !std::all_of(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(placed), stays)) {
                placed = 0;
                availability_.clear();
                teams_.assign(network_->size(), {});
                placed_at_.assign(network_->size(), far_past);
            }
            for (; placed < order_.size() && place(order_[placed]); ++placed)
                placed_at_[order_[placed]] = dates_.start[order_[placed]];
            if (placed == order_.size()) return true;
            if (hopeless_) return false;
        }
        return false;
    }

    /// Books the people of a node, or delays it.
    bool place(std::uint32_t v) {
        const ActivityId a{network_->activity_of[v]};
        if (has_finished(process_, a) || !availability_.asks(a) || b_.durations[v] == 0) return true;
        looked_from_ = std::min(looked_from_, dates_.start[v]);
        looked_until_ = std::max(looked_until_, finish_of(v));
        if (may_pause(process_[a])) return place_in_pieces(v, a);
        auto start = dates_.start[v];
        auto finish = finish_of(v);
        Instant free_since = start;
        while (const auto wait = availability_.choose(a, start, finish, work_[v], teams_[v])) {
            last_ = waits_[v] = wait;
            hopeless_ = wait->until >= far_future;
            if (hopeless_) return false;
            if (wait->kind != StaffWait::Kind::off_work) free_since = wait->until;
            const auto worked = network_->table(v).work_from(wait->until, Seconds{work_[v]});
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
        availability_.reserve(a, start, finish, teams_[v]);
        return true;
    }

    /// The same where the activity may pause: its pauses make it last longer, for all that the rules know.
    bool place_in_pieces(std::uint32_t v, ActivityId a) {
        const auto wait = availability_.choose_pieces(a, dates_.start[v], work_[v], teams_[v]);
        const auto& pieces = teams_[v].pieces;
        hopeless_ = pieces.empty();
        if (hopeless_) {
            last_ = waits_[v] = wait;
            return false;
        }
        const auto start = pieces.front().start;
        const auto finish = pieces.back().finish;
        looked_until_ = std::max(looked_until_, finish);
        const auto lasts = network_->table(v).between(start, finish).count();
        if (start != dates_.start[v] || lasts != b_.durations[v]) {
            if (start != dates_.start[v]) {
                last_ = waits_[v] = wait;
                released_[v] = start;
            }
            b_.durations[v] = lasts;
            b_.additive = false;
            moved_.push_back(v);
            return false;
        }
        availability_.reserve(a, start, finish, teams_[v]);
        return true;
    }

    /// Puts what was moved last, and is not first yet, before all that has not started.
    bool promote() {
        const auto waits = std::ranges::find_if(
            order_, [&](std::uint32_t v) { return !has_started(process_, ActivityId{network_->activity_of[v]}); });
        for (auto v = moved_.rbegin(); v != moved_.rend(); ++v) {
            const auto at = std::find(waits, order_.end(), *v);
            if (at == order_.end() || at == waits) continue;
            std::rotate(waits, at, at + 1);
            return true;
        }
        return false;
    }

    /// Whether the wait, found in an earlier round, is still what keeps the activity from starting before.
    [[nodiscard]] bool stands(const StaffWait& wait) const {
        const auto v = network_->node_of[wait.activity.index()];
        if (dates_.start[v] != released_[v]) return false;
        return availability_.stands(wait);
    }

    const Process& process_;
    const Schedule& early_;
    const LevelOptions& options_;
    Availability availability_;
    std::shared_ptr<const Network> network_;
    Bounds b_;
    Instant base_;
    std::vector<DateBound> fixed_;
    /// Of each node, what is to be worked; `b_.durations` are longer where that pauses.
    std::vector<std::int64_t> work_;
    PassDates dates_;
    std::vector<std::uint32_t> order_;
    std::vector<std::uint32_t> moved_;
    std::vector<Instant> released_;  // by node
    std::vector<Instant> placed_at_; // by node
    std::vector<std::optional<StaffWait>> waits_;
    std::optional<StaffWait> last_;
    bool hopeless_ = false;
    struct DroppedArc {
        std::uint32_t to;
        std::uint32_t arc;
        LagFunction lag;
    };
    std::vector<DroppedArc> dropped_;
    std::vector<DateBound> dropped_ceilings_;
    Instant looked_from_ = far_future;
    Instant looked_until_ = far_past;
    std::vector<Team> teams_; // by node
};

} // namespace convene::detail
