#pragma once

#include <convene/model/queries.hpp>
#include <convene/schedule/detail/preparation.hpp>
#include <convene/staffing/detail/one_more.hpp>
#include <convene/staffing/detail/waits.hpp>
#include <convene/staffing/detail/weeks.hpp>
#include <convene/staffing/workload.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace convene {

namespace detail {

class WorkloadBuilder {
  public:
    explicit WorkloadBuilder(const Levelled& plan)
        : process_(plan.process()), plan_(plan), staffing_(process_), begin_(plan.project_start()),
          end_(plan.project_finish()) {}

    Workload operator()() {
        for (const auto id : process_.people().ids()) out_.people.push_back({.person = id});
        for (const auto id : process_.roles().ids()) out_.roles.push_back({.role = id});
        for (const auto id : process_.resources().ids()) out_.resources.push_back({.resource = id});
        Weeks people(process_.people().size());
        Weeks roles(process_.roles().size());
        Weeks resources(process_.resources().size());
        for (const auto id : process_.activities().ids()) {
            const auto there = plan_.people(id);
            for (std::size_t i = 0; i < there.size(); ++i) book(people[there[i].index()], id, plan_.shares(id)[i]);
            if (!has_finished(process_, id))
                for (const auto& need : process_.needs(id))
                    book(resources[need.resource.index()], id, 1000 * std::int64_t{need.units});
            for (const auto& demand : staffing_.demands(id))
                ask(roles[demand.role.index()], id, std::int64_t{demand.count} * demand.share);
        }
        for (auto& load : out_.people) {
            const auto has = [&](Instant from, Instant to) { return available(load.person, from, to); };
            fill(load, people[load.person.index()], has);
        }
        for (auto& load : out_.roles) {
            const auto has = [&](Instant from, Instant to) { return available(load.role, from, to); };
            fill(load, roles[load.role.index()], has);
        }
        for (auto& load : out_.resources) {
            const auto has = [&](Instant from, Instant to) { return available(load.resource, from, to); };
            fill(load, resources[load.resource.index()], has);
        }
        for (const auto& wait : plan_.waits()) {
            const auto time = waited(plan_, wait);
            if (wait.person)
                out_.people[(*wait.person).index()].held_up += time;
            else
                out_.resources[(*wait.resource).index()].held_up += time;
        }
        return std::move(out_);
    }

  private:
    using Booked = std::map<Instant, Seconds>;
    using Weeks = std::vector<Booked>;

    /// Notes `thousandths` of the time in which the activity is worked on.
    void book(Booked& weeks, ActivityId id, std::int64_t thousandths) const {
        spread(weeks, plan_.reserved_from(id), plan_.finish(id), thousandths,
               [&](Instant from, Instant to) { return worked_between(plan_, id, from, to); });
    }

    /// The same for the early dates.
    void ask(Booked& weeks, ActivityId id, std::int64_t thousandths) const {
        spread(weeks, plan_.early().early_start(id), plan_.early().early_finish(id), thousandths,
               [&](Instant from, Instant to) { return process_.calendar_of(id).between(from, to); });
    }

    template <class Worked>
    static void spread(Booked& weeks, Instant from, Instant to, std::int64_t thousandths, const Worked& worked) {
        constexpr std::chrono::days week{7};
        for (auto monday = monday_of(from); monday < to; monday += week) {
            const auto part = worked(std::max(monday, from), std::min(monday + week, to));
            if (part.count() > 0) weeks[monday] += Seconds{part.count() * thousandths / 1000};
        }
    }

    template <class Load, class Available>
    void fill(Load& load, const Booked& booked, const Available& has) const {
        for_each_week(booked, begin_, end_, [&](Instant week, Seconds time) {
            load.weeks.push_back({week, has(week, week + std::chrono::days{7}), time});
            load.booked += time;
        });
        if (begin_ < end_) load.available = has(begin_, end_);
    }

    [[nodiscard]] Seconds available(PersonId id, Instant from, Instant to) const {
        const auto& calendar = process_[calendar_id_of(process_, id)];
        auto time = calendar.between(from, to);
        auto absences = process_[id].absences;
        std::ranges::sort(absences, {}, &Absence::from);
        auto counted = from;
        for (const auto& absence : absences) {
            const auto begin = std::max(counted, absence.from);
            const auto end = std::min(to, absence.to);
            if (begin >= end) continue;
            time -= calendar.between(begin, end);
            counted = end;
        }
        return time;
    }

    [[nodiscard]] Seconds available(ResourceId id, Instant from, Instant to) const {
        const auto& resource = process_[id];
        const auto& calendar = process_[calendar_id_of(process_, id)];
        Seconds time{0};
        auto units = resource.capacity;
        auto since = from;
        for (const auto& change : resource.changes) {
            const auto until = std::clamp(change.from, since, to);
            time += calendar.between(since, until) * std::int64_t{units};
            since = until;
            units = change.units;
        }
        return time + calendar.between(since, to) * std::int64_t{units};
    }

    [[nodiscard]] Seconds available(RoleId id, Instant from, Instant to) const {
        Seconds time{0};
        for (const auto person : process_.people().ids())
            if (std::ranges::find(process_[person].roles, id) != process_[person].roles.end())
                time += available(person, from, to);
        return time;
    }

    const Process& process_;
    const Levelled& plan_;
    Staffing staffing_;
    Instant begin_;
    Instant end_;
    Workload out_;
};

} // namespace detail

CONVENE_DECL Workload workload(const Levelled& plan) { return detail::WorkloadBuilder(plan)(); }

CONVENE_DECL std::optional<Bottleneck> bottleneck(const Levelled& plan, const LevelOptions& options) {
    const auto& process = plan.process();
    const Staffing staffing(process);
    Table<RoleId, Seconds> roles(process.roles().size());
    Table<ResourceId, Seconds> resources(process.resources().size());
    for (const auto& wait : plan.waits()) {
        const auto time = detail::waited(plan, wait);
        if (wait.resource)
            resources[*wait.resource] += time;
        else if (const auto role = detail::role_in(staffing, wait.activity, *wait.person))
            roles[*role] += time;
    }
    Bottleneck worst;
    for (const auto id : roles.ids())
        if (roles[id] > worst.held_up) worst = {.role = id, .held_up = roles[id]};
    for (const auto id : resources.ids())
        if (resources[id] > worst.held_up) worst = {.resource = id, .held_up = resources[id]};
    if (worst.held_up.count() <= 0) return std::nullopt;
    auto more =
        worst.role ? detail::with_one_more(process, *worst.role) : detail::with_one_more(process, *worst.resource);
    const auto early = schedule(detail::with_people(plan.early().prepared(), std::move(more)));
    if (!early) return worst;
    if (const auto better = level(*early, options)) worst.finish_with_one_more = better->project_finish();
    return worst;
}

} // namespace convene
