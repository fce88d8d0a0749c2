"""Portfolios: projects that share people and wait for each other."""

import copy
import datetime as dt
import pickle

import numpy
import pytest

import convene as c
from conftest import PROCESSES
from portfolios import FILES, START, same_bytes, shop, six, synthetic


def test_six_projects_that_share_a_person():
    portfolio = six()
    assert len(portfolio) == 6 and len(portfolio.colleagues()) == 1 and portfolio.activity_count() == 12
    wang = portfolio.find_colleague("wang")
    assert portfolio.colleague("p3", "wang") == wang
    assert [project for project, _ in portfolio[wang].places] == [portfolio.find_project(f"p{i}") for i in range(6)]
    told = []
    plan = c.level(portfolio, progress=lambda done, all: told.append((done, all)))
    assert c.verify(portfolio, plan) == []
    assert told and told[-1][0] <= told[-1][1]
    # One after the other, in one week after the next.
    reservations = plan.colleague_reservations[wang.__index__()]
    assert all(a.finish <= b.start for a, b in zip(reservations, reservations[1:]))
    places = [c.place_of(reservation) for reservation in reservations]
    assert {p.project for p in places} == set(plan.order)
    assert plan.order[0] == portfolio.find_project("p5")
    # Why the last ones are where they are.
    reasons = [c.describe(portfolio, f"p{i}", wait) for i in range(6) for wait in plan[f"p{i}"].waits]
    assert any('"Wang Fang" is busy with project p' in reason.in_("en") for reason in reasons)
    assert any("王芳”正在进行项目“p" in reason.in_("zh") for reason in reasons)
    wait = plan["p3"].waits[0]
    assert c.place_of(c.Reservation(by=wait.elsewhere)).project == plan.order[0]
    bounds = c.gap(portfolio, plan)
    assert bounds.lower <= bounds.finish == c.finish_of(plan) and 0 <= bounds.relative
    assert bounds.tardiness_lower <= bounds.tardiness == c.tardiness(portfolio, plan)
    (load,) = c.workload(portfolio, plan)
    assert load.colleague == wang and load.booked.total_seconds() > 0
    assert load.held_up.total_seconds() > 0
    narrow = c.bottleneck(portfolio, plan)
    assert narrow.role == "lead" and narrow.finish_with_one_more < c.finish_of(plan)
    assert "6 projects" in repr(plan) and "6 projects" in repr(portfolio) and "6 projects" in repr(plan.early)
    assert [len(own) for own in plan.reservations] == [2] * 6
    assert c.level(portfolio, order=plan.order, burden=plan.burden)[plan.order[-1]] == plan[plan.order[-1]]


def test_threads_change_nothing():
    portfolio = synthetic(3)
    assert c.schedule(portfolio, threads=4) == c.schedule(portfolio)
    assert c.level(portfolio, threads=4) == c.level(portfolio)
    with pytest.raises(ValueError):
        c.schedule(portfolio, threads=0)


def test_relevel_equals_levelling_in_that_order():
    portfolio = six()
    plan = c.level(portfolio)
    before = copy.copy(plan)
    portfolio.replace("p3", shop(4))
    with pytest.raises(c.Error):
        portfolio.replace("p0", c.ProcessBuilder("empty").build())  # a link leads from there
    assert c.relevel(portfolio, plan, ["p3"]) >= 1
    assert c.verify(portfolio, plan) == []
    fresh = c.level(portfolio, order=plan.order, burden=plan.burden)
    assert [a == b for a, b in zip(plan.projects, fresh.projects)] == [True] * 6
    assert before != plan and before.order == plan.order


