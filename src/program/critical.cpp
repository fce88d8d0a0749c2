#include "commands.hpp"
#include "table.hpp"
#include "terminal.hpp"
#include "words.hpp"

#include <convene/io/write_schedule.hpp>
#include <convene/schedule/critical.hpp>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <vector>

namespace convene::program {

namespace {

struct Settings {
    Common common;
    Dates dates;
    std::size_t paths = 3;
};

void print_path(const Process& process, const Schedule& plan, const std::vector<ActivityId>& path, Language l) {
    Table table;
    table.column(word(l, "activity", "活动"));
    table.column(word(l, "start", "开始"));
    table.column(word(l, "finish", "完成"));
    table.column(word(l, "float", "总时差"), Table::Align::right);
    for (const auto id : path)
        table.row({title(process, id, l), date(plan.start(id)), date(plan.finish(id)),
                   slack(process, id, plan.total_float(id), l)});
    std::cout << table.text();
}

/// Whether a path ends in the target, or in what finishes last.
bool is_critical(const Schedule& plan, const FloatPath& path) {
    if (plan.options().target) return path.activities.back() == *plan.options().target;
    return path.relative_float.count() <= 0 && plan.finish(path.activities.back()) >= plan.project_finish();
}

/// The activity of an earlier path that a path leads to: of several, the first that starts.
std::optional<ActivityId> joins(const Schedule& plan, const std::vector<FloatPath>& paths, std::size_t path) {
    const auto& g = plan.network();
    const auto last = g.node_of[paths[path].activities.back().value];
    std::optional<ActivityId> found;
    for (std::size_t i = 0; i < path; ++i) {
        for (const auto id : paths[i].activities) {
            const auto v = g.node_of[id.value];
            const auto begin = g.sources.begin() + g.first[v];
            const auto end = g.sources.begin() + g.first[v + 1];
            if (std::find(begin, end, last) != end && (!found || plan.start(id) < plan.start(*found))) found = id;
        }
    }
    return found;
}

void run(const Settings& settings) {
    const auto& common = settings.common;
    const auto l = common.lang();
    const auto input = read_input(common);
    const auto& process = input.process;
    const auto plan = make_schedule(common, settings.dates, input);
    const auto paths = float_paths(plan, settings.paths);
    if (common.json) {
        std::cout << io::write_float_paths(process, plan, paths);
        return;
    }
    if (paths.empty()) {
        std::cout << word(l, "the process has no activities", "流程中没有活动") << "\n";
        return;
    }
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto& path = paths[i];
        if (i > 0) std::cout << "\n";
        if (is_critical(plan, path)) {
            const auto end = path.activities.back();
            std::cout << word(l, "Critical path to ", "关键路径，终点：") << title(process, end, l)
                      << word(l, ", ", "，") << date(plan.finish(end)) << "\n";
        } else {
            const bool driving = path.relative_float.count() <= 0;
            std::cout << (driving ? word(l, "Critical path ", "关键路径 ")
                                  : word(l, "Near-critical path ", "次关键路径 "))
                      << i + 1;
            if (const auto next = joins(plan, paths, i))
                std::cout << word(l, ", joins ", "，汇入") << title(process, *next, l);
            std::cout << word(l, ", float ", "，总时差 ")
                      << slack(process, path.activities.back(), path.relative_float, l) << "\n";
        }
        print_path(process, plan, path.activities, l);
    }
}

} // namespace

void add_critical(CLI::App& app, int&) {
    auto* command = app.add_subcommand("critical", "Show the critical path and near-critical paths");
    auto settings = std::make_shared<Settings>();
    add_common(*command, settings->common);
    add_dates(*command, settings->dates);
    command->add_option("--paths", settings->paths, "Number of paths, the critical one first")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->callback([settings] { run(*settings); });
}

} // namespace convene::program
