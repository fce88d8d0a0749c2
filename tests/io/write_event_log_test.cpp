#include "run/play.hpp"
#include "support/environment.hpp"

#include <convene/core/utf8.hpp>
#include <convene/io/write_event_log.hpp>

#include <gmock/gmock.h>

using namespace convene;
using namespace convene::test;
using testing::HasSubstr;
using testing::Not;

namespace {

Trial strategy() {
    auto trial = Trial::launch();
    trial.to_strategy();
    return trial;
}

std::string xes_of(const Trial& trial, std::string name = "p1", io::EventLogOptions options = {}) {
    const io::EventLogCase one{std::move(name), trial.instance.process(), trial.journal};
    return io::write_xes({&one, 1}, options);
}
std::string ocel_of(const Trial& trial, std::string name = "p1", io::EventLogOptions options = {}) {
    const io::EventLogCase one{std::move(name), trial.instance.process(), trial.journal};
    return io::write_ocel({&one, 1}, options);
}

std::size_t count(std::string_view text, std::string_view what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++n;
    return n;
}

/// The last event of the log, from its name to its end.
std::string last_event(const std::string& xes) { return xes.substr(xes.rfind("<event>")); }

TEST(WriteEventLog, XesHasAnEventForEachFact) {
    const auto trial = strategy();
    const auto text = xes_of(trial, "p <1>\x01", {.utc_offset = std::chrono::hours(8)});
    EXPECT_EQ(count(text, "<event>"), trial.journal.size());
    EXPECT_THAT(text, HasSubstr("value=\"p &lt;1>\xEF\xBF\xBD\""));
    EXPECT_THAT(text, HasSubstr(R"(<date key="time:timestamp" value="2026-03-02T10:00:00+08:00" />)"));
    EXPECT_THAT(text, HasSubstr(R"(<string key="org:resource" value="li,zhao" />)"));
    EXPECT_THAT(text, HasSubstr(R"(<string key="lifecycle:transition" value="start" />)"));
}

TEST(WriteEventLog, XesIsOfTheFormOfTheSchema) {
    const auto text = xes_of(strategy());
    EXPECT_THAT(text, HasSubstr(R"(xes.version="1849.2016")")); // xs:decimal
    EXPECT_THAT(text, HasSubstr(R"(<list key="present">)"));    // a key, and
    EXPECT_EQ(count(text, "<values>"), 0U);                     // one for its values too
    EXPECT_EQ(count(text, R"(<values key="values">)"), count(text, "<list "));
}

TEST(WriteEventLog, XesHasOnlyCharactersThatXmlCanHave) {
    const std::string fffd = "\xEF\xBF\xBD";
    const struct {
        std::string name, written;
    } rows[] = {
        {"", ""},
        {"a\tb\nc\rd", "a&#09;b&#10;c&#13;d"},
        {std::string("a\0b", 3), "a" + fffd + "b"},
        {"\x1F\x7F", fffd + "\x7F"},
        {"\xEF\xBF\xBE-\xEF\xBF\xBF", fffd + "-" + fffd},                 // U+FFFE, U+FFFF
        {"\xEF\xBF\xBC\xF0\x9F\x98\x80", "\xEF\xBF\xBC\xF0\x9F\x98\x80"}, // U+FFFC, U+1F600
        {"\xFF"
         "a\xC3",
         fffd + "a" + fffd},                  // no UTF-8
        {"\xED\xA0\x80", fffd + fffd + fffd}, // half of a surrogate pair
        {"\xE6\xBC\x94<&\">", "\xE6\xBC\x94&lt;&amp;&quot;>"},
    };
    for (const auto& row : rows) {
        const auto text = xes_of(strategy(), row.name);
        EXPECT_THAT(text, HasSubstr("<trace>\n    <string key=\"concept:name\" value=\"" + row.written + "\" />"));
        EXPECT_FALSE(invalid_utf8(text)) << testing::PrintToString(row.name);
        EXPECT_FALSE(invalid_utf8(ocel_of(strategy(), row.name))) << testing::PrintToString(row.name);
    }
}

TEST(WriteEventLog, XesHasTheTransitionThatFits) {
    const std::string key = R"(<string key="lifecycle:transition" value=")";
    auto trial = strategy();
    EXPECT_THAT(last_event(xes_of(trial)), HasSubstr(key + "start"));
    trial.send_back("strategy", {"boss"}, "draft");
    EXPECT_THAT(last_event(xes_of(trial)), HasSubstr(key + "complete"));
    EXPECT_THAT(last_event(xes_of(trial)), HasSubstr(R"(<string key="event" value="returned" />)"));
    trial(command::Occur{trial.activity("piling"), trial.now});
    EXPECT_THAT(last_event(xes_of(trial)), HasSubstr(key + "complete"));
    const auto activity = trial.activity("launch");
    const std::pair<Fact, std::string> rows[] = {
        {event::Called{activity, trial.now, {}}, "schedule"},
        {event::Recurred{activity}, "schedule"},
        {event::HandedOver{activity, trial.role("sales"), trial.role("planning")}, "reassign"},
        {event::Reaffirmed{activity, {}}, "manualskip"},
        {event::Breached{activity}, "unknown"},
    };
    for (const auto& [fact, transition] : rows) {
        const io::EventLogCase one{"a", trial.instance.process(), {{.seq = 1, .at = trial.now, .fact = fact}}};
        EXPECT_THAT(io::write_xes({&one, 1}), HasSubstr(key + transition + "\" />\n      <date"));
    }
}

