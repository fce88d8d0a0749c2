#pragma once
/// \file
/// rcpsp: the resource-constrained project scheduling problem, flat: jobs, pools, lags and windows in integers.
///
/// Knows nothing about processes; can be linked alone as `convene::rcpsp`. Everything is in namespace `convene::rcpsp`.
/// | file | holds |
/// | --- | --- |
/// | `problem.hpp` | the problem, its validation, temporal windows, objective |
/// | `profile.hpp` | the free capacity of a pool over time, for a million bookings |
/// | `priority.hpp` | priority rules of the literature |
/// | `sgs.hpp` | serial and parallel schedule generation |
/// | `bounds.hpp` | lower bounds |
/// | `search.hpp` | the any-time metaheuristic |
/// | `exact.hpp` | proofs of optimality and infeasibility |
/// | `verify.hpp` | a checker that shares no code with the above |
/// | `benchmark_formats.hpp` | PSPLIB, Patterson, ProGen/max and MPLIB texts |

#include <convene/rcpsp/benchmark_formats.hpp>
#include <convene/rcpsp/bounds.hpp>
#include <convene/rcpsp/exact.hpp>
#include <convene/rcpsp/priority.hpp>
#include <convene/rcpsp/problem.hpp>
#include <convene/rcpsp/profile.hpp>
#include <convene/rcpsp/search.hpp>
#include <convene/rcpsp/sgs.hpp>
#include <convene/rcpsp/verify.hpp>
