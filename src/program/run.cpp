#include "commands.hpp"
#include "table.hpp"
#include "words.hpp"

#include <convene/io/sqlite_journal.hpp>
#include <convene/io/write_events.hpp>
#include <convene/run/agenda.hpp>
#include <convene/run/forecast.hpp>
#include <convene/run/why.hpp>

#include <CLI/CLI.hpp>

#include <functional>
#include <iostream>
#include <memory>

namespace convene::program {

namespace {

/// What the subcommands take, each what it needs of it.
struct Settings {
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
    std::string until;
    std::uint64_t digest = 1;
};

[[noreturn]] void misuse(const std::string& sentence) {
    std::cerr << "convene: " << sentence << "\n";
    throw Stop{unusable};
}

/// An open journal, and the instance as it is there.
struct Running {
    io::SqliteJournal journal;
    Instance instance;
};

class Session {
  public:
    explicit Session(const Settings& s) : s_(s), input_(read_input(s.common)) {}

    [[nodiscard]] const Process& process() const { return input_.process; }
    [[nodiscard]] Language language() const { return s_.common.lang(); }

    template <class T>
    T checked(Result<T> result) const {
        if (result) return std::move(*result);
        print(s_.common, result.error());
        throw Stop{unusable};
    }
    [[nodiscard]] Running load(bool read_only) const {
        auto journal = checked(io::SqliteJournal::open(s_.journal, process(), {.read_only = read_only}));
        auto instance = checked(replay(journal, s_.instance));
        return {std::move(journal), std::move(instance)};
    }
    [[nodiscard]] Instant time(const std::string& text, const char* option) const {
        const auto t = parse_instant(text);
        if (!t) misuse(std::string(option) + ": " + message(t.error().front()));
        return *t;
    }
    /// When the command is given; of a question that does not say so, the time of the last event.
    [[nodiscard]] Instant at(const Instance& instance) const {
        if (!s_.at.empty()) return time(s_.at, "--at");
        if (instance.state().time) return *instance.state().time;
        if (const auto start = process().start()) return *start;
        misuse("--at: nothing has happened and the process has no start; say when");
    }
    [[nodiscard]] ActivityId activity(const std::string& key) const { return find_activity(s_.common, process(), key); }
    [[nodiscard]] PersonId person(const std::string& key) const {
        return found(process().find_person(key), "person", "人员", key);
    }
    [[nodiscard]] RoleId role(const std::string& key) const {
        return found(process().find_role(key), "role", "角色", key);
    }
    [[nodiscard]] ArtifactId artifact(const std::string& key) const {
        return found(process().find_artifact(key), "artifact", "文件", key);
    }
    [[nodiscard]] std::vector<PersonId> people(const std::vector<std::string>& keys) const {
        std::vector<PersonId> out;
        for (const auto& key : keys) out.push_back(person(key));
        return out;
    }
    [[nodiscard]] OptionalId<PersonId> by() const {
        if (s_.by.empty()) return {};
        return person(s_.by.front());
    }

  private:
    template <class T>
    [[nodiscard]] T found(std::optional<T> id, const char* en, const char* zh, const std::string& key) const {
        if (id) return *id;
        print(s_.common, {Diagnostic{Code::unknown_reference, {}, {Text{{"en", en}, {"zh", zh}}, key}, {}, {}}});
        throw Stop{unusable};
    }

