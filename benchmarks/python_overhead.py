"""What a call from Python costs beside the same work in C++, in the same run.

    python benchmarks/python_overhead.py [ACTIVITIES] [PROCESSES] [ROUNDS]

Both do the same in turn, so that what else the machine does troubles both; told is the middle of the rounds. The
answers are compared before any time is told.
"""

import statistics
import sys
import time

import convene

activities, processes, rounds = [int(a) for a in sys.argv[1:]] + [100_000, 10_000, 20][len(sys.argv) - 1:]
in_cpp = convene._convene._seconds_of_schedules
portfolio_in_cpp = convene._convene._seconds_of_portfolio


def seconds(call):
    begin = time.perf_counter()
    result = call()
    return time.perf_counter() - begin, result


def compare(what, work, call, in_cpp=in_cpp):
    """The middle of C++'s seconds and of Python's, and of their ratio round by round."""
    pairs = []
    for i in range(rounds):
        cpp = in_cpp(work) if i % 2 else 0  # each goes first in half of the rounds, and leaves the heap to the other
        python, result = seconds(call)
        del result
        pairs.append((cpp or in_cpp(work), python))
    cpp, python = (statistics.median(p) for p in zip(*pairs))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"{what}: C++ {cpp * 1e3:.1f} ms, Python {python * 1e3:.1f} ms, {(ratio - 1) * 100:+.1f} %")


large = convene._convene._chain(activities)
small = [convene._convene._chain(10 + i % 10) for i in range(processes)]
plan = convene.schedule(large)
assert plan.size() == activities and plan == convene.schedule_many([large])[0]
assert all(plan == convene.schedule(p) for plan, p in zip(convene.schedule_many(small), small))
compare(f"schedule, {activities} activities", [large], lambda: convene.schedule(large))
compare(f"schedule_many, {processes} processes of 10 to 19 activities", small, lambda: convene.schedule_many(small))
portfolio = convene.synthetic_portfolio([convene._convene._chain(20)], activities=activities, linked=200)
assert portfolio.activity_count() == activities and len(convene.columns(convene.schedule(portfolio))) == activities
compare(f"schedule, a portfolio of {activities} activities", portfolio, lambda: convene.schedule(portfolio),
        portfolio_in_cpp)
