"""What tests and benchmarks compare with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from convene import Process


def chain(n: int) -> Process:
    """`n` tasks of half an hour, each after the one before and after the one sixteen before that."""
    from convene import io

    def task(i: int) -> dict[str, Any]:
        after: list[Any] = [f"t{i - 1}"] if i % 64 > 0 else []
        if i % 64 > 16:
            after.append({"activity": f"t{i - 17}", "lag": "1h"})
        return {"id": f"t{i}", "kind": "task", "duration": "30min", "after": after}

    text = {"convene": 1, "id": f"chain-{n}", "start": "2026-01-05T09:00", "activities": [task(i) for i in range(n)]}
    return io.read_process(json.dumps(text))
