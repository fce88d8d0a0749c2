#pragma once

#include <convene/resource/impl/waiting.hpp>
#include <convene/resource/workload.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace convene {

namespace detail {

class WorkloadOf {
  public:
    WorkloadOf(const Process& process, const Levelled& plan)
        : process_(process), plan_(plan), staffing_(process), begin_(plan.early.project_start()),
          end_(plan.project_finish) {}

    Workload operator()() {
        for (const auto id : process_.people().ids()) out_.people.push_back({.person = id});
        for (const auto id : process_.roles().ids()) out_.roles.push_back({.role = id});
        Weeks people(process_.people().size());
        Weeks roles(process_.roles().size());
        for (const auto id : process_.activities().ids()) {
            for (const auto person : plan_.people[id.index()])
                book(people[person.index()], id, plan_.held_from[id.index()], plan_.finish[id.index()], 1);
            for (const auto& demand : staffing_.demands(id))
                book(roles[demand.role.index()], id, plan_.early.early_start(id), plan_.early.early_finish(id),
                     demand.count);
        }
        for (auto& load : out_.people) {
            const auto has = [&](Instant from, Instant to) { return available(load.person, from, to); };
            fill(load, people[load.person.index()], has);
        }
        for (auto& load : out_.roles) {
            const auto has = [&](Instant from, Instant to) { return available(load.role, from, to); };
            fill(load, roles[load.role.index()], has);
        }
        for (const auto& hold : plan_.holds) out_.people[hold.person.index()].held_up += waited(process_, plan_, hold);
        return std::move(out_);
    }

  private:
    using Booked = std::map<Instant, Seconds>;
    using Weeks = std::vector<Booked>;

    void book(Booked& weeks, ActivityId id, Instant from, Instant to, std::int64_t times) const {
        const auto& calendar = process_.calendar_of(id);
        for (auto week = monday_of(from); week < to; week += std::chrono::days{7}) {
            const auto part = calendar.between(std::max(week, from), std::min(week + std::chrono::days{7}, to));
            if (part.count() > 0) weeks[week] += part * times;
        }
    }

    template <class Load, class Available>
    void fill(Load& load, const Booked& booked, const Available& has) const {
        for (const auto& [week, time] : booked) {
            load.weeks.push_back({week, has(week, week + std::chrono::days{7}), time});
            load.booked += time;
        }
        if (begin_ < end_) load.available = has(begin_, end_);
    }

    [[nodiscard]] Seconds available(PersonId id, Instant from, Instant to) const {
        const auto& person = process_[id];
        const auto& calendar = !person.roles.empty()
                                   ? staffing_.calendar_of(id, person.roles.front())
                                   : process_[person.calendar ? *person.calendar : process_.calendar()];
        auto time = calendar.between(from, to);
        auto absences = person.absences;
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

CONVENE_DECL Workload workload(const Process& process, const Levelled& plan) {
    return detail::WorkloadOf(process, plan)();
}

CONVENE_DECL std::optional<Bottleneck> bottleneck(const Process& process, const Levelled& plan,
                                                  const LevelOptions& options) {
    const Staffing staffing(process);
    Table<RoleId, Seconds> waited(process.roles().size());
    for (const auto& hold : plan.holds)
        if (const auto role = detail::role_in(staffing, hold.activity, hold.person))
            waited[*role] += detail::waited(process, plan, hold);
    std::optional<Bottleneck> worst;
    for (const auto role : process.roles().ids())
        if (waited[role].count() > 0 && (!worst || waited[role] > worst->held_up))
            worst = Bottleneck{role, waited[role]};
    if (!worst) return worst;
    const auto more = detail::with_one_more(process, worst->role);
    if (const auto better = level(more, options)) worst->finish_with_one_more = better->project_finish;
    return worst;
}

} // namespace convene
