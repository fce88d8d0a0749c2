"""Properties: the laws that the C++ tests hold the library to, asked through Python, against code that shares nothing."""

import datetime as dt
import pickle

from hypothesis import assume, given
from hypothesis import strategies as st

import numpy as np

import convene as c
from conftest import cases

many = cases(60)
START = dt.datetime(2026, 1, 5, 9)
HOUR = dt.timedelta(hours=1)

instants = st.datetimes(dt.datetime(2025, 1, 1), dt.datetime(2027, 1, 1)).map(lambda t: t.replace(microsecond=0))
works = st.integers(-500_000, 500_000).filter(bool).map(lambda s: dt.timedelta(seconds=s))
spans = st.builds(c.Span, st.integers(-(2**31) + 1, 2**31 - 1), st.sampled_from(c.SpanUnit))


@st.composite
def shifts(draw):
    """Up to three shifts a day that neither overlap nor pass midnight."""
    times = sorted(draw(st.sets(st.integers(0, 1440), max_size=6)))
    return [c.Shift(a, b) for a, b in zip(times[::2], times[1::2])]


@st.composite
def calendars(draw):
    week = c.WeekPattern([draw(shifts()) for _ in range(7)])
    assume(any(week.days))
    dates = sorted(draw(st.sets(st.dates(dt.date(2025, 6, 1), dt.date(2026, 6, 1)), max_size=5)))
    exceptions = [c.CalendarException(from_=d, to=d, shifts=draw(shifts())) for d in dates]
    return c.make_calendar("random", week=week, exceptions=exceptions)


def slow_work(calendar, a, b):
    """The working time from a to b, date by date from the definition alone."""
    definition = calendar.definition()
    total, day = dt.timedelta(), a.date()
    while day <= b.date():
        found = [e.shifts for e in definition.exceptions if e.from_ <= day <= e.to]
        midnight = dt.datetime.combine(day, dt.time())
        for shift in found[0] if found else definition.week[day.weekday()]:
            start = max(a, midnight + dt.timedelta(minutes=shift.start))
            end = min(b, midnight + dt.timedelta(minutes=shift.end))
            total += max(end - start, dt.timedelta())
        day += dt.timedelta(days=1)
    return total


@many
@given(calendars(), instants, st.integers(0, 100 * 86400))
def test_between_is_the_working_time(calendar, a, seconds):
    b = a + dt.timedelta(seconds=seconds)
    assert calendar.between(a, b) == slow_work(calendar, a, b) == -calendar.between(b, a)


@many
@given(calendars(), instants, instants, works)
def test_earliest_and_latest_undo_each_other(calendar, a, b, work):
    assert (b >= calendar.earliest(a, work)) == (a <= calendar.latest(b, -work))


@many
@given(calendars())
def test_calendars_are_written_and_read(calendar):
    again, = c.io.read_calendars(c.io.write_calendars([calendar]))
    assert again == calendar


@many
@given(spans)
def test_spans_are_written_and_read(span):
    assert c.Span(str(span)) == span == pickle.loads(pickle.dumps(span))


@many
@given(instants)
def test_instants_are_written_and_read(t):
    assert c.parse_instant(c.to_string(t)) == t == c.add_elapsed_months(t, 0)


@many
@given(st.integers(0, 2**64 - 1), st.integers(1, 2**32 - 1))
def test_random_numbers_stay_in_range_and_repeat(seed, bound):
    one, other = c.Random(seed), c.Random(seed)
    numbers = [one.below(bound) for _ in range(20)]
    assert numbers == [other.below(bound) for _ in range(20)] and max(numbers) < bound


@many
@given(st.text(), st.text())
def test_edit_distance_is_a_metric(a, b):
    distance = c.edit_distance(a, b)
    assert distance == c.edit_distance(b, a) and (distance == 0) == (a == b)


@st.composite
def networks(draw):
    """Durations in hours on the clock, and arcs (from, to, lag) that lead forward.

    A duration of none at all takes its place in working time, so there is none here.
    """
    n = draw(st.integers(1, 12))
    durations = draw(st.lists(st.integers(1, 30), min_size=n, max_size=n))
    pairs = draw(st.sets(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda p: p[0] < p[1]), max_size=25))
    return durations, [(a, b, draw(st.integers(-5, 20))) for a, b in sorted(pairs)]


def process_of(durations, arcs, order, done=None):
    """`done`: what has started and finished when, by key."""
    b = c.ProcessBuilder("random")
    b.start(START)
    for i in order:
        task = b.task(f"t{i}").lasts(f"{durations[i]}eh")
        if done and f"t{i}" in done:
            task.progress(*done[f"t{i}"])
        for start, end, lag in arcs:
            if end == i:
                task.after(f"t{start}", min=f"{lag}eh")
    return b.build()


def slow_dates(durations, arcs):
    """Early and late starts in hours after START, by going round until nothing moves."""
    n = len(durations)
    early = [0] * n
    for _ in range(n):
        for a, b, lag in arcs:
            early[b] = max(early[b], early[a] + durations[a] + lag)
    end = max(e + d for e, d in zip(early, durations))
    late = [end - d for d in durations]
    for _ in range(n):
        for a, b, lag in arcs:
            late[a] = min(late[a], late[b] - lag - durations[a])
    return early, late


