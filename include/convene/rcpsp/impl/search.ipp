#pragma once

#include <convene/core/detail/in_parallel.hpp>
#include <convene/rcpsp/bounds.hpp>
#include <convene/rcpsp/impl/neighbourhood.hpp>
#include <convene/rcpsp/impl/population.hpp>
#include <convene/rcpsp/priority.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/rcpsp/sgs.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <utility>

namespace convene::rcpsp {

namespace detail {

/// Problems of up to so many jobs are searched by lazy clause generation as a whole.
constexpr std::uint32_t small_problem = 40;

/// What one island found.
struct Island {
    Starts starts;
    std::int64_t cost = 0;
    std::uint64_t schedules = 0;
    /// Of these, what neighbourhoods cost.
    std::uint64_t neighbourhoods = 0;
    /// Nothing is shorter.
    bool optimal = false;
    /// Other schedules of the same cost.
    std::vector<Starts> peers = {};
};

/// The population of priority lists for everything that can't be packed.
class Lists {
  public:
    Lists(const Problem& problem, const SearchOptions& options, std::uint64_t seed, std::uint64_t budget)
        : p_(problem), o_(options), random_(seed), budget_(budget) {}

    template <class Improved>
    Island run(Improved improved) {
        improved_ = false;
        seed_population();
        const auto size = std::max<std::size_t>(4, population_.size());
        while (used_ < budget_ && !o_.stop.stop_requested() && !(found() && best_.cost <= 0)) {
            if (std::exchange(improved_, false) && !improved(best_)) break;
            Member child;
            if (population_.size() < 2) {
                noisy(child.keys);
            } else {
                const auto& a = population_[pick()];
                const auto& b = population_[pick()];
                child.keys = a.keys;
                const auto from = random_.below(p_.jobs());
                const auto to = from + random_.below(p_.jobs() - from) + 1;
                for (auto i = from; i < to; ++i) child.keys[p_.order()[i]] = b.keys[p_.order()[i]];
                for (auto& k : child.keys)
                    if (random_.chance(1.5 / p_.jobs())) k += (random_.unit() - 0.5) * spread_;
            }
            if (!decode(child, random_.chance(0.3) ? Scheme::parallel : Scheme::serial)) continue;
            const bool twin = std::ranges::any_of(
                population_, [&](const Member& m) { return m.cost == child.cost && m.keys == child.keys; });
            if (twin) continue;
            if (population_.size() < size) {
                population_.push_back(std::move(child));
            } else {
                const auto worst = std::ranges::max_element(population_, {}, &Member::cost);
                if (child.cost <= worst->cost) *worst = std::move(child);
            }
        }
        if (std::exchange(improved_, false)) improved(best_);
        best_.schedules = used_;
        return std::move(best_);
    }

  private:
    struct Member {
        std::vector<double> keys;
        std::int64_t cost = 0;
    };

    [[nodiscard]] bool found() const { return !best_.starts.empty(); }

    std::size_t pick() {
        const auto size = static_cast<std::uint32_t>(population_.size());
        const auto a = random_.below(size);
        const auto b = random_.below(size);
        return population_[a].cost <= population_[b].cost ? a : b;
    }

    void noisy(std::vector<double>& keys) {
        keys = base_;
        for (auto& k : keys) k += spread_ * (random_.unit() - 0.5);
    }

    bool decode(Member& m, Scheme scheme) {
        ++used_;
        const auto g = generate(p_, {.scheme = scheme,
                                     .keys = m.keys,
                                     .classes = o_.classes,
                                     .not_before = o_.objective.baseline,
                                     .unschedule_limit = 50});
        if (!g.complete()) return false;
        m.cost = cost(p_, o_.objective, g.starts);
        // The schedule itself is the better list: what was decoded late goes late.
        for (Job j = 0; j < p_.jobs(); ++j) m.keys[j] = 0.5 * (m.keys[j] + g.starts[j]);
        if (!found() || m.cost < best_.cost) {
            best_.cost = m.cost;
            best_.starts = g.starts;
            improved_ = true;
            justify();
        }
        return true;
    }

    /// Pushes the best schedule to and fro where only the makespan counts; both passes are schedules of the budget.
    void justify() {
        if (!o_.objective.makespan_only() || !o_.classes.empty() || !p_.acyclic() || used_ + 2 > budget_) return;
        used_ += 2;
        auto shorter = justified(p_, best_.starts);
        const auto now = cost(p_, o_.objective, shorter);
        if (now >= best_.cost) return;
        best_.cost = now;
        best_.starts = std::move(shorter);
    }

