"""Portfolios on real clusters of processes."""

import concurrent.futures
import multiprocessing
import os
import signal

import distributed
import pytest

import convene as c
import convene_distributed
from conftest import PROCESSES
from portfolios import gives_the_local_bytes, same_bytes, synthetic


@pytest.fixture(scope="module")
def portfolio():
    files = [c.io.read_process_file(p) for p in sorted(PROCESSES.glob("*.json"))]
    return [*files, *(c._convene._chain(20 + i) for i in range(60))]


@pytest.fixture(scope="module")
def local(portfolio):
    return list(c.schedule_many(portfolio, start="2026-01-05T09:00"))


def cluster(workers):
    return distributed.LocalCluster(n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=None)


def test_dask_gives_the_local_bytes(portfolio, local):
    with cluster(2) as workers, distributed.Client(workers) as client:
        seen = []
        plans = convene_distributed.schedule(portfolio, client, start="2026-01-05T09:00",
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

        plans = convene_distributed.schedule(portfolio, client, batch=2, start="2026-01-05T09:00", progress=kill_once)
        assert killed and plans == local


def test_dask_tells_what_failed(portfolio):
    with cluster(1) as workers, distributed.Client(workers) as client:
        nothing = c.ProcessBuilder("p")
        nothing.task("a")
        processes = [portfolio[0], nothing.build()]
        with pytest.raises(c.Error) as error:
            convene_distributed.schedule(processes, client)
        assert [d.code for d in error.value.diagnostics] == [c.Code.no_start]
        plans = convene_distributed.schedule(processes, client, errors="return")
        assert isinstance(plans[1], c.Error) and plans[0] == c.schedule(portfolio[0])


def test_an_executor_will_do(portfolio, local):
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        assert convene_distributed.schedule(portfolio, pool, start="2026-01-05T09:00") == local


@pytest.fixture(scope="module")
def company():
    return synthetic(5, 1500, 50)


def test_a_portfolio_gives_the_local_bytes(company):
    assert len(company.links()) > 0
    with cluster(2) as workers, distributed.Client(workers) as client:
        gives_the_local_bytes(company, client, threads=2)


def test_a_killed_worker_loses_no_project(company):
    with cluster(2) as workers, distributed.Client(workers) as client:
        killed = []

        def kill_once(done, count):
            if not killed:
                killed.extend(client.run(os.getpid).values())
                os.kill(killed[0], signal.SIGKILL)

        plan = convene_distributed.schedule(company, client, batch=2, progress=kill_once)
        assert killed and plan == c.schedule(company)


def failing():
    """Projects, linked or not, of which some have no start."""
    files = [c.io.read_process_file(p) for p in sorted(PROCESSES.glob("*.json"))]
    nothing = c.ProcessBuilder("p")
    nothing.task("a")
    nothing.task("b")
    process = nothing.build()
    b = c.PortfolioBuilder()
    for i in range(6):
        b.project(f"bad{i}", process).project(f"good{i}", files[i])
    b.link("bad4", "a", "bad1", "b").link("bad1", "a", "good2", files[2].key(c.ActivityId(0)))
    return b.build()


def test_faults_of_a_portfolio_come_as_here():
    portfolio = failing()
    with cluster(1) as workers, distributed.Client(workers) as client:
        with pytest.raises(c.Error) as error:
            convene_distributed.schedule(portfolio, client, batch=1)
    with pytest.raises(c.Error) as local:
        c.schedule(portfolio)
    assert error.value.diagnostics == local.value.diagnostics and len(local.value.diagnostics) >= 5


def test_whoever_stops_listening_stops_the_rest(company):
    class Enough(Exception):
        pass

    def stop(done, count):
        raise Enough

    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        with pytest.raises(Enough):
            convene_distributed.schedule(company, pool, batch=1, progress=stop)
        assert convene_distributed.schedule(company, pool) == c.schedule(company)
        with pytest.raises(ValueError):
            convene_distributed.schedule(company, pool, batch=0)


def test_an_empty_portfolio():
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        assert len(convene_distributed.schedule(c.Portfolio(), pool)) == 0
        assert convene_distributed.schedule([], pool) == []
