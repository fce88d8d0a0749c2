#include "io/findings.hpp"
#include "run/play.hpp"
#include "support/environment.hpp"

#include <convene/io/read_state.hpp>
#include <convene/io/write_state.hpp>

#include <gmock/gmock.h>

#include <array>
#include <chrono>
#include <functional>

using namespace convene;
using namespace convene::test;

namespace {

TEST(ReadState, IsReadBackAndGoesOnAlike) {
    for (int i = 0; i < 60 * scale(); ++i) {
        const auto seed = static_cast<std::uint64_t>(i);
        const auto process = RandomRuns(seed).process();
        Player player(process, seed + 5);
        for (int move = 0; move < 40; ++move) {
            player.random_move();
            const auto text = io::write_state(player.instance);
            const auto again = io::read_state(process, text);
            ASSERT_TRUE(again) << to_string(again.error()) << text;
            ASSERT_EQ(*again, player.instance) << "seed " << i;
        }
        auto other = player;
        other.instance = *io::read_state(process, io::write_state(player.instance));
        for (int move = 0; move < 20; ++move) {
            player.random_move();
            other.random_move();
            ASSERT_EQ(other.instance, player.instance) << "seed " << i;
        }
    }
}

TEST(ReadState, WhatIsNoneIsRefused) {
    auto trial = Trial::launch();
    trial.to_strategy();
    const auto& process = trial.instance.process();
    const auto whole = io::write_state(trial.instance);
    const auto head = whole.substr(0, whole.find("\"state\""));
    const struct {
        std::string text;
        const char* finding;
    } rows[] = {
        {"", "empty-file 1:1"},
        {"[]", "wrong-type 1:1"},
        {"{}", "missing-member 1:1  | format, state"},
        {R"({"format":1)", "json-syntax 1:12"},
        {R"({"format":2})", "unsupported-format 1:11 /format | 2, 1"},
        {R"({"format":[1]})", "wrong-type 1:11 /format"},
        {R"({"format":1,"format":1})", "duplicate-member 1:13 /format | format"},
        {R"({"format":1,"process":"x"})", "wrong-type 1:23 /process"},
        {R"({"format":1,"process":"00000000000000012"})", "wrong-type 1:23 /process"},
        {R"({"format":1,"process":5})", "wrong-type 1:23 /process"},
        {R"({"format":1,"process":"0000000000000012"})", "missing-member 1:1  | state, state"},
        {R"({"format":1,"process":"0000000000000012","state":[]})", "journal-other-process"},
        {R"({"process":"0000000000000012","state":[]})", "missing-member 1:1  | format, state"},
        {head + "\"state\":5}", "wrong-type"},
        {head + "\"state\":[]}", "wrong-type"},
        {head + "\"state\":[1,[2]]}", "wrong-type 1:53 /state/1"},
        {head + "\"state\":[1,0.5]}", "wrong-type 1:53 /state/1"},
        {head + "\"state\":[1,null]}", "wrong-type 1:53 /state/1"},
        {head + "\"state\":[1,7]}", "wrong-type 1:53 /state/1"},
        {head + "\"other\":1}", "unknown-member 1:42 /other | other, state"},
        {whole.substr(0, whole.size() - 2) + ",7]}", "wrong-type"},
        {whole + "5", "json-syntax"},
    };
    for (const auto& row : rows) {
        const auto instance = io::read_state(process, row.text);
        ASSERT_FALSE(instance) << row.text;
        EXPECT_THAT(lines_of(instance).front(), testing::StartsWith(row.finding)) << row.text;
    }
    ProcessBuilder b("launch");
    describe_launch(b);
    b.task("print");
    EXPECT_EQ(io::read_state(built(b), whole).error().front().code, Code::journal_other_process);
}

/// What falls due would otherwise come before what has been.
TEST(ReadState, TimesThatCannotBeAreRefused) {
    ProcessBuilder b("p");
    b.start(at("2026-03-02T09:00"));
    b.role({.key = "r"});
    b.person({.key = "a", .roles = {"r"}});
    b.task("work");
    b.quota({.key = "q", .role = "r", .count = 1, .per = Period::week});
    b.cover({.key = "c", .role = "r", .from = 0, .to = 60, .weekdays = 0x1F});
    Trial trial(built(b));
    ASSERT_TRUE(trial(command::Start{}));
    ASSERT_TRUE(trial(command::Staff{CoverId{0}, trial.person("a"), trial.now, trial.now + std::chrono::hours(9)}));
    const auto& process = trial.instance.process();
    ASSERT_EQ(Instance::restore(process, trial.instance.state()), trial.instance);
    const std::vector<std::function<void(InstanceState&)>> changes{
        [](InstanceState& s) { s.time.reset(); },
        [](InstanceState& s) { s.seq = 0; },
        [](InstanceState& s) { s.started = *s.time + Seconds{1}; },
        [](InstanceState& s) { s.started.reset(); },
        [](InstanceState& s) { s.quotas[QuotaId{0}].begin.reset(); },
        [](InstanceState& s) { s.quotas[QuotaId{0}].begin = *s.quotas[QuotaId{0}].begin - std::chrono::weeks{1}; },
        [](InstanceState& s) { s.quotas[QuotaId{0}].begin = *s.quotas[QuotaId{0}].begin + Seconds{1}; },
        [](InstanceState& s) { s.covered[CoverId{0}] = min_instant; },
        [](InstanceState& s) { s.shifts[0].end = s.shifts[0].begin; },
        [](InstanceState& s) { s.shifts[0].person = PersonId{1}; },
        [](InstanceState& s) { s.shifts[0].cover = CoverId{1}; },
        [](InstanceState& s) { s.handed_to[RoleId{0}] = RoleId{0}; },
        [](InstanceState& s) {
            s.bound[RoleId{0}] = {PersonId{0}, PersonId{0}};
        },
        [](InstanceState& s) { s.requests.resize(InstanceState::memory + 1); },
        [](InstanceState& s) { s.basis.push_back(0); },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        auto state = trial.instance.state();
        changes[i](state);
        EXPECT_FALSE(Instance::restore(process, state)) << i;
    }
}

/// Any number may be another: it is refused, or it is an instance that goes on without a broken promise.
TEST(ReadState, ChangedNumbersNeverCrash) {
    constexpr std::array numbers{"0", "1", "2", "-1", "255", "65535", "4294967295", "-62135596800", "253402300799"};
    for (int i = 0; i < 20 * scale(); ++i) {
        const auto seed = static_cast<std::uint64_t>(i);
        const auto process = RandomRuns(seed).process();
        Player player(process, seed);
        for (int move = 0; move < 30; ++move) player.random_move();
        const auto whole = io::write_state(player.instance);
        const auto first = static_cast<std::uint32_t>(whole.find("\"state\":[") + 9);
        Random random(seed);
        for (int change = 0; change < 30; ++change) {
            const auto place = first + random.below(static_cast<std::uint32_t>(whole.size()) - first - 2);
            const auto begin = whole.find_last_of("[,", place) + 1;
            const auto end = whole.find_first_of(",]", begin);
            auto bad = whole;
            bad.replace(begin, end - begin, numbers[random.below(numbers.size())]);
            const auto instance = io::read_state(process, bad);
            if (!instance) continue;
            EXPECT_EQ(io::read_state(process, io::write_state(*instance)), *instance);
            auto other = player;
            other.instance = *instance;
            if (const auto time = instance->state().time; time && *time > other.now) continue; // at the end of time
            for (int move = 0; move < 10; ++move) other.random_move();
        }
        for (std::size_t size = 0; size + 1 < whole.size(); size += 1 + random.below(40))
            EXPECT_FALSE(io::read_state(process, whole.substr(0, size)));
    }
}

/// Any digit may be another: it is refused, or it is an instance that can be asked and told.
TEST(ReadState, ChangedDigitsNeverCrash) {
    auto trial = Trial::launch();
    trial.to_strategy();
    const auto& process = trial.instance.process();
    const auto whole = io::write_state(trial.instance);
    Random random(1);
    for (int i = 0; i < 3000 * scale(); ++i) {
        auto bad = whole;
        auto& byte = bad[random.below(static_cast<std::uint32_t>(bad.size()))];
        byte = random.chance(0.8) ? static_cast<char>('0' + random.below(10)) : static_cast<char>(random.below(256));
        const auto instance = io::read_state(process, bad);
        if (!instance) continue;
        (void)agenda(*instance, trial.now);
        (void)instance->decide(command::Advance{}, trial.now);
    }
}

} // namespace
