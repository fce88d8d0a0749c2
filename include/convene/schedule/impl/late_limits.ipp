#pragma once

#include <convene/schedule/impl/relax.ipp>
#include <convene/schedule/options.hpp>

#include <algorithm>

namespace convene::detail {

inline bool runs_per_case(const Process& process, ActivityId id) {
    for (auto phase = process[id].phase; phase; phase = process[*phase].parent)
        if (process[*phase].run == PhaseRun::per_case) return true;
    return false;
}

/// By node, whether it runs per case; empty if none does.
inline std::vector<bool> per_case_nodes(const Process& process, const Network& g) {
    std::vector<bool> per_case;
    if (std::ranges::none_of(process.phases(), [](const Phase& p) { return p.run == PhaseRun::per_case; }))
        return per_case;
    for (const auto a : g.activity_of) per_case.push_back(runs_per_case(process, ActivityId{a}));
    return per_case;
}

/// The latest finish that each node may have by itself, and why.
struct LateLimit {
    Instant at;
    CauseKind cause;
};

class LateLimits {
  public:
    LateLimits(const Process& process, const Network& g, const ScheduleOptions& options, Instant project_finish)
        : process_(process), g_(g), options_(options), per_case_(per_case_nodes(process, g)),
          end_(options.wanted_by.value_or(options.finish.value_or(project_finish))) {
        for (const auto& o : options.outside)
            if (o.kind == OutsideDate::Kind::wanted_by) add(o);
    }

    [[nodiscard]] LateLimit operator()(std::uint32_t v, Instant early_finish) const {
        const ActivityId id{g_.activity_of[v]};
        LateLimit limit{end_, CauseKind::project_finish};
        if (!per_case_.empty() && per_case_[v]) limit.at = std::max(end_, early_finish);
        if (options_.target == id && !options_.wanted_by) limit.at = std::min(limit.at, early_finish);
        if (const auto deadline = process_.deadline(id); deadline && *deadline < limit.at)
            limit = {*deadline, CauseKind::deadline};
        if (!outside_.empty() && outside_[v] < limit.at) limit = {outside_[v], CauseKind::outside};
        return limit;
    }

  private:
    void add(const OutsideDate& o) {
        if (outside_.empty()) outside_.assign(g_.size(), far_future);
        const auto v = g_.node_of[o.activity.index()];
        const auto finish =
            o.edge == Edge::finish ? o.at : g_.tables[g_.calendars[v]]->earliest(o.at, Seconds{g_.durations[v]});
        outside_[v] = std::min(outside_[v], finish);
    }

    const Process& process_;
    const Network& g_;
    const ScheduleOptions& options_;
    std::vector<bool> per_case_;
    Instant end_;
    std::vector<Instant> outside_; // by node; empty if nothing outside wants anything
};

} // namespace convene::detail
