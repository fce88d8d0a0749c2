"""Calls on large portfolios: without the GIL, stopped by Ctrl-C, and telling how far they are."""

import pytest

import convene as c
from conftest import ROOT, interrupted, turns_during
from portfolios import synthetic


@pytest.fixture(scope="module")
def company():
    return synthetic(3, 20_000, 400)


@pytest.fixture(scope="module")
def plan(company):
    return c.level(company, rules=["first_come"])


@pytest.mark.parametrize("call", [
    lambda p, plan: c.schedule(p), lambda p, plan: c.schedule(p, threads=2),
    lambda p, plan: c.reschedule(p, plan.early, range_of(p)), lambda p, plan: c.level(p, rules=["first_come"]),
    lambda p, plan: c.verify(p, plan), lambda p, plan: c.gap(p, plan), lambda p, plan: c.workload(p, plan),
    lambda p, plan: c.synthetic_portfolio([p[c.ProjectId(0)].process], activities=50_000)],
    ids=["schedule", "threads", "reschedule", "level", "verify", "gap", "workload", "synthetic"])
def test_other_threads_go_on(company, plan, call):
    assert turns_during(lambda: call(company, plan)) > 1000


def range_of(portfolio):
    return [c.ProjectId(i) for i in range(len(portfolio))]


def test_progress_rises(company):
    for call in (lambda told: c.schedule(company, progress=told),
                 lambda told: c.level(company, rules=["first_come"], progress=told)):
        seen = []
        call(lambda done, count: seen.append((done, count)))
        assert seen == sorted(seen) and len({count for _, count in seen}) == 1
        assert seen[-1][0] == seen[-1][1]


@pytest.mark.parametrize("call", ["c.level(p)", "c.relevel(p, plan, ids)",
                                  "[c.bottleneck(p, plan) for _ in range(1000)]",
                                  "[c.schedule(p) for _ in range(1000)]",
                                  "[c.verify(p, plan) for _ in range(1000)]"])
def test_ctrl_c_ends_a_call(call, tmp_path):
    before = f"""
folder = {str(ROOT / "examples" / "processes")!r}
files = [project.process for project in c.io.read_portfolio(folder).projects()]
p = c.synthetic_portfolio(files, activities=20_000, seed=3, people=400, weeks=100)
ids = [c.ProjectId(i) for i in range(len(p))]
"""
    if "plan" in call:
        before += 'plan = c.level(p, rules=["first_come"])'
    assert interrupted(before, call, tmp_path, "assert len(c.schedule(p)) == len(p)")
