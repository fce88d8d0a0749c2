"""A portfolio on a cluster: the workers schedule, and what comes back equals the local schedules."""

from pathlib import Path

import convene
import convene.distributed
from distributed import Client, LocalCluster

PROCESSES = Path(__file__).parents[1] / "processes"


def main() -> None:
    portfolio = [convene.io.read_process_file(path) for path in sorted(PROCESSES.glob("*.json"))]
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        plans = convene.distributed.schedule(portfolio, client, start="2026-01-05T09:00")
    assert plans == list(convene.schedule_many(portfolio, start="2026-01-05T09:00"))
    for process, plan in zip(portfolio, plans):
        print(f"{process.key():32} {plan.project_start():%Y-%m-%d} to {plan.project_finish():%Y-%m-%d}")


if __name__ == "__main__":
    main()
