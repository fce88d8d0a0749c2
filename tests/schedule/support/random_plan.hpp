#pragma once

#include "schedule/support/brute_schedule.hpp"
#include "schedule/support/build_plan.hpp"
#include "schedule/support/plan.hpp"

#include <convene/core/random.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Random processes of a few activities, with whatever a process may have.
namespace convene::test {

/// The Monday before the first day on which a random process starts.
inline constexpr Time random_monday = 20'514 * day; // 2026-03-02

/// Some random calendars, for both sides.
struct RandomCalendars {
    std::vector<PlanCalendar> plans;
    std::vector<Calendar> real;
    BruteCalendars brute;
};

class RandomPlans {
  public:
    struct Chances {
        double rule = 0.5;
        double max = 0.25;
        double constraint = 0.12;
        double progress = 0.2;
        double months = 0.08;
    };

    explicit RandomPlans(std::uint64_t seed) : random_(seed) {}

    RandomCalendars calendars() {
        std::vector<PlanCalendar> plans;
        for (int i = 0; i < 5; ++i) plans.push_back(calendar("calendar-" + std::to_string(i)));
        std::vector<Calendar> real;
        for (const auto& p : plans) real.push_back(calendar_of(p));
        BruteCalendars brute(plans, random_monday - 20 * 7 * day, 65 * 7);
        return {std::move(plans), std::move(real), std::move(brute)};
    }

    Plan plan(const RandomCalendars& calendars, Chances chances) {
        Plan p;
        p.calendars = calendars.plans;
        p.project_calendar = pick(static_cast<int>(p.calendars.size()));
        p.start = random_monday + between(0, 6) * day + (chance(0.7) ? 9 * hour : between(0, 1439) * 60);
        const int n = static_cast<int>(between(2, 8));
        // Activities stand in one order in the list and depend on each other in another.
        std::vector<int> rank;
        for (int i = 0; i < n; ++i) rank.push_back(i);
        if (chance(0.7))
            for (int i = n; i-- > 1;) std::swap(rank[at(i)], rank[at(pick(i + 1))]);
        std::vector<int> of_rank(at(n));
        for (int i = 0; i < n; ++i) of_rank[at(rank[at(i)])] = i;
        for (int i = 0; i < n; ++i) p.activities.push_back(activity(p, i, chances));
        if (chance(chances.progress)) add_progress(p, of_rank);
        // Civil months are not monotone where they clip, so loops are kept free of them.
        if (chance(chances.months)) chances.max = 0;
        for (int a = 0; a < n; ++a)
            for (int b = a + 1; b < n; ++b) add_links(p, of_rank[at(a)], of_rank[at(b)], b - a, chances);
        if (chance(0.1)) p.target = pick(n);
        return p;
    }

    bool chance(double x) { return random_.chance(x); }
    std::int64_t between(std::int64_t low, std::int64_t high) { return random_.between(low, high); }
    int pick(int count) { return static_cast<int>(random_.below(static_cast<std::uint32_t>(count))); }

  private:
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }

    PlanCalendar calendar(std::string key) {
        PlanCalendar c{.key = std::move(key)};
        static const std::vector<std::vector<PlanShift>> days{{{540, 720}, {780, 1080}},
                                                              {{600, 720}, {840, 900}},
                                                              {{480, 600}, {615, 720}, {750, 900}, {905, 1080}},
                                                              {{1320, 1800}},
                                                              {{360, 840}, {840, 1320}},
                                                              {{0, 1440}}};
        const auto& usual = days[at(pick(static_cast<int>(days.size())))];
        const bool weekend = chance(0.3);
        for (std::size_t d = 0; d < 7; ++d)
            if (d < 5 || weekend) c.week[d] = usual;
        if (chance(0.2)) c.week[4] = {{540, 720}};
        if (chance(0.1) && usual.front().from > 360) c.week[6] = {{1380, 1500}};
        if (chance(0.6)) {
            auto first = random_monday / day + between(0, 12);
            for (int i = static_cast<int>(between(1, 4)); i > 0; --i) {
                const auto last = first + (chance(0.6) ? 0 : between(1, 4));
                c.exceptions.push_back({first, last, {}});
                if (chance(0.4)) c.exceptions.back().shifts = {{570, 690}};
                if (chance(0.2)) c.exceptions.back().shifts = {{540, 720}, {780, 1080}};
                first = last + between(1, 10);
            }
        }
        if (chance(0.3)) {
            c.day_size = 7 * hour + 1800;
            c.week_size = 36 * hour;
            c.month_size = 150 * hour;
        }
        return c;
    }

    PlanSpan work() {
        const auto kind = pick(10);
        if (kind < 2) return {};
        if (kind < 6) return {static_cast<std::int32_t>(between(1, 12)), 'h'};
        if (kind < 8) return {static_cast<std::int32_t>(between(1, 100) * 7), 'm'};
        if (kind < 9) return {static_cast<std::int32_t>(between(1, 2)), 'd'};
        return {static_cast<std::int32_t>(between(1, 60)), 'h', true};
    }

