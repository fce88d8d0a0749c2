"""Levelling from Python, and the flat problem: hand-worked cases, columns in place, Ctrl-C, progress."""

import datetime as dt
import inspect
import itertools
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import convene as c
from convene import rcpsp
from conftest import cases, interrupted

many = cases(40)
MONDAY = dt.datetime(2026, 1, 5, 9)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def busy():
    """Two tasks of one day that both want the only planner."""
    b = c.ProcessBuilder("busy")
    b.start(MONDAY)
    b.role("planner").person("li", roles=["planner"])
    b.task("one").lasts("1d").worked_by("planner")
    b.task("two").lasts("1d").worked_by("planner")
    return b.build()


class TestLevel:
    def test_nobody_is_in_two_places(self, busy):
        plan = c.level(busy)
        assert plan.starts().tolist() == plan.reserved_from.tolist() == [MONDAY, MONDAY + 24 * HOUR]
        assert plan.finishes().tolist() == [MONDAY + 9 * HOUR, MONDAY + 33 * HOUR]
        assert plan.early.start("one") == plan.early.start("two") == MONDAY
        assert plan.people == [[busy.find_person("li")]] * 2
        assert plan.project_finish() == max(plan.finishes().tolist())

    def test_tells_who_holds_what(self, busy):
        plan = c.level(busy)
        wait, = plan.waits
        assert wait.kind is c.StaffWait.Kind.busy and wait.person == busy.find_person("li")
        assert "li" in str(c.describe(busy, wait)) and c.describe(busy, wait).in_("zh")

    def test_columns_lie_where_the_library_has_them(self, busy):
        plan = c.level(busy)
        assert np.shares_memory(plan.starts(), plan.to_numpy()["start"]) and not plan.starts().flags.writeable
        frame = plan.to_pandas()
        assert list(frame) == ["activity", "start", "finish", "reserved_from"] and list(frame.activity) == ["one", "two"]

    def test_options(self, busy):
        with pytest.raises(c.Error):
            c.level(busy, within_float=True, max_promotions=0, max_moves=1)
        assert c.level(busy, rules=["early_start"]).rule is c.LevelRule.early_start
        late = c.level(busy, schedule=c.ScheduleOptions(start=MONDAY + 24 * HOUR))
        assert late.early.start("one") == MONDAY + 24 * HOUR

    def test_is_a_value(self, busy):
        plan = c.level(busy)
        again = pickle.loads(pickle.dumps(plan))
        assert again == plan == c.level(busy) and hash(again) == hash(plan)
        assert c.workload(busy, again) == c.workload(busy, plan)

    def test_workload_and_bottleneck(self, busy):
        plan = c.level(busy)
        load = c.workload(busy, plan)
        assert load.people[0].booked == dt.timedelta(hours=16) and load.people[0].weeks[0].week == dt.datetime(2026, 1, 5)
        found = c.bottleneck(busy, plan)
        assert busy[found.role].key == "planner" and found.finish_with_one_more < plan.project_finish()

    def test_a_checker_of_its_own_agrees(self, busy, s1):
        for process in (busy, s1):
            assert c.verify(process, c.level(process)) == []
        wrong = c.PlanViolation.Kind.two_places
        assert wrong == "two_places" and wrong in c.PlanViolation.Kind

    def test_people_who_are_elsewhere_are_waited_for(self, busy):
        away = c.Reservation(MONDAY, MONDAY + 4 * HOUR, by=7)
        plan = c.level(busy, occupied=[[away]])
        assert min(plan.starts().tolist()) >= away.finish and 7 in [wait.elsewhere for wait in plan.waits]
        first = c.critical_chain(busy, plan)[0]
        assert first.kind == "elsewhere" and first.elsewhere == 7
        for occupied in ([[], []], [[away, away]]):
            with pytest.raises(ValueError):
                c.level(busy, occupied=occupied)

    def test_of_another_process_is_refused(self, busy, launch):
        with pytest.raises(ValueError):
            c.workload(launch, c.level(busy))

    def test_staffing(self, busy):
        staffing = c.Staffing(busy)
        demand, = staffing.demands("one")
        assert demand.candidates == [busy.find_person("li")] and demand.count == 1
        assert staffing.obstacle("li", "planner", "one", MONDAY, MONDAY + 9 * HOUR) is None
        b = c.ProcessBuilder("away")
        b.start(MONDAY).role("planner")
        b.person("li", roles=["planner"], absences=[c.Absence("2026-01-05", "2026-01-06")])
        b.task("one").lasts("1d").worked_by("planner")
        found = c.Staffing(b.build()).obstacle("li", "planner", "one", MONDAY, MONDAY + 9 * HOUR)
        assert found.kind is c.Obstacle.Kind.absent and found.until > MONDAY
        assert staffing.calendar_of("li", "planner") == busy[busy.calendar()].calendar


