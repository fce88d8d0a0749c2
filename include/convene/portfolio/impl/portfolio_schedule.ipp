#pragma once

#include <convene/portfolio/impl/link_dates.ipp>
#include <convene/portfolio/portfolio_schedule.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace convene {

namespace detail {

/// Diagnostics of a project, told with its name.
inline void tell(const Portfolio& portfolio, ProjectId id, Diagnostics found, Diagnostics& all) {
    const auto name = name_of(portfolio, id);
    for (auto& fault : found) {
        Text object;
        for (const auto l : {Language::en, Language::zh}) {
            std::string text(name.in(l));
            if (const auto rest = fault.object.in(l); !rest.empty())
                text += (l == Language::en ? ", " : "，") + std::string(rest);
            object.add(l == Language::en ? "en" : "zh", text);
        }
        fault.object = std::move(object);
        all.push_back(std::move(fault));
    }
}

[[nodiscard]] inline Diagnostic stopped() { return {Code::stopped, {}, {}, {}, {}}; }

inline ScheduleOptions options_of(const Project& project, const PortfolioOptions& options) {
    ScheduleOptions own;
    own.start = project.start;
    if (!own.start && options.start) own.start = options.start;
    own.wanted_by = project.due;
    if (!project.process.status_date()) own.status_date = options.status_date;
    own.on_conflict = options.on_conflict;
    return own;
}

/// Runs tasks in batches, so that the calling thread can tell how far they are and be stopped in between.
class Batches {
  public:
    Batches(const PortfolioOptions& options, std::size_t all) : options_(options), all_(all) {}

    template <class Each>
    bool run(std::size_t count, Each each) {
        constexpr std::size_t batch = 512;
        for (std::size_t at = 0; at < count; at += batch) {
            if (options_.stop.stop_requested()) return false;
            const auto size = std::min(batch, count - at);
            for_each(options_.executor, size, [&](std::size_t i) { each(at + i); });
            done_ += size;
            if (options_.progress) options_.progress(std::min(done_, all_), all_);
        }
        return !options_.stop.stop_requested();
    }

  private:
    const PortfolioOptions& options_;
    std::size_t all_;
    std::size_t done_ = 0;
};

/// Schedules components of projects: forward by ascending stage for early dates, then backward for late ones.
class PortfolioRun {
  public:
    /// `changed` are scheduled whatever their links say.
    PortfolioRun(const Portfolio& portfolio, const PortfolioOptions& options, PortfolioSchedule& plan,
                 std::set<ProjectId> changed = {})
        : p_(portfolio), o_(options), plan_(plan), changed_(std::move(changed)),
          prepared_(portfolio.projects().size()) {}

    /// Faults; nothing but stopped() if the run was stopped.
    Diagnostics operator()(const std::vector<std::uint32_t>& components) {
        for (const auto k : components) mark(forward_, k);
        Batches batches(o_, components.size());
        if (!sweep(batches, true)) return {};
        if (!faults_.empty()) return std::move(faults_);
        if (!sweep(batches, false)) return {};
        return std::move(faults_);
    }

    /// Puts back what was there before.
    void undo() {
        for (auto at = undo_.rbegin(); at != undo_.rend(); ++at) plan_.projects[at->first] = std::move(at->second);
        undo_.clear();
    }
    [[nodiscard]] bool stopped() const { return stopped_; }
    [[nodiscard]] const std::set<ProjectId>& touched() const { return touched_; }
    /// The projects that were scheduled, each once.
    [[nodiscard]] std::size_t scheduled() const { return touched_.size(); }

  private:
    using Marked = std::map<std::uint32_t, std::vector<std::uint32_t>>; // stage -> components

    void mark(Marked& marked, std::uint32_t component) { marked[p_.stage(component)].push_back(component); }

