#pragma once

#include <convene/core/detail/text_format.hpp>
#include <convene/time/instant.hpp>
#include <convene/time/span.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace convene::detail {

/// `2026-03-31 09:00`: a date for people.
inline std::string date_text(Instant t) {
    auto text = to_string(t);
    if (const auto at = text.find('T'); at != std::string::npos) text[at] = ' ';
    return text;
}

/// The same as a text in every language.
inline Text date_words(Instant t) { return date_text(t); }

/// A span in a sentence: "20 working days", "2 months"; "20 个工作日", "2 个月". Without its sign.
inline std::string span_text(Span span, Language language) {
    struct Words {
        std::string_view en, zh;
    };
    static constexpr std::array<Words, 10> units{{{"working {0?minute:minutes}", "个工作分钟"},
                                                  {"working {0?hour:hours}", "个工作小时"},
                                                  {"working {0?day:days}", "个工作日"},
                                                  {"working {0?week:weeks}", "个工作周"},
                                                  {"working {0?month:months}", "个工作月"},
                                                  {"{0?minute:minutes}", "分钟"},
                                                  {"{0?hour:hours}", "小时"},
                                                  {"{0?day:days}", "天"},
                                                  {"{0?week:weeks}", "周"},
                                                  {"{0?month:months}", "个月"}}};
    const auto& unit = units[static_cast<std::size_t>(span.unit)];
    const std::int64_t amount = span.amount;
    return say(language, "{0} " + std::string(unit.en), "{0} " + std::string(unit.zh),
               {std::to_string(amount < 0 ? -amount : amount)});
}

/// An amount of seconds in its units, the largest first, without its sign. The first unit is worded by `first`, which
/// has a place for the number; the rest is added as it is.
struct AmountWords {
    /// For days, hours, minutes and seconds that come first.
    std::array<std::string_view, 4> first;
    /// For hours, minutes and seconds that come later.
    std::array<std::string_view, 3> later;
};

inline std::string amount_words(Seconds amount, Seconds day, const AmountWords& words) {
    auto rest = amount.count() < 0 ? -amount.count() : amount.count();
    const std::array<std::int64_t, 4> sizes{day.count(), 3600, 60, 1};
    std::string out;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (rest < sizes[i]) continue;
        const std::array<std::string, 1> number{std::to_string(rest / sizes[i])};
        out += out.empty() ? fill(words.first[i], number) : " " + fill(words.later[i - 1], number);
        rest %= sizes[i];
    }
    return out.empty() ? fill(words.first[0], std::array<std::string, 1>{"0"}) : out;
}

/// An amount of time in a sentence: of working time "1 working day 4 hours" (`day` is the length of the calendar's
/// day), on the clock "1 day 4 hours". Without its sign.
inline std::string amount_in_sentence(Seconds amount, std::optional<Seconds> day, Language language) {
    static constexpr AmountWords en_working{{"{0} working {0?day:days}", "{0} working {0?hour:hours}",
                                             "{0} working {0?minute:minutes}", "{0} working {0?second:seconds}"},
                                            {"{0} {0?hour:hours}", "{0} {0?minute:minutes}", "{0} {0?second:seconds}"}};
    static constexpr AmountWords en_clock{
        {"{0} {0?day:days}", "{0} {0?hour:hours}", "{0} {0?minute:minutes}", "{0} {0?second:seconds}"},
        {"{0} {0?hour:hours}", "{0} {0?minute:minutes}", "{0} {0?second:seconds}"}};
    static constexpr AmountWords zh_working{{"{0} 个工作日", "{0} 个工作小时", "{0} 个工作分钟", "{0} 个工作秒"},
                                            {"{0} 小时", "{0} 分", "{0} 秒"}};
    static constexpr AmountWords zh_clock{{"{0} 天", "{0} 小时", "{0} 分钟", "{0} 秒"},
                                          {"{0} 小时", "{0} 分", "{0} 秒"}};
    const bool zh = language == Language::zh;
    const auto& words = day ? (zh ? zh_working : en_working) : (zh ? zh_clock : en_clock);
    return amount_words(amount, day.value_or(Seconds{86'400}), words);
}

/// An amount of time in a table: "52 days 1 h 15 min", "52 天 1 小时 15 分". With its sign.
inline std::string amount_in_table(Seconds amount, std::optional<Seconds> day, Language language) {
    static constexpr AmountWords en{{"{0} {0?day:days}", "{0} h", "{0} min", "{0} s"}, {"{0} h", "{0} min", "{0} s"}};
    static constexpr AmountWords zh{{"{0} 天", "{0} 小时", "{0} 分", "{0} 秒"}, {"{0} 小时", "{0} 分", "{0} 秒"}};
    const bool chinese = language == Language::zh;
    auto out = amount_words(amount, day.value_or(Seconds{86'400}), chinese ? zh : en);
    if (!day && amount.count() != 0) out += chinese ? "（日历）" : " (elapsed)";
    return (amount.count() < 0 ? "-" : "") + out;
}

} // namespace convene::detail
