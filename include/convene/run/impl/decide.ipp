#pragma once

#include <convene/model/queries.hpp>
#include <convene/run/fingerprint.hpp>
#include <convene/run/impl/fold.hpp>
#include <convene/run/impl/ids_exist.hpp>
#include <convene/run/impl/obstacles.hpp>
#include <convene/run/impl/periods.hpp>
#include <convene/run/impl/permission.hpp>
#include <convene/run/impl/state_migration.hpp>
#include <convene/run/instance.hpp>

#include <algorithm>
#include <cassert>
#include <memory>
#include <set>

namespace convene {

namespace detail {

/// Decides one command in a state in which nothing is due.
class Decide {
  public:
    /// What happens is added to `events`.
    Decide(const View& view, Instant at, std::uint64_t request, Events& events)
        : v_(view), at_(at), request_(request), events_(events), may_(v_, at_, blockers) {}

    std::vector<Blocker> blockers;

    void operator()(const command::Start& c) {
        if (v_.state.started) return block(Code::already_started);
        if (!v_.index.acyclic()) return block(Code::run_cycle);
        const std::uint64_t most = v_.process.rounds() ? v_.process.rounds()->max : 1;
        if (c.round == 0 || c.round > most) block(Code::round_out_of_range, {}, {std::uint64_t{c.round}, most});
        happens(event::Started{c.round, fingerprint(v_.process)});
        for (const auto& given : c.given)
            if (may_be_supplied(given.artifact)) issue(given.artifact, given.digest);
    }

    void operator()(const command::Call& c) {
        if (!v_.state.started) return block(Code::not_started);
        const auto& a = v_.state.activities[c.activity];
        if (v_.process[c.activity].kind != ActivityKind::meeting) return block(Code::not_a_meeting, c.activity);
        if (a.open) return block(Code::already_open, c.activity);
        if (a.fresh && !is_to_do(v_, c.activity)) return block(Code::already_fresh, c.activity);
        if (c.at < at_) block(Code::called_in_the_past, c.activity, {c.at});
        if (const auto earliest = earliest_edge(v_, c.activity, Edge::start); earliest > c.at)
            block(Code::too_early, c.activity, {earliest}, responsible(v_, c.activity));
        may_.may_open(c.activity, c.by);
        may_.can_come(c.activity, c.at);
        if (a.called != std::optional(c.at)) happens(event::Called{c.activity, c.at, c.by});
    }

    void operator()(const command::Record& c) {
        if (!v_.state.started) return block(Code::not_started);
        const auto& quota = v_.process.quotas()[c.quota.index()];
        if (!quota_slot(v_, quota, c.person)) return block(Code::not_of_role, c.person, {quota.role});
        if (c.count > 0) happens(event::Recorded{c.quota, c.person, c.count});
    }

    void operator()(const command::Staff& c) {
        const auto role = v_.process.covers()[c.cover.index()].role;
        const auto people = holders(v_, role);
        if (!takes_anybody(role) && std::ranges::find(people, c.person) == people.end())
            return block(Code::not_of_role, c.person, {role});
        const auto is_it = [&](const DutyShift& s) {
            return s.cover == c.cover && s.person == c.person && s.begin == c.begin;
        };
        const auto known = std::ranges::find_if(v_.state.shifts, is_it);
        if (c.begin >= c.end) {
            if (known != v_.state.shifts.end()) happens(event::Staffed{c.cover, c.person, c.begin, c.begin});
            return;
        }
        if (c.end <= at_) return block(Code::shift_over, c.person, {c.end});
        if (known == v_.state.shifts.end() || known->end != c.end)
            happens(event::Staffed{c.cover, c.person, c.begin, c.end});
    }

    void operator()(const command::Migrate& c) {
        if (!v_.state.started) return block(Code::not_started);
        const auto index = std::make_shared<const RunIndex>(c.to);
        if (!index->acyclic()) return block(Code::run_cycle);
        auto answered = c.kept;
        answered.insert(answered.end(), c.again.begin(), c.again.end());
        std::ranges::sort(answered);
        const auto asked = asked_activities(v_, c.to);
        for (const auto id : asked)
            if (!std::ranges::binary_search(answered, id)) block(Code::answer_missing, id, {}, responsible(v_, id));
        for (std::size_t i = 0; i < answered.size(); ++i)
            if (!std::ranges::binary_search(asked, answered[i]) || (i > 0 && answered[i] == answered[i - 1]))
                block(Code::answer_unasked, answered[i]);
        if (c.to != v_.process) happens(event::Migrated{c.to, c.kept, c.again, index});
    }

    void operator()(const command::Advance&) {
        if (!v_.state.started) return block(Code::not_started);
        if (v_.state.time < at_) happens(event::Advanced{});
    }

