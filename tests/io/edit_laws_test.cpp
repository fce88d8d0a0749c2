#include "findings.hpp"
#include "random_process.hpp"

#include <convene/io/write_process.hpp>
#include <convene/model/edit.hpp>

#include <support/environment.hpp>

using namespace convene;
using namespace convene::test;

namespace {

int cases() { return static_cast<int>(200 * scale()); }

/// `text` with the first `from` after `mark` replaced.
std::string replaced(std::string text, const std::string& mark, const std::string& from, const std::string& to) {
    const auto start = text.find(mark);
    const auto at = start == text.npos ? text.npos : text.find(from, start);
    if (at == text.npos) return {};
    return text.replace(at, from.size(), to);
}

TEST(EditLaws, SayingAProcessAgainGivesTheSame) {
    for (int seed = 0; seed < cases(); ++seed) {
        RandomProcess random(static_cast<std::uint64_t>(seed));
        const auto process = random.make();
        ASSERT_EQ(random.fault(), "") << seed;
        const auto again = edit(process).add([](ProcessBuilder&) {}).build();
        ASSERT_EQ(lines_of(again), std::vector<std::string>{}) << seed;
        ASSERT_TRUE(*again == process) << seed;
        ASSERT_EQ(io::write_process(*again), io::write_process(process)) << seed;
    }
}

TEST(EditLaws, AnEditAndItsOppositeGiveTheSame) {
    for (int seed = 0; seed < cases(); ++seed) {
        const auto process = RandomProcess(static_cast<std::uint64_t>(seed)).make();
        auto there = edit(process);
        auto back = edit(process);
        there.shift(3);
        for (const auto id : process.activities().ids()) {
            const auto deadline = process.deadline(id);
            there.deadline(id, deadline ? std::nullopt : std::optional(*try_parse_instant("2030-01-01")));
            there.duration(id, {});
        }
        const auto changed = there.build();
        ASSERT_EQ(lines_of(changed), std::vector<std::string>{}) << seed;
        auto undo = edit(*changed);
        undo.shift(-3);
        for (const auto id : process.activities().ids())
            undo.deadline(id, process.deadline(id)).duration(id, process[id].duration);
        const auto undone = undo.build();
        ASSERT_EQ(lines_of(undone), std::vector<std::string>{}) << seed;
        // A duration that a parameter gave is its own now.
        for (const auto id : process.activities().ids()) back.duration(id, process[id].duration);
        ASSERT_TRUE(*undone == *back.build()) << seed;
    }
}

TEST(EditLaws, AddingAndRemovingGivesTheSame) {
    for (int seed = 0; seed < cases(); ++seed) {
        const auto process = RandomProcess(static_cast<std::uint64_t>(seed)).make();
        const auto n = static_cast<std::uint32_t>(process.activities().size());
        const auto more = edit(process)
                              .add([&](ProcessBuilder& b) {
                                  b.artifact({.key = "only-there"});
                                  b.person({.key = "only-then"});
                                  auto task = b.task("only-now").lasts(spans::days(1)).produces("only-there");
                                  if (n > 0)
                                      task.after(process.key(ActivityId{0})).before(process.key(ActivityId{n - 1}));
                              })
                              .build();
        ASSERT_EQ(lines_of(more), std::vector<std::string>{}) << seed;
        ASSERT_EQ(more->activities().size(), n + 1) << seed;
        const auto less = edit(*more).remove(ActivityId{n}).remove(*more->find_person("only-then")).build();
        ASSERT_EQ(lines_of(less), std::vector<std::string>{}) << seed;
        ASSERT_TRUE(*less == process) << seed;
    }
}

TEST(EditLaws, RemovingLeavesWhatReadsBack) {
    for (int seed = 0; seed < cases(); ++seed) {
        RandomProcess random(static_cast<std::uint64_t>(seed));
        const auto process = random.make();
        Random chance(static_cast<std::uint64_t>(seed));
        auto editor = edit(process);
        std::vector<ActivityId> gone;
        for (const auto id : process.activities().ids())
            if (chance.chance(0.4)) gone.push_back(id);
        const auto left = editor.remove(gone).inline_imports().build();
        ASSERT_EQ(lines_of(left), std::vector<std::string>{}) << seed;
        ASSERT_EQ(left->activities().size() + gone.size(), process.activities().size()) << seed;
        const auto text = io::write_process(*left);
        const auto again = io::read_process(text);
        ASSERT_EQ(lines_of(again), std::vector<std::string>{}) << seed << "\n" << text;
        ASSERT_TRUE(*again == *left) << seed << "\n" << text;
        // One after the other is the same as all at once.
        auto one_by_one = edit(process);
        for (const auto id : gone) one_by_one.remove(id);
        ASSERT_TRUE(*one_by_one.inline_imports().build() == *left) << seed;
    }
}

TEST(EditLaws, AnEditedProcessIsTheOneReadFromAnEditedFile) {
    const std::string text = R"({
  "convene": 1, "id": "p", "start": "2026-03-02T09:00",
  "roles": [{"id": "r"}],
  "people": [{"id": "li", "roles": ["r"], "absences": [{"from": "2026-03-03", "to": "2026-03-05"}]}],
  "activities": [
    {"id": "a", "duration": "2d", "deadline": "2026-03-20"},
    {"id": "b", "duration": "3d", "after": [{"activity": "a", "lag": "1w"}]}
  ]
})";
    const auto process = io::read_process(text);
    ASSERT_EQ(lines_of(process), std::vector<std::string>{});
    const ActivityId a{0};
    const ActivityId b{1};
    const auto same = [&](const ProcessEditor& editor, const std::string& edited) {
        const auto read = io::read_process(edited);
        ASSERT_EQ(lines_of(read), std::vector<std::string>{}) << edited;
        const auto built = editor.build();
        ASSERT_EQ(lines_of(built), std::vector<std::string>{});
        EXPECT_TRUE(*built == *read) << io::write_process(*built) << edited;
    };
    same(edit(*process).duration(b, spans::days(7)), replaced(text, "\"b\"", "3d", "7d"));
    same(edit(*process).deadline(a, try_parse_instant("2026-03-23")),
         replaced(text, "\"a\"", "2026-03-20", "2026-03-23"));
    same(edit(*process).start(try_parse_instant("2026-04-02T09:00")), replaced(text, "start", "2026-03", "2026-04"));
    same(edit(*process).rename(PersonId{0}, "wang"), replaced(text, "people", "li", "wang"));
    same(edit(*process).remove(b), replaced(text, "deadline", R"(},
    {"id": "b", "duration": "3d", "after": [{"activity": "a", "lag": "1w"}]})",
                                            "}"));
    same(edit(*process).remove(RuleId{0}).add_rule(a, b, {.min = spans::weeks(2)}),
         replaced(text, "after", "1w", "2w"));
    // What a file may not say, an edit may not say.
    const auto codes = [](const auto& result) {
        std::vector<Code> out;
        for (const auto& fault : result.error()) out.push_back(fault.code);
        return out;
    };
    EXPECT_EQ(codes(edit(*process).duration(b, spans::days(-7)).build()),
              codes(io::read_process(replaced(text, "\"b\"", "3d", "-7d"))));
    EXPECT_EQ(codes(edit(*process).rename(PersonId{0}, "l i").build()),
              codes(io::read_process(replaced(text, "people", "li", "l i"))));
}

} // namespace
