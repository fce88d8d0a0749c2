// Run a small chain of decisions: a meeting sends a draft back, and what stood on it has to be held again.

#include <convene/model/builder.hpp>
#include <convene/run/run.hpp>

#include <iostream>

using namespace convene;

static Process describe() {
    ProcessBuilder b("strategy");
    b.start(*try_parse_instant("2026-03-02T09:00"));
    b.role({.key = "management"}).role({.key = "sales"}).role({.key = "planning"});
    b.person({.key = "boss", .roles = {"management"}}).person({.key = "zhao", .roles = {"sales"}});
    b.person({.key = "li", .roles = {"planning"}});
    b.artifact({.key = "sales-plan"}).artifact({.key = "customer-map"}).artifact({.key = "outline"});
    b.task("draft").lasts(spans::days(2)).worked_by({"sales"}).produces("sales-plan");
    b.task("map").lasts(spans::days(1)).worked_by({"planning"}).consumes("sales-plan").produces("customer-map");
    b.meeting("strategy")
        .lasts(spans::hours(3))
        .initiated_by({"planning"})
        .decided_by({"management"})
        .consumes({"sales-plan", "customer-map"})
        .produces("outline")
        .returns_to("draft", 2);
    return *b.build();
}

int main() {
    Instance run{describe()};
    const auto& process = run.process();
    const auto activity = [&](const char* key) { return *process.find_activity(key); };
    const auto person = [&](const char* key) { return *process.find_person(key); };
    auto now = *process.start();
    const auto does = [&](const char* what, const Command& command) {
        now += std::chrono::hours(3);
        const auto decision = run.execute(command, now);
        std::cout << to_string(now) << " " << what << ": ";
        if (decision)
            std::cout << "done, events: " << decision->size() << "\n";
        else
            std::cout << "refused\n" << to_string(process, decision.error());
    };
    const auto close = [&](const char* key, std::uint64_t digest, std::vector<PersonId> by = {}) {
        return command::Close{
            .activity = activity(key), .by = by, .outputs = {{process.produces(activity(key))[0], digest}}};
    };

    does("start", command::Start{});
    does("open the strategy meeting", command::Open{activity("strategy"), person("li")});
    does("open the draft", command::Open{activity("draft"), person("zhao")});
    does("close the draft", close("draft", 1));
    does("open the map", command::Open{activity("map"), person("li")});
    does("close the map", close("map", 1));
    does("open the strategy meeting", command::Open{activity("strategy"), person("li")});
    does("reject the plan", command::Close{.activity = activity("strategy"),
                                           .outcome = Outcome::rejected,
                                           .by = {person("boss")},
                                           .return_to = activity("draft")});
    does("open the draft again", command::Open{activity("draft"), person("zhao")});
    does("close the new draft", close("draft", 2));

    std::cout << "\n" << to_string(process, why(run, activity("map"), now)) << "\nagenda\n";
    for (const auto& entry : agenda(run, now)) {
        std::cout << "- " << name(entry.todo) << " " << process.key(*entry.activity) << ":";
        for (const auto who : entry.people) std::cout << " " << process.key(who);
        std::cout << "\n";
    }
    const auto expected = forecast(run, now);
    std::cout << "the strategy meeting is expected on " << to_string(expected->schedule.start(activity("strategy")))
              << "\n\n";

    does("reaffirm the map", command::Reaffirm{activity("map"), person("li")});
    does("open the strategy meeting", command::Open{activity("strategy"), person("li")});
    does("approve the plan", close("strategy", 1, {person("boss")}));
    std::cout << (run.finished() ? "finished" : "not finished") << "\n";
}
