#pragma once

#include <convene/check/check.hpp>
#include <convene/model/builder.hpp>

#include <support/coded.hpp>

#include <functional>
#include <initializer_list>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace convene::test {

/// A code of the checks with a small process that has that fault and no other, and a sibling that has none at all.
struct Fixture {
    Code code;
    /// What the finding is about, in English.
    std::string object;
    std::function<void(ProcessBuilder&)> failing;
    std::function<void(ProcessBuilder&)> passing;

    friend void PrintTo(const Fixture& fixture, std::ostream* out) { *out << code_info(fixture.code).name; }
};

/// A Monday.
inline Instant at(std::string_view text) { return *try_parse_instant(text); }
inline constexpr std::string_view fixture_start = "2026-03-02T09:00";

/// The process that `describe` makes, starting on `fixture_start` unless it says otherwise.
inline Process made(const std::function<void(ProcessBuilder&)>& describe) {
    ProcessBuilder b("p");
    b.start(at(fixture_start));
    describe(b);
    auto process = b.build();
    if (!process) throw std::runtime_error(to_string(process.error()));
    return *process;
}

/// A role and a person for each of the keys; the person's key is the role's with "-1" behind it.
inline void staff(ProcessBuilder& b, std::initializer_list<std::string_view> roles) {
    for (const auto role : roles) {
        const auto person = std::string(role) + "-1";
        b.role({.key = role});
        b.person({.key = person, .roles = {std::string(role)}});
    }
}

/// A task of two days.
inline ActivityBuilder task(ProcessBuilder& b, std::string_view key) { return b.task(key).lasts(spans::days(2)); }

/// A meeting that lacks nothing: "boss" calls and decides it, over the given artifact "brief".
inline ActivityBuilder meeting(ProcessBuilder& b, std::string_view key) {
    b.artifact({.key = "brief", .given = true});
    staff(b, {"boss"});
    return b.meeting(key).lasts(spans::hours(2)).initiated_by({"boss"}).decided_by({"boss"}).consumes("brief");
}

inline std::vector<Code> codes(const Diagnostics& findings) {
    std::vector<Code> list;
    for (const auto& finding : findings) list.push_back(finding.code);
    return list;
}

// Each in the test of its family.
std::vector<Fixture> artifact_fixtures();
std::vector<Fixture> authority_fixtures();
std::vector<Fixture> cadence_fixtures();
std::vector<Fixture> confidentiality_fixtures();
std::vector<Fixture> cycle_fixtures();
std::vector<Fixture> date_fixtures();
std::vector<Fixture> duty_fixtures();
std::vector<Fixture> link_fixtures();
std::vector<Fixture> meeting_fixtures();
std::vector<Fixture> people_fixtures();
std::vector<Fixture> rework_fixtures();
std::vector<Fixture> rule_fixtures();
std::vector<Fixture> separation_fixtures();
std::vector<Fixture> text_fixtures();
std::vector<Fixture> unused_fixtures();

} // namespace convene::test
