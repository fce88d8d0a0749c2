#pragma once

#include <convene/run/instance.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace convene {

/// What somebody did according to a log, and the number of the event there, from 1.
struct LoggedRequest {
    std::uint32_t number = 0;
    Request request = {};
    /// The log records only an activity and who did it; other participants, outcomes and documents are assumed to be as
    /// required.
    bool partial = false;
    /// Not in the log: the opening implied by a closing.
    bool implied = false;
    friend bool operator==(const LoggedRequest&, const LoggedRequest&) = default;
};

/// Something that the process does not allow, or that is missing from the log.
struct Deviation {
    std::uint32_t number = 0;
    /// The request; `Advance` for an event that names something unknown to the process.
    Request request = {};
    /// Why it is refused. `log_unknown_activity` and `log_unknown_person` name what the process does not have;
    /// `log_not_completed` is an activity that was broken off or skipped; `log_activity_missing` is a predecessor that
    /// is missing from the log.
    Refusal refusal = {};
    friend bool operator==(const Deviation&, const Deviation&) = default;
};

/// Events that were not compared.
struct LeftOut {
    /// Their `lifecycle:transition`, or whatever else they have in common.
    std::string what;
    std::uint32_t count = 0;
    /// True if they cannot be interpreted; false if they are of a kind that the process does not describe, such as
    /// "assign".
    bool unclear = false;
    friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

struct LoggedCase {
    std::string name;
    std::vector<LoggedRequest> requests;
    /// Deviations found by the reader: unknown names, and activities that were broken off.
    std::vector<Deviation> unknown = {};
    std::vector<LeftOut> left_out = {};
};

struct Conformance {
    /// By number.
    std::vector<Deviation> deviations;
    /// How many requests the process allows. `Advance` is not counted, because time passes anyway, nor are implied
    /// requests.
    std::size_t obeyed = 0;
    /// The events of the log that were not compared.
    std::vector<LeftOut> left_out = {};
    /// The instance after these requests.
    Instance instance;

    /// How many things were compared.
    [[nodiscard]] std::size_t compared() const { return obeyed + deviations.size(); }
    /// Whether there are events that cannot be interpreted.
    [[nodiscard]] bool has_unclear() const {
        for (const auto& each : left_out)
            if (each.unclear) return true;
        return false;
    }
    /// The conforming fraction of what was compared, from 0 to 1; 0 if nothing was compared.
    [[nodiscard]] double fitness() const {
        return compared() == 0 ? 0.0 : static_cast<double>(obeyed) / static_cast<double>(compared());
    }
};

/// Gives the requests to a new instance, one after the other. Refusals are deviations; what was done is nevertheless
/// taken as done, so one slip counts once.
///
/// - If the log has no start, the instance starts when the process does, at the latest with the first request.
/// - A required predecessor that is missing from the log is one deviation, and is taken as done.
/// - Work that is done again although nothing has changed counts as sent back, if some later decision may do that.
/// - A request dated before the previous one is a deviation (`time_backwards`), and gets the time of the previous one.
/// - Outputs that a `Close` does not mention stay as they were, or are issued with the number of the event as digest.
///
/// O(requests) times the complexity of `decide`.
[[nodiscard]] CONVENE_DECL Conformance conform(const Process& process, const LoggedCase& logged);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/conform.ipp>
#endif
