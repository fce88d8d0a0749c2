#pragma once

#include "bound.hpp"

#include <convene/run/event.hpp>
#include <convene/run/instance.hpp>
#include <convene/run/refusal.hpp>

#include <memory>
#include <mutex>
#include <utility>

namespace convene::python {

/// Thrown by the bindings; Python sees `convene.Refused`.
struct Refused {
    Process process;
    Refusal refusal;
};

/// What was decided, or the refusal as an exception.
template <class T>
T unwrap(const Process& process, tl::expected<T, Refusal>&& decision) {
    if (!decision) throw Refused{process, std::move(decision.error())};
    return std::move(*decision);
}

/// An instance as Python holds it: threads take turns, and wait for theirs without the GIL.
class Live {
  public:
    explicit Live(Instance instance) : instance_(std::move(instance)) {}
    Live(const Live& other) : instance_(other.copy()) {}
    Live(Live&& other) noexcept : instance_(std::move(other.instance_)) {}
    Live& operator=(const Live&) = delete;
    Live& operator=(Live&&) = delete;
    ~Live() = default;

    /// Calls `work` with the instance. Needs the GIL, and gives it up meanwhile.
    template <class Work>
    auto with(Work work) {
        const py::gil_scoped_release unlocked;
        const std::scoped_lock lock(mutex_);
        return work(instance_);
    }
    template <class Work>
    auto with(Work work) const {
        const py::gil_scoped_release unlocked;
        const std::scoped_lock lock(mutex_);
        return work(std::as_const(instance_));
    }

    [[nodiscard]] Instance copy() const {
        return with([](const Instance& i) { return i; });
    }
    [[nodiscard]] Process process() const {
        return with([](const Instance& i) { return i.process(); });
    }

  private:
    mutable std::mutex mutex_;
    Instance instance_;
};

/// A function of an instance. Names are looked up in the process by which it runs at that moment.
template <class R, class... A>
auto on_instance(R (*call)(const Instance&, A...)) {
    return [call](const Live& live, const Given<A>&... given) {
        std::optional<Process> process;
        auto value = live.with([&](const Instance& i) {
            process = i.process();
            return plain(call(i, resolved(&*process, given)...));
        });
        return given_back(&*process, std::move(value));
    };
}

/// Throws an IndexError unless all ids are those of things of the process. The library only asserts that.
void check_events(const Process& process, const Events& events);

/// The process by which an instance runs that began by `process`, after the events.
[[nodiscard]] Process process_after(Process process, const Events& events);

} // namespace convene::python