def test_portfolios_and_schedules_travel():
    portfolio = synthetic(7)
    again = pickle.loads(pickle.dumps(portfolio))
    assert again == portfolio and again.links() == portfolio.links() and len(portfolio.links()) > 0
    plan = c.schedule(portfolio)
    assert c.schedule(again) == plan
    travelled = pickle.loads(pickle.dumps(plan))
    assert travelled == plan and same_bytes(travelled, plan)
    # The networks that did not travel are made again, and an edit finds them as they were.
    first = c.ProjectId(0)
    portfolio.replace(first, c.moved(portfolio[first].process, 2))
    assert portfolio != again and copy.deepcopy(portfolio) == portfolio
    assert c.reschedule(portfolio, travelled, [first]) < len(portfolio)
    assert travelled == c.schedule(portfolio)
    # What projects share travels once.
    b = c.PortfolioBuilder()
    for i in range(50):
        b.project(f"p{i}", FILES[0])
    assert len(pickle.dumps(b.build())) < 2 * len(pickle.dumps(FILES[0])) + 50 * 100


def test_levelled_portfolios_travel():
    portfolio = synthetic(7)
    first = c.ProjectId(0)
    # Somebody goes and comes back, so colleagues have other numbers there than here.
    process = portfolio[first].process
    portfolio.replace(first, FILES[0])
    portfolio.replace(first, process)
    plan = c.level(portfolio)
    travelled = pickle.loads(pickle.dumps(plan))
    assert travelled == plan and travelled.order == plan.order and travelled.rule == plan.rule
    assert travelled[first].looked_until == plan[first].looked_until and travelled.early == plan.early
    again = pickle.loads(pickle.dumps(portfolio))
    assert c.verify(again, travelled) == [] and c.gap(again, travelled) == c.gap(portfolio, plan)
    work = [load.booked for load in c.workload(again, travelled) if load.booked]
    assert sorted(work) == sorted(load.booked for load in c.workload(portfolio, plan) if load.booked)
    # Either plan goes with either portfolio.
    assert c.workload(again, plan) == c.workload(again, travelled)
    for changed, stale in ((again, travelled), (again, copy.copy(plan)), (portfolio, pickle.loads(pickle.dumps(plan)))):
        changed.replace(first, c.moved(process, 1))
        c.relevel(changed, stale, [first])
        assert stale.projects == c.level(changed, order=plan.order, burden=stale.burden).projects and c.verify(changed, stale) == []
        assert c.workload(changed, stale) == c.workload(changed, c.level(changed, order=plan.order, burden=stale.burden))
    *rest, packed = plan.__getstate__()
    for damaged in (packed[:-1], packed + b"0", b""):
        with pytest.raises(ValueError, match="damaged"):
            c.PortfolioPlan.__setstate__(c.PortfolioPlan.__new__(c.PortfolioPlan), (*rest, damaged))


def test_plans_go_with_their_portfolio():
    portfolio = six()
    plan, early = c.level(portfolio), c.schedule(portfolio)
    other = six(linked=False)
    for call in (lambda: c.relevel(other, plan, []), lambda: c.reschedule(other, early, []),
                 lambda: c.gap(other, plan), lambda: c.bottleneck(other, plan)):
        with pytest.raises(ValueError, match="another portfolio"):
            call()
    # Whoever changes a project says so.
    portfolio.replace("p4", shop(5))
    for call in (lambda: c.relevel(portfolio, plan, ["p0"]), lambda: c.reschedule(portfolio, early, ["p0"]),
                 lambda: c.workload(portfolio, plan)):
        with pytest.raises(ValueError, match="p4 has changed"):
            call()
    fault, = c.verify(portfolio, plan)
    assert fault.kind == "changed" and fault.project == portfolio.find_project("p4")
    assert c.relevel(portfolio, plan, ["p4"]) >= 1 and c.verify(portfolio, plan) == []
    # A portfolio with one more colleague than there were is none of another kind.
    b = c.ProcessBuilder("shop")
    b.role("lead").person("wang", roles=["lead"])
    b.person("zhao", roles=["lead"])
    b.task("t0").lasts("1d").worked_by("lead")
    b.task("t1").lasts("1d").worked_by("lead").after("t0")
    before = portfolio["p4"].process
    portfolio.replace("p4", b.build())
    portfolio.replace("p4", before)
    assert len(c.workload(portfolio, plan)) == 2


