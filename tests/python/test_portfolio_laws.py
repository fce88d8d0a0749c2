"""What holds of every portfolio: edits, levelling, bounds, and the critical chains of its projects."""

import datetime as dt
import pickle
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convene as c
from conftest import cases
from portfolios import START, same_bytes, synthetic

SEEDS = st.integers(0, 2**32 - 1)
NOTHING = dt.timedelta(0)


def drawn_process(chance):
    """Up to six tasks of three people, some after others; people are missed now and then."""
    b = c.ProcessBuilder("work").start(START)
    b.role("lead").role("crew")
    for name in chance.sample(["wang", "li", "zhao"], chance.randint(1, 3)):
        b.person(name, roles=["lead", "crew"] if chance.random() < 0.5 else ["lead"])
    for i in range(chance.randint(1, 6)):
        task = b.task(f"t{i}").lasts(f"{chance.randint(1, 20)}h")
        if chance.random() < 0.8:
            task.worked_by("lead")
        for before in range(i):
            if chance.random() < 0.3:
                task.after(f"t{before}", min=f"{chance.randint(0, 5)}h")
    return b.build()


def drawn(chance):
    b = c.PortfolioBuilder()
    count = chance.randint(1, 7)
    sizes = []
    for i in range(count):
        process = drawn_process(chance)
        sizes.append(len(process))
        due = "2026-02-01T18:00" if chance.random() < 0.3 else None
        start = "2026-01-12T09:00" if chance.random() < 0.3 else None
        b.project(f"p{i}", process, start=start, due=due, priority=chance.randint(0, 2), weight=chance.randint(1, 3))
    for one in range(count):
        for other in range(one + 1, count):
            if chance.random() < 0.2:
                edge = chance.choice(["start", "finish"])
                b.link(f"p{one}", f"t{chance.randrange(sizes[one])}", f"p{other}", f"t{chance.randrange(sizes[other])}",
                       min=f"{chance.randint(0, 3)}d", to_edge=edge)
    return b.build()


def edited(portfolio, chance):
    """Gives one project other dates or another process that still has what links name; tells which."""
    project = c.ProjectId(chance.randrange(len(portfolio)))
    if chance.random() < 0.5:
        try:
            portfolio.replace(project, drawn_process(chance))
            return project
        except c.Error:
            pass
    portfolio.replace(project, c.moved(portfolio[project].process, chance.choice([-1, 1, 2])))
    return project


@cases(30)
@given(seed=SEEDS)
def test_an_edit_equals_a_fresh_plan(seed):
    chance = random.Random(seed)
    portfolio = synthetic(seed, 100) if chance.random() < 0.3 else drawn(chance)
    plan = c.schedule(portfolio)
    for _ in range(4):
        changed = [edited(portfolio, chance) for _ in range(chance.randint(1, 2))]
        assert c.reschedule(portfolio, plan, changed) >= 1
        fresh = c.schedule(portfolio)
        assert plan == fresh and same_bytes(plan, fresh)
    assert c.reschedule(portfolio, plan, []) == 0 and plan == fresh


@cases(30)
@given(seed=SEEDS)
def test_every_levelled_plan_is_verified_and_bounded(seed):
    chance = random.Random(seed)
    portfolio = synthetic(seed, 60) if chance.random() < 0.3 else drawn(chance)
    plan = c.level(portfolio, rules=chance.sample(list(c.ProjectRule), chance.randint(0, 3)))
    assert c.verify(portfolio, plan) == []
    for i, project in enumerate(portfolio.projects()):
        assert c.verify(project.process, plan.projects[i]) == []
    for reservations in plan.colleague_reservations:
        assert all(a.finish <= b.start for a, b in zip(reservations, reservations[1:]))
    bounds = c.gap(portfolio, plan)
    assert bounds.lower <= bounds.finish == c.finish_of(plan) and bounds.relative >= 0
    assert bounds.tardiness_lower <= bounds.tardiness == c.tardiness(portfolio, plan)
    assert c.finish_of(plan.early) <= bounds.lower
    booked = sum((load.booked for load in c.workload(portfolio, plan)), NOTHING)
    assert (booked > NOTHING) == any(plan.colleague_reservations)


@cases(20)
@given(seed=SEEDS)
def test_levelling_again_equals_levelling_in_that_order(seed):
    chance = random.Random(seed)
    portfolio = drawn(chance)
    plan = c.level(portfolio)
    for step in range(3):
        changed = edited(portfolio, chance)
        c.relevel(portfolio, plan, [changed])
        assert c.verify(portfolio, plan) == []
        fresh = c.level(portfolio, order=plan.order, burden=plan.burden)
        assert plan.projects == fresh.projects and plan.early == fresh.early
        if step == 1:
            portfolio, plan = pickle.loads(pickle.dumps((portfolio, plan)))


@cases(20)
@given(seed=SEEDS)
def test_portfolios_are_values(seed):
    portfolio = drawn(random.Random(seed))
    again = pickle.loads(pickle.dumps(portfolio))
    assert again == portfolio and c.schedule(again) == c.schedule(portfolio)
    plan = c.level(portfolio)
    travelled = pickle.loads(pickle.dumps(plan))
    assert travelled == plan == c.level(again, threads=2) and travelled.reservations == plan.reservations


@cases(30)
@given(seed=SEEDS)
def test_a_critical_chain_holds_the_end(seed):
    chance = random.Random(seed)
    process = drawn_process(chance)
    plan = c.level(process)
    chain = c.critical_chain(process, plan)
    assert plan.finish(chain[-1].activity) == max(plan.finishes())
    assert chain[0].held_by is None and chain[0].kind in ("start", "absent")
    for before, link in zip(chain, chain[1:]):
        assert link.held_by == before.activity and link.kind in ("rule", "person")
        assert (link.kind == "person") == (link.person is not None)
        if link.person is not None:
            assert any(arc.from_ == before.activity and arc.to == link.activity and arc.person == link.person
                       for arc in c.resource_arcs(process, plan))
    floats = c.resource_floats(process, plan)
    assert floats.dtype == "timedelta64[s]" and len(floats) == len(process) and (floats >= NOTHING).all()
    # Nobody is absent and nothing has an upper bound, so what is on the chain can't slip.
    assert all(floats[link.activity.value] == NOTHING for link in chain)


def test_a_chain_without_activities_is_empty():
    b = c.ProcessBuilder("none")
    b.start(START)
    process = b.build()
    plan = c.level(process)
    assert c.critical_chain(process, plan) == [] == c.resource_arcs(process, plan)
    assert len(c.resource_floats(process, plan)) == 0
    with pytest.raises(ValueError):
        c.critical_chain(drawn_process(random.Random(1)), plan)
