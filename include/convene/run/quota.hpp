#pragma once

#include <convene/run/instance.hpp>

#include <cstdint>
#include <vector>

namespace convene {

/// How somebody stands with a quota in the period of a report.
struct QuotaLine {
    QuotaId quota = {};
    /// None where the role owes it together.
    OptionalId<PersonId> person = {};
    /// The period: [begin, end).
    Instant begin{};
    Instant end{};
    /// What is owed: the quota's count in the proportion of the working time in which somebody is there, rounded up.
    std::uint32_t target = 0;
    std::uint32_t done = 0;
    /// In the period before; 0 in the first.
    std::uint32_t before = 0;

    /// How many are still owed.
    [[nodiscard]] std::uint32_t missing() const { return done < target ? target - done : 0; }
    friend bool operator==(const QuotaLine&, const QuotaLine&) = default;
};

/// Each quota in the period in which `at` lies, for each person of its role by the definition, in their order. Periods
/// are days, weeks from Monday on and civil months; the first, in which the instance starts, counts in full. An earlier
/// `at` is taken as the time of the last event. Empty before the start. O(quotas * people), and O(state) if something
/// falls due.
[[nodiscard]] CONVENE_DECL std::vector<QuotaLine> quota_report(const Instance& instance, Instant at);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/run/impl/quota.ipp>
#endif
