"""How long it takes from Ctrl-C to KeyboardInterrupt in calls that would go on for long.

    python benchmarks/python_interrupt.py [ROUNDS]
"""

import os
import signal
import sys
import threading
import time

import convene as c
from convene import rcpsp

signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell turns off for what it runs in the background
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
random = c.Random(7)
jobs = 120
hard = rcpsp.build(
    [random.between(1, 10) for _ in range(jobs)],
    [rcpsp.Arc(i, random.between(i + 1, min(jobs - 1, i + 12))) for i in range(jobs - 1) for _ in range(2)],
    [rcpsp.Demand(i, k, random.between(1, 10)) for i in range(jobs) for k in range(4) if random.chance(0.5)],
    [13] * 4)
large = c._convene._chain(300_000)
# Thirty tasks of one of twenty people in each of 2,000 projects.
team = c.ProcessBuilder("team")
team.start("2026-01-05T09:00").role("crew")
for i in range(20):
    team.person(f"person-{i}", roles=["crew"])
for i in range(30):
    team.task(f"t{i}").lasts("3h").worked_by("crew")
shared = c.PortfolioBuilder()
process = team.build()
for i in range(2_000):
    shared.project(f"p{i}", process)
portfolio = shared.build()


def latency(call):
    sent = []

    def interrupt():
        time.sleep(0.3)
        sent.append(time.perf_counter())
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt).start()
    try:
        call()
    except KeyboardInterrupt:
        return time.perf_counter() - sent[0]
    raise AssertionError("the call ended by itself")


CALLS = {
    "rcpsp.search": lambda: rcpsp.search(hard, schedules=2**60),
    "rcpsp.search with progress": lambda: rcpsp.search(hard, schedules=2**60, progress=lambda told: None),
    "rcpsp.solve_exactly": lambda: rcpsp.solve_exactly(hard),
    "schedule_many, 200 processes of 300,000 activities": lambda: c.schedule_many([large] * 200),
    "find_conflicts, 300,000 activities, 50 times": lambda: [c.find_conflicts(large) for _ in range(50)],
}
CALLS |= {
    "level, a portfolio of 60,000 activities": lambda: c.level(portfolio),
    "schedule, that portfolio, 100 times": lambda: [c.schedule(portfolio, threads=2) for _ in range(100)],
}
for name, call in CALLS.items():
    print(f"{name}: at most {max(latency(call) for _ in range(rounds)) * 1e3:.0f} ms in {rounds} rounds", flush=True)
os._exit(0)  # what was interrupted may still be ending
