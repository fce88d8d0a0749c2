// Describe a small process in code, schedule it, and ask why a date is what it is.

#include <convene/convene.hpp>

#include <iostream>

int main() {
    using namespace convene;
    ProcessBuilder b("autumn-launch");
    b.start(*try_parse_instant("2026-09-01T09:00"));
    b.role({.key = "sales", .title = {{"en", "Sales group"}, {"zh", "销售组"}}});
    b.role({.key = "management", .title = {{"en", "Management"}, {"zh", "管理层"}}});
    b.artifact({.key = "market-report", .title = {{"en", "Market report"}, {"zh", "市场报告"}}});

    b.task("research", "Market research").lasts(10_d).worked_by({"sales"}).produces({"market-report"});
    b.meeting("strategy", "Strategy decision")
        .lasts(4_h)
        .initiated_by({"sales"})
        .decided_by({"management"})
        .consumes({"market-report"})
        .matter({.title = "Price level"});
    b.external("fair", "Autumn fair").date(*try_parse_instant("2026-10-10"));
    b.milestone("launch", "Launch").after("strategy", {.min = 2_w}).after("fair", {.min = {}, .max = 2_ew});

    const auto process = b.build();
    if (!process) {
        std::cerr << to_string(process.error());
        return 1;
    }
    const auto plan = schedule(*process);
    if (!plan) {
        std::cerr << to_string(plan.error());
        return 1;
    }
    for (const auto id : process->activities().ids())
        std::cout << process->key(id) << ": " << to_string(plan->start(id)) << " to " << to_string(plan->finish(id))
                  << ", float " << plan->total_float(id).count() / 3600 << " h\n";

    std::cout << "\nWhy the launch is when it is:\n";
    for (const auto& step : explain(*plan, *process->find_activity("launch")))
        std::cout << "- " << describe(*process, step, Language::en) << "\n";
}
