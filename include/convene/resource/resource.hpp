#pragma once
/// \file
/// resource: people and other scarce resources.
///
/// The process layer asks people; dates are instants, and the temporal system is that of `schedule`:
/// - `staffing.hpp`: which duties take time, who may fill them, and when those are at work.
/// - `level.hpp`: dates at which nobody is in two places, who takes part, and what holds each delayed activity.
/// - `workload.hpp`: how people are used by such dates, per week, and where one more would help.
/// - `critical_chain.hpp`: what holds the end of such dates, over rules and people, and what can slip.
/// - `verify_plan.hpp`: a checker of such dates that shares no code with what makes them.
///
/// The flat layer (namespace `rcpsp`) knows nothing of processes:
/// | file | holds |
/// | --- | --- |
/// | `rcpsp.hpp` | the problem, its validation, temporal windows, objective |
/// | `profile.hpp` | what is left of a pool over time, for a million bookings |
/// | `priority.hpp` | priority rules of the literature |
/// | `sgs.hpp` | serial and parallel schedule generation |
/// | `bounds.hpp` | lower bounds |
/// | `search.hpp` | the any-time metaheuristic |
/// | `exact.hpp` | optimality and infeasibility proofs |
/// | `verify.hpp` | a checker that shares no code with the above |
/// | `benchmark_formats.hpp` | PSPLIB, Patterson, ProGen/max and MPLIB texts |

#include <convene/resource/benchmark_formats.hpp>
#include <convene/resource/bounds.hpp>
#include <convene/resource/critical_chain.hpp>
#include <convene/resource/exact.hpp>
#include <convene/resource/level.hpp>
#include <convene/resource/priority.hpp>
#include <convene/resource/profile.hpp>
#include <convene/resource/rcpsp.hpp>
#include <convene/resource/search.hpp>
#include <convene/resource/sgs.hpp>
#include <convene/resource/staffing.hpp>
#include <convene/resource/verify.hpp>
#include <convene/resource/verify_plan.hpp>
#include <convene/resource/workload.hpp>
