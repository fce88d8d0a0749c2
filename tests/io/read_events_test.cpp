#include "io/findings.hpp"
#include "run/play.hpp"

#include <convene/io/read_events.hpp>
#include <convene/io/write_events.hpp>

#include "support/environment.hpp"

#include <gmock/gmock.h>

namespace convene {
namespace {

using test::lines_of;

Process launch() {
    ProcessBuilder b("launch");
    return test::built(test::describe_launch(b));
}

TEST(ReadEvents, ARowForEachFault) {
    const struct {
        const char* text;
        const char* finding;
    } rows[] = {
        {"", "empty-file"},
        {"[]", "wrong-type"},
        {"{\"seq\":1", "json-syntax"},
        {R"({"at":"2026-03-02","event":"started","round":1})", "missing-member 1:1  | seq, event"},
        {R"({"seq":-1,"at":"2026-03-02","event":"started","round":1})", "wrong-type 1:8 /seq"},
        {R"({"seq":1.5,"at":"2026-03-02","event":"started","round":1})", "wrong-type 1:8 /seq"},
        {R"({"seq":1,"at":"2026-02-30","event":"started","round":1})", "bad-date 1:15 /at | 2026-02-30"},
        {R"({"seq":1,"at":5,"event":"started","round":1})", "wrong-type 1:15 /at"},
        {R"({"seq":1,"at":"2026-03-02","event":"startd"})", "unknown-word 1:36 /event | startd"},
        {R"({"seq":1,"at":"2026-03-02","event":"started","round":1,"why":"x"})",
         "unknown-member 1:56 /why | why, event"},
        {R"({"seq":1,"seq":1,"at":"2026-03-02","event":"started","round":1})", "duplicate-member 1:10"},
        {R"({"seq":1,"at":"2026-03-02","event":"opened","activity":"lunch"})",
         "unknown-reference 1:56 /activity | activity, lunch"},
        {R"({"seq":1,"at":"2026-03-02","event":"opened","activity":"draft","present":["li","x"]})",
         "unknown-reference 1:80 /present/1 | person, x"},
        {R"({"seq":1,"at":"2026-03-02","event":"opened","activity":"draft","present":"li"})", "wrong-type"},
        {R"({"seq":1,"at":"2026-03-02","event":"opened","activity":"draft","present":[["li"]]})", "wrong-type"},
        {R"({"seq":1,"at":"2026-03-02","event":"closed","activity":"draft","outcome":"aproved"})", "unknown-word"},
        {R"({"seq":1,"at":"2026-03-02","event":"issued","artifact":"plan","digest":"12"})", "wrong-type"},
        {R"({"seq":1,"at":"2026-03-02","event":"issued","artifact":"plan","digest":{"a":{}}})", "wrong-type"},
    };
    const auto process = launch();
    for (const auto& row : rows) {
        const auto event = io::read_event(process, row.text);
        ASSERT_FALSE(event) << row.text;
        EXPECT_THAT(lines_of(event).front(), testing::StartsWith(row.finding)) << row.text;
    }
}

TEST(ReadEvents, TheLineOfABadEventIsTold) {
    const auto events =
        io::read_events(launch(), "{\"seq\":1,\"at\":\"2026-03-02\",\"event\":\"started\",\"round\":1}\n\nx\n");
    ASSERT_FALSE(events);
    EXPECT_EQ(events.error().front().where.line, 3U);
}

TEST(ReadEvents, ReadsBackWhatRandomInstancesDid) {
    for (int i = 0; i < 20 * test::scale(); ++i) {
        test::RandomRuns runs(static_cast<std::uint64_t>(i));
        const auto process = runs.process();
        test::Player player(process, static_cast<std::uint64_t>(i));
        for (int move = 0; move < 60; ++move) player.random_move();
        const auto text = io::write_events(process, player.journal);
        const auto events = io::read_events(process, text);
        ASSERT_TRUE(events) << to_string(events.error()) << text;
        EXPECT_EQ(*events, player.journal);
    }
}

TEST(ReadEvents, FlippedBytesNeverCrash) {
    const auto process = launch();
    auto trial = test::Trial::launch();
    trial.to_strategy();
    const auto text = io::write_events(process, trial.journal);
    Random random(1);
    for (int i = 0; i < 2000 * test::scale(); ++i) {
        auto bad = text;
        bad[random.below(static_cast<std::uint32_t>(bad.size()))] = static_cast<char>(random.below(256));
        (void)io::read_events(process, bad);
    }
}

} // namespace
} // namespace convene
