#include "findings.hpp"

#include <convene/model/builder.hpp>

#include <support/environment.hpp>

using namespace convene;
using namespace convene::test;

namespace {

Process read(std::string_view text, const io::ReadOptions& options = {}) {
    auto process = io::read_process(text, options);
    EXPECT_EQ(lines_of(process), std::vector<std::string>{});
    return process ? *process : Process{};
}

Process everything() {
    auto process = io::read_process_file(source_dir() / "tests" / "data" / "io" / "good" / "everything.json");
    EXPECT_EQ(lines_of(process), std::vector<std::string>{});
    return process ? *process : Process{};
}

TEST(ReadProcess, TakesTheSmallestFile) {
    const auto p = read(R"({"convene": 1, "id": "p"})");
    EXPECT_EQ(p.key(), "p");
    EXPECT_TRUE(p.activities().empty());
    EXPECT_EQ(p.key(p.calendar()), "standard");
}

TEST(ReadProcess, GivesWhatTheBuilderGives) {
    const auto p = read(R"({"convene": 1, "id": "launch", "title": {"zh": "开盘", "en": "Launch"},
        "roles": [{"id": "sales", "title": "Sales"}],
        "activities": [
          {"kind": "meeting", "id": "outline", "duration": "4h", "duties": {"decides": ["sales"]}},
          {"id": "launch", "after": ["outline", {"activity": "outline", "lag": "2mo", "to": "finish"}]}]})");
    ProcessBuilder b("launch");
    b.title({{"zh", "开盘"}, {"en", "Launch"}}).role({.key = "sales", .title = "Sales"});
    b.meeting("outline").lasts(spans::hours(4)).decided_by({"sales"});
    b.task("launch").after("outline").after("outline", {.min = spans::months(2), .to_edge = Edge::finish});
    const auto built = b.build();
    ASSERT_TRUE(built);
    EXPECT_TRUE(p == *built);
}

TEST(ReadProcess, SkipsAByteOrderMark) {
    const auto process = read("\xEF\xBB\xBF{\"convene\": 1, \"id\": \"p\"}");
    EXPECT_EQ(process.key(), "p");
}

TEST(ReadProcess, ReadsEscapes) {
    const auto p = read(R"({"\u0063onvene": 1, "id": "\u0070", "title": "a\"\\\/\n\t\u00e9\u4f1a\ud83d\ude00",
        "activities": [{"id": "x\u002dy", "after": ["\u007a"]}, {"id": "z"}]})");
    EXPECT_EQ(p.key(), "p");
    EXPECT_EQ(p.title().in("en"), "a\"\\/\n\t\xC3\xA9\xE4\xBC\x9A\xF0\x9F\x98\x80");
    EXPECT_EQ(p.key(ActivityId{0}), "x-y");
    EXPECT_EQ(p.rule_count(), 1U);
}

TEST(ReadProcess, ReadsTextsOfEveryLength) {
    // Strings with escapes come from the parser in pieces.
    for (const std::size_t size : {0U, 1U, 63U, 4095U, 4096U, 4097U, 100'000U}) {
        const std::string plain(size, 'x');
        const auto whole = read(R"({"convene": 1, "id": "p", "title": ")" + plain + "\"}");
        EXPECT_EQ(whole.title().in("en"), plain);
        const auto escaped = read(R"({"convene": 1, "id": "p", "title": "\n)" + plain + "\\n\"}");
        EXPECT_EQ(escaped.title().in("en"), "\n" + plain + "\n");
    }
}

