import copy
import datetime as dt
import json
import pickle
import xml.etree.ElementTree as ET

import numpy as np
import pytest

import convene as c
from conftest import launch_builder

IN_DAYS = ["total_float_days", "free_float_days"]
COLUMNS = ["early_start", "early_finish", "late_start", "late_finish", "start", "finish", "total_float", "free_float"]


class TestSchedule:
    def test_dates(self, launch):
        plan = c.schedule(launch)
        assert plan.early_finish("strategy") == dt.datetime(2026, 1, 5, 14)
        assert plan.early_start("print") == dt.datetime(2026, 1, 5, 14)
        # Two working weeks of 40 hours after Monday 14:00.
        assert plan.early_start("launch") == dt.datetime(2026, 1, 19, 14)
        assert plan.total_float("launch") == dt.timedelta(0)

    def test_an_activity_is_named_by_key_id_or_record(self, launch):
        plan = c.schedule(launch)
        assert plan.start("print") == plan.start(launch["print"].id) == plan.start(launch["print"])
        with pytest.raises(c.Error):
            plan.start("prnt")
        with pytest.raises(IndexError):
            plan.start(c.ActivityId(9))
        with pytest.raises(TypeError):
            plan.start(launch.find_role("sales"))

    def test_options(self, launch):
        late = c.schedule(launch, start="2026-02-02T09:00")
        assert late.project_start() == dt.datetime(2026, 2, 2, 9)
        same = c.schedule(launch, c.ScheduleOptions(start=dt.datetime(2026, 2, 2, 9)))
        assert same == late != c.schedule(launch)
        assert c.schedule(launch, target="print").options().target == launch["print"].id

    def test_conflicts_are_errors_and_can_be_relaxed(self):
        b = launch_builder()
        b.rule("strategy", "launch", min=None, max="1w")
        process = b.build()
        with pytest.raises(c.Error) as error:
            c.schedule(process)
        assert [d.code for d in error.value.diagnostics] == [c.Code.infeasible]
        conflict, = c.find_conflicts(process)
        assert {p.cause.kind() for p in conflict.parts} == {c.CauseKind.rule_min, c.CauseKind.rule_max}
        assert "Launch" in c.describe(process, conflict.parts[0])
        assert c.to_diagnostic(process, conflict).code is c.Code.infeasible
        relaxed = c.schedule(process, on_conflict="relax")
        assert relaxed.broken()[0].activity == process["launch"].id
        assert not relaxed.broken()[0].soft

    def test_a_soft_bound_gives_way_and_says_so(self):
        b = c.ProcessBuilder("p")
        b.start("2026-03-02T09:00")
        b.task("a").lasts("3d")
        b.task("b").lasts("2d").after("a").constrain("finish-no-later-than", "2026-03-05T18:00", soft=True)
        process = b.build()
        plan = c.schedule(process)
        (broken,) = plan.broken()
        assert broken.soft and broken.activity == process["b"].id
        assert plan.total_float("a") == -dt.timedelta(hours=8)
        assert [f.code for f in c.check(process)].count(c.Code.soft_bound_missed) == 1
        assert process.constraints("b")[0].soft

    def test_of_another_process_is_refused(self, launch, s1_plan):
        with pytest.raises(ValueError):
            c.critical_path(launch, s1_plan)

    def test_is_a_value(self, s1, s1_plan):
        assert copy.deepcopy(s1_plan) is s1_plan and len({s1_plan, c.schedule(s1)}) == 1

    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
    def test_pickles_without_its_network_and_makes_it_again(self, s1, s1_plan, protocol):
        again = pickle.loads(pickle.dumps(s1_plan, protocol))
        assert again == s1_plan and again.options() == s1_plan.options()
        assert again.project_finish() == s1_plan.project_finish() and again.process() == s1
        assert c.critical_path(s1, again) == c.critical_path(s1, s1_plan)
        assert c.explain(s1, again, "launch-strategy") == c.explain(s1, s1_plan, "launch-strategy")

    def test_critical_and_phases(self, s1, s1_plan):
        path = c.critical_path(s1, s1_plan)
        longest = c.on_longest_path(s1, s1_plan)
        assert path[-1] == s1.find_activity("launch-strategy") and all(longest[a] for a in path)
        paths = c.float_paths(s1, s1_plan, "launch-strategy", 3)
        assert paths[0].activities == path and paths[0].relative_float == dt.timedelta(0)
        assert len(c.roll_up(s1, s1_plan)) == len(s1.phases())
        bands = c.float_bands(s1_plan, [dt.timedelta(0), dt.timedelta(hours=16)])
        assert [b == 0 for b in bands] == [f <= np.timedelta64(0) for f in s1_plan.total_floats()]

    def test_explains_each_date(self, s1, s1_plan):
        for kind in c.DateKind:
            steps = c.explain(s1, s1_plan, "launch-strategy", kind)
            assert steps[0].kind is c.ExplanationStep.Kind.root
            assert steps[-1].at == getattr(s1_plan, kind.value)("launch-strategy")
            assert all(after.before == before.at for before, after in zip(steps, steps[1:]))
            assert all(c.describe(s1, step, "zh") for step in steps)
            assert json.loads(c.io.write_explanation(s1, steps))