    const Settings& s_;
    Input input_;
};

/// `plan=12`: the document with that digest; `plan=none`: it will not come; `plan`: it is there.
Output output(const Session& session, const std::string& text) {
    const auto equals = text.find('=');
    const auto value = equals == std::string::npos ? "1" : text.substr(equals + 1);
    Output out{session.artifact(text.substr(0, equals)), {}};
    if (value == "none") return out;
    std::uint64_t digest = 0;
    if (!CLI::detail::lexical_cast(value, digest)) misuse("--output " + text + ": write it as --output plan=12");
    out.digest = digest;
    return out;
}

Outcome outcome(const std::string& word) {
    for (const auto each : {Outcome::approved, Outcome::revised, Outcome::rejected})
        if (word == name(each)) return each;
    return Outcome::deferred;
}

Command close_command(const Session& session, const Settings& s) {
    Close c{.activity = session.activity(s.activity), .outcome = outcome(s.outcome), .by = session.people(s.by)};
    for (const auto& text : s.outputs) c.outputs.push_back(output(session, text));
    if (!s.return_to.empty()) c.return_to = session.activity(s.return_to);
    return c;
}

/// Decides, writes to the journal, and prints what happened or what stands in the way.
void act(const Settings& s, int& code, const std::function<Command(const Session&, Instant)>& make) {
    const Session session(s);
    auto running = session.load(false);
    const auto at = session.at(running.instance);
    const auto decision = running.instance.decide(make(session, at), at);
    if (!decision) {
        print(s.common, describe(session.process(), decision.error().blockers));
        code = findings;
        return;
    }
    (void)session.checked(running.journal.append(s.instance, *decision));
    if (decision->empty() && !s.common.json) std::cout << word(session.language(), "nothing to do", "无需处理") << "\n";
    std::cout << io::write_events(session.process(), *decision);
}

void print_agenda(const Settings& s) {
    const Session session(s);
    const auto running = session.load(true);
    const auto& process = session.process();
    const auto l = session.language();
    AgendaOptions options;
    if (!s.by.empty()) options.person = session.person(s.by.front());
    Table table;
    table.column(word(l, "to do", "事项"));
    table.column(word(l, "what", "对象"));
    table.column(word(l, "people", "人员"));
    table.column(word(l, "due", "期限"));
    for (const auto& entry : agenda(running.instance, session.at(running.instance), options)) {
        std::string what = entry.activity ? title(process, *entry.activity, l) : "";
        if (entry.artifact) what = process.key(*entry.artifact);
        std::string people;
        for (const auto id : entry.people) people += (people.empty() ? "" : " ") + std::string(process.key(id));
        table.row({std::string(name(entry.todo)), what, people, entry.due ? date(*entry.due) : ""});
    }
    std::cout << table.text();
}

void print_why(const Settings& s) {
    const Session session(s);
    const auto running = session.load(true);
    std::cout << to_string(session.process(),
                           why(running.instance, session.activity(s.activity), session.at(running.instance)),
                           session.language());
}

void print_forecast(const Settings& s) {
    const Session session(s);
    const auto running = session.load(true);
    const auto l = session.language();
    const auto expected = session.checked(forecast(running.instance, session.at(running.instance)));
    Table table;
    table.column(word(l, "activity", "活动"));
    table.column(word(l, "start", "开始"));
    table.column(word(l, "finish", "完成"));
    for (const auto id : expected.process.activities().ids())
        table.row(
            {title(expected.process, id, l), date(expected.schedule.start(id)), date(expected.schedule.finish(id))});
    std::cout << table.text();
}

void print_audit(const Settings& s) {
    const Session session(s);
    auto journal = session.checked(io::SqliteJournal::open(s.journal, session.process(), {.read_only = true}));
    std::cout << io::write_events(session.process(), session.checked(journal.read(s.instance)));
}

using Parts = std::shared_ptr<Settings>;

/// A subcommand of `run` with what all of them take.
CLI::App* sub(CLI::App& run, const Parts& s, const char* name, const char* help) {
    auto* command = run.add_subcommand(name, help);
    command->add_option("--at", s->at, "When; unless given, the time of the last event")->type_name("DATE");
    return command;
}

void by(CLI::App* command, const Parts& s, const char* help) {
    command->add_option("--by", s->by, help)->type_name("PERSON");
}

CLI::App* on_activity(CLI::App* command, const Parts& s) {
    command->add_option("ACTIVITY", s->activity, "The activity's id (or its title)")->required();
    return command;
}

void add_meeting_commands(CLI::App& run, const Parts& s, int& code) {
    auto* open = on_activity(sub(run, s, "open", "Begin an activity"), s);
    by(open, s, "Who opens it");
    open->add_option("--present", s->present, "Who else is there")->type_name("PERSON");
    open->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            return Open{session.activity(s->activity), session.by(), session.people(s->present)};
        });
    });
    auto* close = on_activity(sub(run, s, "close", "End an activity with a decision"), s);
    by(close, s, "Who decides");
    close->add_option("--outcome", s->outcome, "What was decided")
        ->check(CLI::IsMember({"approved", "revised", "rejected", "deferred"}))
        ->capture_default_str();
    close->add_option("--output", s->outputs, "A document that it produces: plan=12 (its digest) or plan=none")
        ->type_name("ARTIFACT=DIGEST");
    close->add_option("--return-to", s->return_to, "Send the work back to this activity")->type_name("ACTIVITY");
    close->callback(
        [s, &code] { act(*s, code, [&](const Session& session, Instant) { return close_command(session, *s); }); });
    auto* reaffirm = on_activity(sub(run, s, "reaffirm", "Let a stale decision stand on the new revisions"), s);
    by(reaffirm, s, "Who says so");
    reaffirm->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            return Reaffirm{session.activity(s->activity), session.by()};
        });
    });
    auto* waive = on_activity(sub(run, s, "waive", "Excuse an activity from something"), s);
    by(waive, s, "Who says so");
    waive->add_option("--from", s->excuse, "From what")
        ->check(CLI::IsMember({"time", "rejection", "movement"}))
        ->capture_default_str();
    waive->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            const auto what = s->excuse == "time"        ? Excuse::time
                              : s->excuse == "rejection" ? Excuse::rejection
                                                         : Excuse::movement;
            return Waive{session.activity(s->activity), what, session.by()};
        });
    });
}

