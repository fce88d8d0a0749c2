#pragma once

#include <convene/core/result.hpp>
#include <convene/core/rows.hpp>
#include <convene/core/table.hpp>
#include <convene/model/process.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace convene {

struct Project;
struct Colleague;
using ProjectId = Id<Project>;
using ColleagueId = Id<Colleague>;

/// One process of a portfolio. The process is a value of two words, so many projects may share one definition.
struct Project {
    /// The name for links and people; the same rules as for an activity's id.
    std::string key;
    Process process;
    /// When it starts; overrides the start of the process.
    std::optional<Instant> start = {};
    /// When it must be finished; late dates and floats are measured from there.
    std::optional<Instant> due = {};
    /// Which project goes first if several need the same people: the one with the smaller number.
    std::int32_t priority = 0;
    /// The cost of a late second relative to other projects; at least 1.
    std::int64_t weight = 1;
};

/// A link between activities of two projects: `to.edge` is at least `min` after `from.edge`. Working time is counted on
/// the calendar of the second project.
struct ProjectLink {
    ProjectId from;
    ActivityId from_activity;
    ProjectId to;
    ActivityId to_activity;
    Edge from_edge = Edge::finish;
    Edge to_edge = Edge::start;
    Span min{};

    friend bool operator==(const ProjectLink&, const ProjectLink&) = default;
};

/// A link by keys, for `PortfolioBuilder`.
struct ProjectLinkSpec {
    std::string from_project;
    std::string from_activity;
    std::string to_project;
    std::string to_activity;
    Edge from_edge = Edge::finish;
    Edge to_edge = Edge::start;
    Span min{};
};

/// A person or a resource of the portfolio: people with the same key, in any projects, are the same person. Likewise
/// for resources; if their capacities differ between projects, each project respects its own.
struct Colleague {
    std::string key;
    /// The title in the first project that lists it.
    Text title;
    /// The person in each project, by ascending project. Empty for a resource.
    std::vector<std::pair<ProjectId, PersonId>> places = {};
    /// The same for a resource.
    std::vector<std::pair<ProjectId, ResourceId>> uses = {};
};

/// Many processes that share people and wait for each other's milestones. A value: a copy is independent of it.
///
/// Made by `PortfolioBuilder::build()`; a changed portfolio is a new value.
class Portfolio {
  public:
    [[nodiscard]] const Table<ProjectId, Project>& projects() const& { return projects_; }
    [[nodiscard]] const Project& operator[](ProjectId id) const& { return projects_[id]; }
    [[nodiscard]] const Table<ColleagueId, Colleague>& colleagues() const& { return colleagues_; }
    [[nodiscard]] const Colleague& operator[](ColleagueId id) const& { return colleagues_[id]; }
    [[nodiscard]] std::span<const ProjectLink> links() const& { return links_; }
    /// Positions in `links()` of the links that leave a project, and of those that lead to it.
    [[nodiscard]] std::span<const std::uint32_t> links_from(ProjectId id) const& { return from_[id]; }
    [[nodiscard]] std::span<const std::uint32_t> links_to(ProjectId id) const& { return to_[id]; }

    /// Projects that wait for each other through links are in one component; a link between components leads from a
    /// smaller `stage` to a greater one. Without links, a project is a component of stage 0.
    [[nodiscard]] std::uint32_t component(ProjectId id) const { return component_of_[id]; }
    [[nodiscard]] std::span<const ProjectId> members(std::uint32_t component) const& {
        return members_[Id<Portfolio>{component}];
    }
    [[nodiscard]] std::uint32_t stage(std::uint32_t component) const { return stages_[component]; }
    [[nodiscard]] std::uint32_t components() const { return static_cast<std::uint32_t>(stages_.size()); }

