"""Portfolios on clusters: the work is cut into batches that go to the workers of Dask, of Ray or of an executor.

What comes back equals what `convene.schedule` and `convene.schedule_many` give on one machine, bit for bit, in the same
order; the processes stay here. A batch whose worker dies is done again by another one, as far as the cluster does so
(Dask and Ray do).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, overload

import convene

__all__ = ["schedule"]

Progress = Callable[[int, int], object]


class _Cluster:
    """Whoever has the workers: a Dask client, the module `ray`, or an executor."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.is_ray = not hasattr(client, "submit")
        self.is_dask = hasattr(client, "scheduler_info")

    def workers(self) -> int:
        if self.is_ray:
            return int(self.client.cluster_resources().get("CPU", 1))
        if self.is_dask:
            return len(self.client.ncores())
        return int(getattr(self.client, "_max_workers", 1))

    def results(self, work: Callable[..., Any], batches: Iterable[Any], options: dict[str, Any]) -> Iterator[Any]:
        """What `work(batch, options)` gives, in order. Not all batches are under way at once."""
        begin = self.client.remote(work).remote if self.is_ray else self._submit(work)
        ahead = 4 + 4 * self.workers()
        waiting: deque[Any] = deque()
        try:
            for batch in batches:
                waiting.append(begin(batch, options))
                if len(waiting) == ahead:
                    yield self._result(waiting[0])
                    waiting.popleft()
            while waiting:
                yield self._result(waiting[0])
                waiting.popleft()
        finally:
            for future in waiting:
                self._cancel(future)

    def _submit(self, work: Callable[..., Any]) -> Callable[..., Any]:
        # A batch goes with its task, and not ahead of it to one worker that may die.
        more = {"pure": False} if self.is_dask else {}
        return lambda batch, options: self.client.submit(work, batch, options, **more)

    def _result(self, future: Any) -> Any:
        return self.client.get(future) if self.is_ray else future.result()

    def _cancel(self, future: Any) -> None:
        if self.is_ray:
            self.client.cancel(future)
        else:
            future.cancel()


def _size(batch: int | None, count: int, cluster: _Cluster) -> int:
    if batch is not None and batch < 1:
        raise ValueError("a batch has at least 1 project")
    return batch or max(1, min(200, -(-count // (4 * max(1, cluster.workers())))))


def _batch(processes: Sequence[convene.Process], options: dict[str, Any]) -> list[Any]:
    """The state of each schedule, or the fault: what a worker sends back."""
    plans = convene.schedule_many(processes, errors="return", **options)
    return [plan if isinstance(plan, convene.Error) else plan._state() for plan in plans]


def _schedule_processes(processes: Sequence[convene.Process], cluster: _Cluster, batch: int | None, raises: bool,
                        progress: Progress | None, options: dict[str, Any]) -> list[convene.Schedule | convene.Error]:
    size = _size(batch, len(processes), cluster)
    plans: list[convene.Schedule | convene.Error] = []
    faults: list[convene.Diagnostic] = []
    batches = (processes[first : first + size] for first in range(0, len(processes), size))
    for states in cluster.results(_batch, batches, options):
        for state in states:
            if isinstance(state, convene.Error):
                faults.extend(state.diagnostics)
                plans.append(state)
            else:
                plans.append(convene.Schedule._restored(processes[len(plans)], state))
        if progress is not None:
            progress(len(plans), len(processes))
    if faults and raises:
        error = convene.Error(convene.to_string(faults))
        error.diagnostics = faults
        raise error
    return plans


def _part_batch(part: convene.Portfolio, options: dict[str, Any]) -> list[Any] | None:
    """The state of each schedule of a part of a portfolio; nothing if there is a fault."""
    try:
        return [plan._state() for plan in convene.schedule(part, **options).projects]
    except convene.Error:
        return None


def _groups(portfolio: convene.Portfolio) -> list[list[int]]:
    """The projects that links join, group by group: ascending, and by the first of each."""
    first = list(range(len(portfolio)))

    def root(i: int) -> int:
        while first[i] != i:
            first[i] = first[first[i]]
            i = first[i]
        return i

    for link in portfolio.links():
        one, other = sorted((root(link.from_.value), root(link.to.value)))
        first[other] = one
    groups: dict[int, list[int]] = {}
    for i in range(len(first)):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def _parts(portfolio: convene.Portfolio, size: int) -> list[list[int]]:
    """Whole groups put together, each part of at least `size` projects but the last; ascending."""
    parts: list[list[int]] = []
    for group in _groups(portfolio):
        if not parts or len(parts[-1]) >= size:
            parts.append([])
        parts[-1].extend(group)
    return [sorted(part) for part in parts]


def _part_of(projects: Sequence[convene.Project], links: Sequence[convene.ProjectLink], portfolio: convene.Portfolio,
             members: Sequence[int]) -> convene.Portfolio:
    """The portfolio of whole groups."""
    builder = convene.PortfolioBuilder()
    for i in members:
        project = projects[i]
        builder.project(project.key, project.process, start=project.start, due=project.due, priority=project.priority,
                        weight=project.weight)
        for number in portfolio.links_from(convene.ProjectId(i)):
            link = links[number]
            other = projects[link.to.value]
            builder.link(project.key, project.process.key(link.from_activity), other.key,
                         other.process.key(link.to_activity), from_edge=link.from_edge, to_edge=link.to_edge,
                         min=link.min)
    return builder.build()


def _schedule_portfolio(portfolio: convene.Portfolio, cluster: _Cluster, batch: int | None, progress: Progress | None,
                        options: dict[str, Any]) -> convene.PortfolioSchedule:
    projects, links = portfolio.projects(), portfolio.links()
    parts = _parts(portfolio, _size(batch, len(projects), cluster))
    states: list[Any] = [None] * len(projects)
    refused: list[int] = []
    done = 0
    batches = (_part_of(projects, links, portfolio, members) for members in parts)
    for members, found in zip(parts, cluster.results(_part_batch, batches, options)):
        for i, state in zip(members, found or []):
            states[i] = state
        if found is None:
            refused.extend(members)
        done += len(members)
        if progress is not None:
            progress(done, len(projects))
    if refused:
        # Once more here, all together, so that findings come in the order in which they always come.
        refused.sort()
        again = convene.schedule(_part_of(projects, links, portfolio, refused), **options)
        for i, plan in zip(refused, again.projects):
            states[i] = plan._state()
    return convene.PortfolioSchedule._restored(portfolio, states)


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

    `client` is a `dask.distributed.Client`, the module `ray`, or a `concurrent.futures.Executor`; `batch` is how many
    projects go to a worker at once, and `options` are those of `convene.schedule`. Projects that links join go together.
    What can't be scheduled raises one `Error` with all findings; of plain processes, with errors="return" its place in
    the list is that `Error`. `progress(done, all)` is called after each batch.
    """
    cluster = _Cluster(client)
    if isinstance(portfolio, convene.Portfolio):
        if errors != "raise":
            raise ValueError('a portfolio is scheduled as a whole: errors is "raise"')
        return _schedule_portfolio(portfolio, cluster, batch, progress, options)
    return _schedule_processes(list(portfolio), cluster, batch, errors == "raise", progress, options)
