#include "packed.hpp"
#include "portfolio.hpp"
#include "portfolio_options.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <limits>
#include <system_error>
#include <thread>
#include <unordered_map>

namespace convene::python {

namespace {

/// A process that projects share travels once.
class Shared {
  public:
    py::object operator()(const Process& process) {
        auto& known = known_[&process.data()];
        if (!known) known = py::cast(process);
        return known;
    }

  private:
    std::unordered_map<const void*, py::object> known_;
};

constexpr std::size_t numbers_of_booking = 4;

void append(Numbers& numbers, const Reservation& b) {
    numbers.push_back(b.start.time_since_epoch().count());
    numbers.push_back(b.finish.time_since_epoch().count());
    numbers.push_back(std::bit_cast<std::int64_t>(b.by));
    numbers.push_back(b.amount);
}

Reservation booking_at(const Numbers& numbers, std::size_t i) {
    return {instant_of(numbers[i]), instant_of(numbers[i + 1]), std::bit_cast<std::uint64_t>(numbers[i + 2]),
            static_cast<std::uint32_t>(numbers[i + 3])};
}

/// Colleagues as numbers are those of one portfolio; in another one they are found by key, and by whether they are
/// resources.
std::vector<ColleagueId> colleagues_of(const Portfolio& portfolio,
                                       const std::vector<std::pair<std::string, bool>>& keys) {
    std::vector<ColleagueId> out;
    for (const auto& [key, is_resource] : keys) {
        const auto found = is_resource ? portfolio.find_resource(key) : portfolio.find_colleague(key);
        check_packed(found.has_value());
        out.push_back(*found);
    }
    return out;
}

} // namespace

py::tuple state_of(const PortfolioOf& portfolio) {
    const auto& p = *portfolio;
    Shared shared;
    py::list projects;
    for (const auto& each : p.projects())
        projects.append(
            py::make_tuple(each.key, shared(each.process), each.start, each.due, each.priority, each.weight));
    py::list links;
    for (const auto& l : p.links())
        links.append(py::make_tuple(p[l.from].key, std::string(p[l.from].process.key(l.from_activity)), p[l.to].key,
                                    std::string(p[l.to].process.key(l.to_activity)), l.from_edge, l.to_edge, l.min));
    return py::make_tuple(projects, links);
}

PortfolioOf restored_portfolio(const py::tuple& state) {
    PortfolioBuilder b;
    for (const auto& each : state[0]) {
        const auto t = py::reinterpret_borrow<py::tuple>(each);
        b.project({t[0].cast<std::string>(), t[1].cast<Process>(), t[2].cast<std::optional<Instant>>(),
                   t[3].cast<std::optional<Instant>>(), t[4].cast<std::int32_t>(), t[5].cast<std::int64_t>()});
    }
    for (const auto& each : state[1]) {
        const auto t = py::reinterpret_borrow<py::tuple>(each);
        b.link({t[0].cast<std::string>(), t[1].cast<std::string>(), t[2].cast<std::string>(), t[3].cast<std::string>(),
                t[4].cast<Edge>(), t[5].cast<Edge>(), t[6].cast<Span>()});
    }
    return PortfolioOf(unwrap(b.build()));
}

py::tuple state_of(const PlanOf& plan) {
    const auto& portfolio = *plan.portfolio;
    py::list early;
    for (const auto& each : plan.early().projects) early.append(state_of(each.plan()));
    py::list projects;
    py::list claims;
    std::vector<std::pair<std::string, bool>> keys;
    std::vector<ColleagueId> colleagues;
    std::unordered_map<ColleagueId, std::int64_t> number;
    const auto number_of = [&](ColleagueId who) {
        const auto [at, is_new] = number.emplace(who, static_cast<std::int64_t>(colleagues.size()));
        if (is_new) {
            colleagues.push_back(who);
            keys.emplace_back(portfolio[who].key, !portfolio[who].uses.empty());
        }
        return at->second;
    };
    for (const auto id : portfolio.projects().ids()) {
        projects.append(state_of(plan.project(id)));
        Numbers numbers;
        for (const auto& claim : *plan->reservations[id]) {
            numbers.push_back(number_of(claim.colleague));
            append(numbers, claim.reservation);
        }
        claims.append(packed(numbers));
    }
    py::list bookings;
    for (const auto who : colleagues) {
        Numbers numbers{number[who]};
        for (const auto& reservation : plan->colleague_reservations[who]) append(numbers, reservation);
        bookings.append(packed(numbers));
    }
    Numbers burden;
    for (const auto who : portfolio.colleagues().ids()) {
        const bool is_gone = portfolio[who].places.empty() && portfolio[who].uses.empty();
        if (is_gone || who.index() >= plan->burden.size() || plan->burden[who.index()] == 0) continue;
        burden.push_back(number_of(who));
        burden.push_back(plan->burden[who.index()]);
    }
    Numbers order;
    for (const auto id : plan->order) order.push_back(id.value);
    return py::make_tuple(PortfolioOf(plan.portfolio), early, projects, keys, claims, bookings, plan->rule,
                          packed(order), packed(burden));
}

PlanOf restored_portfolio_plan(const py::tuple& state) {
    const auto all = state[0].cast<PortfolioOf>().all;
    const auto& portfolio = *all;
    const auto colleagues = colleagues_of(portfolio, state[3].cast<std::vector<std::pair<std::string, bool>>>());
    const auto colleague = [&](std::int64_t number) {
        check_packed(number >= 0 && static_cast<std::size_t>(number) < colleagues.size());
        return colleagues[static_cast<std::size_t>(number)];
    };
    PortfolioPlan plan;
    std::vector<Plan> early;
    for (const auto id : portfolio.projects().ids()) {
        const auto at = py::int_(id.index());
        const auto& process = portfolio[id].process;
        early.push_back(restored_plan(process, state[1][at].cast<py::tuple>()));
        plan.projects.push_back(restored_levelled(process, state[2][at].cast<py::tuple>()).levelled);
        const auto numbers = unpacked(state[4][at]);
        check_packed(numbers.size() % (1 + numbers_of_booking) == 0);
        auto claims = std::make_shared<std::vector<ColleagueReservation>>();
        for (std::size_t i = 0; i < numbers.size(); i += 1 + numbers_of_booking)
            claims->push_back({colleague(numbers[i]), booking_at(numbers, i + 1)});
        plan.reservations.push_back(std::move(claims));
    }
    plan.colleague_reservations = Table<ColleagueId, std::vector<Reservation>>(portfolio.colleagues().size());
    for (const auto& each : state[5]) {
        const auto numbers = unpacked(each);
        check_packed(numbers.size() % numbers_of_booking == 1);
        for (std::size_t i = 1; i < numbers.size(); i += numbers_of_booking)
            plan.colleague_reservations[colleague(numbers[0])].push_back(booking_at(numbers, i));
    }
    plan.rule = state[6].cast<ProjectRule>();
    for (const auto number : unpacked(state[7])) {
        check_packed(number >= 0 && static_cast<std::size_t>(number) < portfolio.projects().size());
        plan.order.emplace_back(static_cast<std::uint32_t>(number));
    }
    plan.burden.resize(portfolio.colleagues().size());
    const auto burden = unpacked(state[8]);
    check_packed(burden.size() % 2 == 0);
    for (std::size_t i = 0; i < burden.size(); i += 2) plan.burden[colleague(burden[i]).index()] = burden[i + 1];
    const py::gil_scoped_release unlocked;
    for (const auto& each : early) plan.early.projects.push_back(each.shared());
    return {all, std::move(plan)};
}

Executor threads_of(std::uint32_t threads) {
    if (threads == 0) throw py::value_error("there must be at least 1 thread");
    if (threads == 1) return {};
    return [threads](std::size_t count, const std::function<void(std::size_t)>& each) {
        std::atomic<std::size_t> next = 0;
        const auto work = [&] {
            for (auto i = next++; i < count; i = next++) each(i);
        };
        std::vector<std::thread> others;
        const auto wanted = std::min<std::size_t>(threads, count);
        others.reserve(wanted);
        try {
            while (others.size() + 1 < wanted) others.emplace_back(work);
        } catch (const std::system_error&) {
            // The machine gives no more threads: those that there are do it.
        }
        work();
        for (auto& other : others) other.join();
    };
}

namespace {

/// The schedules that others made of the portfolio's projects, in id order.
Dates restored(const PortfolioOf& portfolio, const std::vector<py::tuple>& states) {
    if (states.size() != portfolio->projects().size()) throw py::value_error("the plan is that of another portfolio");
    std::vector<ProjectDates> parts;
    parts.reserve(states.size());
    for (const auto& project : portfolio->projects())
        parts.emplace_back(restored_plan(project.process, states[parts.size()]));
    return {portfolio.all, std::move(parts)};
}

/// What `schedule` has made anew, and the rest as it was.
Dates renewed(const Dates& before, const std::shared_ptr<const Portfolio>& portfolio, const PortfolioSchedule& now) {
    std::vector<ProjectDates> parts;
    parts.reserve(now.projects.size());
    for (const auto id : now.projects.ids()) {
        const auto& part = before.projects[id.index()];
        if (part.shared() == now.projects[id])
            parts.push_back(part);
        else
            parts.emplace_back((*portfolio)[id].process, now.projects[id]);
    }
    return {portfolio, std::move(parts)};
}

Instant start_of(const Dates& plan) {
    check_any(plan.projects.size());
    return std::ranges::min(
        plan.projects | std::views::transform([](const ProjectDates& part) { return part.plan().project_start(); }));
}

Instant finish_of(const Dates& plan) {
    check_any(plan.projects.size());
    return std::ranges::max(
        plan.projects | std::views::transform([](const ProjectDates& part) { return part.plan().project_finish(); }));
}

std::string shown(const Dates& d) {
    auto text = "<convene.PortfolioSchedule of " + std::to_string(d.projects.size()) + " projects";
    if (!d.projects.empty()) text += ", " + to_string(start_of(d)) + " to " + to_string(finish_of(d));
    return text + ">";
}

void bind_dates(py::module_& m) {
    py::class_<Dates> c(m, "PortfolioSchedule", CONVENE_DOC(PortfolioSchedule));
    c.def_property_readonly(
         "projects",
         [](const Dates& d) {
             std::vector<Plan> all;
             all.reserve(d.projects.size());
             for (const auto& part : d.projects) all.push_back(part.plan());
             return all;
         },
         "The schedule of each project, in id order.")
        .def(
            "__getitem__",
            [](const Dates& d, const ProjectRef& project) {
                return d.projects[id_of(*d.portfolio, project).index()].plan();
            },
            py::arg("project"), "The schedule of a project.")
        .def("__len__", [](const Dates& d) { return d.projects.size(); })
        .def("__bool__", [](const Dates&) { return true; })
        .def("__repr__", [](const Dates& d) { return shown(d); })
        .def("_portfolio", [](const Dates& d) { return PortfolioOf(d.portfolio); })
        .def(
            "__eq__", [](const Dates& a, const Dates& b) { return a == b; }, py::is_operator())
        .def("__copy__", [](const Dates& d) { return Dates(d); })
        .def(
            "__deepcopy__", [](const Dates& d, const py::dict&) { return Dates(d); }, py::arg("memo"))
        .def_static("_restored", &restored, py::arg("portfolio"), py::arg("states"))
        .def(py::pickle(
            [](const Dates& d) {
                py::list states;
                for (const auto& part : d.projects) states.append(state_of(part.plan()));
                return py::make_tuple(PortfolioOf(d.portfolio), states);
            },
            [](const py::tuple& state) {
                return restored(state[0].cast<PortfolioOf>(), state[1].cast<std::vector<py::tuple>>());
            }));
    c.attr("_repr_html_") = in_package("_notebook", "portfolio_schedule");
    c.attr("__hash__") = py::none(); // `reschedule` changes it
    def_columns(c, [](const Dates& d) {
        const Dates own = d;
        const py::gil_scoped_release unlocked;
        return table_of(own);
    });
}

} // namespace

void bind_portfolio_dates(py::module_& m) {
    bind_dates(m);
    m.def(
        "schedule",
        [](const PortfolioOf& portfolio, CONVENE_PORTFOLIO_PARAMETERS) {
            const auto all = portfolio.all;
            auto found = running(CONVENE_PORTFOLIO_VALUES, progress,
                                 [all](const PortfolioOptions& o) { return schedule(*all, o); });
            return Dates(all, unwrap(std::move(found)), processes_of(*all));
        },
        py::arg("portfolio"), CONVENE_PORTFOLIO_NAMES, CONVENE_DOC(schedule_in_portfolio_schedule));
    m.def(
        "reschedule",
        [](const PortfolioOf& portfolio, Dates& plan, const std::vector<ProjectRef>& changed,
           CONVENE_PORTFOLIO_PARAMETERS) {
            const auto ids = resolved(*portfolio, changed);
            check_plan(*portfolio, plan, ids);
            const auto all = portfolio.all;
            using Found = Result<std::pair<std::size_t, Dates>>;
            auto found = unwrap(running(CONVENE_PORTFOLIO_VALUES, progress,
                                        [all, ids, before = plan](const PortfolioOptions& o) -> Found {
                                            auto own = before.full();
                                            auto count = reschedule(*all, own, ids, o);
                                            if (!count) return fail(std::move(count.error()));
                                            return std::pair(*count, renewed(before, all, own));
                                        }));
            plan = std::move(found.second);
            return found.first;
        },
        py::arg("portfolio"), py::arg("plan"), py::arg("changed"), CONVENE_PORTFOLIO_NAMES);
    m.def("start_of", &start_of, py::arg("plan"));
    m.def("finish_of", &finish_of, py::arg("plan"), CONVENE_DOC(finish_of_in_portfolio_schedule));
}

namespace {

std::string shown(const PlanOf& p) {
    auto text = "<convene.PortfolioPlan of " + std::to_string(p->projects.size()) + " projects";
    if (!p->projects.empty()) text += " to " + to_string(finish_of(*p));
    return text + ">";
}

} // namespace

void bind_portfolio_plan(py::module_& m) {
    m.def("place_of", &place_of, py::arg("reservation"));
    py::class_<PlanOf> c(m, "PortfolioPlan", CONVENE_DOC(PortfolioPlan));
    c.def_property_readonly("early", &PlanOf::early, CONVENE_DOC(PortfolioPlan_early))
        .def_property_readonly(
            "projects",
            [](const PlanOf& p) {
                std::vector<LevelledPlan> all;
                for (const auto id : p->projects.ids()) all.push_back(p.project(id));
                return all;
            },
            "The levelled dates of each project, in id order. A wait that is `elsewhere` is by the reservation of "
            "another "
            "project, which `place_of(Reservation(by=wait.elsewhere))` names.")
        .def_property_readonly(
            "reservations",
            [](const PlanOf& p) {
                std::vector<std::vector<ColleagueReservation>> all;
                for (const auto& claims : p->reservations) all.push_back(*claims);
                return all;
            },
            CONVENE_DOC(PortfolioPlan_reservations))
        .def_property_readonly(
            "rule", [](const PlanOf& p) { return p->rule; }, "The rule that made it.")
        .def_property_readonly(
            "order", [](const PlanOf& p) { return p->order; }, CONVENE_DOC(PortfolioPlan_order))
        .def_property_readonly(
            "burden", [](const PlanOf& p) { return p->burden; }, CONVENE_DOC(PortfolioPlan_burden))
        .def_property_readonly(
            "colleague_reservations",
            [](const PlanOf& p) {
                return std::vector<std::vector<Reservation>>(p->colleague_reservations.begin(),
                                                             p->colleague_reservations.end());
            },
            CONVENE_DOC(PortfolioPlan_colleague_reservations))
        .def(
            "__getitem__",
            [](const PlanOf& p, const ProjectRef& project) { return p.project(id_of(*p.portfolio, project)); },
            py::arg("project"), "The levelled dates of a project.")
        .def("__len__", [](const PlanOf& p) { return p->projects.size(); })
        .def("__bool__", [](const PlanOf&) { return true; })
        .def("__repr__", [](const PlanOf& d) { return shown(d); })
        .def("_portfolio", [](const PlanOf& p) { return PortfolioOf(p.portfolio); })
        .def(
            "__eq__", [](const PlanOf& a, const PlanOf& b) { return a == b; }, py::is_operator())
        .def("__copy__", [](const PlanOf& p) { return PlanOf(p); })
        .def(
            "__deepcopy__", [](const PlanOf& p, const py::dict&) { return PlanOf(p); }, py::arg("memo"))
        .def(py::pickle([](const PlanOf& p) { return state_of(p); }, &restored_portfolio_plan));
    c.attr("_repr_html_") = in_package("_notebook", "portfolio_plan");
    c.attr("__hash__") = py::none(); // `relevel` changes it
    def_columns(c, [](const PlanOf& p) {
        const PlanOf own = p;
        const py::gil_scoped_release unlocked;
        return table_of(own);
    });
    m.def(
        "finish_of",
        [](const PlanOf& plan) {
            check_any(plan->projects.size());
            return finish_of(*plan);
        },
        py::arg("plan"), CONVENE_DOC(finish_of_in_portfolio_level));
}

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
        py::arg("portfolio"), py::arg("plan"), py::arg("changed"), CONVENE_PLAN_NAMES);
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

void check_all(const Portfolio& portfolio, const PlanOf& plan) { check_plan(portfolio, plan, {}); }

void check_not_empty(const Portfolio& portfolio, const PlanOf& plan) {
    check_all(portfolio, plan);
    check_any(portfolio.projects().size());
}

/// Throws unless everything that the wait names is in the portfolio.
void check_wait(const Portfolio& portfolio, ProjectId project, const StaffWait& wait) {
    const auto& process = portfolio[project].process;
    (void)id_of(process, Ref<ActivityId>(wait.activity));
    if (wait.person) (void)id_of(process, Ref<PersonId>(*wait.person));
    if (wait.resource) (void)id_of(process, Ref<ResourceId>(*wait.resource));
    if (wait.by) (void)id_of(process, Ref<ActivityId>(*wait.by));
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
