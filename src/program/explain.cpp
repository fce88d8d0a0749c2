#include "commands.hpp"
#include "words.hpp"

#include <convene/core/detail/text_format.hpp>
#include <convene/io/write_schedule.hpp>
#include <convene/schedule/explain.hpp>

#include <CLI/CLI.hpp>

#include <array>
#include <iostream>
#include <map>
#include <memory>

namespace convene::program {

namespace {

struct Settings {
    Common common;
    Dates dates;
    std::string activity;
    std::string which;
};

const std::map<std::string, DateKind>& date_kinds() {
    static const std::map<std::string, DateKind> kinds{{"early-start", DateKind::early_start},
                                                       {"early-finish", DateKind::early_finish},
                                                       {"late-start", DateKind::late_start},
                                                       {"late-finish", DateKind::late_finish}};
    return kinds;
}

std::string heading(DateKind kind, Language l) {
    switch (kind) {
    case DateKind::early_start: return word(l, "{0} starts on {1} at the earliest:", "{0}最早于 {1} 开始：");
    case DateKind::early_finish: return word(l, "{0} finishes on {1} at the earliest:", "{0}最早于 {1} 完成：");
    case DateKind::late_start: return word(l, "{0} must start by {1}:", "{0}最迟须于 {1} 开始：");
    case DateKind::late_finish: return word(l, "{0} must finish by {1}:", "{0}最迟须于 {1} 完成：");
    }
    return {};
}

void run(const Settings& settings) {
    const auto l = settings.common.lang();
    const auto input = read_input(settings.common);
    const auto plan = make_schedule(settings.common, settings.dates, input);
    const auto id = find<ActivityId>(settings.common, input.process, settings.activity);
    // By default the finish that the plan has.
    const auto kind = !settings.which.empty()                    ? date_kinds().at(settings.which)
                      : plan.finish(id) == plan.early_finish(id) ? DateKind::early_finish
                                                                 : DateKind::late_finish;
    const auto steps = explain(plan, id, kind);
    if (settings.common.json) {
        std::cout << io::write_explanation(input.process, steps, l);
        return;
    }
    const std::array<std::string, 2> words{spoken(input.process, id, l), date(steps.back().at)};
    std::cout << convene::detail::fill(heading(kind, l), words) << "\n";
    for (std::size_t i = 0; i < steps.size(); ++i)
        std::cout << (i + 1 < 10 ? " " : "") << i + 1 << ". " << describe(input.process, steps[i], l) << "\n";
}

} // namespace

void add_explain(CLI::App& app, int&) {
    auto* command = app.add_subcommand("explain", "Explain the date of an activity, step by step");
    auto settings = std::make_shared<Settings>();
    add_common(*command, settings->common);
    command->add_option("ACTIVITY", settings->activity, "The activity's id or title")->required();
    add_dates(*command, settings->dates);
    std::vector<std::string> names;
    for (const auto& [name, kind] : date_kinds()) names.push_back(name);
    command->add_option("--date", settings->which, "The date to explain; by default the planned finish")
        ->check(CLI::IsMember(names));
    command->callback([settings] { run(*settings); });
}

} // namespace convene::program
