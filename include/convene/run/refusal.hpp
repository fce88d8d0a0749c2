#pragma once

#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace convene {

/// A matter of an activity, by its position from 0.
struct MatterOf {
    ActivityId activity;
    std::uint32_t number = 0;
    friend bool operator==(const MatterOf&, const MatterOf&) = default;
};

/// Something a blocker mentions; a text is a name that the process does not have.
using Thing = std::variant<std::monostate, ActivityId, ArtifactId, RoleId, PersonId, MatterOf, Instant, std::uint64_t,
                           std::string>;

/// One thing that stands in the way, and who can remove it.
struct Blocker {
    Code code;
    /// What it is about.
    Thing about = {};
    /// The arguments of the code's sentence.
    std::vector<Thing> arguments = {};
    /// The roles whose people can remove it, and other people who can; if both are empty, only time or the host can.
    std::vector<RoleId> roles = {};
    std::vector<PersonId> people = {};
    friend bool operator==(const Blocker&, const Blocker&) = default;
};

/// Why a command was refused: everything that stands in its way, in a fixed order.
struct Refusal {
    /// Never empty.
    std::vector<Blocker> blockers;

    /// The first reason. *Requires* a blocker.
    [[nodiscard]] Code code() const { return blockers.front().code; }
    /// Whether this is among the reasons.
    [[nodiscard]] CONVENE_DECL bool has(Code code) const;
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// The blockers as findings, each followed by a `can_remove` that names who can remove it, if anybody can.
/// *Requires* that they are of this process. O(size).
[[nodiscard]] CONVENE_DECL Diagnostics describe(const Process& process, const std::vector<Blocker>& blockers);

/// One sentence per line. *Requires* that the refusal is of this process.
[[nodiscard]] CONVENE_DECL std::string to_string(const Process& process, const Refusal& refusal,
                                                 Language language = Language::en);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/refusal.ipp>
#endif
