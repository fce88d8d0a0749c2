#include "launch.hpp"

#include <convene/run/keyed.hpp>

using namespace convene;
using namespace convene::test;

namespace {

TEST(Keyed, NamesAreLookedUpByIdKeyAndTitle) {
    const Trial run = Trial::launch();
    const auto& p = run.instance.process();
    const auto id = run.activity("draft");
    for (const auto& ref : {keyed::Ref<ActivityId>(id), keyed::Ref<ActivityId>("draft")}) {
        const auto found = keyed::resolve(p, keyed::Command(keyed::Open{.activity = ref, .by = {{"li"}}}));
        ASSERT_TRUE(found);
        EXPECT_EQ(*found, Command(command::Open{id, run.person("li"), {}}));
    }
}

TEST(Keyed, EveryNameThatNothingFitsIsTold) {
    const Trial run = Trial::launch();
    const auto found = keyed::resolve(run.instance.process(),
                                      keyed::Command(keyed::Close{.activity = "drafd", .by = {{"nobody-here"}}}));
    ASSERT_FALSE(found);
    ASSERT_EQ(found.error().size(), 2U);
    EXPECT_EQ(found.error()[0].code, Code::unknown_reference);
    EXPECT_EQ(found.error()[0].suggestion, "draft");
    EXPECT_EQ(found.error()[1].code, Code::unknown_reference);
}

TEST(Keyed, AnIdOfAnotherProcessIsRefused) {
    const Trial run = Trial::launch();
    const auto found = keyed::resolve(run.instance.process(), keyed::Ref<ActivityId>(ActivityId{999}));
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().front().code, Code::unknown_id);
    EXPECT_FALSE(keyed::resolve(run.instance.process(), keyed::Ref<ActivityId>()));
}

TEST(Keyed, ThereAndBackIsTheSameForEveryCommand) {
    const Trial run = Trial::launch();
    const auto& p = run.instance.process();
    const ActivityId a{1};
    const PersonId someone{0};
    const ArtifactId paper{0};
    for (const auto& command : std::vector<Command>{
             command::Start{1, {{paper, 3}}}, command::Bind{RoleId{0}, someone},
             command::Delegate{someone, PersonId{1}, run.now, run.now}, command::Call{a, run.now, someone},
             command::Open{a, {}, {someone}}, command::Close{.activity = a, .by = {someone}, .return_to = a},
             command::Reaffirm{a, someone}, command::Issue{paper, 5, {}}, command::Void{paper},
             command::Occur{a, run.now}, command::Waive{a, Excuse::time, someone}, command::Migrate{p, {a}, {}},
             command::Advance{}}) {
        const auto found = keyed::resolve(p, keyed::to_keyed(command));
        ASSERT_TRUE(found);
        EXPECT_EQ(*found, command);
    }
}

} // namespace