class TestMany:
    def test_equals_one_by_one(self, s1):
        processes = [s1, launch_builder().build(), c._convene._chain(50)] * 3
        plans = c.schedule_many(processes, start="2026-01-05T09:00")
        assert list(plans) == [c.schedule(p, start="2026-01-05T09:00") for p in processes]
        assert plans[-1] == plans[8] and [p.process() for p in plans] == processes
        with pytest.raises(IndexError):
            plans[9]

    def test_tells_what_failed(self, launch):
        without_start = c.ProcessBuilder("p")
        without_start.task("a")
        processes = [launch, without_start.build()]
        with pytest.raises(c.Error) as error:
            c.schedule_many(processes)
        assert [d.code for d in error.value.diagnostics] == [c.Code.no_start]
        plans = c.schedule_many(processes, errors="return")
        assert plans[0] == c.schedule(launch) and isinstance(plans[1], c.Error)

    def test_tells_its_progress_and_stops_with_it(self, launch):
        seen = []
        c.schedule_many([launch] * 250, progress=lambda done, all: seen.append((done, all)))
        assert seen[-1] == (250, 250) and len(seen) > 50 and seen == sorted(seen)

        def stop(done, all):
            raise KeyError(done)

        with pytest.raises(KeyError):
            c.schedule_many([launch] * 250, progress=stop)

    def test_of_none(self):
        assert len(c.schedule_many([])) == 0


class TestColumns:
    def test_are_views(self, s1, s1_plan):
        for name in COLUMNS:
            array = getattr(s1_plan, name + ("es" if name.endswith("finish") else "s"))()
            assert array.dtype == ("timedelta64[s]" if name.endswith("float") else "datetime64[s]")
            assert not array.flags.owndata and not array.flags.writeable and len(array) == len(s1)
            assert [x.item() for x in array] == [getattr(s1_plan, name)(i) for i in s1.activities().ids()]

    def test_are_read_only(self, s1_plan):
        with pytest.raises(ValueError):
            s1_plan.starts()[0] = 0
        with pytest.raises(ValueError):
            s1_plan.starts().setflags(write=True)

    def test_outlive_the_schedule(self, launch):
        array = c.schedule(launch).early_starts()
        expected = array.copy()
        for _ in range(100):
            c.schedule(launch)
        assert (array == expected).all()

    def test_ids_index_them(self, s1, s1_plan):
        a = s1.find_activity("launch-strategy")
        assert s1_plan.starts()[a].item() == s1_plan.start(a)

    def test_cross_to_arrow_in_place(self, s1, s1_plan):
        import pyarrow as pa

        table = pa.table(s1_plan)
        assert table.column_names == ["activity", *COLUMNS, *IN_DAYS] and table.schema == pa.schema(s1_plan)
        views = s1_plan.to_numpy()
        for name in COLUMNS:
            chunk, = table[name].chunks
            assert chunk.buffers()[1].address == views[name].ctypes.data
        assert table["activity"].to_pylist() == [a.key for a in s1.activities()]
        assert table["early_start"].to_pylist() == [s1_plan.early_start(a) for a in s1.activities()]
        table.validate(full=True)

    def test_arrow_keeps_them_alive(self, launch):
        import pyarrow as pa

        table = pa.table(c.schedule(launch))
        assert table["start"][0].as_py() == dt.datetime(2026, 1, 5, 9)

    def test_many_rows_cross_in_place(self):
        import pyarrow as pa

        count = 10_000_000
        plan = c.schedule(c._convene._chain(count))
        table = pa.table(plan)
        for name, values in (("late_finish", plan.late_finishes()), ("start", plan.starts())):
            chunk, = table[name].chunks
            assert len(chunk) == len(values) == count
            assert chunk.buffers()[1].address == values.ctypes.data

    def test_capsules_that_nobody_takes_are_released(self, s1_plan):
        for _ in range(100):
            s1_plan.__arrow_c_stream__()
            s1_plan.__arrow_c_schema__()

    def test_pandas_polars_duckdb(self, s1, s1_plan):
        import duckdb
        import pandas
        import polars

        frame = s1_plan.to_pandas()
        assert isinstance(frame, pandas.DataFrame) and list(frame) == ["activity", *COLUMNS, *IN_DAYS]
        assert frame.set_index("activity").start["launch-strategy"] == s1_plan.start("launch-strategy")
        assert not np.shares_memory(frame["start"].to_numpy(), s1_plan.starts())
        other = s1_plan.to_polars()
        assert isinstance(other, polars.DataFrame) and other["start"].to_list() == frame["start"].to_list()
        last = duckdb.sql("select max(finish) from s1_plan").fetchall()[0][0]
        assert last == max(s1_plan.finishes()).item()

    def test_of_an_empty_process(self):
        import pyarrow as pa

        plan = c.schedule(c.Process(), start="2026-01-05")
        assert pa.table(plan).num_rows == len(plan) == 0 and len(plan.to_pandas()) == 0


class TestPictures:
    @pytest.mark.parametrize("language", ["en", "zh"])
    def test_the_gantt_chart_is_well_formed_and_has_each_activity(self, s1, s1_plan, language):
        svg = c.io.write_gantt(s1, s1_plan, language=language)
        root = ET.fromstring(svg)
        titles = [t.text for t in root.iter("{http://www.w3.org/2000/svg}title")]
        for a in s1.activities():
            assert any(a.title.in_(language) in title for title in titles)
        assert "href" not in svg

    def test_a_schedule_draws_itself(self, s1, s1_plan):
        assert s1_plan._repr_svg_() == c.io.write_gantt(s1, s1_plan)

    def test_of_many_activities_the_rest_is_counted(self):
        process = c._convene._chain(1000)
        svg = c.io.write_gantt(process, c.schedule(process), max_rows=10)
        assert "and 990 more activities" in svg

    def test_of_nothing(self):
        empty = c.Process()
        ET.fromstring(c.io.write_gantt(empty, c.schedule(empty, start="2026-01-05")))

    def test_graphs(self, s1, s1_plan):
        assert c.io.write_dot(s1, schedule=s1_plan).startswith("digraph")
        assert c.io.write_mermaid(s1, language="zh", artifacts=True).startswith("flowchart")
        assert json.loads(c.io.write_schedule(s1, s1_plan))["activities"]
