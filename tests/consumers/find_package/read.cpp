// Reads a process file, checks and schedules it, and prints what every user prints: dates, floats, and one reason.

#include <convene/convene.hpp>
#include <convene/io/read_process.hpp>

#include <iostream>

int main() {
    using namespace convene;
    const auto process = io::read_process_file(PROCESS_FILE);
    if (!process) return std::cout << to_string(process.error()), 1;
    if (const auto findings = check(*process); has_errors(findings)) return std::cout << to_string(findings), 1;
    const auto plan = schedule(*process);
    if (!plan) return std::cout << to_string(plan.error()), 1;
    for (const auto id : process->activities().ids())
        std::cout << process->key(id) << ' ' << to_string(plan->start(id)) << ' ' << to_string(plan->finish(id)) << ' '
                  << plan->total_float(id).count() << '\n';
    std::cout << explain(*plan, *process->find_activity("decide")).size() << " steps\n";
}
