#include "packed.hpp"
#include "portfolio.hpp"

#include <bit>
#include <unordered_map>

namespace convene::python {

namespace {

/// A process that projects share travels once.
class Shared {
  public:
    py::object operator()(const Process& process) {
        auto& known = known_[&process.data()];
        if (!known) known = py::cast(process);
        return known;
    }

  private:
    std::unordered_map<const void*, py::object> known_;
};

constexpr std::size_t numbers_of_booking = 4;

void append(Numbers& numbers, const Reservation& b) {
    numbers.push_back(b.start.time_since_epoch().count());
    numbers.push_back(b.finish.time_since_epoch().count());
    numbers.push_back(std::bit_cast<std::int64_t>(b.by));
    numbers.push_back(b.amount);
}

Reservation reservation_at(const Numbers& numbers, std::size_t i) {
    return {instant_of(numbers[i]), instant_of(numbers[i + 1]), std::bit_cast<std::uint64_t>(numbers[i + 2]),
            static_cast<std::uint32_t>(numbers[i + 3])};
}

/// Colleagues as numbers are those of one portfolio; in another one they are found by key, and by whether they are
/// resources.
std::vector<ColleagueId> colleagues_of(const Portfolio& portfolio,
                                       const std::vector<std::pair<std::string, bool>>& keys) {
    std::vector<ColleagueId> out;
    for (const auto& [key, is_resource] : keys) {
        const auto found = is_resource ? portfolio.find_resource(key) : portfolio.find_colleague(key);
        check_packed(found.has_value());
        out.push_back(*found);
    }
    return out;
}

} // namespace

py::tuple state_of(const PortfolioOf& portfolio) {
    const auto& p = *portfolio;
    Shared shared;
    py::list projects;
    for (const auto& each : p.projects())
        projects.append(
            py::make_tuple(each.key, shared(each.process), each.start, each.due, each.priority, each.weight));
    py::list links;
    for (const auto& l : p.links())
        links.append(py::make_tuple(p[l.from].key, std::string(p[l.from].process.key(l.from_activity)), p[l.to].key,
                                    std::string(p[l.to].process.key(l.to_activity)), l.from_edge, l.to_edge, l.min));
    return py::make_tuple(projects, links);
}

PortfolioOf restored_portfolio(const py::tuple& state) {
    PortfolioBuilder b;
    for (const auto& each : state[0]) {
        const auto t = py::reinterpret_borrow<py::tuple>(each);
        b.project({t[0].cast<std::string>(), t[1].cast<Process>(), t[2].cast<std::optional<Instant>>(),
                   t[3].cast<std::optional<Instant>>(), t[4].cast<std::int32_t>(), t[5].cast<std::int64_t>()});
    }
    for (const auto& each : state[1]) {
        const auto t = py::reinterpret_borrow<py::tuple>(each);
        b.link({t[0].cast<std::string>(), t[1].cast<std::string>(), t[2].cast<std::string>(), t[3].cast<std::string>(),
                t[4].cast<Edge>(), t[5].cast<Edge>(), t[6].cast<Span>()});
    }
    return PortfolioOf(unwrap(b.build()));
}

py::tuple state_of(const PlanOf& plan) {
    const auto& portfolio = *plan.portfolio;
    py::list early;
    for (const auto& each : plan.early().projects) early.append(state_of(each.plan()));
    py::list projects;
    py::list own;
    std::vector<std::pair<std::string, bool>> keys;
    std::vector<ColleagueId> colleagues;
    std::unordered_map<ColleagueId, std::int64_t> number;
    const auto number_of = [&](ColleagueId who) {
        const auto [at, is_new] = number.emplace(who, static_cast<std::int64_t>(colleagues.size()));
        if (is_new) {
            colleagues.push_back(who);
            keys.emplace_back(portfolio[who].key, !portfolio[who].uses.empty());
        }
        return at->second;
    };
    for (const auto id : portfolio.projects().ids()) {
        projects.append(state_of(plan.project(id)));
        Numbers numbers;
        for (const auto& each : *plan->reservations[id]) {
            numbers.push_back(number_of(each.colleague));
            append(numbers, each.reservation);
        }
        own.append(packed(numbers));
    }
    py::list reservations;
    for (const auto who : colleagues) {
        Numbers numbers{number[who]};
        for (const auto& reservation : plan->colleague_reservations[who]) append(numbers, reservation);
        reservations.append(packed(numbers));
    }
    Numbers burden;
    for (const auto who : portfolio.colleagues().ids()) {
        const bool is_gone = portfolio[who].places.empty() && portfolio[who].uses.empty();
        if (is_gone || who.index() >= plan->burden.size() || plan->burden[who.index()] == 0) continue;
        burden.push_back(number_of(who));
        burden.push_back(plan->burden[who.index()]);
    }
    Numbers order;
    for (const auto id : plan->order) order.push_back(id.value);
    return py::make_tuple(PortfolioOf(plan.portfolio), early, projects, keys, own, reservations, plan->rule,
                          packed(order), packed(burden));
}

PlanOf restored_portfolio_plan(const py::tuple& state) {
    const auto all = state[0].cast<PortfolioOf>().all;
    const auto& portfolio = *all;
    const auto colleagues = colleagues_of(portfolio, state[3].cast<std::vector<std::pair<std::string, bool>>>());
    const auto colleague = [&](std::int64_t number) {
        check_packed(number >= 0 && static_cast<std::size_t>(number) < colleagues.size());
        return colleagues[static_cast<std::size_t>(number)];
    };
    PortfolioPlan plan;
    std::vector<Plan> early;
    for (const auto id : portfolio.projects().ids()) {
        const auto at = py::int_(id.index());
        const auto& process = portfolio[id].process;
        early.push_back(restored_plan(process, state[1][at].cast<py::tuple>()));
        plan.projects.push_back(restored_levelled(process, state[2][at].cast<py::tuple>()).levelled);
        const auto numbers = unpacked(state[4][at]);
        check_packed(numbers.size() % (1 + numbers_of_booking) == 0);
        auto own = std::make_shared<std::vector<ColleagueReservation>>();
        for (std::size_t i = 0; i < numbers.size(); i += 1 + numbers_of_booking)
            own->push_back({colleague(numbers[i]), reservation_at(numbers, i + 1)});
        plan.reservations.push_back(std::move(own));
    }
    plan.colleague_reservations = Table<ColleagueId, std::vector<Reservation>>(portfolio.colleagues().size());
    for (const auto& each : state[5]) {
        const auto numbers = unpacked(each);
        check_packed(numbers.size() % numbers_of_booking == 1);
        for (std::size_t i = 1; i < numbers.size(); i += numbers_of_booking)
            plan.colleague_reservations[colleague(numbers[0])].push_back(reservation_at(numbers, i));
    }
    plan.rule = state[6].cast<ProjectRule>();
    for (const auto number : unpacked(state[7])) {
        check_packed(number >= 0 && static_cast<std::size_t>(number) < portfolio.projects().size());
        plan.order.emplace_back(static_cast<std::uint32_t>(number));
    }
    plan.burden.resize(portfolio.colleagues().size());
    const auto burden = unpacked(state[8]);
    check_packed(burden.size() % 2 == 0);
    for (std::size_t i = 0; i < burden.size(); i += 2) plan.burden[colleague(burden[i]).index()] = burden[i + 1];
    const py::gil_scoped_release unlocked;
    for (const auto& each : early) plan.early.projects.push_back(each.shared());
    return {all, std::move(plan)};
}

} // namespace convene::python
