#pragma once
/// \file
/// The engine: describe a process, check it, schedule it, explain it. Readers and writers are in `convene/io/`.
///
/// ```cpp
/// auto process  = convene::io::read_process_file("launch.json"); // Result<Process>: every fault at once
/// auto findings = convene::check(*process);                      // Diagnostics
/// auto plan     = convene::schedule(*process);                   // Result<Schedule>, or the conflicts
/// auto path     = convene::critical_path(*plan);
/// auto why      = convene::explain(*plan, *process->find_activity("launch-strategy"));
/// ```

#include <convene/check/check.hpp>
#include <convene/model/builder.hpp>
#include <convene/model/process.hpp>
#include <convene/schedule/conflict.hpp>
#include <convene/schedule/critical.hpp>
#include <convene/schedule/explain.hpp>
#include <convene/schedule/rollup.hpp>
#include <convene/schedule/schedule.hpp>
