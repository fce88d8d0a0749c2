// Read a process file, show every finding, and compare an early with a late date.

#include <convene/convene.hpp>
#include <convene/io/read_process.hpp>

#include <iostream>

int main(int argc, char** argv) {
    using namespace convene;
    const auto process = io::read_process_file(argc > 1 ? argv[1] : "processes/s1-decision-meetings.json");
    if (!process) {
        std::cerr << to_string(process.error());
        return 1;
    }
    std::cout << process->title().in("zh") << ": " << check(*process).size() << " findings\n";
    const auto plan = schedule(*process);
    if (!plan) {
        std::cerr << to_string(plan.error());
        return 1;
    }
    const auto meeting = *process->find_activity("sales-plan-decision");
    for (const auto date : {DateKind::early_start, DateKind::late_start}) {
        std::cout << (date == DateKind::early_start ? "\nearly start\n" : "\nlate start\n");
        for (const auto& step : explain(*plan, meeting, date))
            std::cout << "- " << describe(*process, step, Language::zh) << "\n";
    }
}
