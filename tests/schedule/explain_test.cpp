#include "support/worked.hpp"

namespace {

using namespace convene;
using test::at;
using test::on_monday;
using Kind = ExplanationStep::Kind;

std::vector<Kind> kinds(const Explanation& steps) {
    std::vector<Kind> all;
    for (const auto& step : steps) all.push_back(step.kind);
    return all;
}

void expect_connected(const Explanation& steps) {
    ASSERT_FALSE(steps.empty());
    EXPECT_EQ(steps.front().kind, Kind::root);
    for (std::size_t i = 1; i < steps.size(); ++i) EXPECT_EQ(steps[i].before, steps[i - 1].at);
}

TEST(Explain, LeadsFromTheRootToTheDate) {
    ProcessBuilder b("why");
    on_monday(b);
    b.task("a").lasts(1_d);
    b.task("b").lasts(4_h).after("a", {.min = 1_d});
    const auto p = test::planned(b);
    const auto steps = explain(p.process, p.plan, p.id("b"));
    expect_connected(steps);
    EXPECT_EQ(kinds(steps), (std::vector{Kind::root, Kind::work, Kind::link, Kind::opening, Kind::work}));
    EXPECT_EQ(steps.back().at, p.plan.early_finish(p.id("b")));
    EXPECT_EQ(describe(p.process, steps[2], Language::en),
              "b starts at least 1d after a finishes: 2026-03-02 18:00 + 1d [Standard] = 2026-03-03 18:00");
}

TEST(Explain, AFinishBoundLeadsBackToTheStart) {
    ProcessBuilder b("why");
    on_monday(b);
    b.task("a").lasts(2_d);
    b.task("b").lasts(1_d).after("a", {.min = 1_d, .to_edge = Edge::finish});
    const auto p = test::planned(b);
    const auto steps = explain(p.process, p.plan, p.id("b"), DateKind::early_start);
    expect_connected(steps);
    EXPECT_EQ(kinds(steps), (std::vector{Kind::root, Kind::work, Kind::link, Kind::work_back, Kind::opening}));
}

TEST(Explain, LateDatesLeadBackFromTheEnd) {
    ProcessBuilder b("why");
    on_monday(b);
    b.task("a").lasts(1_d);
    b.task("b").lasts(4_h).after("a");
    const auto p = test::planned(b);
    for (const auto kind : {DateKind::late_start, DateKind::late_finish}) {
        const auto steps = explain(p.process, p.plan, p.id("a"), kind);
        expect_connected(steps);
        EXPECT_EQ(steps.front().cause.kind(), CauseKind::project_finish);
        EXPECT_EQ(steps.back().at,
                  kind == DateKind::late_start ? p.plan.late_start(p.id("a")) : p.plan.late_finish(p.id("a")));
    }
}

TEST(Explain, AConstraintAndAnActualDateAreRoots) {
    ProcessBuilder b("why");
    on_monday(b);
    b.status_date(at("2026-03-03T09:00"));
    b.task("a").lasts(1_d).progress(
        {.actual_start = at("2026-03-02T09:00"), .actual_finish = at("2026-03-02T18:00"), .remaining = {}});
    b.task("b").lasts(1_d).constrain(ConstraintKind::start_no_earlier_than, at("2026-03-05T09:00"));
    const auto p = test::planned(b);
    EXPECT_EQ(explain(p.process, p.plan, p.id("a")).front().cause.kind(), CauseKind::actual);
    EXPECT_EQ(explain(p.process, p.plan, p.id("b")).front().cause.kind(), CauseKind::constraint);
}

TEST(AmountText, CountsInTheCalendarsDays) {
    EXPECT_EQ(amount_text(Seconds{9 * 3600 + 60}, Seconds{8 * 3600}, Language::en), "1d 1h 1min");
    EXPECT_EQ(amount_text(Seconds{-86'400}, std::nullopt, Language::en), "-1ed");
    EXPECT_EQ(amount_text(Seconds{0}, Seconds{8 * 3600}, Language::zh), "0d");
}

} // namespace
