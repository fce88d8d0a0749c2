#pragma once

#include <convene/model/queries.hpp>
#include <convene/staffing/verify_plan.hpp>
#include <convene/time/months.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace convene {

namespace detail {

class PlanChecker {
  public:
    explicit PlanChecker(const Levelled& plan) : p_(plan.process()), plan_(plan), d_(plan.data()) {}

    std::vector<PlanViolation> operator()() {
        const auto n = p_.activities().size();
        const auto sizes = [](const auto& entry) { return entry.size(); };
        if (d_.start.size() != n || d_.finish.size() != n || d_.people.size() != n || d_.reserved_from.size() != n ||
            d_.shares.size() != n || d_.pieces.size() != n ||
            !std::ranges::equal(d_.people, d_.shares, {}, sizes, sizes)) {
            out_.push_back({.kind = Kind::size});
            return std::move(out_);
        }
        for (const auto a : p_.activities().ids()) {
            if (!over(a)) check_dates(a);
            if (!over(a)) check_pieces(a);
            check_links(a);
            if (!over(a)) check_people(a);
        }
        for (std::uint32_t r = 0; r < p_.rule_count(); ++r) check_rule(p_.rule(RuleId{r}), r);
        check_places();
        check_resources();
        return std::move(out_);
    }

  private:
    using Kind = PlanViolation::Kind;

    [[nodiscard]] bool over(ActivityId a) const { return has_finished(p_, a); }
    [[nodiscard]] bool begun(ActivityId a) const { return has_started(p_, a); }
    [[nodiscard]] Instant at(ActivityId a, Edge e) const { return (e == Edge::start ? d_.start : d_.finish)[a]; }
    /// Work from a to b, negative if b is before a.
    static std::int64_t work(const Calendar& c, Instant a, Instant b) {
        return a <= b ? c.between(a, b).count() : -c.between(b, a).count();
    }
    void add(Kind kind, ActivityId a, OptionalId<ActivityId> other = {}, OptionalId<PersonId> person = {}) {
        out_.push_back({kind, a, other, person});
    }

    struct Stay {
        Instant from;
        Instant to;
        ActivityId activity;
        std::int64_t amount;
    };

    /// The intersection of two calendars of the process, made once for each two.
    const Calendar& common(const Calendar& one, const Calendar& other) {
        auto& known = common_[{&one, &other}];
        if (!known) {
            const Calendar both[] = {one, other};
            known = intersection("common", {}, both);
        }
        return *known;
    }

    /// When an activity is worked on: its pieces, else all the time.
    [[nodiscard]] std::vector<WorkPiece> times(ActivityId a) const {
        if (!d_.pieces[a].empty()) return d_.pieces[a];
        return {{d_.reserved_from[a], d_.finish[a]}};
    }

    /// The work between start and finish, without the pauses between pieces.
    [[nodiscard]] std::int64_t worked(ActivityId a) const {
        std::int64_t sum = 0;
        for (const auto& [from, to] : times(a)) sum += work(p_.calendar_of(a), from, to);
        return sum;
    }

    void check_pieces(ActivityId a) {
        const auto& pieces = d_.pieces[a];
        if (pieces.empty()) return;
        bool good =
            may_pause(p_[a]) && pieces.front().start == d_.reserved_from[a] && pieces.back().finish == d_.finish[a];
        for (std::size_t i = 0; i < pieces.size(); ++i)
            good = good && pieces[i].start < pieces[i].finish && (i == 0 || pieces[i - 1].finish <= pieces[i].start);
        if (!good) add(Kind::pieces, a);
    }

