#include "run/play.hpp"
#include "support/environment.hpp"

#include <convene/run/agenda.hpp>

#include <gtest/gtest.h>

#include <map>
#include <variant>

using namespace convene;
using namespace convene::test;

namespace {

constexpr int games = 1000;

/// What each activity stood on when it was last decided, kept by counting events alone.
class Bookkeeper {
  public:
    explicit Bookkeeper(const Process& p) : p_(p) {}

    void operator()(const Event& event) {
        if (const auto* issued = std::get_if<event::Issued>(&event.fact)) ++revision_[issued->artifact];
        if (const auto* voided = std::get_if<event::Voided>(&event.fact)) ++revision_[voided->artifact];
        if (const auto* closed = std::get_if<event::Closed>(&event.fact)) decided(closed->activity);
        if (const auto* again = std::get_if<event::Reaffirmed>(&event.fact)) decided(again->activity);
        if (const auto* returned = std::get_if<event::Returned>(&event.fact)) {
            stood_on_.erase(returned->activity);
            stood_on_.erase(returned->to);
        }
    }

    /// Whether each activity but the outside ones was decided, on the last revision of every input.
    [[nodiscard]] bool all_on_the_last_revisions() {
        for (const auto id : p_.activities().ids()) {
            if (p_[id].kind == ActivityKind::external || p_.cadence(id)) continue;
            if (!stood_on_.contains(id)) return false;
            for (const auto& [artifact, revision] : stood_on_[id])
                if (revision_[artifact] != revision || revision == 0) return false;
        }
        return true;
    }

  private:
    void decided(ActivityId id) {
        stood_on_[id].clear();
        for (const auto artifact : p_.consumes(id)) stood_on_[id][artifact] = revision_[artifact];
    }

    const Process& p_;
    std::map<ArtifactId, int> revision_;
    std::map<ActivityId, std::map<ArtifactId, int>> stood_on_;
};

TEST(Play, EndsWithEveryDecisionOnTheLastRevisions) {
    int refused = 0;
    std::size_t events = 0;
    for (int seed = 0; seed < games * scale(); ++seed) {
        const auto process = RandomRuns(static_cast<std::uint64_t>(seed)).process();
        Player player(process, static_cast<std::uint64_t>(seed) + 7);
        for (int i = 0; i < 40; ++i) player.random_move();
        int moves = 0;
        while (!player.instance.finished() && moves < 2000) {
            if (!player.calm_move()) break; // a deadlock: neither an agenda nor a date
            ++moves;
        }
        ASSERT_TRUE(player.instance.finished()) << "seed " << seed << " after " << moves;
        ASSERT_TRUE(player.untouched) << "seed " << seed;
        Bookkeeper book(process);
        for (const auto& event : player.journal) book(event);
        ASSERT_TRUE(book.all_on_the_last_revisions()) << "seed " << seed;
        refused += player.refused;
        events += player.journal.size();
    }
    EXPECT_GT(refused, games * scale()); // nonsense was among it
    EXPECT_GT(events, static_cast<std::size_t>(games * scale()) * 10);
}

TEST(Play, IsReplayedEventByEvent) {
    for (int seed = 0; seed < games * scale(); ++seed) {
        const auto process = RandomRuns(static_cast<std::uint64_t>(seed)).process();
        Player player(process, static_cast<std::uint64_t>(seed) + 11);
        Instance replayed(process);
        std::size_t applied = 0;
        for (int i = 0; i < 40; ++i) {
            player.random_move();
            for (; applied < player.journal.size(); ++applied) {
                ASSERT_TRUE(replayed.fits(player.journal[applied])) << "seed " << seed;
                ASSERT_TRUE(replayed.apply(player.journal[applied]));
            }
            ASSERT_EQ(replayed.state(), player.instance.state()) << "seed " << seed;
        }
    }
}

TEST(Play, AdvancingInTwoStepsIsAdvancingInOne) {
    std::size_t due = 0;
    for (int seed = 0; seed < games * scale(); ++seed) {
        const auto process = RandomRuns(static_cast<std::uint64_t>(seed)).process();
        Player player(process, static_cast<std::uint64_t>(seed) + 13);
        for (int i = 0; i < 20; ++i) {
            player.random_move();
            const auto middle = player.now + std::chrono::minutes(player.below(9000));
            const auto end = middle + std::chrono::minutes(player.below(9000));
            auto once = player.instance;
            auto twice = player.instance;
            (void)once.execute(command::Advance{}, end);
            (void)twice.execute(Request{.command = command::Advance{}, .at = middle, .id = 5});
            (void)twice.execute(Request{.command = command::Advance{}, .at = end, .id = 6});
            // The way there is remembered, so numbers of events and requests differ.
            auto state = twice.state();
            state.seq = once.state().seq;
            state.requests = once.state().requests;
            ASSERT_EQ(once.state(), state) << "seed " << seed;
            due += once.state().seq - player.instance.state().seq;
        }
    }
    EXPECT_GT(due, 100U);
}

/// What follows is kept up to date from what changed; here it is worked out from nothing, by the definition.
TEST(Play, FreshnessIsWhatTheDefinitionSays) {
    for (int seed = 0; seed < games * scale(); ++seed) {
        const auto process = RandomRuns(static_cast<std::uint64_t>(seed)).process();
        Player player(process, static_cast<std::uint64_t>(seed) + 17);
        for (int i = 0; i < 40; ++i) {
            player.random_move();
            const auto& run = player.instance;
            for (const auto id : process.activities().ids()) { // in definition order, which is a topological one
                bool fresh = run[id].stands;
                auto basis = run.index().basis_begin(id);
                const bool external = process[id].kind == ActivityKind::external;
                for (const auto artifact : process.consumes(id)) {
                    const auto producer = process[artifact].producer;
                    fresh = fresh && run.state().basis[basis++] == run[artifact].revision;
                    fresh = fresh && (!producer || run[*producer].fresh);
                }
                for (std::uint32_t r = 0; r < process.rule_count() && !external; ++r) {
                    const auto rule = process.rule(RuleId{r});
                    if (rule.to != id || rule.from_edge != Edge::finish || rule.to_edge != Edge::start) continue;
                    fresh = fresh && run.state().basis[basis++] == run[rule.from].record && run[rule.from].fresh;
                }
                ASSERT_EQ(run[id].fresh, fresh) << "seed " << seed << " activity " << id.value;
            }
        }
    }
}

} // namespace
