"""The same on Ray, where it is installed."""

import copy
import os
import signal

import pytest

import convene as c
import convene.distributed
from portfolios import FILES, same_bytes, synthetic

ray = pytest.importorskip("ray")


@pytest.fixture(scope="module")
def company():
    return synthetic(5, 1500, 50)


@pytest.fixture(scope="module", autouse=True)
def workers(tmp_path_factory):
    before = dict(os.environ)
    os.environ.update(RAY_AUTH_MODE="disabled", RAY_USAGE_STATS_ENABLED="0")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error",
             runtime_env={"env_vars": {"PYTHONPATH": ""}})
    yield
    ray.shutdown()
    os.environ.clear()
    os.environ.update(before)


def test_a_portfolio_gives_the_local_bytes(company):
    local = c.schedule(company)
    seen = []
    plan = convene.distributed.schedule(company, ray, batch=5, progress=lambda *step: seen.append(step))
    assert plan == local and all(map(same_bytes, plan.projects, local.projects))
    assert len(seen) > 1 and seen == sorted(seen) and seen[-1] == (len(company), len(company))
    first = c.ProjectId(0)
    changed = copy.copy(company)
    changed.replace(first, c.moved(company[first].process, 1))
    c.reschedule(changed, plan, [first])
    assert plan == c.schedule(changed)


def test_a_killed_worker_loses_nothing(company):
    killed = []

    def kill_once(done, count):
        if not killed:
            killed.append(ray.get(ray.remote(lambda: os.getpid()).remote()))
            os.kill(killed[0], signal.SIGKILL)

    plan = convene.distributed.schedule(company, ray, batch=2, progress=kill_once)
    assert killed and plan == c.schedule(company)


def test_plain_processes():
    plans = convene.distributed.schedule(FILES, ray, start="2026-01-05T09:00", batch=2)
    assert plans == list(c.schedule_many(FILES, start="2026-01-05T09:00"))
