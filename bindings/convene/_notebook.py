"""How notebooks show what the library gives: tables of HTML and drawings of SVG."""

from __future__ import annotations

import datetime
import html
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import convene

MOST = 50  # rows of a table; of longer ones the first


def _date(t: datetime.datetime | None) -> str:
    return "" if t is None else t.isoformat(timespec="minutes" if t.second == 0 else "seconds")


def _hours(time: datetime.timedelta) -> str:
    return f"{time / datetime.timedelta(hours=1):.4g} h"


def _name(key: str, title: str) -> str:
    return str(title) or key


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]], count: int, things: str, caption: str = "") -> str:
    def line(cells: Iterable[object], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(str(cell), quote=False)}</{tag}>" for cell in cells) + "</tr>"

    out = "<table>" + (f"<caption>{html.escape(caption, quote=False)}</caption>" if caption else "") + line(heads, "th")
    out += "".join(line(row, "td") for row in islice(rows, MOST)) + "</table>"
    return out + (f"<p>and {count - MOST} more {things}</p>" if count > MOST else "")


def process(p: convene.Process) -> str:
    def rows() -> Iterable[Sequence[object]]:
        for a in p.activities():
            yield (a.key, a.kind.value, a.title, a.duration if a.duration.amount else "",
                   ", ".join(p.key(i) for i in p.consumes(a)), ", ".join(p.key(i) for i in p.produces(a)))

    return _table(("key", "kind", "title", "duration", "consumes", "produces"), rows(), len(p), "activities", _name(p.key(), p.title()))


def instance(run: convene.Instance) -> str:
    from convene import why

    p, at = run.process(), run.state().time or datetime.datetime(1, 1, 1)

    def rows() -> Iterable[Sequence[object]]:
        for a in p.activities():
            state = run[a.id]
            yield a.key, why(run, a.id, at).standing.value, state.round, state.outcome.value if state.round else ""

    return _table(("activity", "standing", "round", "decision"), rows(), len(p), "activities")


def portfolio(p: convene.Portfolio) -> str:
    rows = ((x.key, _name(x.process.key(), x.process.title()), len(x.process), _date(x.start or x.process.start()), _date(x.due),
             x.priority, x.weight) for x in p.projects())
    return _table(("project", "process", "activities", "start", "due", "priority", "weight"), rows, len(p), "projects")


def portfolio_schedule(plan: convene.PortfolioSchedule) -> str:
    rows = ((x.key, _date(s.project_start()), _date(s.project_finish()), _date(x.due))
            for x, s in zip(plan._portfolio().projects(), plan.projects))
    return _table(("project", "start", "finish", "due"), rows, len(plan), "projects")


def portfolio_plan(plan: convene.PortfolioPlan) -> str:
    rows = ((x.key, _date(level.project_finish()), _date(s.project_finish()), _date(x.due), len(level.waits))
            for x, level, s in zip(plan._portfolio().projects(), plan.projects, plan.early.projects))
    return _table(("project", "finish", "without regard to people", "due", "held by people"), rows, len(plan), "projects")


def workload(load: convene.Workload) -> str:
    p = load.process()
    rows: list[Sequence[object]] = []
    for kind, loads, name in (("person", load.people, p.people()), ("role", load.roles, p.roles()),
                              ("resource", load.resources, p.resources())):
        for each in loads:
            row = name[getattr(each, kind)]
            used = each.booked / each.available if each.available else 0.0
            held = _hours(each.held_up) if hasattr(each, "held_up") else ""
            rows.append((kind, _name(row.key, row.title), _hours(each.booked), _hours(each.available), f"{used:.0%}", held))
    return _table(("", "who", "booked", "available", "used", "others waited"), rows, len(rows), "people, roles and resources")


def levelled(plan: convene.Levelled) -> str:
    """A bar for each activity, from its start to its finish, with who does it."""
    p = plan.process()
    starts, finishes, people = plan.starts(), plan.finishes(), plan.people
    count = min(len(starts), 200)
    if count == 0:
        return '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    first, last = starts.min(), finishes.max()
    whole = max(int((last - first).astype("int64")), 1)
    width, left, row = 900, 220, 18

    def x(t: Any) -> float:
        return left + (width - left - 10) * int((t - first).astype("int64")) / whole

    def text(at: float, y: float, words: str, more: str = "") -> str:
        return f'<text x="{at:.1f}" y="{y:.1f}"{more}>{html.escape(words)}</text>'

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{(count + 2) * row}" font-family="sans-serif" font-size="11">',
           text(left, row - 5, str(first)), text(width - 10, row - 5, str(last), ' text-anchor="end"')]
    for i, a in enumerate(islice(p.activities(), count)):
        y = (i + 1) * row
        who = ", ".join(_name(p.key(person), p.title(person)) for person in people[i])
        out.append(text(0, y + 13, _name(a.key, a.title)[:34]))
        out.append(f'<rect x="{x(starts[i]):.1f}" y="{y + 3}" width="{max(x(finishes[i]) - x(starts[i]), 2):.1f}" height="12" fill="#4477aa">'
                   f"<title>{html.escape(f'{starts[i]} to {finishes[i]}: {who}')}</title></rect>")
        out.append(text(min(x(finishes[i]) + 4, width - 120), y + 13, who[:24]))
    if len(starts) > count:
        out.append(text(0, (count + 1) * row + 13, f"and {len(starts) - count} more activities"))
    return "".join(out) + "</svg>"


class Findings(list["convene.Diagnostic"]):
    """What `check` found: a list of `Diagnostic`, which prints as sentences and is a table in a notebook."""

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self)

    def _repr_html_(self) -> str:
        from convene import message

        rows = ((finding.severity().value, finding.code.value, finding.object, message(finding)) for finding in self)
        return _table(("severity", "code", "where", "finding"), rows, len(self), "findings")


Findings.__module__ = "convene"
View = Callable[[Any], str]
