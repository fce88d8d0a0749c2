"""What a user of Python expects: dates, rows, containers, texts, reprs, and what is said when something is wrong."""

import copy
import datetime as dt
import inspect
import json
import os
import pickle
import re
import subprocess
import sys
import zoneinfo

import numpy as np
import pandas as pd
import polars as pl
import pytest

import convene as c
from conftest import launch_builder


def refused(call):
    """The sentence of the TypeError that a call raises."""
    with pytest.raises(TypeError) as error:
        call()
    sentence = str(error.value)
    assert "incompatible" not in sentence and len(sentence) < 400 and "\n" not in sentence
    return sentence


class TestDates:
    def test_not_a_time_is_no_date(self, launch):
        for call in (lambda: c.schedule(launch, start=pd.NaT), lambda: c.ProcessBuilder("p").start(pd.NaT),
                     lambda: c.ProcessBuilder("p").task("a").deadline(pd.NaT), lambda: c.Occur("launch", pd.NaT),
                     lambda: c.schedule(launch, start=np.datetime64("NaT"))):
            with pytest.raises(c.Error) as error:
                call()
            assert error.value.diagnostics[0].code is c.Code.bad_date

    @pytest.mark.parametrize("now", [
        dt.datetime(2026, 1, 5, 9, 0, 0, 999_999), pd.Timestamp("2026-01-05T09:00:00.999999999"),
        np.datetime64("2026-01-05T09:00:00.999")])
    def test_fractions_of_a_second_are_cut_off(self, launch, now):
        """So the present time is never later than it is."""
        assert c.add_elapsed_months(now, 0) == dt.datetime(2026, 1, 5, 9)
        assert c.agenda(c.Instance(launch), now) == c.agenda(c.Instance(launch), "2026-01-05T09:00")

    @pytest.mark.parametrize("aware", [
        dt.datetime(2026, 1, 5, 9, tzinfo=dt.timezone.utc), dt.datetime(2026, 1, 5, 9, tzinfo=zoneinfo.ZoneInfo("UTC")),
        pd.Timestamp("2026-01-05T09:00", tz="UTC")])
    def test_a_time_with_a_zone_is_refused_by_that_name(self, launch, aware):
        with pytest.raises(c.Error, match="has a time zone.*astimezone") as error:
            c.agenda(c.Instance(launch), aware)
        assert error.value.diagnostics[0].code is c.Code.bad_date


class TestRows:
    def test_a_row_is_found_by_its_key_in_another_process(self):
        def process(*keys):
            b = c.ProcessBuilder("p")
            b.start("2026-01-05T09:00")
            for n, key in enumerate(keys):
                b.task(key).lasts(f"{n + 1}d")
            return b.build()

        old, new = process("a", "b", "gone"), process("b", "a")
        plan = c.schedule(new)
        assert plan.finish(old["a"]) == plan.finish("a") != plan.finish("b")
        assert new[old["b"]].key == "b" and new.activities()[old["b"]].key == "b"
        with pytest.raises(c.Error) as error:
            plan.finish(old["gone"])
        assert error.value.diagnostics[0].code is c.Code.unknown_reference

    def test_rows_of_people_and_roles_name_them_too(self):
        b = c.ProcessBuilder("p")
        b.role("lead")
        b.person("ann", roles="lead")
        b.task("a").lasts("1d").worked_by("lead")
        process = b.build()
        staffing = c.Staffing(process)
        assert staffing.calendar_of(process.people()["ann"], process.roles()["lead"]).key() == "standard"
        assert c.Bind(process.roles()["lead"], process.people()["ann"]) == c.Bind("lead", "ann")


@pytest.mark.skipif(sys.version_info >= (3, 13), reason="the module of subinterpreters has another name")
def test_a_subinterpreter_gets_an_import_error():
    code = ("import _xxsubinterpreters as s, sys\n"
            f"i = s.create(isolated=False)\ns.run_string(i, '''import sys; sys.path[:] = {sys.path!r}\n"
            "try:\n    import convene\nexcept ImportError as error:\n    print(error)''')\n")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "main interpreter" in run.stdout, run.stderr


