#pragma once

#include <convene/graph/transitive_reduction.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <span>
#include <utility>

namespace convene {

namespace detail {

/// A forest over the positions of an order in which each parent stands on the same side of its child: "is an
/// ancestor of" in constant time, and an ancestor is joined to its descendants by a path.
class Forest {
  public:
    Forest() = default;
    /// `parent[x] == x` marks a root; otherwise `parent[x] < x`.
    explicit Forest(std::span<const std::uint32_t> parent) : first_(parent.size()), size_(parent.size(), 1) {
        for (std::size_t x = parent.size(); x-- > 0;)
            if (parent[x] != x) size_[parent[x]] += size_[x];
        std::vector<std::uint32_t> free(parent.size());
        std::uint32_t roots = 0;
        for (std::size_t x = 0; x < parent.size(); ++x) {
            auto& cursor = parent[x] == x ? roots : free[parent[x]];
            first_[x] = cursor;
            cursor += size_[x];
            free[x] = first_[x] + 1;
        }
    }

    /// Whether `a` is `x` or above it.
    [[nodiscard]] bool is_ancestor(std::uint32_t a, std::uint32_t x) const { return first_[x] - first_[a] < size_[a]; }

  private:
    std::vector<std::uint32_t> first_;
    std::vector<std::uint32_t> size_;
};

/// The arcs of an acyclic graph between positions in its topological order, without repeated ones.
struct Relabelled {
    /// Has in-arcs; the arcs of a node are sorted by their other end, in both directions.
    Digraph graph;
    /// The level of each position.
    std::vector<std::uint32_t> level;
    /// The original index of each arc: the smallest of those that are parallel to it.
    std::vector<std::uint32_t> original;
    /// The original indices of all other arcs.
    std::vector<std::uint32_t> repeated;
};

inline Relabelled relabel(const Digraph& graph, const TopologicalOrder& order) {
    Relabelled result;
    std::vector<std::uint32_t> position(graph.node_count());
    result.level.resize(graph.node_count());
    for (std::uint32_t k = 0; k < order.level_count(); ++k) {
        for (std::uint32_t i = order.starts[k]; i < order.starts[k + 1]; ++i) {
            position[order.nodes[i]] = i;
            result.level[i] = k;
        }
    }
    std::vector<Arc> arcs;
    arcs.reserve(graph.arc_count());
    result.original.reserve(graph.arc_count());
    std::vector<OutArc> row;
    for (std::uint32_t i = 0; i < order.nodes.size(); ++i) {
        row.clear();
        for (const OutArc& a : graph.out(order.nodes[i])) row.push_back({position[a.to], a.arc});
        std::ranges::sort(row, {}, [](const OutArc& a) { return std::pair(a.to, a.arc); });
        for (std::size_t k = 0; k < row.size(); ++k) {
            if (k > 0 && row[k].to == row[k - 1].to) {
                result.repeated.push_back(row[k].arc);
                continue;
            }
            arcs.push_back({i, row[k].to});
            result.original.push_back(row[k].arc);
        }
    }
    result.graph = Digraph(graph.node_count(), arcs, {.in_arcs = true});
    return result;
}

/// Some paths of a relabelled graph, found in constant time: those by which each node is reached from the latest of the
/// nodes before it, and those by which it goes on to the earliest of the nodes after it.
class KnownPaths {
  public:
    explicit KnownPaths(const Digraph& graph) : last_(graph.node_count() - 1) {
        std::vector<std::uint32_t> parent(graph.node_count());
        for (std::uint32_t x = 0; x < graph.node_count(); ++x)
            parent[x] = graph.in(x).empty() ? x : graph.in(x).back().from;
        from_sources_ = Forest(parent);
        for (std::uint32_t x = 0; x < graph.node_count(); ++x)
            parent[last_ - x] = last_ - (graph.out(x).empty() ? x : graph.out(x).front().to);
        from_targets_ = Forest(parent);
    }

    /// Whether one of them leads from `a` to `b`, or they are the same.
    [[nodiscard]] bool lead(std::uint32_t a, std::uint32_t b) const {
        return from_sources_.is_ancestor(a, b) || from_targets_.is_ancestor(last_ - b, last_ - a);
    }

