#include "commands.hpp"
#include "table.hpp"
#include "terminal.hpp"
#include "words.hpp"

#include <convene/core/detail/text_format.hpp>
#include <convene/io/write_schedule.hpp>
#include <convene/model/queries.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/rollup.hpp>
#include <convene/time/detail/wording.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>

namespace convene::program {

namespace {

struct Settings {
    Common common;
    Dates dates;
    bool phases = false;
    std::string order = "start";
};

/// Critical activities that have float all the same, and why: work that drives the end may be done while others have
/// time off, as before a weekend. Not where all of them have float, because the project is wanted later than it ends.
void print_critical_with_float(const Schedule& plan, const convene::Table<ActivityId, bool>& critical,
                               const std::vector<ActivityId>& rows, Language l) {
    const auto& process = plan.process();
    auto least = Seconds::max();
    for (const auto id : rows)
        if (critical[id]) least = std::min(least, plan.total_float(id));
    if (least > Seconds{0}) return;
    constexpr std::size_t most = 10;
    std::size_t count = 0;
    for (const auto id : rows) {
        const auto left = plan.total_float(id);
        if (!critical[id] || left <= Seconds{0} || ++count > most) continue;
        std::cout << "  " << title(process, id, l) << word(l, " drives the end; ", "决定完工日期；总时差 ")
                  << slack(process, id, left, l) << word(l, " of float, as time off follows", "，因其后是非工作时间")
                  << "\n";
    }
    if (count > most)
        std::cout << "  " << word(l, "and ", "另有 ") << count - most
                  << word(l, " more such activities", " 项活动同样如此") << "\n";
}

void print_activities(const Settings& settings, const Process& process, const Schedule& plan) {
    const auto l = settings.common.lang();
    const auto critical = on_longest_path(plan);
    const auto unsure = provisional(plan);
    std::vector<ActivityId> rows;
    for (const auto id : process.activities().ids()) rows.push_back(id);
    if (settings.order == "start")
        std::ranges::stable_sort(rows, {}, [&](ActivityId id) { return std::pair(plan.start(id), plan.finish(id)); });
    Table table;
    table.column("");
    table.column(word(l, "activity", "活动"));
    table.column(word(l, "start", "开始"));
    table.column(word(l, "finish", "完成"));
    table.column(word(l, "late start", "最迟开始"));
    table.column(word(l, "late finish", "最迟完成"));
    table.column(word(l, "float", "总时差"), Table::Align::right);
    table.column(word(l, "free", "自由时差"), Table::Align::right);
    for (const auto id : rows) {
        const auto flags = unsure[id];
        const auto mark = std::string(critical[id] ? "*" : " ") + (flags.unknown_milestone ? "?"
                                                                   : flags.beyond_coverage ? "~"
                                                                                           : "");
        table.row({mark, title(process, id, l), date(plan.start(id)), date(plan.finish(id)), date(plan.late_start(id)),
                   date(plan.late_finish(id)), slack(process, id, plan.total_float(id), l),
                   slack(process, id, plan.free_float(id), l)},
                  critical[id] ? colour::critical : std::string_view{});
    }
    std::cout << table.text();
    std::cout << word(l, "* critical", "* 关键");
    if (std::ranges::any_of(unsure, &Provisional::unknown_milestone))
        std::cout << word(l, "   ? depends on an external milestone without a date", "   ? 取决于日期未定的外部里程碑");
    if (std::ranges::any_of(unsure, [](Provisional p) { return p.beyond_coverage && !p.unknown_milestone; }))
        std::cout << word(l, "   ~ beyond the years with known holidays", "   ~ 超出已公布节假日的年份");
    std::cout << "\n";
    print_critical_with_float(plan, critical, rows, l);
}

void print_phases(const Settings& settings, const Process& process, const Schedule& plan) {
    const auto l = settings.common.lang();
    const auto dates = roll_up(plan);
    Table table;
    table.column(word(l, "phase", "阶段"));
    table.column(word(l, "start", "开始"));
    table.column(word(l, "finish", "完成"));
    table.column(word(l, "activities", "活动数"), Table::Align::right);
    table.column(word(l, "finished", "已完成"), Table::Align::right);
    for (const auto id : process.phases().ids()) {
        const auto& p = dates[id];
        if (p.activities == 0) continue;
        const auto text = process.title(id).in(l);
        table.row({std::string(text.empty() ? process.key(id) : text), date(p.start), date(p.finish),
                   std::to_string(p.activities), std::to_string(p.finished)});
    }
    std::cout << "\n" << table.text();
}

/// "Launch" is 3 working days later than its deadline: 2026-03-11 18:00 instead of 2026-03-06 18:00.
void print_lateness(const Process& process, ActivityId id, Instant actual, Instant limit, const std::string& what,
                    Language l) {
    namespace words = convene::detail;
    const auto& calendar = process.calendar_of(id);
    const auto work = calendar.between(limit, actual);
    const auto amount = work.count() > 0 ? words::amount_in_sentence(work, calendar.day_size(), l)
                                         : words::amount_in_sentence(actual - limit, std::nullopt, l);
    std::cout << words::say(l, "{0} is {1} later than {2}: {3} instead of {4}", "{0}比{2}晚 {1}：{3}，要求 {4}",
                            {spoken(process, id, l), amount, what, date(actual), date(limit)})
              << "\n";
}

std::optional<Instant> wanted_finish(const Schedule& plan) {
    return plan.options().finish ? plan.options().finish : plan.options().wanted_by;
}

bool misses_deadline(const Process& process, const Schedule& plan, ActivityId id) {
    const auto deadline = process.deadline(id);
    return deadline && plan.finish(id) > *deadline && !has_finished(process, id);
}

/// Whether the plan does without something that is wanted.
bool is_late(const Process& process, const Schedule& plan) {
    const auto wanted = wanted_finish(plan);
    return !plan.broken().empty() || (wanted && plan.project_finish() > *wanted) ||
           std::ranges::any_of(process.activities().ids(),
                               [&](ActivityId a) { return misses_deadline(process, plan, a); });
}

void print_remarks(const Settings& settings, const Process& process, const Schedule& plan) {
    const auto l = settings.common.lang();
    std::cout << word(l, "project: ", "项目：") << date(plan.project_start()) << word(l, " to ", " 至 ")
              << date(plan.project_finish()) << "\n";
    for (const auto id : process.activities().ids())
        if (misses_deadline(process, plan, id))
            print_lateness(process, id, plan.finish(id), *process.deadline(id), word(l, "its deadline", "期限"), l);
    const auto wanted = wanted_finish(plan);
    if (wanted && plan.project_finish() > *wanted)
        std::cout << convene::detail::say(l, "the project finishes on {0}, after the finish that is wanted, {1}",
                                          "项目于 {0} 完成，晚于要求的 {1}",
                                          {date(plan.project_finish()), date(*wanted)})
                  << "\n";
    for (const auto& broken : plan.broken())
        print_lateness(process, broken.activity, broken.actual, broken.limit,
                       broken.soft ? word(l, "its soft limit", "期望") : word(l, "its limit", "要求"), l);
}

void run(const Settings& settings, int& code) {
    const auto input = read_input(settings.common);
    const auto plan = make_schedule(settings.common, settings.dates, input);
    code = is_late(input.process, plan) ? findings : fine;
    if (settings.common.json) {
        std::cout << io::write_schedule(input.process, plan);
        return;
    }
    print_activities(settings, input.process, plan);
    if (settings.phases) print_phases(settings, input.process, plan);
    print_remarks(settings, input.process, plan);
}

} // namespace

void add_schedule(CLI::App& app, int& code) {
    auto* command = app.add_subcommand("schedule", "Compute early and late dates, floats and critical activities");
    auto settings = std::make_shared<Settings>();
    add_common(*command, settings->common);
    add_dates(*command, settings->dates);
    command->add_flag("--phases", settings->phases, "Show the phases, too");
    command->add_option("--order", settings->order, "Order of the rows")
        ->check(CLI::IsMember({"start", "file"}))
        ->capture_default_str();
    command->callback([settings, &code] { run(*settings, code); });
}

} // namespace convene::program
