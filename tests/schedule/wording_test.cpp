#include "support/worked.hpp"

#include <convene/schedule/wording.hpp>

namespace {

using namespace convene;

TEST(Wording, SpeaksOfAnActivityByTitleAndKey) {
    ProcessBuilder b("spoken");
    b.task("plain");
    b.task("launch", {{"zh", "开盘"}, {"en", "Launch"}});
    const auto p = *b.build();
    EXPECT_EQ(spoken(p, ActivityId{0}, Language::en), "plain");
    EXPECT_EQ(spoken(p, ActivityId{1}, Language::en), "\"Launch\" (launch)");
    EXPECT_EQ(spoken(p, ActivityId{1}, Language::zh), "“开盘”(launch)");
}

} // namespace
