#include "random_problem.hpp"

#include <convene/rcpsp/benchmark_formats.hpp>

#include <gtest/gtest.h>

using namespace convene;
using namespace convene::rcpsp;

namespace {

const std::string psplib = R"(****
jobs (incl. supersource/sink ):  4
RESOURCES
  - renewable                 :  2   R
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
****
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------
  1      1     0       0    0
  2      1     3       1    0
  3      1     2       2    1
  4      1     0       0    0
****
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    1
****
)";

const std::string patterson = "4 2\n2 1\n0 0 0 2 2 3\n3 1 0 1 4\n2 2 1 1 4\n0 0 0 0\n";

const std::string progen =
    "2 1 0 0\r\n0\t1\t2\t1\t2\t[0]\t[1]\r\n1\t1\t1\t3\t[3]\r\n2\t1\t2\t1\t3\t[-4]\t[2]\r\n3\t1\t0\r\n"
    "0\t1\t0\t0\r\n1\t1\t3\t1\r\n2\t1\t2\t1\r\n3\t1\t0\t0\r\n2\r\n";

const std::string mplib = "2\n2\n5 4\n2 0\n1 1\n1 2 0 1 1:2\n2 0 1 0\n3 4 20\n1 0\n0 0 0 2 2:2 2:3\n2 1 0 0\n3 1 0 0\n";

std::string at(const Diagnostics& d) {
    return std::string(code_info(d.front().code).name) + " " + std::to_string(d.front().where.line) + ":" +
           std::to_string(d.front().where.column);
}

} // namespace

TEST(BenchmarkFormats, ReadsPsplib) {
    const auto p = read_psplib(psplib);
    ASSERT_TRUE(p) << to_string(p.error());
    EXPECT_EQ(p->jobs(), 4U);
    EXPECT_EQ(p->duration(1), 3);
    EXPECT_EQ(p->needs(2).size(), 2U);
    EXPECT_EQ(p->capacity(0)[0].capacity, 2);
    EXPECT_EQ(p->data().arcs.size(), 4U);
}

TEST(BenchmarkFormats, PattersonSaysTheSame) {
    const auto a = read_psplib(psplib);
    const auto b = read_patterson(patterson);
    ASSERT_TRUE(b) << to_string(b.error());
    EXPECT_EQ(a->data().durations, b->data().durations);
    EXPECT_EQ(a->data().arcs, b->data().arcs);
    EXPECT_EQ(a->data().capacities, b->data().capacities);
}

TEST(BenchmarkFormats, ReadsMaximumLags) {
    const auto p = read_progen_max(progen);
    ASSERT_TRUE(p) << to_string(p.error());
    EXPECT_EQ(p->jobs(), 4U);
    EXPECT_FALSE(p->acyclic() && p->data().arcs.size() != 5U);
    EXPECT_EQ(p->data().arcs[3], (Arc{2, 1, -4, Edge::start, Edge::start}));
}

TEST(BenchmarkFormats, ReadsSeveralProjects) {
    const auto m = read_mplib(mplib);
    ASSERT_TRUE(m) << to_string(m.error());
    EXPECT_EQ(m->first, (std::vector<Job>{0, 2, 5}));
    EXPECT_EQ(m->due, (std::vector<std::optional<Time>>{std::nullopt, 20}));
    EXPECT_EQ(m->problem.window(2).earliest, 4);
    EXPECT_EQ(m->problem.data().arcs[1].from, 2U);
    EXPECT_EQ(m->problem.data().arcs[1].to, 3U);
}

TEST(BenchmarkFormats, SaysWhereItWentWrong) {
    EXPECT_EQ(at(read_patterson("").error()), "bad-benchmark-text 1:1");
    EXPECT_EQ(at(read_patterson("1 1\nx").error()), "bad-benchmark-text 2:1");
    EXPECT_EQ(at(read_patterson(patterson + " 7").error()), "bad-benchmark-text 7:2");
    EXPECT_EQ(at(read_patterson("1 0\n99999999999 0\n").error()), "bad-benchmark-text 2:1");
    EXPECT_EQ(at(read_patterson("2 0\n1 1 3\n1 0\n").error()), "bad-benchmark-text 2:5");
    EXPECT_EQ(at(read_psplib("nothing").error()), "bad-benchmark-text 1:1");
    EXPECT_EQ(at(read_progen_max("2 1 1 0").error()), "bad-benchmark-text 1:5");
    EXPECT_EQ(at(read_mplib("1\n0\n1 0\n1 1 2:1\n").error()), "bad-benchmark-text 4:5");
}

TEST(BenchmarkFormats, AnyTruncationIsRefusedOrRead) {
    // No prefix and no flipped byte may crash a reader.
    Random random(1);
    for (const auto& whole : {psplib, patterson, progen, mplib}) {
        for (std::size_t n = 0; n <= whole.size(); ++n) {
            const auto text = whole.substr(0, n);
            (void)read_psplib(text), (void)read_patterson(text), (void)read_progen_max(text), (void)read_mplib(text);
        }
        for (int i = 0; i < 300 * rcpsp::test::scale(); ++i) {
            auto text = whole;
            for (int k = 0; k < 3; ++k)
                text[random.below(static_cast<std::uint32_t>(text.size()))] = static_cast<char>(random.below(128));
            (void)read_psplib(text), (void)read_patterson(text), (void)read_progen_max(text), (void)read_mplib(text);
        }
    }
}