    /// Expected O(1).
    [[nodiscard]] CONVENE_DECL std::optional<ProjectId> find_project(std::string_view key) const;
    [[nodiscard]] CONVENE_DECL std::optional<ColleagueId> find_colleague(std::string_view key) const;
    /// The same for a resource.
    [[nodiscard]] CONVENE_DECL std::optional<ColleagueId> find_resource(std::string_view key) const;
    /// The colleague that a person, or a resource, of a project is.
    [[nodiscard]] ColleagueId colleague(ProjectId project, PersonId person) const {
        return colleague_of_[project][person.index()];
    }
    [[nodiscard]] ColleagueId colleague(ProjectId project, ResourceId resource) const {
        return resource_of_[project][resource.index()];
    }

    /// All activities of all projects. O(projects).
    [[nodiscard]] CONVENE_DECL std::size_t activity_count() const;

    /// The portfolio in which a project has another process; or the faults, if links name activities that it does not
    /// have (`unknown_reference`). O(projects + people); the second form changes a temporary portfolio in place, in
    /// O(people and resources of both processes + links of the project).
    [[nodiscard]] CONVENE_DECL Result<Portfolio> with_process(ProjectId id, Process process) const&;
    [[nodiscard]] CONVENE_DECL Result<Portfolio> with_process(ProjectId id, Process process) &&;

    /// If the portfolio is a temporary, a copy.
    template <class I>
    [[nodiscard]] auto operator[](I id) const&& {
        return (*this)[id];
    }
    // Other views of a temporary would dangle.
    void projects() const&& = delete;
    void colleagues() const&& = delete;
    void links() const&& = delete;
    void links_from(ProjectId) const&& = delete;
    void links_to(ProjectId) const&& = delete;
    void members(std::uint32_t) const&& = delete;

  private:
    friend class PortfolioBuilder;

    [[nodiscard]] CONVENE_DECL Diagnostics replace(ProjectId id, Process process);
    CONVENE_DECL void enlist(ProjectId id);
    CONVENE_DECL void dismiss(ProjectId id);
    CONVENE_DECL void tie();

    Table<ProjectId, Project> projects_;
    Table<ColleagueId, Colleague> colleagues_;
    Table<ProjectId, std::vector<ColleagueId>> colleague_of_; // by person
    Table<ProjectId, std::vector<ColleagueId>> resource_of_;  // by resource
    std::vector<ProjectLink> links_;
    Rows<ProjectId, std::uint32_t> from_;
    Rows<ProjectId, std::uint32_t> to_;
    Table<ProjectId, std::uint32_t> component_of_;
    Rows<Id<Portfolio>, ProjectId> members_;
    std::vector<std::uint32_t> stages_; // by component
    std::unordered_map<std::string, ProjectId> project_keys_;
    std::unordered_map<std::string, ColleagueId> colleague_keys_;
    std::unordered_map<std::string, ColleagueId> resource_keys_;
};

/// Puts a portfolio together, in any order, and checks it as a whole.
///
/// ```cpp
/// convene::PortfolioBuilder b;
/// b.project({.key = "tower-1", .process = s1});
/// b.project({.key = "tower-2", .process = s1, .start = later, .priority = 1});
/// b.link({"tower-1", "launch-strategy", "tower-2", "product-deepening"});
/// auto portfolio = b.build(); // Result<Portfolio>
/// ```
class PortfolioBuilder {
  public:
    CONVENE_DECL PortfolioBuilder& project(Project project);
    CONVENE_DECL PortfolioBuilder& link(ProjectLinkSpec link);

    /// The portfolio, or every fault: `bad_key`, `missing_key`, `duplicate_id` of projects, `unknown_reference` of
    /// links, `rule_to_itself` for a link inside one project, `bad_number` for a weight below 1.
    /// The builder is empty afterwards. Expected O(projects + people + links).
    [[nodiscard]] CONVENE_DECL Result<Portfolio> build();

  private:
    std::vector<Project> projects_;
    std::vector<ProjectLinkSpec> links_;
};

/// "project tower-1", "项目 tower-1".
[[nodiscard]] CONVENE_DECL Text name_of(const Portfolio& portfolio, ProjectId id);

} // namespace convene

#if defined(CONVENE_HEADER_ONLY)
#include <convene/portfolio/impl/projects.ipp>
#endif
