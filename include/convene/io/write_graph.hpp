#pragma once

#include <convene/core/text.hpp>
#include <convene/schedule/fwd.hpp>

#include <string>

namespace convene::io {

struct GraphOptions {
    Language language = Language::en;
    /// Artifacts as nodes of their own between producer and consumers; else they label a direct link.
    bool artifacts = false;
    /// With a schedule, dates stand in the nodes and the longest path to its target is marked.
    const Schedule* schedule = nullptr;
};

/// The process as a graph in Graphviz's DOT language: activities by phase, rules with their lags, artifact flows
/// dashed. Every label is escaped, so that what DOT shows is the text as it is. O(size).
[[nodiscard]] std::string write_dot(const Process& process, const GraphOptions& options = {});

/// The same as a Mermaid flowchart. O(size).
[[nodiscard]] std::string write_mermaid(const Process& process, const GraphOptions& options = {});

} // namespace convene::io
