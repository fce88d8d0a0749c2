#include "run/play.hpp"
#include "support/environment.hpp"

#include <convene/io/read_state.hpp>
#include <convene/io/write_state.hpp>

#include <gtest/gtest.h>

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
        Code code;
    } rows[] = {
        {"", Code::empty_file},
        {"[]", Code::wrong_type},
        {"{}", Code::wrong_type},
        {"{\"format\":1", Code::json_syntax},
        {"{\"format\":2}", Code::wrong_type},
        {"{\"format\":1,\"process\":\"x\"}", Code::wrong_type},
        {"{\"format\":1,\"process\":\"12\",\"state\":[]}", Code::journal_other_process},
        {head + "\"state\":[]}", Code::wrong_type},
        {head + "\"state\":[1,[2]]}", Code::wrong_type},
        {head + "\"state\":[1,0.5]}", Code::wrong_type},
        {head + "\"other\":1}", Code::wrong_type},
        {whole.substr(0, whole.size() - 2) + ",7]}", Code::wrong_type},
    };
    for (const auto& row : rows) {
        const auto instance = io::read_state(process, row.text);
        ASSERT_FALSE(instance) << row.text;
        EXPECT_EQ(instance.error().front().code, row.code) << row.text;
    }
    ProcessBuilder b("launch");
    describe_launch(b);
    b.task("print");
    EXPECT_EQ(io::read_state(built(b), whole).error().front().code, Code::journal_other_process);
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
        (void)instance->decide(Advance{}, trial.now);
    }
}

} // namespace
