#pragma once

#include <convene/graph/detail/seats.hpp>
#include <convene/run/impl/people.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace convene::detail {

/// How many of the deciding duties have to agree: all of them unless the process says so.
inline std::size_t quorum_of(const View& v, ActivityId activity, std::size_t deciding) {
    return std::min<std::size_t>(deciding, std::max<std::uint16_t>(1, v.process.quorum(activity).value_or(0xFFFF)));
}

/// How many people have to agree for a duty: at least one, though nobody fills it.
inline std::size_t votes_needed(const View& v, const Duty& duty) {
    switch (duty.demand) {
    case DutyDemand::one: return 1;
    case DutyDemand::some: return std::max<std::size_t>(1, duty.count);
    case DutyDemand::all: return std::max<std::size_t>(1, holders(v, duty).size());
    }
    return 1;
}

/// The votes of people on duties: each person has one, for itself or for one for whom it acts, and for each of these
/// there is one.
class Votes {
  public:
    Votes(const View& v, std::vector<const Duty*> duties, const std::vector<PersonId>& by, Instant at)
        : duties_(std::move(duties)) {
        std::vector<PersonId> people;
        for (const auto person : by) add_once(people, person);
        std::vector<PersonId> principals;
        for (const auto* duty : duties_) {
            seats_.needed.push_back(votes_needed(v, *duty));
            auto& row = seats_.principals.emplace_back();
            for (const auto holder : holders(v, *duty)) {
                add_once(principals, holder);
                row.push_back(static_cast<std::size_t>(std::ranges::find(principals, holder) - principals.begin()));
            }
        }
        seats_.principal_count = principals.size();
        for (const auto person : people) {
            auto& row = seats_.stands_for.emplace_back();
            for (std::size_t q = 0; q < principals.size(); ++q)
                if (may_act_for(v, person, principals[q], at)) row.push_back(q);
        }
    }

    /// Whether so many of the duties agree.
    [[nodiscard]] bool agree(std::size_t quorum) const { return seats_.can_fill_any(all(), quorum); }

    /// The duties that agree: as many as can be counted at once.
    [[nodiscard]] std::vector<const Duty*> agreed() const {
        std::vector<const Duty*> out;
        for (const auto d : seats_.filled(all())) out.push_back(duties_[d]);
        return out;
    }

  private:
    [[nodiscard]] Seats::Groups all() const {
        Seats::Groups groups(duties_.size());
        std::iota(groups.begin(), groups.end(), std::size_t{0});
        return groups;
    }

    std::vector<const Duty*> duties_;
    Seats seats_;
};

} // namespace convene::detail
