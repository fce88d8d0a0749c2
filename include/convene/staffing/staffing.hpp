#pragma once
/// \file
/// staffing: the people and resources of a process. Dates are instants; the temporal system is that of `schedule`.
/// | file | holds |
/// | --- | --- |
/// | `demands.hpp` | which duties take time, who may fill them, and when those people work |
/// | `flatten.hpp` | a process as a flat problem of `rcpsp`, and its starts back as a plan |
/// | `level.hpp` | levelling: dates without double bookings, who takes part, and what delays each activity |
/// | `workload.hpp` | how such dates use people per week, and where one more would help |
/// | `critical_chain.hpp` | what determines the finish, through rules and people, and what can slip |
/// | `saved_plan.hpp` | plans as bytes, and back |
/// | `verify_plan.hpp` | a checker that shares no code with levelling |

#include <convene/staffing/critical_chain.hpp>
#include <convene/staffing/demands.hpp>
#include <convene/staffing/flat_clock.hpp>
#include <convene/staffing/flatten.hpp>
#include <convene/staffing/level.hpp>
#include <convene/staffing/levelled.hpp>
#include <convene/staffing/saved_plan.hpp>
#include <convene/staffing/verify_plan.hpp>
#include <convene/staffing/workload.hpp>
