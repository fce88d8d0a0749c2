#pragma once

#include <convene/core/result.hpp>
#include <convene/run/fingerprint.hpp>
#include <convene/run/instance.hpp>

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace convene {

/// A store to which the events of instances are appended, and from which they are read. The host may have its own.
///
/// - `append(instance, events)` keeps all of the events or none, and returns the number of the last event kept. The
///   first event must follow the last one stored, else `journal_conflict`: somebody else was first. An instance is
///   created by its first event. Without events nothing happens. Events of a process other than the instance's are
///   refused with `journal_other_process`. A `Migrated` contains a whole process: a store of texts keeps that, too, and
///   passes it to `io::read_events`.
/// - `read(instance, from)` returns the events with the numbers `from` and later, in order; empty for an unknown
///   instance.
/// - `last(instance)` returns the number of the last event; 0 if there is none.
/// - `instances()` returns the names, ascending by bytes.
/// - `origin(instance)` returns the process with which the instance began; for an unknown instance, the process with
///   which it would begin.
template <class J>
concept Journal = requires(J& journal, const Events& events, std::string_view instance, std::uint64_t from) {
    { journal.append(instance, events) } -> std::same_as<Result<std::uint64_t>>;
    { journal.read(instance, from) } -> std::same_as<Result<Events>>;
    { journal.last(instance) } -> std::same_as<Result<std::uint64_t>>;
    { journal.instances() } -> std::same_as<Result<std::vector<std::string>>>;
    { journal.origin(instance) } -> std::same_as<Result<Process>>;
};

namespace detail {

[[nodiscard]] inline Diagnostic journal_fault(Code code, std::string_view instance,
                                              std::vector<std::uint64_t> numbers) {
    Diagnostic fault{.code = code, .arguments = {std::string(instance)}};
    for (const auto number : numbers) fault.arguments.emplace_back(std::to_string(number));
    return fault;
}

/// The fault if the events belong to an instance of another process.
[[nodiscard]] inline std::optional<Diagnostic> other_process(const Process& process, std::string_view instance,
                                                             const Events& events) {
    for (const auto& event : events) {
        if (std::holds_alternative<event::Migrated>(event.fact)) break;
        const auto* started = std::get_if<event::Started>(&event.fact);
        if (started == nullptr || started->process == 0 || started->process == fingerprint(process)) continue;
        return Diagnostic{
            .code = Code::journal_other_process,
            .arguments = {std::string(instance), std::string("another process"), std::string(process.key())}};
    }
    return std::nullopt;
}

/// Whether the numbers of the events continue from `last` without gaps.
[[nodiscard]] inline bool continues(std::uint64_t last, const Events& events) {
    return std::ranges::all_of(events, [&](const Event& event) { return event.seq == ++last; });
}

} // namespace detail

/// A journal in memory, for instances that begin with the same process. Not for use by several threads at once.
class MemoryJournal {
  public:
    explicit MemoryJournal(Process process) : process_(std::move(process)) {}

    /// O(events * log instances).
    [[nodiscard]] Result<std::uint64_t> append(std::string_view instance, const Events& events) {
        const auto found = instances_.find(instance);
        const std::uint64_t last = found == instances_.end() ? 0 : found->second.size();
        if (events.empty()) return last;
        if (auto other = detail::other_process(process_, instance, events)) return fail(std::move(*other));
        if (!detail::continues(last, events))
            return fail(detail::journal_fault(Code::journal_conflict, instance, {last, events.front().seq}));
        auto& kept = found == instances_.end() ? instances_[std::string(instance)] : found->second;
        kept.insert(kept.end(), events.begin(), events.end());
        return kept.back().seq;
    }

    [[nodiscard]] Result<Events> read(std::string_view instance, std::uint64_t from = 1) const {
        const auto found = instances_.find(instance);
        if (found == instances_.end()) return Events{};
        const auto skipped = std::min<std::uint64_t>(from == 0 ? 0 : from - 1, found->second.size());
        return Events(found->second.begin() + static_cast<std::ptrdiff_t>(skipped), found->second.end());
    }

    [[nodiscard]] Result<std::uint64_t> last(std::string_view instance) const {
        const auto found = instances_.find(instance);
        return found == instances_.end() ? 0 : std::uint64_t{found->second.size()};
    }

    [[nodiscard]] Result<std::vector<std::string>> instances() const {
        std::vector<std::string> names;
        for (const auto& [name, events] : instances_) names.push_back(name);
        return names;
    }

    [[nodiscard]] Result<Process> origin(std::string_view) const { return process_; }

  private:
    Process process_;
    std::map<std::string, Events, std::less<>> instances_;
};

static_assert(Journal<MemoryJournal>);

/// Applies the events that the instance does not know yet. One that can't come next ends this with `journal_misfit` and
/// its number. O(events).
[[nodiscard]] inline Result<Instance> replay(Instance instance, std::string_view name, const Events& events) {
    for (const auto& event : events) {
        if (!instance.apply(event)) return fail(detail::journal_fault(Code::journal_misfit, name, {event.seq}));
    }
    return instance;
}

/// The instance as stored: a new one of the process with which it began, with all events applied. Faults:
/// `journal_misfit`, and those of reading. O(events).
template <Journal J>
[[nodiscard]] Result<Instance> replay(J& journal, std::string_view name) {
    auto process = journal.origin(name);
    if (!process) return fail(std::move(process.error()));
    auto events = journal.read(name, 1);
    if (!events) return fail(std::move(events.error()));
    return replay(Instance(std::move(*process)), name, *events);
}

} // namespace convene