TEST(ReadProcess, ReadsHeadAndParts) {
    const auto p = everything();
    EXPECT_EQ(p.title().in("zh"), "全部");
    EXPECT_EQ(to_string(*p.start()), "2026-03-31T09:00");
    EXPECT_EQ(to_string(*p.finish()), "2027-01-31T00:00");
    EXPECT_EQ(to_string(*p.status_date()), "2026-04-15T12:30:15");
    EXPECT_EQ(p.key(*p.target()), "opening");
    EXPECT_EQ(p.zone(), "Asia/Shanghai");
    EXPECT_EQ(p.currency(), "CNY");
    EXPECT_EQ(p.rounds(), (Rounds{4, spans::elapsed_months(3)}));
    EXPECT_EQ(p.key(p.calendar()), "site");
    ASSERT_EQ(p.calendars().size(), 4U);
    EXPECT_TRUE(p.calendars()[CalendarId{0}].imported);
    EXPECT_EQ(p.key(CalendarId{0}), "office");
    EXPECT_EQ(p.parameters()[ParameterId{1}].value, spans::days(-3));
    EXPECT_EQ(p.roles()[RoleId{0}].clearance, Confidentiality::secret);
    EXPECT_TRUE(p.roles()[RoleId{1}].external);
    EXPECT_EQ(p.people()[PersonId{0}].roles, (std::vector<RoleId>{RoleId{0}, RoleId{2}}));
    EXPECT_EQ(to_string(p.people()[PersonId{0}].absences.at(0).to), "2026-04-03T18:00");
    EXPECT_EQ(p.resources()[ResourceId{0}].capacity, 1U);
    EXPECT_EQ(p.key(*p.resources()[ResourceId{0}].calendar), "office");
    EXPECT_EQ(p.resources()[ResourceId{1}].capacity, 12U);
    ASSERT_EQ(p.resources()[ResourceId{1}].changes.size(), 2U);
    EXPECT_EQ(p.resources()[ResourceId{1}].changes[0], (CapacityChange{*try_parse_instant("2026-04-01"), 8}));
    EXPECT_EQ(p.resources()[ResourceId{1}].changes[1].units, 0U);
    EXPECT_EQ(p.phases()[PhaseId{1}].run, PhaseRun::per_case);
    EXPECT_EQ(p.form(ArtifactId{0})->form_template, "forms/report.xlsx");
    EXPECT_TRUE(p.artifacts()[ArtifactId{1}].given);
    EXPECT_EQ(p.authorities()[0].up_to, Money{5'000'000});
    EXPECT_FALSE(p.quotas()[0].per_person);
    EXPECT_EQ(p.covers()[0].weekdays, 0b0100001);
    EXPECT_EQ(p.covers()[1].to, 30 * 60);
    EXPECT_EQ(p.attendances()[0].windows.at(1), (std::pair<std::uint16_t, std::uint16_t>{840, 1020}));
    EXPECT_EQ(p.separations()[0].parts.at(0).duty, DutyKind::decides);
}

TEST(ReadProcess, ReadsCalendars) {
    const auto p = everything();
    const auto& site = p[*p.find_calendar("site")];
    EXPECT_EQ(site.definition().base, "office");
    EXPECT_EQ(site.day_size(), std::chrono::minutes{450});
    EXPECT_EQ(site.week_size(), std::chrono::hours{40});
    EXPECT_EQ(site.month_size(), std::chrono::hours{150});
    EXPECT_FALSE(site.is_working_day(*try_parse_date("2026-05-04")));
    EXPECT_TRUE(site.is_working(*try_parse_instant("2026-05-09T09:00"))) << "worked in exchange";
    EXPECT_TRUE(site.is_working(*try_parse_instant("2026-04-06T05:59"))) << "the shift that begins on Sunday";
    EXPECT_FALSE(site.covers(*try_parse_instant("2027-01-01")));
    EXPECT_EQ(p[*p.find_calendar("both")].definition().parts, (std::vector<std::string>{"office", "site"}));
    EXPECT_TRUE(p[*p.find_calendar("empty")].unlimited() ||
                !p[*p.find_calendar("empty")].is_working_day(*try_parse_date("2026-05-04")));
}

