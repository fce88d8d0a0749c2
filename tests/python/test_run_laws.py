"""Laws of running: whatever is asked of an instance, its events are its history, and its history is its state."""

import copy
import datetime as dt
import pickle

from hypothesis import given
from hypothesis import strategies as st

import convene as c
from conftest import cases

many = cases(40)
START = dt.datetime(2026, 1, 5, 9)
PEOPLE = ["p0", "p1", "p2"]


@st.composite
def processes(draw):
    """A few activities that pass documents on, some of which send back, recur or have to be in time."""
    n = draw(st.integers(1, 4))
    b = c.ProcessBuilder("random")
    b.start(START)
    b.role("r0").role("r1")
    for person in PEOPLE:
        b.person(person, roles=draw(st.sampled_from([["r0"], ["r1"], ["r0", "r1"]])))
    b.quota("q", "r0", count=2, per="day").cover("v", "r1", from_=540, to=600)
    for i in range(n):
        b.artifact(f"d{i}")
    for i in range(n):
        meeting = draw(st.sampled_from([True, True, False]))
        a = (b.meeting if meeting else b.task)(f"a{i}").lasts("2h").produces(f"d{i}")
        (a.decided_by if meeting else a.worked_by)(draw(st.sampled_from(["r0", "r1"])))
        before = draw(st.sets(st.integers(0, i - 1), min_size=1, max_size=2)) if i else set()
        a.consumes([f"d{j}" for j in sorted(before)])
        if before and meeting:
            a.returns_to(f"a{min(before)}", 3)
        if draw(st.booleans()):
            a.service_level("1d", warn="4h")
        if i and draw(st.booleans()):
            a.after(f"a{i - 1}", min=draw(st.sampled_from(["0d", "2h", "1d"])))
    return b.build()


def commands(n):
    activity = st.integers(0, n - 1).map("a{}".format)
    person = st.sampled_from(PEOPLE)
    people = st.lists(person, max_size=3, unique=True)
    digest = st.integers(1, 3)
    output = st.integers(0, n - 1).map("d{}".format)
    hours = st.integers(0, 100).map(lambda h: START + dt.timedelta(hours=h))
    back = st.none() | activity
    return st.one_of(
        st.builds(c.Open, activity, st.none() | person, people),
        st.builds(c.Open, activity, st.none() | person, people),
        st.builds(lambda a, o, by, d, to: c.Close(a, o, by=by, outputs=[c.Output("d" + a[1:], d)], return_to=to),
                  activity, st.sampled_from(c.Outcome), people, digest, back),
        st.builds(c.Reaffirm, activity, st.none() | person),
        st.builds(c.Waive, activity, st.sampled_from(c.Excuse), st.none() | person),
        st.builds(c.Bind, st.sampled_from(["r0", "r1"]), person),
        st.builds(c.Delegate, person, person, hours, hours),
        st.builds(c.Call, activity, hours, st.none() | person),
        st.builds(c.Issue, output, digest, st.none() | person),
        st.builds(c.Record, st.just("q"), person, st.integers(1, 3)),
        st.builds(c.Staff, st.just("v"), person, hours, hours),
        st.just(c.Advance()))


class Offer:
    """Does what the agenda offers: the entry of this number, with this outcome and digest."""

    def __init__(self, number, outcome, digest):
        self.number, self.outcome, self.digest = number, outcome, digest

    def command(self, run, now):
        entries = c.agenda(run, now)
        if not entries:
            return c.Advance()
        entry = entries[self.number % len(entries)]
        a, by = entry.activity, entry.people[:1]
        who = by[0] if by else None
        if entry.todo == "open":
            return c.Open(a, who, PEOPLE)
        if entry.todo == "close":
            outputs = [c.Output(x, self.digest) for x in run.process().produces(a)]
            back = run.process().reworks(a)
            if back and self.number % 2:
                return c.Close(a, "rejected", by=entry.people, outputs=outputs, return_to=back[0].to)
            return c.Close(a, self.outcome, by=entry.people, outputs=outputs)
        if entry.todo == "reaffirm":
            return c.Reaffirm(a, who)
        if entry.todo == "waive":
            return c.Waive(a, "rejection", who)
        return c.Advance()


