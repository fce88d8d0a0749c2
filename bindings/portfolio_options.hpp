#pragma once

#include "portfolio.hpp"

#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace convene::python {

/// So many threads take one piece of work after the other.
[[nodiscard]] Executor threads_of(std::uint32_t threads);

using PortfolioProgress = std::optional<std::function<void(std::size_t, std::size_t)>>;

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
auto running(PortfolioOptions options, const PortfolioProgress& progress, Work work) {
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
        const PortfolioProgress &progress
#define CONVENE_PORTFOLIO_VALUES                                                                                       \
    PortfolioOptions {                                                                                                 \
        start, status_date, on_conflict, threads_of(threads), {}, {}                                                   \
    }
#define CONVENE_PORTFOLIO_NAMES                                                                                        \
    py::kw_only(), py::arg("start") = py::none(), py::arg("status_date") = py::none(),                                 \
                   py::arg_v("on_conflict", OnConflict::refuse, "OnConflict.refuse"), py::arg("threads") = 1,          \
                   py::arg("progress") = py::none()

} // namespace convene::python
