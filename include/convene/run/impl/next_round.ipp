#pragma once

#include <convene/run/impl/due.hpp>
#include <convene/run/next_round.hpp>

#include <utility>

namespace convene {

CONVENE_DECL tl::expected<command::Start, Refusal> next_round(const Instance& instance, Instant at) {
    const auto& process = instance.process();
    const auto& state = instance.state();
    std::vector<Blocker> blockers;
    if (!state.started) return tl::unexpected(Refusal{{{Code::not_started, {}, {}, {}, {}}}});
    const auto rounds = process.rounds().value_or(Rounds{});
    if (state.round >= rounds.max)
        blockers.push_back(
            {Code::round_out_of_range, {}, {std::uint64_t{state.round} + 1, std::uint64_t{rounds.max}}, {}, {}});
    if (rounds.every) {
        const auto earliest = detail::moved(*state.started, *rounds.every, process[process.calendar()]);
        if (at < earliest) blockers.push_back({Code::too_early, {}, {earliest}, {}, {}});
    } else if (!instance.finished()) {
        blockers.push_back({Code::round_not_over, {}, {}, {}, {}});
    }
    if (!blockers.empty()) return tl::unexpected(Refusal{std::move(blockers)});
    command::Start start{.round = state.round + 1};
    for (const auto id : process.artifacts().ids())
        if (!process[id].producer && state.artifacts[id].resolution == Resolution::issued)
            start.given.push_back({id, state.artifacts[id].digest});
    return start;
}

} // namespace convene
