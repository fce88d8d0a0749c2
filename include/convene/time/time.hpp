#pragma once
/// \file
/// Time: what a plan's dates are made of. Everything is a value; nothing reads a clock, a zone or a locale.
///
/// | header | holds |
/// | --- | --- |
/// | `instant.hpp` | `Instant`, `Date`, `Seconds`; ISO 8601 in and out; `far_past` and `far_future` |
/// | `span.hpp` | `Span`, an amount as people write it: `3d` working, `3ed` elapsed |
/// | `months.hpp` | civil months, with clipping, and their inverses |
/// | `shift.hpp` | `Shift`, `WeekPattern` |
/// | `calendar.hpp` | `Calendar`: week, exceptions, derivation, intersection, coverage, sizes |
/// | `work_table.hpp` | `WorkTable`: the queries of a calendar, by reference, for inner loops |
/// | `recurrence.hpp` | `Recurrence`: RFC 5545's rules for dates |
///
/// A calendar is a set of working seconds. With W(t) the number of them before `t`, `earliest(t, w)` is the least
/// instant with W at least W(t) + w, and `latest(t, w)` the greatest with W at most W(t) + w. Both are monotone, and
/// for w != 0 they undo each other: `b >= earliest(a, w)` exactly if `a <= latest(b, -w)`. This is all a scheduler
/// needs to pass through a network forwards and backwards on any calendars.
///
/// ```cpp
/// const auto calendar = convene::Calendar::standard();
/// const auto start = *convene::parse_instant("2026-03-31T09:00");
/// const auto work = *convene::working_seconds(convene::spans::days(3), calendar);
/// convene::to_string(calendar.add(start, work)); // 2026-04-02T18:00
/// ```

#include <convene/time/calendar.hpp>
#include <convene/time/instant.hpp>
#include <convene/time/months.hpp>
#include <convene/time/recurrence.hpp>
#include <convene/time/shift.hpp>
#include <convene/time/span.hpp>
#include <convene/time/work_table.hpp>
