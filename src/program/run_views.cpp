#include "session.hpp"
#include "table.hpp"
#include "terminal.hpp"
#include "words.hpp"

#include <convene/core/detail/text_format.hpp>

#include <convene/io/time_zone.hpp>
#include <convene/io/write_event_log.hpp>
#include <convene/io/write_events.hpp>
#include <convene/run/agenda.hpp>
#include <convene/run/forecast.hpp>
#include <convene/run/migration.hpp>
#include <convene/run/refusal.hpp>
#include <convene/run/why.hpp>
#include <convene/schedule/critical.hpp>

namespace convene::program {

namespace {

std::string word_of(Todo todo, Language l) {
    switch (todo) {
    case Todo::start: return word(l, name(todo), "启动");
    case Todo::open: return word(l, name(todo), "开始");
    case Todo::close: return word(l, name(todo), "结束");
    case Todo::reaffirm: return word(l, name(todo), "重新确认");
    case Todo::supply: return word(l, name(todo), "提交");
    case Todo::occur: return word(l, name(todo), "登记外部节点");
    case Todo::waive: return word(l, name(todo), "豁免");
    case Todo::attend: return word(l, name(todo), "出席");
    case Todo::escalation: return word(l, name(todo), "督办");
    }
    return {};
}

std::string word_of(Fate fate, Language l) {
    switch (fate) {
    case Fate::kept: return word(l, name(fate), "保留");
    case Fate::stale: return word(l, name(fate), "已过时");
    case Fate::added: return word(l, name(fate), "新增");
    case Fate::orphaned: return word(l, name(fate), "移除");
    case Fate::adjourned: return word(l, name(fate), "休会");
    case Fate::asked: return word(l, name(fate), "待答复");
    }
    return {};
}

} // namespace

void print_plan(const RunSettings& s, const Instance& instance, const Process& next) {
    const auto l = s.common.lang();
    Table table;
    table.column(word(l, "activity", "活动"));
    table.column(word(l, "result", "结果"));
    const auto fates = plan_migration(instance, next);
    for (const auto& each : fates)
        table.row({each.after ? title(next, *each.after, l) : title(instance.process(), *each.before, l),
                   word_of(each.fate, l)});
    std::cout << table.text();
    for (const auto& each : fates) print(s.common, describe(next, each.undecidable));
}

void print_agenda(const RunSettings& s) {
    const Session session(s);
    const auto running = session.load(true);
    const auto& process = session.process();
    const auto l = session.language();
    AgendaOptions options;
    if (!s.by.empty()) options.person = session.person(s.by.front());
    Table table;
    table.column(word(l, "to do", "事项"));
    table.column(word(l, "activity or document", "对象"));
    table.column(word(l, "people", "人员"));
    table.column(word(l, "due", "期限"));
    const auto entries = agenda(running.instance, session.at(running.instance), options);
    if (entries.empty()) {
        std::cout << word(l, "nothing to do", "无待办事项") << "\n";
        return;
    }
    for (const auto& entry : entries) {
        std::string what = entry.activity ? title(process, *entry.activity, l) : "";
        if (entry.artifact)
            what = convene::detail::title_or_key(process.title(*entry.artifact), process.key(*entry.artifact), l);
        std::string people;
        const auto add = [&](PersonId id) {
            people += (people.empty() ? "" : word(l, ", ", "、")) +
                      convene::detail::title_or_key(process.title(id), process.key(id), l);
        };
        for (const auto id : entry.people) add(id);
        for (const auto id : entry.away) {
            add(id);
            people += word(l, " (away)", "（不在岗）");
        }
        const auto due = entry.called ? entry.called : entry.due;
        table.row({word_of(entry.todo, l), what, people, due ? date(*due) : ""});
    }
    std::cout << table.text();
}

void print_why(const RunSettings& s) {
    const Session session(s);
    const auto running = session.load(true);
    std::cout << to_string(session.process(),
                           why(running.instance, session.activity(s.activity), session.at(running.instance)),
                           session.language());
}

void print_forecast(const RunSettings& s) {
    const Session session(s);
    const auto running = session.load(true);
    const auto l = session.language();
    const auto expected = session.checked(forecast(running.instance, session.at(running.instance)));
    const auto& process = expected.process;
    const auto critical = on_longest_path(expected.schedule);
    const auto planned = schedule(session.process());
    Table table;
    table.column("");
    table.column(word(l, "activity", "活动"));
    table.column(word(l, "start", "开始"));
    table.column(word(l, "finish", "完成"));
    if (planned) table.column(word(l, "planned finish", "计划完成"));
    if (planned) table.column(word(l, "later by", "推迟"), Table::Align::right);
    table.column(word(l, "float", "总时差"), Table::Align::right);
    for (const auto id : process.activities().ids()) {
        const auto finish = expected.schedule.finish(id);
        std::vector<std::string> row{critical[id] ? "*" : "", title(process, id, l), date(expected.schedule.start(id)),
                                     date(finish)};
        if (planned) {
            const auto late = process.calendar_of(id).between(planned->finish(id), finish);
            row.push_back(date(planned->finish(id)));
            row.push_back(finish == planned->finish(id) ? "" : slack(process, id, late, l));
        }
        row.push_back(slack(process, id, expected.schedule.total_float(id), l));
        table.row(std::move(row), critical[id] ? colour::critical : std::string_view{});
    }
    std::cout << table.text() << word(l, "* critical", "* 关键") << "\n";
}

void print_audit(const RunSettings& s) {
    const Session session(s);
    auto journal = session.checked(io::SqliteJournal::open(s.journal, session.process(), {.read_only = true}));
    const auto process = session.checked(journal.origin(s.instance));
    auto events = session.checked(journal.read(s.instance));
    if (s.format == "json") {
        std::cout << io::write_events(process, events);
        return;
    }
    io::EventLogOptions options;
    if (s.utc_offset.empty()) {
        for (const auto& finding : io::check_zone(process)) std::cerr << to_string(finding, session.language()) << "\n";
    } else {
        const std::chrono::minutes size(std::stoi(s.utc_offset.substr(1, 2)) * 60 + std::stoi(s.utc_offset.substr(4)));
        options.utc_offset = s.utc_offset[0] == '-' ? -size : size;
    }
    const io::EventLogCase one{s.instance, process, std::move(events)};
    std::cout << (s.format == "xes" ? io::write_xes({&one, 1}, options) : io::write_ocel({&one, 1}, options));
}

} // namespace convene::program
