#pragma once

#include <convene/model/queries.hpp>
#include <convene/run/impl/carry.hpp>
#include <convene/run/impl/known.hpp>
#include <convene/run/impl/obstacles.hpp>
#include <convene/run/impl/periods.hpp>
#include <convene/run/impl/permission.hpp>
#include <convene/run/instance.hpp>

#include <algorithm>

namespace convene {

namespace detail {

/// Decides one command in a state in which nothing is due.
class Decide {
  public:
    Decide(const View& view, Instant at) : v_(view), at_(at), may_(v_, at_, blockers) {}

    std::vector<Blocker> blockers;
    std::vector<Fact> facts;

    void operator()(const command::Start& c) {
        if (v_.state.started) return block(Code::already_started);
        if (!v_.plan.acyclic()) return block(Code::run_cycle);
        const std::uint64_t most = v_.process.rounds() ? v_.process.rounds()->max : 1;
        if (c.round == 0 || c.round > most) block(Code::round_out_of_range, {}, {std::uint64_t{c.round}, most});
        facts.emplace_back(event::Started{c.round});
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
        if (a.called != std::optional(c.at)) facts.emplace_back(event::Called{c.activity, c.at, c.by});
    }

    void operator()(const command::Record& c) {
        if (!v_.state.started) return block(Code::not_started);
        const auto& quota = v_.process.quotas()[c.quota.index()];
        if (!quota_slot(v_, quota, c.person)) return block(Code::not_of_role, c.person, {quota.role});
        if (c.count > 0) facts.emplace_back(event::Recorded{c.quota, c.person, c.count});
    }

    void operator()(const command::Staff& c) {
        const auto role = v_.process.covers()[c.cover.index()].role;
        const auto people = holders(v_, role);
        if (!v_.process[role].external && std::ranges::find(people, c.person) == people.end())
            return block(Code::not_of_role, c.person, {role});
        const auto is_it = [&](const DutyShift& s) {
            return s.cover == c.cover && s.person == c.person && s.begin == c.begin;
        };
        const auto known = std::ranges::find_if(v_.state.shifts, is_it);
        if (c.begin >= c.end) {
            if (known != v_.state.shifts.end()) facts.emplace_back(event::Staffed{c.cover, c.person, c.begin, c.begin});
            return;
        }
        if (c.end <= at_) return block(Code::shift_over, c.person, {c.end});
        if (known == v_.state.shifts.end() || known->end != c.end)
            facts.emplace_back(event::Staffed{c.cover, c.person, c.begin, c.end});
    }

    void operator()(const command::Migrate& c) {
        if (!v_.state.started) return block(Code::not_started);
        if (!RunPlan(c.to).acyclic()) return block(Code::run_cycle);
        auto answered = c.kept;
        answered.insert(answered.end(), c.again.begin(), c.again.end());
        std::ranges::sort(answered);
        const auto asked = asked_activities(v_, c.to);
        for (const auto id : asked)
            if (!std::ranges::binary_search(answered, id)) block(Code::answer_missing, id, {}, responsible(v_, id));
        for (std::size_t i = 0; i < answered.size(); ++i)
            if (!std::ranges::binary_search(asked, answered[i]) || (i > 0 && answered[i] == answered[i - 1]))
                block(Code::answer_unasked, answered[i]);
        if (c.to != v_.process) facts.emplace_back(event::Migrated{c.to, c.kept, c.again});
    }

    void operator()(const command::Advance&) {
        if (!v_.state.started) block(Code::not_started);
    }

    void operator()(const command::Bind& c) {
        const auto people = people_of(v_.process, c.role);
        if (!v_.process[c.role].external && std::ranges::find(people, c.person) == people.end())
            return block(Code::not_of_role, c.person, {c.role});
        const auto& bound = v_.state.bound[c.role];
        if (std::ranges::find(bound, c.person) == bound.end()) facts.emplace_back(event::Bound{c.role, c.person});
    }

    void operator()(const command::Delegate& c) {
        if (c.from == c.to) return block(Code::delegation_to_self, c.from);
        if (c.begin < c.end && c.end <= at_) return block(Code::delegation_over, c.from, {c.end});
        facts.emplace_back(event::Delegated{c.from, c.to, c.begin, c.end});
    }

    void operator()(const command::Open& c) {
        find_not_openable(v_, c.activity, at_, blockers);
        if (!v_.state.started) return;
        may_.may_open(c.activity, c.by);
        may_.are_present(c.activity, c.by, c.present);
        may_.open_separately(c);
        facts.emplace_back(event::Opened{c.activity, c.by, c.present});
    }

