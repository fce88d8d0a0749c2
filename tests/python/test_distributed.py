"""Portfolios on real clusters of processes."""

import concurrent.futures
import multiprocessing
import os
import signal

import distributed
import pytest

import convene as c
import convene.distributed
from conftest import PROCESSES


@pytest.fixture(scope="module")
def portfolio():
    files = [c.io.read_process_file(p) for p in sorted(PROCESSES.glob("*.json"))]
    return [*files, *(c._convene._chain(20 + i) for i in range(60))]


@pytest.fixture(scope="module")
def local(portfolio):
    return list(c.schedule_many(portfolio, start="2026-01-05T09:00"))


def cluster(workers):
    return distributed.LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None)


def same_bytes(one, other):
    return all(a.tobytes() == b.tobytes() for name, a in one.to_numpy().items() if name != "activity"
               for b in [other.to_numpy()[name]])


def test_dask_gives_the_local_bytes(portfolio, local):
    with cluster(2) as workers, distributed.Client(workers) as client:
        seen = []
        plans = convene.distributed.schedule(portfolio, client, start="2026-01-05T09:00",
                                             progress=lambda *step: seen.append(step))
        assert plans == local and all(map(same_bytes, plans, local))
        assert seen[-1] == (len(portfolio), len(portfolio))
        # The network, which did not travel, is made again.
        assert c.critical_path(portfolio[0], plans[0]) == c.critical_path(portfolio[0], local[0])


def test_a_killed_worker_loses_nothing(portfolio, local):
    with cluster(2) as workers, distributed.Client(workers) as client:
        killed = []

        def kill_once(done, count):
            if not killed:
                killed.extend(client.run(os.getpid).values())
                os.kill(killed[0], signal.SIGKILL)

        plans = convene.distributed.schedule(portfolio, client, batch=2, start="2026-01-05T09:00", progress=kill_once)
        assert killed and plans == local


def test_dask_tells_what_failed(portfolio):
    with cluster(1) as workers, distributed.Client(workers) as client:
        nothing = c.ProcessBuilder("p")
        nothing.task("a")
        processes = [portfolio[0], nothing.build()]
        with pytest.raises(c.Error) as error:
            convene.distributed.schedule(processes, client)
        assert [d.code for d in error.value.diagnostics] == [c.Code.no_start]
        plans = convene.distributed.schedule(processes, client, errors="return")
        assert isinstance(plans[1], c.Error) and plans[0] == c.schedule(portfolio[0])


def test_an_executor_will_do(portfolio, local):
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        assert convene.distributed.schedule(portfolio, pool, start="2026-01-05T09:00") == local

