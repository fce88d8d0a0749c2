#pragma once

#include <convene/run/conform.hpp>

#include <algorithm>
#include <utility>

namespace convene {

namespace detail {

/// What the decision says nothing of is as it was.
inline void complete_outputs(const Instance& instance, std::uint32_t number, command::Close& close) {
    if (close.activity.index() >= instance.process().activities().size() || close.return_to) return;
    for (const auto artifact : instance.process().produces(close.activity)) {
        if (instance.process()[artifact].producer != OptionalId<ActivityId>(close.activity)) continue;
        if (std::ranges::find(close.outputs, artifact, &Output::artifact) != close.outputs.end()) continue;
        const auto& now = instance[artifact];
        if (now.resolution == Resolution::unavailable)
            close.outputs.push_back({artifact, std::nullopt});
        else
            close.outputs.push_back({artifact, now.resolution == Resolution::issued ? now.digest : number});
    }
}

} // namespace detail

CONVENE_DECL Conformance conform(const Process& process, const LoggedCase& logged) {
    Conformance out{{}, 0, Instance(process)};
    const auto is_start = [](const LoggedRequest& r) {
        return std::holds_alternative<command::Start>(r.request.command);
    };
    if (!logged.requests.empty() && std::ranges::none_of(logged.requests, is_start))
        (void)out.instance.execute(command::Start{}, logged.requests.front().request.at);
    for (const auto& [number, request] : logged.requests) {
        auto asked = request;
        if (auto* close = std::get_if<command::Close>(&asked.command))
            detail::complete_outputs(out.instance, number, *close);
        auto decision = out.instance.execute(asked);
        const bool counts = !std::holds_alternative<command::Advance>(asked.command);
        if (decision)
            out.obeyed += counts ? 1 : 0;
        else
            out.deviations.push_back({number, std::move(asked), std::move(decision.error())});
    }
    return out;
}

} // namespace convene