    void operator()(const command::Close& c) {
        if (!v_.state.started) return block(Code::not_started);
        if (!begins(c)) return;
        const auto count = v_.process.matters(c.activity).size();
        if (!c.matters.empty() && c.matters.size() != count)
            block(Code::matters_mismatch, c.activity, {std::uint64_t{c.matters.size()}, std::uint64_t{count}});
        if (!c.return_to) find_not_finishable(v_, c.activity, at_, blockers);
        may_.may_decide(c.activity, c.by);
        may_.have_authority(c.activity, c);
        may_.are_separate(c.activity, DutyKind::decides, performers(v_, c.activity, DutyKind::decides, c.by, at_));
        resolve_outputs(c);
        if (c.return_to) return send_back(c, *c.return_to);
        facts.emplace_back(event::Closed{c.activity, c.outcome, c.by, c.matters});
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
        may_.are_separate(c.activity, DutyKind::decides,
                          performers(v_, c.activity, DutyKind::decides, participants(c.by, {}), at_));
        facts.emplace_back(event::Reaffirmed{c.activity, c.by});
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
        facts.emplace_back(event::Occurred{c.activity, c.at});
    }

    void operator()(const command::Waive& c) {
        if (!v_.state.started) return block(Code::not_started);
        if (v_.process[c.activity].kind == ActivityKind::external) return block(Code::outside_owns_it, c.activity);
        may_.is_responsible(c.activity, c.by);
        if (!is_excused(v_.state.activities[c.activity], c.what))
            facts.emplace_back(event::Waived{c.activity, c.what, c.by});
    }

  private:
    void block(Code code, Thing about = {}, std::vector<Thing> arguments = {}, std::vector<RoleId> roles = {}) {
        blockers.push_back({code, about, std::move(arguments), std::move(roles), {}});
    }

    /// Whether the activity is open; a milestone is opened with its closing, as nobody spends time on it.
    bool begins(const command::Close& c) {
        if (v_.state.activities[c.activity].open) return true;
        if (v_.process[c.activity].kind != ActivityKind::milestone) {
            block(Code::not_open, c.activity, {}, responsible(v_, c.activity));
            return false;
        }
        find_not_openable(v_, c.activity, at_, blockers);
        facts.emplace_back(event::Opened{c.activity, {}, {}});
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
            if (now.resolution != Resolution::issued || now.digest != *digest)
                facts.emplace_back(event::Issued{id, *digest});
        } else if (now.resolution != Resolution::unavailable) {
            facts.emplace_back(event::Voided{id});
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

    void send_back(const command::Close& c, ActivityId to) {
        const auto reworks = v_.process.reworks(c.activity);
        const auto rework = std::ranges::find(reworks, to, &Rework::to);
        if (rework == reworks.end()) return block(Code::no_return_there, c.activity, {to});
        const auto first = v_.process.data().reworks.first(c.activity);
        const auto used = v_.state.returns[first + static_cast<std::size_t>(rework - reworks.begin())];
        if (used >= rework->max_rounds)
            return block(Code::rounds_exhausted, c.activity, {to, std::uint64_t{rework->max_rounds}});
        facts.emplace_back(event::Returned{c.activity, to, c.outcome, c.by, c.matters});
    }

    void hand_over(ActivityId id) {
        for (const auto& h : v_.process.handovers(id)) {
            const bool done = v_.state.handed_to[h.from] == OptionalId<RoleId>(h.to) && !v_.state.handed_to[h.to];
            if (!done && h.from != h.to) facts.emplace_back(event::HandedOver{id, h.from, h.to});
        }
    }

    const View& v_;
    Instant at_;
    Permission may_;
};

} // namespace detail

CONVENE_DECL Decision Instance::decide(const Request& request) const {
    const auto refused = [](Code code, std::vector<Thing> arguments = {}) {
        return tl::unexpected(Refusal{{{code, {}, std::move(arguments), {}, {}}}});
    };
    if (request.id != 0 && std::ranges::find(state_.requests, request.id) != state_.requests.end()) return Events{};
    if (request.expected_seq && *request.expected_seq != state_.seq)
        return refused(Code::other_was_first, {*request.expected_seq, state_.seq});
    if (!is_writable(request.at)) return refused(Code::time_out_of_range);
    if (state_.time && request.at < *state_.time) return refused(Code::time_backwards, {request.at, *state_.time});
    if (!std::visit([&](const auto& c) { return detail::Known(process_)(c); }, request.command))
        return refused(Code::unknown_id);
    auto events = due(request.at);
    std::optional<Instance> later;
    if (!events.empty()) {
        later = *this;
        later->apply(events);
    }
    const auto& state = later ? later->state_ : state_;
    const detail::View view{process_, *plan_, state};
    detail::Decide decide(view, request.at);
    std::visit([&](const auto& c) { decide(c); }, request.command);
    if (!decide.blockers.empty()) return tl::unexpected(Refusal{std::move(decide.blockers)});
    for (auto& fact : decide.facts)
        events.push_back({state_.seq + events.size() + 1, request.at, request.id, std::move(fact)});
    return events;
}

} // namespace convene
