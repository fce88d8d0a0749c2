"""Values of Python as the library counts them, where that is not done often. Each gives None for what is of another kind, and
raises for what is of the right kind but has no such value."""

from __future__ import annotations

import datetime
import decimal
import json
from typing import Any

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def fault(code: str, *arguments: str, suggestion: str = "", text: str = "") -> Any:
    """The `Error` with one finding."""
    from convene import Diagnostic, Error, to_string

    diagnostics = [Diagnostic(code, arguments=arguments, suggestion=suggestion)]  # type: ignore[arg-type]
    error = Error(text or to_string(diagnostics))
    error.diagnostics = diagnostics
    return error


def unknown_word(word: str, words: list[str]) -> Any:
    from convene import closest

    return fault("unknown-word", word, ", ".join(words), suggestion=closest(word, words))


def instant(value: Any) -> int | None:
    """Seconds since 1970 of a numpy.datetime64."""
    if type(value).__name__ != "datetime64":
        return None
    if value != value:
        raise fault("bad-date", str(value))
    return int(value.astype("datetime64[s]").astype("int64"))


def zoned(value: Any) -> Any:
    """What has a time zone is another time in the zone of the process, which nobody here knows."""
    return fault("bad-date", str(value), text=(
        f"{value} has a time zone, and times here have none: they are those of the process's zone. Convert it: "
        "t.astimezone(zoneinfo.ZoneInfo(process.zone())).replace(tzinfo=None)"))


def milliseconds(value: Any) -> int | None:
    return value // datetime.timedelta(milliseconds=1) if isinstance(value, datetime.timedelta) else None


def _whole(value: Any, unit: datetime.timedelta, name: str) -> int:
    if value % unit:
        raise ValueError(f"{value} is not in whole {name}")
    return int(value // unit)


def seconds(value: Any) -> int | None:
    if isinstance(value, datetime.timedelta):
        return _whole(value, datetime.timedelta(seconds=1), "seconds")
    if type(value).__name__ != "timedelta64":
        return None
    whole = value.astype("timedelta64[s]")
    if whole != value:
        raise ValueError(f"{value} is not in whole seconds")
    return int(whole.astype("int64"))


def minutes(value: Any) -> int | None:
    return _whole(value, datetime.timedelta(minutes=1), "minutes") if isinstance(value, datetime.timedelta) else None


def span(value: Any) -> str | None:
    """A number counts working days; a timedelta is working time."""
    if isinstance(value, datetime.timedelta):
        whole = _whole(value, datetime.timedelta(minutes=1), "minutes")
        amount, unit = (whole, "min") if whole % 60 else (whole // 60, "h")
    elif hasattr(type(value), "__index__") and not isinstance(value, bool):
        amount, unit = value.__index__(), "d"
    else:
        return None
    if abs(amount) > 2**31 - 1:
        raise ValueError(f"{value} is too long a span")
    return f"{amount}{unit}"


def money(value: Any) -> int | None:
    """In hundredths."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, decimal.Decimal)):
        return None
    hundredths = decimal.Decimal(str(value)) * 100  # through the text, so that 0.1 is a tenth
    if hundredths != int(hundredths):
        raise fault("too-many-decimals", "money", str(value), "2")
    return int(hundredths)


def weekday(value: Any) -> int | None:
    """From Monday, 1."""
    if isinstance(value, str):
        if value not in _WEEKDAYS:
            raise unknown_word(value, list(_WEEKDAYS))
        return _WEEKDAYS.index(value) + 1
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    if not 0 <= value <= 6:
        raise ValueError("weekdays count from Monday, 0, to Sunday, 6")
    return value + 1


def extra(value: Any) -> str | None:
    """As JSON text."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    return value if isinstance(value, str) else None
