#include "support/worked.hpp"

#include <convene/schedule/wording.hpp>
#include <convene/time/detail/wording.hpp>

namespace {

using namespace convene;

TEST(Wording, SpeaksOfAnActivityByTitleElseByKey) {
    ProcessBuilder b("spoken");
    b.task("plain");
    b.task("launch", {{"zh", "开盘"}, {"en", "Launch"}});
    const auto p = *b.build();
    EXPECT_EQ(spoken(p, ActivityId{0}, Language::en), "plain");
    EXPECT_EQ(spoken(p, ActivityId{1}, Language::en), "\"Launch\"");
    EXPECT_EQ(spoken(p, ActivityId{1}, Language::zh), "“开盘”");
}

TEST(Wording, WritesAmountsOutForTables) {
    constexpr Seconds hour{3600};
    const Seconds day = 8 * hour;
    EXPECT_EQ(amount_text(6 * day, day, Language::en), "6 days");
    EXPECT_EQ(amount_text(day, day, Language::en), "1 day");
    EXPECT_EQ(amount_text(-(day + 4 * hour), day, Language::en), "-1 day 4 h");
    EXPECT_EQ(amount_text(52 * day + hour + Seconds{900}, day, Language::zh), "52 天 1 小时 15 分");
    EXPECT_EQ(amount_text(Seconds{0}, std::nullopt, Language::en), "0 days");
    EXPECT_EQ(amount_text(49 * hour, std::nullopt, Language::en), "2 days 1 h (elapsed)");
    EXPECT_EQ(amount_text(49 * hour, std::nullopt, Language::zh), "2 天 1 小时（日历）");
}

TEST(Wording, WritesAmountsOutInSentences) {
    using namespace convene::detail;
    EXPECT_EQ(span_text(spans::days(20), Language::en), "20 working days");
    EXPECT_EQ(span_text(spans::days(20), Language::zh), "20 个工作日");
    EXPECT_EQ(span_text(spans::elapsed_months(2), Language::en), "2 months");
    EXPECT_EQ(span_text(spans::elapsed_months(2), Language::zh), "2 个月");
    EXPECT_EQ(span_text(spans::elapsed_days(-15), Language::zh), "15 天");
    EXPECT_EQ(span_text(spans::elapsed_weeks(1), Language::en), "1 week");
    EXPECT_EQ(amount_in_sentence(Seconds{12 * 3600}, Seconds{8 * 3600}, Language::en), "1 working day 4 hours");
    EXPECT_EQ(amount_in_sentence(Seconds{3600}, Seconds{8 * 3600}, Language::zh), "1 个工作小时");
    EXPECT_EQ(amount_in_sentence(Seconds{3600}, std::nullopt, Language::en), "1 hour");
}

} // namespace
