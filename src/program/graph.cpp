#include "commands.hpp"

#include <convene/io/write_graph.hpp>

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <optional>

namespace convene::program {

namespace {

struct Settings {
    Common common;
    Dates dates;
    std::string format = "dot";
    bool artifacts = false;
    bool scheduled = false;
};

void run(const Settings& settings) {
    const auto input = read_input(settings.common);
    std::optional<Schedule> plan;
    if (settings.scheduled) plan = make_schedule(settings.common, settings.dates, input);
    const io::GraphOptions options{settings.common.lang(), settings.artifacts, plan ? &*plan : nullptr};
    std::cout << (settings.format == "dot" ? io::write_dot(input.process, options)
                                           : io::write_mermaid(input.process, options));
}

} // namespace

void add_graph(CLI::App& app, int&) {
    auto* command = app.add_subcommand("graph", "Draw the process for Graphviz (DOT) or Mermaid");
    auto settings = std::make_shared<Settings>();
    add_common(*command, settings->common, false);
    add_dates(*command, settings->dates);
    command->add_option("--format", settings->format, "Output format")
        ->check(CLI::IsMember({"dot", "mermaid"}))
        ->capture_default_str();
    command->add_flag("--artifacts", settings->artifacts, "Show documents as nodes of their own");
    command->add_flag("--dates", settings->scheduled, "Schedule first: show dates and mark the critical path");
    command->callback([settings] { run(*settings); });
}

} // namespace convene::program
