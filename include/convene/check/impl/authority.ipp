#pragma once

#include <convene/check/authority.hpp>
#include <convene/check/impl/findings.ipp>
#include <convene/model/queries.hpp>

#include <algorithm>
#include <array>

namespace convene {

namespace detail {

/// 1200000 or 99.50.
inline std::string money_text(Money money) {
    auto text = std::to_string(money.hundredths / 100);
    const auto cents = money.hundredths % 100;
    if (cents != 0) text += (cents < 10 ? ".0" : ".") + std::to_string(cents);
    return text;
}

class AuthorityCheck {
  public:
    explicit AuthorityCheck(const Process& p) : p_(p), of_role_(p.roles().size()) {
        for (std::uint32_t i = 0; i < p.authorities().size(); ++i)
            of_role_[p.authorities()[i].role.index()].push_back(i);
    }

    Diagnostics operator()() {
        if (p_.authorities().empty()) return {};
        check_holders();
        if (!p_.data().matters.empty())
            for (const auto id : p_.activities().ids())
                for (const auto& matter : p_.matters(id)) check(id, matter);
        return found_.take();
    }

  private:
    void check_holders() {
        for (const auto& authority : p_.authorities()) {
            if (!people_of(p_, authority.role).empty() || p_[authority.role].external) continue;
            if (found_.wants(Code::authority_without_holder))
                found_.add(Code::authority_without_holder,
                           thing("authority of", "权限", p_.key(authority.role), p_.title(authority.role)), {},
                           authority.origin);
        }
    }

    [[nodiscard]] bool is_restricted(const Matter& matter) const {
        return !p_.text(matter.topic).empty() || matter.tier || matter.amount;
    }

    void check(ActivityId id, const Matter& matter) {
        if (!is_restricted(matter)) return;
        bool decided = false;
        for (const auto& duty : p_.duties(id)) {
            if (duty.kind != DutyKind::decides) continue;
            decided = true;
            for (const auto a : of_role_[duty.role.index()])
                if (authority_covers(p_, p_.authorities()[a], matter)) return;
        }
        // That nobody decides at all is told with the meeting.
        if (!decided || !found_.wants(Code::matter_without_authority)) return;
        const auto better =
            std::ranges::find_if(p_.authorities(), [&](const Authority& a) { return authority_covers(p_, a, matter); });
        found_.add(Code::matter_without_authority, name_of(p_, id), {text(matter)},
                   matter.origin != 0 ? matter.origin : p_[id].origin,
                   better == p_.authorities().end() ? std::string{} : std::string(p_.key(better->role)));
    }

    /// "The year's budget" (topic budget, level hotel, amount 1200000).
    [[nodiscard]] Text text(const Matter& matter) const {
        std::array<std::string, 2> wording;
        for (const auto language : {Language::en, Language::zh}) {
            const bool zh = language == Language::zh;
            std::string terms;
            const auto term = [&](std::string_view en, std::string_view han, std::string_view value) {
                terms += (terms.empty() ? "" : zh ? "，" : ", ") + std::string(zh ? han : en) + std::string(value);
            };
            if (const auto topic = p_.text(matter.topic); !topic.empty()) term("topic ", "类别 ", topic);
            if (matter.tier)
                term("level ", "层级 ", title_or_key(p_.title(*matter.tier), p_.key(*matter.tier), language));
            if (matter.amount) term("amount ", "金额 ", money_text(*matter.amount));
            auto& out = wording[static_cast<std::size_t>(language)];
            out += zh ? "“" : "\"";
            out += p_.text(matter.title).in(language);
            out += zh ? "”（" : "\" (";
            out += terms;
            out += zh ? "）" : ")";
        }
        return words(wording[0], wording[1]);
    }

    const Process& p_;
    Findings found_;
    std::vector<std::vector<std::uint32_t>> of_role_;
};

} // namespace detail

CONVENE_DECL bool authority_covers(const Process& process, const Authority& authority, const Matter& matter) {
    if (!authority.topic.empty() && authority.topic != process.text(matter.topic)) return false;
    if (authority.tier && matter.tier && *matter.tier < *authority.tier) return false;
    return !authority.up_to || !matter.amount || *matter.amount <= *authority.up_to;
}

CONVENE_DECL Diagnostics check_authority(const Process& process) { return detail::AuthorityCheck(process)(); }

} // namespace convene
