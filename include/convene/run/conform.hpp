#pragma once

#include <convene/run/instance.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace convene {

/// What somebody did, by a log, and the number of the event there that says so, from 1.
struct LoggedRequest {
    std::uint32_t number = 0;
    Request request = {};
};

struct LoggedCase {
    std::string name;
    std::vector<LoggedRequest> requests;
};

/// What the process does not allow to have been done.
struct Deviation {
    std::uint32_t number = 0;
    Request request = {};
    Refusal refusal = {};
};

struct Conformance {
    std::vector<Deviation> deviations;
    /// How many requests were as the process has it; `Advance` is not counted, as time passes anyway.
    std::size_t obeyed = 0;
    /// As it stands after those.
    Instance instance;

    /// The part of the requests that were obeyed, 0 to 1; 1 of an empty log.
    [[nodiscard]] double fitness() const {
        const auto all = obeyed + deviations.size();
        return all == 0 ? 1.0 : static_cast<double>(obeyed) / static_cast<double>(all);
    }
};

/// Gives the requests to a new instance, one after the other. Refusals are the deviations; what comes after them is
/// tried all the same. An instance whose log has no start is started with its first request. Outputs of which a `Close`
/// says nothing are as they were, or issued with the number of the event as digest. O(requests * that of `decide`).
[[nodiscard]] CONVENE_DECL Conformance conform(const Process& process, const LoggedCase& logged);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/conform.ipp>
#endif
