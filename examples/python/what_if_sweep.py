"""What if the design took longer? One process a duration, scheduled in one call, and where the launch would go."""

import convene

DURATIONS = ["5d", "10d", "15d", "20d", "25d", "30d"]


def variant(design: str) -> convene.Process:
    b = convene.ProcessBuilder(f"launch-{design}")
    b.start("2026-01-05T09:00")
    b.meeting("kick-off", "Kick-off").lasts("4h")
    b.task("design", "Design").lasts(design).after("kick-off")
    b.task("permits", "Permits").lasts("20d").after("kick-off")
    b.task("hall", "Sales hall").lasts("2w").after("design").after("permits")
    b.meeting("launch", "Launch").lasts("2h").after("hall").deadline("2026-03-06T18:00")
    return b.build()


processes = [variant(duration) for duration in DURATIONS]
for duration, process, plan in zip(DURATIONS, processes, convene.schedule_many(processes)):
    launch = plan.finish("launch")
    deadline = process.deadline("launch")
    late = " too late" if deadline is not None and launch > deadline else ""
    critical = "critical" if process.find_activity("design") in convene.critical_path(process, plan) else "has float"
    print(f"design {duration:>3}: launch {launch:%Y-%m-%d}, design {critical}{late}")
