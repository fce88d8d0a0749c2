#include <convene/core/detail/require.hpp>
#include <convene/io/write_graph.hpp>

#include <convene/core/detail/text_format.hpp>
#include <convene/core/utf8.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/time/detail/wording.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

namespace convene::io {

namespace {

/// Inside a quoted string of DOT only the quote and the backslash mean something.
std::string dot_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

/// Mermaid reads labels as HTML with entities in its own spelling: #quot; and #35;.
std::string mermaid_escaped(std::string_view text) {
    constexpr std::array<std::pair<char, std::string_view>, 8> escapes{{{'"', "#quot;"},
                                                                        {'#', "#35;"},
                                                                        {'&', "#amp;"},
                                                                        {'<', "#lt;"},
                                                                        {'>', "#gt;"},
                                                                        {'`', "#96;"},
                                                                        {'\\', "#92;"},
                                                                        {'\n', "<br/>"}}};
    std::string out;
    for (const char c : text) {
        const auto* const found = std::ranges::find(escapes, c, &std::pair<char, std::string_view>::first);
        if (found != escapes.end())
            out += found->second;
        else
            out += c;
    }
    return out;
}

struct Link {
    std::string from;
    std::string to;
    std::string label;
    bool flow = false;
    bool critical = false;
};

/// What both languages draw.
class Drawing {
  public:
    Drawing(const Process& process, const GraphOptions& options) : process_(process), options_(options) {
        if (options.schedule == nullptr) return;
        convene::detail::require(options.schedule->size() == process.activities().size(),
                                 "a graph is drawn with the schedule of another process");
        critical_ = on_longest_path(*options.schedule);
    }

    [[nodiscard]] bool critical(ActivityId id) const { return !critical_.empty() && critical_[id]; }

    static std::string node(ActivityId id) { return "a" + std::to_string(id.value); }
    static std::string node(ArtifactId id) { return "d" + std::to_string(id.value); }

    [[nodiscard]] std::string label(ActivityId id) const {
        auto text = titled(process_.title(id), process_.key(id));
        if (const auto number = process_.note(id, NoteKind::number); !number.empty())
            text = printable(number.in(options_.language)) + " " + text;
        if (options_.schedule != nullptr) {
            text += "\n" + convene::detail::date_text(options_.schedule->start(id));
        }
        return text;
    }

    [[nodiscard]] std::string label(ArtifactId id) const { return titled(process_.title(id), process_.key(id)); }
    [[nodiscard]] std::string label(PhaseId id) const { return titled(process_.title(id), process_.key(id)); }

    [[nodiscard]] std::vector<Link> links() const {
        std::vector<Link> links;
        for (std::uint32_t r = 0; r < process_.rule_count(); ++r) links.push_back(rule_link(process_.rule(RuleId{r})));
        for (const auto id : process_.activities().ids()) {
            for (const auto next : process_.follow_ups(id))
                links.push_back({node(id), node(next), {}, false, both(id, next)});
            add_flows(id, links);
        }
        return links;
    }

  private:
    [[nodiscard]] bool both(ActivityId a, ActivityId b) const { return critical(a) && critical(b); }

    [[nodiscard]] std::string titled(TextView title, std::string_view key) const {
        return convene::detail::title_or_key(title, key, options_.language);
    }

    [[nodiscard]] Link rule_link(const Rule& rule) const {
        std::string label;
        const auto edge = [](Edge e) { return e == Edge::start ? "S" : "F"; };
        if (rule.from_edge != Edge::finish || rule.to_edge != Edge::start)
            label = std::string(edge(rule.from_edge)) + edge(rule.to_edge);
        const auto add = [&](std::string_view sign, Span span) {
            label += (label.empty() ? "" : " ") + std::string(sign) + (span.amount < 0 ? "-" : "") +
                     convene::detail::span_text(span, options_.language);
        };
        if (rule.min && rule.min->amount != 0) add("≥ ", *rule.min);
        if (rule.max) add("≤ ", *rule.max);
        return {node(rule.from), node(rule.to), label, false, both(rule.from, rule.to)};
    }

    void add_flows(ActivityId id, std::vector<Link>& links) const {
        if (options_.artifacts) {
            for (const auto artifact : process_.produces(id))
                links.push_back({node(id), node(artifact), {}, true, false});
            for (const auto artifact : process_.consumes(id))
                links.push_back({node(artifact), node(id), {}, true, false});
            return;
        }
        std::map<ActivityId, std::string> flows;
        for (const auto artifact : process_.consumes(id))
            if (const auto producer = process_[artifact].producer; producer && *producer != id) {
                auto& label = flows[*producer];
                label += (label.empty() ? "" : "\n") + this->label(artifact);
            }
        for (auto& [producer, label] : flows)
            links.push_back({node(producer), node(id), label, true, both(producer, id)});
    }

