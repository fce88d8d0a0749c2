"""Changed processes, by the editor of the library."""

from __future__ import annotations

import collections.abc
import datetime
import importlib
from typing import TYPE_CHECKING, Any

from convene._arguments import wrong

if TYPE_CHECKING:
    import numpy
    from convene import Absence, Activity, ActivityId, Parameter, ParameterId, Person, PersonId, Process, Progress, Span


def _editor(process: Any) -> Any:
    return importlib.import_module("convene._convene")._Editor(process)


def _changed(process: Any, name: str, kind: str, changes: Any, change: Any) -> Any:
    """The process after `change(editor, thing, value)` for each of the changes."""
    editor = _editor(process)
    takes = f"a dict from keys, ids or rows to {kind}"
    if not hasattr(changes, "items"):
        raise TypeError(wrong(f"Process.with_{name}()", name, takes, changes))
    for thing, value in changes.items():
        try:
            change(editor, thing, value)
        except TypeError:
            raise TypeError(wrong(f"Process.with_{name}()", name, takes, {thing: value})) from None
    return editor.build()


def with_durations(self: Process, durations: dict[ActivityId | Activity | str, Span | str | int | datetime.timedelta]) -> Process:
    """The process in which these activities last so long: `process.with_durations({"print": "5d"})`."""
    return _changed(self, "durations", "spans", durations, lambda editor, *change: editor.duration(*change))


def with_deadlines(self: Process, deadlines: dict[ActivityId | Activity | str, datetime.datetime | datetime.date | numpy.datetime64 | str | None]) -> Process:
    """The process with these deadlines; None takes one away."""
    return _changed(self, "deadlines", "dates", deadlines, lambda editor, *change: editor.deadline(*change))


def with_actuals(self: Process, actuals: dict[ActivityId | Activity | str, Progress | None]) -> Process:
    """The process with what has happened of these activities; None takes it away."""
    return _changed(self, "actuals", "Progress", actuals, lambda editor, *change: editor.progress(*change))


def with_absences(self: Process, absences: dict[PersonId | Person | str, collections.abc.Sequence[Absence]]) -> Process:
    """The process in which these people are away then, and at no other time."""
    return _changed(self, "absences", "lists of Absence", absences, lambda editor, *change: editor.absences(*change))


def with_parameters(self: Process, parameters: dict[ParameterId | Parameter | str, Span | str | int | datetime.timedelta]) -> Process:
    """The process with these values of parameters."""
    return _changed(self, "parameters", "spans", parameters, lambda editor, *change: editor.parameter(*change))


def with_dates(self: Process, *, start: datetime.datetime | datetime.date | numpy.datetime64 | str | None = None,
               finish: datetime.datetime | datetime.date | numpy.datetime64 | str | None = None,
               status_date: datetime.datetime | datetime.date | numpy.datetime64 | str | None = None) -> Process:
    """The process that starts, has to finish or stands at these dates."""
    dates = {"start": start, "finish": finish, "status_date": status_date}
    return _changed(self, "dates", "dates", {name: date for name, date in dates.items() if date is not None},
                    lambda editor, name, date: getattr(editor, name)(date))


def without(self: Process, activities: collections.abc.Sequence[ActivityId | Activity | str]) -> Process:
    """The process without these activities, and without what makes no sense without them."""
    editor = _editor(self)
    for activity in activities:
        editor.remove(activity)
    return editor.build()


