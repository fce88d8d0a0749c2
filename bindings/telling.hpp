#pragma once
/// \file
/// Calls that tell how far they are, and stop when Python says so.

#include "binding.hpp"

#include <mutex>
#include <tuple>
#include <vector>

namespace convene::python {

/// What has been told and nobody has heard yet. The thread that works adds, the caller's thread tells Python.
template <class... News>
class Inbox {
  public:
    void add(const News&... news) {
        const std::scoped_lock lock(mutex_);
        waiting_.emplace_back(news...);
    }
    void tell(const std::function<void(News...)>& listener) {
        std::vector<std::tuple<std::decay_t<News>...>> now;
        {
            const std::scoped_lock lock(mutex_);
            now.swap(waiting_);
        }
        for (const auto& news : now) std::apply(listener, news);
    }

  private:
    std::mutex mutex_;
    std::vector<std::tuple<std::decay_t<News>...>> waiting_;
};

/// Lets what is told go into an inbox; the function that is returned hands it on.
template <class... News>
std::function<void()> redirected(std::function<void(News...)>& progress) {
    if (!progress) return {};
    auto inbox = std::make_shared<Inbox<News...>>();
    auto listener = std::exchange(progress, [inbox](News... news) { inbox->add(news...); });
    return [inbox, listener = std::move(listener)] { inbox->tell(listener); };
}

/// Where options have their `stop` and their `progress`.
template <class Options>
auto& control_of(Options& options) {
    if constexpr (requires { options.stop; })
        return options;
    else
        return options.schedule;
}

/// Runs `work(options)`, which owns all that it uses, so that Ctrl-C stops it; what it tells is heard in this thread.
template <class Options, class Work>
auto running(Options options, Work work) {
    const auto tick = redirected(control_of(options).progress);
    return stoppable(
        [work = std::move(work), options = std::move(options)](const std::stop_token& stop) mutable {
            control_of(options).stop = stop;
            return work(options);
        },
        tick);
}

} // namespace convene::python
