#include <convene/run/event.hpp>

#include <gtest/gtest.h>

using namespace convene;

namespace {

TEST(Event, ComparesByWhatItSays) {
    const Event a{1, convene::Instant{}, 7, event::Issued{ArtifactId{2}, 5}};
    EXPECT_EQ(a, (Event{1, convene::Instant{}, 7, event::Issued{ArtifactId{2}, 5}}));
    EXPECT_NE(a, (Event{1, convene::Instant{}, 7, event::Issued{ArtifactId{2}, 6}}));
    EXPECT_NE(a, (Event{1, convene::Instant{}, 7, event::Voided{ArtifactId{2}}}));
    EXPECT_NE(a, (Event{2, convene::Instant{}, 7, event::Issued{ArtifactId{2}, 5}}));
}

} // namespace
