#include "findings.hpp"
#include "random_process.hpp"

#include <convene/io/write_process.hpp>

#include <support/environment.hpp>

using namespace convene;
using namespace convene::test;

namespace {

/// Without the blanks between its tokens.
std::string compact(std::string_view text) {
    std::string out;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string && c == '\\') out += text[i++];
        if (c == '"') in_string = !in_string;
        if (in_string || (c != ' ' && c != '\n')) out += text[i];
    }
    return out;
}

TEST(RoundTrip, GivesTheProcessBack) {
    for (std::uint64_t seed = 0; seed < static_cast<std::uint64_t>(300 * scale()); ++seed) {
        RandomProcess random(seed);
        const auto process = random.make();
        ASSERT_EQ(random.fault(), "") << seed;
        io::ReadOptions options;
        options.load = [&](std::string_view) { return Result<std::string>(io::write_calendars(random.imported())); };
        const auto text = io::write_process(process);
        const auto again = io::read_process(text, options);
        ASSERT_EQ(lines_of(again), std::vector<std::string>{}) << seed << "\n" << text;
        ASSERT_TRUE(*again == process) << seed << "\n" << text;
        ASSERT_EQ(io::write_process(*again), text) << seed;

        // The layout says nothing.
        const auto flat = io::read_process(compact(text), options);
        ASSERT_EQ(lines_of(flat), std::vector<std::string>{}) << seed;
        ASSERT_TRUE(*flat == process) << seed << "\n" << text;
    }
}

} // namespace