  private:
    std::uint32_t last_;
    Forest from_sources_;
    /// Over the positions counted from the end.
    Forest from_targets_;
};

/// Decides single arcs of a relabelled graph.
class ArcSearch {
  public:
    enum class Answer : std::uint8_t { needed, redundant, unknown };

    explicit ArcSearch(const Relabelled& dag) : dag_(dag), known_(dag.graph), marks_(dag.graph.node_count()) {}

    /// How many arcs were looked at.
    [[nodiscard]] std::uint64_t work() const { return work_; }

    /// Whether a path of two arcs or more leads from `u` to `v`. Unknown only if both searches take more than `limit`
    /// arcs. *Requires* that an arc leads from `u` to `v`.
    Answer decide(std::uint32_t u, std::uint32_t v, std::uint64_t limit) {
        // A path's last step is from a node after u, and its first to one before v.
        const std::uint32_t latest = dag_.graph.in(v).back().from;
        const std::uint32_t earliest = dag_.graph.out(u).front().to;
        if (latest == u || earliest == v || dag_.level[v] == dag_.level[u] + 1) return Answer::needed;
        if (known_.lead(u, latest) || known_.lead(earliest, v)) return Answer::redundant;
        return search(u, v, limit);
    }

  private:
    struct Side {
        std::vector<std::uint32_t> queue;
        std::size_t next;
        std::uint64_t spent;

        void start(std::uint32_t node) {
            queue.assign(1, node);
            next = 0;
            spent = 0;
        }
        [[nodiscard]] bool done() const { return next == queue.size(); }
    };

    /// The number of the last search that reached a node, from either side.
    struct Mark {
        std::uint32_t forward = 0;
        std::uint32_t backward = 0;
    };

    Answer search(std::uint32_t u, std::uint32_t v, std::uint64_t limit) {
        ++epoch_;
        forward_.start(u);
        backward_.start(v);
        while (!forward_.done() && !backward_.done()) {
            const auto out = dag_.graph.out(forward_.queue[forward_.next]);
            const auto in = dag_.graph.in(backward_.queue[backward_.next]);
            const std::uint64_t forward_cost = forward_.spent + out.size() + 1;
            const std::uint64_t backward_cost = backward_.spent + in.size() + 1;
            if (std::min(forward_cost, backward_cost) > limit) return Answer::unknown;
            if (forward_cost <= backward_cost) {
                work_ += out.size();
                forward_.spent = forward_cost;
                if (step_forward(u, v, out)) return Answer::redundant;
            } else {
                work_ += in.size();
                backward_.spent = backward_cost;
                if (step_backward(u, v, in)) return Answer::redundant;
            }
        }
        return Answer::needed;
    }

    /// Looks one node further from `u`; true if that finds a path.
    bool step_forward(std::uint32_t u, std::uint32_t v, std::span<const OutArc> out) {
        const bool is_first = forward_.queue[forward_.next++] == u;
        for (const OutArc& a : out) {
            if (a.to == v && !is_first) return true;
            if (dag_.level[a.to] >= dag_.level[v]) continue;
            Mark& mark = marks_[a.to];
            if (mark.forward == epoch_) continue;
            if (mark.backward == epoch_ || known_.lead(a.to, v)) return true;
            mark.forward = epoch_;
            forward_.queue.push_back(a.to);
        }
        return false;
    }

    /// Looks one node further back from `v`; true if that finds a path.
    bool step_backward(std::uint32_t u, std::uint32_t v, std::span<const InArc> in) {
        const bool is_first = backward_.queue[backward_.next++] == v;
        for (const InArc& a : in) {
            if (a.from == u && !is_first) return true;
            if (dag_.level[a.from] <= dag_.level[u]) continue;
            Mark& mark = marks_[a.from];
            if (mark.backward == epoch_) continue;
            if (mark.forward == epoch_ || known_.lead(u, a.from)) return true;
            mark.backward = epoch_;
            backward_.queue.push_back(a.from);
        }
        return false;
    }

    const Relabelled& dag_;
    KnownPaths known_;
    std::vector<Mark> marks_;
    std::uint32_t epoch_ = 0;
    std::uint64_t work_ = 0;
    Side forward_;
    Side backward_;
};

/// A node with arcs that are not decided yet.
struct OpenSource {
    std::uint32_t node;
    /// The greatest target of such an arc.
    std::uint32_t furthest;
};

/// Decides all arcs of many sources at once.
class ArcSweep {
  public:
    static constexpr std::size_t words = 8;
    static constexpr std::size_t width = 64 * words;

