// What the reader says of faulty texts: code, line, column, pointer, object, arguments, suggestion.

#include "findings.hpp"

#include <support/environment.hpp>

using namespace convene;
using namespace convene::test;

namespace {

using Lines = std::vector<std::string>;

struct Case {
    const char* text;
    Lines expected;
};

TEST(ReadFaults, OfTheText) {
    const std::vector<Case> cases{
        {"", {"empty-file 1:1 "}},
        {" \n ", {"empty-file 2:2 "}},
        {"\xEF\xBB\xBF", {"empty-file 1:1 "}},
        {"[1]", {"wrong-type 1:1  | an object, a list"}},
        {"5", {"wrong-type 1:1  | an object, a number"}},
        {R"({"convene": 1, "id": "p")",
         {"json-syntax 1:25 /id | the text ends too early; a quote, bracket or brace is not closed"}},
        {R"({"convene": 1, "id": "p"} x)",
         {"json-syntax 1:27  | there is more text after the end of the object; remove it"}},
        {R"({"convene": 1, "id": "p"}{})",
         {"json-syntax 1:26  | there is more text after the end of the object; remove it"}},
        {R"({"convene": 1, "id": "p",})", {"json-syntax 1:26  | the last entry is followed by a comma; remove it"}},
        {R"({'convene': 1})", {"json-syntax 1:2  | use double quotes, not single ones"}},
        {R"({convene: 1})", {"json-syntax 1:2  | put the key in double quotes"}},
        {R"({"convene": 1 "id": "p"})", {"json-syntax 1:15 /convene | a comma or a colon is missing before this"}},
        {"{\"convene\": 1, // c\n\"id\": \"p\"}",
         {"json-syntax 1:16 /convene | JSON has no comments; remove this one"}},
        {"{\"convene\": 1, \"id\": \"p\nq\"}",
         {"json-syntax 1:24 /id | the string is not closed on its line; close it, or write the line break as \\n"}},
        {R"({"convene": 1, "id": "p", "start": NaN})", {"json-syntax 1:36 /start | unexpected \"N\""}},
        {R"({"rounds": {"every": 01}})",
         {"wrong-type 1:22 /rounds/every | a span of time, a number",
          "json-syntax 1:23 /rounds/every | unexpected \"1\""}},
        {"{\"convene\": 1, \"id\": \"p\xC3(\"}", {"not-utf8 1:24 /id | 0xC3"}},
        {"{\"convene\": 1, \"id\": \"p\xE4", {"not-utf8 1:24 /id | 0xE4"}},
        {"{\"convene\": 1, \"id\": \"\\n\xFF\"}", {"not-utf8 1:25 /id | 0xFF"}},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(faults(text), expected) << text;
}

TEST(ReadFaults, OfEscapes) {
    const std::string sentence =
        " | this is not an escape; write \\n, \\t, \\\", \\\\, or \\u and four digits, surrogates in pairs";
    const std::vector<std::pair<const char*, const char*>> cases{
        {R"("title": "\x")", "3:12"},     {R"("title": "\u00g0")", "3:15"},       {R"("title": "\ud800")", "3:17"},
        {R"("title": "\udc00")", "3:17"}, {R"("title": "\ud800\u0041")", "3:19"}, {R"("title": "\uD83Dx")", "3:17"},
    };
    for (const auto& [text, place] : cases)
        EXPECT_EQ(faults(activity_with(text)),
                  Lines{"json-syntax " + std::string(place) + " /activities/0/title" + sentence})
            << text;
}

TEST(ReadFaults, OfTheFormatNumber) {
    const std::vector<Case> cases{
        // What is wrong in format 1 may be right in another one.
        {R"({"idd": "p", "convene": 2, "nonsense": 3})", {"unsupported-format 1:25 /convene | 2, 1"}},
        {R"({"convene": 1.5})", {"unsupported-format 1:13 /convene | 1.5, 1"}},
        {R"({"id": "p"})", {"missing-member 1:1  | convene, process"}},
        {R"({"convene": "1", "id": "p"})", {"wrong-type 1:13 /convene | the number of a format, a string"}},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(faults(text), expected) << text;
}

TEST(ReadFaults, OfIds) {
    const std::vector<Case> cases{
        {R"({"convene": 1})", {"missing-key 1:1  | process"}},
        {R"({"convene": 1, "id": 5})", {"wrong-type 1:22 /id | an id, a number"}},
        {R"({"convene": 1, "id": "a b"})", {"bad-key 1:22 /id | a b"}},
        {R"({"convene": 1, "id": ""})", {"bad-key 1:22 /id"}},
        {R"({"convene": 1, "id": "p", "id": "q"})", {"duplicate-member 1:27 /id | id"}},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(faults(text), expected) << text;
    EXPECT_EQ(faults(process_with(R"("levels": [{"id": "a"}, {"id": "a"}],
"roles": [{"id":"a b", "level":"c"}, {"id": ""}, {"id": 7}, {"title": "x"}])")),
              (Lines{"duplicate-id 2:25 /levels/1 | level a | level", "bad-key 3:17 /roles/0/id | role a b | a b",
                     "unknown-reference 3:32 /roles/0/level | role a b | level, c | a?", "bad-key 3:45 /roles/1/id",
                     "wrong-type 3:57 /roles/2/id | an id, a number", "missing-key 3:61 /roles/3 | role"}));
    EXPECT_EQ(
        faults(process_with(R"("activities": [{"id": "a"}, {"kind": "meeting"}, {"id": "a"}])")),
        (Lines{"missing-key 2:29 /activities/1 | activity", "duplicate-id 2:50 /activities/2 | task a | activity"}));
}

TEST(ReadFaults, OfTheProcess) {
    const std::vector<Case> cases{
        {R"("titlr": "x")", {"unknown-member 2:1 /titlr | titlr, process | title?"}},
        {R"("colour": {"a": [{}]}, "id": "q")",
         {"unknown-member 2:1 /colour | colour, process", "duplicate-member 2:24 /id | id"}},
        {R"("title": 5, "start": "soon", "rounds": {"max": 0})",
         {"wrong-type 2:10 /title | a text, a number", "bad-date 2:22 /start | soon",
          "bad-number 2:48 /rounds/max | max, 0"}},
        {R"("rounds": {"max": 1.5, "every": "x"})",
         {"not-whole 2:19 /rounds/max | max, 1.5", "bad-span 2:33 /rounds/every | x"}},
        {R"("rounds": {"max": 99999999999999999999})", {"bad-number 2:19 /rounds/max | max, 99999999999999999999"}},
        {R"("title": {"zh": "a", "zh": "b", "no good": "c", "en": 5})",
         {"duplicate-member 2:28 /title/zh | zh", "bad-language 2:33 /title/no good | no good",
          "wrong-type 2:55 /title/en | a string, a number"}},
        {R"("imports": ["x.json"])", {"no-loader 2:13 /imports/0 | x.json"}},
        {R"("target": "x", "calendar": "y")",
         {"unknown-reference 2:11 /target | activity, x", "unknown-reference 2:28 /calendar | calendar, y"}},
        {R"("zone": "a\u0000b")", {"bad-text 2:9 /zone | a b"}},
        {R"("finish": "0000-01-01", "status_date": null)",
         {"out-of-range-date 2:11 /finish | 0000-01-01", "wrong-type 2:40 /status_date | a date, null"}},
    };
    for (const auto& [members, expected] : cases) EXPECT_EQ(faults(process_with(members)), expected) << members;
}

TEST(ReadFaults, OfAnActivity) {
    const std::vector<Case> cases{
        {R"("kind": "meting")",
         {R"(unknown-word 3:9 /activities/0/kind | meeting a | meting, "meeting", "task", "milestone", "external" | meeting?)"}},
        {R"("duration": "3x")", {"bad-span 3:13 /activities/0/duration | task a | 3x"}},
        {R"("duration": "1.5d")", {"fractional-span 3:13 /activities/0/duration | task a | 1.5d"}},
        {R"("duration": 3)",
         {"wrong-type 3:13 /activities/0/duration | task a | a span of time or a parameter, a number"}},
        {R"("duration": {"parameter": "p"})",
         {"unknown-reference 3:27 /activities/0/duration/parameter | task a | parameter, p"}},
        {R"("duration": {})", {"missing-member 3:13 /activities/0/duration | task a | parameter, parameter"}},
        {R"("steps": "one")", {"wrong-type 3:10 /activities/0/steps | task a | a list of texts, a string"}},
        {R"("steps": ["one", 2])", {"wrong-type 3:18 /activities/0/steps/1 | task a | a text, a number"}},
        {R"("steps": 5)", {"wrong-type 3:10 /activities/0/steps | task a | a list of texts, a number"}},
        {R"("budget": 1.234)", {"too-many-decimals 3:11 /activities/0/budget | task a | budget, 1.234, 2"}},
        {R"("budget": 1e400)", {"bad-number 3:11 /activities/0/budget | task a | budget, 1e400"}},
        {R"("budget": 92233720368547758.08)",
         {"bad-number 3:11 /activities/0/budget | task a | budget, 92233720368547758.08"}},
        {R"("measures": [{"id": "m", "target": 1e400}])",
         {"bad-number 3:36 /activities/0/measures/0/target | task a | target, 1e400"}},
        {R"("quorum": 70000)", {"bad-number 3:11 /activities/0/quorum | task a | quorum, 70000"}},
        {R"("number": "\u0001x")", {"bad-text 3:11 /activities/0/number | task a |  x"}},
        {R"("as_late_as_possible": "yes")",
         {"wrong-type 3:24 /activities/0/as_late_as_possible | task a | true or false, a string"}},
        {R"("date": "2026-01-01")", {"misplaced-date 2:16 /activities/0 | task a"}},
        {R"("after": "b")", {"wrong-type 3:10 /activities/0/after | task a | a list of activities, a string"}},
        {R"("after": [{"lag": "3d"}])", {"missing-member 3:11 /activities/0/after/0 | task a | activity, rule"}},
        {R"("after": ["b"])", {"unknown-reference 3:11 /activities/0/after/0 | task a | activity, b | a?"}},
        {R"("after": [{"activity": "a"}])", {"rule-to-itself 3:24 /activities/0/after/0/activity | task a"}},
        {R"("before": [{"activity": "nowhere", "lag": {"parameter": "p"}, "max": {"parameter": "q"}, "calendar": "c"}])",
         {"unknown-reference 3:25 /activities/0/before/0/activity | task a | activity, nowhere",
          "unknown-reference 3:57 /activities/0/before/0/lag/parameter | parameter, p",
          "unknown-reference 3:84 /activities/0/before/0/max/parameter | parameter, q",
          "unknown-reference 3:102 /activities/0/before/0/calendar | calendar, c"}},
        {R"("constraints": [{"kind": "must-start", "date": "2026-01-01"}, {"date": 5}])",
         {R"(unknown-word 3:26 /activities/0/constraints/0/kind | task a | must-start, "start-no-earlier-than", )"
          R"("start-no-later-than", "finish-no-earlier-than", "finish-no-later-than", "must-start-on", "must-finish-on" | )"
          "must-start-on?",
          "missing-member 3:63 /activities/0/constraints/1 | task a | kind, constraint",
          "wrong-type 3:72 /activities/0/constraints/1/date | task a | a date, a number"}},
        {R"("progress": {"actual_finish": "2026-01-01"})",
         {"bad-progress 2:16 /activities/0 | task a | it has no actual start"}},
    };
    for (const auto& [members, expected] : cases) EXPECT_EQ(faults(activity_with(members)), expected) << members;
}

TEST(ReadFaults, OfDutiesAndMatters) {
    EXPECT_EQ(faults(activity_with(R"("duties": {"decides": [
{"role": "x", "person": "y", "share": 0},
{"role": "z", "share": 1.5, "count": 0},
{"role": "z", "share": 0.0001}], "decide": ["x"]})")),
              (Lines{"unknown-reference 4:10 /activities/0/duties/decides/0/role | task a | role, x",
                     "unknown-reference 4:25 /activities/0/duties/decides/0/person | task a | person, y",
                     "bad-number 4:39 /activities/0/duties/decides/0/share | task a | share, 0",
                     "unknown-reference 5:10 /activities/0/duties/decides/1/role | task a | role, z",
                     "bad-number 5:24 /activities/0/duties/decides/1/share | task a | share, 1.5",
                     "bad-number 5:38 /activities/0/duties/decides/1/count | task a | count, 0",
                     "unknown-reference 6:10 /activities/0/duties/decides/2/role | task a | role, z",
                     "too-many-decimals 6:24 /activities/0/duties/decides/2/share | task a | share, 0.0001, 3",
                     "unknown-member 6:34 /activities/0/duties/decide | task a | decide, duties | decides?"}));
    EXPECT_EQ(faults(activity_with(R"("matters": [{"titlr": "x"},
{"id": "m"}, {"zh": 5}, {"zh": "a", "en": "b"}, {"title": "t", "level": "l", "amount": "much"}])")),
              (Lines{"unknown-member 3:14 /activities/0/matters/0/titlr | task a | titlr, matter | title?",
                     "missing-member 4:1 /activities/0/matters/1 | task a | title, matter",
                     "missing-member 4:14 /activities/0/matters/2 | task a | title, matter",
                     "wrong-type 4:21 /activities/0/matters/2/zh | task a | a string, a number",
                     "unknown-reference 4:73 /activities/0/matters/4/level | task a | level, l",
                     "wrong-type 4:88 /activities/0/matters/4/amount | task a | an amount of money, a string"}));
}

TEST(ReadFaults, OfMattersWithATitleAndWordings) {
    EXPECT_EQ(faults(activity_with(R"("matters": [{"id": "m", "title": {"zh": "z", "en": "First"}, "en": "Second"}])")),
              Lines{"conflicting-members 3:68 /activities/0/matters/0/en | task a | en, title"});
    EXPECT_EQ(faults(activity_with(
                  R"("matters": [{"zh": "z", "title": "First"}, {"en": "x", "id": "k"}, {"fr": "f", "title": ""}])")),
              (Lines{"conflicting-members 3:20 /activities/0/matters/0/zh | task a | zh, title",
                     "conflicting-members 3:75 /activities/0/matters/2/fr | task a | fr, title"}));
    EXPECT_EQ(faults(activity_with(R"("matters": [{"en": "x", "zh": "y", "en": "z"}])")),
              Lines{"duplicate-member 3:42 /activities/0/matters/0/en | task a | en"});
}

TEST(ReadFaults, OfWhatAnActivityDoesLater) {
    EXPECT_EQ(
        faults(activity_with(
            R"("recurrence": {"rule": "FREQ=HOURLY"}, "service_level": {"within": "-1d", "escalate_to": "q"},
"returns_to": [{"activity": "zz", "max_rounds": 0}], "hands_over": [{"from": "q", "to": "r"}])")),
        (Lines{"bad-recurrence 3:24 /activities/0/recurrence/rule | task a | FREQ=HOURLY, FREQ=HOURLY is not allowed",
               "bad-number 3:57 /activities/0/service_level | task a | within, -1d",
               "unknown-reference 3:90 /activities/0/service_level/escalate_to | task a | role, q",
               "unknown-reference 4:29 /activities/0/returns_to/0/activity | task a | activity, zz",
               "bad-number 4:49 /activities/0/returns_to/0/max_rounds | task a | max_rounds, 0",
               "unknown-reference 4:78 /activities/0/hands_over/0/from | task a | role, q",
               "unknown-reference 4:89 /activities/0/hands_over/0/to | task a | role, r"}));
}

TEST(ReadFaults, OfWhatStandsBeside) {
    EXPECT_EQ(
        faults(process_with(
            R"("covers": [{"id": "c", "role": "r", "from": "9:00", "to": "18:00", "weekdays": ["mon", "mo", 3]}],
"attendances": [{"role": "r", "windows": ["09:00"]}], "quotas": [{"id": "q", "role": "r", "count": 1}],
"separations": [{"id": "s", "parts": [{"activity": "x", "duty": "does"}]}],
"authorities": [{"role": "r", "up_to": "much"}],
"people": [{"id": "p", "roles": ["r"], "calendar": "k", "absences": [{"from": "2026-01-02", "to": "2026-01-01"}]}],
"phases": [{"id": "f", "parent": "f"}], "artifacts": [{"id": "x", "given": 1}], "parameters": [{"id": "z"}],
"rules": [{"from": "a"}, {"from": "a", "to": "b"}])")),
        (Lines{
            "bad-time-of-day 2:45 /covers/0/from | cover c | 9:00",
            R"(unknown-word 2:88 /covers/0/weekdays/1 | cover c | mo, "mon", "tue", "wed", "thu", "fri", "sat", "sun" | mon?)",
            "wrong-type 2:94 /covers/0/weekdays/2 | cover c | a day of the week, a number",
            "unknown-reference 3:26 /attendances/0/role | attendance | role, r",
            "bad-shift 3:43 /attendances/0/windows/0 | 09:00", "missing-member 3:66 /quotas/0 | quota q | per, quota",
            R"(unknown-word 4:65 /separations/0/parts/0/duty | separation s | does, "initiates", "works", "decides", "reports", "attends", "informed")",
            "unknown-reference 5:26 /authorities/0/role | authority of r | role, r",
            "wrong-type 5:40 /authorities/0/up_to | an amount of money, a string",
            "reversed-interval 6:12 /people/0 | person p | 2026-01-02T00:00, 2026-01-01T00:00",
            "unknown-reference 6:34 /people/0/roles/0 | person p | role, r",
            "unknown-reference 6:52 /people/0/calendar | person p | calendar, k",
            "phase-cycle 7:12 /phases/0 | phase f | f",
            "wrong-type 7:76 /artifacts/0/given | artifact x | true or false, a number",
            "missing-member 7:96 /parameters/0 | parameter z | value, parameter",
            "missing-member 8:11 /rules/0 | to, rule", "unknown-reference 8:35 /rules/1/from | rule | activity, a",
            "unknown-reference 8:46 /rules/1/to | rule | activity, b"}));
}

TEST(ReadFaults, OfCalendars) {
    EXPECT_EQ(calendar_faults(R"({"convene": 1, "calendars": [
{"id": "a", "base": "b"}, {"id": "b", "base": "a"},
{"id": "c", "intersection": ["a", "nowhere"], "week": {}},
{"id": "d", "week": {"mon": ["09:00-12:00", "11:00-13:00"], "mo": []}, "sizes": {"day": "1d"},
 "exceptions": [{"from": "2026-02-30"}, {"from": "2026-02-03", "to": "2026-02-01", "work": ["9-10"]}]}]})"),
              (Lines{"calendar-cycle 2:47 /calendars/1/base | calendar b | b -> a -> b",
                     "conflicting-members 3:1 /calendars/2 | calendar c | week, intersection",
                     "unknown-reference 3:35 /calendars/2/intersection/1 | calendar c | calendar, nowhere",
                     "overlapping-shifts 4:1 /calendars/3 | calendar d | Monday 09:00-12:00, Monday 11:00-13:00",
                     "bad-date-range 4:1 /calendars/3 | calendar d | 2026-02-03, 2026-02-01",
                     "unknown-member 4:61 /calendars/3/week/mo | calendar d | mo, week | mon?",
                     "bad-size-unit 4:81 /calendars/3/sizes | calendar d | day, 1d, 8h",
                     "bad-date 5:26 /calendars/3/exceptions/0/from | calendar d | 2026-02-30",
                     "bad-shift 5:93 /calendars/3/exceptions/1/work/0 | calendar d | 9-10"}));
    EXPECT_EQ(calendar_faults(R"({"convene": 1})"), Lines{"missing-member 1:1  | calendars, calendar file"});
    EXPECT_EQ(calendar_faults(R"({"convene": 1, "id": "x", "calendars": []})"),
              Lines{"unknown-member 1:16 /id | id, calendar file"});
    EXPECT_EQ(calendar_faults(R"({"convene": 1, "calendars": [{"id": "a", "base": "a"}]})"),
              Lines{"calendar-cycle 1:50 /calendars/0/base | calendar a | a -> a"});
}

TEST(ReadFaults, CanAllBeToldAtOnce) {
    const auto found = faults("{\n"
                              "  \"convene\": 1,\n"
                              "  \"id\": \"many faults\",\n"
                              "  \"roles\": [{\"id\": \"sales\", \"calender\": \"x\"}],\n"
                              "  \"activities\": [\n"
                              "    {\"id\": \"b\", \"after\": [\"missing\"], \"duration\": \"?\"},\n"
                              "    {\"id\": \"b\"}\n"
                              "  ]\n"
                              "}\n");
    EXPECT_EQ(found, (Lines{"bad-key 3:9 /id | many faults",
                            "unknown-member 4:29 /roles/0/calender | role sales | calender, role | calendar?",
                            "unknown-reference 4:41 /roles/0/calender | role sales | calendar, x",
                            "unknown-reference 6:27 /activities/0/after/0 | task b | activity, missing",
                            "bad-span 6:51 /activities/0/duration | task b | ?",
                            "duplicate-id 7:5 /activities/1 | task b | activity"}));
}

TEST(ReadFaults, BeforeBadSyntaxAreTold) {
    EXPECT_EQ(
        faults("{\"convene\": 1, \"id\": \"p\", \"titlr\": 5,\n\"activities\": [{\"id\": \"a\", \"kind\": 1, "
               "\"after\": [\"zz\"] oops"),
        (Lines{"unknown-member 1:27 /titlr | titlr, process | title?", "wrong-type 1:36 /titlr | a text, a number",
               "wrong-type 2:36 /activities/0/kind | task a | a word, a number",
               "json-syntax 2:55 /activities/0/after | unexpected \"o\""}));
}

TEST(ReadFaults, NameTheActivityWhoseIdComesLast) {
    EXPECT_EQ(faults(process_with(R"("activities": [{"duration": "?", "kind": "meeting", "id": "late"}])")),
              Lines{"bad-span 2:29 /activities/0/duration | meeting late | ?"});
}

TEST(ReadFaults, StopAtALimit) {
    std::string text = R"({"convene": 1, "id": "p", "activities": [)";
    for (int i = 0; i < 11'000; ++i) text += "5,";
    text.back() = ']';
    const auto found = io::read_process(text + "}");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().size(), 10'001U);
    EXPECT_EQ(line_of(found.error().front()), "too-many-findings 0:0  | 1000");
}

TEST(ReadFaults, OfImportsNameTheirFile) {
    io::ReadOptions options;
    options.file = "process.json";
    options.load = [](std::string_view path) -> Result<std::string> {
        if (path == "good.json") return R"({"convene": 1, "calendars": [{"id": "good", "week": {}}]})";
        if (path == "bad.json") return "{\"convene\": 1,\n \"calendars\": [{\"id\": 5}]}";
        return fail({.code = Code::file_not_found, .arguments = {std::string(path)}});
    };
    const auto found = io::read_process(
        process_with(R"("imports": ["good.json", "bad.json", "none.json"], "calendar": "good", "title": 5)"), options);
    EXPECT_EQ(lines_of(found),
              (Lines{"wrong-type 2:23 /calendars/0/id | an id, a number", "file-not-found 2:38 /imports/2 | none.json",
                     "wrong-type 2:81 /title | a text, a number"}));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error()[0].where.file, "bad.json");
    EXPECT_EQ(found.error()[1].where.file, "process.json");
    EXPECT_EQ(found.error()[2].where.file, "process.json");
}

TEST(ReadFaults, OfFiles) {
    const auto data = source_dir() / "tests" / "data" / "io";
    const auto missing = (data / "nowhere.json").string();
    const auto not_found = io::read_process_file(missing);
    ASSERT_FALSE(not_found);
    EXPECT_EQ(lines_of(not_found), Lines{"file-not-found 0:0  | " + missing});
    EXPECT_EQ(not_found.error().front().where.file, missing);
    EXPECT_EQ(lines_of(io::read_process_file(data)),
              Lines{"file-unreadable 0:0  | " + data.string() + ", it is a folder"});
    io::ReadOptions small;
    small.limits.bytes = 10;
    EXPECT_EQ(lines_of(io::read_process_file(data / "good" / "everything.json", small)),
              Lines{"file-too-large 0:0  | 10"});
    EXPECT_EQ(faults("{\"convene\": 1}", small), Lines{"file-too-large 0:0  | 10"});
}

TEST(ReadFaults, OfParametersThatAreSet) {
    const auto text = process_with(R"("parameters": [{"id": "review", "value": "2w"}])");
    io::ReadOptions options;
    options.parameters.push_back({"reveiw", spans::days(3)});
    EXPECT_EQ(faults(text, options), Lines{"unknown-reference 0:0  | parameter, reveiw | review?"});
}

TEST(ReadFaults, HaveASentenceWithoutPlacesLeftOver) {
    const auto found = io::read_process(
        activity_with(R"("duties": {"works": [{"role": 1}]}, "budget": 0.001, "kidn": "x", "after": [{}])"));
    ASSERT_FALSE(found);
    for (const auto& d : found.error())
        for (const auto language : {Language::en, Language::zh})
            EXPECT_EQ(message(d, language).find('{'), std::string::npos);
}

} // namespace
