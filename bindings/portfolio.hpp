#pragma once

#include "levelled.hpp"
#include "record.hpp"

#include <convene/portfolio/portfolio.hpp>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace convene::python {

using ProjectRef = Ref<ProjectId>;

/// A portfolio as Python holds it. Plans and calls that go on share it, so `replace` works on a copy then.
struct PortfolioOf {
    std::shared_ptr<const Portfolio> all;

    PortfolioOf() : PortfolioOf(Portfolio()) {}
    explicit PortfolioOf(Portfolio portfolio) : all(std::make_shared<const Portfolio>(std::move(portfolio))) {}

    [[nodiscard]] const Portfolio& operator*() const { return *all; }
    [[nodiscard]] const Portfolio* operator->() const { return all.get(); }
};

/// The schedule of each project, in id order. Those that came from elsewhere make their networks when it is asked for.
struct Dates {
    std::shared_ptr<const Portfolio> portfolio;
    std::vector<Plan> projects;

    Dates(std::shared_ptr<const Portfolio> p, std::vector<Plan> plans)
        : portfolio(std::move(p)), projects(std::move(plans)) {}
    Dates(const std::shared_ptr<const Portfolio>& p, const PortfolioSchedule& plan) : portfolio(p) {
        projects.reserve(plan.projects.size());
        for (const auto id : plan.projects.ids()) projects.emplace_back((*p)[id].process, plan.projects[id]);
    }

    /// May compute, so without the GIL.
    [[nodiscard]] PortfolioSchedule full() const {
        PortfolioSchedule out;
        for (const auto& plan : projects) {
            const auto kept = std::make_shared<const Plan>(plan);
            out.projects.push_back(std::shared_ptr<const Schedule>(kept, &kept->full()));
        }
        return out;
    }
};

/// Throws if a plan of so many projects can't be that of the portfolio.
void check_size(std::size_t projects, const Portfolio& portfolio);
void check_any(std::size_t projects);

[[nodiscard]] std::vector<ProjectId> resolved(const Portfolio& portfolio, const std::vector<ProjectRef>& projects);

/// So many threads take one piece of work after the other.
[[nodiscard]] Executor threads_of(std::uint32_t threads);

using Progress = std::optional<std::function<void(std::size_t, std::size_t)>>;

/// How far a call is: the thread that works says it, the caller's thread tells Python.
class Steps {
  public:
    void set(std::size_t done, std::size_t all) {
        const std::scoped_lock lock(mutex_);
        latest_ = {done, all};
        news_ = true;
    }
    void tell(const std::function<void(std::size_t, std::size_t)>& listener) {
        std::pair<std::size_t, std::size_t> now;
        {
            const std::scoped_lock lock(mutex_);
            if (!std::exchange(news_, false)) return;
            now = latest_;
        }
        listener(now.first, now.second);
    }

  private:
    std::mutex mutex_;
    std::pair<std::size_t, std::size_t> latest_;
    bool news_ = false;
};

/// Runs `work(options)`, which owns all that it uses, so that Ctrl-C stops it.
template <class Work>
auto running(PortfolioOptions options, const Progress& progress, Work work) {
    auto steps = std::make_shared<Steps>();
    std::function<void()> tick;
    if (progress) {
        options.progress = [steps](std::size_t done, std::size_t all) { steps->set(done, all); };
        tick = [steps, &progress] { steps->tell(*progress); };
    }
    return stoppable(
        [work = std::move(work), options = std::move(options)](const std::stop_token& stop) {
            auto own = options;
            own.stop = stop;
            return work(own);
        },
        tick);
}

#define CONVENE_PORTFOLIO_PARAMETERS                                                                                   \
    std::optional<Instant> start, std::optional<Instant> status_date, OnConflict on_conflict, std::uint32_t threads,   \
        const Progress &progress
#define CONVENE_PORTFOLIO_VALUES                                                                                       \
    PortfolioOptions {                                                                                                 \
        start, status_date, on_conflict, threads_of(threads), {}, {}                                                   \
    }
#define CONVENE_PORTFOLIO_NAMES                                                                                        \
    py::kw_only(), py::arg("start") = py::none(), py::arg("status_date") = py::none(),                                 \
                   py::arg_v("on_conflict", OnConflict::refuse, "OnConflict.refuse"), py::arg("threads") = 1,          \
                   py::arg("progress") = py::none()

void bind_projects(py::module_& m);
void bind_portfolio_dates(py::module_& m);
void bind_portfolio_plans(py::module_& m);

} // namespace convene::python
