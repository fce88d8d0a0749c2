#include "run/launch.hpp"

#include <convene/run/journal.hpp>

#include <gtest/gtest.h>

namespace convene {
namespace {

TEST(Journal, ReplayIsTheInstanceThatWroteIt) {
    auto trial = test::Trial::launch();
    trial.to_strategy();
    MemoryJournal journal(trial.instance.process());
    ASSERT_EQ(journal.append("a", trial.journal), trial.journal.size());
    const auto again = replay(journal, "a");
    ASSERT_TRUE(again);
    EXPECT_EQ(*again, trial.instance);
}

TEST(Journal, ReadsFromANumberOn) {
    auto trial = test::Trial::launch();
    trial.to_strategy();
    MemoryJournal journal(trial.instance.process());
    ASSERT_TRUE(journal.append("a", trial.journal));
    EXPECT_EQ((*journal.read("a", 3)).front().seq, 3U);
    EXPECT_TRUE((*journal.read("a", 1000)).empty());
    EXPECT_TRUE((*journal.read("b")).empty());
    EXPECT_EQ(journal.instances(), std::vector<std::string>{"a"});
}

TEST(Journal, WhoComesSecondIsRefused) {
    auto trial = test::Trial::launch();
    trial.to_strategy();
    MemoryJournal journal(trial.instance.process());
    ASSERT_TRUE(journal.append("a", trial.journal));
    const auto second = journal.append("a", trial.journal);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().front().code, Code::journal_conflict);
    EXPECT_EQ(journal.last("a"), trial.journal.size());
}

TEST(Journal, AnEventThatCannotComeNextStopsTheReplay) {
    auto trial = test::Trial::launch();
    MemoryJournal journal(trial.instance.process());
    const Event early{.seq = 1, .at = test::at("2026-03-02"), .fact = event::Opened{trial.activity("draft"), {}, {}}};
    ASSERT_TRUE(journal.append("a", {early}));
    const auto again = replay(journal, "a");
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().front().code, Code::journal_misfit);
}

TEST(MemoryJournal, RefusesEventsThatAnotherProcessStarted) {
    auto trial = test::Trial::launch();
    trial(command::Start{});
    ProcessBuilder b("other");
    b.task("a");
    const auto other = test::built(b);
    MemoryJournal journal(other);
    const auto kept = journal.append("x", trial.journal);
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().front().code, Code::journal_other_process);
    EXPECT_FALSE(Instance(other).fits(trial.journal.front()));
    EXPECT_EQ(journal.last("x"), 0U);
}

TEST(MemoryJournal, IsEmptyAfterItWasMovedFrom) {
    auto trial = test::Trial::launch();
    trial.to_strategy();
    MemoryJournal journal(trial.instance.process());
    ASSERT_TRUE(journal.append("a", trial.journal));
    const auto moved = std::move(journal);
    EXPECT_EQ(journal.last("a"), 0U); // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(journal.append("a", trial.journal), trial.journal.size());
    EXPECT_EQ(moved.last("a"), trial.journal.size());
}

} // namespace
} // namespace convene