    void seed_population() {
        const auto first = earliest_starts(p_);
        spread_ = first ? 0.3 * makespan(p_, *first) + 1 : 1;
        if (!o_.initial.empty()) {
            best_.starts.assign(o_.initial.begin(), o_.initial.end());
            best_.cost = cost(p_, o_.objective, best_.starts);
            improved_ = true;
        }
        const auto limit = std::max<std::uint64_t>(4, std::min<std::uint64_t>(60, budget_ / 20));
        const auto join = [&](std::vector<double> keys, Scheme scheme) {
            if (used_ >= budget_ || o_.stop.stop_requested()) return;
            Member m{std::move(keys), 0};
            if (decode(m, scheme)) population_.push_back(std::move(m));
        };
        for (const auto source : {o_.initial, Borrowed<Time>(o_.objective.baseline)})
            if (!source.empty()) join(std::vector<double>(source.begin(), source.end()), Scheme::serial);
        if (!o_.objective.dues.empty()) join(by_due(), Scheme::serial);
        for (const auto rule : {Rule::lst, Rule::est, Rule::minslk}) {
            join(priorities(p_, rule), Scheme::serial);
            join(priorities(p_, rule), Scheme::parallel);
        }
        base_ = priorities(p_, Rule::lst);
        for (std::uint64_t i = population_.size(); i < limit; ++i) {
            std::vector<double> keys;
            noisy(keys);
            join(std::move(keys), i % 2 == 0 ? Scheme::serial : Scheme::parallel);
        }
    }

    /// Each job by the earliest due date that hangs on it, less the path to it.
    std::vector<double> by_due() {
        const auto horizon = safe_horizon(p_);
        std::vector<double> due(p_.jobs(), horizon);
        for (const auto& d : o_.objective.dues)
            due[d.job] = std::min<double>(due[d.job], d.due - static_cast<double>(d.weight) * 1e-3);
        for (auto i = p_.order().rbegin(); i != p_.order().rend(); ++i)
            for (const auto& l : p_.successors(*i))
                if (p_.orders(*i, l)) due[*i] = std::min(due[*i], due[l.job] - p_.distance(*i, l));
        return due;
    }

