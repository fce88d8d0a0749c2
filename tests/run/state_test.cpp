#include "run/launch.hpp"

#include <convene/run/state.hpp>

#include <gtest/gtest.h>

using namespace convene;
using convene::test::Trial;

namespace {

TEST(State, RemembersABoundedNumberOfRequests) {
    auto run = Trial::launch();
    run(command::Start{});
    for (std::uint64_t id = 1; id <= 100; ++id)
        ASSERT_TRUE(
            run.instance.execute({.command = command::Issue{run.artifact("report"), id, {}}, .at = run.now, .id = id}));
    const auto& requests = run.instance.state().requests;
    ASSERT_EQ(requests.size(), InstanceState::memory);
    EXPECT_EQ(requests.front(), 37U);
    EXPECT_EQ(requests.back(), 100U);
}

TEST(State, ForgetsDelegationsThatAreOver) {
    auto run = Trial::launch();
    run(command::Delegate{run.person("boss"), run.person("li"), run.now, run.now + std::chrono::hours(5)});
    EXPECT_EQ(run.instance.state().delegations.size(), 1U);
    run(command::Delegate{run.person("boss"), run.person("li"), run.now, run.now + std::chrono::hours(3)});
    EXPECT_EQ(run.instance.state().delegations.size(), 1U); // replaced
    run.now += std::chrono::hours(9);
    run(command::Start{});
    EXPECT_TRUE(run.instance.state().delegations.empty());
}

TEST(State, CountsARevisionForEachChangeOfADocument) {
    auto run = Trial::launch();
    run(command::Start{});
    const auto report = run.artifact("report");
    run(command::Issue{report, 4, {}});
    run(command::Issue{report, 4, {}});
    EXPECT_EQ(run.instance[report], (ArtifactState{Resolution::issued, 1, 4}));
    run(command::Void{report});
    run(command::Void{report});
    EXPECT_EQ(run.instance[report], (ArtifactState{Resolution::unavailable, 2, 0}));
    run(command::Issue{report, 4, {}});
    EXPECT_EQ(run.instance[report], (ArtifactState{Resolution::issued, 3, 4}));
}

} // namespace
