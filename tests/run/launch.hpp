#pragma once

#include <convene/model/builder.hpp>
#include <convene/run/instance.hpp>

#include <initializer_list>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace convene::test {

inline Instant at(std::string_view text) { return *try_parse_instant(text); }

inline Process built(ProcessBuilder& b) {
    auto process = b.build();
    if (!process) throw std::runtime_error(to_string(process.error()));
    return *process;
}

/// A plan is drafted, analysed, decided on (which may send it back twice) and launched after the piling has begun.
/// People: boss (management), li and wang (planning), zhao (sales).
inline ProcessBuilder& describe_launch(ProcessBuilder& b) {
    b.start(at("2026-03-02T09:00"));
    for (const auto role : {"management", "planning", "sales"}) b.role({.key = role});
    b.person({.key = "boss", .roles = {"management"}});
    b.person({.key = "li", .roles = {"planning"}});
    b.person({.key = "wang", .roles = {"planning"}});
    b.person({.key = "zhao", .roles = {"sales"}});
    b.artifact({.key = "report", .given = true});
    for (const auto artifact : {"plan", "analysis", "outline", "launch-plan"}) b.artifact({.key = artifact});
    b.task("draft").lasts(spans::days(2)).worked_by({"sales"}).produces("plan");
    b.task("analyse").lasts(spans::days(1)).worked_by({"planning"}).consumes("plan").produces("analysis");
    b.meeting("strategy")
        .lasts(spans::hours(2))
        .initiated_by({"planning"})
        .decided_by({"management"})
        .attended_by({"sales"})
        .consumes({"analysis", "report"})
        .produces("outline")
        .returns_to("draft", 2);
    b.external("piling");
    b.meeting("launch")
        .lasts(spans::hours(2))
        .initiated_by({"planning"})
        .decided_by({"management"})
        .consumes("outline")
        .produces("launch-plan")
        .after("piling", {.min = spans::elapsed_weeks(1), .max = spans::elapsed_weeks(3)});
    return b;
}

/// An instance with words for what a test does to it, an hour after each other.
class Trial {
  public:
    explicit Trial(Process process) : instance(std::move(process)) {}
    static Trial launch() {
        ProcessBuilder b("launch");
        return Trial(built(describe_launch(b)));
    }

    Instance instance;
    Instant now = at("2026-03-02T09:00");
    Events journal;

    [[nodiscard]] ActivityId activity(std::string_view key) const { return *instance.process().find_activity(key); }
    [[nodiscard]] ArtifactId artifact(std::string_view key) const { return *instance.process().find_artifact(key); }
    [[nodiscard]] PersonId person(std::string_view key) const { return *instance.process().find_person(key); }
    [[nodiscard]] RoleId role(std::string_view key) const { return *instance.process().find_role(key); }
    [[nodiscard]] std::vector<PersonId> people(std::initializer_list<std::string_view> keys) const {
        std::vector<PersonId> out;
        for (const auto key : keys) out.push_back(person(key));
        return out;
    }
    [[nodiscard]] const ActivityState& operator[](std::string_view key) const { return instance[activity(key)]; }

    Decision operator()(const Command& command) {
        now += std::chrono::hours(1);
        auto decision = instance.execute(command, now);
        if (decision) journal.insert(journal.end(), decision->begin(), decision->end());
        return decision;
    }

    Decision open(std::string_view key, std::string_view by, std::initializer_list<std::string_view> present = {}) {
        return (*this)(command::Open{activity(key), person(by), people(present)});
    }
    /// Closes with the same digest for each output, or with voids.
    Decision close(std::string_view key, std::initializer_list<std::string_view> by, std::uint64_t digest,
                   Outcome outcome = Outcome::approved) {
        command::Close c{.activity = activity(key), .outcome = outcome, .by = people(by)};
        for (const auto output : instance.process().produces(c.activity)) c.outputs.push_back({output, digest});
        return (*this)(c);
    }
    Decision send_back(std::string_view key, std::initializer_list<std::string_view> by, std::string_view to) {
        command::Close c{.activity = activity(key), .outcome = Outcome::rejected, .by = people(by)};
        c.return_to = activity(to);
        return (*this)(c);
    }

    /// Up to the strategy meeting, which is open.
    void to_strategy() {
        (*this)(command::Start{});
        (*this)(command::Issue{artifact("report"), 7, {}});
        open("draft", "zhao");
        close("draft", {}, 1);
        open("analyse", "li");
        close("analyse", {}, 1);
        open("strategy", "li", {"zhao"});
    }
};

} // namespace convene::test
