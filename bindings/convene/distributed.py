"""Portfolios on clusters: the work is cut into batches that go to the workers of Dask or of an executor.

What comes back equals what `convene.schedule` and `convene.schedule_many` give on one machine, bit for bit, in the same
order; the processes stay here. A batch whose worker dies is done again by another one, as far as the cluster does so
(Dask does).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, overload

import convene

__all__ = ["schedule"]

Progress = Callable[[int, int], object]


def _batch(processes: Sequence[convene.Process], options: dict[str, Any]) -> list[Any]:
    """The state of each schedule, or the fault: what a worker sends back."""
    plans = convene.schedule_many(processes, errors="return", **options)
    return [plan if isinstance(plan, convene.Error) else plan._state() for plan in plans]


def _group_batch(portfolio: convene.Portfolio, options: dict[str, Any]) -> list[Any] | convene.Error:
    """The same for projects that links may join."""
    try:
        return [plan._state() for plan in convene.schedule(portfolio, **options).projects]
    except convene.Error as error:
        return error


def _size(batch: int | None, count: int, workers: int) -> int:
    return batch or max(1, min(1000, -(-count // (4 * max(1, workers)))))


def _workers(client: Any) -> int:
    if hasattr(client, "scheduler_info"):
        return len(client.ncores())
    return int(getattr(client, "_max_workers", 1))


def _submit(client: Any, work: Callable[..., Any], batches: Iterable[Any], options: dict[str, Any]) -> Iterable[Any]:
    """The result of each batch, in order."""
    dask = {"pure": False} if hasattr(client, "scheduler_info") else {}
    for future in [client.submit(work, batch, options, **dask) for batch in batches]:
        yield future.result()


def _raise(faults: Sequence[convene.Diagnostic]) -> None:
    error = convene.Error(convene.to_string(faults))
    error.diagnostics = faults
    raise error


def _groups(portfolio: convene.Portfolio) -> list[list[int]]:
    """The projects that links join, group by group: ascending, and by the first of each."""
    first = list(range(len(portfolio)))

    def root(i: int) -> int:
        while first[i] != i:
            first[i] = first[first[i]]
            i = first[i]
        return i

    for link in portfolio.links():
        one, other = sorted((root(link.from_.__index__()), root(link.to.__index__())))
        first[other] = one
    groups: dict[int, list[int]] = {}
    for i in range(len(first)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def _parts(portfolio: convene.Portfolio, size: int) -> list[tuple[list[int], convene.Portfolio]]:
    """Portfolios of whole groups, each of at least `size` projects but the last."""
    chosen: list[list[int]] = [[]]
    for group in _groups(portfolio):
        if len(chosen[-1]) >= size:
            chosen.append([])
        chosen[-1].extend(group)
    part_of = {i: part for part, members in enumerate(chosen) for i in members}
    projects = portfolio.projects()
    builders = [convene.PortfolioBuilder() for _ in chosen]
    for members, builder in zip(chosen, builders):
        members.sort()
        for project in (projects[i] for i in members):
            builder.project(project.key, project.process, start=project.start, due=project.due,
                            priority=project.priority, weight=project.weight)
    for link in portfolio.links():
        one, other = projects[link.from_.__index__()], projects[link.to.__index__()]
        builders[part_of[link.from_.__index__()]].link(
            one.key, one.process.key(link.from_activity), other.key, other.process.key(link.to_activity),
            from_edge=link.from_edge, to_edge=link.to_edge, min=link.min)
    return [(members, builder.build()) for members, builder in zip(chosen, builders) if members]


def _schedule_portfolio(portfolio: convene.Portfolio, client: Any, batch: int | None, progress: Progress | None,
                        options: dict[str, Any]) -> convene.PortfolioSchedule:
    count = len(portfolio)
    parts = _parts(portfolio, _size(batch, count, _workers(client)))
    processes = [project.process for project in portfolio.projects()]
    plans: list[convene.Schedule | None] = [None] * count
    faults: list[tuple[int, convene.Diagnostic]] = []
    done = 0
    for (members, _), states in zip(parts, _submit(client, _group_batch, [p for _, p in parts], options)):
        if isinstance(states, convene.Error):
            faults.extend((members[0], diagnostic) for diagnostic in states.diagnostics)
        else:
            for i, state in zip(members, states):
                plans[i] = convene.Schedule._restored(processes[i], state)
        done += len(members)
        if progress is not None:
            progress(done, count)
    if faults:
        _raise([diagnostic for _, diagnostic in sorted(faults, key=lambda fault: fault[0])])
    return convene.PortfolioSchedule._restored(portfolio, [plan for plan in plans if plan is not None])


@overload
def schedule(portfolio: convene.Portfolio, client: Any, *, batch: int | None = ..., errors: Literal["raise"] = ...,
             progress: Progress | None = ..., **options: Any) -> convene.PortfolioSchedule: ...
@overload
def schedule(portfolio: Iterable[convene.Process], client: Any, *, batch: int | None = ...,
             errors: Literal["raise", "return"] = ..., progress: Progress | None = ...,
             **options: Any) -> list[convene.Schedule | convene.Error]: ...
def schedule(
    portfolio: convene.Portfolio | Iterable[convene.Process],
    client: Any,
    *,
    batch: int | None = None,
    errors: Literal["raise", "return"] = "raise",
    progress: Progress | None = None,
    **options: Any,
) -> convene.PortfolioSchedule | list[convene.Schedule | convene.Error]:
    """The schedule of a portfolio, or of each of many processes, made by the workers of `client`.

    `client` is a `dask.distributed.Client` or a `concurrent.futures.Executor`; `batch` is how many projects go to a
    worker at once, and `options` are those of `convene.schedule`. Projects that links join go together. What can't be
    scheduled raises one `Error` with all findings; of plain processes, with errors="return" its place in the list is
    that `Error`. `progress(done, all)` is called after each batch.
    """
    if isinstance(portfolio, convene.Portfolio):
        if errors != "raise":
            raise ValueError('a portfolio is scheduled as a whole: errors is "raise"')
        return _schedule_portfolio(portfolio, client, batch, progress, options)
    processes = list(portfolio)
    size = _size(batch, len(processes), _workers(client))
    plans: list[convene.Schedule | convene.Error] = []
    faults: list[convene.Diagnostic] = []
    batches = [processes[first : first + size] for first in range(0, len(processes), size)]
    for states in _submit(client, _batch, batches, options):
        for state in states:
            if isinstance(state, convene.Error):
                faults.extend(state.diagnostics)
                plans.append(state)
            else:
                plans.append(convene.Schedule._restored(processes[len(plans)], state))
        if progress is not None:
            progress(len(plans), len(processes))
    if faults and errors == "raise":
        _raise(faults)
    return plans