class TestFrames:
    def test_frames_can_be_changed(self, s1_plan):
        frame = s1_plan.to_pandas()
        frame.loc[0, "start"] = pd.Timestamp("2026-01-05")
        frame["start"] += pd.Timedelta(days=1)
        assert s1_plan.to_pandas()["start"][0] == pd.Timestamp(s1_plan.starts()[0])

    def test_floats_stand_in_days_of_the_activity_too(self):
        b = c.ProcessBuilder("p")
        b.start("2026-01-05T09:00")
        b.task("short").lasts("1d")
        b.task("long").lasts("7d")
        plan = c.schedule(b.build())
        # 6 days of 8 hours: 48 hours of work, which a timedelta calls 2 days.
        assert plan.total_float("short") == dt.timedelta(days=2)
        assert list(plan.to_pandas()["total_float_days"]) == [6.0, 0.0]
        assert list(plan.to_polars()["free_float_days"]) == [6.0, 0.0]

    def test_floats_of_portfolios_stand_in_days_too(self, launch):
        portfolio = c.PortfolioBuilder().project("one", launch).project("two", launch, start="2026-02-02T09:00").build()
        plan, own = c.schedule(portfolio), c.schedule(launch).to_pandas()
        for frame in (plan.to_pandas(), c.columns(plan).to_pandas()):
            for column in ("total_float_days", "free_float_days"):
                assert list(frame[column][:3]) == list(own[column])

    def test_a_workload_has_every_week_of_the_plan(self):
        b = c.ProcessBuilder("p")
        b.start("2026-01-05T09:00").role("lead").person("ann", roles="lead")
        b.task("first").lasts("1d").worked_by("lead")
        b.task("last").lasts("1d").worked_by("lead").after("first", min="25ew")
        process = b.build()
        load, = c.workload(process, c.level(process)).people
        # From the week of 5 January to that of 29 June, 25 weeks later.
        assert len(load.weeks) == 26 and [w.week for w in load.weeks] == [
            dt.datetime(2026, 1, 5) + n * dt.timedelta(days=7) for n in range(26)]
        assert [n for n, w in enumerate(load.weeks) if w.booked] == [0, 25]
        assert all(w.available == dt.timedelta(hours=40) for w in load.weeks)


class TestReprs:
    def test_a_record_shows_all_that_tells_it_apart(self, launch):
        chain = c.critical_chain(launch, c.level(launch))
        assert len({repr(link) for link in chain}) == len(chain)
        assert repr(c.Shift(0, 0)) == "Shift(start=0, end=0)"

    def test_what_a_call_gives_shows_keys_and_titles(self, launch):
        plan, levelled = c.schedule(launch), c.level(launch)
        link = c.critical_chain(launch, levelled)[-1]
        assert 'activity=<ActivityId "launch": Launch>' in repr(link)
        assert repr(link.activity) == '<ActivityId "launch": Launch>' == repr(launch["launch"].id)
        assert repr(c.critical_path(launch, plan)[-1]) == '<ActivityId "launch": Launch>'
        assert '"launch"' in repr(c.explain(launch, plan, "launch")[-1])
        # An id that nobody has told where it comes from has its number.
        assert repr(c.ActivityId(2)) == "ActivityId(2)" and c.ActivityId(2) == link.activity
        assert repr(pickle.loads(pickle.dumps(link.activity))) == "ActivityId(2)"

    def test_rows_that_wait_say_for_whom(self):
        b = c.ProcessBuilder("p")
        b.start("2026-01-05T09:00").role("lead").person("ann", {"en": "Ann Lee"}, roles="lead")
        for key in ("first", "second"):
            b.task(key).lasts("1d").worked_by("lead")
        wait, = c.level(b.build()).waits
        assert re.search(r'activity=<ActivityId "second">, person=<PersonId "ann": Ann Lee>, by=<ActivityId "first">', repr(wait))

    def test_records_and_ids_can_not_be_changed(self, launch):
        for thing, name in ((c.Shift(0, 1), "start"), (c.Shift(0, 1), "begin"), (launch["launch"].id, "value")):
            with pytest.raises(AttributeError):
                setattr(thing, name, 3)

    def test_rows_show_keys_and_titles(self, launch):
        assert repr(launch["launch"]) == '<convene.Activity "launch": Launch>'
        assert repr(launch.artifacts()["outline"]) == '<convene.Artifact "outline">'

    def test_nothing_shows_its_address(self, launch):
        plan, levelled = c.schedule(launch), c.level(launch)
        b = launch_builder()
        things = [plan, levelled, launch, launch.activities(), c.Calendar.standard(), c.Instance(launch), plan.driver("launch"),
                  c.Random(1), b, b.task("more"), c.Staffing(launch), c.Digraph(1, []), c.MemoryJournal(launch),
                  iter(launch.activities()), c.PortfolioBuilder(), c.ActivityId(4), c.Money(100), c.Cause("project_start"),
                  c.workload(launch, levelled), c.forecast(c.Instance(launch), "2026-01-05T09:00")]
        assert [repr(thing) for thing in things if re.search(r"0x[0-9a-f]{6,}", repr(thing))] == []


