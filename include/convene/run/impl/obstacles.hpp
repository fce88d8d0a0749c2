#pragma once

#include <convene/run/impl/readiness.hpp>
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
    if (a.fresh && !is_to_do(v, id)) return out.push_back({Code::already_fresh, id, {}, {}, {}});
    if (!a.fresh && awaits_occurrence(v, id)) out.push_back({Code::too_early, id, {*next_occurrence(v, id)}, {}, {}});
    find_unready(v, id, &out);
    if (const auto earliest = earliest_opening(v, id); earliest > at)
        out.push_back({Code::too_early, id, {earliest}, responsible(v, id), {}});
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
        if (const auto events = instance.due(at_); !events.empty()) {
            moved_ = instance;
            moved_->apply(events);
        }
    }

    [[nodiscard]] View view() const {
        const auto& state = moved_ ? moved_->state() : instance_.state();
        return {instance_.process(), instance_.plan(), state};
    }
    [[nodiscard]] Instant at() const { return at_; }

  private:
    const Instance& instance_;
    Instant at_;
    std::optional<Instance> moved_;
};

} // namespace convene::detail
