// The reader, the schema and the format's description know the same keys; the schema itself is tested by
// schema_test.py.

#include "findings.hpp"

#include <convene/io/format.hpp>

#include <boost/json/parse.hpp>
#include <support/environment.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace convene;
using namespace convene::test;

namespace json = boost::json;

namespace {

using Keys = std::map<std::string, std::set<std::string>>; // by path, with their types; a required one has a star

Keys keys_of(const std::vector<io::FormatObject>& objects) {
    Keys keys;
    for (const auto& object : objects)
        for (const auto& key : object.keys)
            keys[object.path].insert(key.name + (key.required ? "*: " : ": ") + key.type);
    return keys;
}

/// Collects the objects of a JSON schema, through references, lists and alternatives.
class SchemaKeys {
  public:
    explicit SchemaKeys(const json::value& schema) : defs_(schema.at("$defs").as_object()) {}

    Keys of(std::string_view definition) {
        keys_.clear();
        visit(defs_.at({definition.data(), definition.size()}).as_object(), "");
        return keys_;
    }

  private:
    /// What the reader calls a value of this schema.
    [[nodiscard]] std::string type_of(const json::object& schema) const {
        static const std::map<std::string, std::string, std::less<>> named{
            {"id", "an id"},
            {"text", "a text"},
            {"date", "a date"},
            {"day", "a date"},
            {"time_of_day", "a time of day"},
            {"shift", "a shift"},
            {"span", "a span of time"},
            {"span_or_parameter", "a span of time or a parameter"},
            {"money", "an amount of money"},
            {"lag_calendar", "an id"},
            {"weekday", "a day of the week"},
            {"duty", "a role"},
            {"relation", "an activity"},
            {"matter", "a matter"},
        };
        if (const auto* ref = schema.if_contains("$ref")) {
            const auto name = ref->as_string().subview(std::string_view("#/$defs/").size());
            const auto found = named.find(std::string_view(name));
            return found == named.end() ? type_of(defs_.at(name).as_object()) : found->second;
        }
        if (schema.contains("enum")) return "a word";
        if (schema.contains("const")) return "the number of a format";
        if (!schema.contains("type")) return "a resource"; // an id, or an object with it
        const auto type = schema.at("type").as_string();
        if (type == "array") return "list: " + type_of(schema.at("items").as_object());
        if (type == "integer") return "a whole number";
        if (type == "number") return schema.contains("exclusiveMinimum") ? "a fraction in (0, 1]" : "a number";
        if (type == "boolean") return "true or false";
        if (type == "string") return schema.contains("pattern") ? "a recurrence rule" : "a string";
        return "an object";
    }

    void visit(const json::object& schema, const std::string& path) {
        if (const auto* ref = schema.if_contains("$ref"))
            visit(defs_.at(ref->as_string().subview(std::string_view("#/$defs/").size())).as_object(), path);
        if (const auto* items = schema.if_contains("items")) visit(items->as_object(), path);
        if (const auto* any = schema.if_contains("anyOf"))
            for (const auto& alternative : any->as_array()) visit(alternative.as_object(), path);
        const auto* properties = schema.if_contains("properties");
        if (properties == nullptr) return;
        for (const auto& [key, value] : properties->as_object()) {
            const std::string name(key);
            bool required = false;
            if (const auto* names = schema.if_contains("required"))
                for (const auto& n : names->as_array()) required = required || n.as_string() == key;
            keys_[path].insert(name + (required ? "*: " : ": ") + type_of(value.as_object()));
            visit(value.as_object(), path.empty() ? name : path + "." + name);
        }
    }

    const json::object& defs_;
    Keys keys_;
};

TEST(Format, HasTheKeysOfTheSchema) {
    const auto schema = json::parse(read_file(source_dir() / "docs" / "process.schema.json"));
    auto expected = SchemaKeys(schema).of("process");
    // A matter may also be the wordings of its title, so the reader has to see the end before it misses one.
    auto& matter = expected["activities.matters"];
    EXPECT_EQ(matter.erase("title*: a text"), 1U);
    matter.insert("title: a text");
    EXPECT_EQ(keys_of(io::process_format()), expected);
    EXPECT_EQ(keys_of(io::calendar_format()), SchemaKeys(schema).of("calendar_file"));
}

TEST(Format, StandsInItsDescription) {
    const auto text = read_file(source_dir() / "docs" / "format.md");
    for (const auto& object : io::process_format()) {
        if (object.path == "calendars.week") continue; // its days are cut short there
        for (const auto& key : object.keys) {
            const bool there = text.find("`" + key.name + "`") != text.npos ||
                               text.find("\"" + key.name + "\"") != text.npos ||
                               text.find(" " + key.name + " ") != text.npos;
            EXPECT_TRUE(there) << object.path << "." << key.name;
        }
    }
}

TEST(Format, GoodFilesAreRead) {
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(source_dir() / "tests" / "data" / "io" / "good")) {
        ++files;
        const auto text = read_file(entry.path());
        if (text.find("\"id\": \"everything\"") == text.npos) {
            EXPECT_TRUE(io::read_calendars(text)) << entry.path();
        } else {
            EXPECT_EQ(lines_of(io::read_process_file(entry.path())), std::vector<std::string>{}) << entry.path();
        }
    }
    EXPECT_GE(files, 3U);
}

TEST(Format, BadFilesAreRefusedForOneReason) {
    std::size_t files = 0;
    for (const char* folder : {"bad", "bad-beyond-schema"})
        for (const auto& entry : std::filesystem::directory_iterator(source_dir() / "tests" / "data" / "io" / folder)) {
            ++files;
            const auto found = lines_of(io::read_process_file(entry.path()));
            if (entry.path().stem() == "calendar-file-with-title") continue; // as a process it lacks an id, too
            EXPECT_EQ(found.size(), 1U) << entry.path() << (found.size() > 1 ? "\n" + found[0] + "\n" + found[1] : "");
        }
    EXPECT_GE(files, 75U);
}

TEST(Format, ExampleCalendarsAreRead) {
    for (const auto& entry : std::filesystem::directory_iterator(source_dir() / "examples" / "calendars")) {
        if (entry.path().extension() != ".json") continue;
        EXPECT_EQ(lines_of(io::read_calendars(read_file(entry.path()))), std::vector<std::string>{}) << entry.path();
    }
}

} // namespace
