#include "commands.hpp"
#include "help.hpp"
#include "words.hpp"

#include <convene/core/config.hpp>

#include <CLI/CLI.hpp>

#include <exception>
#include <iostream>

namespace convene::program {

void add_common(CLI::App& command, Common& common, bool with_json) {
    command.add_option("FILE", common.file, "The process file (JSON, see docs/format.md)")->required();
    command.add_option("--lang", common.language, "Language of the output")
        ->check(CLI::IsMember({"en", "zh"}))
        ->envname("CONVENE_LANG")
        ->capture_default_str();
    command.add_option("--set", common.parameters, "Set a parameter of the process, such as --set review-time=3d")
        ->type_name("NAME=SPAN");
    if (with_json) command.add_flag("--json", common.json, "Print JSON for programs");
}

void add_dates(CLI::App& command, Dates& dates) {
    command.add_option("--start", dates.start, "Start of the project; overrides the file")->type_name("DATE");
    command.add_option("--finish", dates.finish, "Schedule backwards from this finish")->type_name("DATE");
    command.add_option("--status", dates.status, "Status date: progress is known up to here")->type_name("DATE");
    command.add_option("--target", dates.target, "Activity that the critical path and the late dates lead to")
        ->type_name("ACTIVITY");
    command.add_flag("--relax", dates.relax,
                     "Treat upper bounds as wishes: report those that cannot be kept instead of refusing");
}

namespace {

int run(int argc, char** argv) {
    CLI::App app("Checks, schedules, explains and draws processes of meetings, roles and artifacts.", "convene");
    app.set_version_flag("--version", CONVENE_VERSION_STRING);
    app.require_subcommand(1);
    app.footer("Exit code: 0 success, 1 findings, 2 usage error or unreadable input.\n"
               "Example:   convene schedule examples/processes/s1-decision-meetings.json --lang zh");
    int code = fine;
    add_check(app, code);
    add_schedule(app, code);
    add_critical(app, code);
    add_explain(app, code);
    add_graph(app, code);
    add_gantt(app, code);
    add_level(app, code);
    add_workload(app, code);
    add_portfolio(app, code);
    add_fmt(app, code);
    add_run(app, code);
    add_conform(app, code);
    const auto language = help_language(argc, argv);
    if (language == Language::zh) translate_help(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? fine : unusable;
    } catch (const Stop& stop) {
        return stop.code;
    }
    std::cout.flush();
    if (!std::cout) {
        std::cerr << "convene: "
                  << word(language, "the output could not be written; check the disk", "无法写出结果；请检查磁盘")
                  << "\n";
        return unusable;
    }
    return code;
}

} // namespace

} // namespace convene::program

int main(int argc, char** argv) {
    try {
        return convene::program::run(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "convene: " << error.what() << "\n";
        return convene::program::unusable;
    }
}
