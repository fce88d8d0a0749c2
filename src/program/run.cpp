#include "session.hpp"
#include "words.hpp"

#include <convene/io/write_events.hpp>
#include <convene/run/migration.hpp>
#include <convene/run/refusal.hpp>

#include <CLI/CLI.hpp>

#include <functional>
#include <iostream>
#include <memory>

namespace convene::program {

namespace {

/// `plan=12`: the document with that digest; `plan=none`: it will not come; `plan`: it is there.
Output output(const Session& session, const std::string& text) {
    const auto equals = text.find('=');
    const auto value = equals == std::string::npos ? "1" : text.substr(equals + 1);
    Output out{session.artifact(text.substr(0, equals)), {}};
    if (value == "none") return out;
    std::uint64_t digest = 0;
    if (!CLI::detail::lexical_cast(value, digest)) {
        misuse(session.common(), "--output " + text, "write it as --output plan=12", "请写成 --output plan=12 的形式");
    }
    out.digest = digest;
    return out;
}

Outcome outcome(const std::string& word) {
    for (const auto each : {Outcome::approved, Outcome::revised, Outcome::rejected})
        if (word == name(each)) return each;
    return Outcome::deferred;
}

Command close_command(const Session& session, const RunSettings& s) {
    command::Close c{
        .activity = session.activity(s.activity), .outcome = outcome(s.outcome), .by = session.people(s.by)};
    for (const auto& text : s.outputs) c.outputs.push_back(output(session, text));
    if (!s.return_to.empty()) c.return_to = session.activity(s.return_to);
    return c;
}

/// Decides the commands one after the other, writes what happens to the journal, and prints it or what stands in the
/// way. All of them or none.
void act(const Session& session, const RunSettings& s, int& code, Running running,
         const std::vector<Command>& commands) {
    const auto at = session.at(running.instance);
    const auto process = running.instance.process();
    Events events;
    for (const auto& command : commands) {
        auto decision = running.instance.execute(Request{.command = command, .at = at, .far_ahead = s.confirm});
        if (!decision) {
            print(s.common, describe(running.instance.process(), decision.error().blockers));
            code = findings;
            return;
        }
        events.insert(events.end(), decision->begin(), decision->end());
    }
    (void)session.checked(running.journal.append(s.instance, events));
    if (events.empty() && !s.common.json) std::cout << word(session.language(), "nothing to do", "无需处理") << "\n";
    std::cout << io::write_events(process, events);
}

void act_all(const RunSettings& s, int& code,
             const std::function<std::vector<Command>(const Session&, Instant)>& make) {
    const Session session(s);
    auto running = session.load(false);
    const auto commands = make(session, session.at(running.instance));
    act(session, s, code, std::move(running), commands);
}

void act(const RunSettings& s, int& code, const std::function<Command(const Session&, Instant)>& make) {
    act_all(s, code, [&](const Session& session, Instant at) { return std::vector{make(session, at)}; });
}

/// The process of the file is the one to go over to; activities to answer for are named as they are in the journal.
void migrate(const RunSettings& s, int& code) {
    const Session session(s);
    auto running = session.load_any(s.plan);
    const auto next = io::self_contained(session.process());
    if (s.plan) return print_plan(s, running.instance, next);
    const auto& now = running.instance.process();
    const command::Migrate command{next, session.activities(now, s.kept), session.activities(now, s.again)};
    act(session, s, code, std::move(running), {command});
}

/// What is wrong with an offset such as `+08:00`; empty if nothing is.
std::string is_offset(const std::string& text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    const bool right = text.size() == 6 && (text[0] == '+' || text[0] == '-') && digit(1) && digit(2) &&
                       text[3] == ':' && digit(4) && digit(5) && text[4] < '6' &&
                       (text[1] == '0' || (text[1] == '1' && text[2] < '5'));
    return right ? "" : "\"" + text + "\" is not a UTC offset; write one such as +08:00";
}

using Parts = std::shared_ptr<RunSettings>;

/// A subcommand of `run` with what all of them take.
CLI::App* sub(CLI::App& run, const Parts& s, const char* name, const char* help) {
    auto* command = run.add_subcommand(name, help);
    command->add_option("--at", s->at, "Time of the command; by default that of the last event")->type_name("DATE");
    command->add_flag("--confirm", s->confirm, "Confirm a time that is more than a year ahead");
    return command;
}

void by(CLI::App* command, const Parts& s, const char* help) {
    command->add_option("--by", s->by, help)->type_name("PERSON");
}

CLI::App* on_activity(CLI::App* command, const Parts& s) {
    command->add_option("ACTIVITY", s->activity, "The activity's id or title")->required();
    return command;
}

void add_meeting_commands(CLI::App& run, const Parts& s, int& code) {
    auto* open = on_activity(sub(run, s, "open", "Open an activity"), s);
    by(open, s, "Who opens it");
    open->add_option("--present", s->present, "Others who are present")->type_name("PERSON");
    open->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            return command::Open{session.activity(s->activity), session.by(), session.people(s->present)};
        });
    });
    auto* call = on_activity(sub(run, s, "call", "Convene a meeting"), s);
    by(call, s, "Who convenes it");
    call->add_option("--for", s->on, "When the meeting will be held")->type_name("DATE")->required();
    call->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            return command::Call{session.activity(s->activity), session.time(s->on, "--for"), session.by()};
        });
    });
    auto* close = on_activity(sub(run, s, "close", "Close an activity with a decision"), s);
    by(close, s, "Who decides");
    close->add_option("--outcome", s->outcome, "What was decided")
        ->check(CLI::IsMember({"approved", "revised", "rejected", "deferred"}))
        ->capture_default_str();
    close
        ->add_option("--output", s->outputs,
                     "A document it produces: plan=12 (its digest), or plan=none if it will not come")
        ->type_name("ARTIFACT=DIGEST");
    close->add_option("--return-to", s->return_to, "Send work back to this activity")->type_name("ACTIVITY");
    close->callback(
        [s, &code] { act(*s, code, [&](const Session& session, Instant) { return close_command(session, *s); }); });
    auto* reaffirm =
        on_activity(sub(run, s, "reaffirm", "Confirm an earlier decision against the revised documents"), s);
    by(reaffirm, s, "Who confirms");
    reaffirm->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            return command::Reaffirm{session.activity(s->activity), session.by()};
        });
    });
    auto* waive = on_activity(sub(run, s, "waive", "Exempt an activity from a requirement"), s);
    by(waive, s, "Who waives");
    waive->add_option("--from", s->excuse, "The requirement")
        ->check(CLI::IsMember({"time", "rejection", "movement"}))
        ->capture_default_str();
    waive->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            const auto what = s->excuse == "time"        ? Excuse::time
                              : s->excuse == "rejection" ? Excuse::rejection
                                                         : Excuse::movement;
            return command::Waive{session.activity(s->activity), what, session.by()};
        });
    });
}

