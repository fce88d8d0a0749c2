#pragma once

#include <convene/core/utf8.hpp>
#include <convene/model/lookup.hpp>

#include <algorithm>

namespace convene {

namespace detail {

/// Without blanks at the ends, and with small letters if `fold`; what isn't ASCII stays.
inline std::string plain_name(std::string_view name, bool fold) {
    auto text = printable(name);
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string::npos) return {};
    text = text.substr(begin, text.find_last_not_of(' ') - begin + 1);
    if (fold)
        for (auto& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// Calls `f` with each name that people may write for a thing, beside its key, until it returns true.
template <class F>
bool any_name(const Nameable& thing, const F& f) {
    std::vector<std::string_view> titles;
    for (const auto& [language, wording] : thing.title.wordings()) titles.push_back(wording);
    for (const auto title : titles)
        if (f(std::string(title))) return true;
    // A thing without a title is printed by its key.
    if (titles.empty()) titles.push_back(thing.key);
    for (const auto& [language, number] : thing.number.wordings()) {
        if (f(std::string(number))) return true;
        for (const auto title : titles)
            if (f(std::string(number) + " " + std::string(title))) return true;
    }
    return false;
}

class LookUp {
  public:
    LookUp(const std::vector<Nameable>& things, const Text& kind, std::string_view name, const LookUpOptions& options)
        : things_(things), kind_(kind), name_(name), options_(options) {}

    Result<std::uint32_t> operator()() const {
        const auto name = plain_name(name_, false);
        if (name.empty()) return unknown();
        auto fits = those([&](const Nameable& thing) { return thing.key == name; });
        if (fits.empty() && options_.by != NamedBy::id)
            fits = those([&](const Nameable& thing) {
                return any_name(thing, [&](const std::string& own) { return plain_name(own, false) == name; });
            });
        if (fits.empty() && options_.by == NamedBy::part) {
            const auto part = plain_name(name_, true);
            const auto has = [&](const std::string& own) {
                return plain_name(own, true).find(part) != std::string::npos;
            };
            fits = those([&](const Nameable& thing) { return has(std::string(thing.key)) || any_name(thing, has); });
        }
        if (fits.empty()) return unknown();
        if (fits.size() > 1) return ambiguous(fits);
        return fits.front();
    }

  private:
    template <class Fits>
    [[nodiscard]] std::vector<std::uint32_t> those(const Fits& fits) const {
        std::vector<std::uint32_t> out;
        for (std::uint32_t i = 0; i < things_.size(); ++i)
            if (fits(things_[i])) out.push_back(i);
        return out;
    }

    [[nodiscard]] tl::unexpected<Diagnostics> unknown() const {
        std::vector<std::string_view> names;
        for (const auto& thing : things_) {
            names.push_back(thing.key);
            if (options_.by != NamedBy::id)
                for (const auto& [language, wording] : thing.title.wordings()) names.push_back(wording);
        }
        return fail({Code::unknown_reference, {}, {kind_, std::string(name_)}, options_.where, closest(name_, names)});
    }

    /// Names the first few.
    [[nodiscard]] tl::unexpected<Diagnostics> ambiguous(const std::vector<std::uint32_t>& fits) const {
        constexpr std::size_t most = 5;
        std::string en;
        std::string zh;
        for (std::size_t i = 0; i < std::min(most, fits.size()); ++i) {
            en += (i == 0 ? "" : ", ") + label(things_[fits[i]], Language::en);
            zh += (i == 0 ? "" : "、") + label(things_[fits[i]], Language::zh);
        }
        if (fits.size() > most) {
            en += " and " + std::to_string(fits.size() - most) + " more";
            zh += "等 " + std::to_string(fits.size()) + " 项";
        }
        return fail({Code::ambiguous_reference,
                     {},
                     {kind_, std::string(name_), Text{{"en", en}, {"zh", zh}}},
                     options_.where,
                     {}});
    }

    static std::string label(const Nameable& thing, Language language) {
        auto text = std::string(thing.key);
        auto title = plain_name(thing.title.in(language), false);
        if (title.empty()) return text;
        if (!thing.number.empty()) title = plain_name(thing.number.in(language), false) + " " + title;
        return text + (language == Language::zh ? "（" : " (") + title + (language == Language::zh ? "）" : ")");
    }

    const std::vector<Nameable>& things_;
    const Text& kind_;
    std::string_view name_;
    const LookUpOptions& options_;
};

CONVENE_DECL Result<std::uint32_t> look_up(const std::vector<Nameable>& things, const Text& kind, std::string_view name,
                                           const LookUpOptions& options) {
    return LookUp(things, kind, name, options)();
}

} // namespace detail

CONVENE_DECL std::string numbered_title(const Process& process, ActivityId id, Language language) {
    auto text = printable(process.title(id).in(language));
    if (text.empty()) text = process.key(id);
    const auto number = process.note(id, NoteKind::number);
    return number.empty() ? text : printable(number.in(language)) + " " + text;
}

} // namespace convene