    const Process& process_;
    const GraphOptions& options_;
    Table<ActivityId, bool> critical_;
};

/// The activities of each phase, those of none under the last.
std::vector<std::vector<ActivityId>> by_phase(const Process& process) {
    std::vector<std::vector<ActivityId>> groups(process.phases().size() + 1);
    for (const auto id : process.activities().ids()) {
        const auto phase = process[id].phase;
        groups[phase ? (*phase).index() : groups.size() - 1].push_back(id);
    }
    return groups;
}

std::string_view dot_shape(ActivityKind kind) {
    switch (kind) {
    case ActivityKind::meeting: return "shape=box, style=\"rounded,filled\", fillcolor=\"#e8f0fe\"";
    case ActivityKind::task: return "shape=box, style=filled, fillcolor=\"#ffffff\"";
    case ActivityKind::milestone: return "shape=diamond, style=filled, fillcolor=\"#fff4d6\"";
    case ActivityKind::external: return "shape=diamond, style=\"filled,dashed\", fillcolor=\"#f2f2f2\"";
    }
    return {};
}

} // namespace

std::string write_dot(const Process& process, const GraphOptions& options) {
    const Drawing drawing(process, options);
    const auto title =
        process.title().empty() ? std::string(process.key()) : printable(process.title().in(options.language));
    std::string out = "digraph \"" + dot_escaped(process.key()) +
                      "\" {\n"
                      "  graph [rankdir=LR, fontname=\"Noto Sans CJK SC\", labelloc=t, label=\"" +
                      dot_escaped(title) +
                      "\"];\n"
                      "  node [fontname=\"Noto Sans CJK SC\", fontsize=11];\n"
                      "  edge [fontname=\"Noto Sans CJK SC\", fontsize=9, color=\"#5f6368\"];\n";
    const auto groups = by_phase(process);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const bool phase = g + 1 < groups.size();
        if (groups[g].empty()) continue;
        if (phase)
            out += "  subgraph cluster_" + std::to_string(g) + " {\n    label=\"" +
                   dot_escaped(drawing.label(PhaseId{static_cast<std::uint32_t>(g)})) + "\"; color=\"#c0c4c9\";\n";
        for (const auto id : groups[g]) {
            out += std::string(phase ? "    " : "  ") + Drawing::node(id) + " [label=\"" +
                   dot_escaped(drawing.label(id)) + "\", " + std::string(dot_shape(process[id].kind));
            if (drawing.critical(id)) out += ", color=\"#d93025\", penwidth=2";
            out += "];\n";
        }
        if (phase) out += "  }\n";
    }
    if (options.artifacts)
        for (const auto id : process.artifacts().ids())
            out += "  " + Drawing::node(id) + " [label=\"" + dot_escaped(drawing.label(id)) +
                   "\", shape=note, fontsize=9];\n";
    for (const auto& link : drawing.links()) {
        out += "  " + link.from + " -> " + link.to + " [";
        if (!link.label.empty())
            out += "label=\"" + dot_escaped(link.label) + "\"" + (link.flow || link.critical ? ", " : "");
        if (link.flow) out += std::string("style=dashed") + (link.critical ? ", " : "");
        if (link.critical) out += "color=\"#d93025\", penwidth=2";
        out += "];\n";
    }
    return out + "}\n";
}

std::string write_mermaid(const Process& process, const GraphOptions& options) {
    const Drawing drawing(process, options);
    std::string out = "flowchart LR\n";
    const auto node = [&](ActivityId id) {
        const auto label = "\"" + mermaid_escaped(drawing.label(id)) + "\"";
        switch (process[id].kind) {
        case ActivityKind::meeting: return Drawing::node(id) + "(" + label + ")";
        case ActivityKind::task: return Drawing::node(id) + "[" + label + "]";
        case ActivityKind::milestone: return Drawing::node(id) + "{" + label + "}";
        case ActivityKind::external: return Drawing::node(id) + "{{" + label + "}}";
        }
        return Drawing::node(id);
    };
    const auto groups = by_phase(process);
    std::string critical;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const bool phase = g + 1 < groups.size();
        if (groups[g].empty()) continue;
        if (phase)
            out += "  subgraph p" + std::to_string(g) + "[\"" +
                   mermaid_escaped(drawing.label(PhaseId{static_cast<std::uint32_t>(g)})) + "\"]\n";
        for (const auto id : groups[g]) {
            out += (phase ? "    " : "  ") + node(id) + "\n";
            if (drawing.critical(id)) critical += (critical.empty() ? "" : ",") + Drawing::node(id);
        }
        if (phase) out += "  end\n";
    }
    if (options.artifacts)
        for (const auto id : process.artifacts().ids())
            out += "  " + Drawing::node(id) + ">\"" + mermaid_escaped(drawing.label(id)) + "\"]\n";
    for (const auto& link : drawing.links()) {
        out += "  " + link.from + (link.flow ? " -.->" : " -->");
        if (!link.label.empty()) out += "|\"" + mermaid_escaped(link.label) + "\"|";
        out += " " + link.to + "\n";
    }
    if (!critical.empty())
        out += "  classDef critical stroke:#d93025,stroke-width:2px\n  class " + critical + " critical\n";
    return out;
}

} // namespace convene::io
