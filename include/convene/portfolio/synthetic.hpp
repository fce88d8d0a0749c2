#pragma once

#include <convene/core/result.hpp>
#include <convene/portfolio/projects.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace convene {

/// About ten thousand years; dates moved further leave all calendars.
inline constexpr std::uint32_t most_weeks = 530'000;

/// How to make a portfolio out of given processes.
struct SyntheticOptions {
    /// The least number of activities; projects are added until it is reached.
    std::size_t activities = 1000;
    std::uint64_t seed = 1;
    /// People whom all projects share. Each role of a template becomes one team of them, of two to six people, drawn by
    /// the project's region; 0 leaves each project its own people.
    std::uint32_t people = 200;
    /// Projects begin up to this many weeks after the template's start; at most `most_weeks`.
    std::uint32_t weeks = 520;
    /// The share, in thousandths, of projects that wait for a milestone of an earlier one.
    std::uint32_t linked = 100;
};

/// A portfolio that looks like a company's: the templates in turn, each project a copy whose dates are moved by whole
/// weeks (so that weekdays stay) and whose external milestones have no fixed dates (so that waiting for people breaks
/// no rule). Roles are filled from the common pool of people, and a third of the projects have due dates. The same for
/// the same templates and options, on every machine.
///
/// Errors: `out_of_range_date` if a project's dates leave the years 1 to 9999. *Requires* a template with an activity.
/// O(activities).
[[nodiscard]] CONVENE_DECL Result<Portfolio> synthetic_portfolio(std::span<const Process> templates,
                                                                 const SyntheticOptions& options = {});

/// The process with all its dates moved by whole weeks. Calendars, absences of people and changes of capacity do not
/// depend on when the process takes place and keep their dates; `ProcessEditor::shift` moves the latter two. Errors:
/// `bad_number` beyond `most_weeks`, `out_of_range_date`. O(size).
[[nodiscard]] CONVENE_DECL Result<Process> moved(const Process& process, int weeks);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/portfolio/impl/synthetic.ipp>
#endif
