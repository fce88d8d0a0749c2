#include <convene/io/read_process.hpp>
#include <convene/model/builder.hpp>
#include <convene/model/edit.hpp>
#include <convene/model/extra.hpp>

#include <gtest/gtest.h>

namespace {

using namespace convene;

TEST(Extra, IsNoneUnlessGiven) {
    EXPECT_TRUE(Extra().empty());
    const Process empty;
    EXPECT_TRUE(empty.extra().empty());
    EXPECT_FALSE((*io::read_extra("{}")).empty());
}

TEST(Extra, StaysBesideEveryThingAndMakesProcessesDiffer) {
    const auto process = [](const Extra& extra, int place) {
        const auto at = [&](int i) { return i == place ? extra : Extra(); };
        ProcessBuilder b("p");
        b.extra(at(0));
        b.role({.key = "r", .extra = at(1)}).person({.key = "ann", .roles = {"r"}, .extra = at(2)});
        b.resource({.key = "room", .extra = at(3)}).artifact({.key = "report", .extra = at(4)});
        b.task("t").produces("report").extra(at(5));
        return *b.build();
    };
    const auto extra = *io::read_extra(R"({"cost": 5})");
    const auto none = process(extra, -1);
    for (int place = 0; place < 6; ++place) {
        const auto p = process(extra, place);
        EXPECT_EQ(p == none, false) << place;
        EXPECT_EQ(p, process(extra, place)) << place;
        EXPECT_NE(p, process(*io::read_extra(R"({"cost": 6})"), place)) << place;
        const auto kept = std::vector{p.extra(),
                                      p[RoleId{0}].extra,
                                      p[PersonId{0}].extra,
                                      p[ResourceId{0}].extra,
                                      p.extra(ArtifactId{0}),
                                      p.extra(ActivityId{0})};
        for (int i = 0; i < 6; ++i) EXPECT_EQ(kept[static_cast<std::size_t>(i)].empty(), i != place) << place;
    }
}

TEST(Extra, StaysWithItsThingThroughEdits) {
    const auto extra = [](int n) { return *io::read_extra("{\"n\": " + std::to_string(n) + "}"); };
    ProcessBuilder b("p");
    b.extra(extra(0)).role({.key = "r", .extra = extra(1)});
    b.person({.key = "li", .roles = {"r"}}).person({.key = "ann", .roles = {"r"}, .extra = extra(2)});
    b.resource({.key = "room", .extra = extra(3)});
    b.artifact({.key = "draft"}).artifact({.key = "report", .extra = extra(4)});
    b.task("first").produces("draft").extra(extra(9));
    b.task("second").produces("report").extra(extra(5));
    const auto p = *b.build();
    const auto changed = edit(p)
                             .duration(ActivityId{1}, spans::days(2))
                             .remove(ActivityId{0})
                             .remove(PersonId{0})
                             .add([&](ProcessBuilder& more) { more.task("third").after("second").extra(extra(6)); })
                             .shift(1)
                             .build();
    ASSERT_TRUE(changed) << to_string(changed.error());
    const auto& q = *changed;
    EXPECT_EQ(q.extra(), extra(0));
    EXPECT_EQ(q[RoleId{0}].extra, extra(1));
    EXPECT_EQ(q[*q.find_person("ann")].extra, extra(2));
    EXPECT_EQ(q[ResourceId{0}].extra, extra(3));
    EXPECT_EQ(q.extra(*q.find_artifact("report")), extra(4));
    EXPECT_EQ(q.extra(*q.find_activity("second")), extra(5));
    EXPECT_EQ(q.extra(*q.find_activity("third")), extra(6));
}

TEST(Extra, IsSaidOnceOfAnActivity) {
    const auto extra = *io::read_extra("{}");
    ProcessBuilder b("p");
    b.task("t").extra(extra).extra(extra);
    const auto process = b.build();
    ASSERT_FALSE(process);
    EXPECT_EQ(process.error().front().code, Code::said_twice);
}

} // namespace
