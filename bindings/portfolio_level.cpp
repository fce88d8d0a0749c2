#include "portfolio_options.hpp"

#include <algorithm>
#include <limits>

namespace convene::python {

namespace {

/// What the library asks of an order: each project once, those of a knot together, nobody before whom it waits for.
void check_order(const Portfolio& p, const std::vector<ProjectId>& order) {
    if (order.empty()) return;
    constexpr auto none = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> at(p.projects().size(), none);
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (at[order[i].index()] != none)
            throw py::value_error("the order names project " + p[order[i]].key + " twice");
        at[order[i].index()] = i;
    }
    if (order.size() != at.size()) throw py::value_error("the order doesn't name all projects");
    for (const auto& link : p.links())
        if (p.knot(link.from) != p.knot(link.to) && at[link.from.index()] > at[link.to.index()])
            throw py::value_error("the order has project " + p[link.to].key + " before one that it waits for");
    for (std::uint32_t k = 0; k < p.knots(); ++k) {
        auto first = none;
        std::size_t last = 0;
        for (const auto id : p.members(k)) {
            first = std::min(first, at[id.index()]);
            last = std::max(last, at[id.index()]);
        }
        if (last - first + 1 != p.members(k).size())
            throw py::value_error("projects that wait for each other must stand together in the order");
    }
}

#define CONVENE_PLAN_PARAMETERS                                                                                        \
    CONVENE_PORTFOLIO_PARAMETERS, const std::vector<ProjectRule>&rules, std::uint32_t tries, std::uint64_t seed,       \
        const std::vector<ProjectRef>&order, const std::vector<std::int64_t>&burden,                                   \
        const std::vector<LevelRule>&level_rules, bool within_float, std::uint32_t max_promotions,                     \
        std::uint32_t max_moves
#define CONVENE_PLAN_VALUES(portfolio)                                                                                 \
    options_of(*(portfolio), threads, rules, tries, seed, order, burden, level_rules, within_float, max_promotions,    \
               max_moves)
#define CONVENE_PLAN_NAMES                                                                                             \
    CONVENE_PORTFOLIO_NAMES, py::arg_v("rules", std::vector<ProjectRule>(), "[]"),                                     \
        py::arg("tries") = 0, py::arg("seed") = PortfolioLevelOptions{}.seed,                                          \
        py::arg_v("order", std::vector<ProjectRef>(), "[]"), py::arg_v("burden", std::vector<std::int64_t>(), "[]"),   \
        py::arg_v("level_rules", std::vector<LevelRule>(), "[]"), py::arg("within_float") = false,                     \
        py::arg("max_promotions") = LevelOptions{}.max_promotions, py::arg("max_moves") = LevelOptions{}.max_moves

PortfolioLevelOptions options_of(const Portfolio& portfolio, std::uint32_t threads,
                                 const std::vector<ProjectRule>& rules, std::uint32_t tries, std::uint64_t seed,
                                 const std::vector<ProjectRef>& order, const std::vector<std::int64_t>& burden,
                                 const std::vector<LevelRule>& level_rules, bool within_float,
                                 std::uint32_t max_promotions, std::uint32_t max_moves) {
    PortfolioLevelOptions out;
    out.level.rules = level_rules;
    out.level.within_float = within_float;
    out.level.max_promotions = max_promotions;
    out.level.max_moves = max_moves;
    out.rules = rules;
    out.order = resolved(portfolio, order);
    check_order(portfolio, out.order);
    out.tries = tries;
    out.seed = seed;
    out.threads = threads;
    out.burden = burden;
    if (!burden.empty() && burden.size() != portfolio.colleagues().size())
        throw py::value_error("burden has " + std::to_string(burden.size()) + " entries for " +
                              std::to_string(portfolio.colleagues().size()) + " people and resources");
    return out;
}

/// The parts that were not made anew still point into the processes that they were made by.
PlanOf renewed(const PlanOf& before, const std::shared_ptr<const Portfolio>& portfolio, PortfolioPlan now) {
    PlanOf after(portfolio, std::move(now));
    auto early = *after.early_by;
    auto levelled = *after.levelled_by;
    for (const auto id : after->projects.ids()) {
        const auto i = id.index();
        if (after->early.projects[id] == before->early.projects[id]) early[i] = (*before.early_by)[i];
        if (after->projects[id] == before->projects[id]) levelled[i] = (*before.levelled_by)[i];
    }
    after.early_by = std::make_shared<const Processes>(std::move(early));
    after.levelled_by = std::make_shared<const Processes>(std::move(levelled));
    return after;
}

} // namespace

