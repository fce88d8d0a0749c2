#pragma once

#include <convene/core/detail/text_format.hpp>
#include <convene/graph/components.hpp>
#include <convene/model/key.hpp>
#include <convene/portfolio/projects.hpp>

#include <algorithm>
#include <numeric>

namespace convene {

namespace detail {

inline Text project_word() { return {{"en", "project"}, {"zh", "项目"}}; }
inline Text activity_word() { return {{"en", "activity"}, {"zh", "活动"}}; }

inline Text project_name(std::string_view key) { return named("project", "项目", {}, key); }

template <class Candidates>
Diagnostic unknown(Text object, Text kind, const std::string& key, const Candidates& candidates) {
    // Suggestions cost a walk over all names.
    constexpr std::size_t few = 10'000;
    return {Code::unknown_reference,
            std::move(object),
            {std::move(kind), key},
            {},
            candidates.size() <= few ? closest(key, candidates) : std::string{}};
}

inline Diagnostic unknown_activity(const Project& project, const std::string& key) {
    std::vector<std::string_view> keys;
    for (const auto id : project.process.activities().ids()) keys.push_back(project.process.key(id));
    return unknown(project_name(project.key), activity_word(), key, keys);
}

} // namespace detail

CONVENE_DECL std::optional<ProjectId> Portfolio::find_project(std::string_view key) const {
    const auto found = project_keys_.find(std::string(key));
    return found == project_keys_.end() ? std::nullopt : std::optional(found->second);
}

CONVENE_DECL std::optional<ColleagueId> Portfolio::find_colleague(std::string_view key) const {
    const auto found = colleague_keys_.find(std::string(key));
    return found == colleague_keys_.end() ? std::nullopt : std::optional(found->second);
}

CONVENE_DECL std::optional<ColleagueId> Portfolio::find_resource(std::string_view key) const {
    const auto found = resource_keys_.find(std::string(key));
    return found == resource_keys_.end() ? std::nullopt : std::optional(found->second);
}

CONVENE_DECL std::size_t Portfolio::activity_count() const {
    std::size_t count = 0;
    for (const auto& project : projects_) count += project.process.activities().size();
    return count;
}

CONVENE_DECL void Portfolio::enlist(ProjectId id) {
    const auto& process = projects_[id].process;
    const auto meet = [&](const auto& table, auto& keys, std::vector<ColleagueId>& own, auto places) {
        own.clear();
        for (const auto thing : table.ids()) {
            const auto [found, fresh] = keys.try_emplace(std::string(process.key(thing)),
                                                         ColleagueId{static_cast<std::uint32_t>(colleagues_.size())});
            if (fresh) colleagues_.push_back({found->first, process[thing].title});
            own.push_back(found->second);
            auto& all = colleagues_[found->second].*places;
            const std::pair place(id, thing);
            all.insert(std::ranges::lower_bound(all, place), place);
        }
    };
    meet(process.people(), colleague_keys_, colleague_of_[id], &Colleague::places);
    meet(process.resources(), resource_keys_, resource_of_[id], &Colleague::uses);
}

CONVENE_DECL void Portfolio::dismiss(ProjectId id) {
    for (const auto who : colleague_of_[id])
        std::erase_if(colleagues_[who].places, [&](const auto& p) { return p.first == id; });
    for (const auto what : resource_of_[id])
        std::erase_if(colleagues_[what].uses, [&](const auto& p) { return p.first == id; });
}

CONVENE_DECL Diagnostics Portfolio::replace(ProjectId id, Process process) {
    if (id.index() >= projects_.size()) return {{.code = Code::unknown_id}};
    auto& project = projects_[id];
    Project changed = project;
    changed.process = std::move(process);
    Diagnostics faults;
    const auto find = [&](ActivityId old) {
        const std::string key(project.process.key(old));
        const auto found = changed.process.find_activity(key);
        if (!found) faults.push_back(detail::unknown_activity(changed, key));
        return found.value_or(ActivityId{});
    };
    std::vector<std::pair<ActivityId*, ActivityId>> updates;
    for (const auto l : from_[id]) updates.emplace_back(&links_[l].from_activity, find(links_[l].from_activity));
    for (const auto l : to_[id]) updates.emplace_back(&links_[l].to_activity, find(links_[l].to_activity));
    if (!faults.empty()) return faults;
    for (const auto& [place, activity] : updates) *place = activity;
    dismiss(id);
    project = std::move(changed);
    enlist(id);
    return {};
}

CONVENE_DECL Result<Portfolio> Portfolio::with_process(ProjectId id, Process process) const& {
    return Portfolio(*this).with_process(id, std::move(process));
}

CONVENE_DECL Result<Portfolio> Portfolio::with_process(ProjectId id, Process process) && {
    if (auto faults = replace(id, std::move(process)); !faults.empty()) return fail(std::move(faults));
    return std::move(*this);
}

CONVENE_DECL void Portfolio::tie() {
    const auto n = projects_.size();
    std::vector<std::uint32_t> all(links_.size());
    std::iota(all.begin(), all.end(), 0U);
    const auto same = [](std::uint32_t i) { return i; };
    from_ = Rows<ProjectId, std::uint32_t>::group(
        n, all, [&](std::uint32_t i) { return links_[i].from; }, same);
    to_ = Rows<ProjectId, std::uint32_t>::group(
        n, all, [&](std::uint32_t i) { return links_[i].to; }, same);
    std::vector<Arc> arcs;
    for (const auto& l : links_) arcs.push_back({l.from.value, l.to.value});
    const auto found = strong_components(Digraph(static_cast<std::uint32_t>(n), arcs));
    component_of_ = Table<ProjectId, std::uint32_t>(found.of);
    members_ = Rows<Id<Portfolio>, ProjectId>::group(
        found.count(), projects_.ids(), [&](ProjectId id) { return Id<Portfolio>{component_of_[id]}; },
        [](ProjectId id) { return id; });
    stages_.assign(found.count(), 0);
    for (std::uint32_t k = 0; k < found.count(); ++k)
        for (const auto id : members(k))
            for (const auto l : from_[id])
                if (const auto next = component_of_[links_[l].to]; next != k)
                    stages_[next] = std::max(stages_[next], stages_[k] + 1);
}

CONVENE_DECL PortfolioBuilder& PortfolioBuilder::project(Project project) {
    projects_.push_back(std::move(project));
    return *this;
}

CONVENE_DECL PortfolioBuilder& PortfolioBuilder::link(ProjectLinkSpec link) {
    links_.push_back(std::move(link));
    return *this;
}

CONVENE_DECL Result<Portfolio> PortfolioBuilder::build() {
    Portfolio p;
    Diagnostics faults;
    const auto projects = std::exchange(projects_, {});
    const auto links = std::exchange(links_, {});
    p.colleague_of_ = Table<ProjectId, std::vector<ColleagueId>>(projects.size());
    p.resource_of_ = Table<ProjectId, std::vector<ColleagueId>>(projects.size());
    for (const auto& project : projects) {
        const ProjectId id{static_cast<std::uint32_t>(p.projects_.size())};
        const auto name = detail::project_name(project.key);
        if (project.key.empty())
            faults.push_back({Code::missing_key, {}, {detail::project_word()}, {}, {}});
        else if (!is_key(project.key))
            faults.push_back({Code::bad_key, {}, {project.key}, {}, {}});
        else if (!p.project_keys_.try_emplace(project.key, id).second)
            faults.push_back({Code::duplicate_id, name, {detail::project_word()}, {}, {}});
        if (project.weight < 1)
            faults.push_back({Code::bad_number,
                              name,
                              {Text{{"en", "the weight"}, {"zh", "权重"}}, std::to_string(project.weight)},
                              {},
                              {}});
        p.projects_.push_back(project);
        p.enlist(id);
    }
    const auto find = [&](const std::string& project_key, const std::string& activity_key, ProjectId& project,
                          ActivityId& activity) {
        const auto found = p.find_project(project_key);
        if (!found) {
            std::vector<std::string_view> keys;
            for (const auto& each : p.projects_) keys.push_back(each.key);
            faults.push_back(detail::unknown({}, detail::project_word(), project_key, keys));
            return;
        }
        project = *found;
        if (const auto there = p[project].process.find_activity(activity_key))
            activity = *there;
        else
            faults.push_back(detail::unknown_activity(p[project], activity_key));
    };
    for (const auto& link : links) {
        ProjectLink l{{}, {}, {}, {}, link.from_edge, link.to_edge, link.min};
        find(link.from_project, link.from_activity, l.from, l.from_activity);
        find(link.to_project, link.to_activity, l.to, l.to_activity);
        if (link.from_project == link.to_project)
            faults.push_back({Code::rule_to_itself, detail::project_name(link.from_project), {}, {}, {}});
        p.links_.push_back(l);
    }
    if (!faults.empty()) return fail(std::move(faults));
    p.tie();
    return p;
}

CONVENE_DECL Text name_of(const Portfolio& portfolio, ProjectId id) { return detail::project_name(portfolio[id].key); }

} // namespace convene
