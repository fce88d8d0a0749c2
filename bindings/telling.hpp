#pragma once
/// \file
/// Calls that tell how far they are, and stop when Python says so.

#include "binding.hpp"

#include <mutex>
#include <tuple>
#include <vector>

namespace convene::python {

/// Who listens to the progress of a call, if anybody does.
template <class... News>
using Listener = std::optional<std::function<void(News...)>>;

/// What has been told and nobody has heard yet. The thread that works adds, the caller's thread tells Python.
template <class... News>
class Inbox {
  public:
    void add(const News&... news) {
        const std::scoped_lock lock(mutex_);
        waiting_.emplace_back(news...);
    }
    void tell(const Listener<News...>& listener) {
        std::vector<std::tuple<std::decay_t<News>...>> now;
        {
            const std::scoped_lock lock(mutex_);
            now.swap(waiting_);
        }
        for (const auto& news : now) std::apply(*listener, news);
    }

  private:
    std::mutex mutex_;
    std::vector<std::tuple<std::decay_t<News>...>> waiting_;
};

/// Runs `work(stop_token, tell)`, which owns all that it uses, so that Ctrl-C stops it, and hands on what it tells.
template <class... News, class Work>
auto telling(const Listener<News...>& listener, Work work) {
    std::function<void(News...)> tell;
    std::function<void()> tick;
    if (listener) {
        auto inbox = std::make_shared<Inbox<News...>>();
        tell = [inbox](News... news) { inbox->add(news...); };
        tick = [inbox, &listener] { inbox->tell(listener); };
    }
    return stoppable([work = std::move(work), tell](const std::stop_token& stop) { return work(stop, tell); }, tick);
}

} // namespace convene::python
