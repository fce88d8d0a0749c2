#pragma once

#include <convene/core/text.hpp>

namespace convene {

// Stored form: one wording without a language is stored as it is. Anything else is a sequence of
// 0x01 tag 0x02 wording, so a packed text is recognised by its first byte.
namespace detail {

/// Cuts the first (tag, wording) pair off `rest`. *Requires* a non-empty packed text.
inline std::pair<std::string_view, std::string_view> next_wording(std::string_view& rest) {
    if (rest.front() != text_tag) return {{}, std::exchange(rest, {})};
    const auto middle = rest.find(text_wording);
    const auto end = rest.find(text_tag, middle);
    const auto language = rest.substr(1, middle - 1);
    const auto wording = rest.substr(middle + 1, end == std::string_view::npos ? end : end - middle - 1);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end);
    return {language, wording};
}

} // namespace detail

CONVENE_DECL std::string_view TextView::in(std::string_view language) const {
    std::string_view first;
    std::string_view english;
    std::string_view neutral;
    bool any = false;
    for (auto rest = packed_; !rest.empty();) {
        const auto [tag, wording] = detail::next_wording(rest);
        if (tag == language) return wording;
        if (!any) first = wording;
        if (tag.empty()) neutral = wording;
        if (tag == "en") english = wording;
        any = true;
    }
    if (!neutral.empty()) return neutral;
    return english.empty() ? first : english;
}

CONVENE_DECL std::vector<std::pair<std::string_view, std::string_view>> TextView::wordings() const {
    std::vector<std::pair<std::string_view, std::string_view>> all;
    for (auto rest = packed_; !rest.empty();) all.push_back(detail::next_wording(rest));
    return all;
}

CONVENE_DECL Text::Text(std::initializer_list<std::pair<std::string_view, std::string_view>> wordings) {
    for (const auto& [language, wording] : wordings) add(language, wording);
}

CONVENE_DECL void Text::add(std::string_view language, std::string_view wording) {
    if (packed_.empty() && language.empty()) {
        packed_ = wording;
        return;
    }
    if (!packed_.empty() && packed_.front() != detail::text_tag)
        packed_.insert(0, {detail::text_tag, detail::text_wording});
    packed_ += detail::text_tag;
    packed_ += language;
    packed_ += detail::text_wording;
    packed_ += wording;
}

} // namespace convene
