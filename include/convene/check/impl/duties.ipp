#pragma once

#include <convene/check/duties.hpp>
#include <convene/check/impl/findings.ipp>
#include <convene/graph/detail/seats.hpp>
#include <convene/model/queries.hpp>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace convene {

namespace detail {

class DutyCheck {
  public:
    explicit DutyCheck(const Process& p) : p_(p) {}

    Diagnostics operator()() {
        for (const auto id : p_.activities().ids()) {
            const auto row = p_.duties(id);
            if (row.empty()) continue;
            duties_.assign(row.begin(), row.end());
            std::ranges::stable_sort(duties_, {}, key);
            for (std::size_t i = 0; i < duties_.size(); ++i) check(id, i);
            check_decision(id);
        }
        return found_.take();
    }

  private:
    /// Within an activity: by role, being informed last, the same duty of the same person together.
    static std::tuple<RoleId, DutyKind, std::uint32_t> key(const Duty& d) {
        return {d.role, d.kind, d.person ? (*d.person).value : no_person};
    }

    void check(ActivityId id, std::size_t i) {
        const auto& duty = duties_[i];
        if (i > 0 && key(duty) == key(duties_[i - 1])) {
            if ((i == 1 || key(duties_[i - 2]) != key(duty)) && found_.wants(Code::listed_twice))
                found_.add(Code::listed_twice, name_of(p_, id), {name_of(p_, duty.role), std::string(name(duty.kind))},
                           p_[id].origin);
            return;
        }
        check_effect(id, i);
        check_people(id, duty);
    }

    void check_effect(ActivityId id, std::size_t i) {
        const auto& duty = duties_[i];
        const auto kind = p_[id].kind;
        if (kind == ActivityKind::external && duty.kind != DutyKind::informed)
            return without_effect(
                id, duty, words("an external milestone is only reported; use \"informed\"", "外部里程碑只能知会"));
        if (kind == ActivityKind::milestone && (duty.kind == DutyKind::works || duty.kind == DutyKind::attends))
            return without_effect(id, duty, words("a milestone takes no time", "里程碑不占时间"));
        if (duty.kind != DutyKind::informed || i == 0 || duties_[i - 1].role != duty.role) return;
        // Sorted, so what stands before is another duty of the role, or the same of another person.
        const auto& other = duties_[i - 1];
        if (other.kind == DutyKind::informed || other.person != duty.person) return;
        without_effect(id, duty,
                       words("it takes part as \"" + std::string(label(other.kind, Language::en)) +
                                 "\" and learns of the outcome anyway",
                             "它已以“" + std::string(label(other.kind, Language::zh)) + "”身份参与，自然知悉结果"));
    }

    void without_effect(ActivityId id, const Duty& duty, Text why) {
        if (found_.wants(Code::duty_without_effect))
            found_.add(Code::duty_without_effect, name_of(p_, id),
                       {label_text(duty.kind), name_of(p_, duty.role), std::move(why)}, p_[id].origin);
    }

    void check_people(ActivityId id, const Duty& duty) {
        const auto people = people_of(p_, duty.role);
        if (duty.person && !std::ranges::binary_search(people, *duty.person)) {
            if (found_.wants(Code::person_not_in_role))
                found_.add(Code::person_not_in_role, name_of(p_, id),
                           {name_of(p_, *duty.person), name_of(p_, duty.role)}, p_[id].origin);
            return;
        }
        // A role without people is told once, not for each duty.
        if (duty.demand != DutyDemand::some || p_[duty.role].external || people.empty()) return;
        if (duty.count > people.size() && found_.wants(Code::too_few_people))
            found_.add(Code::too_few_people, name_of(p_, id),
                       {std::to_string(duty.count), name_of(p_, duty.role), std::to_string(people.size())},
                       p_[id].origin);
    }

    /// A quorum counts different people. Roles of the outside, and those that nobody fills so far, are taken as filled
    /// by others.
    void check_decision(ActivityId id) {
        Seats seats;
        std::size_t deciding = 0;
        std::size_t open = 0;
        std::vector<PersonId> people;
        for (const auto& duty : duties_) {
            if (duty.kind != DutyKind::decides) continue;
            ++deciding;
            const auto of_role = people_of(p_, duty.role);
            if (p_[duty.role].external || of_role.empty()) {
                ++open;
                continue;
            }
            seats.needed.push_back(duty.demand == DutyDemand::one ? 1
                                   : duty.demand == DutyDemand::all
                                       ? of_role.size()
                                       : std::min<std::size_t>(duty.count, of_role.size()));
            auto& row = seats.principals.emplace_back();
            const auto add = [&](PersonId person) {
                auto at = std::ranges::find(people, person);
                if (at == people.end()) at = people.insert(at, person);
                row.push_back(static_cast<std::size_t>(at - people.begin()));
            };
            if (duty.person)
                add(*duty.person);
            else
                for (const auto person : of_role) add(person);
        }
        const auto quorum = std::min<std::size_t>(deciding, std::max<std::uint16_t>(1, p_.quorum(id).value_or(0xFFFF)));
        if (seats.needed.size() < 2 || quorum <= open) return;
        seats.principal_count = people.size();
        for (std::size_t p = 0; p < people.size(); ++p) seats.stands_for.push_back({p});
        Seats::Groups groups(seats.needed.size());
        std::iota(groups.begin(), groups.end(), std::size_t{0});
        if (seats.can_fill_any(groups, quorum - open) || !found_.wants(Code::never_decided)) return;
        found_.add(Code::never_decided, name_of(p_, id),
                   {std::to_string(quorum), std::to_string(seats.filled(groups).size() + open)}, p_[id].origin);
    }

    static constexpr std::uint32_t no_person = 0xFFFFFFFFU;

    const Process& p_;
    Findings found_;
    std::vector<Duty> duties_; // of the activity at hand
};

} // namespace detail

CONVENE_DECL Diagnostics check_duties(const Process& process) { return detail::DutyCheck(process)(); }

} // namespace convene
