#include <convene/io/read_process.hpp>
#include <convene/io/write_diagnostics.hpp>

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

using namespace convene;

namespace {

TEST(WriteDiagnostics, OfNothingIsAnEmptyList) { EXPECT_EQ(io::write_diagnostics({}), "[]\n"); }

TEST(WriteDiagnostics, SaysWhatIsKnown) {
    io::ReadOptions options;
    options.file = "p.json";
    const auto process =
        io::read_process(R"({"convene": 1, "id": "p", "activities": [{"id": "a", "kind": "meting"}]})", options);
    ASSERT_FALSE(process);
    EXPECT_EQ(io::write_diagnostics(process.error(), Language::zh), R"([
  {
    "code": "unknown-word",
    "severity": "error",
    "message": "会议“a”：此处不能写“meting”；可选：\"meeting\", \"task\", \"milestone\", \"external\"（是否指“meeting”？）",
    "object": "会议“a”",
    "file": "p.json",
    "line": 1,
    "column": 62,
    "pointer": "/activities/0/kind",
    "suggestion": "meeting"
  }
]
)");
    const Diagnostics bare{{.code = Code::out_of_range_date, .arguments = {"x"}}};
    EXPECT_EQ(io::write_diagnostics(bare), R"([
  {
    "code": "out-of-range-date",
    "severity": "error",
    "message": "x is outside the years 1 to 9999; correct the date"
  }
]
)");
}

TEST(WriteDiagnostics, AreJsonWhateverTheArguments) {
    Diagnostic d{.code = Code::out_of_range_date, .arguments = {"\xFF\xC3(\x01\"\\\n"}};
    d.where.file = "\xFF\"";
    d.where.line = 1;
    d.where.pointer = "/\xC0\xAF";
    const auto text = io::write_diagnostics({d});
    boost::json::error_code error;
    const auto parsed = boost::json::parse(text, error);
    ASSERT_FALSE(error) << text;
    EXPECT_EQ(parsed.at(0).at("file").as_string(), "\xEF\xBF\xBD\"");
}

} // namespace
