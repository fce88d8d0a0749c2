#pragma once

#include <convene/time/impl/instant.ipp>
#include <convene/time/recurrence.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

namespace convene {

namespace detail {

inline constexpr std::array<std::string_view, 4> frequency_names{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
/// By `weekday::c_encoding`.
inline constexpr std::array<std::string_view, 7> weekday_names{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

/// Reads one rule. The first fault ends it: what follows may be its consequence.
class RuleParser {
  public:
    explicit RuleParser(std::string_view text) : text_(text) {}

    [[nodiscard]] Result<Recurrence> run() {
        std::string upper(text_);
        for (auto& c : upper)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        std::string_view rest = upper;
        if (rest.starts_with("RRULE:")) rest.remove_prefix(6);
        bool more = true;
        while (more && !reason_) {
            const auto end = rest.find(';');
            more = end != std::string_view::npos;
            read_part(rest.substr(0, end));
            if (more) rest.remove_prefix(end + 1);
        }
        if (!reason_) check_whole();
        if (reason_) return fail({.code = Code::bad_recurrence, .arguments = {std::string(text_), *reason_}});
        return rule_;
    }

  private:
    void refuse(std::string en, std::string zh) {
        if (!reason_) reason_ = Text{{"en", en}, {"zh", zh}};
    }
    void refuse_value(std::string_view name, std::string_view value) {
        const auto what = std::string(name) + "=" + std::string(value);
        refuse(what + " is not allowed", "不允许 " + what);
    }

    void read_part(std::string_view part) {
        const auto equals = part.find('=');
        const auto name = part.substr(0, equals);
        const auto value = equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1);
        const auto place = std::ranges::find(names, name);
        if (place == names.end())
            return refuse("the part \"" + std::string(name) + "\" is not supported",
                          "不支持“" + std::string(name) + "”部分");
        const auto bit = 1U << (place - names.begin());
        if ((seen_ & bit) != 0) return refuse(std::string(name) + " is given twice", std::string(name) + " 出现两次");
        seen_ |= bit;
        if (!read_value(name, value)) refuse_value(name, value);
    }

    bool read_value(std::string_view name, std::string_view value) {
        if (name == "FREQ") return read_frequency(value);
        if (name == "INTERVAL") return read_number(value, 1, 0x7FFF'FFFF, rule_.interval);
        if (name == "COUNT") return read_number(value, 1, 0x7FFF'FFFF, rule_.count.emplace());
        if (name == "UNTIL") return read_until(value);
        if (name == "BYDAY") return read_list(value, rule_.by_day, [](auto v, auto& d) { return read_day(v, d); });
        if (name == "BYMONTHDAY") return read_numbers(value, -31, 31, rule_.by_month_day);
        if (name == "BYMONTH") return read_numbers(value, 1, 12, rule_.by_month);
        if (name == "BYSETPOS") return read_numbers(value, -366, 366, rule_.by_position);
        return read_weekday(value, rule_.week_start);
    }

    /// An integer in [low, high] that is not zero.
    template <class Number>
    static bool read_number(std::string_view value, std::int64_t low, std::int64_t high, Number& out) {
        if (value.starts_with('+')) {
            value.remove_prefix(1);
            if (low >= 0 || value.starts_with('-')) return false;
        }
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (error != std::errc{} || end != value.data() + value.size()) return false;
        if (number == 0 || number < low || number > high) return false;
        out = static_cast<Number>(number);
        return true;
    }

    template <class T, class Read>
    static bool read_list(std::string_view value, std::vector<T>& out, Read read) {
        for (bool more = true; more;) {
            const auto end = value.find(',');
            more = end != std::string_view::npos;
            T item{};
            if (!read(value.substr(0, end), item)) return false;
            if (std::ranges::find(out, item) == out.end()) out.push_back(item);
            if (more) value.remove_prefix(end + 1);
        }
        return true;
    }

    template <class T>
    static bool read_numbers(std::string_view value, std::int64_t low, std::int64_t high, std::vector<T>& out) {
        return read_list(value, out, [=](std::string_view v, T& n) { return read_number(v, low, high, n); });
    }

    bool read_frequency(std::string_view value) {
        const auto place = std::ranges::find(frequency_names, value);
        if (place == frequency_names.end()) return false;
        rule_.frequency = static_cast<Frequency>(place - frequency_names.begin());
        return true;
    }

    static bool read_weekday(std::string_view value, std::chrono::weekday& day) {
        const auto place = std::ranges::find(weekday_names, value);
        if (place == weekday_names.end()) return false;
        day = std::chrono::weekday{static_cast<unsigned>(place - weekday_names.begin())};
        return true;
    }

    static bool read_day(std::string_view value, RecurrenceDay& day) {
        if (value.size() < 2) return false;
        const auto ordinal = value.substr(0, value.size() - 2);
        if (!ordinal.empty() && !read_number(ordinal, -53, 53, day.ordinal)) return false;
        return read_weekday(value.substr(value.size() - 2), day.day);
    }

    bool read_until(std::string_view value) {
        if (value.ends_with('Z')) {
            refuse("UNTIL is in UTC, but times have no zone here; leave the Z out",
                   "UNTIL 为 UTC 时间，而此处时间不带时区；请去掉 Z");
            return true;
        }
        if (value.size() != 8 && (value.size() != 15 || value[8] != 'T')) return false;
        std::string iso = std::string(value.substr(0, 4)) + "-" + std::string(value.substr(4, 2)) + "-" +
                          std::string(value.substr(6, 2));
        if (value.size() == 8) {
            const auto date = try_parse_date(iso);
            if (date) rule_.until = Instant{*date} + Seconds{86'399};
            return date.has_value();
        }
        iso += "T" + std::string(value.substr(9, 2)) + ":" + std::string(value.substr(11, 2)) + ":" +
               std::string(value.substr(13, 2));
        rule_.until = try_parse_instant(iso);
        return rule_.until.has_value();
    }

    void check_whole() {
        if ((seen_ & 1U) == 0) return refuse("FREQ is missing", "缺少 FREQ");
        if (rule_.count && rule_.until)
            return refuse("COUNT and UNTIL exclude each other", "COUNT 与 UNTIL 不能同时出现");
        if (rule_.frequency == Frequency::weekly && !rule_.by_month_day.empty())
            return refuse("BYMONTHDAY can't be used with FREQ=WEEKLY", "FREQ=WEEKLY 不能使用 BYMONTHDAY");
        const bool nth = std::ranges::any_of(rule_.by_day, [](RecurrenceDay d) { return d.ordinal != 0; });
        if (nth && (rule_.frequency == Frequency::daily || rule_.frequency == Frequency::weekly))
            return refuse("a numbered weekday needs FREQ=MONTHLY or FREQ=YEARLY",
                          "带序号的星期只能用于 FREQ=MONTHLY 或 FREQ=YEARLY");
        if (!rule_.by_position.empty() && rule_.by_day.empty() && rule_.by_month_day.empty() && rule_.by_month.empty())
            refuse("BYSETPOS needs BYDAY, BYMONTHDAY or BYMONTH", "BYSETPOS 需要 BYDAY、BYMONTHDAY 或 BYMONTH");
    }

    static constexpr std::array<std::string_view, 9> names{"FREQ",       "INTERVAL", "COUNT",    "UNTIL", "BYDAY",
                                                           "BYMONTHDAY", "BYMONTH",  "BYSETPOS", "WKST"};
    std::string_view text_;
    unsigned seen_ = 0;
    Recurrence rule_;
    std::optional<Text> reason_;
};

[[nodiscard]] inline std::string until_text(Instant until) {
    std::string out;
    for (const char c : to_string(until))
        if (c != '-' && c != ':') out += c;
    if (out.size() == 13) out += "00";
    return time_of_day(until) == Seconds{86'399} ? out.substr(0, 8) : out;
}

/// Appends `;NAME=a,b,c`, or nothing for an empty list.
inline void put_list(std::string& out, std::string_view name, const auto& items, auto write) {
    if (items.empty()) return;
    out.append(";").append(name).append("=");
    for (std::size_t i = 0; i < items.size(); ++i) out.append(i == 0 ? "" : ",").append(write(items[i]));
}

} // namespace detail

CONVENE_DECL Result<Recurrence> parse_recurrence(std::string_view text) { return detail::RuleParser{text}.run(); }

CONVENE_DECL std::string to_string(const Recurrence& rule) {
    const auto number = [](int n) { return std::to_string(n); };
    const auto weekday = [](std::chrono::weekday day) { return std::string(detail::weekday_names[day.c_encoding()]); };
    std::string out = "FREQ=";
    out += detail::frequency_names[static_cast<std::size_t>(rule.frequency)];
    if (rule.interval != 1) out += ";INTERVAL=" + std::to_string(rule.interval);
    if (rule.count) out += ";COUNT=" + std::to_string(*rule.count);
    if (rule.until) out += ";UNTIL=" + detail::until_text(*rule.until);
    detail::put_list(out, "BYMONTH", rule.by_month, number);
    detail::put_list(out, "BYMONTHDAY", rule.by_month_day, number);
    detail::put_list(out, "BYDAY", rule.by_day, [&](RecurrenceDay d) {
        return (d.ordinal == 0 ? std::string{} : std::to_string(d.ordinal)) + weekday(d.day);
    });
    detail::put_list(out, "BYSETPOS", rule.by_position, number);
    if (rule.week_start != std::chrono::Monday) out += ";WKST=" + weekday(rule.week_start);
    return out;
}

} // namespace convene
