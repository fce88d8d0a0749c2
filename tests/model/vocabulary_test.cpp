#include <convene/model/vocabulary.hpp>

#include <gtest/gtest.h>

#include <set>

namespace {

using namespace convene;

template <class E>
void expect_names_read_back() {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < enum_names<E>.size(); ++i) {
        const auto value = static_cast<E>(i);
        EXPECT_EQ(from_name<E>(name(value)), value);
        EXPECT_TRUE(seen.insert(name(value)).second) << name(value);
        EXPECT_FALSE(label(value, Language::zh).empty());
        EXPECT_EQ(label(value, Language::en), name(value));
    }
    EXPECT_EQ(from_name<E>("no-such-word"), std::nullopt);
}

TEST(Vocabulary, EveryNameReadsBack) {
    expect_names_read_back<ActivityKind>();
    expect_names_read_back<DutyKind>();
    expect_names_read_back<DutyDemand>();
    expect_names_read_back<Edge>();
    expect_names_read_back<ConstraintKind>();
    expect_names_read_back<LagCalendar>();
    expect_names_read_back<Confidentiality>();
    expect_names_read_back<NoteKind>();
    expect_names_read_back<PhaseRun>();
    expect_names_read_back<Period>();
    expect_names_read_back<Direction>();
    expect_names_read_back<Missed>();
}

TEST(Vocabulary, GuardednessIsOrdered) { EXPECT_LT(Confidentiality::internal, Confidentiality::secret); }

} // namespace
