/// \file
/// Levelled portfolios.

#include "archive.hpp"
#include "portfolio.hpp"

#include <algorithm>
#include <limits>

namespace convene {

// What pickles have of these.
template <class Archive>
void members(Archive& archive, Reservation& r) {
    archive(r.start, r.finish, r.by, r.amount);
}
template <class Archive>
void members(Archive& archive, ColleagueReservation& r) {
    archive(r.colleague, r.reservation);
}

} // namespace convene

namespace convene::python {

/// The keyword arguments of every call that levels a portfolio.
struct PlanKeywords : PortfolioKeywords {
    std::vector<ProjectRule> rules;
    std::uint32_t tries = PortfolioLevelOptions{}.tries;
    std::uint64_t seed = PortfolioLevelOptions{}.seed;
    std::vector<ProjectRef> order;
    std::vector<std::int64_t> burden;
    std::vector<LevelRule> level_rules;
    bool within_float = false;
    std::uint32_t max_promotions = LevelOptions{}.max_promotions;
    std::uint32_t max_moves = LevelOptions{}.max_moves;
};

bool operator==(const PlanOf& a, const PlanOf& b) {
    if (a.plan == b.plan) return true;
    return a->rule == b->rule && a->order == b->order &&
           std::ranges::equal(a->projects, b->projects,
                              [](const auto& x, const auto& y) { return x == y || *x == *y; });
}

namespace {

/// By colleague of one portfolio: which that is in another one, if it is there.
using Numbers = std::vector<std::optional<ColleagueId>>;

/// The plan, with colleagues by the numbers that they have in this portfolio.
PortfolioPlan renumbered(const Portfolio& portfolio, PortfolioPlan plan, const Numbers& number) {
    const auto now = portfolio.colleagues().size();
    const auto numbered = [&](ColleagueId who) {
        if (who.index() < number.size() && number[who.index()]) return *number[who.index()];
        throw py::value_error("the plan is that of another portfolio");
    };
    const auto before = std::exchange(plan.colleague_reservations, Table<ColleagueId, std::vector<Reservation>>(now));
    for (const auto who : before.ids())
        if (!before[who].empty()) plan.colleague_reservations[numbered(who)] = before[who];
    const auto burden = std::exchange(plan.burden, std::vector<std::int64_t>(now));
    for (const auto who : before.ids())
        if (number[who.index()] && who.index() < burden.size())
            plan.burden[number[who.index()]->index()] = burden[who.index()];
    const auto stays = [&](std::uint32_t i) { return number[i].value_or(ColleagueId{i}).value == i; };
    bool all_stay = true;
    for (std::uint32_t i = 0; i < number.size(); ++i) all_stay = all_stay && stays(i);
    for (const auto id : plan.reservations.ids()) {
        if (all_stay) break;
        auto own = *plan.reservations[id];
        for (auto& claim : own) claim.colleague = numbered(claim.colleague);
        plan.reservations[id] = std::make_shared<const std::vector<ColleagueReservation>>(std::move(own));
    }
    return plan;
}

/// The keys of all, and whether they are resources.
std::vector<std::pair<std::string, bool>> keys_of(const Portfolio& portfolio) {
    std::vector<std::pair<std::string, bool>> out;
    for (const auto& colleague : portfolio.colleagues()) out.emplace_back(colleague.key, !colleague.uses.empty());
    return out;
}

Numbers numbers_in(const Portfolio& portfolio, const std::vector<std::pair<std::string, bool>>& keys) {
    Numbers out;
    for (const auto& [key, is_resource] : keys)
        out.push_back(is_resource ? portfolio.find_resource(key) : portfolio.find_colleague(key));
    return out;
}

std::shared_ptr<const PortfolioPlan> fitted(const Portfolio& portfolio, const PlanOf& plan) {
    if (&portfolio == plan.portfolio.get() && plan->colleague_reservations.size() == portfolio.colleagues().size())
        return plan.plan;
    // Who came by an edit has a later number than in a portfolio that was built with everybody.
    const auto number = numbers_in(portfolio, keys_of(*plan.portfolio));
    return std::make_shared<const PortfolioPlan>(renumbered(portfolio, *plan, number));
}

/// What pickles have of a plan beside its projects.
struct Rest {
    std::vector<std::vector<ColleagueReservation>> claims;
    ProjectRule rule{};
    std::vector<ProjectId> order;
    std::vector<std::int64_t> burden;
    Table<ColleagueId, std::vector<Reservation>> reservations;
};
template <class Archive>
void members(Archive& archive, Rest& r) {
    archive(r.claims, r.rule, r.order, r.burden, r.reservations);
}

py::tuple state_of(const PlanOf& plan) {
    py::list early;
    py::list projects;
    Rest rest{{}, plan->rule, plan->order, plan->burden, plan->colleague_reservations};
    for (const auto id : plan->projects.ids()) {
        early.append(plan->early[id].options());
        projects.append(python::state_of(*plan->projects[id]));
        rest.claims.push_back(*plan->reservations[id]);
    }
    Packer packer;
    packer(rest);
    return py::make_tuple(PortfolioOf(plan.portfolio), early, projects, keys_of(*plan.portfolio), packer.bytes());
}

PlanOf restored(const py::tuple& state) {
    const auto all = state[0].cast<PortfolioOf>().all;
    const auto& portfolio = *all;
    const auto keys = state[3].cast<std::vector<std::pair<std::string, bool>>>();
    Unpacker unpacker(state[4].cast<py::bytes>());
    Rest rest;
    unpacker(rest);
    unpacker.finish();
    check_pickle(rest.claims.size() == portfolio.projects().size() && rest.reservations.size() <= keys.size());
    for (const auto id : rest.order) check_pickle(id.index() < portfolio.projects().size());
    PortfolioPlan plan;
    plan.rule = rest.rule;
    plan.order = std::move(rest.order);
    plan.burden = std::move(rest.burden);
    plan.colleague_reservations = std::move(rest.reservations);
    for (const auto id : portfolio.projects().ids()) {
        const auto& process = portfolio[id].process;
        const auto at = py::int_(id.index());
        plan.early.projects.push_back(
            std::make_shared<const Schedule>(unwrap(schedule(process, state[1][at].cast<ScheduleOptions>()))));
        plan.projects.push_back(
            std::make_shared<const Levelled>(restored_levelled(process, state[2][at].cast<py::tuple>())));
        plan.reservations.push_back(
            std::make_shared<const std::vector<ColleagueReservation>>(std::move(rest.claims[id.index()])));
    }
    return {all, renumbered(portfolio, std::move(plan), numbers_in(portfolio, keys))};
}

std::string shown(const PlanOf& p) {
    auto text = "<convene.PortfolioPlan of " + std::to_string(p->projects.size()) + " projects";
    if (!p->projects.empty()) text += " to " + to_string(finish_of(*p));
    return text + ">";
}

Columns table_of(const PlanOf& plan) {
    const py::gil_scoped_release unlocked;
    const auto nothing = std::make_shared<const Levelled>(*schedule_of_nothing(), LevelledData{});
    return python::table_of(*plan.portfolio, plan->projects, nothing);
}

void bind_plan(py::module_& m) {
    py::class_<PlanOf> c(m, "PortfolioPlan", CONVENE_DOC(PortfolioPlan));
    const auto member = [&c](const char* name, auto value, const char* doc) {
        c.def_property_readonly(
            name, [value](const PlanOf& p) { return plain((*p).*value); }, doc);
    };
    member("rule", &PortfolioPlan::rule, "The rule that made it.");
    member("order", &PortfolioPlan::order, CONVENE_DOC(PortfolioPlan_order));
    member("burden", &PortfolioPlan::burden, CONVENE_DOC(PortfolioPlan_burden));
    member("colleague_reservations", &PortfolioPlan::colleague_reservations,
           CONVENE_DOC(PortfolioPlan_colleague_reservations));
    c.def_property_readonly(
         "early",
         [](const PlanOf& p) {
             return Dates{p.portfolio, p->early};
         },
         CONVENE_DOC(PortfolioPlan_early))
        .def_property_readonly(
            "projects",
            [](const PlanOf& p) {
                std::vector<std::shared_ptr<Levelled>> all;
                for (const auto& project : p->projects) all.push_back(shared(project));
                return all;
            },
            "The levelled dates of each project, in id order. A wait that is `elsewhere` is by the reservation of "
            "another project, which `place_of(Reservation(by=wait.elsewhere))` names.")
        .def_property_readonly(
            "reservations",
            [](const PlanOf& p) {
                std::vector<std::vector<ColleagueReservation>> all;
                for (const auto& claims : p->reservations) all.push_back(*claims);
                return all;
            },
            CONVENE_DOC(PortfolioPlan_reservations))
        .def(
            "__getitem__",
            [](const PlanOf& p, const ProjectRef& project) {
                return shared(p->projects[id_of(*p.portfolio, project)]);
            },
            py::arg("project"), "The levelled dates of a project.")
        .def("__len__", [](const PlanOf& p) { return p->projects.size(); })
        .def("__bool__", [](const PlanOf&) { return true; })
        .def("__repr__", &shown)
        .def("_portfolio", [](const PlanOf& p) { return PortfolioOf(p.portfolio); })
        .def(
            "__eq__", [](const PlanOf& a, const PlanOf& b) { return a == b; }, py::is_operator())
        .def(py::pickle([](const PlanOf& p) { return state_of(p); }, &restored));
    def_copies<PlanOf>(c);
    c.attr("_repr_html_") = in_package("_notebook", "portfolio_plan");
    def_columns(c, [](const py::object& self) { return table_of(self.cast<const PlanOf&>()); });
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
        if (p.component(link.from) != p.component(link.to) && at[link.from.index()] > at[link.to.index()])
            throw py::value_error("the order has project " + p[link.to].key + " before one that it waits for");
    for (std::uint32_t k = 0; k < p.components(); ++k) {
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

void describe_keywords() {
    using K = PlanKeywords;
    auto fields = portfolio_fields();
    for (const auto& more :
         {field("rules", &K::rules), field("tries", &K::tries), field("seed", &K::seed), field("order", &K::order),
          field("burden", &K::burden), field("level_rules", &K::level_rules), field("within_float", &K::within_float),
          field("max_promotions", &K::max_promotions), field("max_moves", &K::max_moves)})
        fields.push_back(more);
    describe_record<K>("PlanKeywords", std::move(fields)).making = {false, 0, 0};
}

PortfolioLevelOptions options_of(const Portfolio& portfolio, const PlanKeywords& given) {
    if (!given.burden.empty() && given.burden.size() != portfolio.colleagues().size())
        throw py::value_error("burden has " + std::to_string(given.burden.size()) + " entries for " +
                              std::to_string(portfolio.colleagues().size()) + " people and resources");
    PortfolioLevelOptions out{.level = {.rules = given.level_rules,
                                        .within_float = given.within_float,
                                        .max_promotions = given.max_promotions,
                                        .max_moves = given.max_moves},
                              .rules = given.rules,
                              .tries = given.tries,
                              .seed = given.seed,
                              .threads = given.threads,
                              .order = resolved(portfolio, given.order),
                              .burden = given.burden};
    check_order(portfolio, out.order);
    return out;
}

/// Runs `work(options)` as the keyword arguments say.
template <class Work>
auto levelling(const Portfolio& portfolio, const Options<PlanKeywords>& more, const char* called, Work work) {
    const auto given = more.with({}, called);
    return running(given, [work = std::move(work), options = options_of(portfolio, given)](const PortfolioOptions& o) {
        auto own = options;
        own.schedule = o;
        return work(own);
    });
}

} // namespace

void bind_portfolio_level(py::module_& m) {
    describe_keywords();
    bind_plan(m);
    using More = const Options<PlanKeywords>&;
    using O = PortfolioLevelOptions;
    const auto portfolio = py::arg("portfolio");
    m.def(
        "finish_of",
        [](const PlanOf& plan) {
            check_any(plan->projects.size());
            return finish_of(*plan);
        },
        py::arg("plan"), CONVENE_DOC(finish_of_in_portfolio_level));
    m.def(
        "level",
        [](const PortfolioOf& p, More more) {
            return PlanOf(p.all,
                          unwrap(levelling(*p, more, "level", [all = p.all](const O& o) { return level(*all, o); })));
        },
        portfolio, CONVENE_DOC(level_in_portfolio_level));
    m.def(
        "relevel",
        [](const PortfolioOf& p, PlanOf& plan, const std::vector<ProjectRef>& changed, More more) {
            const auto ids = resolved(*p, changed);
            check_plan(*p, *plan.portfolio, plan->projects, ids);
            auto found = levelling(*p, more, "relevel", [all = p.all, ids, fit = fitted(*p, plan)](const O& o) {
                auto after = *fit;
                auto count = relevel(*all, after, ids, o);
                return std::pair(std::move(count), std::move(after));
            });
            const auto count = unwrap(std::move(found.first));
            plan = PlanOf(p.all, std::move(found.second));
            return count;
        },
        portfolio, py::arg("plan"), py::arg("changed"));
    m.def(
        "bottleneck",
        [](const PortfolioOf& p, const PlanOf& plan, More more) {
            check_plan(*p, *plan.portfolio, plan->projects, {});
            return levelling(*p, more, "bottleneck",
                             [all = p.all, own = plan](const O& o) { return bottleneck(*all, *own, o); });
        },
        portfolio, py::arg("plan"), CONVENE_DOC(bottleneck_in_portfolio_level));
}

namespace {

/// From so many activities on a judgement takes long enough to be interrupted.
constexpr std::size_t interruptible_judgement = 2'000;

/// Binds `function(portfolio, plan)`: whether the two belong together is known by then.
template <class Check, class Function>
void def_judgement(py::module_& m, const char* name, const char* doc, Check check, Function function) {
    m.def(
        name,
        [check, function](const PortfolioOf& p, const PlanOf& plan) {
            check(*p, plan);
            // All that the plan points into is kept by what is captured.
            return interruptible(
                p->activity_count() >= interruptible_judgement,
                [function, all = p.all, own = plan, fit = fitted(*p, plan)] { return function(*all, *fit); });
        },
        py::arg("portfolio"), py::arg("plan"), doc);
}

void check_all(const Portfolio& portfolio, const PlanOf& plan) {
    check_plan(portfolio, *plan.portfolio, plan->projects, {});
}

void check_not_empty(const Portfolio& portfolio, const PlanOf& plan) {
    check_all(portfolio, plan);
    check_any(portfolio.projects().size());
}

void check_sizes(const Portfolio& portfolio, const PlanOf& plan) {
    if (plan->projects.size() != portfolio.projects().size())
        throw py::value_error("the plan is that of another portfolio");
    for (const auto id : portfolio.projects().ids()) {
        const auto& now = portfolio[id].process;
        const auto& then = (*plan)[id].process();
        if (now.activities().size() != then.activities().size() || now.people().size() != then.people().size() ||
            now.resources().size() != then.resources().size())
            throw py::value_error("project " + portfolio[id].key + " has changed since the plan was made");
    }
}

/// Throws unless everything that the wait names is in the portfolio.
void check_wait(const Portfolio& portfolio, ProjectId project, const StaffWait& wait) {
    check_ids(portfolio[project].process, wait);
    if (!wait.elsewhere) return;
    const auto place = place_of({.by = *wait.elsewhere});
    const auto other = id_of(portfolio, ProjectRef(place.project));
    (void)id_of(portfolio[other].process, Ref<ActivityId>(place.activity));
}

} // namespace

void bind_portfolio_judging(py::module_& m) {
    const auto def = [&m](const char* name, const char* doc, auto check, auto function) {
        def_judgement(m, name, doc, check, function);
    };
    def("tardiness", CONVENE_DOC(tardiness), &check_all,
        [](const Portfolio& p, const PortfolioPlan& plan) { return tardiness(p, plan); });
    def("gap", CONVENE_DOC(gap_in_portfolio_level), &check_not_empty,
        [](const Portfolio& p, const PortfolioPlan& plan) { return gap(p, plan); });
    def("workload", CONVENE_DOC(workload_in_portfolio_level), &check_all,
        [](const Portfolio& p, const PortfolioPlan& plan) { return workload(p, plan); });
    def("findings", CONVENE_DOC(findings_in_portfolio_level), &check_all,
        [](const Portfolio& p, const PortfolioPlan& plan) { return findings(p, plan); });
    def("verify", CONVENE_DOC(verify_in_verify_portfolio), &check_sizes,
        [](const Portfolio& p, const PortfolioPlan& plan) { return verify(p, plan); });
    m.def(
        "describe",
        [](const PortfolioOf& p, const ProjectRef& project, const StaffWait& wait) {
            const auto id = id_of(*p, project);
            check_wait(*p, id, wait);
            return describe(*p, id, wait);
        },
        py::arg("portfolio"), py::arg("project"), py::arg("wait"), CONVENE_DOC(describe_in_portfolio_level));
}

} // namespace convene::python
