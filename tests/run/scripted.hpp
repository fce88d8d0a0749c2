#pragma once

#include "run/launch.hpp"
#include "support/environment.hpp"

#include <convene/io/read_process.hpp>
#include <convene/model/queries.hpp>
#include <convene/run/agenda.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace convene::test {

/// One of the nine processes in examples/processes.
inline Process example(std::string_view name) {
    auto process = io::read_process_file(source_dir() / "examples" / "processes" / (std::string(name) + ".json"));
    if (!process) throw std::runtime_error(to_string(process.error()));
    return *process;
}

/// A case that is played by its agenda: everybody who is cleared is there, every decision approves, unless the script
/// says otherwise. Half an hour passes with each command; outside milestones come on their dates.
class Scripted {
  public:
    struct Says {
        Outcome outcome = Outcome::approved;
        std::string return_to = {};
    };

    explicit Scripted(Process process) : Scripted(Instance(std::move(process))) {}
    explicit Scripted(Instance beginning) : instance(std::move(beginning)), first_(instance) {
        if (const auto start = instance.process().start()) now = *start;
    }

    Instance instance;
    Instant now = at("2026-03-02T09:00");
    Events journal;
    /// What the next decisions of an activity are; approved after them.
    std::map<std::string, std::vector<Says>> script;
    /// When an outside milestone really comes.
    std::map<std::string, Instant> comes;
    /// Documents that will not come.
    std::vector<std::string> never;

    Decision send(const Command& command) {
        auto decision = instance.execute(command, now);
        if (decision) journal.insert(journal.end(), decision->begin(), decision->end());
        return decision;
    }

    /// Plays until it is finished or `until` has come; whether it is finished.
    bool play(Instant until = at("2029-01-01T00:00")) {
        if (!instance.state().started) send(command::Start{});
        while (now < until && !instance.finished())
            if (!move() && !wait(until)) break;
        return instance.finished();
    }

    /// Does everything that can be done up to `until`, finished or not.
    void play_on(Instant until) {
        while (now < until)
            if (!move() && !wait(until)) break;
        now = std::max(now, until);
        send(command::Advance{});
    }

    [[nodiscard]] const ActivityState& operator[](std::string_view key) const {
        return instance[*instance.process().find_activity(key)];
    }

    /// How many facts of this kind happened.
    template <class T>
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(
            std::ranges::count_if(journal, [](const Event& e) { return std::holds_alternative<T>(e.fact); }));
    }

    /// Whether the journal, event by event, makes the same state.
    [[nodiscard]] bool replays() const {
        auto again = first_;
        for (const auto& event : journal) {
            if (!again.fits(event) || !again.apply(event)) return false;
        }
        return again == instance;
    }

  private:
    bool move() {
        for (const auto& entry : agenda(instance, now))
            if (const auto command = answer(entry)) {
                const auto decision = send(*command);
                if (!decision || decision->empty()) continue;
                now += std::chrono::minutes(30);
                return true;
            }
        return false;
    }

    /// Lets time pass until something can be done.
    bool wait(Instant until) {
        auto next = next_due(instance, now);
        for (const auto id : instance.process().activities().ids())
            if (const auto date = coming(id); date && *date > now && !instance[id].stands)
                next = next ? std::min(*next, *date) : *date;
        if (!next || *next >= until) return false;
        now = *next;
        send(command::Advance{});
        return true;
    }

    [[nodiscard]] std::optional<Instant> coming(ActivityId id) const {
        const auto found = comes.find(std::string(instance.process().key(id)));
        return found != comes.end() ? found->second : instance.process().date(id);
    }

    std::optional<Command> answer(const AgendaEntry& entry) {
        if (entry.activity && is_per_case(instance.process(), *entry.activity)) return std::nullopt;
        const auto one = entry.people.empty() ? OptionalId<PersonId>() : OptionalId<PersonId>(entry.people.front());
        switch (entry.todo) {
        case Todo::start: return command::Start{};
        case Todo::open: return command::Open{*entry.activity, one, invited(*entry.activity)};
        case Todo::close: return closing(entry);
        case Todo::reaffirm: return command::Reaffirm{*entry.activity, one};
        case Todo::supply: return supply(*entry.artifact);
        case Todo::occur:
            if (coming(*entry.activity).value_or(now) > now) return std::nullopt;
            return command::Occur{*entry.activity, now};
        case Todo::waive: return command::Waive{*entry.activity, Excuse::rejection, one};
        case Todo::attend:
        case Todo::escalation: return std::nullopt;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Command> supply(ArtifactId id) const {
        const auto used = [&](ActivityId user) { return !is_per_case(instance.process(), user); };
        if (std::ranges::none_of(instance.index().consumers(id), used)) return std::nullopt;
        return command::Issue{id, 1, {}};
    }

    Command closing(const AgendaEntry& entry) {
        const auto& p = instance.process();
        command::Close c{.activity = *entry.activity, .by = entry.people};
        if (auto& says = script[std::string(p.key(c.activity))]; !says.empty()) {
            c.outcome = says.front().outcome;
            if (!says.front().return_to.empty()) c.return_to = *p.find_activity(says.front().return_to);
            says.erase(says.begin());
        }
        for (const auto output : p.produces(c.activity)) {
            const bool comes_not = std::ranges::find(never, p.key(output)) != never.end();
            const std::uint64_t digest = instance[c.activity].round + 1;
            c.outputs.push_back({output, comes_not ? std::nullopt : std::optional(digest)});
        }
        return c;
    }

    /// Everybody who may see what the activity needs and makes.
    [[nodiscard]] std::vector<PersonId> invited(ActivityId activity) const {
        const auto& p = instance.process();
        auto guarded = Confidentiality::open;
        for (const auto& list : {p.consumes(activity), p.produces(activity)})
            for (const auto id : list) guarded = std::max(guarded, p[id].confidentiality);
        std::vector<PersonId> out;
        for (const auto id : p.people().ids())
            if (std::ranges::any_of(p[id].roles, [&](RoleId role) { return p[role].clearance >= guarded; }))
                out.push_back(id);
        return out;
    }

    Instance first_;
};

} // namespace convene::test