void add_outside_commands(CLI::App& run, const Parts& s, int& code) {
    auto* occur = on_activity(sub(run, s, "occur", "An outside milestone has happened"), s);
    occur->add_option("--on", s->on, "When it happened; unless given, at the time of the command")->type_name("DATE");
    occur->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant at) -> Command {
            return Occur{session.activity(s->activity), s->on.empty() ? at : session.time(s->on, "--on")};
        });
    });
    auto* issue = sub(run, s, "issue", "A document from outside is there");
    issue->add_option("ARTIFACT", s->artifact, "The artifact's id")->required();
    issue->add_option("--digest", s->digest, "A number for what it contains")->capture_default_str();
    by(issue, s, "Who brings it");
    issue->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            return Issue{session.artifact(s->artifact), s->digest, session.by()};
        });
    });
    auto* unavailable = sub(run, s, "void", "A document from outside will not come");
    unavailable->add_option("ARTIFACT", s->artifact, "The artifact's id")->required();
    unavailable->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command { return Void{session.artifact(s->artifact)}; });
    });
}

void add_people_commands(CLI::App& run, const Parts& s, int& code) {
    auto* bind = sub(run, s, "bind", "A person fills a role here");
    bind->add_option("ROLE", s->role, "The role's id")->required();
    bind->add_option("PERSON", s->other, "The person's id")->required();
    bind->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            return Bind{session.role(s->role), session.person(s->other)};
        });
    });
    auto* delegate = sub(run, s, "delegate", "A person acts for the one in --by until a date");
    delegate->add_option("PERSON", s->other, "Who acts")->required();
    by(delegate, s, "For whom");
    delegate->add_option("--until", s->until, "When it ends")->type_name("DATE")->required();
    delegate->callback([s, &code] {
        if (s->by.empty()) misuse("--by: say for whom");
        act(*s, code, [&](const Session& session, Instant at) -> Command {
            return Delegate{session.person(s->by.front()), session.person(s->other), at,
                            session.time(s->until, "--until")};
        });
    });
}

} // namespace

void add_run(CLI::App& app, int& code) {
    auto* run = app.add_subcommand("run", "Run a process: act, and ask what is to do and why; events go to a journal");
    auto s = std::make_shared<Settings>();
    add_common(*run, s->common);
    run->add_option("--journal", s->journal, "The journal; it is made if it is not there")
        ->type_name("FILE")
        ->required();
    run->add_option("--instance", s->instance, "Which run of the process")->type_name("NAME")->capture_default_str();
    run->require_subcommand(1);
    run->fallthrough();
    sub(*run, s, "start", "Start the instance")->callback([s, &code] {
        act(*s, code, [](const Session&, Instant) -> Command { return Start{}; });
    });
    sub(*run, s, "advance", "Let time pass: tell what fell due")->callback([s, &code] {
        act(*s, code, [](const Session&, Instant) -> Command { return Advance{}; });
    });
    add_meeting_commands(*run, s, code);
    add_outside_commands(*run, s, code);
    add_people_commands(*run, s, code);
    auto* list = sub(*run, s, "agenda", "What may be done now, by whom and by when");
    by(list, s, "Only what this person may do");
    list->callback([s] { print_agenda(*s); });
    on_activity(sub(*run, s, "why", "How an activity stands, and what keeps it"), s)->callback([s] { print_why(*s); });
    sub(*run, s, "forecast", "The dates that follow from what has happened")->callback([s] { print_forecast(*s); });
    sub(*run, s, "audit", "Print every event, one JSON object a line")->callback([s] { print_audit(*s); });
}

} // namespace convene::program
