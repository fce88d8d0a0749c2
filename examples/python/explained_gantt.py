"""From a file to a Gantt chart, and why the last meeting is when it is.

    python explained_gantt.py [SVG]
"""

import sys
from pathlib import Path

import convene

PROCESSES = Path(__file__).parents[1] / "processes"

process = convene.io.read_process_file(PROCESSES / "s1-decision-meetings.json")
for finding in convene.check(process):
    if finding.severity() is convene.Severity.error:
        sys.exit(str(finding))

plan = convene.schedule(process)
print(process.title(), "-", plan.project_start().date(), "to", plan.project_finish().date())

print("\nCritical path:")
for activity in convene.critical_path(process, plan):
    print(f"  {plan.start(activity):%Y-%m-%d %H:%M}  {convene.spoken(process, activity)}")

print("\nWhy the launch meeting starts when it does:")
for step in convene.explain(process, plan, "launch-strategy", "early_start"):
    print(" ", convene.describe(process, step))

if len(sys.argv) > 1:
    Path(sys.argv[1]).write_text(convene.io.write_gantt(process, plan, language="zh"), encoding="utf-8")
