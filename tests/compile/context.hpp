#pragma once
// What the snippets of the documentation take for granted. They are compiled and never run, so nothing here has a
// value.

#include <convene/convene.hpp>
#include <convene/graph/bgl.hpp>
#include <convene/graph/graph.hpp>
#include <convene/io/locate.hpp>
#include <convene/io/read_process.hpp>
#include <convene/model/model.hpp>
#include <convene/portfolio/portfolio.hpp>
#include <convene/rcpsp/rcpsp.hpp>
#include <convene/run/run.hpp>
#include <convene/staffing/staffing.hpp>
#include <convene/time/time.hpp>

#include <boost/graph/topological_sort.hpp>
#include <boost/range/iterator_range.hpp>

#include <iostream>
#include <iterator>
#include <string>

using namespace convene;

// A snippet that makes one of these itself hides it.
extern const struct SomeProcess : Result<Process> {
    operator const Process&() const; // to some it is the result of reading, to others a process
} process;
extern Process s1;
extern const Digraph graph;
extern MemoryJournal journal;
extern ActivityId launch;
extern ActivityId strategy;
extern PersonId li;
extern Request request;
extern Instant start;
extern Instant later;
extern Instant monday;
extern Instant friday;
extern Instant now;
void show(const std::string& text);
void show(const Text& text);
