#pragma once
/// \file
/// core: the basis of every module.
///
/// - `id.hpp`, `table.hpp`, `rows.hpp`: dense ids by kind, arrays indexed by them, and compressed sparse rows.
/// - `text.hpp`, `strings.hpp`, `utf8.hpp`: texts in several languages, pools of many texts, UTF-8.
/// - `code.hpp`, `diagnostic.hpp`, `result.hpp`: coded, located findings in English and Chinese, and "a value or why
///   not".
/// - `random.hpp`: a seeded generator that gives the same numbers everywhere.
/// - `stop_token.hpp`: a way to stop long work.

#include <convene/core/diagnostic.hpp>
#include <convene/core/given.hpp>
#include <convene/core/id.hpp>
#include <convene/core/random.hpp>
#include <convene/core/result.hpp>
#include <convene/core/rows.hpp>
#include <convene/core/stop_token.hpp>
#include <convene/core/strings.hpp>
#include <convene/core/table.hpp>
#include <convene/core/text.hpp>
#include <convene/core/utf8.hpp>
