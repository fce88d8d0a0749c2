// What a schedule that can't be says: the requirements that contradict each other, and each smallest way out.

#include <convene/convene.hpp>

#include <iostream>

int main() {
    using namespace convene;
    ProcessBuilder b("too-tight");
    b.start(*try_parse_instant("2026-03-02T09:00"));
    b.task("drawings", {{"en", "Construction drawings"}, {"zh", "施工图"}}).lasts(15_d);
    b.meeting("outline", {{"en", "Strategy outline decision"}, {"zh", "策略大纲决策会"}})
        .lasts(1_d)
        .after("drawings", {.min = 2_d})
        .constrain(ConstraintKind::finish_no_later_than, *try_parse_instant("2026-03-24T18:00"));
    const auto process = b.build();
    const auto plan = schedule(*process);
    if (plan) return 1;
    std::cout << to_string(plan.error()) << to_string(plan.error(), Language::zh);

    // The same as data.
    for (const auto& conflict : find_conflicts(*process))
        for (const auto& part : conflict.parts)
            std::cout << "- " << describe(*process, part, Language::en)
                      << (part.relaxed_date ? " -> " + to_string(*part.relaxed_date) : "") << "\n";

    // Or schedule all the same, and see what had to be given up.
    const auto relaxed = schedule(*process, {.on_conflict = OnConflict::relax});
    for (const auto& broken : relaxed->broken())
        std::cout << process->key(broken.activity) << ": " << to_string(broken.actual) << " instead of "
                  << to_string(broken.limit) << "\n";
}
