#pragma once

#include <convene/check/impl/findings.ipp>
#include <convene/check/texts.hpp>

#include <algorithm>

namespace convene {

namespace detail {

class TextCheck {
  public:
    explicit TextCheck(const Process& p) : p_(p) {}

    Diagnostics operator()() {
        for_each_table([&](const auto& table) {
            for (const auto id : table.ids()) count(p_.title(id));
        });
        std::erase_if(languages_, [&](const auto& l) { return 2 * l.second < tagged_; });
        if (!languages_.empty())
            for_each_table([&](const auto& table) {
                for (const auto id : table.ids()) check(id);
            });
        check_numbers();
        return found_.take();
    }

  private:
    template <class Visit>
    void for_each_table(const Visit& visit) const {
        visit(p_.activities());
        visit(p_.artifacts());
        visit(p_.roles());
        visit(p_.people());
        visit(p_.phases());
    }

    void count(TextView title) {
        const auto wordings = title.wordings();
        if (wordings.empty() || serves_all(wordings)) return;
        ++tagged_;
        for (const auto& [language, wording] : wordings) {
            const auto found = std::ranges::find(languages_, language, &Language::first);
            if (found != languages_.end())
                ++found->second;
            else
                languages_.emplace_back(language, 1);
        }
    }

    using Language = std::pair<std::string_view, std::size_t>;
    using Wordings = std::vector<std::pair<std::string_view, std::string_view>>;

    static bool serves_all(const Wordings& wordings) {
        return std::ranges::any_of(wordings, [](const auto& w) { return w.first.empty(); });
    }

    template <class IdType>
    void check(IdType id) {
        const auto wordings = p_.title(id).wordings();
        if (serves_all(wordings)) return;
        std::string missing;
        for (const auto& [language, number] : languages_)
            if (std::ranges::none_of(wordings, [&](const auto& w) { return w.first == language && !w.second.empty(); }))
                missing += (missing.empty() ? "" : ", ") + std::string(language);
        if (!missing.empty() && found_.wants(Code::missing_translation))
            found_.add(Code::missing_translation, name_of(p_, id), {missing}, p_[id].origin);
    }

    void check_numbers() {
        struct Numbered {
            std::uint32_t phase;
            std::string_view number;
            ActivityId id;
            auto operator<=>(const Numbered&) const = default;
        };
        if (p_.data().notes.empty()) return;
        std::vector<Numbered> numbered;
        for (const auto id : p_.activities().ids()) {
            const auto number = p_.note(id, NoteKind::number);
            if (!number.empty())
                numbered.push_back({p_[id].phase ? (*p_[id].phase).value + 1 : 0, number.packed(), id});
        }
        std::ranges::sort(numbered);
        std::vector<std::pair<ActivityId, ActivityId>> repeated;
        for (std::size_t i = 1; i < numbered.size(); ++i)
            if (numbered[i].phase == numbered[i - 1].phase && numbered[i].number == numbered[i - 1].number)
                repeated.emplace_back(numbered[i].id, numbered[i - 1].id);
        std::ranges::sort(repeated);
        for (const auto& [id, other] : repeated)
            if (found_.wants(Code::duplicate_number))
                found_.add(Code::duplicate_number, name_of(p_, id),
                           {Text(p_.note(id, NoteKind::number)), name_of(p_, other)}, p_[id].origin);
    }

    const Process& p_;
    Findings found_;
    std::vector<Language> languages_; // with the number of titles that have each
    std::size_t tagged_ = 0;
};

} // namespace detail

CONVENE_DECL Diagnostics check_texts(const Process& process) { return detail::TextCheck(process)(); }

} // namespace convene
