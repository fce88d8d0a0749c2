#pragma once

#include <convene/core/detail/text_format.hpp>
#include <convene/core/diagnostic.hpp>
#include <convene/model/process.hpp>
#include <convene/model/queries.hpp>
#include <convene/time/detail/wording.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace convene::detail {

/// Collects findings, of each code only so many: a slip that stands in a million activities is told a thousand times
/// and then counted.
class Findings {
  public:
    static constexpr std::uint32_t most = 1000;

    /// Counts one finding of the code; whether there is room to tell it. Asked first, so that what is left out costs
    /// no texts.
    [[nodiscard]] bool wants(Code code) { return ++counts_[static_cast<std::size_t>(code)] <= most; }

    void add(Code code, Text object, std::vector<Text> arguments, Origin origin, std::string suggestion = {}) {
        found_.push_back({code, std::move(object), std::move(arguments), location_of(origin), std::move(suggestion)});
    }

    /// What was found, and how much more there is of what was left out.
    [[nodiscard]] Diagnostics take() {
        for (const auto& info : all_codes) {
            const auto count = counts_[static_cast<std::size_t>(info.code)];
            if (count > most)
                found_.push_back(
                    {Code::findings_omitted, {}, {std::to_string(count - most), std::string(info.name)}, {}, {}});
        }
        return std::move(found_);
    }

  private:
    Diagnostics found_;
    std::array<std::uint32_t, all_codes.size()> counts_{};
};

/// The same item in both languages.
inline Text words(std::string_view en, std::string_view zh) { return in_both(en, zh); }

/// "a, b, c" and "a、b、c".
inline Text listed(const std::vector<Text>& items) {
    std::string en;
    std::string zh;
    for (const auto& item : items) {
        en += (en.empty() ? "" : ", ") + std::string(item.in(Language::en));
        zh += (zh.empty() ? "" : "、") + std::string(item.in(Language::zh));
    }
    return words(en, zh);
}

/// A thing with the word for its kind, by its title if it has one.
inline Text thing(std::string_view en, std::string_view zh, std::string_view key, TextView title = {}) {
    return named(en, zh, title, key);
}

/// A span in a sentence.
inline Text spoken_span(Span span) { return words(span_text(span, Language::en), span_text(span, Language::zh)); }

/// A name of our enumerations, for people.
template <class E>
Text label_text(E value) {
    return words(std::string(label(value, Language::en)), std::string(label(value, Language::zh)));
}

inline bool is_timeless(const Activity& activity) {
    return activity.kind == ActivityKind::milestone || activity.kind == ActivityKind::external;
}

/// Tells each item that a list has twice, once. O(k log k) for lists of k items.
template <class Item, class Tell>
void tell_repeated(std::vector<Item> items, const Tell& tell) {
    if (items.size() < 2) return;
    std::ranges::sort(items);
    for (std::size_t i = 1; i < items.size(); ++i)
        if (items[i] == items[i - 1] && (i == 1 || items[i - 2] != items[i])) tell(items[i]);
}

} // namespace convene::detail
