#include "io/findings.hpp"
#include "run/play.hpp"
#include "support/environment.hpp"

#include <convene/core/utf8.hpp>
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
        {"<log/><log/>", "xml-syntax 1:"},
        {"<log/>more", "xml-syntax 1:"},
        {"more<log/>", "xml-syntax 1:"},
        {"<log>\n<trace>\xFF</trace></log>", "xml-syntax 2:8"},
    };
    const auto process = launch();
    for (const auto& row : rows) {
        const auto cases = io::read_xes(process, row.text);
        ASSERT_FALSE(cases) << row.text;
        EXPECT_THAT(lines_of(cases).front(), testing::StartsWith(row.finding)) << row.text;
        EXPECT_FALSE(invalid_utf8(to_string(cases.error()))) << row.text;
    }
}

TEST(ReadEventLog, WhatTheProcessDoesNotKnowIsADeviationAmongOthers) {
    const auto process = launch();
    const auto text =
        log_of(event("draft", "2026-03-02T09:00:00", R"(<string key="org:resource" value="zhao"/>)") +
               event("lunch", "2026-03-02T12:00:00", R"(<string key="lifecycle:transition" value="start"/>)") +
               event("lunch", "2026-03-02T13:00:00", R"(<string key="lifecycle:transition" value="complete"/>)") +
               event("analyse", "2026-03-03T09:00:00", R"(<string key="org:resource" value="nobody"/>)") +
               event("strategy", "2026-03-04T09:00:00", R"(<string key="lifecycle:transition" value="ate_abort"/>)") +
               event("strategy", "2026-03-04T10:00:00", R"(<string key="lifecycle:transition" value="assign"/>)") +
               event("strategy", "2026-03-04T11:00:00", R"(<string key="lifecycle:transition" value="Closed"/>)"));
    const auto cases = io::read_xes(process, text);
    ASSERT_TRUE(cases) << to_string(cases.error());
    const auto found = conform(process, cases->front());
    std::vector<Code> codes;
    for (const auto& deviation : found.deviations) codes.push_back(deviation.refusal.code());
    EXPECT_EQ(codes, (std::vector{Code::log_unknown_activity, Code::log_unknown_person, Code::log_not_completed}));
    EXPECT_EQ(found.obeyed, 1U); // the draft
    EXPECT_EQ(found.left_out, (std::vector<LeftOut>{{"assign", 1, false}, {"Closed", 1, true}}));
}

TEST(ReadEventLog, OrderIsByTimeAndWithoutTimesThatOfTheLog) {
    const auto process = launch();
    const auto turned =
        io::read_xes(process, log_of(event("analyse", "2026-03-03T09:00:00") + event("draft", "2026-03-02T09:00:00")));
    ASSERT_TRUE(turned);
    EXPECT_TRUE(conform(process, turned->front()).deviations.empty());
    const auto timeless = R"(<event><string key="concept:name" value="draft"/></event>)"
                          R"(<event><string key="concept:name" value="analyse"/></event>)";
    const auto cases = io::read_xes(process, log_of(timeless));
    ASSERT_TRUE(cases);
    EXPECT_TRUE(conform(process, cases->front()).deviations.empty());
}

TEST(ReadEventLog, MixedOffsetsAreBroughtTogether) {
    // 17:00 in China is 09:00 UTC, 10:00 in Berlin is 09:00 UTC as well.
    const auto process = launch();
    const auto cases = io::read_xes(
        process, log_of(event("draft", "2026-03-02T17:00:00+08:00") + event("analyse", "2026-03-02T10:30:00+01:00")));
    ASSERT_TRUE(cases);
    EXPECT_EQ(cases->front().requests.back().request.at, at("2026-03-02T17:30"));
    EXPECT_TRUE(conform(process, cases->front()).deviations.empty());
}

/// ASCII and é, in the encoding named; UTF-16 with its mark.
std::string encoded(std::string_view text, std::string_view encoding) {
    const bool big = encoding == "UTF-16BE";
    std::string out;
    const auto put = [&](char high, char low) { out += big ? std::string{high, low} : std::string{low, high}; };
    const bool wide = encoding != "ISO-8859-1";
    if (wide) put('\xFE', '\xFF');
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool accented = text[i] == '\xC3'; // é is C3 A9 in UTF-8, E9 in Latin-1 and Unicode
        const char c = accented ? '\xE9' : text[i];
        if (accented) ++i;
        if (wide)
            put('\0', c);
        else
            out += c;
    }
    return out;
}

