"""How processes and portfolios travel: what they are made of, and how they are made of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from convene import Portfolio, Process

_NO_CALENDARS = '{"convene": 1, "calendars": []}'


def process(self: Process) -> Any:
    """As text that needs no other file: the process, and the calendars that it imported."""
    from convene import io

    imported = [entry.calendar for entry in self.calendars() if entry.imported]
    return restored_process, (io.write_process(self), io.write_calendars(imported) if imported else "")


def restored_process(text: str, calendars: str) -> Process:
    from convene import io

    # Which file brought which calendar is not kept: the first one brings them all.
    texts = iter([calendars] if calendars else [])
    return io.read_process(text, load=lambda path: next(texts, _NO_CALENDARS))


def portfolio(self: Portfolio) -> Any:
    """A process that projects share travels once."""
    shared: dict[Process, Process] = {}
    projects = [(x.key, shared.setdefault(x.process, x.process), x.start, x.due, x.priority, x.weight) for x in self.projects()]
    links = [(self[x.from_].key, self[x.from_].process.key(x.from_activity), self[x.to].key, self[x.to].process.key(x.to_activity),
              x.from_edge, x.to_edge, x.min) for x in self.links()]
    return restored_portfolio, (projects, links)


def restored_portfolio(projects: list[Any], links: list[Any]) -> Portfolio:
    from convene import PortfolioBuilder

    builder = PortfolioBuilder()
    for key, process, start, due, priority, weight in projects:
        builder.project(key, process, start=start, due=due, priority=priority, weight=weight)
    for *names, from_edge, to_edge, least in links:
        builder.link(*names, from_edge=from_edge, to_edge=to_edge, min=least)
    return builder.build()


def restored_problem(data: dict[str, Any]) -> Any:
    from convene import rcpsp

    return rcpsp.build(**data)


# Functions of the extension can't travel themselves.
def restored_schedule(process: Process, options: Any) -> Any:
    from convene import Schedule

    return Schedule._restored(process, options)


def restored_portfolio_schedule(portfolio: Portfolio, options: list[Any]) -> Any:
    from convene import PortfolioSchedule

    return PortfolioSchedule._restored(portfolio, options)


def restored_instance(process: Process, text: str) -> Any:
    from convene import io

    return io.read_state(process, text)