    /// Tells two of the stays at each moment at which they take more than `room`; or the only one.
    template <class Room, class Tell>
    static void check_room(const std::vector<Stay>& stays, std::vector<Instant> moments, Room room, Tell tell) {
        for (const auto& s : stays) moments.push_back(s.from);
        std::ranges::sort(moments);
        moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
        std::pair<const Stay*, const Stay*> told;
        for (const auto moment : moments) {
            std::int64_t sum = 0;
            const Stay* last = nullptr;
            const Stay* other = nullptr;
            for (const auto& s : stays) {
                if (s.from > moment || s.to <= moment) continue;
                sum += s.amount;
                other = std::exchange(last, &s);
            }
            if (last == nullptr || sum <= room(moment)) continue;
            if (std::pair(last, other) == told) continue;
            told = {last, other};
            if (other == nullptr)
                tell(last->activity, OptionalId<ActivityId>());
            else
                tell(other->activity, OptionalId(last->activity));
        }
    }

    void check_resources() {
        for (const auto id : p_.resources().ids()) {
            const auto& resource = p_[id];
            std::vector<Stay> stays;
            std::vector<Instant> moments;
            for (const auto& change : resource.changes) moments.push_back(change.from);
            for (const auto a : p_.activities().ids()) {
                if (over(a) || p_[a].duration.amount == 0) continue;
                for (const auto& need : p_.needs(a)) {
                    if (need.resource != id) continue;
                    for (const auto& [from, to] : times(a)) {
                        stays.push_back({from, to, a, need.units});
                        if (!resource.calendar || is_elapsed(p_[a].duration)) continue;
                        const auto& worked_in = p_.calendar_of(a);
                        if (common(worked_in, p_[*resource.calendar]).between(from, to) != worked_in.between(from, to))
                            out_.push_back({Kind::closed, a, {}, {}, id});
                    }
                }
            }
            const auto room = [&](Instant moment) {
                std::int64_t units = resource.capacity;
                for (const auto& change : resource.changes)
                    if (change.from <= moment) units = change.units;
                return units;
            };
            check_room(stays, moments, room, [&](ActivityId a, OptionalId<ActivityId> other) {
                out_.push_back({Kind::overbooked, a, other, {}, id});
            });
        }
    }

    void check_dates(ActivityId a) {
        const auto start = at(a, Edge::start);
        const auto finish = at(a, Edge::finish);
        const auto& calendar = p_.calendar_of(a);
        const auto span = p_[a].duration;
        if (!begun(a)) {
            bool good = finish == start;
            if (span.amount != 0 && is_elapsed(span) && !is_elapsed_months(span))
                good = worked(a) == elapsed_seconds(span)->count();
            else if (span.amount != 0 && !is_elapsed(span))
                good = calendar.is_working(start) && worked(a) == working_seconds(span, calendar)->count();
            else if (span.amount != 0)
                good = start < finish;
            if (!good) add(Kind::duration, a);
            const bool outside = p_.date(a).has_value();
            const auto& options = plan_.early().options();
            const auto from = options.start.value_or(plan_.early().project_start());
            if (!outside && (start < from || (options.status_date && start < *options.status_date)))
                add(Kind::too_early, a);
        }
        if (const auto date = p_.date(a); date && !begun(a) && *date != start) add(Kind::date, a);
        for (const auto& c : p_.constraints(a)) {
            const bool of_start = c.kind == ConstraintKind::start_no_earlier_than ||
                                  c.kind == ConstraintKind::start_no_later_than ||
                                  c.kind == ConstraintKind::must_start_on;
            if (of_start && begun(a)) continue;
            const auto number = static_cast<std::uint32_t>(&c - p_.data().constraints.values().data());
            if (told(number, CauseKind::constraint)) continue;
            const auto t = of_start ? start : finish;
            const bool late_allowed =
                c.kind == ConstraintKind::start_no_earlier_than || c.kind == ConstraintKind::finish_no_earlier_than;
            const bool early_allowed =
                c.kind == ConstraintKind::start_no_later_than || c.kind == ConstraintKind::finish_no_later_than;
            if ((t < c.date && !early_allowed) || (t > c.date && !late_allowed)) add(Kind::date, a);
        }
    }

