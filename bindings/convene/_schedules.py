"""The schedules of many processes."""

from __future__ import annotations

from typing import Any


class ScheduleList(list[Any]):
    """The schedules of many processes, in the order of these."""

    def __repr__(self) -> str:
        return f"<convene.ScheduleList of {len(self)}>"


ScheduleList.__module__ = "convene"