class TestContainers:
    def test_tables_are_like_pythons(self, launch):
        table = launch.activities()
        assert "print" in table and launch["print"] in table and launch["print"].id in table
        assert "nothing" not in table and 3 not in table and c.ActivityId(99) not in table
        assert table.keys() == ["strategy", "print", "launch"] == [row.key for row in table]
        assert table[0].key == "strategy" and table[-1].key == "launch"
        assert [row.key for row in table[1:]] == ["print", "launch"] and [row.key for row in table[::-2]] == ["launch", "strategy"]
        with pytest.raises(IndexError):
            table[3]

    def test_batches_are_too(self, launch):
        batch = c.schedule_many([launch] * 3)
        assert len(batch[1:]) == 2 and batch[-1] == batch[0]

    def test_texts_are_strings(self, launch):
        title = launch["strategy"].title
        assert title == "Strategy" and hash(title) == hash("Strategy") and isinstance(title, str)
        assert f"{title:>10}" == "  Strategy" and json.dumps({"title": title}) == '{"title": "Strategy"}'
        assert sorted([title, launch["launch"].title, "Aa"]) == ["Aa", "Launch", "Strategy"]
        assert title.in_("zh") == "策略" and title != c.Text("Strategy") and title == c.Text({"zh": "策略", "en": "Strategy"})
        for again in (pickle.loads(pickle.dumps(title)), copy.deepcopy(title)):
            assert again == title and again.in_("zh") == "策略"


class TestArguments:
    def test_an_unknown_one_is_named(self, launch):
        assert re.match(r'schedule\(\) has no argument "begin"; it takes .*start', refused(lambda: c.schedule(launch, begin="x")))
        assert 'explain() has no argument "activty"; do you mean activity?' in refused(
            lambda: c.explain(launch, c.schedule(launch), activty="launch"))
        assert 'Shift() has no argument "begin"' in refused(lambda: c.Shift(begin=3))

    def test_a_wrong_one_is_named_with_what_it_takes(self, launch):
        assert refused(lambda: c.schedule("p")).startswith("schedule() takes as process a Process")
        assert refused(lambda: c.schedule(launch, start=3)) == (
            "schedule() takes as start a date and time: a datetime, a date, or text such as \"2026-03-31T09:00\", or None, "
            "not 3 (int)")
        assert "takes as tries a whole number from 0, not -1" in refused(lambda: c.level(launch, tries=-1))
        assert "takes as seed" in refused(lambda: c.level(launch, seed="x"))
        assert "Shift() takes as start a whole number, not 'early' (str)" in refused(lambda: c.Shift("early", 3))

    def test_a_missing_one_is_named(self, launch):
        assert refused(lambda: c.schedule()).startswith("schedule() needs process")
        assert refused(lambda: c.explain(launch)).startswith("explain() needs schedule")

    def test_spans_are_taken_from_numbers_and_timedeltas(self):
        """A number counts working days; a timedelta is working time, of which 24 hours are 24 hours."""
        b = c.ProcessBuilder("p")
        b.task("a").lasts(3)
        b.task("b").lasts(dt.timedelta(hours=4)).after(["a"], min=dt.timedelta(minutes=90))
        b.task("c").lasts(dt.timedelta(days=3)).after(["a", "b"], min=1)
        p = b.build()
        assert [p[key].duration for key in "abc"] == [c.Span("3d"), c.Span("4h"), c.Span("72h")]
        rules = [p.rule(c.RuleId(n)) for n in range(p.rule_count())]
        assert [(r.from_.value, r.to.value, r.min) for r in rules] == [
            (0, 1, c.Span("90min")), (0, 2, c.Span("1d")), (1, 2, c.Span("1d"))]
        with pytest.raises(ValueError, match="whole minutes"):
            c.ProcessBuilder("p").task("a").lasts(dt.timedelta(seconds=1))


