"""Portfolios: projects that share people and wait for each other."""

import copy
import pickle
import random

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

import convene as c
from conftest import PROCESSES, cases

START = "2026-01-05T09:00"
FILES = [c.io.read_process_file(path) for path in sorted(PROCESSES.glob("*.json"))]


def shop(days=2, tasks=2):
    """Tasks, one after the other, of which each takes Wang."""
    b = c.ProcessBuilder("shop")
    b.role("lead", {"zh": "负责人", "en": "Lead"})
    b.person("wang", {"zh": "王芳", "en": "Wang Fang"}, roles=["lead"])
    for i in range(tasks):
        task = b.task(f"t{i}", f"Task {i}").lasts(f"{days}d").worked_by("lead")
        if i:
            task.after(f"t{i - 1}")
    return b.build()


def six(linked=True):
    b = c.PortfolioBuilder()
    for i in range(6):
        b.project(f"p{i}", shop(1 + i % 3), start=START, due="2026-01-30T18:00" if i == 2 else None,
                  priority=-1 if i == 5 else 0, weight=1 + i)
    if linked:
        b.link("p0", "t1", "p1", "t0", min="1d")
    return b.build()


def synthetic(seed, activities=300, people=20):
    return c.synthetic_portfolio(FILES, activities=activities, seed=seed, people=people, weeks=40, linked=400)


def same_bytes(one, other):
    return all(a.tobytes() == b.tobytes() for name, a in one.to_numpy().items()
               if name not in ("activity", "project") for b in [other.to_numpy()[name]])


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
    bookings = plan.bookings[wang.__index__()]
    assert all(a.finish <= b.start for a, b in zip(bookings, bookings[1:]))
    places = [c.place_of(booking) for booking in bookings]
    assert {p.project for p in places} == set(plan.order)
    assert plan.order[0] == portfolio.find_project("p5")
    # Why the last ones are where they are.
    reasons = [c.describe(portfolio, f"p{i}", hold) for i in range(6) for hold in plan[f"p{i}"].holds]
    assert any("Wang Fang" in reason.in_("en") and "project p" in reason.in_("en") for reason in reasons)
    assert any("王芳" in reason.in_("zh") and "项目" in reason.in_("zh") for reason in reasons)
    bounds = c.gap(portfolio, plan)
    assert bounds.lower <= bounds.finish == c.finish_of(plan) and 0 <= bounds.relative
    assert bounds.tardiness_lower <= bounds.tardiness == c.tardiness(portfolio, plan)
    (load,) = c.workload(portfolio, plan)
    assert load.colleague == wang and load.booked.total_seconds() > 0
    assert load.held_up.total_seconds() > 0
    narrow = c.bottleneck(portfolio, plan)
    assert narrow.role == "lead" and narrow.finish_with_one_more < c.finish_of(plan)
    assert "6 projects" in repr(plan) and "6 projects" in repr(portfolio) and "6 projects" in repr(plan.early)
    assert [len(claims) for claims in plan.claims] == [2] * 6
    assert c.level(portfolio, order=plan.order)[plan.order[-1]] == plan[plan.order[-1]]


def test_threads_change_nothing():
    portfolio = synthetic(3)
    assert c.schedule(portfolio, threads=4) == c.schedule(portfolio)
    assert c.level(portfolio, threads=4) == c.level(portfolio)
    with pytest.raises(ValueError):
        c.schedule(portfolio, threads=0)


@cases(15)
@given(seed=st.integers(0, 2**32 - 1))
def test_an_edit_equals_a_fresh_plan(seed):
    chance = random.Random(seed)
    portfolio = synthetic(seed, 150)
    plan = c.schedule(portfolio)
    for _ in range(3):
        i = c.ProjectId(chance.randrange(len(portfolio)))
        portfolio.replace(i, c.moved(portfolio[i].process, chance.choice([-1, 1, 2])))
        assert c.reschedule(portfolio, plan, [i]) >= 1
        fresh = c.schedule(portfolio)
        assert plan == fresh and same_bytes(plan, fresh)


def test_relevel_equals_levelling_in_that_order():
    portfolio = six()
    plan = c.level(portfolio)
    before = copy.copy(plan)
    portfolio.replace("p3", shop(4))
    with pytest.raises(c.Error):
        portfolio.replace("p0", c.ProcessBuilder("empty").build())  # a link leads from there
    assert c.relevel(portfolio, plan, ["p3"]) >= 1
    assert c.verify(portfolio, plan) == []
    fresh = c.level(portfolio, order=plan.order)
    assert [a == b for a, b in zip(plan.projects, fresh.projects)] == [True] * 6
    assert before != plan and before.order == plan.order


def test_pickles_and_copies():
    portfolio = synthetic(7)
    again = pickle.loads(pickle.dumps(portfolio))
    assert again == portfolio and again.links() == portfolio.links() and len(portfolio.links()) > 0
    plan = c.schedule(portfolio)
    assert c.schedule(again) == plan
    travelled = pickle.loads(pickle.dumps(plan))
    assert travelled == plan and same_bytes(travelled, plan)
    # The networks that did not travel are made again, and an edit finds them as they were.
    portfolio.replace(c.ProjectId(0), c.moved(portfolio[c.ProjectId(0)].process, 2))
    assert portfolio != again and copy.deepcopy(portfolio) == portfolio
    c.reschedule(portfolio, travelled, [c.ProjectId(0)])
    assert travelled == c.schedule(portfolio)
    # What projects share travels once.
    b = c.PortfolioBuilder()
    for i in range(50):
        b.project(f"p{i}", FILES[0])
    assert len(pickle.dumps(b.build())) < 2 * len(pickle.dumps(FILES[0])) + 50 * 100


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
    assert polars.DataFrame(columns).height == len(plan.to_pandas()) == 12
    del columns, table
    assert (one == numpy.concatenate([p.early_starts() for p in plan.projects])).all()
    assert c.start_of(plan) == min(p.project_start() for p in plan.projects)
    assert c.finish_of(plan) == max(p.project_finish() for p in plan.projects)


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
    assert not c.is_key("b b") and c.is_key("b")


def test_progress_that_raises_ends_the_call():
    class Enough(Exception):
        pass

    def stop(done, all):
        raise Enough

    with pytest.raises(Enough):
        c.schedule(six(), progress=stop)


def test_knots_and_links():
    portfolio = six()
    (link,) = portfolio.links()
    assert (link.from_, link.to, link.min) == (portfolio.find_project("p0"), portfolio.find_project("p1"), c.Span("1d"))
    assert portfolio.links_from("p0") == [0] == portfolio.links_to("p1") and portfolio.links_to("p0") == []
    assert portfolio.knots() == 6
    assert portfolio.level(portfolio.knot("p0")) == 0 and portfolio.level(portfolio.knot("p1")) == 1
    assert portfolio.members(portfolio.knot("p1")) == [link.to]
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
