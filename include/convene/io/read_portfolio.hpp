#pragma once

#include <convene/io/read_process.hpp>
#include <convene/portfolio/projects.hpp>

#include <filesystem>

namespace convene::io {

/// A portfolio, or all its faults.
///
/// - From a folder: each `*.json` in it is a process, whose name without the extension is the project's key; in the
///   order of names.
/// - From a file of JSON Lines, each a project or a link, in any order; empty lines are skipped:
///   `{"project": "tower-1", "process": "s1.json", "start": "2026-03-02T09:00", "due": "2026-12-18", "priority": 1,
///   "weight": 3, "weeks": 2}`, where `process` is a file beside it or the process itself. All but the first two keys
///   are optional; `weeks` moves all dates of the process.
///   `{"link": ["tower-1/launch-strategy", "tower-2/product-deepening"], "min": "3d"}`, with `from_edge` and `to_edge`
///   as in rules.
///
/// A process file named by several lines is read once. Faults are those of `read_process` and of
/// `PortfolioBuilder::build()`, with file and line; `no_projects` if there is none.
[[nodiscard]] Result<Portfolio> read_portfolio(const std::filesystem::path& path, const ReadOptions& options = {});

} // namespace convene::io
