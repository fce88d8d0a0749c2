#include "run/launch.hpp"

#include <convene/io/write_events.hpp>

#include <gtest/gtest.h>

namespace convene {
namespace {

TEST(WriteEvents, StandsOnOneLineByKeys) {
    auto trial = test::Trial::launch();
    trial.to_strategy();
    const auto& process = trial.instance.process();
    EXPECT_EQ(io::write_events(process, {trial.journal.begin(), trial.journal.begin() + 3}),
              "{\"seq\":1,\"at\":\"2026-03-02T10:00\",\"event\":\"started\",\"round\":1}\n"
              "{\"seq\":2,\"at\":\"2026-03-02T11:00\",\"event\":\"issued\",\"artifact\":\"report\",\"digest\":"
              "\"0000000000000007\"}\n"
              "{\"seq\":3,\"at\":\"2026-03-02T12:00\",\"event\":\"opened\",\"activity\":\"draft\",\"by\":\"zhao\"}\n");
}

TEST(WriteEvents, NamesTheFactAndTheRequest) {
    auto trial = test::Trial::launch();
    const Event event{
        .seq = 9, .at = test::at("2026-03-02"), .request = 7, .fact = event::Breached{trial.activity("draft")}};
    EXPECT_EQ(io::event_name(event), "breached");
    EXPECT_EQ(io::write_event(trial.instance.process(), event),
              R"({"seq":9,"at":"2026-03-02T00:00","request":7,"event":"breached","activity":"draft"})");
}

} // namespace
} // namespace convene