    const Problem& p_;
    const SearchOptions& o_;
    Random random_;
    std::uint64_t budget_;
    std::uint64_t used_ = 0;
    bool improved_ = false;
    double spread_ = 1;
    std::vector<double> base_;
    std::vector<Member> population_;
    Island best_;
};

/// The share of the budget that goes into neighbourhoods: where they are small enough not to take much longer, at least
/// the one that was measured best on PSPLIB's J30, J60 and J120.
inline double neighbourhood_share(const Packed& packed, const SearchOptions& o) {
    const double usual = packed.jobs <= small_problem       ? 0.3
                         : packed.jobs <= 2 * small_problem ? 0.2
                         : packed.jobs <= 4 * small_problem ? 0.15
                                                            : 0.0;
    return std::clamp(o.neighbourhood_share, usual, 1.0);
}

/// Schedules for one island.
struct Budget {
    std::uint64_t generations = 0;
    std::uint64_t neighbourhoods = 0;
};

/// Rounds of generations and neighbourhoods of the shortest schedules take turns; what these find joins the population.
inline Island run_population(const Problem& p, const Packed& packed, const SearchOptions& o, std::uint64_t seed,
                             Budget budget, Time lower, auto tell) {
    PopulationSettings settings;
    adapt(settings, packed.jobs);
    Population population(packed, settings, seed, budget.generations, lower, o.stop);
    Island out;
    Neighbourhood neighbourhood(p, packed, seed);
    Random random(seed + 1);
    Allowance allowance(budget.neighbourhoods);
    const auto stop = [&] { return o.stop.stop_requested(); };
    const auto told = [&] {
        return tell(population.best_makespan(), population.used() + allowance.spent()) && !o.stop.stop_requested();
    };
    // False if there is nothing shorter.
    const auto take_turns = [&] {
        const double done = static_cast<double>(population.used()) / static_cast<double>(budget.generations);
        const auto due = static_cast<std::uint64_t>(done * static_cast<double>(budget.neighbourhoods));
        while (allowance.spent() < due && allowance.left() && population.best_makespan() > lower && !stop()) {
            const auto makespan = population.best_makespan();
            auto peers = population.shortest(makespan);
            if (peers.empty()) return true;
            auto& s = peers[random.below(static_cast<std::uint32_t>(peers.size()))];
            const auto found =
                neighbourhood.improve(s, lower, makespan, {o.neighbourhood_conflicts, allowance.share()}, stop);
            allowance.pay(found.schedules);
            out.optimal = found.optimal;
            if (found.optimal) return false;
            if (found.improved) population.join(s);
        }
        return true;
    };
    Starts initial(o.initial.begin(), o.initial.end());
    if (!initial.empty()) initial.resize(packed.jobs, 0);
    population.run(initial.empty() ? nullptr : &initial, told, take_turns);
    out.schedules = population.used() + allowance.spent();
    out.neighbourhoods = allowance.spent();
    out.starts = population.best();
    if (out.starts.empty()) return out;
    // A virtual source may have been added, and right-justified schedules start where they like.
    if (packed.jobs > p.jobs())
        for (auto& t : out.starts) t -= out.starts[p.jobs()];
    out.starts.resize(p.jobs());
    out.cost = cost(p, o.objective, out.starts);
    if (packed.jobs == p.jobs() && (o.neighbourhoods > 0 || neighbourhood_share(packed, o) > 0))
        out.peers = population.shortest(population.best_makespan());
    return out;
}

/// Looks through `neighbourhoods` of the shortest schedules, and more for `budget` schedules. True if the last one
/// proves that there is nothing shorter.
inline bool improve_by_neighbourhoods(const Problem& p, const Packed& packed, const SearchOptions& o, SearchResult& r,
                                      std::uint64_t budget, std::vector<Starts> peers, auto tell) {
    constexpr std::size_t peer_limit = 20;
    constexpr double no_limit = 1e12;
    Neighbourhood neighbourhood(p, packed, o.seed);
    Random random(o.seed + 1);
    Allowance allowance(budget);
    peers.insert(peers.begin(), r.starts);
    if (peers.size() > peer_limit) peers.resize(peer_limit);
    const auto stop = [&] { return o.stop.stop_requested(); };
    // A problem that is free as a whole each time shouldn't start all over again and again.
    const bool whole = p.jobs() <= small_problem && o.neighbourhoods == 0;
    const auto conflicts = whole ? std::numeric_limits<std::uint64_t>::max() / 2 : o.neighbourhood_conflicts;
    const auto generated = r.schedules;
    for (std::uint64_t i = 0; i < o.neighbourhoods || allowance.left(); ++i) {
        if (*r.makespan.upper <= r.makespan.lower || stop()) break;
        Starts s = peers[random.below(static_cast<std::uint32_t>(peers.size()))];
        const bool counts = i >= o.neighbourhoods;
        const auto schedules = !counts ? no_limit : whole ? allowance.rest() : allowance.share();
        const auto found = neighbourhood.improve(s, r.makespan.lower, *r.makespan.upper, {conflicts, schedules}, stop);
        if (counts) allowance.pay(found.schedules);
        r.schedules = generated + allowance.spent();
        if (found.optimal) return true;
        if (!found.improved) continue;
        r.makespan.upper = makespan(p, s);
        r.cost = cost(p, o.objective, s);
        r.starts = s;
        peers.assign(1, std::move(s));
        tell();
    }
    return false;
}

/// How the schedules of a search are shared out.
struct SearchPlan {
    std::optional<Packed> packed;
    std::uint32_t islands = 1;
    std::uint64_t for_neighbourhoods = 0;
    std::uint64_t generations = 0;
    /// Whether populations and neighbourhoods take turns. Small problems are searched as a whole, after the population.
    bool in_turns = false;
};

inline SearchPlan plan_search(const Problem& p, const SearchOptions& o, bool only_makespan) {
    SearchPlan s;
    if (only_makespan && o.classes.empty()) s.packed = Packed::make(p);
    s.islands = std::max(1U, o.islands);
    const double share = s.packed ? neighbourhood_share(*s.packed, o) : 0.0;
    // They start from a schedule, so each island generates one at least.
    s.for_neighbourhoods = std::min(static_cast<std::uint64_t>(share * static_cast<double>(o.schedules)),
                                    o.schedules - std::min<std::uint64_t>(s.islands, o.schedules));
    s.generations = o.schedules - s.for_neighbourhoods;
    s.in_turns = s.packed && s.packed->jobs == p.jobs() && p.jobs() > small_problem;
    return s;
}

/// Tells what is better than all that was told before, from whatever thread.
class SearchNews {
  public:
    /// The lower bound is that of `result` when it is told.
    SearchNews(const SearchOptions& options, const SearchResult& result) : o_(options), result_(result) {}

    void operator()(std::int64_t value, std::optional<Time> span, std::uint64_t schedules) {
        if (!o_.progress) return;
        const std::lock_guard lock(mutex_);
        if (told_ && *told_ <= value) return;
        told_ = value;
        o_.progress({value, {result_.makespan.lower, span}, schedules});
    }

