#pragma once

#include <convene/core/borrowed.hpp>
#include <convene/core/stop_token.hpp>
#include <convene/rcpsp/exact.hpp>
#include <convene/rcpsp/problem.hpp>

#include <cstdint>
#include <functional>

namespace convene::rcpsp {

/// What a search reports while it runs.
struct SearchProgress {
    std::int64_t cost = 0;
    Gap makespan;
    std::uint64_t schedules = 0;
};

struct SearchOptions {
    Objective objective = {};
    /// Schedules to generate. Each serial or parallel generation counts as one, in either direction; one that keeps
    /// some jobs in place counts for the share of the others (Debels & Vanhoucke 2007, doi:10.1287/opre.1060.0358).
    /// Allow as many as there is time for: up to about 500,000 per island, the search converges only towards the end of
    /// this number, so a search that is stopped early has found less than one that was allowed fewer. Allow more if it
    /// may be stopped at any time.
    std::uint64_t schedules = 5000;
    std::uint64_t seed = 1;
    /// Independent populations that share the budget. The answer depends on this number, not on `threads`.
    std::uint32_t islands = 1;
    /// Threads to run the islands on; 1 = in the caller's.
    std::uint32_t threads = 1;
    /// One per job: of projects or activities, as in `SgsOptions`. Used only where the search of two populations (see
    /// `search`) does not apply.
    Borrowed<std::int32_t> classes = {};
    /// A schedule to start from, such as the current plan; empty = none.
    Borrowed<Time> initial = {};
    /// Neighbourhoods to look through at the end, each by lazy clause generation with at most
    /// `neighbourhood_conflicts`: slower than generating schedules, but still finds improvements when that stalls. They
    /// don't count as schedules. Makespan only, without calendars.
    std::uint64_t neighbourhoods = 0;
    /// The limit of conflicts per neighbourhood. Those paid for by `neighbourhood_share` also end when they have used a
    /// fiftieth of it; for problems of up to 40 jobs only the budget ends a neighbourhood.
    std::uint64_t neighbourhood_conflicts = 10'000;
    /// The share of `schedules`, from 0 to 1, that goes into neighbourhoods rather than generations; at least 0.3 for
    /// up to 40 jobs, all of which are then free, 0.2 for up to 80 and 0.15 for up to 160. Each counts for the number
    /// of starts it assigned, by generation, decision or propagation, divided by the number of jobs, and for at least
    /// one; so the same number of schedules gives a better answer, but takes longer. Applies where `neighbourhoods` do.
    double neighbourhood_share = 0;
    /// Conflicts that may be spent afterwards on a proof by `solve_exactly`, which may also improve the schedule; 0 =
    /// none.
    std::uint64_t proof_conflicts = 0;
    StopToken stop = {};
    /// Called when a better schedule is found; with several threads under a lock, but in no fixed order.
    std::function<void(const SearchProgress&)> progress = {};
};

struct SearchResult {
    enum class Status : std::uint8_t {
        optimal,    ///< proven: the makespan equals a lower bound, or the cost is 0
        feasible,   ///< the best found
        infeasible, ///< proven that there is none
        unknown,    ///< none found
    };
    Status status = Status::unknown;
    /// Empty unless optimal or feasible.
    Starts starts;
    std::int64_t cost = 0;
    /// Bounds on the least makespan, whatever the objective.
    Gap makespan;
    std::uint64_t schedules = 0;
};

/// The best schedule found within the budget, with its gap. Any-time; the same seed gives the same schedule.
///
/// Where only the makespan counts and the problem has neither breaks, windows, steps nor maximum lags, two populations
/// of left- and right-justified schedules breed each other, so that making a child also justifies it (Debels &
/// Vanhoucke 2005, doi:10.1007/11424925_41). Children keep a father's densest time window (peak crossover, Valls,
/// Ballestin & Quintanilla 2008, doi:10.1016/j.ejor.2006.12.033) or take, block by block, from the parent whose next
/// jobs are packed more densely, pools weighted by how scarce they are (after Goncharov & Leonov 2017,
/// doi:10.1134/S0005117917060108), or keep the head of a schedule of the one population as it is and take the order of
/// the rest from one of the other; an activity list is generated once only. About half of the lists (a third for up to
/// 40 jobs) are decoded by the parallel scheme, which starts those jobs together that are worth most: by their use of
/// the pools, weighted anew each time, and their places in the list. Ties of the makespan go to the schedule whose work
/// lies earlier. The best ones that keep a distance from each other survive; the distance shrinks to nothing as the
/// budget is used (Segura, Coello Coello, Segredo & Hernandez Aguirre 2016, doi:10.1109/TCYB.2015.2501726): without it
/// the population would converge to few schedules too early. Above 500,000 generations per island, one population
/// follows another, each with five times the budget of the previous one, up to a million; such a search can be stopped
/// at any time. For up to 160 jobs a part of the budget goes into neighbourhoods of the shortest schedules: for up to
/// 40 jobs at the end, else after every second round, and what they find joins the population.
///
/// A neighbourhood frees the jobs that run in a window of time, pushes what ends before it to the left and what starts
/// after it to the right, up to a makespan one tick shorter, and looks for starts in between (as Palpant, Artigues &
/// Michelon 2004, doi:10.1023/B:ANOR.0000039525.09986.c9, and Debels & Vanhoucke 2007, doi:10.1287/opre.1060.0358,
/// decompose); its size follows from whether its limits suffice.
///
/// Otherwise one population of priority lists is decoded by `generate`; with a baseline no job starts before its place
/// in it. Where lists find nothing under maximum lags, `solve_exactly` looks for a first schedule.
[[nodiscard]] CONVENE_DECL SearchResult search(const Problem& problem, const SearchOptions& options = {});

} // namespace convene::rcpsp

#if defined(CONVENE_HEADER_ONLY)
#include <convene/rcpsp/impl/search.ipp>
#endif
