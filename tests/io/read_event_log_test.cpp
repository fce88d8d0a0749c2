#include "io/findings.hpp"
#include "run/play.hpp"
#include "support/environment.hpp"

#include <convene/io/read_event_log.hpp>
#include <convene/io/write_event_log.hpp>

#include <gmock/gmock.h>

using namespace convene;
using namespace convene::test;

namespace {

Process launch() {
    ProcessBuilder b("launch");
    return built(describe_launch(b));
}

std::string event(std::string_view name, std::string_view time, std::string_view rest = "") {
    return "<event><string key=\"concept:name\" value=\"" + std::string(name) +
           "\"/><date key=\"time:timestamp\" value=\"" + std::string(time) + "\"/>" + std::string(rest) + "</event>";
}
std::string log_of(const std::string& events) { return "<log><trace>" + events + "</trace></log>"; }

TEST(ReadEventLog, AnotherSystemsLogIsCommands) {
    const auto process = launch();
    const auto text =
        log_of(event("draft", "2026-03-02T09:00:00.000+08:00",
                     R"(<string key="lifecycle:transition" value="start"/><string key="org:resource" value="zhao"/>)") +
               event("draft", "2026-03-03T18:00:00Z", R"(<string key="lifecycle:transition" value="COMPLETE"/>)") +
               event("analyse", "2026-03-04T18:00:00", R"(<string key="org:resource" value="li"/>)") +
               event("piling", "2026-03-05T09:00:00") +
               event("draft", "2026-03-05T10:00:00", R"(<string key="lifecycle:transition" value="suspend"/>)"));
    const auto cases = io::read_xes(process, text);
    ASSERT_TRUE(cases) << to_string(cases.error());
    ASSERT_EQ(cases->size(), 1U);
    const auto& requests = cases->front().requests;
    ASSERT_EQ(requests.size(), 5U);
    EXPECT_EQ(requests[0].request.at, at("2026-03-02T09:00"));
    EXPECT_EQ(requests[3].number, 3U); // opened and closed by one event
    const auto found = conform(process, cases->front());
    EXPECT_TRUE(found.deviations.empty());
    EXPECT_TRUE(found.instance[*process.find_activity("piling")].stands);
}

TEST(ReadEventLog, ARowForEachFault) {
    const struct {
        std::string text;
        const char* finding;
    } rows[] = {
        {"", "xml-syntax"},
        {"<log><trace></log>", "xml-syntax 1:"},
        {"<!DOCTYPE log [<!ENTITY a \"b\">]><log/>", "xml-doctype 1:"},
        {"<logs/>", "not-a-log 1:"},
        {log_of("<event/>"), "log-event-unclear 1:"},
        {log_of(event("draft", "yesterday")), "log-event-unclear 1:"},
        {log_of(event("lunch", "2026-03-02T09:00:00")), "log-event-unclear 1:"},
        {log_of(event("draft", "2026-03-02T09:00:00", R"(<string key="org:resource" value="nobody"/>)")),
         "log-event-unclear 1:"},
        {log_of(event("x", "2026-03-02T09:00:00", R"(<string key="event" value="opened"/>)")), "log-event-unclear 1:"},
    };
    const auto process = launch();
    for (const auto& row : rows) {
        const auto cases = io::read_xes(process, row.text);
        ASSERT_FALSE(cases) << row.text;
        EXPECT_THAT(lines_of(cases).front(), testing::StartsWith(row.finding)) << row.text;
    }
}

TEST(ReadEventLog, OurOwnLogConforms) {
    int checked = 0;
    for (int i = 0; i < 60 * scale(); ++i) {
        const auto seed = static_cast<std::uint64_t>(i);
        const auto process = RandomRuns(seed).process();
        Player player(process, seed + 9);
        for (int move = 0; move < 40; ++move) player.random_move();
        const io::EventLogCase one{"a", process, player.journal};
        const auto cases = io::read_xes(process, io::write_xes({&one, 1}));
        ASSERT_TRUE(cases) << to_string(cases.error());
        const auto found = conform(process, cases->front());
        for (const auto& deviation : found.deviations)
            ADD_FAILURE() << "seed " << i << " event " << deviation.number << ": "
                          << to_string(process, deviation.refusal);
        if (!found.deviations.empty()) break;
        ASSERT_EQ(found.instance.state().activities, player.instance.state().activities) << "seed " << i;
        ASSERT_EQ(found.instance.state().artifacts, player.instance.state().artifacts) << "seed " << i;
        ++checked;
    }
    EXPECT_EQ(checked, 60 * scale());
}

TEST(ReadEventLog, FlippedBytesNeverCrash) {
    auto trial = Trial::launch();
    trial.to_strategy();
    const io::EventLogCase one{"a", trial.instance.process(), trial.journal};
    const auto text = io::write_xes({&one, 1});
    Random random(1);
    for (int i = 0; i < 500 * scale(); ++i) {
        auto bad = text;
        bad[random.below(static_cast<std::uint32_t>(bad.size()))] = static_cast<char>(random.below(256));
        if (const auto cases = io::read_xes(one.process, bad))
            for (const auto& each : *cases) (void)conform(one.process, each);
    }
}

TEST(ReadEventLog, DeepNestingIsNoProblem) {
    std::string deep;
    for (int i = 0; i < 200'000; ++i) deep += "<list>";
    EXPECT_FALSE(io::read_xes(launch(), "<log>" + deep));
}

} // namespace
