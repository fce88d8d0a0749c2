#include "commands.hpp"

#include <convene/io/write_gantt.hpp>

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace convene::program {

namespace {

struct Settings {
    Common common;
    Dates dates;
    std::uint32_t width = io::GanttOptions{}.width;
    std::size_t rows = io::GanttOptions{}.max_rows;
    bool plain = false;
};

void run(const Settings& settings) {
    const auto input = read_input(settings.common);
    const auto plan = make_schedule(settings.common, settings.dates, input);
    std::cout << io::write_gantt(input.process, plan,
                                 {.language = settings.common.lang(),
                                  .floats = !settings.plain,
                                  .links = !settings.plain,
                                  .width = settings.width,
                                  .max_rows = settings.rows});
}

} // namespace

void add_gantt(CLI::App& app, int&) {
    auto* command = app.add_subcommand("gantt", "Draw the schedule as a Gantt chart (SVG)");
    auto settings = std::make_shared<Settings>();
    add_common(*command, settings->common, false);
    add_dates(*command, settings->dates);
    command->add_option("--width", settings->width, "Width in pixels")
        ->check(CLI::Range(300, 20000))
        ->capture_default_str();
    command->add_option("--rows", settings->rows, "Maximum number of activities")->capture_default_str();
    command->add_flag("--plain", settings->plain, "Omit floats and critical-path arrows");
    command->callback([settings] { run(*settings); });
}

} // namespace convene::program
