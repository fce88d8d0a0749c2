#pragma once

#include <convene/core/detail/hash.hpp>
#include <convene/core/random.hpp>
#include <convene/model/detail/derive.hpp>
#include <convene/portfolio/synthetic.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace convene {

namespace detail {

template <class IdType, class T, class Move>
void move_rows(Rows<IdType, T>& rows, std::size_t count, Move move) {
    std::vector<std::pair<IdType, T>> all;
    for (const auto id : IdRange<IdType>(count))
        for (auto value : rows[id]) {
            move(value);
            all.emplace_back(id, std::move(value));
        }
    rows = Rows<IdType, T>::group(
        count, all, [](const auto& e) { return e.first; }, [](const auto& e) { return e.second; });
}

inline void move_dates(ProcessData& data, std::chrono::days by) {
    const auto n = data.activities.size();
    const auto move = [&](Instant& t) { t += by; };
    const auto move_optional = [&](std::optional<Instant>& t) {
        if (t) *t += by;
    };
    for (auto* date : {&data.start, &data.finish, &data.status_date}) move_optional(*date);
    move_rows(data.dates, n, move);
    move_rows(data.deadlines, n, move);
    move_rows(data.constraints, n, [&](Constraint& c) { c.date += by; });
    move_rows(data.progress, n, [&](Progress& p) {
        move_optional(p.actual_start);
        move_optional(p.actual_finish);
    });
    for (auto& person : data.people.vector())
        for (auto& absence : person.absences) {
            absence.from += by;
            absence.to += by;
        }
    for (auto& resource : data.resources.vector())
        for (auto& change : resource.changes) change.from += by;
}

/// The colleagues who fill a role of a template: two to six of the pool, the same for all its projects in one region.
inline void share_people(ProcessData& data, const SyntheticOptions& options, std::uint64_t region) {
    Table<PersonId, Person> people;
    std::vector<OptionalId<PersonId>> known(options.people);
    for (const auto role : data.roles.ids()) {
        if (data.roles[role].external) continue;
        std::uint64_t seed = options.seed ^ (region * 0x9E3779B97F4A7C15ULL);
        seed = fnv(data.key + "/" + data.roles[role].key, seed);
        Random random(seed);
        const auto size = std::min(options.people, 2 + random.below(5));
        for (std::uint32_t i = 0; i < size; ++i) {
            const auto who = random.below(options.people);
            if (!known[who]) {
                Person person;
                person.key = "colleague-" + std::to_string(who + 1);
                known[who] = people.push_back(std::move(person));
            }
            auto& roles = people[*known[who]].roles;
            if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
        }
    }
    data.people = std::move(people);
    derive(data);
    // Duties that fell to a person of the template fall to anybody in the role.
    move_rows(data.duties, data.activities.size(), [](Duty& d) { d.person = {}; });
}

} // namespace detail

CONVENE_DECL Process moved(const Process& process, int weeks) {
    auto data = std::make_shared<detail::ProcessData>(process.data());
    constexpr auto most = static_cast<int>(most_weeks);
    detail::move_dates(*data, std::chrono::days{7 * std::clamp(weeks, -most, most)});
    return Process(std::move(data));
}

CONVENE_DECL Result<Portfolio> synthetic_portfolio(std::span<const Process> templates,
                                                   const SyntheticOptions& options) {
    constexpr std::uint32_t regions = 10;
    Random random(options.seed);
    PortfolioBuilder builder;
    std::vector<std::pair<std::string, std::pair<std::string, std::string>>> projects; // key, first and last activity
    for (std::size_t made = 0; made < options.activities;) {
        const auto index = projects.size();
        const auto& pattern = templates[index % templates.size()];
        auto data = std::make_shared<detail::ProcessData>(pattern.data());
        detail::move_dates(*data, std::chrono::days{7} * random.below(std::min(options.weeks, most_weeks) + 1));
        data->dates = {};
        if (options.people > 0) {
            detail::share_people(*data, options, random.below(regions));
        } else {
            for (auto& person : data->people.vector()) person.key += "-" + std::to_string(index + 1);
            for (auto& resource : data->resources.vector()) resource.key += "-" + std::to_string(index + 1);
        }
        Process process{std::move(data)};
        const auto n = process.activities().size();
        made += n;
        Project project{.key = std::string(pattern.key()) + "-" + std::to_string(index + 1), .process = process};
        project.priority = static_cast<std::int32_t>(random.below(3));
        project.weight = 1 + random.below(5);
        if (const auto start = process.start(); start && random.below(3) == 0)
            project.due = *start + std::chrono::days{7 * (26 + random.below(78))};
        const std::string first(n == 0 ? "" : process.key(ActivityId{0}));
        const std::string last(n == 0 ? "" : process.key(ActivityId{static_cast<std::uint32_t>(n - 1)}));
        if (!projects.empty() && n > 0 && random.below(1000) < options.linked) {
            const auto near = std::min<std::size_t>(projects.size(), 2 * templates.size());
            const auto& other = projects[projects.size() - 1 - random.below(static_cast<std::uint32_t>(near))];
            if (!other.second.first.empty()) builder.link({other.first, other.second.first, project.key, last});
        }
        projects.emplace_back(project.key, std::pair(first, last));
        builder.project(std::move(project));
    }
    return builder.build();
}

} // namespace convene
