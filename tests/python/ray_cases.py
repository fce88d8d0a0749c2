"""What `test_ray.py` runs, in a process of its own: `ray_cases.py CASE` says "started" once Ray is there.

Ray ends the process that drives it when its daemons fail; that may not end the other tests.
"""

import os
import signal
import sys

import ray

import convene as c
import convene_distributed
from portfolios import FILES, gives_the_local_bytes, synthetic


def company():
    return synthetic(5, 1500, 50)


def a_portfolio_gives_the_local_bytes():
    gives_the_local_bytes(company(), ray)


def a_killed_worker_loses_nothing():
    portfolio = company()
    killed = []

    def kill_once(done, count):
        if not killed:
            killed.append(ray.get(ray.remote(lambda: os.getpid()).remote()))
            os.kill(killed[0], signal.SIGKILL)

    plan = convene_distributed.schedule(portfolio, ray, batch=2, progress=kill_once)
    assert killed and plan == c.schedule(portfolio)


def plain_processes():
    plans = convene_distributed.schedule(FILES, ray, start="2026-01-05T09:00", batch=2)
    assert plans == list(c.schedule_many(FILES, start="2026-01-05T09:00"))


CASES = [a_portfolio_gives_the_local_bytes, a_killed_worker_loses_nothing, plain_processes]

if __name__ == "__main__":
    case = next(case for case in CASES if case.__name__ == sys.argv[1])
    # The loopback and little memory: what a machine that runs tests surely has.
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="error",
             object_store_memory=200 << 20, _node_ip_address="127.0.0.1", runtime_env={"env_vars": {"PYTHONPATH": ""}})
    print("started", flush=True)
    case()
    ray.shutdown()
