#pragma once
/// \file
/// run: a process made live. No threads, clock or input and output: the host says what happens and when.
///
/// - `command.hpp`, `event.hpp`, `refusal.hpp`: what may be wanted, what happened, and why not.
/// - `keyed.hpp`: commands that name things by key, number or title, and how they are looked up.
/// - `instance.hpp`: decides commands, folds events. `state.hpp`: what it knows; `run_index.hpp`: what it looks up.
/// - `agenda.hpp`: what may be done now, and when to look again. `why.hpp`: how an activity stands and why.
/// - `quota.hpp`, `cover.hpp`: who still owes what, and when too few are on duty.
/// - `case_process.hpp`, `next_round.hpp`: cases beside the main line, and a process that starts again; both are
///   instances of their own.
/// - `migration.hpp`: what going over to a changed process does.
/// - `journal.hpp`: where events are kept, and what replays them.
/// - `conform.hpp`: how far a log of what was done is as the process has it.
/// - `forecast.hpp`: the dates that follow from what has happened.

#include <convene/run/agenda.hpp>
#include <convene/run/case_process.hpp>
#include <convene/run/command.hpp>
#include <convene/run/conform.hpp>
#include <convene/run/cover.hpp>
#include <convene/run/event.hpp>
#include <convene/run/forecast.hpp>
#include <convene/run/instance.hpp>
#include <convene/run/journal.hpp>
#include <convene/run/keyed.hpp>
#include <convene/run/migration.hpp>
#include <convene/run/next_round.hpp>
#include <convene/run/quota.hpp>
#include <convene/run/refusal.hpp>
#include <convene/run/run_index.hpp>
#include <convene/run/state.hpp>
#include <convene/run/why.hpp>
