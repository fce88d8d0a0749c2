#include "commands.hpp"
#include "table.hpp"
#include "terminal.hpp"
#include "words.hpp"

#include <convene/io/write_schedule.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/rollup.hpp>

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

void print_activities(const Settings& settings, const Process& process, const Schedule& plan) {
    const auto l = settings.common.lang();
    const auto critical = on_longest_path(process, plan);
    const auto unsure = provisional(process, plan);
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
        const auto flags = unsure[id.index()];
        const auto mark = std::string(critical[id.index()] ? "*" : " ") + (flags.unknown_milestone ? "?"
                                                                           : flags.beyond_coverage ? "~"
                                                                                                   : "");
        table.row({mark, title(process, id, l), date(plan.start(id)), date(plan.finish(id)), date(plan.late_start(id)),
                   date(plan.late_finish(id)), slack(process, id, plan.total_float(id), l),
                   slack(process, id, plan.free_float(id), l)},
                  critical[id.index()] ? colour::critical : std::string_view{});
    }
    std::cout << table.text();
    std::cout << word(l, "* critical", "* 关键");
    if (std::ranges::any_of(unsure, &Provisional::unknown_milestone))
        std::cout << word(l, "   ? waits for an outside milestone without a date", "   ? 取决于日期未定的外部里程碑");
    if (std::ranges::any_of(unsure, [](Provisional p) { return p.beyond_coverage && !p.unknown_milestone; }))
        std::cout << word(l, "   ~ beyond the years whose holidays are known", "   ~ 超出已公布节假日的年份");
    std::cout << "\n";
}

void print_phases(const Settings& settings, const Process& process, const Schedule& plan) {
    const auto l = settings.common.lang();
    const auto dates = roll_up(process, plan);
    Table table;
    table.column(word(l, "phase", "阶段"));
    table.column(word(l, "start", "开始"));
    table.column(word(l, "finish", "完成"));
    table.column(word(l, "activities", "活动数"), Table::Align::right);
    table.column(word(l, "finished", "已完成"), Table::Align::right);
    for (const auto id : process.phases().ids()) {
        const auto& p = dates[id.index()];
        if (p.activities == 0) continue;
        const auto text = process.title(id).in(l);
        table.row({std::string(text.empty() ? process.key(id) : text), date(p.start), date(p.finish),
                   std::to_string(p.activities), std::to_string(p.finished)});
    }
    std::cout << "\n" << table.text();
}

void print_remarks(const Settings& settings, const Process& process, const Schedule& plan) {
    const auto l = settings.common.lang();
    std::cout << word(l, "project: ", "项目：") << date(plan.project_start()) << word(l, " to ", " 至 ")
              << date(plan.project_finish()) << "\n";
    for (const auto id : process.activities().ids())
        if (const auto deadline = process.deadline(id); deadline && plan.finish(id) > *deadline)
            std::cout << word(l, "deadline missed: ", "超过期限：") << spoken(process, id, l) << " "
                      << date(plan.finish(id)) << " > " << date(*deadline) << "\n";
    for (const auto& broken : plan.broken())
        std::cout << word(l, "given up: ", "未能满足：") << spoken(process, broken.activity, l) << " "
                  << date(broken.actual) << " > " << date(broken.limit) << "\n";
}

void run(const Settings& settings, int& code) {
    const auto input = read_input(settings.common);
    const auto plan = make_schedule(settings.common, settings.dates, input);
    code = plan.broken().empty() ? fine : findings;
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
    auto* command = app.add_subcommand("schedule", "Compute early and late dates, floats and the critical activities");
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