def problem(durations, arcs=(), needs=(), capacity=2):
    demands = [rcpsp.Demand(job, 0, amount) for job, amount in enumerate(needs) if amount]
    return rcpsp.build(durations, [rcpsp.Arc(a, b) for a, b in arcs], demands, [capacity])


def hard():
    """A problem that nobody proves anything about in a hurry."""
    r = c.Random(7)
    n = 120
    return rcpsp.build([r.between(1, 10) for _ in range(n)],
                       [rcpsp.Arc(i, r.between(i + 1, min(n - 1, i + 12))) for i in range(n - 1) for _ in range(2)],
                       [rcpsp.Demand(i, k, r.between(1, 10)) for i in range(n) for k in range(4) if r.chance(0.5)],
                       [13] * 4)


def best_by_hand(durations, arcs, needs, capacity):
    """The least makespan over all orders, each placed job by job: shares nothing with the library."""
    best = None
    for order in itertools.permutations(range(len(durations))):
        if any(order.index(a) > order.index(b) for a, b in arcs):
            continue
        starts, free = {}, [capacity] * (sum(durations) + 1)
        for job in order:
            start = max([0, *(starts[a] + durations[a] for a, b in arcs if b == job)])
            while any(free[t] < needs[job] for t in range(start, start + durations[job])):
                start += 1
            starts[job] = start
            for t in range(start, start + durations[job]):
                free[t] -= needs[job]
        makespan = max(starts[j] + durations[j] for j in starts)
        best = makespan if best is None else min(best, makespan)
    return best


@st.composite
def problems(draw):
    n = draw(st.integers(1, 5))
    numbers = st.lists(st.integers(1, 4), min_size=n, max_size=n)
    pairs = draw(st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] < p[1]), max_size=4))
    return draw(numbers), sorted(pairs), draw(st.lists(st.integers(0, 3), min_size=n, max_size=n)), 3


class TestProblem:
    def test_all_faults_at_once(self):
        with pytest.raises(c.Error) as error:
            rcpsp.build([1, -1], [rcpsp.Arc(0, 7)], [rcpsp.Demand(0, 3, 1)])
        assert {d.code for d in error.value.diagnostics} >= {c.Code.bad_rcpsp_index, c.Code.bad_rcpsp_number}

    def test_tells_what_it_was_built_of(self):
        one = problem([2, 3], [(0, 1)], [1, 2])
        assert one.jobs() == 2 and one.pools() == 1 and one.durations() == [2, 3] and one.order() == [0, 1]
        assert one.successors(0) == [rcpsp.Link(1, 2, "start", "start")]
        assert [(need.pool, need.amount) for need in one.needs(1)] == [(0, 2)]
        assert one.capacity(0) == [rcpsp.Step(0, 2)] and one.window(0) == rcpsp.Window()
        assert pickle.loads(pickle.dumps(one)) == one == rcpsp.build(**one.data()) != problem([2, 4], [(0, 1)], [1, 2])

    @pytest.mark.parametrize("call", [
        lambda p: p.duration(9), lambda p: p.finish(9, 0), lambda p: p.finish(0, 2**31 - 1), lambda p: p.capacity(4),
        lambda p: rcpsp.makespan(p, [0]), lambda p: rcpsp.generate(p, keys=[1.0]),
        lambda p: rcpsp.generate(p, keys=[float("nan")] * 2), lambda p: rcpsp.search(p, initial=[0, 0]),
        lambda p: rcpsp.justified(p, [0, 0]), lambda p: rcpsp.cost(p, rcpsp.Objective(dues=[rcpsp.Due(9)]), [0, 2]),
        lambda p: rcpsp.solve_exactly(p, incumbent=[0, 0]), lambda p: rcpsp.verify(p, [2**31 - 1, 0])])
    def test_what_the_library_asks_of_callers_is_checked(self, call):
        with pytest.raises((IndexError, ValueError)):
            call(problem([2, 3], [(0, 1)], [1, 2]))

    def test_patterson(self):
        text = "3 1\n2\n0 0 1 2\n4 1 1 3\n0 0 0\n"
        assert rcpsp.read_patterson(text).durations() == [0, 4, 0]
        with pytest.raises(c.Error) as error:
            rcpsp.read_patterson("3 x")
        assert error.value.diagnostics[0].where.line == 1


