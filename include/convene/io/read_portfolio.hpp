#pragma once

#include <convene/io/read_process.hpp>
#include <convene/portfolio/projects.hpp>

#include <filesystem>

namespace convene::io {

/// A portfolio, or all its faults:
///
/// - of a folder: each `*.json` in it is a process, and its name without the extension is the project's key; in the
///   order of names.
/// - of a file: JSON lines, each a project or a link, in any order, empty lines left out:
///   `{"project": "tower-1", "process": "s1.json", "start": "2026-03-02T09:00", "due": "2026-12-18", "priority": 1,
///   "weight": 3, "weeks": 2}`, with `process` a file beside it or the process itself, all but the first two optional,
///   and all dates of the process moved by `weeks`;
///   `{"link": ["tower-1/launch-strategy", "tower-2/product-deepening"], "min": "3d"}`, with `from_edge` and `to_edge`
///   as in rules.
///
/// A process file that several lines name is read once. Faults are those of `read_process` and of
/// `PortfolioBuilder::build()`, told with file and line; `no_projects` if there is none.
[[nodiscard]] Result<Portfolio> read_portfolio(const std::filesystem::path& path, const ReadOptions& options = {});

} // namespace convene::io