void add_outside_commands(CLI::App& run, const Parts& s, int& code) {
    auto* occur = on_activity(sub(run, s, "occur", "Record that an external milestone has occurred"), s);
    occur->add_option("--on", s->on, "When it occurred; by default the time of the command")->type_name("DATE");
    occur->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant at) -> Command {
            return command::Occur{session.activity(s->activity), s->on.empty() ? at : session.time(s->on, "--on")};
        });
    });
    auto* issue = sub(run, s, "issue", "Submit a document from outside");
    issue->add_option("ARTIFACT", s->artifact, "The artifact's id")->required();
    issue->add_option("--digest", s->digest, "A number that identifies its content")->capture_default_str();
    by(issue, s, "Who submits it");
    issue->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            return command::Issue{session.artifact(s->artifact), s->digest, session.by()};
        });
    });
    auto* unavailable = sub(run, s, "void", "Declare that a document from outside will not come");
    unavailable->add_option("ARTIFACT", s->artifact, "The artifact's id")->required();
    unavailable->callback([s, &code] {
        act(*s, code,
            [&](const Session& session, Instant) -> Command { return command::Void{session.artifact(s->artifact)}; });
    });
}

void add_people_commands(CLI::App& run, const Parts& s, int& code) {
    auto* bind = sub(run, s, "bind", "Appoint a person to a role in this run");
    bind->add_option("ROLE", s->role, "The role's id")->required();
    bind->add_option("PERSON", s->other, "The person's id")->required();
    bind->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            return command::Bind{session.role(s->role), session.person(s->other)};
        });
    });
    auto* delegate = sub(run, s, "delegate", "Let a person act for another until a date");
    delegate->add_option("PERSON", s->other, "Who acts")->required();
    by(delegate, s, "Who is represented");
    delegate->add_option("--from", s->from, "When it begins; by default now")->type_name("DATE");
    delegate->add_option("--until", s->until, "When it ends")->type_name("DATE")->required();
    delegate->callback([s, &code] {
        if (s->by.empty()) misuse(s->common, "--by", "name the person who is represented", "请写明委托人");
        act_all(*s, code, [&](const Session& session, Instant at) {
            std::vector<Command> all;
            for (const auto person : session.people(s->by))
                all.emplace_back(command::Delegate{person, session.person(s->other),
                                                   s->from.empty() ? at : session.time(s->from, "--from"),
                                                   session.time(s->until, "--until")});
            return all;
        });
    });
}