    void operator()(const command::Bind& c) {
        const auto people = people_of(v_.process, c.role);
        if (!takes_anybody(c.role) && std::ranges::find(people, c.person) == people.end())
            return block(Code::not_of_role, c.person, {c.role});
        const auto& bound = v_.state.bound[c.role];
        if (std::ranges::find(bound, c.person) == bound.end()) happens(event::Bound{c.role, c.person});
    }

    void operator()(const command::Delegate& c) {
        if (c.from == c.to) return block(Code::delegation_to_self, c.from);
        if (c.begin < c.end && c.end <= at_) return block(Code::delegation_over, c.from, {c.end});
        happens(event::Delegated{c.from, c.to, c.begin, c.end});
    }

    void operator()(const command::Open& c) {
        find_not_openable(v_, c.activity, at_, blockers);
        if (!v_.state.started) return;
        may_.may_open(c.activity, c.by);
        may_.are_admitted(c.activity, participants(c.by, c.present));
        may_.are_present(c.activity, c.by, c.present);
        may_.open_separately(c);
        happens(event::Opened{c.activity, c.by, c.present});
    }

    void operator()(const command::Close& c) {
        if (!v_.state.started) return block(Code::not_started);
        if (!begins(c)) return;
        const auto count = v_.process.matters(c.activity).size();
        if (!c.matters.empty() && c.matters.size() != count)
            block(Code::matters_mismatch, c.activity, {std::uint64_t{c.matters.size()}, std::uint64_t{count}});
        if (!c.return_to) find_not_finishable(v_, c.activity, at_, blockers);
        const auto by = closers(c);
        may_.may_close(c.activity, by);
        may_.are_admitted(c.activity, by);
        may_.have_authority(c.activity, c);
        if (const auto duty = closing_duty(v_, c.activity))
            may_.are_separate(c.activity, *duty, performers(v_, c.activity, *duty, by, at_));
        resolve_outputs(c);
        if (c.return_to) return send_back(c, by, *c.return_to);
        happens(event::Closed{c.activity, c.outcome, by, c.matters});
        if (is_positive(c.outcome)) hand_over(c.activity);
    }

    void operator()(const command::Reaffirm& c) {
        if (!v_.state.started) return block(Code::not_started);
        const auto& a = v_.state.activities[c.activity];
        if (a.open) return block(Code::already_open, c.activity);
        if (!a.stands || v_.process[c.activity].kind == ActivityKind::external)
            return block(Code::nothing_to_reaffirm, c.activity);
        if (a.fresh) return block(Code::already_fresh, c.activity);
        find_unready(v_, c.activity, &blockers);
        may_.is_responsible(c.activity, c.by);
        may_.are_admitted(c.activity, participants(c.by, {}));
        if (const auto duty = closing_duty(v_, c.activity))
            may_.are_separate(c.activity, *duty, performers(v_, c.activity, *duty, participants(c.by, {}), at_));
        happens(event::Reaffirmed{c.activity, c.by});
    }

    void operator()(const command::Issue& c) {
        if (is_from_outside(c.artifact)) issue(c.artifact, c.digest);
    }

    void operator()(const command::Void& c) {
        if (is_from_outside(c.artifact)) issue(c.artifact, std::nullopt);
    }

    void operator()(const command::Occur& c) {
        if (!v_.state.started) return block(Code::not_started);
        if (v_.process[c.activity].kind != ActivityKind::external) return block(Code::not_external, c.activity);
        if (v_.state.activities[c.activity].stands) return block(Code::already_fresh, c.activity);
        if (c.at > at_) return block(Code::occurrence_in_future, c.activity, {c.at});
        happens(event::Occurred{c.activity, c.at});
    }

    void operator()(const command::Waive& c) {
        if (!v_.state.started) return block(Code::not_started);
        if (v_.process[c.activity].kind == ActivityKind::external) return block(Code::outside_owns_it, c.activity);
        may_.is_responsible(c.activity, c.by);
        if (!is_excused(v_.state.activities[c.activity], c.what)) happens(event::Waived{c.activity, c.what, c.by});
    }

  private:
    template <class What>
    void happens(What fact) {
        const auto seq = events_.empty() ? v_.state.seq + 1 : events_.back().seq + 1;
        events_.push_back({seq, at_, request_, std::move(fact)});
    }

    void block(Code code, Thing about = {}, std::vector<Thing> arguments = {}, std::vector<RoleId> roles = {}) {
        blockers.push_back({code, about, std::move(arguments), std::move(roles), {}});
    }

    /// Whether somebody may fill the role whom the definition does not name: nobody is named.
    [[nodiscard]] bool takes_anybody(RoleId role) const {
        return v_.process[role].external || people_of(v_.process, role).empty();
    }