class TestSolvers:
    @many
    @given(problems())
    def test_least_makespan(self, given_problem):
        durations, arcs, needs, capacity = given_problem
        one = problem(durations, arcs, needs, capacity)
        best = best_by_hand(*given_problem)
        exact = rcpsp.solve_exactly(one)
        assert exact.status is rcpsp.ExactResult.Status.optimal and exact.gap == rcpsp.Gap(best, best)
        assert rcpsp.verify(one, exact.starts) == [] and rcpsp.makespan(one, exact.starts) == best
        found = rcpsp.search(one, schedules=200)
        assert rcpsp.verify(one, found.starts) == [] and found.cost == rcpsp.makespan(one, found.starts) >= best
        assert rcpsp.lower_bound(one) <= best

    @many
    @given(problems(), st.sampled_from(rcpsp.all_rules()), st.sampled_from(rcpsp.Scheme))
    def test_generated_schedules_are_feasible(self, given_problem, rule, scheme):
        one = problem(*given_problem)
        made = rcpsp.generate(one, scheme=scheme, keys=rcpsp.priorities(one, rule))
        assert made.complete() and rcpsp.verify(one, made.starts) == []
        better = rcpsp.justified(one, made.starts)
        assert rcpsp.verify(one, better) == [] and rcpsp.makespan(one, better) <= rcpsp.makespan(one, made.starts)

    def test_a_violation_says_what_is_wrong(self):
        one = problem([2, 3], [(0, 1)], [1, 2])
        violation, = [v for v in rcpsp.verify(one, [0, 1]) if v.kind == "arc"]
        assert violation.amount == 1 and str(violation) == rcpsp.to_string(violation)

    def test_results_are_values_with_columns(self):
        one = problem([2, 3, 1], [(0, 1)], [1, 2, 1])
        found = rcpsp.search(one, seed=3)
        assert found == rcpsp.search(one, seed=3) == pickle.loads(pickle.dumps(found)) and hash(found)
        assert found.starts.dtype == np.int32 and not found.starts.flags.writeable

    def test_progress_is_told_in_order_and_may_stop(self):
        one = hard()
        told = []
        found = rcpsp.search(one, schedules=20_000, progress=told.append)
        assert told and all(a.cost > b.cost for a, b in zip(told, told[1:])) and told[-1].cost == found.cost

        def stop(_):
            raise KeyError("enough")

        with pytest.raises(KeyError):
            rcpsp.search(one, progress=stop)


@pytest.mark.parametrize("call", ["rcpsp.search(p, schedules=2**60)", "rcpsp.solve_exactly(p)", "c.level(busy)"])
def test_ctrl_c_ends_a_search(call, tmp_path):
    before = f"""
from convene import rcpsp
{inspect.getsource(hard)}
p = hard()
b = c.ProcessBuilder("busy")
b.start("2026-01-05T09:00")
b.role("planner").person("li", roles=["planner"])
for i in range(4000):
    b.task(f"t{{i}}").lasts("4h").worked_by("planner")
busy = b.build()
"""
    assert interrupted(before, call, tmp_path)
