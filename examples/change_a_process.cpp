// What if? Each variant of a process is a new value; the process itself stays as it is.
#include <convene/convene.hpp>
#include <convene/model/edit.hpp>
#include <convene/model/lookup.hpp>

#include <iostream>

using namespace convene;

namespace {

Instant at(std::string_view text) { return *parse_instant(text); }

void show(std::string_view what, const Result<Process>& process) {
    std::cout << what << ": ";
    if (!process) {
        std::cout << "refused\n" << to_string(process.error());
        return;
    }
    const auto plan = schedule(*process);
    std::cout << (plan ? to_string(plan->project_finish()) : to_string(plan.error())) << "\n";
}

} // namespace

int main() {
    ProcessBuilder b("launch");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "planning"}).person({.key = "li", .roles = {"planning"}});
    b.task("draft", Text("Draft the plan")).number("1").lasts(3_d).worked_by({"planning"}).produces({"plan"});
    b.meeting("decide", Text("Decide on the plan")).number("2").lasts(2_h).consumes({"plan"}).attended_by({"planning"});
    b.artifact({.key = "plan"});
    const auto process = *b.build();

    // Ids are looked up by what people call things.
    const auto draft = *look_up<ActivityId>(process, "1 Draft the plan");
    const auto decide = *look_up<ActivityId>(process, "decide on");

    show("as it is", process);
    show("two days longer", edit(process).duration(draft, 5_d).build());
    show("two weeks later", edit(process).shift(2).build());
    show("with a check between them",
         edit(process)
             .add([](ProcessBuilder& add) { add.task("check").lasts(1_d).after("draft").before("decide"); })
             .build());

    // A removal says what goes with it.
    auto shorter = edit(process);
    shorter.remove(draft);
    show("without the draft", shorter.build());
    std::cout << to_string(shorter.consequences());

    // Every fault at once.
    show("nonsense",
         edit(process)
             .duration(draft, -1_d)
             .progress(decide, Progress{.actual_start = {}, .actual_finish = at("2026-03-05"), .remaining = {}})
             .build());
}
