#include <convene/check/authority.hpp>

#include <check/fixture.hpp>

#include <gtest/gtest.h>

namespace convene::test {

std::vector<Fixture> authority_fixtures() {
    const auto deciding = [](Money amount) {
        return [=](ProcessBuilder& b) {
            staff(b, {"manager"});
            task(b, "buy").decided_by({"manager"}).matter({.title = "Pens", .topic = "purchase", .amount = amount});
            b.authority({.role = "manager", .topic = "purchase", .up_to = Money{100'00}});
        };
    };
    return {
        {Code::authority_without_holder, "authority of chair",
         [=](ProcessBuilder& b) {
             deciding(Money{100'00})(b);
             b.role({.key = "chair"});
             b.authority({.role = "chair"});
         },
         [=](ProcessBuilder& b) {
             deciding(Money{100'00})(b);
             staff(b, {"chair"});
             b.authority({.role = "chair"});
         }},
        {Code::matter_without_authority, "task buy", deciding(Money{100'01}), deciding(Money{100'00})},
    };
}

} // namespace convene::test

using namespace convene;
using convene::test::coded;
using convene::test::made;
using convene::test::staff;
using convene::test::task;

namespace {

TEST(CheckAuthority, SaysWhatIsDecidedAndWhoCould) {
    const auto found = check_authority(made([](ProcessBuilder& b) {
        b.tier("company");
        b.tier("department");
        staff(b, {"manager", "chair"});
        task(b, "buy")
            .decided_by({"manager"})
            .matter({.title = {{"zh", "年度预算"}, {"en", "The year's budget"}},
                     .topic = "budget",
                     .tier = "company",
                     .amount = Money{120'000'050}});
        b.authority({.role = "manager", .tier = "department"});
        b.authority({.role = "chair", .topic = "budget", .tier = "company"});
    }));
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(coded(found[0]),
              "matter-without-authority | task buy | \"The year's budget\" (topic budget, level company, "
              "amount 1200000.50) | chair?");
}

TEST(CheckAuthority, OneOfTheDecidersIsEnough) {
    EXPECT_TRUE(check_authority(made([](ProcessBuilder& b) {
                    staff(b, {"manager", "chair"});
                    task(b, "buy").decided_by({"manager", "chair"}).matter({.title = "Pens", .topic = "purchase"});
                    b.authority({.role = "manager", .topic = "campaign"});
                    b.authority({.role = "chair", .topic = "purchase"});
                })).empty());
}

TEST(CheckAuthority, WithoutAMatrixNothingIsRestricted) {
    EXPECT_TRUE(check_authority(made([](ProcessBuilder& b) {
                    staff(b, {"manager"});
                    task(b, "buy").decided_by({"manager"}).matter({.title = "Pens", .topic = "purchase"});
                })).empty());
}

TEST(CheckAuthority, AMatterOfNoKindIsNotRestricted) {
    EXPECT_TRUE(check_authority(made([](ProcessBuilder& b) {
                    staff(b, {"manager"});
                    task(b, "buy").decided_by({"manager"}).matter({.title = "Pens"});
                    b.authority({.role = "manager", .topic = "campaign"});
                })).empty());
}

TEST(AuthorityCovers, ByTopicLevelAndAmount) {
    const auto p = made([](ProcessBuilder& b) {
        b.tier("company");
        b.tier("department");
        staff(b, {"r"});
        auto a = task(b, "a").decided_by({"r"});
        a.matter({.title = "0"});
        a.matter({.title = "1", .topic = "budget"});
        a.matter({.title = "2", .tier = "company"});
        a.matter({.title = "3", .tier = "department"});
        a.matter({.title = "4", .amount = Money{500}});
        b.authority({.role = "r"});                                            // everything
        b.authority({.role = "r", .topic = "budget"});                         // that topic alone
        b.authority({.role = "r", .tier = "company"});                         // all levels
        b.authority({.role = "r", .tier = "department"});                      // not the company's
        b.authority({.role = "r", .up_to = Money{499}});                       // not the amount
        b.authority({.role = "r", .up_to = Money{500}, .tier = "department"}); // that amount, not the company's
    });
    const std::vector<std::string> expected{"11111", "01000", "11111", "11011", "11110", "11011"};
    const auto matters = p.matters(ActivityId{0});
    for (std::size_t a = 0; a < expected.size(); ++a) {
        std::string row;
        for (const auto& matter : matters) row += authority_covers(p, p.authorities()[a], matter) ? '1' : '0';
        EXPECT_EQ(row, expected[a]) << "authority " << a;
    }
}

} // namespace
