#include "run/launch.hpp"

#include <convene/io/write_event_log.hpp>

#include <gmock/gmock.h>

using namespace convene;
using namespace convene::test;
using testing::HasSubstr;

namespace {

Trial strategy() {
    auto trial = Trial::launch();
    trial.to_strategy();
    return trial;
}

TEST(WriteEventLog, XesHasAnEventForEachFact) {
    const auto trial = strategy();
    const io::EventLogCase one{"p <1>\x01", trial.instance.process(), trial.journal};
    const auto text = io::write_xes({&one, 1}, {.utc_offset = std::chrono::hours(8)});
    std::size_t events = 0;
    for (auto at = text.find("<event>"); at != text.npos; at = text.find("<event>", at + 1)) ++events;
    EXPECT_EQ(events, trial.journal.size());
    EXPECT_THAT(text, HasSubstr("value=\"p &lt;1>\xEF\xBF\xBD\""));
    EXPECT_THAT(text, HasSubstr(R"(<date key="time:timestamp" value="2026-03-02T10:00:00+08:00" />)"));
    EXPECT_THAT(text, HasSubstr(R"(<string key="org:resource" value="li,zhao" />)"));
    EXPECT_THAT(text, HasSubstr(R"(<string key="lifecycle:transition" value="start" />)"));
}

TEST(WriteEventLog, OcelRelatesEventsToObjects) {
    const auto trial = strategy();
    const io::EventLogCase one{"p1", trial.instance.process(), trial.journal};
    const auto text = io::write_ocel({&one, 1}, {.utc_offset = -std::chrono::minutes(210)});
    EXPECT_THAT(text, HasSubstr(R"({"objectId": "p1/activity:strategy", "qualifier": "activity"})"));
    EXPECT_THAT(text, HasSubstr(R"({"objectId": "person:zhao", "qualifier": "present"})"));
    EXPECT_THAT(text, HasSubstr("2026-03-02T10:00:00-03:30"));
    EXPECT_THAT(text, HasSubstr(R"("value": "0000000000000007")"));
}

TEST(WriteEventLog, AnEmptyLogIsOne) {
    EXPECT_THAT(io::write_xes({}), HasSubstr("</log>"));
    EXPECT_THAT(io::write_ocel({}), HasSubstr("\"events\": []"));
}

} // namespace