    PlanActivity activity(const Plan& p, int i, const Chances& chances) {
        PlanActivity a{.key = "activity-" + std::to_string((i * 7 + 3) % 11) + "-" + std::to_string(i)};
        const auto kind = pick(10);
        a.kind = kind < 3 ? 'm' : kind < 8 ? 't' : kind < 9 ? 's' : 'x';
        if (a.kind == 'm' || a.kind == 't') a.duration = work();
        if (chance(0.5)) a.calendar = pick(static_cast<int>(p.calendars.size()));
        if (a.kind == 'x' && chance(0.6)) a.date = date(p);
        for (int c = 0; c < 2; ++c)
            if (chance(chances.constraint)) a.constraints.push_back(constraint(p));
        if (chance(0.08)) a.deadline = date(p);
        a.as_late_as_possible = chance(0.1);
        return a;
    }

    Time date(const Plan& p) {
        const auto days = *p.start / day + between(0, 16);
        return days * day + (chance(0.5) ? 9 * hour : between(0, 1439) * 60 + (chance(0.2) ? 17 : 0));
    }

    PlanConstraint constraint(const Plan& p) {
        static constexpr PlanDate kinds[]{PlanDate::start_no_earlier, PlanDate::finish_no_earlier,
                                          PlanDate::start_no_earlier, PlanDate::finish_no_earlier,
                                          PlanDate::start_no_later,   PlanDate::finish_no_later,
                                          PlanDate::start_on,         PlanDate::finish_on};
        const auto kind = kinds[at(pick(8))];
        auto when = date(p);
        if (kind == PlanDate::start_no_later || kind == PlanDate::finish_no_later) when += 10 * day;
        return {kind, when};
    }

    PlanSpan lag() {
        switch (pick(8)) {
        case 0: return {static_cast<std::int32_t>(between(-6, 12)), 'h'};
        case 1: return {static_cast<std::int32_t>(between(-30, 90) * 7), 'm'};
        case 2: return {static_cast<std::int32_t>(between(-1, 2)), 'd'};
        case 3: return {static_cast<std::int32_t>(between(-20, 60)), 'h', true};
        case 4: return {static_cast<std::int32_t>(between(-1, 3)), 'd', true};
        default: return {};
        }
    }

    static PlanSpan longer(PlanSpan s, int by) {
        s.amount += by;
        return s;
    }

    PlanRule rule(const Plan& p, int from, int to) {
        PlanRule r{.from = from, .to = to};
        if (chance(0.5)) {
            r.from_end = chance(0.5) ? End::start : End::finish;
            r.to_end = chance(0.5) ? End::start : End::finish;
        }
        r.on = static_cast<LagOn>(pick(5));
        r.named = pick(static_cast<int>(p.calendars.size()));
        return r;
    }

    void add_links(Plan& p, int a, int b, int distance, const Chances& chances) {
        const double near = distance == 1 ? 1.3 : 0.6;
        if (chance(chances.rule * near)) {
            auto r = rule(p, a, b);
            r.min = lag();
            if (chance(chances.max)) {
                r.max = chance(0.5) ? longer(*r.min, static_cast<int>(between(0, r.min->unit == 'm' ? 900 : 20)))
                                    : PlanSpan{static_cast<std::int32_t>(between(1, 9)), 'd', chance(0.5)};
                if (r.max->unit == r.min->unit && r.max->elapsed == r.min->elapsed)
                    r.max->amount = std::max(r.max->amount, r.min->amount);
            }
            p.rules.push_back(r);
        }
        if (chance(chances.max * 0.3)) {
            auto r = chance(0.5) ? rule(p, a, b) : rule(p, b, a);
            r.max = PlanSpan{static_cast<std::int32_t>(between(-10, 50)), 'h', chance(0.4)};
            if (chance(0.1)) r.max = PlanSpan{};
            p.rules.push_back(r);
        }
        if (chances.max == 0 && chance(0.15)) {
            auto r = rule(p, a, b);
            r.min = PlanSpan{static_cast<std::int32_t>(between(-1, 2)), 'M', true};
            p.rules.push_back(r);
        }
        if (chance(0.05)) {
            const int artifact = p.artifacts++;
            p.activities[at(a)].produces.push_back(artifact);
            p.activities[at(b)].consumes.push_back(artifact);
        }
        if (chance(0.03)) p.activities[at(a)].starts.push_back(b);
    }

    void add_progress(Plan& p, const std::vector<int>& of_rank) {
        p.status = *p.start + between(0, 5) * day + between(0, 600) * 60;
        const auto moment = [&] { return *p.start + between(0, (*p.status - *p.start) / 60) * 60; };
        for (const int i : of_rank) {
            auto& a = p.activities[at(i)];
            if (a.kind == 'x' && a.date) continue;
            if (chance(0.35)) break;
            auto from = moment();
            auto to = moment();
            if (from > to) std::swap(from, to);
            a.actual_start = from;
            const bool instant = a.duration.amount == 0;
            if (instant) to = from;
            if (chance(0.5) || instant) {
                a.actual_finish = to;
            } else if (chance(0.5)) {
                a.remaining = PlanSpan{static_cast<std::int32_t>(between(0, 8)), 'h', a.duration.elapsed};
            }
        }
    }

    Random random_;
};

} // namespace convene::test
