#pragma once
/// \file
/// portfolio: many processes that share people and wait for each other.
///
/// - `projects.hpp`: the portfolio, its builder, links between projects, who is the same person.
/// - `portfolio_schedule.hpp`: dates of all projects without regard to people, in parallel, and again after an edit.
/// - `portfolio_level.hpp`: dates without double bookings, with bounds, workload and the bottleneck.
/// - `saved_portfolio_plan.hpp`: plans as bytes and back, and a plan fitted to another portfolio.
/// - `verify_portfolio.hpp`: a checker that shares no code with the above.
/// - `synthetic.hpp`: seeded portfolios of any size from given processes.
/// - `executor.hpp`: whose threads work. `tbb.hpp`, which is not included here, gives those of oneTBB.

#include <convene/portfolio/executor.hpp>
#include <convene/portfolio/portfolio_level.hpp>
#include <convene/portfolio/portfolio_schedule.hpp>
#include <convene/portfolio/projects.hpp>
#include <convene/portfolio/saved_portfolio_plan.hpp>
#include <convene/portfolio/synthetic.hpp>
#include <convene/portfolio/verify_portfolio.hpp>