void add_counting_commands(CLI::App& run, const Parts& s, int& code) {
    auto* record = sub(run, s, "record", "Record work that counts toward a quota");
    record->add_option("QUOTA", s->quota, "The quota's id")->required();
    by(record, s, "Who did it");
    record->add_option("--count", s->count, "How many")->capture_default_str();
    record->callback([s, &code] {
        if (s->by.empty()) misuse(s->common, "--by", "name the person", "请写明人员");
        act_all(*s, code, [&](const Session& session, Instant) {
            std::vector<Command> all;
            for (const auto person : session.people(s->by))
                all.emplace_back(command::Record{session.named<QuotaId>(s->quota), person, s->count});
            return all;
        });
    });
    auto* staff = sub(run, s, "staff", "Record that somebody is on duty");
    staff->add_option("COVER", s->cover, "The cover's id")->required();
    by(staff, s, "Who is on duty");
    staff->add_option("--from", s->from, "Beginning of the duty")->type_name("DATE")->required();
    staff->add_option("--until", s->until, "End of the duty")->type_name("DATE")->required();
    staff->callback([s, &code] {
        if (s->by.empty()) misuse(s->common, "--by", "name the person", "请写明人员");
        act_all(*s, code, [&](const Session& session, Instant) {
            std::vector<Command> all;
            for (const auto person : session.people(s->by))
                all.emplace_back(command::Staff{session.named<CoverId>(s->cover), person,
                                                session.time(s->from, "--from"), session.time(s->until, "--until")});
            return all;
        });
    });
}

void add_migrate(CLI::App& run, const Parts& s, int& code) {
    auto* command = sub(run, s, "migrate", "Continue with the changed process in FILE");
    command->add_flag("--plan", s->plan, "Only show what happens to each activity");
    command->add_option("--keep", s->kept, "Keep the decision of this activity")->type_name("ACTIVITY");
    command->add_option("--again", s->again, "Hold this activity again")->type_name("ACTIVITY");
    command->callback([s, &code] { migrate(*s, code); });
}

} // namespace

void add_run(CLI::App& app, int& code) {
    auto* run = app.add_subcommand("run", "Run a process: record what happens, ask what to do next and why");
    auto s = std::make_shared<RunSettings>();
    add_common(*run, s->common);
    run->add_option("--journal", s->journal, "The journal file; created if missing")->type_name("FILE")->required();
    run->add_option("--instance", s->instance, "Name of this run of the process")
        ->type_name("NAME")
        ->capture_default_str();
    run->require_subcommand(1);
    run->fallthrough();
    auto* start = sub(*run, s, "start", "Start the instance");
    start->add_option("--round", s->round, "Round number, for a process that is repeated")->capture_default_str();
    start->callback([s, &code] {
        act(*s, code, [&](const Session& session, Instant) -> Command {
            session.refuse_unsound();
            return command::Start{.round = s->round};
        });
    });
    sub(*run, s, "advance", "Let time pass and report what fell due")->callback([s, &code] {
        act(*s, code, [](const Session&, Instant) -> Command { return command::Advance{}; });
    });
    add_meeting_commands(*run, s, code);
    add_outside_commands(*run, s, code);
    add_people_commands(*run, s, code);
    add_counting_commands(*run, s, code);
    add_migrate(*run, s, code);
    auto* list = sub(*run, s, "agenda", "List what can be done now, by whom and by when");
    by(list, s, "Only what this person can do");
    list->callback([s] { print_agenda(*s); });
    on_activity(sub(*run, s, "why", "Show the state of an activity and what holds it up"), s)->callback([s] {
        print_why(*s);
    });
    sub(*run, s, "forecast", "Forecast the dates from what has happened so far")->callback([s] { print_forecast(*s); });
    auto* audit = sub(*run, s, "audit", "Print all events, one JSON object per line, or as an event log");
    audit->add_option("--format", s->format, "JSON lines, XES (IEEE 1849) or OCEL 2.0")
        ->check(CLI::IsMember({"json", "xes", "ocel"}))
        ->capture_default_str();
    audit
        ->add_option("--utc-offset", s->utc_offset,
                     "Offset of local time from UTC, for event logs; by default that of the process's zone")
        ->check(CLI::Validator(is_offset, "+HH:MM"));
    audit->callback([s] { print_audit(*s); });
}

} // namespace convene::program
