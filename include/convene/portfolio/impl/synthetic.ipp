#pragma once

#include <convene/core/detail/hash.hpp>
#include <convene/core/random.hpp>
#include <convene/model/builder.hpp>
#include <convene/model/edit.hpp>
#include <convene/portfolio/synthetic.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace convene {

namespace detail {

struct Colleague {
    std::string key;
    std::vector<std::string> roles;
};

/// The colleagues who fill the roles of a template in a region: two to six of the pool each, the same for all its
/// projects.
inline std::vector<Colleague> colleagues(const Process& process, const SyntheticOptions& options,
                                         std::uint64_t region) {
    std::vector<Colleague> people;
    std::vector<std::optional<std::size_t>> known(options.people);
    for (const auto role : process.roles().ids()) {
        if (process[role].external) continue;
        std::uint64_t seed = options.seed ^ (region * 0x9E3779B97F4A7C15ULL);
        const std::string key(process.key(role));
        seed = fnv(std::string(process.key()) + "/" + key, seed);
        Random random(seed);
        const auto size = std::min(options.people, 2 + random.below(5));
        for (std::uint32_t i = 0; i < size; ++i) {
            const auto who = random.below(options.people);
            if (!known[who]) {
                known[who] = people.size();
                people.push_back({"colleague-" + std::to_string(who + 1), {}});
            }
            auto& roles = people[*known[who]].roles;
            if (std::ranges::find(roles, key) == roles.end()) roles.push_back(key);
        }
    }
    return people;
}

/// Puts them in place of the template's people; duties of one of those alone fall to anybody in the role.
inline void share_people(ProcessEditor& editor, const Process& pattern, const std::vector<Colleague>& people) {
    std::vector<PersonId> before;
    for (const auto id : pattern.people().ids()) before.push_back(id);
    editor.remove(before).add([&](ProcessBuilder& b) {
        for (const auto& colleague : people) {
            PersonSpec spec{.key = colleague.key};
            for (const auto& role : colleague.roles) spec.roles.emplace_back(role);
            b.person(spec);
        }
    });
}

} // namespace detail

CONVENE_DECL Result<Process> moved(const Process& process, int weeks) {
    auto later = edit(process).shift(weeks).build();
    if (!later) return later;
    auto data = std::make_shared<detail::ProcessData>(later->data());
    for (const auto id : process.people().ids()) data->people[id].absences = process[id].absences;
    for (const auto id : process.resources().ids()) data->resources[id].changes = process[id].changes;
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
        auto editor = edit(pattern);
        editor.shift(static_cast<int>(random.below(std::min(options.weeks, most_weeks) + 1)));
        for (const auto id : pattern.activities().ids())
            if (pattern.date(id)) editor.date(id, std::nullopt);
        if (options.people > 0) {
            detail::share_people(editor, pattern, detail::colleagues(pattern, options, random.below(regions)));
        } else {
            const auto own = [&](auto id) { return std::string(pattern.key(id)) + "-" + std::to_string(index + 1); };
            for (const auto id : pattern.people().ids()) editor.rename(id, own(id));
            for (const auto id : pattern.resources().ids()) editor.rename(id, own(id));
        }
        auto changed = editor.build();
        if (!changed) return fail(std::move(changed.error()));
        const auto& process = *changed;
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