class TestCommands:
    def test_are_refused_when_made_without_what_they_need(self):
        for make, missing in ((c.Close, "activity"), (lambda: c.Close(by="boss"), "activity"), (c.Void, "artifact"),
                              (lambda: c.Occur("x"), "at"), (lambda: c.Delegate("a", "b"), "begin"), (c.Issue, "artifact"),
                              (lambda: c.Record("q"), "person"), (c.Migrate, "to"), (c.Request, "command")):
            assert f"needs {missing}" in refused(make)
        c.Advance(), c.Start()

    def test_words_are_checked_when_made(self):
        for make in (lambda: c.ScheduleOptions(on_conflict="relaxx"), lambda: c.Close("a", "aproved"),
                     lambda: c.Waive("a", "tme")):
            with pytest.raises(c.Error) as error:
                make()
            assert error.value.diagnostics[0].code is c.Code.unknown_word


WRONG = """
import convene as c
c.Close()
c.Close(by="boss")
c.Occur("x")
c.schedule(c.Process(), on_conflict="relaxx")
c.schedule(c.Process(), begin="2026-01-05")
c.schedule("p")
c.schedule_many([], errors="retrun")
c.level(c.Process(), rules=["late_strat"])
c.Shift(start="9")
c.explain(c.Process(), c.schedule(c.Process()), "a", "late_strat")
c.ProcessBuilder("p").activity("meetin", "a")
c.io.write_gantt(c.Process(), c.schedule(c.Process()), language="fr")
c.rcpsp.generate(c.rcpsp.build([1]), scheme="seriall")
"""


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_type_checkers_refuse_what_the_run_time_refuses(checker, tmp_path):
    lines = WRONG.strip().splitlines()
    for line in lines[1:]:
        with pytest.raises((TypeError, ValueError)):
            exec(f"import convene as c\n{line}", {})
    code = tmp_path / "wrong.py"
    code.write_text(WRONG.strip() + "\n", encoding="utf-8")
    if checker == "mypy":
        command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", code]
        found = r"wrong\.py:(\d+): error"
    else:
        pytest.importorskip("pyright", reason="pyright isn't installed")
        command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, code]
        found = r"wrong\.py:(\d+):\d+ - error"
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "MYPYPATH": ""})
    assert {int(n) for n in re.findall(found, run.stdout)} == set(range(2, len(lines) + 1)), run.stdout + run.stderr


def callables():
    for module in (c._convene, c.io, c.rcpsp, c.spans):
        for name, value in vars(module).items():
            if name.startswith("_"):
                continue
            if isinstance(value, type):
                yield name, value
                for key, member in vars(value).items():
                    if not key.startswith("_") and (inspect.isroutine(member) or isinstance(member, staticmethod)):
                        yield f"{name}.{key}", member
            elif callable(value):
                yield name, value


class TestDocstrings:
    def test_every_callable_says_what_it_is(self):
        bare = []
        for name, value in callables():
            lines = [line for line in (inspect.getdoc(value) or "").splitlines()
                     if line and " -> " not in line and not re.match(r"\w+\(\*args|Overloaded function\.$", line)]
            if not lines:
                bare.append(name)
        assert bare == []

    def test_none_shows_cpp(self):
        shown = {name: line for name, value in callables() for line in (inspect.getdoc(value) or "").splitlines()
                 if re.search(r"\w::\w|std::|Result<|\{\.\w|\bauto\b \w+ =|nullopt", line)}
        assert shown == {}

    def test_stand_in_the_stubs(self):
        from pathlib import Path
        stub = Path(c.__file__).with_name("__init__.pyi").read_text(encoding="utf-8")
        assert "The start of each activity" in stub or stub.count('"""') > 1000
        assert "def to_pandas(self) -> pandas.DataFrame:" in stub


class TestTables:
    TABLE = [{"key": "a", "title": "First", "lasts": "2d"},
             {"key": "b", "kind": "meeting", "lasts": "4h", "after": "a", "decided_by": ["lead"], "deadline": None},
             {"key": "c", "lasts": "1d", "after": "a, b", "decided_by": None, "deadline": dt.datetime(2026, 3, 1)}]

    def built(self, table):
        b = c.ProcessBuilder("p")
        b.start("2026-01-05T09:00").role("lead")
        return b.rows(table).build()

    def test_activities_come_from_rows(self):
        process = self.built(self.TABLE)
        assert [a.key for a in process.activities()] == ["a", "b", "c"] and process.rule_count() == 3
        assert process["b"].kind == "meeting" and process.deadline("c") == dt.datetime(2026, 3, 1)
        for table in (pd.DataFrame(self.TABLE), pl.DataFrame(self.TABLE, strict=False)):
            assert self.built(table) == process

    def test_a_column_that_says_nothing_is_refused(self):
        with pytest.raises(ValueError, match="'last'.*'lasts'"):
            self.built([{"key": "a", "last": "2d"}])
        with pytest.raises(ValueError, match="row 1 .* no key"):
            self.built([{"key": "a"}, {"title": "b"}])


