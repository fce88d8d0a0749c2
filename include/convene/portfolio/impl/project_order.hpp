#pragma once
/// \file
/// In what order projects take people.

#include <convene/core/random.hpp>
#include <convene/portfolio/portfolio_level.hpp>

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <queue>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace convene::detail {

/// Person-seconds that a project asks for.
inline std::int64_t work_of(const Staffing& staffing) {
    const auto& process = staffing.process();
    std::int64_t work = 0;
    for (const auto id : process.activities().ids()) {
        const auto span = process[id].duration;
        const auto time =
            working_seconds(span, process.calendar_of(id)).value_or(elapsed_seconds(span).value_or(Seconds{0}));
        for (const auto& demand : staffing.demands(id))
            work += std::int64_t{demand.count} * demand.share * time.count() / 1000;
    }
    return work;
}

inline Instant first_demand(const Staffing& staffing, const Schedule& early) {
    const auto& process = staffing.process();
    Instant first = far_future;
    for (const auto id : process.activities().ids())
        if (!staffing.demands(id).empty()) first = std::min(first, early.early_start(id));
    return first;
}

/// Where a project stands among those that may go next: by priority, then by key.
using ProjectKey = std::tuple<std::int32_t, double, ProjectId>;

/// What each project asks for, made once.
using Staffings = Table<ProjectId, std::shared_ptr<const Staffing>>;

inline std::vector<ProjectKey> keys_of(const Portfolio& portfolio, const Staffings& staffings,
                                       const PortfolioSchedule& early, ProjectRule rule) {
    std::vector<ProjectKey> keys;
    for (const auto id : portfolio.projects().ids()) {
        const auto& project = portfolio[id];
        double key = 0;
        switch (rule) {
        case ProjectRule::first_come:
            key = static_cast<double>(first_demand(*staffings[id], early[id]).time_since_epoch().count());
            break;
        case ProjectRule::due_date:
            key = static_cast<double>(project.due.value_or(early[id].project_finish()).time_since_epoch().count());
            break;
        case ProjectRule::least_work:
            key = static_cast<double>(work_of(*staffings[id])) / static_cast<double>(project.weight);
            break;
        }
        keys.emplace_back(project.priority, key, id);
    }
    return keys;
}

/// The places in an order, some of them moved at random.
inline std::vector<ProjectKey> keys_near(const Portfolio& portfolio, const std::vector<ProjectId>& order,
                                         Random random) {
    const auto n = static_cast<double>(order.size());
    const double reach = 1 + n * 0.5 * random.unit() * random.unit();
    const double share = std::max(0.5 * random.unit() * random.unit(), 2 / (n + 1));
    std::vector<ProjectKey> keys(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double moved = random.chance(share) ? reach * (2 * random.unit() - 1) : 0;
        keys[order[i].index()] = {portfolio[order[i]].priority, static_cast<double>(i) + moved, order[i]};
    }
    return keys;
}

/// By keys, one a project; components in one piece, and none before those whose links lead to it.
inline std::vector<ProjectId> order_of(const Portfolio& portfolio, const std::vector<ProjectKey>& own) {
    std::vector<ProjectKey> keys(portfolio.components(), ProjectKey{std::numeric_limits<std::int32_t>::max(), 0, {}});
    for (const auto id : portfolio.projects().ids()) {
        auto& component = keys[portfolio.component(id)];
        component = std::min(component, own[id.index()]);
    }
    std::vector<std::uint32_t> waits(portfolio.components(), 0);
    for (const auto& l : portfolio.links())
        if (portfolio.component(l.from) != portfolio.component(l.to)) ++waits[portfolio.component(l.to)];
    using Entry = std::pair<ProjectKey, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> ready;
    for (std::uint32_t k = 0; k < keys.size(); ++k)
        if (waits[k] == 0) ready.emplace(keys[k], k);
    std::vector<ProjectId> order;
    while (!ready.empty()) {
        const auto component = ready.top().second;
        ready.pop();
        const auto at = order.size();
        for (const auto id : portfolio.members(component)) order.push_back(id);
        std::sort(order.begin() + static_cast<std::ptrdiff_t>(at), order.end(),
                  [&](ProjectId a, ProjectId b) { return own[a.index()] < own[b.index()]; });
        for (const auto id : portfolio.members(component))
            for (const auto l : portfolio.links_from(id)) {
                const auto next = portfolio.component(portfolio.links()[l].to);
                if (next != component && --waits[next] == 0) ready.emplace(keys[next], next);
            }
    }
    return order;
}

/// What is wrong with an order in which projects are to take people: each has to be in it once, behind those that it
/// waits for, and projects that wait for each other next to each other.
inline std::optional<Diagnostic> order_fault(const Portfolio& p, const std::vector<ProjectId>& order) {
    const auto fault = [](std::string en, std::string zh) {
        return Diagnostic{.code = Code::bad_project_order, .arguments = {Text{{"en", en}, {"zh", zh}}}};
    };
    constexpr auto none = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> at(p.projects().size(), none);
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i].index() >= at.size()) return fault("it names a project that is not there", "其中有不存在的项目");
        const auto& key = p[order[i]].key;
        if (at[order[i].index()] != none) return fault("it names " + key + " twice", key + " 出现两次");
        at[order[i].index()] = i;
    }
    for (const auto id : p.projects().ids())
        if (at[id.index()] == none) return fault("it leaves out " + p[id].key, "缺少 " + p[id].key);
    for (const auto& link : p.links())
        if (p.component(link.from) != p.component(link.to) && at[link.from.index()] > at[link.to.index()])
            return fault("it has " + p[link.to].key + " before " + p[link.from].key + ", which it waits for",
                         p[link.to].key + " 须等待 " + p[link.from].key + "，却排在其前");
    for (std::uint32_t k = 0; k < p.components(); ++k) {
        std::size_t first = none;
        std::size_t last = 0;
        for (const auto id : p.members(k)) {
            first = std::min(first, at[id.index()]);
            last = std::max(last, at[id.index()]);
        }
        if (last - first + 1 != p.members(k).size())
            return fault("it parts " + p[order[first]].key + " and " + p[order[last]].key +
                             ", which wait for each other",
                         p[order[first]].key + " 与 " + p[order[last]].key + " 相互等待，须相邻");
    }
    return std::nullopt;
}

} // namespace convene::detail
