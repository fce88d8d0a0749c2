"""Shares of people's time, resources besides people, activities that pause, and searches over orders."""

import copy
import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

import convene as c
from conftest import cases

MONDAY = dt.datetime(2026, 3, 2, 9)
HOUR = dt.timedelta(hours=1)


def show_flat():
    b = c.ProcessBuilder("show-flat")
    b.start(MONDAY).role("planner").role("designer")
    b.person("wang", roles=["planner"])
    b.person("li", roles=["designer"], absences=[c.Absence(from_=MONDAY + 48 * HOUR, to=MONDAY + 72 * HOUR)])
    b.resource("room", {"zh": "一号会议室", "en": "Room 1"})
    b.resource("tablets", capacity=4, changes=[c.CapacityChange(from_=dt.datetime(2026, 3, 9), units=10)])
    b.task("drawings").lasts("3d").duty("designer").splittable()
    for key in ("script", "posters"):
        b.task(key).lasts("2d").duty("planner", share=500)
    b.meeting("prices").lasts("2h").duty("planner").needs("room").after("script")
    b.task("training").lasts("1d").needs("tablets", 6)
    return b.build()


def test_the_model_has_resources():
    p = show_flat()
    assert len(p.resources()) == 2 and p.key(p.find_resource("room")) == "room"
    assert p[p.find_resource("tablets")].changes == [c.CapacityChange(from_=dt.datetime(2026, 3, 9), units=10)]
    need, = p.needs("training")
    assert need.resource == p.find_resource("tablets") and need.units == 6
    assert p["drawings"].splittable and not p["script"].splittable
    assert p.title(p.find_resource("room")).in_("zh") == "一号会议室"
    assert str(c.name_of(p, p.find_resource("room")).in_("en")) == 'resource "Room 1"'
    assert c.io.read_process(c.io.write_process(p)) == p
    with pytest.raises(c.Error, match="never has more than 1"):
        b = c.ProcessBuilder("p")
        b.resource("room")
        b.task("a").lasts("1h").needs("room", 2)
        b.build()


def test_shares_rooms_and_pauses():
    p = show_flat()
    plan = c.level(p)
    assert c.verify(p, plan) == []
    assert plan.starts().tolist()[1] == plan.starts().tolist()[2] == MONDAY
    assert plan.shares[1] == [500]
    pieces = plan.pieces[0]
    assert len(pieces) == 2 and pieces[0].start == MONDAY and pieces[1].finish == plan.finishes().tolist()[0]
    wait = next(h for h in plan.waits if h.resource is not None)
    assert wait.person is None and wait.kind is c.StaffWait.Kind.absent
    assert "tablets" in c.describe(p, wait).in_("en") and c.name_of(p, wait).in_("zh") == "资源“tablets”"
    load = c.workload(p, plan)
    assert load.resources[0].booked == 2 * HOUR
    worst = c.bottleneck(p, plan)
    assert worst.resource == p.find_resource("tablets") and worst.role is None
    for other in (pickle.loads(pickle.dumps(plan)), copy.deepcopy(plan)):
        assert other == plan and other.pieces == plan.pieces and other.shares == plan.shares


def test_bookings_elsewhere_take_a_part():
    b = c.ProcessBuilder("p")
    b.start(MONDAY).role("r").person("li", roles=["r"]).resource("desks", capacity=3)
    b.task("half").lasts("3h").duty("r", share=500).needs("desks", 2)
    p = b.build()
    occupied = [[c.Reservation(start=MONDAY, finish=MONDAY + 3 * HOUR, amount=500)], []]
    assert c.level(p, occupied=occupied).starts().tolist() == [MONDAY]
    occupied = [[], [c.Reservation(start=MONDAY, finish=MONDAY + 2 * HOUR, amount=2)]]
    assert c.level(p, occupied=occupied).starts().tolist() == [MONDAY + 2 * HOUR]
    with pytest.raises(ValueError, match="2 resources|1 resources"):
        c.level(p, occupied=[[], [], []])


def random_process(numbers):
    b = c.ProcessBuilder("random")
    b.start(MONDAY).role("r0").role("r1").resource("room", capacity=2)
    b.person("p0", roles=["r0"]).person("p1", roles=["r1"]).person("p2", roles=["r0", "r1"])
    for i, (hours, role, after, share, pause) in enumerate(numbers):
        task = b.task(f"t{i}").lasts(f"{hours}h").duty(f"r{role}", share=share)
        if after < i:
            task.after(f"t{after}")
        if pause:
            task.splittable()
        if share == 1000:
            task.needs("room")
        if hours % 3 == 0:
            task.deadline(MONDAY + dt.timedelta(days=2))
    return b.build()


tasks = st.lists(
    st.tuples(st.integers(1, 20), st.integers(0, 1), st.integers(0, 12), st.sampled_from([300, 500, 1000]),
              st.booleans()), min_size=1, max_size=12)


@cases(25)
@given(tasks, st.integers(0, 2**63))
def test_a_search_never_loses(numbers, seed):
    p = random_process(numbers)
    objective = c.LevelObjective(finish=1, late=3)
    plain = c.level(p, objective=objective)
    found = c.level(p, objective=objective, tries=16, seed=seed)
    assert c.verify(p, found) == [] and c.verify(p, plain) == []
    assert c.cost(p, objective, found) <= c.cost(p, objective, plain)
    assert c.level(p, objective=objective, tries=16, seed=seed, threads=3) == found
    bound = c.gap(p, found)
    assert found.early.project_finish() <= bound.lower <= bound.finish == found.project_finish()


@cases(15)
@given(tasks)
def test_a_repair_costs_no_more_than_a_new_plan(numbers):
    p = random_process(numbers)
    before = c.level(p)
    objective = c.LevelObjective(baseline=before.starts().tolist(), moved=100_000)
    assert c.cost(p, objective, c.level(p, objective=objective)) <= c.cost(p, objective, before)


def test_progress_and_bad_arguments():
    p = random_process([(3 * i % 17 + 1, i % 2, i + 5, 500, False) for i in range(12)])
    told = []
    c.level(p, objective=c.LevelObjective(late=1), tries=40, progress=told.append)
    assert told and told[-1].tried <= 40
    for bad in ({"priority": [1]}, {"burden": [1, 2, 3, 4]}, {"objective": c.LevelObjective(baseline=[MONDAY])},
                {"objective": c.LevelObjective(late=-1)}):
        with pytest.raises(ValueError):
            c.level(p, **bad)


def test_projects_share_a_room_and_try_orders():
    b = c.PortfolioBuilder()
    for i in range(3):
        own = c.ProcessBuilder(f"p{i}")
        own.start(MONDAY).resource("room")
        own.meeting("m").lasts("2h").needs("room")
        b.project(f"p{i}", own.build(), weight=i + 1)
    portfolio = b.build()
    plan = c.level(portfolio, tries=40, seed=2)
    assert c.verify(portfolio, plan) == []
    room = portfolio.find_resource("room")
    assert portfolio.colleague("p1", c.ResourceId(0)) == room and len(portfolio[room].uses) == 3
    assert [reservation.amount for reservation in plan.colleague_reservations[room.__index__()]] == [1, 1, 1]
    # The heaviest first.
    assert [project.value for project in plan.order] == [2, 1, 0]
    assert c.bottleneck(portfolio, plan).resource == "room"
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert c.level(portfolio, tries=40, seed=2, threads=3) == plan
