"""Activities of a process from the rows of a table."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from convene import ProcessBuilder

# What a column says of an activity: a call of its builder for each value, or one for all values of a cell.
_EACH = ("after", "before", "produces", "consumes", "starts", "step", "initiated_by", "worked_by", "decided_by", "reported_by",
         "attended_by", "informs")
_ONE = ("lasts", "phase", "calendar", "deadline", "purpose", "description", "location", "number", "budget")
_METHODS = {"phase": "in_phase", "calendar": "on_calendar"}


def _is_missing(value: object) -> bool:
    """None, NaN, NaT, an empty text or list."""
    if value is None or (isinstance(value, (str, list, tuple)) and len(value) == 0):
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return False


def _rows(table: Any) -> Iterator[Mapping[str, Any]]:
    if hasattr(table, "iter_rows"):  # polars
        yield from table.iter_rows(named=True)
    elif hasattr(table, "to_pylist"):  # Arrow
        yield from table.to_pylist()
    elif hasattr(table, "to_dict"):  # pandas
        yield from table.to_dict("records")
    else:
        yield from table


def _values(cell: Any) -> list[Any]:
    if isinstance(cell, str):
        return [part.strip() for part in cell.replace(";", ",").split(",") if part.strip()]
    return list(cell) if isinstance(cell, Iterable) else [cell]


def rows(self: ProcessBuilder, table: Any) -> ProcessBuilder:
    """Adds an activity for each row of a table: a pandas, polars or Arrow table, or dicts.

    The column `key` has to be there. `title` and `kind` ("task" unless said) are those of `activity`; every other column is a
    method of `ActivityBuilder`, which is called with what stands there: `lasts`, `phase`, `calendar`, `deadline`, `purpose`,
    `description`, `location`, `number`, `budget`, and of several values, as a list or as text with commas, `after`, `before`,
    `produces`, `consumes`, `starts`, `step`, `initiated_by`, `worked_by`, `decided_by`, `reported_by`, `attended_by` and
    `informs`. Empty cells say nothing.
    """
    for number, row in enumerate(_rows(table)):
        cells = {column: cell for column, cell in row.items() if not _is_missing(cell)}
        if "key" not in cells:
            raise ValueError(f"row {number} of the table has no key")
        activity = self.activity(cells.pop("kind", "task"), str(cells.pop("key")), cells.pop("title", ""))
        for column, cell in cells.items():
            if column in _EACH:
                for value in _values(cell):
                    getattr(activity, column)(value)
            elif column in _ONE:
                getattr(activity, _METHODS.get(column, column))(cell)
            else:
                near = difflib.get_close_matches(str(column), ["key", "title", "kind", *_ONE, *_EACH], 1)
                raise ValueError(f"the table has a column {column!r} that says nothing of an activity"
                                 + (f"; do you mean {near[0]!r}?" if near else ""))
    return self