TEST(ReadProcess, ReadsAnActivity) {
    const auto p = everything();
    const ActivityId a{0};
    EXPECT_EQ(p[a].kind, ActivityKind::meeting);
    EXPECT_EQ(p[a].duration, spans::hours(4));
    EXPECT_EQ(p.note(a, NoteKind::number).in("en"), "1");
    EXPECT_EQ(p.note(a, NoteKind::purpose).in("en"), "Decide the line");
    EXPECT_EQ(p.note(a, NoteKind::description).in("zh"), "说明");
    EXPECT_EQ(p.note(a, NoteKind::location).in("en"), "Room 5");
    EXPECT_EQ(p.note(a, NoteKind::follow_up).in("en"), "Write it down");
    ASSERT_EQ(p.duties(a).size(), 7U);
    EXPECT_EQ(p.duties(a)[1].share, 250);
    EXPECT_EQ(p.duties(a)[1].count, 2);
    EXPECT_EQ(p.duties(a)[3].person, PersonId{0});
    EXPECT_EQ(p.duties(a)[4].demand, DutyDemand::all);
    EXPECT_EQ(p.duties(a)[5].demand, DutyDemand::some) << "a count alone means some people";
    ASSERT_EQ(p.needs(a).size(), 2U);
    EXPECT_EQ(p.needs(a)[0], (ResourceNeed{ResourceId{0}, 1}));
    EXPECT_EQ(p.needs(a)[1], (ResourceNeed{ResourceId{1}, 3}));
    EXPECT_TRUE(p[a].splittable);
    EXPECT_EQ(p.quorum(a), 1);
    EXPECT_EQ(p.text(p.steps(a)[1].title).in("zh"), "讨论");
    ASSERT_EQ(p.matters(a).size(), 3U);
    EXPECT_EQ(p.matters(a)[1].amount, Money{1'250'050});
    EXPECT_EQ(p.text(p.matters(a)[2].title).in("en"), "Other");
    EXPECT_EQ(p.consumes(a).size(), 1U);
    EXPECT_EQ(p.produces(a).size(), 2U);
    EXPECT_EQ(p.follow_ups(a)[0], ActivityId{2});
    EXPECT_EQ(p.constraints(a)[1].kind, ConstraintKind::must_finish_on);
    EXPECT_EQ(to_string(*p.deadline(a)), "2026-04-30T00:00");
    EXPECT_TRUE(p[a].as_late_as_possible);
    EXPECT_EQ(p.progress(a)->remaining, spans::hours(0));
    EXPECT_EQ(p.measures(a)[0].target, 12.5);
    EXPECT_EQ(p.measures(a)[1].target, 1e6);
    EXPECT_EQ(p.budget(a), Money{9999});
    EXPECT_EQ(p.handovers(a)[0], (Handover{RoleId{0}, RoleId{2}}));
    EXPECT_EQ(p.cadence(a)->missed, Missed::all);
    EXPECT_EQ(p.service_level(a)->warn, spans::hours(4));
    EXPECT_EQ(p.reworks(ActivityId{1})[0].max_rounds, 2);
    EXPECT_EQ(to_string(*p.date(ActivityId{3})), "2026-04-20T00:00");
}

TEST(ReadProcess, ReadsRules) {
    const auto p = everything();
    EXPECT_EQ(p[ActivityId{1}].duration, spans::weeks(2)) << "a parameter's";
    ASSERT_EQ(p.rule_count(), 8U);
    const auto lagged = p.rule(RuleId{1});
    EXPECT_EQ(lagged.min, spans::months(2));
    EXPECT_EQ(lagged.max, spans::weeks(10));
    EXPECT_EQ(lagged.from_edge, Edge::start);
    EXPECT_EQ(lagged.to_edge, Edge::finish);
    EXPECT_EQ(lagged.calendar, LagCalendar::named);
    EXPECT_EQ(p.key(*lagged.named), "site");
    const auto parameters = p.rule(RuleId{2});
    EXPECT_EQ(parameters.min, spans::days(-3));
    EXPECT_EQ(parameters.max_parameter, ParameterId{0});
    EXPECT_EQ(parameters.calendar, LagCalendar::continuous);
    const auto apart = p.rule(RuleId{7});
    EXPECT_EQ(apart.min, std::nullopt);
    EXPECT_EQ(apart.max, spans::months(6));
    EXPECT_EQ(apart.calendar, LagCalendar::predecessor);
}

TEST(ReadProcess, SetsParameters) {
    io::ReadOptions options;
    options.parameters.push_back({"review", spans::days(3)});
    const auto p = read(R"({"convene": 1, "id": "p", "parameters": [{"id": "review", "value": "2w"}],
        "activities": [{"id": "a", "duration": {"parameter": "review"}}]})",
                        options);
    EXPECT_EQ(p[ActivityId{0}].duration, spans::days(3));
}

