#include "portfolio.hpp"

#include <algorithm>
#include <limits>

namespace convene::python {

namespace {

/// With the portfolio of which it is.
struct PlanOf {
    std::shared_ptr<const Portfolio> portfolio;
    std::shared_ptr<const PortfolioPlan> plan;

    [[nodiscard]] const PortfolioPlan& operator*() const { return *plan; }
    [[nodiscard]] const PortfolioPlan* operator->() const { return plan.get(); }
    [[nodiscard]] LevelledPlan project(ProjectId id) const { return {(*portfolio)[id].process, plan->projects[id]}; }
};

void check_levelled(const Portfolio& portfolio, const PlanOf& plan, const std::vector<ProjectId>& changed = {}) {
    check_size(plan->projects.size(), portfolio);
    for (const auto id : portfolio.projects().ids()) {
        const auto& now = portfolio[id].process;
        const auto& then = (*plan.portfolio)[id].process;
        if (std::ranges::find(changed, id) == changed.end() &&
            (now.activities().size() != then.activities().size() || now.people().size() != then.people().size()))
            throw py::value_error("project " + portfolio[id].key + " has changed since the plan was made");
    }
}

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
    CONVENE_PORTFOLIO_PARAMETERS, const std::vector<ProjectRule>&rules, const std::vector<ProjectRef>&order,           \
        const std::vector<LevelRule>&level_rules, bool within_float, std::uint32_t max_promotions,                     \
        std::uint32_t max_moves
#define CONVENE_PLAN_VALUES(portfolio)                                                                                 \
    options_of(*(portfolio), rules, order, level_rules, within_float, max_promotions, max_moves)
#define CONVENE_PLAN_NAMES                                                                                             \
    CONVENE_PORTFOLIO_NAMES, py::arg_v("rules", std::vector<ProjectRule>(), "[]"),                                     \
        py::arg_v("order", std::vector<ProjectRef>(), "[]"), py::arg_v("level_rules", std::vector<LevelRule>(), "[]"), \
        py::arg("within_float") = false, py::arg("max_promotions") = LevelOptions{}.max_promotions,                    \
        py::arg("max_moves") = LevelOptions{}.max_moves

PortfolioLevelOptions options_of(const Portfolio& portfolio, const std::vector<ProjectRule>& rules,
                                 const std::vector<ProjectRef>& order, const std::vector<LevelRule>& level_rules,
                                 bool within_float, std::uint32_t max_promotions, std::uint32_t max_moves) {
    PortfolioLevelOptions out;
    out.level.rules = level_rules;
    out.level.within_float = within_float;
    out.level.max_promotions = max_promotions;
    out.level.max_moves = max_moves;
    out.rules = rules;
    out.order = resolved(portfolio, order);
    check_order(portfolio, out.order);
    return out;
}

bool equal(const PlanOf& a, const PlanOf& b) {
    if (a->projects.size() != b->projects.size() || a->rule != b->rule || a->order != b->order ||
        a->bookings != b->bookings)
        return false;
    return std::ranges::all_of(a->projects.ids(), [&](ProjectId id) {
        return py::cast(a.project(id)).equal(py::cast(b.project(id))) && *a->claims[id] == *b->claims[id];
    });
}

void bind_plan(py::module_& m) {
    add_enum<ProjectRule>(m, CONVENE_DOC(ProjectRule), {"first_come", "due_date", "least_work"});
    Record<Claim>(m, "Claim", CONVENE_DOC(Claim))
        .field("colleague", &Claim::colleague)
        .field("booking", &Claim::booking);
    Record<PortfolioActivity>(m, "PortfolioActivity", CONVENE_DOC(PortfolioActivity))
        .field("project", &PortfolioActivity::project)
        .field("activity", &PortfolioActivity::activity);
    m.def("place_of", &place_of, py::arg("booking"), CONVENE_DOC(place_of));
    py::class_<PlanOf> c(m, "PortfolioPlan", CONVENE_DOC(PortfolioPlan));
    c.def_property_readonly(
         "early", [](const PlanOf& p) { return Dates(p.portfolio, p->early); }, CONVENE_DOC(PortfolioPlan_early))
        .def_property_readonly(
            "projects",
            [](const PlanOf& p) {
                std::vector<LevelledPlan> all;
                for (const auto id : p->projects.ids()) all.push_back(p.project(id));
                return all;
            },
            "The levelled dates of each project, in id order. A hold that is `elsewhere` is by the booking of another "
            "project.")
        .def_property_readonly(
            "claims",
            [](const PlanOf& p) {
                std::vector<std::vector<Claim>> all;
                for (const auto& claims : p->claims) all.push_back(*claims);
                return all;
            },
            CONVENE_DOC(PortfolioPlan_claims))
        .def_property_readonly(
            "rule", [](const PlanOf& p) { return p->rule; }, "The rule that made it.")
        .def_property_readonly(
            "order", [](const PlanOf& p) { return p->order; }, CONVENE_DOC(PortfolioPlan_order))
        .def_property_readonly(
            "bookings",
            [](const PlanOf& p) { return std::vector<std::vector<Booking>>(p->bookings.begin(), p->bookings.end()); },
            CONVENE_DOC(PortfolioPlan_bookings))
        .def(
            "__getitem__",
            [](const PlanOf& p, const ProjectRef& project) { return p.project(resolve(*p.portfolio, project)); },
            py::arg("project"), "The levelled dates of a project.")
        .def("__len__", [](const PlanOf& p) { return p->projects.size(); })
        .def("__bool__", [](const PlanOf&) { return true; })
        .def("__repr__",
             [](const PlanOf& p) {
                 std::string text = "<convene.PortfolioPlan of " + std::to_string(p->projects.size()) + " projects";
                 if (!p->projects.empty()) text += " to " + to_string(finish_of(*p));
                 return text + ">";
             })
        .def(
            "__eq__", [](const PlanOf& a, const PlanOf& b) { return equal(a, b); }, py::is_operator())
        .def("__copy__", [](const PlanOf& p) { return PlanOf(p); })
        .def(
            "__deepcopy__", [](const PlanOf& p, const py::dict&) { return PlanOf(p); }, py::arg("memo"));
    c.attr("__hash__") = py::none(); // `relevel` changes it
    m.def(
        "level",
        [](const PortfolioOf& portfolio, CONVENE_PLAN_PARAMETERS) {
            const auto options = CONVENE_PLAN_VALUES(portfolio);
            auto found =
                running(CONVENE_PORTFOLIO_VALUES, progress, [all = portfolio.all, options](const PortfolioOptions& o) {
                    auto own = options;
                    own.schedule = o;
                    return level(*all, own);
                });
            return PlanOf{portfolio.all, std::make_shared<const PortfolioPlan>(unwrap(std::move(found)))};
        },
        py::arg("portfolio"), CONVENE_PLAN_NAMES);
    m.def(
        "relevel",
        [](const PortfolioOf& portfolio, PlanOf& plan, const std::vector<ProjectRef>& changed,
           CONVENE_PLAN_PARAMETERS) {
            const auto ids = resolved(*portfolio, changed);
            check_levelled(*portfolio, plan, ids);
            const auto options = CONVENE_PLAN_VALUES(portfolio);
            const auto all = portfolio.all;
            using Found = Result<std::pair<std::size_t, std::shared_ptr<const PortfolioPlan>>>;
            auto found = unwrap(running(CONVENE_PORTFOLIO_VALUES, progress,
                                        [all, options, ids, before = plan.plan](const PortfolioOptions& o) -> Found {
                                            auto own = options;
                                            own.schedule = o;
                                            auto after = std::make_shared<PortfolioPlan>(*before);
                                            auto count = relevel(*all, *after, ids, own);
                                            if (!count) return fail(std::move(count.error()));
                                            return std::pair(*count, std::shared_ptr<const PortfolioPlan>(after));
                                        }));
            plan = PlanOf{all, found.second};
            return found.first;
        },
        py::arg("portfolio"), py::arg("plan"), py::arg("changed"), CONVENE_PLAN_NAMES, CONVENE_DOC(relevel));
    m.def(
        "finish_of",
        [](const PlanOf& plan) {
            check_any(plan->projects.size());
            return finish_of(*plan);
        },
        py::arg("plan"));
}

void bind_judging(py::module_& m) {
    const auto portfolio = py::arg("portfolio");
    // Each makes sure that the two belong together, and computes without the GIL.
    const auto def = [&](const char* name, auto function, const char* doc) {
        m.def(
            name,
            [function](const PortfolioOf& p, const PlanOf& plan) {
                check_levelled(*p, plan);
                const auto all = p.all;
                const auto own = plan.plan;
                const py::gil_scoped_release unlocked;
                return function(*all, *own);
            },
            portfolio, py::arg("plan"), doc);
    };
    def(
        "tardiness", [](const Portfolio& p, const PortfolioPlan& plan) { return tardiness(p, plan); },
        CONVENE_DOC(tardiness));
    Record<PortfolioGap>(m, "PortfolioGap", CONVENE_DOC(PortfolioGap))
        .field("lower", &PortfolioGap::lower, CONVENE_DOC(PortfolioGap_lower))
        .field("finish", &PortfolioGap::finish)
        .field("tardiness_lower", &PortfolioGap::tardiness_lower, CONVENE_DOC(PortfolioGap_tardiness_lower))
        .field("tardiness", &PortfolioGap::tardiness)
        .field("relative", &PortfolioGap::relative, CONVENE_DOC(PortfolioGap_relative));
    m.def(
        "gap",
        [](const PortfolioOf& p, const PlanOf& plan) {
            check_levelled(*p, plan);
            check_any(plan->projects.size());
            const auto all = p.all;
            const auto own = plan.plan;
            const py::gil_scoped_release unlocked;
            return gap(*all, *own);
        },
        portfolio, py::arg("plan"), CONVENE_DOC(gap));
    Record<ColleagueLoad>(m, "ColleagueLoad", CONVENE_DOC(ColleagueLoad))
        .field("colleague", &ColleagueLoad::colleague)
        .field("weeks", &ColleagueLoad::weeks)
        .field("available", &ColleagueLoad::available)
        .field("booked", &ColleagueLoad::booked)
        .field("held_up", &ColleagueLoad::held_up, CONVENE_DOC(ColleagueLoad_held_up));
    def(
        "workload", [](const Portfolio& p, const PortfolioPlan& plan) { return workload(p, plan); }, "");
    def(
        "verify", [](const Portfolio& p, const PortfolioPlan& plan) { return verify(p, plan); }, "");
    Record<PortfolioBottleneck>(m, "PortfolioBottleneck", CONVENE_DOC(PortfolioBottleneck))
        .field("role", &PortfolioBottleneck::role, CONVENE_DOC(PortfolioBottleneck_role))
        .field("project", &PortfolioBottleneck::project)
        .field("held_up", &PortfolioBottleneck::held_up)
        .field("activities_held", &PortfolioBottleneck::activities_held)
        .field("finish_with_one_more", &PortfolioBottleneck::finish_with_one_more,
               CONVENE_DOC(PortfolioBottleneck_finish_with_one_more))
        .field("tardiness_with_one_more", &PortfolioBottleneck::tardiness_with_one_more);
    m.def(
        "bottleneck",
        [](const PortfolioOf& p, const PlanOf& plan, CONVENE_PLAN_PARAMETERS) {
            check_levelled(*p, plan);
            const auto options = CONVENE_PLAN_VALUES(p);
            return running(CONVENE_PORTFOLIO_VALUES, progress,
                           [all = p.all, own = plan.plan, options](const PortfolioOptions& o) {
                               auto with = options;
                               with.schedule = o;
                               return bottleneck(*all, *own, with);
                           });
        },
        portfolio, py::arg("plan"), CONVENE_PLAN_NAMES);
    m.def(
        "describe",
        [](const PortfolioOf& p, const ProjectRef& project, const StaffHold& hold) {
            const auto id = resolve(*p, project);
            const auto& process = (*p)[id].process;
            (void)resolve(process, Ref<ActivityId>{hold.activity, {}});
            (void)resolve(process, Ref<PersonId>{hold.person, {}});
            if (hold.by) (void)resolve(process, Ref<ActivityId>{*hold.by, {}});
            if (hold.elsewhere) {
                const auto place = place_of({hold.until, hold.until, *hold.elsewhere});
                const auto other = resolve(*p, ProjectRef{place.project, {}});
                (void)resolve((*p)[other].process, Ref<ActivityId>{place.activity, {}});
            }
            return describe(*p, id, hold);
        },
        portfolio, py::arg("project"), py::arg("hold"));
}

} // namespace

void bind_portfolio_plans(py::module_& m) {
    bind_plan(m);
    bind_judging(m);
}

} // namespace convene::python