    /// Who ends the activity: where nobody is named and nobody has to decide, whoever opened it.
    [[nodiscard]] std::vector<PersonId> closers(const command::Close& c) const {
        if (!c.by.empty() || is_decided(v_, c.activity)) return c.by;
        const auto opener = v_.state.activities[c.activity].opener;
        return opener ? std::vector{*opener} : std::vector<PersonId>{};
    }

    /// Whether the activity is open; a milestone is opened with its closing, as nobody spends time on it.
    bool begins(const command::Close& c) {
        if (v_.state.activities[c.activity].open) return true;
        if (v_.process[c.activity].kind != ActivityKind::milestone) {
            block(Code::not_open, c.activity, {}, responsible(v_, c.activity));
            return false;
        }
        find_not_openable(v_, c.activity, at_, blockers);
        happens(event::Opened{c.activity, {}, {}});
        return true;
    }

    void resolve_outputs(const command::Close& c) {
        const auto produced = v_.process.produces(c.activity);
        for (const auto& output : c.outputs)
            if (std::ranges::find(produced, output.artifact) == produced.end() ||
                v_.process[output.artifact].producer != OptionalId<ActivityId>(c.activity))
                block(Code::not_its_output, c.activity, {output.artifact});
        for (const auto artifact : produced) {
            if (v_.process[artifact].producer != OptionalId<ActivityId>(c.activity)) continue;
            const auto given = std::ranges::find(c.outputs, artifact, &Output::artifact);
            if (given != c.outputs.end())
                issue(artifact, given->digest);
            else if (!c.return_to && is_positive(c.outcome))
                block(Code::output_unresolved, c.activity, {artifact}, responsible(v_, c.activity));
            else if (!c.return_to)
                issue(artifact, std::nullopt);
        }
    }

    /// Early cutoff: what is as it was makes no revision.
    void issue(ArtifactId id, std::optional<std::uint64_t> digest) {
        const auto& now = v_.state.artifacts[id];
        if (digest) {
            if (now.resolution != Resolution::issued || now.digest != *digest) happens(event::Issued{id, *digest});
        } else if (now.resolution != Resolution::unavailable) {
            happens(event::Voided{id});
        }
    }

    bool is_from_outside(ArtifactId id) {
        if (!v_.state.started) return block(Code::not_started), false;
        return may_be_supplied(id);
    }

    bool may_be_supplied(ArtifactId id) {
        const auto producer = v_.process[id].producer;
        if (!producer || v_.process[*producer].kind == ActivityKind::external) return true;
        block(Code::made_here, id, {*producer}, responsible(v_, *producer));
        return false;
    }

    void send_back(const command::Close& c, const std::vector<PersonId>& by, ActivityId to) {
        const auto reworks = v_.process.reworks(c.activity);
        const auto rework = std::ranges::find(reworks, to, &Rework::to);
        if (rework == reworks.end()) return block(Code::no_return_there, c.activity, {to});
        const auto first = v_.process.data().reworks.first(c.activity);
        const auto used = v_.state.returns[first + static_cast<std::size_t>(rework - reworks.begin())];
        if (used >= rework->max_rounds)
            return block(Code::rounds_exhausted, c.activity, {to, std::uint64_t{rework->max_rounds}});
        happens(event::Returned{c.activity, to, c.outcome, by, c.matters});
    }

    void hand_over(ActivityId id) {
        for (const auto& h : v_.process.handovers(id)) {
            const bool done = v_.state.handed_to[h.from] == OptionalId<RoleId>(h.to) && !v_.state.handed_to[h.to];
            if (!done && h.from != h.to) happens(event::HandedOver{id, h.from, h.to});
        }
    }

    const View& v_;
    Instant at_;
    std::uint64_t request_;
    Events& events_;
    Permission may_;
};

/// How many events may fall due with one command. More are a slip, or are told in steps.
inline constexpr std::size_t most_due = 1000;

inline constexpr Seconds year = std::chrono::days{366};

/// Beyond which a command says that it means it: a year after all that has happened or is dated.
inline Instant horizon(const Process& process, Instant latest) {
    const auto offer = [&](std::optional<Instant> t) {
        if (t && is_writable(*t)) latest = std::max(latest, *t);
    };
    offer(process.start());
    offer(process.finish());
    for (const auto* dates : {&process.data().dates, &process.data().deadlines})
        for (const auto t : dates->values()) offer(t);
    for (const auto& c : process.data().constraints.values()) offer(c.date);
    return latest + year;
}

/// Whether an activity is open that stands on something which events may move. Only what has begun passes on that
/// something moved.
class MayAdjourn {
  public:
    explicit MayAdjourn(const View& view) : v_(view) {}

    [[nodiscard]] bool operator()(std::span<const Event> events) {
        if (std::ranges::any_of(events, [&](const Event& event) { return moves(event.fact); })) return true;
        std::set<ActivityId> seen;
        while (!queue_.empty()) {
            const auto id = queue_.back();
            queue_.pop_back();
            if (seen.insert(id).second && reach(v_.index.affected(id))) return true;
        }
        return false;
    }