TEST(ReadEventLog, OtherEncodingsSayTheSame) {
    const auto process = launch();
    const auto body = log_of(event("draft", "2026-03-02T09:00:00") + event("d\xC3\xA9jeuner", "2026-03-02T12:00:00"));
    const auto expected = io::read_xes(process, body);
    ASSERT_TRUE(expected);
    ASSERT_EQ(expected->front().unknown.size(), 1U);
    for (const auto* encoding : {"ISO-8859-1", "UTF-16LE", "UTF-16BE"}) {
        const std::string name(std::string_view(encoding).substr(0, 6) == "UTF-16" ? "UTF-16" : encoding);
        const auto text = encoded("<?xml version=\"1.0\" encoding=\"" + name + "\"?>" + body, encoding);
        const auto cases = io::read_xes(process, text);
        ASSERT_TRUE(cases) << encoding << ": " << to_string(cases.error());
        EXPECT_EQ(cases->front().requests, expected->front().requests) << encoding;
        EXPECT_EQ(cases->front().unknown, expected->front().unknown) << encoding;
    }
}

TEST(ReadEventLog, EventsOutsideOfTracesAreCounted) {
    const auto cases = io::read_xes(launch(), "<log>" + event("draft", "2026-03-02T09:00:00") + "</log>");
    ASSERT_TRUE(cases);
    ASSERT_EQ(cases->size(), 1U);
    EXPECT_EQ(cases->front().left_out, (std::vector<LeftOut>{{"<log>", 1, true}}));
}

TEST(ReadEventLog, TimesAreTakenAsTheyAreWritten) {
    for (const auto* time : {"2026-03-02T09:00:00", "2026-03-02T09:00", "2026-03-02T09:00Z", "2026-03-02T09:00:00Z",
                             "2026-03-02T09:00:00.5-03:30", "2026-03-02T09:00:00.123456789+0800", "2026-03-02 09:00"}) {
        const auto cases = io::read_xes(launch(), log_of(event("draft", time)));
        ASSERT_TRUE(cases) << time;
        EXPECT_EQ(cases->front().requests.front().request.at, at("2026-03-02T09:00")) << time;
    }
}

TEST(ReadEventLog, AnothersAttributeOfTheNameEventIsItsOwn) {
    const auto text = event("draft", "2026-03-02T09:00:00", R"(<string key="event" value="E17"/>)");
    const auto cases = io::read_xes(launch(), log_of(text));
    ASSERT_TRUE(cases) << to_string(cases.error());
    EXPECT_EQ(cases->front().requests.size(), 2U);
}

/// The events of a run up to a launch, written and read without those from `from` to before `to`, or turned about.
Conformance read_back(const Trial& trial, std::size_t from, std::size_t to, bool turned) {
    auto events = trial.journal;
    const auto first = events.begin() + static_cast<std::ptrdiff_t>(from);
    const auto last = events.begin() + static_cast<std::ptrdiff_t>(to);
    if (turned)
        std::rotate(first, last - 1, last);
    else
        events.erase(first, last);
    const io::EventLogCase one{"a", trial.instance.process(), events};
    return conform(one.process, io::read_xes(one.process, io::write_xes({&one, 1})).value().front());
}

TEST(ReadEventLog, WhatIsLeftOutOrTurnedAboutIsTold) {
    auto trial = Trial::launch();
    trial.to_strategy();
    ASSERT_TRUE(trial.close("strategy", {"boss"}, 1));
    EXPECT_TRUE(read_back(trial, 0, 0, false).deviations.empty());
    // What is issued by a decision goes with it, wherever it stands before.
    const auto goes_with_decision = [&](const Event& event) {
        const auto* issued = std::get_if<event::Issued>(&event.fact);
        return issued && trial.instance.process()[issued->artifact].producer;
    };
    for (std::size_t i = 0; i + 1 < trial.journal.size(); ++i) {
        const auto& event = trial.journal[i];
        const auto& next = trial.journal[i + 1];
        const bool implied = std::holds_alternative<event::Started>(event.fact) || goes_with_decision(event);
        EXPECT_EQ(read_back(trial, i, i + 1, false).deviations.empty(), implied) << i;
        if (!goes_with_decision(event) && !goes_with_decision(next)) {
            EXPECT_FALSE(read_back(trial, i, i + 2, true).deviations.empty()) << i;
        }
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
    std::string up;
    for (int i = 0; i < 200'000; ++i) {
        deep += "<list>";
        up += "</list>";
    }
    EXPECT_FALSE(io::read_xes(launch(), "<log>" + deep));
    EXPECT_TRUE(io::read_xes(launch(), "<log>" + deep + up + "</log>"));
    EXPECT_TRUE(io::read_xes(launch(), log_of("<event>" + deep + up + "</event>")));
}

} // namespace
