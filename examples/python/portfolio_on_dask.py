"""A portfolio on a cluster: the workers schedule, and what comes back equals the local schedule."""

from pathlib import Path

import convene
import convene_distributed
from distributed import Client, LocalCluster

PROCESSES = Path(__file__).parents[1] / "processes"


def main() -> None:
    templates = [project.process for project in convene.io.read_portfolio(PROCESSES).projects()]
    portfolio = convene.synthetic_portfolio(templates, activities=2000, seed=1, people=100, linked=200)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster, Client(cluster) as client:
        plan = convene_distributed.schedule(portfolio, client)
    assert plan == convene.schedule(portfolio)
    print(f"{len(portfolio)} projects, {portfolio.activity_count()} activities, {len(portfolio.links())} links")
    for project, dates in list(zip(portfolio.projects(), plan.projects))[:9]:
        print(f"{project.key:32} {dates.project_start():%Y-%m-%d} to {dates.project_finish():%Y-%m-%d}")


if __name__ == "__main__":
    main()