  private:
    bool moves(const Fact& fact) {
        if (std::holds_alternative<event::Migrated>(fact)) return true;
        if (const auto* e = std::get_if<event::Issued>(&fact)) return reach(v_.index.consumers(e->artifact));
        if (const auto* e = std::get_if<event::Voided>(&fact)) return reach(v_.index.consumers(e->artifact));
        if (const auto* e = std::get_if<event::Closed>(&fact)) return reach(v_.index.affected(e->activity));
        if (const auto* e = std::get_if<event::Reaffirmed>(&fact)) return reach(v_.index.affected(e->activity));
        if (const auto* e = std::get_if<event::Occurred>(&fact)) return reach(v_.index.affected(e->activity));
        if (const auto* e = std::get_if<event::Returned>(&fact))
            return v_.state.activities[e->to].open || reach(v_.index.affected(e->activity)) ||
                   reach(v_.index.affected(e->to));
        return false;
    }

    /// Whether one of these is open. Those that have been held wait in the queue.
    bool reach(std::span<const ActivityId> next) {
        for (const auto id : next) {
            const auto& a = v_.state.activities[id];
            if (a.open) return true;
            if (a.stands) queue_.push_back(id);
        }
        return false;
    }

    View v_;
    std::vector<ActivityId> queue_;
};

} // namespace detail

CONVENE_DECL Decision Instance::decide(const Request& request) const {
    Due due;
    return decide(request, due);
}

/// `due` becomes what fell due before.
CONVENE_DECL Decision Instance::decide(const Request& request, Due& due) const {
    require_state();
    const auto refused = [](Code code, std::vector<Thing> arguments = {}) {
        return tl::unexpected(Refusal{{{code, {}, std::move(arguments), {}, {}}}});
    };
    if (request.id != 0 && std::ranges::find(state_.requests, request.id) != state_.requests.end()) return Events{};
    if (request.expected_seq && *request.expected_seq != state_.seq)
        return refused(Code::other_was_first, {*request.expected_seq, state_.seq});
    if (!is_writable(request.at)) return refused(Code::time_out_of_range);
    if (state_.time && request.at < *state_.time) return refused(Code::time_backwards, {request.at, *state_.time});
    if (!request.far_ahead && state_.time && request.at > *state_.time + detail::year)
        if (const auto horizon = detail::horizon(process_, *state_.time); horizon < request.at)
            return refused(Code::far_ahead, {request.at, horizon});
    if (!std::visit([&](const auto& c) { return detail::IdsExist(process_)(c); }, request.command))
        return refused(Code::unknown_id);
    due = this->due(request.at, detail::most_due + 1);
    if (due.events.size() > detail::most_due) {
        // As far as can be gone at once: what falls due at the same moment is told together.
        const auto too_many = std::ranges::lower_bound(due.events, due.events.back().at, {}, &Event::at);
        if (too_many != due.events.begin())
            return refused(Code::too_much_due, {std::uint64_t{detail::most_due}, std::prev(too_many)->at});
        due = this->due(request.at);
    }
    const auto& now = due.later ? *due.later : *this;
    const detail::View view{process_, *index_, now.state_};
    auto events = due.events;
    detail::Decide decide(view, request.at, request.id, events);
    std::visit([&](const auto& c) { decide(c); }, request.command);
    if (!decide.blockers.empty()) return tl::unexpected(Refusal{std::move(decide.blockers)});
    now.add_adjourned(events, due.events.size());
    return events;
}

CONVENE_DECL void Instance::add_adjourned(Events& events, std::size_t from) const {
    if (!detail::MayAdjourn({process_, *index_, state_})(std::span(events).subspan(from))) return;
    auto after = *this;
    for (auto i = from; i < events.size(); ++i) {
        [[maybe_unused]] const bool applied = after.apply(events[i]);
        assert(applied);
    }
    const auto last = events.back();
    for (const auto id : process_.activities().ids()) {
        if (!state_.activities[id].open) continue;
        const auto closed = [&](const Event& event) {
            const auto* close = std::get_if<event::Closed>(&event.fact);
            const auto* back = std::get_if<event::Returned>(&event.fact);
            return (close != nullptr && close->activity == id) || (back != nullptr && back->activity == id);
        };
        if (std::any_of(events.begin() + static_cast<std::ptrdiff_t>(from), events.end(), closed)) continue;
        const auto then = after.process_.find_activity(process_.key(id));
        if (!then || after.state_.activities[*then].open) continue;
        events.push_back({events.back().seq + 1, last.at, last.request, event::Adjourned{*then}});
    }
}

} // namespace convene
