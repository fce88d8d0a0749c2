#include "support/worked.hpp"

#include <convene/core/random.hpp>
#include <convene/schedule/lag_function.hpp>

namespace {

using namespace convene;
using test::at;
using Kind = LagFunction::Kind;

LagFunction lag(Kind kind, std::int64_t amount, const WorkTable* table = nullptr) {
    return {kind, Edge::finish, Edge::start, amount, table};
}

TEST(LagFunction, MovesByItsKind) {
    const auto calendar = Calendar::standard();
    const auto friday = at("2026-03-06T18:00");
    EXPECT_EQ(lag(Kind::none, 0)(friday), friday);
    EXPECT_EQ(lag(Kind::elapsed, 3600)(friday), at("2026-03-06T19:00"));
    EXPECT_EQ(lag(Kind::working, 3600, &calendar.table())(friday), at("2026-03-09T10:00"));
    EXPECT_EQ(lag(Kind::months, 1)(friday), at("2026-04-06T18:00"));
    EXPECT_EQ(lag(Kind::inverse_months, 1)(friday), at("2026-02-06T18:00"));
}

// f(from) <= to if and only if from <= latest_from(to): what the passes rest on.
TEST(LagFunction, AndItsInverseAreAGaloisConnection) {
    const auto calendar = Calendar::standard();
    Random random(3);
    const auto base = at("2026-03-02");
    for (int round = 0; round < 20'000; ++round) {
        const auto f = random.chance(0.5) ? lag(Kind::working, random.between(-100'000, 100'000), &calendar.table())
                                          : lag(Kind::elapsed, random.between(-100'000, 100'000));
        const auto from = base + Seconds{random.between(0, 2'000'000)};
        const auto to = base + Seconds{random.between(0, 2'000'000)};
        EXPECT_EQ(f(from) <= to, from <= f.latest_from(to)) << f.amount;
    }
}

} // namespace
