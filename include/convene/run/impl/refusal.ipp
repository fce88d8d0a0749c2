#pragma once

#include <convene/core/detail/text_format.hpp>
#include <convene/run/refusal.hpp>
#include <convene/time/detail/wording.hpp>

#include <algorithm>
#include <type_traits>

namespace convene {

namespace detail {

/// The first matter is number 1 for people.
inline Text matter_text(const Process& p, MatterOf matter) {
    const auto matters = p.matters(matter.activity);
    if (matter.number < matters.size())
        if (const auto title = p.text(matters[matter.number].title); !title.empty()) return Text{title};
    return std::to_string(matter.number + 1);
}

inline Text thing_text(const Process& p, const Thing& thing) {
    return std::visit(
        [&]<class T>(const T& value) -> Text {
            if constexpr (std::is_same_v<T, std::monostate>)
                return {};
            else if constexpr (std::is_same_v<T, MatterOf>)
                return matter_text(p, value);
            else if constexpr (std::is_same_v<T, Instant>)
                return date_text(value);
            else if constexpr (std::is_same_v<T, std::uint64_t>)
                return std::to_string(value);
            else if constexpr (std::is_same_v<T, std::string>)
                return value;
            else
                return name_of(p, value);
        },
        thing);
}

/// What fills a place of a sentence; where nobody was named, that.
inline Text argument_text(const Process& p, const Thing& thing) {
    if (std::holds_alternative<std::monostate>(thing))
        return {{"en", "whoever it is (nobody is named)"}, {"zh", "未指明的人员"}};
    return thing_text(p, thing);
}

/// "Sales group or Li Na" and "项目销售组、李娜".
inline Text removers_text(const Process& p, const Blocker& blocker) {
    const auto listed = [&](Language l) {
        std::vector<std::string> names;
        for (const auto role : blocker.roles) names.push_back(title_or_key(p.title(role), p.key(role), l));
        for (const auto person : blocker.people) names.push_back(title_or_key(p.title(person), p.key(person), l));
        std::string out;
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i > 0) out += l == Language::zh ? "、" : i + 1 == names.size() ? " or " : ", ";
            out += names[i];
        }
        return out;
    };
    return in_both(listed(Language::en), listed(Language::zh));
}

} // namespace detail

CONVENE_DECL bool Refusal::has(Code code) const {
    return std::ranges::any_of(blockers, [&](const Blocker& b) { return b.code == code; });
}

CONVENE_DECL Diagnostics describe(const Process& process, const std::vector<Blocker>& blockers) {
    Diagnostics out;
    for (const auto& blocker : blockers) {
        Diagnostic d{blocker.code, detail::thing_text(process, blocker.about), {}, {}, {}};
        for (const auto& argument : blocker.arguments) d.arguments.push_back(detail::argument_text(process, argument));
        out.push_back(std::move(d));
        if (!blocker.roles.empty() || !blocker.people.empty())
            out.push_back({Code::can_remove, {}, {detail::removers_text(process, blocker)}, {}, {}});
    }
    return out;
}

CONVENE_DECL std::string to_string(const Process& process, const Refusal& refusal, Language language) {
    std::string out;
    for (const auto& d : describe(process, refusal.blockers)) out += message(d, language) + "\n";
    return out;
}

} // namespace convene
