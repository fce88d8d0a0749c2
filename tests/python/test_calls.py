"""Calls that take long: without the GIL, stopped by Ctrl-C; and objects that come and go."""

import copy
import gc
import os
import pickle
import signal
import threading

import psutil
import pytest

import convene as c
from conftest import interrupted, launch_builder, turns_during
from portfolios import six

COUNT = 10_000


@pytest.fixture(scope="module")
def large():
    return c._convene._chain(300_000)


@pytest.mark.parametrize("call", [
    lambda p: c.schedule(p), lambda p: c.schedule_many([p] * 3), lambda p: c.check(p),
    lambda p: c.io.write_process(p), lambda p: c.find_conflicts(p),
    lambda p: c.forecast(c.Instance(p), "2026-01-05T09:00")],
    ids=["schedule", "many", "check", "write", "conflicts", "forecast"])
def test_other_threads_go_on(large, call):
    # With the GIL held a call lets the other thread run at most when it begins and ends.
    assert turns_during(lambda: call(large)) > 1000


def test_ctrl_c_ends_a_call(tmp_path):
    """Whoever interrupts it gets KeyboardInterrupt, and Python still works."""
    assert interrupted("big = c._convene._chain(300_000)", "c.schedule_many([big] * 200)", tmp_path,
                       "assert c.schedule(c._convene._chain(10)).size() == 10")


def test_ctrl_c_stops_a_batch_between_processes(launch):
    """A handler that raises ends the call, and the work behind it."""
    def handler(*_):
        raise KeyError("stop")

    before = signal.signal(signal.SIGUSR1, handler)
    try:
        with pytest.raises(KeyError):
            c.schedule_many([c._convene._chain(100_000)] * 100 + [launch],
                            progress=lambda *_: os.kill(os.getpid(), signal.SIGUSR1))
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_calls_from_many_threads_agree(s1, s1_plan):
    plans = [None] * 8

    def work(i):
        for _ in range(20):
            plans[i] = c.schedule(s1)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert plans == [s1_plan] * 8


def grown(action):
    """How many bytes the process has grown by after COUNT rounds, once it is warm."""
    for _ in range(COUNT // 5):
        action()
    gc.collect()
    before = psutil.Process().memory_info().rss
    for _ in range(COUNT):
        action()
    gc.collect()
    return psutil.Process().memory_info().rss - before


def arrow():
    import pyarrow as pa

    plan = c.schedule(LAUNCH)
    pa.table(plan)
    plan.__arrow_c_stream__()
    plan.starts()


def failing():
    try:
        c.parse_span("x")
    except c.Error:
        pass


LAUNCH = launch_builder().build()
RUN = c.Instance(LAUNCH)
START = RUN.decide(c.Start(), at="2026-01-05T09:00")
PROBLEM = c.rcpsp.build([2] * 50, [c.rcpsp.Arc(0, 1)])


def running():
    run = copy.copy(RUN)
    run.apply(START)
    c.agenda(run, "2026-01-05T09:00")
    run.state()
    try:
        run.execute(c.Open("launch"), at="2026-01-05T09:00")
    except c.Refused:
        pass


def levelled():
    plan = c.level(LAUNCH)
    plan.starts(), plan.people, plan.to_numpy()


SHARED = six()


def portfolio():
    plan = c.schedule(SHARED)
    c.columns(plan).early_start, plan.to_numpy(), plan["p1"].starts()
    c.reschedule(SHARED, copy.copy(plan), ["p0"])


def levelled_portfolio():
    plan = c.level(SHARED, rules=["first_come"], progress=lambda done, count: None)
    again = copy.copy(plan)
    c.relevel(SHARED, again, ["p0"])
    plan["p1"].starts(), plan.colleague_reservations, c.workload(SHARED, again)


@pytest.mark.parametrize("action", [
    lambda: launch_builder().build(), lambda: c.schedule(LAUNCH), lambda: c.check(LAUNCH), arrow, failing,
    lambda: c.explain(LAUNCH, c.schedule(LAUNCH), "launch"), lambda: c.Calendar.standard().definition(),
    lambda: c.schedule_many([LAUNCH] * 3)[1], running, levelled, lambda: c.rcpsp.search(PROBLEM).starts,
    lambda: pickle.loads(pickle.dumps(RUN)), portfolio, levelled_portfolio],
    ids=["process", "schedule", "check", "arrow", "error", "explain", "calendar", "many", "run", "level", "search",
         "pickle", "portfolio", "levelled portfolio"])
def test_nothing_leaks(action):
    # 100 bytes a round would be a megabyte.
    assert grown(action) < 1_000_000
