#pragma once

#include <convene/core/text.hpp>
#include <convene/core/utf8.hpp>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace convene::detail {

/// The sentence with its places filled in. `{0}` to `{9}` become the words of those numbers; `{0?unit:units}` becomes
/// "unit" if word 0 is "1", else "units". A place without a word stays empty. What a word contains is not looked into.
inline std::string fill(std::string_view sentence, std::span<const std::string> words) {
    std::string out;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        const bool place = sentence[i] == '{' && i + 2 < sentence.size() && sentence[i + 1] >= '0' &&
                           sentence[i + 1] <= '9' && (sentence[i + 2] == '}' || sentence[i + 2] == '?');
        const auto end = place ? sentence.find('}', i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += sentence[i];
            continue;
        }
        const auto n = static_cast<std::size_t>(sentence[i + 1] - '0');
        const std::string_view word = n < words.size() ? std::string_view(words[n]) : std::string_view{};
        if (sentence[i + 2] == '}') {
            out += word;
        } else {
            const auto forms = sentence.substr(i + 3, end - i - 3);
            const auto colon = forms.find(':');
            out += word == "1" || colon == std::string_view::npos ? forms.substr(0, colon) : forms.substr(colon + 1);
        }
        i = end;
    }
    return out;
}

/// The sentence of the language, filled in.
inline std::string say(Language language, std::string_view en, std::string_view zh,
                       std::initializer_list<std::string> words) {
    return fill(language == Language::zh ? zh : en, {words.begin(), words.size()});
}

/// The same words in both languages of the library.
inline Text in_both(std::string_view en, std::string_view zh) {
    Text text;
    text.add("en", en);
    text.add("zh", zh);
    return text;
}

/// In the quotation marks of the language.
inline std::string quoted(std::string_view text, Language language) {
    return language == Language::zh ? "“" + std::string(text) + "”" : "\"" + std::string(text) + "\"";
}

/// What people call a thing: its title in the language, fit for a terminal; its key if it has none.
inline std::string title_or_key(TextView title, std::string_view key, Language language) {
    auto text = printable(title.in(language));
    return text.empty() ? std::string(key) : text;
}

/// A thing with the word for its kind: `meeting "Launch"`; by its key if it has no title, `meeting launch`.
inline Text named(std::string_view en, std::string_view zh, TextView title, std::string_view key) {
    const auto english =
        title.empty() ? std::string(key) : quoted(title_or_key(title, key, Language::en), Language::en);
    return in_both(std::string(en) + " " + english,
                   std::string(zh) + quoted(title_or_key(title, key, Language::zh), Language::zh));
}

} // namespace convene::detail
