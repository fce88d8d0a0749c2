#include <convene/model/builder.hpp>
#include <convene/model/lookup.hpp>

#include <gtest/gtest.h>

namespace {

using namespace convene;

Process sample() {
    ProcessBuilder b("launch");
    b.role({.key = "sales", .title = {{"zh", "销售组"}, {"en", "Sales group"}}});
    b.role({.key = "sales-support", .title = {{"zh", "销售支持"}, {"en", "Support"}}});
    b.person({.key = "li", .title = "Li Na"});
    b.calendar("works");
    b.add_calendar(
        *make_calendar({.key = "works", .title = "Works calendar", .week = monday_to_friday(standard_shifts())}));
    b.meeting("kick-off", {{"zh", "项目交底会"}, {"en", "Kick-off"}}).number("3");
    b.meeting("strategy", {{"zh", "开盘策略决策会"}, {"en", "Launch strategy"}}).number("4");
    b.meeting("launch-strategy", {{"zh", "开盘方案会"}, {"en", "Launch plan"}}).number("5");
    b.task("untitled").number("6");
    b.task("twin-1", "Twins");
    b.task("twin-2", "Twins");
    b.artifact({.key = "minutes", .title = "Minutes of the meeting"});
    b.quota({.key = "calls", .role = "sales", .title = "Calls a week"});
    return *b.build();
}

template <class IdType>
std::string found(const Process& p, std::string_view name, NamedBy by = NamedBy::part) {
    const auto id = look_up<IdType>(p, name, {.by = by, .where = {}});
    if (id) return std::to_string(id->value);
    return std::string(code_info(id.error().front().code).name);
}

} // namespace

TEST(LookUp, TakesIdNumberTitleAndBothAsTablesPrintThem) {
    const auto p = sample();
    for (const auto* name : {"kick-off", "3", "项目交底会", "Kick-off", "3 项目交底会", "3 Kick-off", "  3 Kick-off "})
        EXPECT_EQ(found<ActivityId>(p, name, NamedBy::title), "0") << name;
    EXPECT_EQ(found<ActivityId>(p, "6 untitled"), "3");
    for (const auto language : {Language::en, Language::zh})
        for (const auto id : {ActivityId{0}, ActivityId{1}, ActivityId{2}, ActivityId{3}})
            EXPECT_EQ(*look_up<ActivityId>(p, numbered_title(p, id, language)), id);
}

TEST(LookUp, AnIdGoesBeforeATitleAndATitleBeforeAPart) {
    const auto p = sample();
    EXPECT_EQ(found<ActivityId>(p, "strategy"), "1"); // also a part of launch-strategy
    EXPECT_EQ(found<ActivityId>(p, "launch STRATEGY"), "1");
    EXPECT_EQ(found<RoleId>(p, "Support"), "1");
}

TEST(LookUp, APartHasToFitOneThingOnly) {
    const auto p = sample();
    EXPECT_EQ(found<ActivityId>(p, "交底"), "0");
    EXPECT_EQ(found<ActivityId>(p, "KICK"), "0");
    EXPECT_EQ(found<ActivityId>(p, "开盘"), "ambiguous-reference");
    EXPECT_EQ(found<ActivityId>(p, "Twins"), "ambiguous-reference");
    EXPECT_EQ(found<ActivityId>(p, "交底", NamedBy::title), "unknown-reference");
    EXPECT_EQ(found<ActivityId>(p, "项目交底会", NamedBy::id), "unknown-reference");
}

TEST(LookUp, ListsWhatANameFitsEquallyWell) {
    const auto p = sample();
    const auto fault = look_up<ActivityId>(p, "Launch ", {.where = {.file = "p.json"}}).error().front();
    EXPECT_EQ(fault.where.file, "p.json");
    ASSERT_EQ(fault.arguments.size(), 3U);
    EXPECT_EQ(fault.arguments[0].in("zh"), "活动");
    EXPECT_EQ(fault.arguments[2].in("en"), "strategy (4 Launch strategy), launch-strategy (5 Launch plan)");
    EXPECT_EQ(fault.arguments[2].in("zh"), "strategy（4 开盘策略决策会）、launch-strategy（5 开盘方案会）");
}

TEST(LookUp, SuggestsWhatWasProbablyMeant) {
    const auto p = sample();
    EXPECT_EQ(look_up<ActivityId>(p, "kik-off").error().front().suggestion, "kick-off");
    EXPECT_EQ(look_up<RoleId>(p, "销售祖").error().front().suggestion, "销售组");
    EXPECT_EQ(look_up<RoleId>(p, "").error().front().code, Code::unknown_reference);
}

TEST(LookUp, KnowsEveryKindOfThing) {
    const auto p = sample();
    EXPECT_EQ(found<ArtifactId>(p, "Minutes"), "0");
    EXPECT_EQ(found<CalendarId>(p, "Works calendar"), "0");
    EXPECT_EQ(found<PersonId>(p, "Li Na"), "0");
    EXPECT_EQ(found<QuotaId>(p, "Calls a week"), "0");
    EXPECT_EQ(found<PhaseId>(p, "none"), "unknown-reference");
}
