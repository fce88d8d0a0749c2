#pragma once

#include "commands.hpp"
#include "input.hpp"

#include <convene/check/check.hpp>
#include <convene/core/detail/hash.hpp>
#include <convene/io/locate.hpp>
#include <convene/io/sqlite_journal.hpp>
#include <convene/io/write_process.hpp>
#include <convene/run/instance.hpp>
#include <convene/run/keyed.hpp>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace convene::program {

/// What the subcommands of `run` take, each what it needs of it.
struct RunSettings {
    Common common;
    std::string journal;
    std::string instance = "main";
    std::string at;
    std::vector<std::string> by;
    std::vector<std::string> present;
    std::vector<std::string> outputs;
    std::string activity;
    std::string artifact;
    std::string role;
    std::string other;
    std::string outcome = "approved";
    std::string return_to;
    std::string excuse = "time";
    std::string on;
    std::string from;
    std::string until;
    std::string quota;
    std::string cover;
    std::vector<std::string> kept;
    std::vector<std::string> again;
    std::uint64_t digest = 1;
    std::uint32_t count = 1;
    std::uint32_t round = 1;
    bool plan = false;
    bool confirm = false;
    std::string format = "json";
    std::string utc_offset;
};

/// An open journal, and the instance as it is there.
struct Running {
    io::SqliteJournal journal;
    Instance instance;
};

class Session {
  public:
    explicit Session(const RunSettings& s) : s_(s), input_(read_input(s.common)) {}

    [[nodiscard]] const Process& process() const { return input_.process; }
    [[nodiscard]] Language language() const { return s_.common.lang(); }
    [[nodiscard]] const Common& common() const { return s_.common; }

    template <class T>
    T checked(Result<T> result) const {
        if (result) return std::move(*result);
        print(s_.common, result.error());
        throw Stop{unusable};
    }
    /// The instance by the process of the file.
    [[nodiscard]] Running load(bool read_only) const {
        auto running = load_any(read_only);
        const auto& by = running.instance.process();
        if (by == process() || io::self_contained(by) == io::self_contained(process())) return running;
        const auto version = [](const Process& p) {
            return std::string(p.key()) + " " + convene::detail::hex(io::process_digest(p));
        };
        print(s_.common, {Diagnostic{Code::journal_other_process,
                                     {},
                                     {s_.instance, version(by), version(io::self_contained(process()))},
                                     {},
                                     {}}});
        throw Stop{unusable};
    }
    /// The instance by whatever process it runs.
    [[nodiscard]] Running load_any(bool read_only) const {
        auto journal = checked(io::SqliteJournal::open(s_.journal, process(), {.read_only = read_only}));
        auto instance = checked(replay(journal, s_.instance));
        return {std::move(journal), std::move(instance)};
    }
    [[nodiscard]] Instant time(const std::string& text, const char* option) const {
        return parse_date_option(s_.common, option, text);
    }
    /// When the command is given; of a question that does not say so, the time of the last event.
    [[nodiscard]] Instant at(const Instance& instance) const {
        if (!s_.at.empty()) return time(s_.at, "--at");
        if (instance.state().time) return *instance.state().time;
        if (const auto start = process().start()) return *start;
        misuse(s_.common, "--at", "give a time, because nothing has happened yet and the process has no start",
               "请给出时间，因为尚无事件，流程也没有开始日期");
    }
    /// Prints what `check` has against the process and stops: what it refuses is not started.
    void refuse_unsound() const {
        auto found = check(process());
        std::erase_if(found, [](const Diagnostic& d) { return d.severity() != Severity::error; });
        if (found.empty()) return;
        io::locate(found, input_.source);
        print(s_.common, found);
        throw Stop{findings};
    }
    [[nodiscard]] ActivityId activity(const std::string& key) const { return named<ActivityId>(key); }
    [[nodiscard]] std::vector<ActivityId> activities(const Process& of, const std::vector<std::string>& keys) const {
        std::vector<ActivityId> out;
        for (const auto& key : keys) out.push_back(find<ActivityId>(s_.common, of, key));
        return out;
    }
    template <NamedId IdType>
    [[nodiscard]] IdType named(const std::string& name) const {
        return find<IdType>(s_.common, process(), name);
    }
    [[nodiscard]] PersonId person(const std::string& name) const { return named<PersonId>(name); }
    [[nodiscard]] RoleId role(const std::string& name) const { return named<RoleId>(name); }
    [[nodiscard]] ArtifactId artifact(const std::string& name) const { return named<ArtifactId>(name); }
    [[nodiscard]] std::vector<PersonId> people(const std::vector<std::string>& names) const {
        std::vector<PersonId> out;
        for (const auto& name : names) out.push_back(person(name));
        return out;
    }
    /// The one person in `--by`, where one alone can do it; nothing without any.
    [[nodiscard]] OptionalId<PersonId> by() const {
        if (s_.by.empty()) return {};
        if (s_.by.size() > 1)
            misuse(s_.common, "--by",
                   "name one person; name others who are present with --present, if there is such an option",
                   "请只写一人；其他到场人员请用 --present（如有此选项）");
        return person(s_.by.front());
    }

  private:
    const RunSettings& s_;
    Input input_;
};

// What is asked, and printed.
void print_agenda(const RunSettings& s);
void print_why(const RunSettings& s);
void print_forecast(const RunSettings& s);
void print_audit(const RunSettings& s);
/// What becomes of each activity if the instance goes over to `next`.
void print_plan(const RunSettings& s, const Instance& instance, const Process& next);

} // namespace convene::program