    /// Stage by stage; what changed marks the components that it is linked with.
    bool sweep(Batches& batches, bool forward) {
        auto& marked = forward ? forward_ : backward_;
        while (!marked.empty()) {
            const auto at = forward ? marked.begin() : std::prev(marked.end());
            auto components = std::move(at->second);
            marked.erase(at);
            // In the order of projects, so that faults are told in it.
            std::ranges::sort(components, {}, [&](std::uint32_t k) { return p_.members(k).front(); });
            const auto twins = std::ranges::unique(components);
            components.erase(twins.begin(), twins.end());
            for (const auto k : components)
                for (const auto id : p_.members(k)) undo_.emplace_back(id, plan_.projects[id]);
            std::vector<Diagnostics> faults(components.size());
            std::vector<char> changed(components.size(), 0);
            const auto run = batches.run(components.size(), [&](std::size_t i) {
                changed[i] = forward ? settle_early(components[i], faults[i]) : settle_late(components[i], faults[i]);
            });
            if (!run) return stopped_ = true, false;
            for (std::size_t i = 0; i < components.size(); ++i) {
                for (auto& fault : faults[i]) faults_.push_back(std::move(fault));
                if (changed[i] == 0) continue;
                for (const auto id : p_.members(components[i])) {
                    touched_.insert(id);
                    for (const auto l : p_.links_to(id)) follow(backward_, components[i], p_.links()[l].from);
                    if (!forward) continue;
                    mark(backward_, components[i]);
                    for (const auto l : p_.links_from(id)) follow(forward_, components[i], p_.links()[l].to);
                }
            }
        }
        return true;
    }

    void follow(Marked& marked, std::uint32_t from, ProjectId to) {
        if (const auto component = p_.component(to); component != from) mark(marked, component);
    }

    /// Whether anything was scheduled.
    bool settle_early(std::uint32_t component, Diagnostics& faults) {
        const auto members = p_.members(component);
        if (members.size() == 1) {
            if (changed_.contains(members[0])) plan_.projects[members[0]] = nullptr;
            return early(members[0], faults, [](ProjectId) { return true; });
        }
        // Inside the component dates start from nothing and rise until they settle.
        std::size_t rounds = 2;
        for (const auto id : members) {
            plan_.projects[id] = nullptr;
            rounds += p_[id].process.activities().size();
        }
        for (std::size_t round = 0; round < rounds; ++round) {
            bool moved = false;
            for (const auto id : members)
                moved = early(id, faults, [&](ProjectId from) { return plan_.projects[from] != nullptr; }) || moved;
            if (!faults.empty() || !moved) return true;
        }
        std::string names;
        for (const auto id : members) names += (names.empty() ? "" : ", ") + p_[id].key;
        faults.push_back({Code::links_in_circle, {}, {names}, {}, {}});
        return true;
    }

    /// Schedules a project unless it stands as its links want it.
    template <class Known>
    bool early(ProjectId id, Diagnostics& faults, Known known) {
        auto outside =
            dates_from_links(p_, id, [&](ProjectId from, ActivityId activity, Edge edge) -> std::optional<Instant> {
                if (!known(from) || !plan_.projects[from]) return std::nullopt;
                const auto& s = plan_[from];
                return edge == Edge::start ? s.early_start(activity) : s.early_finish(activity);
            });
        if (const auto& have = plan_.projects[id]; have) {
            std::vector<OutsideDate> before = have->options().outside;
            std::erase_if(before, [](const OutsideDate& o) { return o.kind != OutsideDate::Kind::not_before; });
            if (before == outside) return false;
        }
        return schedule_one(id, std::move(outside), faults);
    }

    bool settle_late(std::uint32_t component, Diagnostics& faults) {
        const auto members = p_.members(component);
        const auto all = [](ProjectId) { return true; };
        if (members.size() == 1) return late(members[0], faults, all);
        // Inside the component dates start from what the other components want and fall until they settle.
        std::size_t rounds = 2;
        bool any = false;
        for (const auto id : members) {
            rounds += p_[id].process.activities().size();
            any = late(id, faults, [&](ProjectId to) { return p_.component(to) != component; }) || any;
        }
        for (std::size_t round = 0; round < rounds; ++round) {
            bool moved = false;
            for (const auto id : members) moved = late(id, faults, all) || moved;
            any = any || moved;
            if (!moved || !faults.empty()) break;
        }
        return any;
    }

    template <class Counts>
    bool late(ProjectId id, Diagnostics& faults, Counts counts) {
        const auto wanted =
            wanted_by_links(p_, id, [&](ProjectId to, ActivityId activity, Edge edge) -> std::optional<Instant> {
                if (!counts(to)) return std::nullopt;
                const auto& s = plan_[to];
                return edge == Edge::start ? s.late_start(activity) : s.late_finish(activity);
            });
        const auto& have = plan_[id].options().outside;
        auto outside = have;
        std::erase_if(outside, [](const OutsideDate& o) { return o.kind != OutsideDate::Kind::not_before; });
        outside.insert(outside.end(), wanted.begin(), wanted.end());
        if (outside == have) return false;
        return schedule_one(id, std::move(outside), faults);
    }

