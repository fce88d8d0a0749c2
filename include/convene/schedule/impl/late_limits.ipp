#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/impl/passes.ipp>
#include <convene/schedule/prepare.hpp>

#include <algorithm>
#include <map>

namespace convene::detail {

/// The latest finish that each node may have by itself, and why.
struct LateLimit {
    Instant at;
    CauseKind cause;
};

class LateLimits {
  public:
    /// *Requires* that `prepared` lives as long.
    LateLimits(const Prepared& prepared, Instant project_finish)
        : process_(prepared.process()), g_(prepared.network()), b_(prepared.bounds()), options_(prepared.options()),
          end_(options_.wanted_by.value_or(options_.finish.value_or(project_finish))) {
        for (const auto& o : options_.outside)
            if (o.kind == OutsideDate::Kind::wanted_by) add(o);
    }

    [[nodiscard]] LateLimit operator()(std::uint32_t v, Instant early_finish) const {
        const ActivityId id{g_.activity_of[v]};
        LateLimit limit{end_, CauseKind::project_finish};
        if (is_per_case(process_, id)) limit.at = std::max(end_, early_finish);
        if (options_.target == id && !options_.wanted_by) limit.at = std::min(limit.at, early_finish);
        if (const auto deadline = process_.deadline(id); deadline && *deadline < limit.at)
            limit = {*deadline, CauseKind::deadline};
        if (!outside_.empty())
            if (const auto found = outside_.find(v); found != outside_.end() && found->second < limit.at)
                limit = {found->second, CauseKind::outside};
        return limit;
    }

  private:
    void add(const OutsideDate& o) {
        const auto v = g_.node_of[o.activity.index()];
        const Seconds duration{b_.durations[v]};
        const auto& table = g_.table(v);
        const auto finish =
            o.edge == Edge::finish || duration.count() == 0 ? o.at : table.earliest(last_start(table, o.at), duration);
        auto& own = outside_.try_emplace(v, finish).first->second;
        own = std::min(own, finish);
    }

    const Process& process_;
    const Network& g_;
    const Bounds& b_;
    const ScheduleOptions& options_;
    Instant end_;
    std::map<std::uint32_t, Instant> outside_; // by node
};

} // namespace convene::detail
