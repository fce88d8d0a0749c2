#pragma once

#include <convene/portfolio/saved_portfolio_plan.hpp>
#include <convene/staffing/detail/saved_options.hpp>
#include <convene/staffing/saved_plan.hpp>

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace convene {

template <class Archive>
void members(Archive& archive, Reservation& r) {
    archive(r.start, r.finish, r.by, r.amount);
}
template <class Archive>
void members(Archive& archive, ColleagueReservation& r) {
    archive(r.colleague, r.reservation);
}

namespace detail {

/// By which portfolios know a colleague.
struct ColleagueName {
    std::string key;
    bool is_resource = false;
};
template <class Archive>
void members(Archive& archive, ColleagueName& n) {
    archive(n.key, n.is_resource);
}

/// What is kept of a plan.
struct SavedPortfolioPlan {
    std::vector<ColleagueName> colleagues;
    std::vector<std::string> projects; // as `to_bytes` writes each
    std::vector<ScheduleOptions> early;
    std::vector<std::vector<ColleagueReservation>> reservations;
    ProjectRule rule{};
    std::vector<ProjectId> order;
    std::vector<std::int64_t> burden;
    Table<ColleagueId, std::vector<Reservation>> colleague_reservations;
};
template <class Archive>
void members(Archive& archive, SavedPortfolioPlan& s) {
    archive(s.colleagues, s.projects, s.early, s.reservations, s.rule, s.order, s.burden, s.colleague_reservations);
}

inline std::vector<ColleagueName> colleague_names(const Portfolio& portfolio) {
    std::vector<ColleagueName> out;
    for (const auto& colleague : portfolio.colleagues()) out.push_back({colleague.key, !colleague.uses.empty()});
    return out;
}

/// By the number that a colleague has in a plan: which it is in the portfolio, if it is there.
class ColleagueNumbers {
  public:
    ColleagueNumbers(const Portfolio& portfolio, const std::vector<ColleagueName>& names) {
        for (const auto& [key, is_resource] : names)
            number_.push_back(is_resource ? portfolio.find_resource(key) : portfolio.find_colleague(key));
    }

    [[nodiscard]] std::optional<ColleagueId> operator[](ColleagueId who) const {
        return who.index() < number_.size() ? number_[who.index()] : std::nullopt;
    }
    /// Whether everybody has the same number there.
    [[nodiscard]] bool all_stay() const {
        for (std::uint32_t i = 0; i < number_.size(); ++i)
            if (number_[i] && number_[i]->value != i) return false;
        return true;
    }

  private:
    std::vector<std::optional<ColleagueId>> number_;
};

/// The plan with other numbers of colleagues. Nothing if it books somebody who has none.
inline std::optional<PortfolioPlan> renumbered(const Portfolio& portfolio, PortfolioPlan plan,
                                               const ColleagueNumbers& number) {
    const auto now = portfolio.colleagues().size();
    const auto before = std::exchange(plan.colleague_reservations, Table<ColleagueId, std::vector<Reservation>>(now));
    const auto burden = std::exchange(plan.burden, std::vector<std::int64_t>(now));
    for (const auto who : before.ids()) {
        const auto own = number[who];
        if (!own && !before[who].empty()) return std::nullopt;
        if (!own) continue;
        plan.colleague_reservations[*own] = before[who];
        if (who.index() < burden.size()) plan.burden[own->index()] = burden[who.index()];
    }
    const bool same = number.all_stay();
    for (const auto id : plan.reservations.ids()) {
        auto own = *plan.reservations[id];
        for (auto& claim : own) {
            const auto who = number[claim.colleague];
            if (!who) return std::nullopt;
            claim.colleague = *who;
        }
        if (!same) plan.reservations[id] = std::make_shared<const std::vector<ColleagueReservation>>(std::move(own));
    }
    return plan;
}

inline bool fits(const Portfolio& portfolio, const SavedPortfolioPlan& saved) {
    const auto n = portfolio.projects().size();
    for (const auto id : saved.order)
        if (id.index() >= n) return false;
    if (saved.projects.size() != n || saved.early.size() != n || saved.reservations.size() != n) return false;
    for (const auto id : portfolio.projects().ids())
        if (!fits(portfolio[id].process, saved.early[id.index()])) return false;
    return saved.colleague_reservations.size() <= saved.colleagues.size();
}

} // namespace detail

CONVENE_DECL std::optional<PortfolioPlan> fitted(const Portfolio& portfolio, const Portfolio& then,
                                                 PortfolioPlan plan) {
    return detail::renumbered(portfolio, std::move(plan), {portfolio, detail::colleague_names(then)});
}

CONVENE_DECL std::string to_bytes(const Portfolio& portfolio, const PortfolioPlan& plan) {
    detail::SavedPortfolioPlan saved{detail::colleague_names(portfolio), {}, {}, {}, plan.rule, plan.order, plan.burden,
                                     plan.colleague_reservations};
    for (const auto id : plan.projects.ids()) {
        saved.projects.push_back(to_bytes(plan[id]));
        saved.early.push_back(plan.early[id].options());
        saved.reservations.push_back(*plan.reservations[id]);
    }
    detail::BytesWriter writer;
    writer(saved);
    return writer.take();
}

CONVENE_DECL Result<PortfolioPlan> portfolio_plan_from_bytes(const Portfolio& portfolio, std::string_view bytes) {
    const auto unusable = [] { return fail(Diagnostics{{.code = Code::saved_plan_unusable}}); };
    detail::BytesReader reader(bytes);
    detail::SavedPortfolioPlan saved;
    reader(saved);
    if (!reader.complete() || !detail::fits(portfolio, saved)) return unusable();
    PortfolioPlan plan;
    plan.rule = saved.rule;
    plan.order = std::move(saved.order);
    plan.burden = std::move(saved.burden);
    plan.colleague_reservations = std::move(saved.colleague_reservations);
    for (const auto id : portfolio.projects().ids()) {
        const auto& process = portfolio[id].process;
        auto early = schedule(process, saved.early[id.index()]);
        if (!early) return fail(std::move(early.error()));
        auto levelled = levelled_from_bytes(process, saved.projects[id.index()]);
        if (!levelled) return fail(std::move(levelled.error()));
        plan.early.projects.push_back(std::make_shared<const Schedule>(std::move(*early)));
        plan.projects.push_back(std::make_shared<const Levelled>(std::move(*levelled)));
        plan.reservations.push_back(
            std::make_shared<const std::vector<ColleagueReservation>>(std::move(saved.reservations[id.index()])));
    }
    auto fit = detail::renumbered(portfolio, std::move(plan), {portfolio, saved.colleagues});
    if (!fit) return unusable();
    return std::move(*fit);
}

} // namespace convene
