#pragma once
/// \file
/// run: running processes. No threads, clock, input or output: the host says what happens and when.
///
/// - `command.hpp`, `event.hpp`, `refusal.hpp`: what can be requested, what happened, and why not.
/// - `keyed.hpp`: commands that name things by key, number or title, and how they are looked up.
/// - `instance.hpp`: decides commands and folds events. `state.hpp`: its state; `run_index.hpp`: its look-up tables.
/// - `agenda.hpp`: what can be done now, and when to look again. `why.hpp`: the state of an activity and its reasons.
/// - `quota.hpp`, `cover.hpp`: who still owes what, and when too few are on duty.
/// - `case_process.hpp`, `next_round.hpp`: cases beside the main line, and rounds of a repeated process; both are
///   instances of their own.
/// - `migration.hpp`: what moving to a changed process does.
/// - `journal.hpp`: where events are kept, and replaying them.
/// - `conform.hpp`: how well a log conforms to the process.
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
