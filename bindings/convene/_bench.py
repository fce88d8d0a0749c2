"""What tests and benchmarks compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from convene import Process


def chain(n: int) -> Process:
    """`n` tasks of half an hour, each after the one before and after the one sixteen before that."""
    from convene import io

    def task(i: int) -> str:
        after = f'"t{i - 1}"' if i % 64 > 0 else ""
        if i % 64 > 16:
            after += f', {{"activity": "t{i - 17}", "lag": "1h"}}'
        return f'{{"id": "t{i}", "kind": "task", "duration": "30min", "after": [{after}]}}'

    tasks = ", ".join(map(task, range(n)))
    return io.read_process(f'{{"convene": 1, "id": "chain-{n}", "start": "2026-01-05T09:00", "activities": [{tasks}]}}')
