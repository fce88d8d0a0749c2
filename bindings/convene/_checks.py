"""What levelling asks of its arguments beside their types."""

from __future__ import annotations

from typing import Any


def _size(name: str, entries: Any, count: int, things: str) -> None:
    if len(entries) not in (0, count):
        raise ValueError(f"{name} has {len(entries)} entries for {count} {things}")


def objective(process: Any, wanted: Any) -> None:
    for entries in (wanted.late_each, wanted.baseline):
        _size("an objective", entries, len(process), "activities")
    for weight in (*wanted.late_each, wanted.finish, wanted.late, wanted.moved, wanted.shift):
        if not 0 <= weight <= 1_000_000:
            raise ValueError("a weight is not from 0 to 1000000")


def _reservations(row: Any, of_person: bool) -> None:
    whole = of_person and all(reservation.amount == 1000 for reservation in row)
    for before, after in zip(row, row[1:]):
        if (before.finish if whole else before.start) > after.start:
            raise ValueError("the reservations of a person must ascend and be disjoint" if whole else "reservations must ascend")
    if any(reservation.start > reservation.finish for reservation in row):
        raise ValueError("reservations must ascend")


def levelling(process: Any, options: dict[str, Any], occupied: Any) -> None:
    people, resources = len(process.people()), len(process.resources())
    _size("priority", options.get("priority", ()), len(process), "activities")
    _size("burden", options.get("burden", ()), people, "people")
    if "objective" in options:
        objective(process, options["objective"])
    if len(occupied) not in (0, people, people + resources):
        raise ValueError(f"occupied has {len(occupied)} entries for {people} people and {resources} resources")
    for number, row in enumerate(occupied):
        _reservations(list(row), number < people)
