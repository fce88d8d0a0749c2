#pragma once

#include "events.hpp"
#include "live.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace convene::python {

/// A journal of the library as Python holds it: threads take turns, and what is appended is checked against the process
/// by which the instance runs, as the library asks of its callers.
template <class J>
class Kept {
  public:
    explicit Kept(J journal) : journal_(std::move(journal)) {}
    Kept(Kept&& other) noexcept : journal_(std::move(other.journal_)) {}
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;
    Kept& operator=(Kept&&) = delete;
    ~Kept() = default;

    /// Calls `work` with the journal, without the GIL.
    template <class Work>
    auto with(Work work) {
        const py::gil_scoped_release unlocked;
        const std::scoped_lock lock(mutex_);
        if (!journal_) throw std::runtime_error("the journal is closed");
        return unwrap(work(*journal_));
    }

    std::uint64_t append(const std::string& instance, const Events& events) {
        return with([&](J& journal) -> Result<std::uint64_t> {
            auto by = running(journal, instance);
            if (!by) return fail(std::move(by.error()));
            check_events(*by, events);
            auto last = journal.append(instance, events);
            if (last) known_.insert_or_assign(instance, Running{*last, process_after(*by, events)});
            return last;
        });
    }

    /// Its file is free for others. Closing twice does nothing.
    void close() {
        const py::gil_scoped_release unlocked;
        const std::scoped_lock lock(mutex_);
        journal_.reset();
    }

  private:
    struct Running {
        std::uint64_t last;
        Process by;
    };

    /// The process by which the instance runs after its last event.
    Result<Process> running(J& journal, const std::string& instance) {
        const auto last = journal.last(instance);
        if (!last) return fail(last.error());
        const auto found = known_.find(instance);
        if (found != known_.end() && found->second.last == *last) return found->second.by;
        auto process = journal.origin(instance);
        if (!process) return process;
        const auto events = journal.read(instance, 1);
        if (!events) return fail(events.error());
        return process_after(std::move(*process), *events);
    }

    std::mutex mutex_;
    std::optional<J> journal_;
    std::map<std::string, Running> known_;
};

/// The methods that every journal has, documented as those of the class `key`, or else as `Journal`.
template <class J, class Class>
void def_journal(Class& c, const std::string& key) {
    using K = Kept<J>;
    const auto instance = py::arg("instance");
    const auto doc_of = [&key](const char* name) {
        const auto* const own = find_doc(key + "_" + name);
        return *own != '\0' ? own : CONVENE_DOC(Journal);
    };
    c.def("append", &K::append, instance, py::arg("events"), doc_of("append"))
        .def(
            "read",
            [](K& k, const std::string& name, std::uint64_t from) {
                return k.with([&](J& j) { return j.read(name, from); });
            },
            instance, py::arg("from_") = 1, doc_of("read"))
        .def(
            "last", [](K& k, const std::string& name) { return k.with([&](J& j) { return j.last(name); }); }, instance,
            doc_of("last"))
        .def(
            "instances", [](K& k) { return k.with([](J& j) { return j.instances(); }); }, doc_of("instances"))
        .def(
            "origin", [](K& k, const std::string& name) { return k.with([&](J& j) { return j.origin(name); }); },
            instance, doc_of("origin"));
}

} // namespace convene::python