TEST(ReadProcess, RemembersWhereThingsStand) {
    const std::string text = R"({"convene": 1, "id": "p", "activities": [ {"id": "a"}, {"after": ["a"], "id": "b"}]})";
    const auto p = read(text);
    EXPECT_EQ(p[ActivityId{0}].origin, text.find("{\"id\": \"a\"") + 1);
    EXPECT_EQ(p[ActivityId{1}].origin, text.find("{\"after") + 1);
    EXPECT_EQ(p.rule(RuleId{0}).origin, text.find("\"a\"]") + 1);
}

TEST(ReadProcess, TakesCalendarsThatDeriveFromLaterAndImportedOnes) {
    io::ReadOptions options;
    options.load = [](std::string_view) -> Result<std::string> {
        return R"({"convene": 1, "calendars": [{"id": "law", "week": {"mon": ["09:00-17:00"]}}]})";
    };
    const auto p = read(R"({"convene": 1, "id": "p", "imports": ["law.json"], "calendar": "c", "calendars": [
        {"id": "a", "base": "b"}, {"id": "b", "base": "law"}, {"id": "c", "intersection": ["a", "law"]}]})",
                        options);
    EXPECT_TRUE(p[*p.find_calendar("a")].is_working(*try_parse_instant("2026-03-30T10:00")));
    EXPECT_EQ(p.key(p.calendar()), "c");
    EXPECT_EQ(p.imports().size(), 1U);
}

TEST(ReadProcess, ReadsManyActivities) {
    // Enough for the reader to guess, twice, how many there will be.
    const std::uint32_t count = 70'000;
    std::string text = R"({"convene": 1, "id": "p", "activities": [)";
    for (std::uint32_t i = 0; i < count; ++i) {
        text += i == 0 ? "" : ",";
        text += "{\"id\": \"a" + std::to_string(i) + "\", \"title\": \"Title " + std::to_string(i) + "\"";
        if (i > 0) text += ", \"after\": [\"a" + std::to_string(i / 2) + "\"]";
        text += "}";
    }
    const auto p = read(text + "]}");
    ASSERT_EQ(p.activities().size(), count);
    ASSERT_EQ(p.rule_count(), count - 1);
    for (const std::uint32_t i : {0U, 1U, 4095U, 4096U, 65'535U, 65'536U, count - 1}) {
        EXPECT_EQ(p.key(ActivityId{i}), "a" + std::to_string(i));
        EXPECT_EQ(p.title(ActivityId{i}).in("en"), "Title " + std::to_string(i));
        if (i > 0) {
            EXPECT_EQ(p.rule(RuleId{i - 1}).from, ActivityId{i / 2});
        }
        EXPECT_EQ(p.find_activity("a" + std::to_string(i)), ActivityId{i});
    }
}

TEST(ReadCalendars, GivesThemInOrder) {
    const auto calendars = io::read_calendars(
        R"({"calendars": [{"id": "b", "base": "a"}, {"id": "a", "week": {"sun": ["00:00-24:00"]}}], "convene": 1})");
    ASSERT_TRUE(calendars);
    ASSERT_EQ(calendars->size(), 2U);
    EXPECT_EQ(calendars->at(0).key(), "b");
    EXPECT_EQ(calendars->at(0).definition().base, "a");
    EXPECT_TRUE(calendars->at(0).is_working_day(*try_parse_date("2026-04-05")));
}

TEST(ReadCalendars, TakesALongChain) {
    std::string text = R"({"convene": 1, "calendars": [)";
    const int length = 2'000;
    for (int i = 0; i < length; ++i)
        text += "{\"id\": \"c" + std::to_string(i) + "\", \"base\": \"c" + std::to_string(i + 1) + "\"},";
    text += "{\"id\": \"c" + std::to_string(length) + "\", \"week\": {\"mon\": [\"09:00-17:00\"]}}]}";
    const auto calendars = io::read_calendars(text);
    ASSERT_TRUE(calendars);
    EXPECT_TRUE(calendars->front().is_working_day(*try_parse_date("2026-03-30")));
}

} // namespace
