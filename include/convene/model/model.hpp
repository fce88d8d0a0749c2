#pragma once
/// \file
/// model: the vocabulary of a process and the process itself.
///
/// - `vocabulary.hpp`: the enumerations, with their names in files and their Chinese labels.
/// - `records.hpp`: what an activity, a role, an artifact, a rule consists of.
/// - `process.hpp`: `Process`, the immutable value that holds them all in flat tables, indexed by the ids of `ids.hpp`.
/// - `queries.hpp`: common questions: whose calendar, who fills a role, what has started, what runs per case.
/// - `process_graph.hpp`: which activities wait for which, as a graph for any algorithm.
/// - `builder.hpp`: `ProcessBuilder`, which takes definitions in any order and by name, and checks them as a whole.
/// - `edit.hpp`: a process with other durations, dates, people, rules or activities, as a new value.
/// - `lookup.hpp`: finds a thing by its id, number, title or a part of these.
///
/// Texts are kept in one pool and keys in one interner, so an activity with two links takes about 90 bytes in addition
/// to its text. Properties that only some activities have (steps, constraints, budgets, ...) are kept in rows that take
/// no memory if no activity has them.

#include <convene/model/builder.hpp>
#include <convene/model/edit.hpp>
#include <convene/model/lookup.hpp>
#include <convene/model/process.hpp>
#include <convene/model/process_graph.hpp>
#include <convene/model/queries.hpp>
