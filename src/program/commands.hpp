#pragma once

#include "input.hpp"

#include <cstddef>
#include <string>

namespace CLI {
class App;
}

namespace convene::program {

// Each adds one command with its options, its help and what it does; the exit code goes to `code`.
void add_check(CLI::App& app, int& code);
void add_schedule(CLI::App& app, int& code);
void add_critical(CLI::App& app, int& code);
void add_explain(CLI::App& app, int& code);
void add_graph(CLI::App& app, int& code);
void add_gantt(CLI::App& app, int& code);
void add_level(CLI::App& app, int& code);
void add_workload(CLI::App& app, int& code);
void add_portfolio(CLI::App& app, int& code);
void add_fmt(CLI::App& app, int& code);
void add_run(CLI::App& app, int& code);
void add_conform(CLI::App& app, int& code);

/// Options that commands share.
void add_common(CLI::App& command, Common& common, bool with_json = true);
void add_dates(CLI::App& command, Dates& dates);

} // namespace convene::program
