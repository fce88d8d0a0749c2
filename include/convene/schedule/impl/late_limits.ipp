#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/impl/relax.ipp>
#include <convene/schedule/options.hpp>

#include <algorithm>

namespace convene::detail {

/// The latest finish that each node may have by itself, and why.
struct LateLimit {
    Instant at;
    CauseKind cause;
};

class LateLimits {
  public:
    LateLimits(const Process& process, const Network& g, const ScheduleOptions& options, Instant project_finish)
        : process_(process), g_(g), options_(options),
          end_(options.wanted_by.value_or(options.finish.value_or(project_finish))) {
        for (const auto& o : options.outside)
            if (o.kind == OutsideDate::Kind::wanted_by) add(o);
    }

    [[nodiscard]] LateLimit operator()(std::uint32_t v, Instant early_finish) const {
        const ActivityId id{g_.activity_of[v]};
        LateLimit limit{end_, CauseKind::project_finish};
        if (is_per_case(process_, id)) limit.at = std::max(end_, early_finish);
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
    Instant end_;
    std::vector<Instant> outside_; // by node; empty if nothing outside wants anything
};

} // namespace convene::detail