  private:
    const SearchOptions& o_;
    const SearchResult& result_;
    std::mutex mutex_;
    std::optional<std::int64_t> told_;
};

/// What each island finds; none knows of another.
inline std::vector<Island> run_islands(const Problem& p, const SearchOptions& o, const SearchPlan& plan, Time lower,
                                       SearchNews& news) {
    std::vector<Island> found(plan.islands);
    convene::detail::in_parallel(plan.islands, o.threads, [&](std::uint32_t i, std::uint32_t) {
        const auto part = [&](std::uint64_t of) { return of / plan.islands + (i < of % plan.islands ? 1 : 0); };
        const auto budget = part(plan.generations);
        const auto seed = Random(o.seed + 0x632BE59BD9B4E019ULL * i).next();
        if (plan.packed) {
            const Budget both{budget, plan.in_turns ? part(plan.for_neighbourhoods) : 0};
            found[i] = run_population(p, *plan.packed, o, seed, both, lower, [&](Time span, auto used) {
                news(o.objective.makespan * span, span, used);
                return true;
            });
        } else {
            found[i] = Lists(p, o, seed, budget).run([&](const Island& best) {
                news(best.cost, makespan(p, best.starts), best.schedules);
                return true;
            });
        }
    });
    return found;
}

/// The best of what islands found, and its peers; how many schedules neighbourhoods took goes to `spent`.
inline std::vector<Starts> take_best(const Problem& p, std::vector<Island> found, SearchResult& r,
                                     std::uint64_t& spent) {
    std::vector<Starts> peers;
    for (auto& island : found) {
        r.schedules += island.schedules;
        spent += island.neighbourhoods;
        if (island.starts.empty() || (!r.starts.empty() && island.cost >= r.cost)) continue;
        r.cost = island.cost;
        r.starts = std::move(island.starts);
        peers = std::move(island.peers);
    }
    if (!r.starts.empty()) r.makespan.upper = makespan(p, r.starts);
    if (std::ranges::any_of(found, &Island::optimal)) r.makespan.lower = *r.makespan.upper;
    return peers;
}

/// Looks for a proof, or for a schedule where none was found. False if there is none.
inline bool prove(const Problem& p, const SearchOptions& o, SearchResult& r, SearchNews& news) {
    const auto limit = std::max<std::uint64_t>(o.proof_conflicts, r.starts.empty() ? 20'000 : 0);
    auto e =
        solve_exactly(p, {.incumbent = r.starts, .lower = r.makespan.lower, .conflict_limit = limit, .stop = o.stop});
    if (e.status == ExactResult::Status::infeasible) return false;
    r.makespan.lower = std::max(r.makespan.lower, e.gap.lower);
    if (e.starts.empty()) return true;
    r.starts = std::move(e.starts);
    r.cost = cost(p, o.objective, r.starts);
    r.makespan.upper = makespan(p, r.starts);
    news(r.cost, r.makespan.upper, r.schedules);
    return true;
}

} // namespace detail

CONVENE_DECL SearchResult search(const Problem& p, const SearchOptions& o) {
    using Status = SearchResult::Status;
    SearchResult r;
    r.makespan.lower = lower_bound(p);
    if (r.makespan.lower >= unbounded) return r.status = Status::infeasible, r;
    if (p.jobs() == 0) return r.status = Status::optimal, r.makespan.upper = 0, r;

    const bool only_makespan = o.objective.makespan_only() && o.objective.makespan > 0;
    const auto plan = detail::plan_search(p, o, only_makespan);
    detail::SearchNews news(o, r);
    std::uint64_t spent = 0;
    auto peers = detail::take_best(p, detail::run_islands(p, o, plan, r.makespan.lower, news), r, spent);
    if (plan.packed && !r.starts.empty() && (o.neighbourhoods > 0 || plan.for_neighbourhoods > 0)) {
        // An allowance rounds up, so islands may have spent one more than they were given.
        const auto left = plan.for_neighbourhoods - std::min(spent, plan.for_neighbourhoods);
        const auto found_better = [&] { news(r.cost, r.makespan.upper, r.schedules); };
        if (detail::improve_by_neighbourhoods(p, *plan.packed, o, r, left, std::move(peers), found_better))
            r.makespan.lower = *r.makespan.upper;
    }
    const bool proof =
        o.proof_conflicts > 0 && only_makespan && !(r.makespan.upper && *r.makespan.upper <= r.makespan.lower);
    if (!o.stop.stop_requested() && !p.has_calendars() && (proof || r.starts.empty()))
        if (!detail::prove(p, o, r, news)) return r.status = Status::infeasible, r;
    if (r.starts.empty()) return r;
    const bool optimal = only_makespan ? *r.makespan.upper <= r.makespan.lower : r.cost <= 0;
    r.status = optimal ? Status::optimal : Status::feasible;
    return r;
}

} // namespace convene::rcpsp
