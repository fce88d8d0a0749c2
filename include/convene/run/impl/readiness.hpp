#pragma once

#include <convene/run/impl/people.hpp>
#include <convene/time/recurrence.hpp>

#include <algorithm>
#include <utility>

namespace convene::detail {

inline bool is_excused(const ActivityState& a, Excuse what) {
    return (a.excused >> static_cast<unsigned>(what) & 1U) != 0;
}

/// Collects what stands in the way, or only whether anything does.
class Obstacles {
  public:
    explicit Obstacles(std::vector<Blocker>* out) : out_(out) {}

    /// Whether to go on looking. What makes the blocker isn't called where nobody reads it.
    template <class Make>
    bool add(const Make& blocker) {
        any_ = true;
        if (out_ != nullptr) out_->push_back(blocker());
        return out_ != nullptr;
    }
    [[nodiscard]] bool any() const { return any_; }

  private:
    std::vector<Blocker>* out_;
    bool any_ = false;
};

/// The producer of an artifact, unless it is the consumer itself.
inline std::optional<ActivityId> other_producer(const View& v, ArtifactId artifact, ActivityId consumer) {
    const auto producer = v.process[artifact].producer;
    if (!producer || *producer == consumer) return std::nullopt;
    return *producer;
}

/// Whether the activity consumes what it produces itself, which it needn't wait for.
inline bool is_own(const View& v, ArtifactId artifact, ActivityId consumer) {
    const auto producer = v.process[artifact].producer;
    return producer && *producer == consumer;
}

inline bool has_begun(const ActivityState& a) { return a.open || a.stands; }

/// Tells each consumed artifact that is not resolved, or whose producer is not fresh.
inline void find_missing_inputs(const View& v, ActivityId id, Obstacles& found) {
    for (const auto artifact : v.process.consumes(id)) {
        if (is_own(v, artifact, id)) continue;
        const auto producer = other_producer(v, artifact, id);
        const auto roles = [&] { return producer ? responsible(v, *producer) : std::vector<RoleId>{}; };
        if (v.state.artifacts[artifact].resolution == Resolution::none) {
            if (!found.add([&] { return Blocker{Code::input_missing, id, {artifact}, roles(), {}}; })) return;
        } else if (producer && !v.state.activities[*producer].fresh) {
            if (!found.add([&] { return Blocker{Code::input_not_fresh, id, {artifact, *producer}, roles(), {}}; }))
                return;
        }
    }
}

/// Tells each activity that this one comes after and that has not come so far.
inline void find_closed_gates(const View& v, ActivityId id, Edge edge, Obstacles& found) {
    const auto& self = v.state.activities[id];
    for (const auto& gate : v.index.gates(id)) {
        if (gate.lag.to_edge != edge) continue;
        const auto& from = v.state.activities[gate.from];
        const auto tell = [&](Code code, ActivityId asked) {
            return found.add([&] { return Blocker{code, id, {gate.from}, responsible(v, asked), {}}; });
        };
        if (gate.lag.from_edge == Edge::start) {
            if (!has_begun(from) && !tell(Code::predecessor_not_begun, gate.from)) return;
        } else if (!from.fresh) {
            if (!tell(Code::predecessor_not_fresh, gate.from)) return;
        } else if (!is_positive(from.outcome) && !is_excused(self, Excuse::rejection)) {
            if (!tell(Code::predecessor_rejected, id)) return;
        }
    }
}

/// Tells each consumed artifact whose producer was rejected or deferred, unless a gate tells it.
inline void find_rejected_producers(const View& v, ActivityId id, Obstacles& found) {
    if (is_excused(v.state.activities[id], Excuse::rejection)) return;
    const auto gate_tells = [&](ActivityId from) {
        return std::ranges::any_of(v.index.gates(id), [&](const auto& g) { return g.is_order() && g.from == from; });
    };
    std::vector<ActivityId> told;
    for (const auto artifact : v.process.consumes(id)) {
        const auto producer = other_producer(v, artifact, id);
        if (!producer) continue;
        const auto& from = v.state.activities[*producer];
        if (!from.fresh || is_positive(from.outcome)) continue;
        if (gate_tells(*producer) || std::ranges::find(told, *producer) != told.end()) continue;
        told.push_back(*producer);
        if (!found.add([&] { return Blocker{Code::predecessor_rejected, id, {*producer}, responsible(v, id), {}}; }))
            return;
    }
}

/// Everything that has to be there before the activity begins, time and people apart.
inline bool find_unready(const View& v, ActivityId id, std::vector<Blocker>* out) {
    Obstacles found(out);
    find_missing_inputs(v, id, found);
    if (out != nullptr || !found.any()) find_closed_gates(v, id, Edge::start, found);
    if (out != nullptr || !found.any()) find_rejected_producers(v, id, found);
    return found.any();
}

inline bool is_ready(const View& v, ActivityId id) { return v.state.started && !find_unready(v, id, nullptr); }

/// The revision of each thing that the activity stands on, in the order of `InstanceState::basis`.
template <class Use>
void for_each_basis(const View& v, ActivityId id, const Use& use) {
    auto at = v.index.basis_begin(id);
    for (const auto artifact : v.process.consumes(id))
        use(at++, is_own(v, artifact, id) ? 0 : v.state.artifacts[artifact].revision, Thing{artifact});
    for (const auto& gate : v.index.gates(id))
        if (gate.is_order()) use(at++, v.state.activities[gate.from].record, Thing{gate.from});
}

/// Whether the decision that stands is on current revisions of what is fresh itself.
inline bool is_basis_current(const View& v, ActivityId id) {
    bool current = true;
    for_each_basis(v, id, [&](std::uint32_t at, std::uint32_t revision, const Thing&) {
        current = current && v.state.basis[at] == revision;
    });
    for (const auto artifact : v.process.consumes(id))
        if (const auto producer = other_producer(v, artifact, id))
            current = current && v.state.activities[*producer].fresh;
    for (const auto& gate : v.index.gates(id))
        if (gate.is_order()) current = current && v.state.activities[gate.from].fresh;
    return current;
}

/// The earliest instant at which the edge may be, by lags from what has happened and by dates. `far_past`: any.
inline Instant earliest_edge(const View& v, ActivityId id, Edge edge) {
    if (is_excused(v.state.activities[id], Excuse::time)) return far_past;
    auto earliest = far_past;
    for (const auto& gate : v.index.gates(id)) {
        if (gate.lag.to_edge != edge) continue;
        const auto& from = v.state.activities[gate.from];
        const auto& fact = gate.lag.from_edge == Edge::start ? from.opened : from.closed;
        if (fact) earliest = std::max(earliest, gate.lag(*fact));
    }
    for (const auto& c : v.process.constraints(id)) {
        const bool start = c.kind == ConstraintKind::start_no_earlier_than || c.kind == ConstraintKind::must_start_on;
        const bool finish =
            c.kind == ConstraintKind::finish_no_earlier_than || c.kind == ConstraintKind::must_finish_on;
        if (edge == Edge::start ? start : finish) earliest = std::max(earliest, c.date);
    }
    return earliest;
}

/// The earliest instant at which it may begin: not before it is convened either. `far_past`: any.
inline Instant earliest_opening(const View& v, ActivityId id) {
    const auto called = v.state.activities[id].called;
    const auto edge = earliest_edge(v, id, Edge::start);
    return called && !is_excused(v.state.activities[id], Excuse::time) ? std::max(edge, *called) : edge;
}

/// When a recurring activity is next due. *Requires* that the instance has started.
inline std::optional<Instant> next_occurrence(const View& v, ActivityId id) {
    const auto cadence = v.process.cadence(id);
    if (!cadence) return std::nullopt;
    const auto& last = v.state.activities[id].occurrence;
    const auto started = *v.state.started;
    const auto from = last ? std::max(started, *last + Seconds{1}) : started;
    const auto found = occurrences(cadence->recurrence, v.process.start().value_or(started),
                                   {.from = from, .to = max_instant, .limit = 1});
    if (found.at.empty()) return std::nullopt;
    return found.at.front();
}

/// Whether a recurring activity waits for its first occurrence.
inline bool awaits_occurrence(const View& v, ActivityId id) {
    const auto& a = v.state.activities[id];
    return a.round == 0 && a.pending.empty() && v.state.started && next_occurrence(v, id).has_value();
}

/// Whether there is anything to hold: it is not fresh, or is due once more.
inline bool is_to_do(const View& v, ActivityId id) {
    const auto& a = v.state.activities[id];
    if (v.process[id].kind == ActivityKind::external) return false;
    if (a.fresh) return !a.pending.empty() || a.outcome == Outcome::deferred;
    return !awaits_occurrence(v, id);
}

} // namespace convene::detail