    void check_links(ActivityId a) {
        if (!over(a) && !begun(a))
            for (const auto artifact : p_.consumes(a))
                if (const auto producer = p_[artifact].producer;
                    producer && *producer != a && !told(artifact.value, CauseKind::artifact))
                    if (at(*producer, Edge::finish) > at(a, Edge::start)) add(Kind::rule, a, *producer);
        for (const auto next : p_.follow_ups(a))
            if (!over(next) && !begun(next) && at(a, Edge::finish) > at(next, Edge::start)) add(Kind::rule, next, a);
    }

    [[nodiscard]] const Calendar* lag_calendar(const Rule& rule) const {
        const auto own = [&](ActivityId a) { return &p_[calendar_id_of(p_, a)]; };
        switch (rule.calendar) {
        case LagCalendar::successor: return own(rule.to);
        case LagCalendar::predecessor: return own(rule.from);
        case LagCalendar::project: return &p_[p_.calendar()];
        case LagCalendar::named: return &p_[rule.named ? *rule.named : p_.calendar()];
        case LagCalendar::continuous: return nullptr;
        }
        return nullptr;
    }

    /// Whether b is at least (sign 1) or at most (sign -1) `span` after a.
    [[nodiscard]] bool apart(const Rule& rule, Instant a, Instant b, Span span, int sign) const {
        if (is_elapsed_months(span)) {
            const auto due = add_elapsed_months(a, span.amount);
            return sign > 0 ? b >= due : b <= due;
        }
        const auto* calendar = lag_calendar(rule);
        if (span.amount == 0) return sign > 0 ? b >= a : b <= a;
        if (is_elapsed(span) || calendar == nullptr) {
            const auto wanted =
                is_elapsed(span) ? *elapsed_seconds(span) : *working_seconds(span, Calendar::round_the_clock());
            return sign > 0 ? b - a >= wanted : b - a <= wanted;
        }
        const auto wanted = working_seconds(span, *calendar)->count();
        const auto is = work(*calendar, a, b);
        return sign > 0 ? is >= wanted : is <= wanted;
    }

    /// Whether the plan says that it does not keep this upper bound.
    [[nodiscard]] bool told(std::uint32_t index, CauseKind kind) const {
        const auto same = [&](const BrokenBound& b) { return b.cause == Cause(kind, index); };
        return std::ranges::any_of(d_.broken, same) || std::ranges::any_of(plan_.early().broken(), same);
    }

    void check_rule(const Rule& rule, std::uint32_t index) {
        const bool to_is_fact = over(rule.to) || (begun(rule.to) && rule.to_edge == Edge::start);
        if (to_is_fact) return;
        const auto from = at(rule.from, rule.from_edge);
        const auto to = at(rule.to, rule.to_edge);
        if (rule.min && !told(index, CauseKind::rule_min) && !apart(rule, from, to, *rule.min, 1))
            add(Kind::rule, rule.to, rule.from);
        const bool dropped = told(index, CauseKind::rule_max);
        if (rule.max && !dropped && !apart(rule, from, to, *rule.max, -1)) add(Kind::rule, rule.to, rule.from);
    }

    void check_people(ActivityId a) {
        const auto& chosen = d_.people[a];
        const auto from = d_.reserved_from[a];
        const auto to = d_.finish[a];
        if (p_[a].duration.amount == 0 || from == to) return;
        for (const auto& duty : p_.duties(a)) {
            const bool meets = p_[a].kind == ActivityKind::meeting &&
                               (duty.kind == DutyKind::decides || duty.kind == DutyKind::reports);
            if (duty.kind != DutyKind::works && duty.kind != DutyKind::attends && !meets) continue;
            std::size_t may = 0;
            std::size_t are = 0;
            for (const auto person : p_.people().ids()) {
                const auto& roles = p_[person].roles;
                const bool fits =
                    duty.person ? *duty.person == person : std::ranges::find(roles, duty.role) != roles.end();
                may += fits ? 1 : 0;
                const auto at = std::ranges::find(chosen, person);
                const auto i = static_cast<std::size_t>(at - chosen.begin());
                are += fits && at != chosen.end() && d_.shares[a][i] >= duty.share ? 1U : 0U;
            }
            std::size_t asked = may;
            if (duty.demand == DutyDemand::one) asked = std::min<std::size_t>(1, may);
            if (duty.demand == DutyDemand::some) asked = std::min<std::size_t>(duty.count, may);
            if (are < asked) add(Kind::people, a);
        }
        for (const auto person : chosen)
            for (const auto& piece : times(a)) check_presence(a, person, piece.start, piece.finish);
    }

