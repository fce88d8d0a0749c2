#pragma once

#include <convene/check/impl/findings.ipp>
#include <convene/check/separations.hpp>
#include <convene/model/queries.hpp>

#include <algorithm>
#include <limits>
#include <optional>

namespace convene {

namespace detail {

/// People that one part of a separation needs of one role.
struct SeparationNeed {
    std::size_t part;
    std::vector<PersonId> candidates; // ascending
    std::size_t count;
};

/// Gives each need its people, nobody to two of them. What is left over names those who compete for it.
class SeparationMatching {
  public:
    SeparationMatching(const std::vector<SeparationNeed>& needs, std::size_t people)
        : needs_(needs), slot_of_(people, none), came_from_(people, none), seen_(people, none) {
        for (std::size_t n = 0; n < needs.size(); ++n) slots_.insert(slots_.end(), needs[n].count, n);
        person_of_.resize(slots_.size());
    }

    struct Shortage {
        std::vector<std::size_t> parts; // ascending
        std::size_t needed = 0;
        std::vector<PersonId> people; // ascending
    };

    std::optional<Shortage> operator()() {
        for (std::size_t slot = 0; slot < slots_.size(); ++slot)
            if (!place(slot)) return shortage();
        return std::nullopt;
    }

  private:
    static constexpr auto none = std::numeric_limits<std::size_t>::max();

    /// Breadth-first along alternating paths to somebody who is free; keeps what it reached in `queue_`.
    bool place(std::size_t first) {
        queue_.assign(1, first);
        for (std::size_t head = 0; head < queue_.size(); ++head) {
            for (const auto person : needs_[slots_[queue_[head]]].candidates) {
                const auto i = person.index();
                if (seen_[i] == first) continue;
                seen_[i] = first;
                came_from_[i] = queue_[head];
                if (slot_of_[i] == none) return give(i, first), true;
                queue_.push_back(slot_of_[i]);
            }
        }
        return false;
    }

    void give(std::size_t person, std::size_t first) {
        for (;;) {
            const auto slot = came_from_[person];
            const auto before = person_of_[slot];
            slot_of_[person] = slot;
            person_of_[slot] = person;
            if (slot == first) return;
            person = before;
        }
    }

    [[nodiscard]] Shortage shortage() const {
        Shortage s;
        s.needed = queue_.size();
        for (const auto slot : queue_) s.parts.push_back(needs_[slots_[slot]].part);
        std::ranges::sort(s.parts);
        s.parts.erase(std::ranges::unique(s.parts).begin(), s.parts.end());
        for (std::uint32_t i = 0; i < seen_.size(); ++i)
            if (seen_[i] == queue_.front()) s.people.emplace_back(i);
        return s;
    }

    const std::vector<SeparationNeed>& needs_;
    std::vector<std::size_t> slots_;     // the need of each slot
    std::vector<std::size_t> person_of_; // by slot
    std::vector<std::size_t> slot_of_;   // by person
    std::vector<std::size_t> came_from_;
    std::vector<std::size_t> seen_; // by person: the slot whose search saw it last
    std::vector<std::size_t> queue_;
};

class SeparationCheck {
  public:
    explicit SeparationCheck(const Process& p) : p_(p) {}

    Diagnostics operator()() {
        for (const auto& separation : p_.separations()) check(separation);
        return found_.take();
    }

  private:
    using Part = Separation::Part;

    void check(const Separation& separation) {
        std::vector<Part> parts;
        for (const auto& part : separation.parts) {
            if (std::ranges::find(parts, part) == parts.end())
                parts.push_back(part);
            else if (found_.wants(Code::listed_twice))
                found_.add(Code::listed_twice, object(separation), {text(part), "parts"}, separation.origin);
        }
        if (parts.size() < 2)
            return without_effect(separation, words("there are fewer than two different parts", "不同的部分不足两个"));
        bool complete = true;
        std::vector<SeparationNeed> needs;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            if (has_duty(parts[i])) {
                add_needs(i, parts[i], needs);
                continue;
            }
            complete = false;
            const auto duty = label_text(parts[i].duty);
            const auto activity = name_of(p_, parts[i].activity);
            without_effect(separation, words(std::string(activity.in(Language::en)) + " has no role under \"" +
                                                 std::string(duty.in(Language::en)) + "\"",
                                             std::string(activity.in(Language::zh)) + "没有“" +
                                                 std::string(duty.in(Language::zh)) + "”的角色"));
        }
        if (complete) match(separation, parts, needs);
    }

    [[nodiscard]] bool has_duty(const Part& part) const {
        return std::ranges::any_of(p_.duties(part.activity), [&](const Duty& d) { return d.kind == part.duty; });
    }

    /// The needs of one part. Roles that share people may share them inside a part, so only needs without common
    /// candidates are kept, the tightest first: what can't be met then can't be met at all.
    void add_needs(std::size_t index, const Part& part, std::vector<SeparationNeed>& needs) const {
        std::vector<SeparationNeed> own;
        for (const auto& duty : p_.duties(part.activity)) {
            if (duty.kind != part.duty) continue;
            const auto people = people_of(p_, duty.role);
            SeparationNeed need{index, {people.begin(), people.end()}, 1};
            if (duty.person) need.candidates = {*duty.person};
            if (need.candidates.empty() || p_[duty.role].external) continue;
            if (duty.demand == DutyDemand::all) need.count = need.candidates.size();
            if (duty.demand == DutyDemand::some) need.count = std::min<std::size_t>(duty.count, need.candidates.size());
            own.push_back(std::move(need));
        }
        std::ranges::stable_sort(own, {}, [](const auto& n) { return n.candidates.size() - n.count; });
        std::vector<PersonId> taken;
        for (auto& need : own) {
            const auto shared = std::ranges::any_of(
                need.candidates, [&](PersonId id) { return std::ranges::find(taken, id) != taken.end(); });
            if (shared) continue;
            taken.insert(taken.end(), need.candidates.begin(), need.candidates.end());
            needs.push_back(std::move(need));
        }
    }

    void match(const Separation& separation, const std::vector<Part>& parts, const std::vector<SeparationNeed>& needs) {
        const auto shortage = SeparationMatching(needs, p_.people().size())();
        if (!shortage || !found_.wants(Code::separation_infeasible)) return;
        std::vector<Text> competing;
        for (const auto part : shortage->parts) competing.push_back(text(parts[part]));
        std::vector<Text> people;
        for (const auto person : shortage->people)
            people.push_back(words(title_or_key(p_.title(person), p_.key(person), Language::en),
                                   title_or_key(p_.title(person), p_.key(person), Language::zh)));
        found_.add(Code::separation_infeasible, object(separation),
                   {listed(competing), std::to_string(shortage->needed), listed(people)}, separation.origin);
    }

    void without_effect(const Separation& separation, Text why) {
        if (found_.wants(Code::separation_without_effect))
            found_.add(Code::separation_without_effect, object(separation), {std::move(why)}, separation.origin);
    }

    static Text object(const Separation& separation) {
        return thing("separation", "职责分离", separation.key, separation.title);
    }

    /// "task draft (works)".
    [[nodiscard]] Text text(const Part& part) const {
        const auto activity = name_of(p_, part.activity);
        return words(std::string(activity.in(Language::en)) + " (" + std::string(label(part.duty, Language::en)) + ")",
                     std::string(activity.in(Language::zh)) + "（" + std::string(label(part.duty, Language::zh)) +
                         "）");
    }

    const Process& p_;
    Findings found_;
};

} // namespace detail

CONVENE_DECL Diagnostics check_separations(const Process& process) { return detail::SeparationCheck(process)(); }

} // namespace convene
