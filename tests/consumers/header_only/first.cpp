// One of two translation units that hold all of the engine.

#include <convene/convene.hpp>

#include <cstdio>

convene::Result<convene::Process> launch();

int main() {
    const auto process = launch();
    if (!process) return std::puts(to_string(process.error()).c_str()), 1;
    const auto plan = convene::schedule(*process);
    if (!plan) return std::puts(to_string(plan.error()).c_str()), 1;
    std::puts(convene::to_string(plan->finish(*process->find_activity("decide"))).c_str());
}
