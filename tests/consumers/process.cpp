// Describes a process in code and schedules it.

#include <convene/convene.hpp>

#include <cstdio>

int main() {
    using namespace convene;
    ProcessBuilder b("launch");
    b.start(*try_parse_instant("2026-03-02T09:00"));
    b.task("write", "Write").lasts(3_d);
    b.meeting("decide", "Decide").lasts(2_h).after("write");
    const auto process = b.build();
    if (!process) return std::puts(to_string(process.error()).c_str()), 1;
    const auto plan = schedule(*process);
    if (!plan) return std::puts(to_string(plan.error()).c_str()), 1;
    std::puts(to_string(plan->finish(*process->find_activity("decide"))).c_str());
}