offers = st.builds(Offer, st.integers(0, 5), st.sampled_from(["approved", "revised", "rejected"]),
                   st.integers(1, 3))


@st.composite
def histories(draw):
    process = draw(processes())
    asked = draw(st.lists(st.tuples(offers | offers | offers | commands(len(process)), st.integers(0, 6)), min_size=20, max_size=40))
    return process, [(c.Start(), 0), *asked]


def driven(process, asked):
    """The instance after all that was obeyed, its events, and a copy at each step."""
    run, now, journal, seen = c.Instance(process), START, [], []
    for what, hours in asked:
        now += dt.timedelta(hours=hours)
        before = copy.copy(run)
        try:
            events = run.execute(what.command(run, now) if isinstance(what, Offer) else what, at=now)
        except c.Refused as refused:
            assert run == before and refused.refusal.blockers
            continue
        journal += events
        seen.append((len(journal), copy.copy(run)))
    return run, now, journal, seen


@many
@given(histories())
def test_replay_is_the_state_at_every_step(history):
    process, asked = history
    run, _, journal, seen = driven(process, asked)
    assert [e.seq for e in journal] == list(range(1, len(journal) + 1))
    assert all(a.at <= b.at for a, b in zip(journal, journal[1:]))
    again, done = c.Instance(process), 0
    for count, then in seen:
        again.apply(journal[done:count])
        done = count
        assert again == then and hash(again.state()) == hash(then.state())
    assert c.replay(c.Instance(process), "x", journal) == run


@many
@given(histories())
def test_instances_and_events_travel(history):
    process, asked = history
    run, _, journal, _ = driven(process, asked)
    assert pickle.loads(pickle.dumps(run)) == run == c.io.read_state(process, c.io.write_state(run))
    assert c.Instance.restore(process, pickle.loads(pickle.dumps(run.state()))) == run
    assert pickle.loads(pickle.dumps(journal)) == journal == c.io.read_events(process, c.io.write_events(process, journal))


@many
@given(histories(), st.integers(0, 100), st.integers(0, 100))
def test_time_passes_the_same_in_one_step_or_two(history, first, second):
    process, asked = history
    run, now, _, _ = driven(process, asked)
    a = now + dt.timedelta(hours=first)
    b = a + dt.timedelta(hours=second)
    whole = run.due(b)
    halfway = copy.copy(run)
    halfway.apply(run.due(a))
    assert run.due(a) + halfway.due(b) == whole


@many
@given(histories())
def test_whoever_waits_is_told_when_to_look_again(history):
    process, asked = history
    run, now, _, _ = driven(process, asked)
    if run.state().started and not run.finished():
        assert c.agenda(run, now) or c.next_due(run, now)


@many
@given(histories())
def test_an_activity_that_the_agenda_offers_is_not_waiting(history):
    process, asked = history
    run, now, _, _ = driven(process, asked)
    for entry in c.agenda(run, now):
        if entry.todo == "open":
            assert c.why(run, entry.activity, now).standing in ("ready", "stale", "fresh")


@many
@given(histories())
def test_a_forecast_keeps_what_has_happened(history):
    process, asked = history
    run, now, _, _ = driven(process, asked)
    expected = c.forecast(run, now).schedule
    for activity in process.activities():
        state = run[activity]
        if state.fresh and not state.open and state.closed:
            assert expected.finish(activity) == state.closed
        elif not state.open:
            assert expected.start(activity) >= now


@many
@given(histories())
def test_what_an_instance_did_conforms(history):
    process, asked = history
    run, _, journal, _ = driven(process, asked)
    text = c.io.write_xes([c.io.EventLogCase("x", process, journal)])
    logged, = c.io.read_xes(process, text)
    assert c.conform(process, logged).fitness() == 1
