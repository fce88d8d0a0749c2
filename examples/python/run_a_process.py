"""A running instance: a meeting sends a draft back, what stood on it is held again, and a journal remembers all of it."""

import datetime
from tempfile import TemporaryDirectory

import convene as c


def describe() -> c.Process:
    b = c.ProcessBuilder("strategy")
    b.start("2026-03-02T09:00")
    for role, person in {"management": "boss", "sales": "zhao", "planning": "li"}.items():
        b.role(role).person(person, roles=[role])
    for document in ("sales-plan", "customer-map", "outline"):
        b.artifact(document)
    b.task("draft").lasts("2d").worked_by("sales").produces("sales-plan")
    b.task("map").lasts("1d").worked_by("planning").consumes("sales-plan").produces("customer-map")
    meeting = b.meeting("strategy").lasts("3h").initiated_by("planning").decided_by("management")
    meeting.consumes(["sales-plan", "customer-map"]).produces("outline").returns_to("draft", 2)
    return b.build()


process = describe()
run = c.Instance(process)
now = datetime.datetime(2026, 3, 2, 9)

with TemporaryDirectory() as folder, c.io.SqliteJournal.open(f"{folder}/journal", process) as journal:

    def does(what: str, command: c.Start | c.Open | c.Close | c.Reaffirm) -> None:
        global now
        now += datetime.timedelta(hours=3)
        try:
            events = run.decide(command, at=now)
        except c.Refused as refused:
            print(f"{now:%d %b %H:%M}  {what}: refused\n  " + str(refused).replace("\n", "\n  ").rstrip())
            return
        journal.append("project-7", events)
        run.apply(events)
        print(f"{now:%d %b %H:%M}  {what}:", ", ".join(c.io.event_name(event) for event in events))

    does("start", c.Start())
    does("open the strategy meeting", c.Open("strategy", by="li"))
    does("open the draft", c.Open("draft", by="zhao"))
    does("close the draft", c.Close("draft", outputs=[c.Output("sales-plan", 1)]))
    does("open the map", c.Open("map", by="li"))
    does("close the map", c.Close("map", outputs=[c.Output("customer-map", 1)]))
    does("open the strategy meeting", c.Open("strategy", by="li"))
    does("reject the plan", c.Close("strategy", c.Outcome.rejected, by=["boss"], return_to="draft"))
    does("open the draft again", c.Open("draft", by="zhao"))
    does("close the new draft", c.Close("draft", outputs=[c.Output("sales-plan", 2)]))

    print("\n" + c.to_string(process, c.why(run, "map", now)))
    for entry in c.agenda(run, now, person="li"):
        print("li may", entry.todo, process.key(entry.activity))
    expected = c.forecast(run, now).schedule
    print(f"the strategy meeting is expected on {expected.start('strategy'):%d %b %H:%M}\n")

    does("reaffirm the map", c.Reaffirm("map", by="li"))
    does("open the strategy meeting", c.Open("strategy", by="li"))
    does("approve the plan", c.Close("strategy", by=["boss"], outputs=[c.Output("outline", 1)]))

    assert c.replay(journal, "project-7") == run
    print(f"\nfinished: {run.finished()}, after {run.state().seq} events")