void bind_portfolio_level(py::module_& m) {
    m.def(
        "level",
        [](const PortfolioOf& portfolio, CONVENE_PLAN_PARAMETERS) {
            const auto options = CONVENE_PLAN_VALUES(portfolio);
            const auto all = portfolio.all;
            auto found = running(CONVENE_PORTFOLIO_VALUES, progress, [all, options](const PortfolioOptions& o) {
                auto own = options;
                own.schedule = o;
                return level(*all, own);
            });
            return PlanOf(all, unwrap(std::move(found)));
        },
        py::arg("portfolio"), CONVENE_PLAN_NAMES, CONVENE_DOC(level_in_portfolio_level));
    m.def(
        "relevel",
        [](const PortfolioOf& portfolio, PlanOf& plan, const std::vector<ProjectRef>& changed,
           CONVENE_PLAN_PARAMETERS) {
            const auto ids = resolved(*portfolio, changed);
            check_plan(*portfolio, plan, ids);
            const auto options = CONVENE_PLAN_VALUES(portfolio);
            const auto all = portfolio.all;
            using Found = Result<std::pair<std::size_t, PlanOf>>;
            const auto fit = fitted(*all, plan);
            auto found = unwrap(running(CONVENE_PORTFOLIO_VALUES, progress,
                                        [all, options, ids, fit, before = plan](const PortfolioOptions& o) -> Found {
                                            auto own = options;
                                            own.schedule = o;
                                            auto after = *fit;
                                            auto count = relevel(*all, after, ids, own);
                                            if (!count) return fail(std::move(count.error()));
                                            return std::pair(*count, renewed(before, all, std::move(after)));
                                        }));
            plan = std::move(found.second);
            return found.first;
        },
        py::arg("portfolio"), py::arg("plan"), py::arg("changed"), CONVENE_PLAN_NAMES, CONVENE_DOC(relevel));
    Record<PortfolioBottleneck>(m, "PortfolioBottleneck", CONVENE_DOC(PortfolioBottleneck))
        .field("role", &PortfolioBottleneck::role, CONVENE_DOC(PortfolioBottleneck_role))
        .field("resource", &PortfolioBottleneck::resource, CONVENE_DOC(PortfolioBottleneck_resource))
        .field("project", &PortfolioBottleneck::project, CONVENE_DOC(PortfolioBottleneck_project))
        .field("held_up", &PortfolioBottleneck::held_up)
        .field("activities_held", &PortfolioBottleneck::activities_held)
        .field("finish_with_one_more", &PortfolioBottleneck::finish_with_one_more,
               CONVENE_DOC(PortfolioBottleneck_finish_with_one_more))
        .field("tardiness_with_one_more", &PortfolioBottleneck::tardiness_with_one_more);
    m.def(
        "bottleneck",
        [](const PortfolioOf& portfolio, const PlanOf& plan, CONVENE_PLAN_PARAMETERS) {
            check_plan(*portfolio, plan, {});
            const auto options = CONVENE_PLAN_VALUES(portfolio);
            return running(CONVENE_PORTFOLIO_VALUES, progress,
                           [all = portfolio.all, own = plan, options](const PortfolioOptions& o) {
                               auto with = options;
                               with.schedule = o;
                               return bottleneck(*all, *own, with);
                           });
        },
        py::arg("portfolio"), py::arg("plan"), CONVENE_PLAN_NAMES, CONVENE_DOC(bottleneck_in_portfolio_level));
}

} // namespace convene::python