def test_what_a_plan_stands_on_stays():
    """Parts that an edit does not touch keep the processes that they were made of."""
    portfolio = six()
    plan, early = c.level(portfolio), c.schedule(portfolio)
    again = pickle.loads(pickle.dumps(portfolio))  # equal, and not the same
    again.replace("p3", shop(4))
    c.relevel(again, plan, ["p3"])
    c.reschedule(again, early, ["p3"])
    del portfolio
    assert c.verify(again, plan) == [] and early == c.schedule(again) == plan.early
    for i in range(6):
        assert c.explain(again[f"p{i}"].process, early[f"p{i}"], "t1")
        assert c.critical_path(again[f"p{i}"].process, plan[f"p{i}"].early)


def test_columns_lie_where_they_are():
    portfolio = six(linked=False)
    plan = c.schedule(portfolio)
    columns = c.columns(plan)
    assert len(columns) == portfolio.activity_count()
    one, other = columns.early_start, columns.early_start
    assert one.ctypes.data == other.ctypes.data and not one.flags.writeable and not one.flags.owndata
    assert columns.project.dtype == numpy.uint32 and columns.project.tolist() == [i // 2 for i in range(12)]
    assert columns.activity.tolist() == [0, 1] * 6
    start = numpy.concatenate([plan.projects[i].starts() for i in range(6)])
    assert (columns.start == start).all()
    import polars
    import pyarrow

    table = pyarrow.table(columns)
    assert table.column("start").chunk(0).buffers()[1].address == columns.start.ctypes.data
    assert table.column("project").chunk(0).buffers()[1].address == columns.project.ctypes.data
    assert polars.DataFrame(columns).height == 12
    del columns, table
    assert (one == numpy.concatenate([p.early_starts() for p in plan.projects])).all()
    assert c.start_of(plan) == min(p.project_start() for p in plan.projects)
    assert c.finish_of(plan) == max(p.project_finish() for p in plan.projects)


def test_tables_have_keys():
    portfolio = six()
    plan = c.level(portfolio)
    early = plan.early.to_pandas()
    assert list(early)[:3] == ["project", "activity", "early_start"]
    assert early.project.tolist() == [f"p{i // 2}" for i in range(12)] and early.activity.tolist() == ["t0", "t1"] * 6
    dates = plan.to_polars()
    assert dates.columns == ["project", "activity", "start", "finish", "reserved_from"] and dates.height == 12
    last = portfolio[plan.order[-1]].key
    assert dates.filter(dates["project"] == last)["finish"].to_list() == plan[last].finishes().tolist()
    empty = c.Portfolio()
    assert len(c.columns(c.schedule(empty))) == 0 and c.level(empty).to_pandas().empty


def test_notebooks_show_tables():
    portfolio = six()
    plan = c.level(portfolio)
    for shown in (portfolio, plan, plan.early):
        html = shown._repr_html_()
        assert html.startswith("<table>") and html.count("<tr>") == 7 and "2026-01-30T18:00" in html
    many = synthetic(1, 1500)
    assert f"and {len(many) - 50} more projects" in c.schedule(many)._repr_html_()
    assert repr(c.schedule(portfolio)) == ("<convene.PortfolioSchedule of 6 projects, 2026-01-05T09:00 to "
                                           f"{c.finish_of(c.schedule(portfolio)):%Y-%m-%dT%H:%M}>")


def test_every_fault_is_told():
    b = c.PortfolioBuilder()
    b.project("a", shop()).project("a", shop()).project("", shop()).project("b b", shop())
    b.project("c", shop(), weight=0)
    b.link("a", "t0", "x", "t0").link("a", "t9", "c", "t0").link("a", "t0", "a", "t1")
    with pytest.raises(c.Error) as error:
        b.build()
    codes = [d.code for d in error.value.diagnostics]
    assert set(codes) == {c.Code.duplicate_id, c.Code.missing_key, c.Code.bad_key, c.Code.bad_number,
                          c.Code.unknown_reference, c.Code.rule_to_itself}
    assert codes.count(c.Code.unknown_reference) == 2
    # Of all projects at once.
    b.project("a", shop()).project("b", shop())
    with pytest.raises(c.Error) as error:
        c.schedule(b.build())
    assert [d.code for d in error.value.diagnostics] == [c.Code.no_start] * 2
    portfolio = six()
    with pytest.raises(c.Error, match="p1"):
        portfolio["p11"]
    with pytest.raises(IndexError):
        portfolio[c.ProjectId(6)]
    with pytest.raises(ValueError):
        c.verify(portfolio, c.level(synthetic(1, 50)))
    with pytest.raises(ValueError):
        c.level(portfolio, order=["p0"])
    with pytest.raises(ValueError):
        c.level(portfolio, order=["p1", "p0", "p2", "p3", "p4", "p5"])
    with pytest.raises(ValueError):
        c.synthetic_portfolio([])
    for weeks in (2**32 - 1, 10**6):
        with pytest.raises(ValueError):
            c.synthetic_portfolio(FILES, weeks=weeks)
    with pytest.raises(ValueError):
        c.moved(FILES[0], -(2**31))
    assert not c.is_key("b b") and c.is_key("b")


def test_progress_that_raises_ends_the_call():
    class Enough(Exception):
        pass

    def stop(done, all):
        raise Enough

    portfolio = six()
    plan, early = c.level(portfolio), c.schedule(portfolio)
    before = copy.copy(early)
    portfolio.replace("p1", shop(7))
    for call in (lambda: c.schedule(portfolio, progress=stop), lambda: c.level(portfolio, progress=stop),
                 lambda: c.reschedule(portfolio, early, ["p1"], progress=stop),
                 lambda: c.relevel(portfolio, plan, ["p1"], progress=stop)):
        with pytest.raises(Enough):
            call()
    assert early == before  # and nothing has changed


def test_components_and_links():
    portfolio = six()
    (link,) = portfolio.links()
    assert (link.from_, link.to, link.min) == (portfolio.find_project("p0"), portfolio.find_project("p1"), c.Span("1d"))
    assert portfolio.links_from("p0") == [0] == portfolio.links_to("p1") and portfolio.links_to("p0") == []
    assert portfolio.components() == 6
    assert portfolio.stage(portfolio.component("p0")) == 0 and portfolio.stage(portfolio.component("p1")) == 1
    assert portfolio.members(portfolio.component("p1")) == [link.to]
    assert c.name_of(portfolio, "p1").in_("en") == "project p1"
    assert portfolio["p5"].priority == -1 and portfolio["p5"].weight == 6


def test_a_folder_and_lines_are_portfolios(tmp_path):
    folder = c.io.read_portfolio(PROCESSES)
    assert [p.key for p in folder.projects()] == sorted(path.stem for path in PROCESSES.glob("*.json"))
    (tmp_path / "all.jsonl").write_text(
        f'{{"project": "one", "process": "{PROCESSES / "s1-decision-meetings.json"}"}}\n'
        f'{{"project": "two", "process": "{PROCESSES / "s1-decision-meetings.json"}", "priority": 2}}\n',
        encoding="utf-8")
    read = c.io.read_portfolio(tmp_path / "all.jsonl")
    assert [(p.key, p.priority) for p in read.projects()] == [("one", 0), ("two", 2)]
    with pytest.raises(c.Error) as error:
        (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
        c.io.read_portfolio(tmp_path / "none.jsonl")
    assert error.value.diagnostics[0].code == c.Code.no_projects
