"""Portfolios that several tests look at."""

import copy

import convene as c
import convene.distributed
from conftest import PROCESSES

START = "2026-01-05T09:00"
FILES = [c.io.read_process_file(path) for path in sorted(PROCESSES.glob("*.json"))]


def shop(days=2, tasks=2):
    """Tasks, one after the other, of which each takes Wang."""
    b = c.ProcessBuilder("shop")
    b.role("lead", {"zh": "负责人", "en": "Lead"})
    b.person("wang", {"zh": "王芳", "en": "Wang Fang"}, roles=["lead"])
    for i in range(tasks):
        task = b.task(f"t{i}", f"Task {i}").lasts(f"{days}d").worked_by("lead")
        if i:
            task.after(f"t{i - 1}")
    return b.build()


def six(linked=True):
    b = c.PortfolioBuilder()
    for i in range(6):
        b.project(f"p{i}", shop(1 + i % 3), start=START, due="2026-01-30T18:00" if i == 2 else None,
                  priority=-1 if i == 5 else 0, weight=1 + i)
    if linked:
        b.link("p0", "t1", "p1", "t0", min="1d")
    return b.build()


def synthetic(seed, activities=300, people=20):
    return c.synthetic_portfolio(FILES, activities=activities, seed=seed, people=people, weeks=40, linked=400)


def same_bytes(one, other):
    return all(a.tobytes() == b.tobytes() for name, a in one.to_numpy().items()
               if name not in ("activity", "project") for b in [other.to_numpy()[name]])


def gives_the_local_bytes(company, client, **options):
    """Schedules on a cluster, in batches, and goes on from there with an edit."""
    local = c.schedule(company)
    seen = []
    plan = convene.distributed.schedule(company, client, batch=5, progress=lambda *step: seen.append(step), **options)
    assert plan == local and all(map(same_bytes, plan.projects, local.projects))
    assert len(seen) > 1 and seen == sorted(seen) and seen[-1] == (len(company), len(company))
    first = c.ProjectId(0)
    changed = copy.copy(company)
    changed.replace(first, c.moved(company[first].process, 1))
    c.reschedule(changed, plan, [first])
    assert plan == c.schedule(changed)
