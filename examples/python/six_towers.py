"""Six towers and one group: who holds whom, how far the plan is from the best, and what one more person would bring."""

from pathlib import Path

import convene

SIX_TOWERS = Path(__file__).parents[1] / "portfolio" / "six-towers.jsonl"

portfolio = convene.io.read_portfolio(SIX_TOWERS)
early = convene.schedule(portfolio)
# The towers need the group for longer than some upper bounds allow; those are exceeded, and listed.
plan = convene.level(portfolio, on_conflict="relax")
assert convene.verify(portfolio, plan) == []

for project, dates in zip(portfolio.projects(), plan.projects):
    late = dates.project_finish() - early[project.key].project_finish()
    print(f"{project.key}: to {dates.project_finish():%Y-%m-%d}, {late.days} days later because of people, "
          f"{len(dates.broken())} limits missed")
last = portfolio[plan.order[-1]]
print(f"{last.key}, the last:")
for wait in plan[last.key].waits[:3]:
    print(f"  {last.process.key(wait.activity)}: {convene.describe(portfolio, last.key, wait).in_('en')}")
bounds = convene.gap(portfolio, plan)
print(f"finished {bounds.finish:%Y-%m-%d}, not possible before {bounds.lower:%Y-%m-%d}")
narrow = convene.bottleneck(portfolio, plan, on_conflict="relax")
if narrow is not None and narrow.finish_with_one_more is not None:
    print(f"with one more in {narrow.role}: {narrow.finish_with_one_more:%Y-%m-%d}")