@many
@given(networks(), st.randoms(use_true_random=False))
def test_schedules_are_the_least_and_greatest_solutions(network, random):
    durations, arcs = network
    order = list(range(len(durations)))
    random.shuffle(order)
    plan = c.schedule(process_of(durations, arcs, order))
    early, late = slow_dates(durations, arcs)
    for i in order:
        assert plan.early_start(f"t{i}") == START + early[i] * HOUR
        assert plan.late_start(f"t{i}") == START + late[i] * HOUR
        assert plan.total_float(f"t{i}") == (late[i] - early[i]) * HOUR


@many
@given(networks())
def test_processes_travel(network):
    durations, arcs = network
    process = process_of(durations, arcs, range(len(durations)))
    again = pickle.loads(pickle.dumps(process))
    assert again == process == c.io.read_process(c.io.write_process(process))
    plan = c.schedule(process)
    assert pickle.loads(pickle.dumps(plan)) == plan == c.schedule(again)


@many
@given(networks())
def test_every_date_is_explained_down_to_its_root(network):
    durations, arcs = network
    process = process_of(durations, arcs, range(len(durations)))
    plan = c.schedule(process)
    for activity in process.activities():
        steps = c.explain(process, plan, activity, "early_finish")
        assert steps[0].kind is c.ExplanationStep.Kind.root and steps[-1].at == plan.early_finish(activity)
        for before, step in zip(steps, steps[1:]):
            assert step.before == before.at
            if step.kind in (c.ExplanationStep.Kind.link, c.ExplanationStep.Kind.work):
                assert step.at == step.before + step.amount


@many
@given(st.integers(1, 15), st.sets(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=40))
def test_orders_lead_forward_or_there_is_a_cycle(n, pairs):
    arcs = [(a % n, b % n) for a, b in sorted(pairs)]
    found = c.topological_order(c.Digraph(n, arcs))
    if isinstance(found, c.Cycle):
        around = list(zip(found.nodes, found.nodes[1:] + found.nodes[:1]))
        assert [arcs[i] for i in found.arcs] == around
    else:
        place = {node: i for i, node in enumerate(found.nodes)}
        assert len(place) == n and all(place[a] < place[b] for a, b in arcs)


@many
@given(networks(), st.randoms(use_true_random=False), st.integers(1, 24 * 60))
def test_a_later_start_moves_everything_that_runs_on_the_clock(network, random, minutes):
    durations, arcs = network
    process = process_of(durations, arcs, range(len(durations)))
    before = c.schedule(process)
    by = dt.timedelta(minutes=minutes)
    after = c.schedule(process, start=START + by)
    assert (after.early_starts() == before.early_starts() + np.timedelta64(by)).all()
    assert (after.total_floats() == before.total_floats()).all()


@many
@given(networks(), st.integers(0, 11), st.integers(0, 11), st.integers(-5, 20))
def test_one_more_rule_makes_nothing_earlier_and_nothing_less_critical_than_it_was_allowed(network, a, b, lag):
    durations, arcs = network
    n = len(durations)
    a, b = sorted((a % n, b % n))
    assume(a < b and all((a, b) != arc[:2] for arc in arcs))
    fewer = c.schedule(process_of(durations, arcs, range(n)))
    more = c.schedule(process_of(durations, [*arcs, (a, b, lag)], range(n)))
    assert (more.early_starts() >= fewer.early_starts()).all()
    # Seen from the same end, nothing may be later either.
    end = fewer.project_finish()
    slack = more.project_finish() - end
    assert (more.late_finishes() - np.timedelta64(slack) <= fewer.late_finishes()).all()


@many
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_definition_changes_no_date(network, random):
    durations, arcs = network
    order = list(range(len(durations)))
    one = c.schedule(process_of(durations, arcs, order)).to_pandas().set_index("activity").sort_index()
    random.shuffle(order)
    other = c.schedule(process_of(durations, arcs, order)).to_pandas().set_index("activity").sort_index()
    assert one.equals(other)


@many
@given(networks(), st.integers(0, 11))
def test_finished_as_planned_changes_no_date(network, which):
    """Progress that says what the plan said leaves the plan as it was."""
    durations, arcs = network
    plan = c.schedule(process_of(durations, arcs, range(len(durations))))
    done = f"t{which % len(durations)}"
    start, finish = plan.early_start(done), plan.early_finish(done)
    assume(all(plan.early_finish(f"t{a}") <= start for a, b, _ in arcs if f"t{b}" == done))
    again = c.schedule(process_of(durations, arcs, range(len(durations)), {done: (start, finish)}))
    assert (again.early_starts() == plan.early_starts()).all()


@many
@given(st.lists(networks(), max_size=6))
def test_a_batch_is_its_parts(all_networks):
    processes = [process_of(durations, arcs, range(len(durations))) for durations, arcs in all_networks]
    assert list(c.schedule_many(processes)) == [c.schedule(p) for p in processes]


@many
@given(networks(), st.integers(0, 11), st.integers(0, 50))
def test_a_date_from_outside_is_kept(network, which, hours):
    durations, arcs = network
    process = process_of(durations, arcs, range(len(durations)))
    activity = process[f"t{which % len(durations)}"].id
    at = START + hours * HOUR
    plan = c.schedule(process, c.ScheduleOptions(outside=[c.OutsideDate(activity, "start", "not_before", at)]))
    assert plan.early_start(activity) == max(at, c.schedule(process).early_start(activity))
