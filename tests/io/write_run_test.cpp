#include "run/launch.hpp"

#include <convene/io/write_run.hpp>

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace {

using namespace convene;
using test::Trial;

std::vector<std::string> words(const boost::json::value& list) {
    std::vector<std::string> out;
    for (const auto& word : list.as_array()) out.emplace_back(word.as_string());
    return out;
}

TEST(WriteRun, AnAgendaNamesWhatMayBeDoneAndByWhom) {
    auto run = Trial::launch();
    run(command::Start{});
    const auto entries = agenda(run.instance, run.now);
    const auto json = boost::json::parse(io::write_agenda(run.instance.process(), entries));
    ASSERT_EQ(json.as_array().size(), entries.size());
    // The drafting may be opened by sales; the report is to come from outside.
    const auto& draft = json.at(0).as_object();
    EXPECT_EQ(draft.at("todo").as_string(), "open");
    EXPECT_EQ(draft.at("activity").as_string(), "draft");
    EXPECT_EQ(words(draft.at("roles")), std::vector<std::string>{"sales"});
    EXPECT_EQ(words(draft.at("people")), std::vector<std::string>{"zhao"});
    EXPECT_EQ(draft.at("since").as_string(), "2026-03-02T10:00");
    EXPECT_FALSE(draft.contains("artifact") || draft.contains("called"));
    const auto& report = json.as_array().back().as_object();
    EXPECT_EQ(report.at("todo").as_string(), "supply");
    EXPECT_EQ(report.at("artifact").as_string(), "report");
}

TEST(WriteRun, WhyHasAnObjectForEachBlocker) {
    auto run = Trial::launch();
    run(command::Start{});
    const auto& p = run.instance.process();
    const auto answer = why(run.instance, run.activity("analyse"), run.now);
    const auto json = boost::json::parse(io::write_why(p, answer, Language::zh));
    EXPECT_EQ(json.at("activity").as_string(), "analyse");
    EXPECT_EQ(json.at("standing").as_string(), "waiting");
    ASSERT_EQ(json.at("blockers").as_array().size(), answer.blockers.size());
    ASSERT_FALSE(answer.blockers.empty());
    const auto& first = json.at("blockers").at(0);
    EXPECT_EQ(first.at("code").as_string(), code_info(answer.blockers[0].code).name);
    EXPECT_EQ(first.at("sentence").as_string(), message(describe(p, answer.blockers)[0], Language::zh));
}

TEST(WriteRun, ARefusalNamesWhatItIsAbout) {
    auto run = Trial::launch();
    run(command::Start{});
    const auto& p = run.instance.process();
    const auto refused = run.open("analyse", "li");
    ASSERT_FALSE(refused);
    const auto json = boost::json::parse(io::write_refusal(p, refused.error()));
    ASSERT_EQ(json.at("blockers").as_array().size(), refused.error().blockers.size());
    EXPECT_EQ(json.at("blockers").at(0).at("code").as_string(), code_info(refused.error().code()).name);

    // Each kind of thing has a key of its own.
    const std::vector<std::pair<Thing, std::string>> things{
        {run.activity("draft"), R"({"activity":"draft"})"},
        {run.artifact("report"), R"({"artifact":"report"})"},
        {run.role("sales"), R"({"role":"sales"})"},
        {run.person("li"), R"({"person":"li"})"},
        {MatterOf{run.activity("strategy"), 2}, R"({"activity":"strategy","matter":2})"},
        {test::at("2026-03-02T09:00"), R"({"moment":"2026-03-02T09:00"})"},
        {std::uint64_t{18'446'744'073'709'551'615U}, R"({"number":18446744073709551615})"},
    };
    for (const auto& [thing, text] : things) {
        const Refusal one{{{.code = Code::unknown_id, .about = thing}}};
        const auto written = boost::json::parse(io::write_refusal(p, one));
        EXPECT_EQ(boost::json::serialize(written.at("blockers").at(0).at("about")), text);
    }
    const Refusal none{{{.code = Code::unknown_id}}};
    EXPECT_FALSE(boost::json::parse(io::write_refusal(p, none)).at("blockers").at(0).as_object().contains("about"));
}

TEST(WriteRun, AForecastIsAScheduleOfWhatIsExpected) {
    auto run = Trial::launch();
    run.to_strategy();
    const auto expected = forecast(run.instance, run.now);
    ASSERT_TRUE(expected);
    const auto json = boost::json::parse(io::write_forecast(*expected));
    EXPECT_EQ(json.at("process").as_string(), "launch");
    EXPECT_EQ(json.at("activities").as_array().size(), run.instance.process().activities().size());
    EXPECT_EQ(json.at("activities").at(0).at("finish").as_string(),
              to_string(expected->schedule.finish(run.activity("draft"))));
}

} // namespace
