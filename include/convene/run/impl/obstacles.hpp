#pragma once

#include <convene/run/impl/readiness.hpp>
#include <convene/run/impl/votes.hpp>
#include <convene/run/instance.hpp>

#include <algorithm>
#include <optional>

namespace convene::detail {

/// What keeps the activity from being opened, apart from who does it.
inline void find_not_openable(const View& v, ActivityId id, Instant at, std::vector<Blocker>& out) {
    if (!v.state.started) return out.push_back({Code::not_started, {}, {}, {}, {}});
    if (v.process[id].kind == ActivityKind::external) return out.push_back({Code::outside_owns_it, id, {}, {}, {}});
    const auto& a = v.state.activities[id];
    if (a.open) return out.push_back({Code::already_open, id, {}, {}, {}});
    if (a.fresh && !is_to_do(v, id) && a.outcome != Outcome::rejected)
        return out.push_back({Code::already_fresh, id, {}, {}, {}});
    if (!a.fresh && awaits_occurrence(v, id)) out.push_back({Code::too_early, id, {*next_occurrence(v, id)}, {}, {}});
    find_unready(v, id, &out);
    if (const auto earliest = earliest_opening(v, id); earliest > at)
        out.push_back({Code::too_early, id, {earliest}, responsible(v, id), {}});
}

/// Who could decide the activity is not enough, whoever comes: tells each deciding role that nobody fills, else that
/// there are too few people.
inline void find_undecidable(const View& v, ActivityId id, Instant at, std::vector<Blocker>& out) {
    std::vector<const Duty*> deciding;
    std::vector<PersonId> people;
    for (const auto& duty : v.process.duties(id)) {
        if (duty.kind != DutyKind::decides) continue;
        deciding.push_back(&duty);
        for (const auto holder : holders(v, duty)) {
            add_once(people, holder);
            for (const auto& d : v.state.delegations)
                if (d.from == holder && d.end > at) add_once(people, d.to);
        }
    }
    if (deciding.empty()) return;
    const auto quorum = quorum_of(v, id, deciding.size());
    const Votes votes(v, deciding, people, at);
    if (votes.agree(quorum)) return;
    bool unfilled = false;
    for (const auto* duty : deciding)
        if (holders(v, *duty).empty()) {
            unfilled = true;
            out.push_back({Code::nobody_decides, id, {answering(v, duty->role)}, {}, {}});
        }
    if (!unfilled)
        out.push_back({Code::quorum_missing,
                       id,
                       {std::uint64_t{votes.agreed().size()}, std::uint64_t{quorum}},
                       roles_with(v, id, DutyKind::decides),
                       {}});
}

/// What keeps an open activity from being finished, apart from what is decided and by whom.
inline void find_not_finishable(const View& v, ActivityId id, Instant at, std::vector<Blocker>& out) {
    Obstacles found(&out);
    find_closed_gates(v, id, Edge::finish, found);
    if (const auto earliest = earliest_edge(v, id, Edge::finish); earliest > at)
        out.push_back({Code::too_early, id, {earliest}, responsible(v, id), {}});
}

/// An instance at a later moment, with what falls due until then.
class Later {
  public:
    Later(const Instance& instance, Instant at)
        : instance_(instance), at_(instance.state().time ? std::max(at, *instance.state().time) : at) {
        moved_ = instance.due(at_).later;
    }

    [[nodiscard]] View view() const {
        const auto& state = moved_ ? moved_->state() : instance_.state();
        return {instance_.process(), instance_.index(), state};
    }
    [[nodiscard]] Instant at() const { return at_; }

  private:
    const Instance& instance_;
    Instant at_;
    std::optional<Instance> moved_;
};

} // namespace convene::detail
