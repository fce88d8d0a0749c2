"""Portfolios on clusters: the work is cut into batches that go to the workers of Dask or of an executor.

What comes back equals what `convene.schedule_many` gives on one machine, bit for bit, in the same order; the processes
stay here. A batch whose worker dies is done again by another one, as far as the cluster does so (Dask does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

import convene

__all__ = ["schedule"]


def _batch(processes: Sequence[convene.Process], options: dict[str, Any]) -> list[Any]:
    """The state of each schedule, or the fault: what a worker sends back."""
    plans = convene.schedule_many(processes, errors="return", **options)
    return [plan if isinstance(plan, convene.Error) else plan._state() for plan in plans]


def _batches(processes: Sequence[convene.Process], batch: int | None, workers: int) -> list[Sequence[convene.Process]]:
    size = batch or max(1, min(1000, -(-len(processes) // (4 * max(1, workers)))))
    return [processes[first : first + size] for first in range(0, len(processes), size)]


def _workers(client: Any) -> int:
    if hasattr(client, "scheduler_info"):
        return len(client.ncores())
    return int(getattr(client, "_max_workers", 1))


def _submit(client: Any, batches: list[Sequence[convene.Process]], options: dict[str, Any]) -> Iterable[list[Any]]:
    """The result of each batch, in order."""
    dask = {"pure": False} if hasattr(client, "scheduler_info") else {}
    for future in [client.submit(_batch, batch, options, **dask) for batch in batches]:
        yield future.result()


def schedule(
    portfolio: Iterable[convene.Process],
    client: Any,
    *,
    batch: int | None = None,
    errors: Literal["raise", "return"] = "raise",
    progress: Callable[[int, int], object] | None = None,
    **options: Any,
) -> list[convene.Schedule | convene.Error]:
    """The schedule of each process of the portfolio, made by the workers of `client`.

    `client` is a `dask.distributed.Client` or a `concurrent.futures.Executor`; `batch` is how many
    processes go to a worker at once, and `options` are those of `convene.schedule`. What can't be scheduled raises one
    `Error` with all findings; with errors="return" its place in the list is that `Error`. `progress(done, all)` is
    called after each batch.
    """
    processes = list(portfolio)
    plans: list[convene.Schedule | convene.Error] = []
    faults: list[convene.Diagnostic] = []
    for states in _submit(client, _batches(processes, batch, _workers(client)), options):
        for state in states:
            if isinstance(state, convene.Error):
                faults.extend(state.diagnostics)
                plans.append(state)
            else:
                plans.append(convene.Schedule._restored(processes[len(plans)], state))
        if progress is not None:
            progress(len(plans), len(processes))
    if faults and errors == "raise":
        error = convene.Error(convene.to_string(faults))
        error.diagnostics = faults
        raise error
    return plans
