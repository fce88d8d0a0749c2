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
    /// The log tells only an activity and who did it: other people who are there, outcomes and documents are as they
    /// have to be.
    bool partial = false;
    /// The log does not say it: the opening that comes with a closing.
    bool implied = false;
    friend bool operator==(const LoggedRequest&, const LoggedRequest&) = default;
};

/// What the process does not allow to have been done, or what the log does not have.
struct Deviation {
    std::uint32_t number = 0;
    /// What was asked; `Advance` for an event that names what the process does not have.
    Request request = {};
    /// Why not. `log_unknown_activity` and `log_unknown_person` name what the process does not have,
    /// `log_not_completed` is an activity that was broken off or skipped, `log_activity_missing` one that comes before
    /// this and is nowhere in the log.
    Refusal refusal = {};
    friend bool operator==(const Deviation&, const Deviation&) = default;
};

/// Events that were not compared.
struct LeftOut {
    /// Their `lifecycle:transition`, or what else they have in common.
    std::string what;
    std::uint32_t count = 0;
    /// Nothing can be said of them; else they say nothing that the process says anything of, such as "assign".
    bool unclear = false;
    friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

struct LoggedCase {
    std::string name;
    std::vector<LoggedRequest> requests;
    /// What the reader found: names that the process does not have, and what was broken off.
    std::vector<Deviation> unknown = {};
    std::vector<LeftOut> left_out = {};
};

struct Conformance {
    /// By number.
    std::vector<Deviation> deviations;
    /// How many requests were as the process has it; `Advance` is not counted, as time passes anyway, nor what the log
    /// does not say.
    std::size_t obeyed = 0;
    /// What the log has and nothing was compared with.
    std::vector<LeftOut> left_out = {};
    /// As it stands after those.
    Instance instance;

    /// How many things were compared.
    [[nodiscard]] std::size_t compared() const { return obeyed + deviations.size(); }
    /// Whether there are events of which nothing can be said.
    [[nodiscard]] bool has_unclear() const {
        for (const auto& each : left_out)
            if (each.unclear) return true;
        return false;
    }
    /// The part of what was compared that is as the process has it, 0 to 1; 0 where nothing was.
    [[nodiscard]] double fitness() const {
        return compared() == 0 ? 0.0 : static_cast<double>(obeyed) / static_cast<double>(compared());
    }
};

/// Gives the requests to a new instance, one after the other. Refusals are the deviations; what was done is taken as
/// done all the same, so that one slip counts once.
///
/// - An instance whose log has no start is started when the process does, at the latest with the first request.
/// - An activity that has to come before and is nowhere in the log is one deviation, and taken as done.
/// - What is done again although nothing has changed is work sent back, where some later decision may do that.
/// - A request that is dated before the one before it is a deviation (`time_backwards`), and taken as of that time.
/// - Outputs of which a `Close` says nothing are as they were, or issued with the number of the event as digest.
///
/// O(requests * that of `decide`).
[[nodiscard]] CONVENE_DECL Conformance conform(const Process& process, const LoggedCase& logged);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/conform.ipp>
#endif
