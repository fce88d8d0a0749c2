import copy
import pickle

import pytest

import convene as c
from conftest import PROCESSES, launch_builder


class TestBuilder:
    def test_says_what_was_said(self, launch):
        assert launch.key() == "launch" and len(launch) == 3
        assert launch.title(launch.find_activity("strategy")).in_("zh") == "策略"
        assert launch["strategy"].kind is c.ActivityKind.meeting and launch["strategy"].duration == c.Span("4h")
        assert launch.roles()["sales"].clearance is c.Confidentiality.confidential
        assert [launch.key(a) for a in launch.produces("strategy")] == ["outline"]
        assert launch.artifacts()["outline"].producer == launch["strategy"].id
        rule = launch.rule(c.RuleId(0))
        assert (launch.key(rule.from_), launch.key(rule.to), rule.min) == ("strategy", "launch", c.Span("2w"))

    def test_tells_every_fault_at_once(self):
        b = c.ProcessBuilder("p")
        b.task("a").lasts("-3d").after("nowhere")
        b.task("a")
        with pytest.raises(c.Error) as error:
            b.build()
        codes = {d.code for d in error.value.diagnostics}
        assert {c.Code.negative_duration, c.Code.unknown_reference} <= codes and len(codes) >= 3
        assert isinstance(error.value, ValueError) and "nowhere" in str(error.value)

    def test_an_error_pickles(self):
        with pytest.raises(c.Error) as error:
            c.parse_span("x")
        again = pickle.loads(pickle.dumps(error.value))
        assert str(again) == str(error.value) and again.diagnostics == error.value.diagnostics

    def test_an_activity_ends_with_its_process(self):
        b = c.ProcessBuilder("p")
        task = b.task("a")
        b.build()
        with pytest.raises(RuntimeError):
            task.lasts("3d")

    def test_an_activity_keeps_its_builder_alive(self):
        task = c.ProcessBuilder("p").task("a")
        assert task.lasts("3d").id() == c.ActivityId(0)

    def test_all_parts(self):
        b = c.ProcessBuilder("all")
        b.title("All").zone("Asia/Shanghai").currency("CNY").start("2026-01-05").tier("company")
        b.phase("one", "One").phase("inner", parent="one", run="per-case").parameter("review", "3d")
        b.role("boss", tier="company").role("clerk").role("client", external=True)
        b.person("an", roles="boss").person("bo", roles=["clerk"], absences=[c.Absence("2026-02-01", "2026-02-03")])
        b.authority("boss", topic="price", up_to=1000).quota("calls", "clerk", count=20, per="day")
        b.cover("desk", "clerk", from_=540, to=1080, weekdays=0x1F)
        b.attendance("clerk", windows=[(540, 690)], excused_by="boss")
        b.artifact("plan", confidentiality="secret", format="xlsx", description="The plan")
        m = b.meeting("m", "Meeting").in_phase("one").lasts_parameter("review").decided_by(["boss"]).quorum(1)
        m.initiated_by("clerk").attended_by("client").informs("client").matter("Price", topic="price", amount=100.5)
        m.produces("plan").returns_to("t", 2).hands_over("clerk", "boss").deadline("2026-03-01").step("first")
        m.service_level("2d", warn="1d", escalate_to="boss").measure("share", 12, direction="at-least")
        b.task("t").lasts("1d").worked_by("clerk").before("m", max="4w").recurs("FREQ=WEEKLY;BYDAY=MO", "all")
        b.separation("apart", parts=[("m", "decides"), ("t", "works")])
        b.external("e").date("2026-01-10").before("m", min=None, max="9w")
        p = b.build()
        assert p.duration_parameter("m") == c.ParameterId(0) and p.matters("m")[0].amount == c.Money(10050)
        assert p.separations()[0].parts[0].duty is c.DutyKind.decides and p.covers()[0].weekdays == 0x1F
        assert p.people()["bo"].absences[0].to.day == 3 and p.steps("m")[0].title == c.Text("first")
        assert p.quotas()[0].per is c.Period.day and p.attendances()[0].windows == [(540, 690)]
        assert p.cadence("t").missed is c.Missed.all and p.service_level("m").within == c.Span("2d")
        assert p.form("plan").format == "xlsx" and p.handovers("m")[0].to == p.find_role("boss")
        assert c.io.read_process(c.io.write_process(p)) == p == pickle.loads(pickle.dumps(p))


class TestProcess:
    @pytest.mark.parametrize("path", sorted(PROCESSES.glob("*.json")), ids=lambda p: p.stem)
    def test_pickles_with_its_imports(self, path):
        process = c.io.read_process_file(path)
        again = pickle.loads(pickle.dumps(process))
        assert again == process and hash(again) == hash(process)
        assert c.schedule(again, start="2026-01-05") == c.schedule(process, start="2026-01-05")

    def test_is_a_value(self, launch):
        assert copy.copy(launch) is copy.deepcopy(launch) is launch
        assert launch == launch_builder().build() and len({launch, launch_builder().build()}) == 1
        assert launch != c.Process()

    def test_an_unknown_key_says_what_was_meant(self, launch):
        with pytest.raises(c.Error) as error:
            launch["lanch"]
        finding = error.value.diagnostics[0]
        assert finding.code is c.Code.unknown_reference and finding.suggestion == "launch"

    def test_an_id_of_another_process_is_refused(self, launch):
        with pytest.raises(IndexError):
            launch[c.ActivityId(3)]
        with pytest.raises(IndexError):
            launch.duties(c.ActivityId(2**32 - 1))

    def test_tables(self, launch):
        table = launch.activities()
        assert [a.key for a in table] == [launch.key(i) for i in table.ids()] == ["strategy", "print", "launch"]
        assert launch.duties(table["print"])[0].role == launch.find_role("sales")

    def test_shows_itself(self, s1):
        assert "s1-decision-meetings" in repr(s1)
        html = s1._repr_html_()
        assert html.startswith("<table>") and "launch-strategy" in html

    def test_markup_in_names_is_text(self):
        b = c.ProcessBuilder("p")
        b.title("<script>").start("2026-01-05")
        b.task("a", "<b>&")
        p = b.build()
        assert "<script" not in p._repr_html_() and "<b>&" not in p._repr_html_()
        svg = c.schedule(p)._repr_svg_()
        assert "<script" not in svg and "&lt;b&gt;&amp;" in svg


class TestCheck:
    def test_finds_what_cpp_finds(self, s1):
        assert not c.has_errors(c.check(s1))

    def test_each_family_is_a_part(self, launch):
        families = [getattr(c, name) for name in dir(c) if name.startswith("check_")]
        assert len(families) == 15
        found = [d for family in families for d in family(launch)]
        assert sorted(map(str, found)) == sorted(map(str, c.check(launch))) and found

    def test_findings_are_located(self):
        text = c.io.read_text_file(PROCESSES / "s1-decision-meetings.json").replace(b'"decides"', b'"decided"', 1)
        with pytest.raises(c.Error) as error:
            c.io.read_process(text, file="s1.json", load=lambda path: (PROCESSES / path).read_text(encoding="utf-8"))
        finding = error.value.diagnostics[0]
        assert finding.where.line > 1 and finding.where.file == "s1.json" and finding.suggestion == "decides"
        assert str(finding).startswith(f"s1.json:{finding.where.line}:{finding.where.column}: error:")

    def test_a_fault_of_the_loader_comes_through(self):
        def load(path):
            raise LookupError(path)

        with pytest.raises(LookupError):
            c.io.read_process((PROCESSES / "s1-decision-meetings.json").read_text(encoding="utf-8"), load=load)
