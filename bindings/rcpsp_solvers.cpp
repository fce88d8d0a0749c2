#include "rcpsp.hpp"

#include <convene/rcpsp/bounds.hpp>
#include <convene/rcpsp/exact.hpp>
#include <convene/rcpsp/priority.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/rcpsp/sgs.hpp>

#include <cmath>
#include <mutex>

namespace convene::python {

namespace {

namespace r = rcpsp;

template <class News>
using Progress = std::optional<std::function<void(const News&)>>;

/// What a search has told and nobody has heard yet. The thread that searches adds, the caller's thread tells Python.
template <class News>
class Inbox {
  public:
    void add(const News& news) {
        const std::scoped_lock lock(mutex_);
        waiting_.push_back(news);
    }
    void tell(const std::function<void(const News&)>& listener) {
        std::vector<News> now;
        {
            const std::scoped_lock lock(mutex_);
            now.swap(waiting_);
        }
        for (const auto& news : now) listener(news);
    }

  private:
    std::mutex mutex_;
    std::vector<News> waiting_;
};

/// Runs `work(stop_token, tell)` so that Ctrl-C stops it, and hands on what it tells.
template <class News, class Work>
auto searching(const Progress<News>& progress, Work work) {
    auto inbox = std::make_shared<Inbox<News>>();
    std::function<void(const News&)> tell;
    std::function<void()> tick;
    if (progress) {
        tell = [inbox](const News& news) { inbox->add(news); };
        tick = [inbox, &progress] { inbox->tell(*progress); };
    }
    return stoppable([work = std::move(work), tell](const std::stop_token& stop) { return work(stop, tell); }, tick);
}

struct GenerationRecord {
    StartsColumn starts;
    r::Generation::Obstacle obstacle = r::Generation::Obstacle::none;
    r::Job job = 0;
    std::uint32_t unscheduled = 0;
};

void bind_generate(py::module_& m) {
    add_enum<r::Scheme>(m, CONVENE_DOC(rcpsp_Scheme), {"serial", "parallel"});
    Record<GenerationRecord> generation(m, "Generation", CONVENE_DOC(rcpsp_Generation));
    add_enum<r::Generation::Obstacle>(generation, "What stood in the way of a complete schedule.",
                                      {"none", "arcs", "window", "lag", "capacity"});
    generation.field("starts", &GenerationRecord::starts, CONVENE_DOC(rcpsp_Generation_starts))
        .field("obstacle", &GenerationRecord::obstacle)
        .field("job", &GenerationRecord::job)
        .field("unscheduled", &GenerationRecord::unscheduled, CONVENE_DOC(rcpsp_Generation_unscheduled));
    generation.def(
        "complete", [](const GenerationRecord& g) { return g.obstacle == r::Generation::Obstacle::none; },
        "Whether all jobs have their place.");
    m.def(
        "generate",
        [](const ProblemPointer& problem, r::Scheme scheme, const std::vector<double>& keys,
           const std::vector<std::int32_t>& classes, const std::vector<r::Time>& not_before, bool worst_case_slack,
           std::uint32_t unschedule_limit) {
            check_size(*problem, keys.size(), "keys", true);
            check_size(*problem, classes.size(), "classes", true);
            check_size(*problem, not_before.size(), "not_before", true);
            check_times(not_before);
            if (std::ranges::any_of(keys, [](double key) { return std::isnan(key); }))
                throw py::value_error("a key is not a number");
            auto found = r::generate(*problem, {scheme, keys, classes, not_before, worst_case_slack, unschedule_limit});
            return GenerationRecord{StartsColumn(std::move(found.starts)), found.obstacle, found.job,
                                    found.unscheduled};
        },
        py::arg("problem"), py::kw_only(), py::arg_v("scheme", r::Scheme::serial, "Scheme.serial"),
        py::arg_v("keys", std::vector<double>(), "[]"), py::arg_v("classes", std::vector<std::int32_t>(), "[]"),
        py::arg_v("not_before", std::vector<r::Time>(), "[]"), py::arg("worst_case_slack") = false,
        py::arg("unschedule_limit") = 1000, CONVENE_DOC(rcpsp_generate), Unlocked());
    m.def(
        "justified",
        [](const r::Problem& problem, const StartsColumn& starts, std::uint32_t rounds) {
            check_size(problem, starts.starts->size(), "starts", false);
            check_feasible(problem, *starts.starts);
            return StartsColumn(r::justified(problem, *starts.starts, rounds));
        },
        py::arg("problem"), py::arg("starts"), py::arg("rounds") = 1, CONVENE_DOC(rcpsp_justified), Unlocked());
    add_enum<r::Rule>(
        m, CONVENE_DOC(rcpsp_Rule),
        {"lft", "lst", "est", "eft", "minslk", "mts", "mis", "grpw", "grpw_all", "spt", "lpt", "grd", "gcrwc", "fcfs"});
    m.def(
        "priorities",
        [](const r::Problem& problem, r::Rule rule) {
            auto keys = [&] {
                const py::gil_scoped_release unlocked;
                return std::make_shared<const std::vector<double>>(r::priorities(problem, rule));
            }();
            return column_of<double>(std::move(keys));
        },
        py::arg("problem"), py::arg("rule"), CONVENE_DOC(rcpsp_priorities));
    m.def(
        "all_rules", [] { return std::vector(r::all_rules().begin(), r::all_rules().end()); },
        CONVENE_DOC(rcpsp_all_rules));
}

void bind_bounds(py::module_& m) {
    const auto problem = py::arg("problem");
    m.def("critical_path_bound", &r::critical_path_bound, problem, CONVENE_DOC(rcpsp_critical_path_bound), Unlocked());
    m.def("capacity_bound", &r::capacity_bound, problem, CONVENE_DOC(rcpsp_capacity_bound), Unlocked());
    m.def("lower_bound", &r::lower_bound, problem, CONVENE_DOC(rcpsp_lower_bound), Unlocked());
    m.def("safe_horizon", &r::safe_horizon, problem, CONVENE_DOC(rcpsp_safe_horizon), Unlocked());
    m.def(
        "earliest_starts",
        [](const r::Problem& p, r::Time horizon) -> std::optional<StartsColumn> {
            auto found = r::earliest_starts(p, checked_time(horizon));
            if (!found) return std::nullopt;
            return StartsColumn(std::move(*found));
        },
        problem, py::arg("horizon") = r::unbounded, CONVENE_DOC(rcpsp_earliest_starts), Unlocked());
    m.def(
        "latest_starts",
        [](const r::Problem& p, r::Time horizon) {
            if (!r::earliest_starts(p)) throw py::value_error("the arcs and windows contradict each other");
            return StartsColumn(r::latest_starts(p, checked_time(horizon)));
        },
        problem, py::arg("horizon"), CONVENE_DOC(rcpsp_latest_starts), Unlocked());
    m.def(
        "destructive_bound",
        [](const ProblemPointer& p, r::Time lower, r::Time upper, std::uint64_t conflicts) {
            return stoppable(
                [p, lower = checked_time(lower), upper = checked_time(upper), conflicts](const std::stop_token& stop) {
                    return r::destructive_bound(*p, lower, upper, conflicts, stop);
                });
        },
        problem, py::arg("lower"), py::arg("upper"), py::arg("conflicts") = 1000, CONVENE_DOC(rcpsp_destructive_bound));
}

struct ExactRecord {
    r::ExactResult::Status status = r::ExactResult::Status::unknown;
    StartsColumn starts;
    r::Gap gap;
    std::uint64_t conflicts = 0;
};

void bind_exact(py::module_& m) {
    Record<r::Gap> gap(m, "Gap", CONVENE_DOC(rcpsp_Gap));
    gap.constructible().field("lower", &r::Gap::lower).field("upper", &r::Gap::upper);
    gap.def("relative", &r::Gap::relative, CONVENE_DOC(rcpsp_Gap_relative));
    Record<ExactRecord> exact(m, "ExactResult", CONVENE_DOC(rcpsp_ExactResult));
    add_enum<r::ExactResult::Status>(exact, "What is proven.", {"optimal", "feasible", "infeasible", "unknown"});
    exact.field("status", &ExactRecord::status)
        .field("starts", &ExactRecord::starts, CONVENE_DOC(rcpsp_ExactResult_starts))
        .field("gap", &ExactRecord::gap)
        .field("conflicts", &ExactRecord::conflicts);
    m.def(
        "solve_exactly",
        [](const ProblemPointer& problem, const std::vector<r::Time>& incumbent, r::Time lower,
           std::uint64_t conflict_limit, const Progress<r::Gap>& progress) {
            check_feasible(*problem, incumbent);
            auto found = searching<r::Gap>(
                progress, [=, low = checked_time(lower)](const std::stop_token& stop, const auto& tell) {
                    return r::solve_exactly(*problem, {incumbent, low, conflict_limit, stop, tell});
                });
            return ExactRecord{found.status, StartsColumn(std::move(found.starts)), found.gap, found.conflicts};
        },
        py::arg("problem"), py::kw_only(), py::arg_v("incumbent", std::vector<r::Time>(), "[]"), py::arg("lower") = 0,
        py::arg("conflict_limit") = r::ExactOptions{}.conflict_limit, py::arg("progress") = py::none(),
        CONVENE_DOC(rcpsp_solve_exactly));
}

struct SearchRecord {
    r::SearchResult::Status status = r::SearchResult::Status::unknown;
    StartsColumn starts;
    std::int64_t cost = 0;
    r::Gap makespan;
    std::uint64_t schedules = 0;
};

void bind_search(py::module_& m) {
    Record<r::SearchProgress>(m, "SearchProgress", CONVENE_DOC(rcpsp_SearchProgress))
        .field("cost", &r::SearchProgress::cost)
        .field("makespan", &r::SearchProgress::makespan)
        .field("schedules", &r::SearchProgress::schedules);
    Record<SearchRecord> result(m, "SearchResult", CONVENE_DOC(rcpsp_SearchResult));
    add_enum<r::SearchResult::Status>(result, "What is proven.", {"optimal", "feasible", "infeasible", "unknown"});
    result.field("status", &SearchRecord::status)
        .field("starts", &SearchRecord::starts, CONVENE_DOC(rcpsp_SearchResult_starts))
        .field("cost", &SearchRecord::cost)
        .field("makespan", &SearchRecord::makespan, CONVENE_DOC(rcpsp_SearchResult_makespan))
        .field("schedules", &SearchRecord::schedules);
    const r::SearchOptions usual;
    m.def(
        "search",
        [](const ProblemPointer& problem, const r::Objective& objective, std::uint64_t schedules, std::uint64_t seed,
           std::uint32_t islands, std::uint32_t threads, const std::vector<std::int32_t>& classes,
           const std::vector<r::Time>& initial, std::uint64_t neighbourhoods, std::uint64_t neighbourhood_conflicts,
           double neighbourhood_share, std::uint64_t proof_conflicts, const Progress<r::SearchProgress>& progress) {
            check_objective(*problem, objective);
            check_size(*problem, classes.size(), "classes", true);
            check_feasible(*problem, initial);
            auto found = searching<r::SearchProgress>(progress, [=](const std::stop_token& stop, const auto& tell) {
                return r::search(*problem,
                                 {objective, schedules, seed, islands, threads, classes, initial, neighbourhoods,
                                  neighbourhood_conflicts, neighbourhood_share, proof_conflicts, stop, tell});
            });
            return SearchRecord{found.status, StartsColumn(std::move(found.starts)), found.cost, found.makespan,
                                found.schedules};
        },
        py::arg("problem"), py::kw_only(), py::arg_v("objective", r::Objective{}, "Objective()"),
        py::arg("schedules") = usual.schedules, py::arg("seed") = usual.seed, py::arg("islands") = usual.islands,
        py::arg("threads") = usual.threads, py::arg_v("classes", std::vector<std::int32_t>(), "[]"),
        py::arg_v("initial", std::vector<r::Time>(), "[]"), py::arg("neighbourhoods") = usual.neighbourhoods,
        py::arg("neighbourhood_conflicts") = usual.neighbourhood_conflicts,
        py::arg("neighbourhood_share") = usual.neighbourhood_share, py::arg("proof_conflicts") = usual.proof_conflicts,
        py::arg("progress") = py::none(), CONVENE_DOC(rcpsp_search));
}

} // namespace

void bind_rcpsp_solvers(py::module_& m) {
    bind_generate(m);
    bind_bounds(m);
    bind_exact(m);
    bind_search(m);
}

} // namespace convene::python