class TestBuilders:
    def test_a_build_that_failed_can_be_mended(self):
        b = c.ProcessBuilder("p")
        b.start("2026-01-05T09:00")
        first = b.task("a").lasts("1d").worked_by("lead")
        with pytest.raises(c.Error) as error:
            b.build()
        assert [d.code for d in error.value.diagnostics] == [c.Code.unknown_reference]
        b.role("lead")
        first.title("First")
        process = b.build()
        assert process.key() == "p" and process["a"].title == "First" and process["a"].duration == c.Span("1d")
        with pytest.raises(RuntimeError):
            first.title("too late")


class TestBuilders:
    def test_a_build_that_failed_can_be_mended(self):
        b = c.ProcessBuilder("p")
        b.start("2026-01-05T09:00")
        first = b.task("a").lasts("1d").worked_by("lead")
        with pytest.raises(c.Error) as error:
            b.build()
        assert [d.code for d in error.value.diagnostics] == [c.Code.unknown_reference]
        b.role("lead")
        first.title("First")
        process = b.build()
        assert process.key() == "p" and process["a"].title == "First" and process["a"].duration == c.Span("1d")
        with pytest.raises(RuntimeError):
            first.title("too late")


class TestChanges:
    def test_a_process_with_other_values_is_one_line(self, launch):
        longer = launch.with_durations({"print": "5d", launch["launch"]: dt.timedelta(hours=4)})
        assert (longer["print"].duration, longer["launch"].duration) == (c.Span("5d"), c.Span("4h"))
        assert launch["print"].duration == c.Span("3d") and longer.with_durations({"print": 3, "launch": "2h"}) == launch
        assert launch.with_deadlines({"launch": "2026-03-01T18:00"}).deadline("launch") == dt.datetime(2026, 3, 1, 18)
        assert launch.with_dates(start="2026-02-02T09:00").start() == dt.datetime(2026, 2, 2, 9)
        assert launch.without(["print"]).activities().keys() == ["strategy", "launch"]
        done = launch.with_actuals({"strategy": c.Progress(actual_start="2026-01-05T09:00")})
        assert done.progress("strategy").actual_start == dt.datetime(2026, 1, 5, 9)

    def test_what_is_not_there_is_refused(self, launch):
        with pytest.raises(c.Error) as error:
            launch.with_durations({"prnt": "5d"})
        assert error.value.diagnostics[0].suggestion == "print"
        assert "durations" in refused(lambda: launch.with_durations({"print": None}))
        assert "durations" in refused(lambda: launch.with_durations({3.5: "1d"}))

    def test_a_key_may_be_a_title(self, launch):
        assert launch["Printing"].key == launch[launch["print"].title].key == "print"


class TestLevelled:
    def test_is_asked_like_a_schedule(self, launch):
        plan, levelled = c.schedule(launch), c.level(launch)
        assert levelled.start("launch") == levelled.starts()[2].item() == plan.start("launch")
        assert levelled.finish(launch["launch"]) == levelled.project_finish() == plan.project_finish()
        assert levelled.size() == len(levelled) == 3 and levelled.process() == plan.process()
        assert levelled.project_start() == plan.project_start() and levelled.broken() == plan.broken() == []

    def test_notebooks_draw_it_and_what_is_found(self):
        b = c.ProcessBuilder("p")
        b.start("2026-01-05T09:00").role("lead").person("ann", "Ann <3", roles="lead")
        b.task("a", "First & only").lasts("2d").worked_by("lead")
        process = b.build()
        levelled = c.level(process)
        drawing = levelled._repr_svg_()
        assert drawing.startswith("<svg") and drawing.count("<rect") == 1
        assert "First &amp; only" in drawing and "Ann &lt;3" in drawing
        table = c.workload(process, levelled)._repr_html_()
        assert "<td>person</td><td>Ann &lt;3</td><td>16 h</td>" in table
        found = c.check(process)
        assert found == list(found) and [str(f) for f in found] == str(found).splitlines()
        assert found._repr_html_().startswith("<table>") and all(f.code.value in found._repr_html_() for f in found)
