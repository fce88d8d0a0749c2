#include <convene/graph/bgl.hpp>
#include <convene/model/builder.hpp>
#include <convene/model/process_graph.hpp>

#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/topological_sort.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <iterator>
#include <vector>

namespace {

using namespace convene;

// write -> decide twice (the report and a lag), decide -> announce, announce at most 2 weeks after write.
Process small() {
    ProcessBuilder b("small");
    b.artifact({.key = "report"});
    b.artifact({.key = "notes"});
    b.task("write").lasts(1_d).produces({"report", "notes"}).consumes("notes");
    b.meeting("decide").lasts(1_h).consumes("report").after("write", {.min = 2_d}).starts("announce");
    b.task("announce").lasts(1_h).after("write", {.min = {}, .max = 2_w});
    const auto process = b.build();
    if (!process) throw std::runtime_error(to_string(process.error()));
    return *process;
}

TEST(ProcessGraph, HasAnArcForEachReasonToWait) {
    const auto process = small();
    const auto [graph, links] = process_graph(process);
    const auto id = [&](const char* key) { return *process.find_activity(key); };
    ASSERT_EQ(links.size(), 3U); // neither the maximum nor the notes that writing makes for itself
    EXPECT_EQ(links[0].kind, LinkKind::rule);
    EXPECT_EQ(process.rule(*links[0].rule).min, 2_d);
    EXPECT_EQ(links[1], (ProcessLink{.from = id("write"),
                                     .to = id("decide"),
                                     .kind = LinkKind::artifact,
                                     .artifact = *process.find_artifact("report")}));
    EXPECT_EQ(links[2], (ProcessLink{.from = id("decide"), .to = id("announce"), .kind = LinkKind::follow_up}));
    ASSERT_EQ(graph.node_count(), 3U);
    for (std::uint32_t node = 0; node < graph.node_count(); ++node)
        for (const auto out : graph.out(node)) {
            EXPECT_EQ(links[out.arc].from.value, node);
            EXPECT_EQ(links[out.arc].to.value, out.to);
        }
}

TEST(ProcessGraph, IsAGraphOfBoost) {
    const auto process = small();
    const auto [graph, links] = process_graph(process, {.in_arcs = true});
    std::vector<std::uint32_t> last_first;
    boost::topological_sort(graph, std::back_inserter(last_first));
    EXPECT_EQ(last_first, (std::vector<std::uint32_t>{2, 1, 0}));
    // The flow of artifacts alone.
    const auto flow = boost::make_filtered_graph(graph, std::function<bool(GraphEdge)>([&links = links](GraphEdge e) {
                                                     return links[e.arc].artifact.has_value();
                                                 }));
    EXPECT_EQ(out_degree(0U, flow), 1U);
    EXPECT_EQ(in_degree(2U, flow), 0U);
}

TEST(ProcessGraph, OfNothingIsEmpty) {
    const auto [graph, links] = process_graph(Process{});
    EXPECT_EQ(graph.node_count(), 0U);
    EXPECT_TRUE(links.empty());
}

} // namespace
