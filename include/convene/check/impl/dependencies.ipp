#pragma once

#include <convene/graph/digraph.hpp>
#include <convene/model/process.hpp>
#include <convene/schedule/cause.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace convene::detail {

/// What makes one activity wait for another: minimum lags, artifacts, follow-ups.
struct Links {
    std::vector<Arc> arcs;
    /// One for each arc.
    std::vector<Cause> causes;

    void add(ActivityId from, ActivityId to, Cause cause) {
        arcs.push_back({from.value, to.value});
        causes.push_back(cause);
    }

    template <class Which>
    void remove(const Which& which) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < arcs.size(); ++i) {
            if (which(arcs[i])) continue;
            arcs[kept] = arcs[i];
            causes[kept++] = causes[i];
        }
        arcs.resize(kept);
        causes.resize(kept);
    }

    /// Artifacts, by consumer; those that an activity produces for itself are no links.
    void add_artifacts(const Process& p) {
        for (const auto id : p.activities().ids())
            for (const auto artifact : p.consumes(id))
                if (const auto producer = p[artifact].producer; producer && *producer != id)
                    add(*producer, id, {CauseKind::artifact, artifact.value});
    }

    void add_follow_ups(const Process& p) {
        for (const auto id : p.activities().ids())
            for (const auto next : p.follow_ups(id)) add(id, next, CauseKind::follow_up);
    }

    /// The rules with a minimum that `which` selects, by number.
    template <class Which>
    void add_rules(const Process& p, const Which& which) {
        for (std::uint32_t r = 0; r < p.rule_count(); ++r) {
            const RuleId id{r};
            const auto rule = p.rule(id);
            if (rule.min && which(id, rule)) add(rule.from, rule.to, {CauseKind::rule_min, r});
        }
    }
};

/// All of them: rules, artifacts, follow-ups, in this order.
inline Links all_links(const Process& p) {
    Links links;
    links.add_rules(p, [](RuleId, const Rule&) { return true; });
    links.add_artifacts(p);
    links.add_follow_ups(p);
    return links;
}

inline Digraph graph_of(const Process& p, const Links& links, DigraphOptions options = {}) {
    return {static_cast<std::uint32_t>(p.activities().size()), links.arcs, options};
}

} // namespace convene::detail