TEST(WriteEventLog, OcelRelatesEventsToObjects) {
    const auto text = ocel_of(strategy(), "p1", {.utc_offset = -std::chrono::minutes(210)});
    EXPECT_THAT(text, HasSubstr(R"({"objectId": "p1/activity:strategy", "qualifier": "activity"})"));
    EXPECT_THAT(text, HasSubstr(R"({"objectId": "person:zhao", "qualifier": "present"})"));
    EXPECT_THAT(text, HasSubstr("2026-03-02T10:00:00-03:30"));
    EXPECT_THAT(text, HasSubstr(R"("value": "0000000000000007")"));
}

TEST(WriteEventLog, OcelValuesAreTextsOfTheDeclaredType) {
    const auto text = ocel_of(strategy());
    EXPECT_THAT(text, HasSubstr(R"({"name": "round", "type": "integer"})"));
    EXPECT_THAT(text, HasSubstr(R"({"name": "round", "value": "1"})"));
}

TEST(WriteEventLog, OcelHasTheRevisionsOfAnArtifact) {
    auto trial = Trial::launch();
    trial(command::Start{});
    trial(command::Issue{trial.artifact("report"), 7, {}});
    trial(command::Void{trial.artifact("report")});
    const auto text = ocel_of(trial);
    for (const auto* value : {R"({"name": "revision", "time": "2026-03-02T11:00:00+00:00", "value": "1"})",
                              R"({"name": "resolution", "time": "2026-03-02T11:00:00+00:00", "value": "issued"})",
                              R"({"name": "digest", "time": "2026-03-02T11:00:00+00:00", "value": "0000000000000007"})",
                              R"({"name": "revision", "time": "2026-03-02T12:00:00+00:00", "value": "2"})",
                              R"({"name": "resolution", "time": "2026-03-02T12:00:00+00:00", "value": "voided"})",
                              R"({"name": "digest", "time": "2026-03-02T12:00:00+00:00", "value": ""})"})
        EXPECT_THAT(text, HasSubstr(value));
}

TEST(WriteEventLog, OfRevisionsInOneSecondOcelHasTheLast) {
    auto trial = Trial::launch();
    trial(command::Start{});
    const auto now = trial.now;
    for (const std::uint64_t digest : {7U, 8U}) {
        trial.now = now; // an hour before the next
        trial(command::Issue{trial.artifact("report"), digest, {}});
    }
    const auto text = ocel_of(trial);
    EXPECT_THAT(text, Not(HasSubstr(R"("time": "2026-03-02T11:00:00+00:00", "value": "0000000000000007")")));
    EXPECT_THAT(text, HasSubstr(R"("time": "2026-03-02T11:00:00+00:00", "value": "0000000000000008")"));
    EXPECT_THAT(text, HasSubstr(R"({"name": "revision", "time": "2026-03-02T11:00:00+00:00", "value": "2"})"));
}

TEST(WriteEventLog, ARandomRunHasAnEventForEachFact) {
    for (int i = 0; i < 20 * scale(); ++i) {
        Player player(RandomRuns(static_cast<std::uint64_t>(i)).process(), static_cast<std::uint64_t>(i) + 9);
        for (int move = 0; move < 40; ++move) player.random_move();
        const io::EventLogCase one{"a", player.instance.process(), player.journal};
        EXPECT_EQ(count(io::write_xes({&one, 1}), "<event>"), player.journal.size());
        EXPECT_EQ(count(io::write_ocel({&one, 1}), "\"relationships\": "), player.journal.size());
    }
}

TEST(WriteEventLog, AnEmptyLogIsOne) {
    EXPECT_THAT(io::write_xes({}), HasSubstr("</log>"));
    EXPECT_THAT(io::write_ocel({}), HasSubstr("\"events\": []"));
}

} // namespace