    bool schedule_one(ProjectId id, std::vector<OutsideDate> outside, Diagnostics& faults) {
        auto options = options_of(p_[id], o_);
        options.outside = std::move(outside);
        auto& prepared = prepared_[id];
        auto again = prepared ? prepare(*prepared, options) : prepare(p_[id].process, options);
        if (!again) return tell(p_, id, std::move(again.error()), faults), true;
        prepared = std::move(*again);
        auto found = schedule(*prepared);
        if (found)
            plan_.projects[id] = std::make_shared<const Schedule>(std::move(*found));
        else
            tell(p_, id, std::move(found.error()), faults);
        return true;
    }

    const Portfolio& p_;
    const PortfolioOptions& o_;
    PortfolioSchedule& plan_;
    std::set<ProjectId> changed_;
    Table<ProjectId, std::optional<Prepared>> prepared_; // so that each is compiled once
    Marked forward_;
    Marked backward_;
    std::set<ProjectId> touched_;
    std::vector<std::pair<ProjectId, std::shared_ptr<const Schedule>>> undo_;
    Diagnostics faults_;
    bool stopped_ = false;
};

} // namespace detail

CONVENE_DECL Result<PortfolioSchedule> schedule(const Portfolio& portfolio, const PortfolioOptions& options) {
    PortfolioSchedule plan;
    plan.projects = Table<ProjectId, std::shared_ptr<const Schedule>>(portfolio.projects().size());
    std::vector<std::uint32_t> all(portfolio.components());
    for (std::uint32_t k = 0; k < all.size(); ++k) all[k] = k;
    detail::PortfolioRun run(portfolio, options, plan);
    if (auto faults = run(all); !faults.empty()) return fail(std::move(faults));
    if (run.stopped()) return fail(Diagnostics{detail::stopped()});
    return plan;
}

CONVENE_DECL Result<std::size_t> reschedule(const Portfolio& portfolio, PortfolioSchedule& plan,
                                            std::span<const ProjectId> changed, const PortfolioOptions& options) {
    std::vector<std::uint32_t> components;
    for (const auto id : changed) components.push_back(portfolio.component(id));
    detail::PortfolioRun run(portfolio, options, plan, {changed.begin(), changed.end()});
    auto faults = run(components);
    if (faults.empty() && !run.stopped()) return run.scheduled();
    run.undo();
    if (faults.empty()) faults.push_back(detail::stopped());
    return fail(std::move(faults));
}

CONVENE_DECL Instant start_of(const PortfolioSchedule& plan) {
    Instant start = far_future;
    for (const auto& s : plan.projects) start = std::min(start, s->project_start());
    return start;
}

CONVENE_DECL Instant finish_of(const PortfolioSchedule& plan) {
    Instant finish = far_past;
    for (const auto& s : plan.projects) finish = std::max(finish, s->project_finish());
    return finish;
}

CONVENE_DECL PortfolioColumns columns(const PortfolioSchedule& plan) {
    PortfolioColumns c;
    std::size_t n = 0;
    for (const auto& s : plan.projects) n += s->size();
    c.project.reserve(n);
    c.activity.reserve(n);
    for (auto* column : {&c.early_start, &c.early_finish, &c.late_start, &c.late_finish, &c.start, &c.finish})
        column->reserve(n);
    c.total_float.reserve(n);
    c.free_float.reserve(n);
    const auto append = [](auto& column, const auto& values) {
        column.insert(column.end(), values.begin(), values.end());
    };
    for (const auto id : plan.projects.ids()) {
        const auto& s = plan[id];
        for (std::uint32_t a = 0; a < s.size(); ++a) {
            c.project.push_back(id.value);
            c.activity.push_back(a);
        }
        append(c.early_start, s.early_starts());
        append(c.early_finish, s.early_finishes());
        append(c.late_start, s.late_starts());
        append(c.late_finish, s.late_finishes());
        append(c.start, s.starts());
        append(c.finish, s.finishes());
        append(c.total_float, s.total_floats());
        append(c.free_float, s.free_floats());
    }
    return c;
}

} // namespace convene