    explicit ArcSweep(const Relabelled& dag)
        : dag_(dag), reached_(dag.graph.node_count()), slot_(dag.graph.node_count(), 0) {}

    /// How many arcs were looked at.
    [[nodiscard]] std::uint64_t work() const { return work_; }

    /// Appends to `redundant` the indices of those redundant arcs that leave any of `sources`, up to their furthest
    /// targets at least. *Requires* at least one and at most `width` sources, in ascending order.
    void run(std::span<const OpenSource> sources, std::vector<std::uint32_t>& redundant) {
        const std::uint32_t first = sources.front().node;
        std::uint32_t last = 0;
        for (std::uint32_t k = 0; k < sources.size(); ++k) {
            slot_[sources[k].node] = k + 1;
            last = std::max(last, sources[k].furthest);
        }
        for (std::uint32_t x = first; x <= last; ++x) visit(x, first, redundant);
        for (const OpenSource& s : sources) slot_[s.node] = 0;
    }

  private:
    using Bits = std::array<std::uint64_t, words>;

    void visit(std::uint32_t x, std::uint32_t first, std::vector<std::uint32_t>& redundant) {
        const auto in = dag_.graph.in(x);
        work_ += in.size();
        Bits further{}; // The sources from which a path of two arcs or more leads to x.
        for (const InArc& a : in) {
            if (a.from < first) continue;
            for (std::size_t w = 0; w < words; ++w) further[w] |= reached_[a.from][w];
        }
        reached_[x] = further;
        for (const InArc& a : in) {
            if (slot_[a.from] == 0) continue;
            const std::uint32_t k = slot_[a.from] - 1;
            const std::uint64_t bit = std::uint64_t{1} << (k % 64);
            if ((further[k / 64] & bit) != 0) redundant.push_back(dag_.original[a.arc]);
            reached_[x][k / 64] |= bit;
        }
    }

    const Relabelled& dag_;
    /// The sources from which a path leads to each node, by slot.
    std::vector<Bits> reached_;
    /// One more than the slot of a source; 0 for any other node.
    std::vector<std::uint32_t> slot_;
    std::uint64_t work_ = 0;
};

// Measured on random graphs of many shapes: hard arcs are then cheaper in a sweep, and easy ones don't get that far.
inline constexpr std::uint64_t arc_search_limit = 300;

} // namespace detail

CONVENE_DECL RedundantArcs redundant_arcs(const Digraph& graph, const TopologicalOrder& order,
                                          ReductionOptions options) {
    assert(order.nodes.size() == graph.node_count());
    if (graph.arc_count() == 0) return {};
    using Answer = detail::ArcSearch::Answer;
    auto dag = detail::relabel(graph, order);
    RedundantArcs result{.arcs = std::move(dag.repeated)};
    detail::ArcSearch search(dag);
    std::vector<detail::OpenSource> open;
    for (std::uint32_t u = 0; u < graph.node_count(); ++u) {
        for (const OutArc& a : dag.graph.out(u)) {
            const auto limit = search.work() < options.budget ? detail::arc_search_limit : 0;
            const Answer answer = search.decide(u, a.to, limit);
            if (answer == Answer::redundant) result.arcs.push_back(dag.original[a.arc]);
            if (answer != Answer::unknown) continue;
            if (open.empty() || open.back().node != u) open.push_back({u, a.to});
            open.back().furthest = a.to;
        }
    }
    if (!open.empty()) {
        detail::ArcSweep sweep(dag);
        for (std::size_t i = 0; i < open.size() && result.complete; i += sweep.width) {
            result.complete = search.work() + sweep.work() < options.budget;
            if (!result.complete) break;
            sweep.run(std::span(open).subspan(i, std::min(sweep.width, open.size() - i)), result.arcs);
        }
    }
    std::ranges::sort(result.arcs);
    const auto repeated = std::ranges::unique(result.arcs);
    result.arcs.erase(repeated.begin(), repeated.end());
    return result;
}

} // namespace convene
