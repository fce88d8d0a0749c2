// "extra", a free JSON object beside things: what is kept of it, and its bounds.

#include "findings.hpp"

#include <convene/io/write_process.hpp>

using namespace convene;
using namespace convene::test;

namespace {

using Lines = std::vector<std::string>;

/// `{"a":{"a":...{}...}}`, so many objects inside each other.
std::string nested(std::size_t levels) {
    std::string text;
    for (std::size_t i = 1; i < levels; ++i) text += R"({"a":)";
    return text + "{}" + std::string(levels - 1, '}');
}

/// An object that takes so many bytes on one line without blanks.
std::string sized(std::size_t bytes) { return R"({"a":")" + std::string(bytes - 8, 'x') + R"("})"; }

TEST(Extra, KeepsKeysValuesAndTheirOrder) {
    const std::vector<std::pair<const char*, const char*>> cases{
        {"{}", "{}"},
        {R"( { "b" : 1 , "a" : [ ] } )", R"({"b":1,"a":[]})"},
        {R"({"n": [0, -1.50, 1E5, 12345678901234567890123]})", R"({"n":[0,-1.50,1E5,12345678901234567890123]})"},
        {R"({"t": [true, false, null, {}], "": {"": ""}})", R"({"t":[true,false,null,{}],"":{"":""}})"},
        {R"({"\u0061\/": "\u5f00\t\"\\ \ud83d\ude00 \u0007"})", "{\"a/\":\"开\\t\\\"\\\\ 😀 \\u0007\"}"},
    };
    for (const auto& [text, json] : cases) {
        const auto extra = io::read_extra(text);
        ASSERT_TRUE(extra) << text;
        EXPECT_EQ(extra->json(), json);
        EXPECT_EQ(*io::read_extra(extra->json()), *extra);
    }
    EXPECT_NE(*io::read_extra(R"({"a":1,"b":2})"), *io::read_extra(R"({"b":2,"a":1})"));
}

TEST(Extra, IsReadWhereverItMayStandAndWrittenBack) {
    const auto text = R"({
  "convene": 1,
  "id": "p",
  "roles": [{"id": "r", "extra": {"ldap": "cn=sales"}}],
  "people": [{"id": "ann", "extra": {"badge": [7, 12]}}],
  "resources": [{"id": "room", "extra": {}}],
  "artifacts": [
    {"id": "report", "format": "xlsx", "extra": {"dms": {"id": 5}}},
    {"id": "x", "extra": {"y": null}}
  ],
  "activities": [{"id": "a", "extra": {"cost centre": "4711"}}],
  "extra": {"tags": ["a", "b"], "id": "not the process's"}
}
)";
    const auto p = io::read_process(text);
    ASSERT_TRUE(p) << lines_of(p).front();
    EXPECT_EQ((*p)[RoleId{0}].extra.json(), R"({"ldap":"cn=sales"})");
    EXPECT_EQ((*p)[PersonId{0}].extra.json(), R"({"badge":[7,12]})");
    EXPECT_EQ((*p)[ResourceId{0}].extra.json(), "{}");
    EXPECT_EQ(p->extra(ArtifactId{0}).json(), R"({"dms":{"id":5}})");
    EXPECT_EQ(p->extra(ArtifactId{1}).json(), R"({"y":null})");
    EXPECT_EQ(p->extra(ActivityId{0}).json(), R"({"cost centre":"4711"})");
    EXPECT_EQ(p->extra().json(), R"({"tags":["a","b"],"id":"not the process's"})");
    EXPECT_EQ(io::write_process(*p), text);
}

TEST(Extra, IsWrittenInTheLayoutOfTheFile) {
    std::string many = R"({"list": [)";
    for (int i = 0; i < 40; ++i) many += (i == 0 ? "" : ", ") + std::to_string(1000 + i);
    const auto p = *io::read_process(process_with("\"extra\": " + many + "]}"));
    const auto text = io::write_process(p);
    EXPECT_NE(text.find("  \"extra\": {\n    \"list\": [\n      1000,\n      1001,\n"), text.npos) << text;
    EXPECT_EQ(*io::read_process(text), p);
}

TEST(Extra, HasAnEndInDepth) {
    const auto most = nested(Extra::max_depth);
    EXPECT_EQ(faults(process_with("\"extra\": " + most)), Lines{});
    EXPECT_TRUE(io::read_extra(most));
    const auto more = nested(Extra::max_depth + 1);
    const auto pointer = [] {
        std::string text;
        for (std::size_t i = 0; i < Extra::max_depth; ++i) text += "/a";
        return text;
    }();
    EXPECT_EQ(faults(process_with("\"extra\": " + more)), Lines{"extra-too-deep 2:90 /extra" + pointer + " | 16"});
    EXPECT_EQ(lines_of(io::read_extra(more)), Lines{"extra-too-deep 1:81 " + pointer + " | 16"});
}

TEST(Extra, HasAnEndInSize) {
    const auto most = sized(Extra::max_bytes);
    EXPECT_EQ(faults(process_with("\"extra\": " + most)), Lines{});
    const auto extra = io::read_extra(most);
    ASSERT_TRUE(extra);
    EXPECT_EQ(extra->json().size(), Extra::max_bytes);
    const auto more = sized(Extra::max_bytes + 1);
    EXPECT_EQ(faults(process_with("\"extra\": " + more)), Lines{"extra-too-large 2:65546 /extra | 65536"});
    EXPECT_EQ(lines_of(io::read_extra(more)), Lines{"extra-too-large 1:65537  | 65536"});
}

TEST(Extra, HasAKeyOnce) {
    EXPECT_EQ(faults(process_with(R"("extra": {"a": {"b": 1, "b": 2}, "a": 3})")),
              (Lines{"duplicate-member 2:25 /extra/a/b | b", "duplicate-member 2:34 /extra/a | a"}));
    EXPECT_EQ(faults(activity_with(R"("extra": {"a": 1, "\u0061": 2})")),
              Lines{"duplicate-member 3:19 /activities/0/extra/a | task a | a"});
}

TEST(Extra, IsAnObject) {
    EXPECT_EQ(faults(process_with(R"("extra": "a")")), Lines{"wrong-type 2:10 /extra | an object, a string"});
    EXPECT_EQ(faults(process_with(R"("extra": [{"a": 1, "a": 2}])")),
              Lines{"wrong-type 2:10 /extra | an object, a list"});
    for (const auto* text : {"5", "[]", "\"a\"", "null"})
        EXPECT_EQ(lines_of(io::read_extra(text)), Lines{"wrong-type 1:1  | an object, something else"}) << text;
    EXPECT_EQ(io::read_extra("").error().front().code, Code::empty_file);
    EXPECT_EQ(io::read_extra("{} x").error().front().code, Code::json_syntax);
    EXPECT_EQ(io::read_extra("{\"a\": \"\xFF\"}").error().front().code, Code::not_utf8);
}

TEST(Extra, BelongsToNothingElse) {
    EXPECT_EQ(faults(process_with(R"("phases": [{"id": "f", "extra": {}}])")).front().substr(0, 14), "unknown-member");
}

} // namespace
