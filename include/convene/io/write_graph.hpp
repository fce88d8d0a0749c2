#pragma once

#include <convene/core/text.hpp>
#include <convene/schedule/fwd.hpp>

#include <string>

namespace convene::io {

struct GraphOptions {
    Language language = Language::en;
    /// Whether artifacts are nodes between producer and consumers; otherwise they label a direct link.
    bool artifacts = false;
    /// With a schedule, nodes show dates, and the longest path to its target is marked.
    const Schedule* schedule = nullptr;
};

/// The process as a graph in Graphviz's DOT language: activities by phase, rules with their lags, artifact flows
/// dashed. Every label is escaped, so DOT shows the text unchanged. O(size).
[[nodiscard]] std::string write_dot(const Process& process, const GraphOptions& options = {});

/// The same as a Mermaid flowchart. O(size).
[[nodiscard]] std::string write_mermaid(const Process& process, const GraphOptions& options = {});

} // namespace convene::io