    /// Whether a calendar of the person, as one of the roles in which it may act here, covers the activity's work.
    void check_presence(ActivityId a, PersonId person, Instant from, Instant to) {
        const auto& worked = p_.calendar_of(a);
        bool there = is_elapsed(p_[a].duration);
        for (const auto& duty : p_.duties(a)) {
            const auto& own = p_[calendar_id_of(p_, person, duty.role)];
            there = there || common(worked, own).between(from, to) == worked.between(from, to);
        }
        if (!there) add(Kind::off_work, a, {}, person);
        for (const auto& absence : p_[person].absences) {
            const auto begin = std::max(from, absence.from);
            const auto end = std::min(to, absence.to);
            if (begin < end && worked.between(begin, end).count() > 0) add(Kind::absent, a, {}, person);
        }
    }

    void check_places() {
        std::vector<std::vector<Stay>> stays(p_.people().size());
        for (const auto a : p_.activities().ids()) {
            if (over(a)) continue;
            const auto& people = d_.people[a];
            for (std::size_t i = 0; i < people.size(); ++i)
                for (const auto& [from, to] : times(a))
                    stays[people[i].index()].push_back({from, to, a, d_.shares[a][i]});
        }
        for (const auto person : p_.people().ids())
            check_room(
                stays[person.index()], {}, [](Instant) { return 1000; },
                [&](ActivityId a, OptionalId<ActivityId> other) { add(Kind::two_places, a, other, person); });
    }

    const Process& p_;
    const Levelled& plan_;
    const LevelledData& d_;
    std::map<std::pair<const Calendar*, const Calendar*>, std::optional<Calendar>> common_;
    std::vector<PlanViolation> out_;
};

} // namespace detail

CONVENE_DECL std::vector<PlanViolation> verify(const Levelled& plan) { return detail::PlanChecker(plan)(); }

CONVENE_DECL Diagnostic to_diagnostic(const Process& process, const PlanViolation& v) {
    if (v.kind == PlanViolation::Kind::size) return {Code::plan_incomplete, {}, {}, {}, {}};
    const auto other = v.other ? name_of(process, *v.other) : Text{};
    const auto person = v.person ? name_of(process, *v.person) : Text{};
    const auto resource = v.resource ? name_of(process, *v.resource) : Text{};
    const auto told = [&](Code code, std::vector<Text> arguments) {
        return Diagnostic{
            code, name_of(process, v.activity), std::move(arguments), location_of(process[v.activity].origin), {}};
    };
    using Kind = PlanViolation::Kind;
    switch (v.kind) {
    case Kind::size: break;
    case Kind::duration: return told(Code::plan_duration, {});
    case Kind::too_early: return told(Code::plan_too_early, {});
    case Kind::rule: return told(Code::plan_rule_broken, {other});
    case Kind::date: return told(Code::plan_date_broken, {});
    case Kind::people: return told(Code::plan_people_wrong, {});
    case Kind::off_work: return told(Code::plan_off_work, {person});
    case Kind::absent: return told(Code::plan_absent, {person});
    case Kind::two_places: return told(Code::plan_two_places, {person, other});
    case Kind::pieces: return told(Code::plan_pieces_wrong, {});
    case Kind::closed: return told(Code::plan_closed, {resource});
    case Kind::overbooked:
        return told(Code::plan_overbooked, {resource, v.other ? other : name_of(process, v.activity)});
    }
    return told(Code::plan_incomplete, {});
}

} // namespace convene
