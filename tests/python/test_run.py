"""Instances from Python: commands by key, refusals as exceptions, values that copy and travel, journals."""

import copy
import datetime as dt
import pickle

import pytest

import convene as c
from conftest import PROCESSES

MONDAY = dt.datetime(2026, 1, 5, 9)
HOUR = dt.timedelta(hours=1)


def people_builder():
    """A draft, a decision on it that may send it back, and somebody for each role."""
    b = c.ProcessBuilder("small")
    b.start(MONDAY)
    b.role("author").role("boss").role("clerk")
    b.person("ann", roles=["author"]).person("bob", roles=["boss"]).person("cy", roles=["clerk"])
    b.artifact("draft").artifact("decision").artifact("brief", given=True)
    b.task("write", "Write").lasts("1d").worked_by("author").consumes("brief").produces("draft")
    b.meeting("decide", "Decide").lasts("1h").initiated_by("author").decided_by("boss").consumes("draft") \
        .produces("decision").returns_to("write", 2).service_level("5d", warn="1d", escalate_to="boss")
    b.quota("calls", "clerk", count=3, per="day").cover("desk", "clerk", from_=540, to=720)
    return b


@pytest.fixture
def process():
    return people_builder().build()


@pytest.fixture
def run(process):
    run = c.Instance(process)
    run.execute(c.Start(given=[c.Output("brief", 1)]), at=MONDAY)
    return run


def code_of(error):
    return error.value.refusal.code()


class TestCommands:
    def test_name_things_by_key_id_or_record(self, process, run):
        ann = process.find_person("ann")
        for activity, by in [("write", "ann"), (process["write"].id, ann), (process["write"], ann)]:
            event, = run.decide(c.Open(activity, by=by), at=MONDAY + HOUR)[-1:]
            assert event.fact == c.Opened(process["write"].id, ann)

    def test_an_unknown_name_says_what_was_meant(self, run):
        with pytest.raises(c.Error) as error:
            run.decide(c.Open("writ"), at=MONDAY)
        assert error.value.diagnostics[0].code is c.Code.unknown_reference
        assert error.value.diagnostics[0].suggestion == "write"
        with pytest.raises(c.Error) as error:
            run.decide(c.Open(c.ActivityId(99)), at=MONDAY)
        assert error.value.diagnostics[0].code is c.Code.unknown_id

    @pytest.mark.parametrize("command", [
        c.Record("nothing", "cy"), c.Staff("nothing", "cy", MONDAY, MONDAY + HOUR), c.Record(7, "cy"),
        c.Bind("nobody", "ann"), c.Issue("nothing", 1), c.Start(given=[c.Output("nothing", 1)])])
    def test_each_name_is_looked_up(self, run, command):
        with pytest.raises((c.Error, IndexError)):
            run.decide(command, at=MONDAY)

    def test_are_values(self):
        command = c.Close("decide", "rejected", by=["bob"], outputs=[c.Output("decision", 3)], return_to="write")
        assert command == pickle.loads(pickle.dumps(command)) == copy.deepcopy(command)
        assert command.outcome is c.Outcome.rejected and command != c.Close("decide") and hash(command)
        assert repr(c.Open("write", by="ann")) == "Open(activity='write', by='ann')"

    def test_a_request_says_when_by_itself(self, run):
        request = c.Request(c.Open("write", by="ann"), at=MONDAY + HOUR, id=7)
        assert run.decide(request) == run.decide(c.Open("write", by="ann"), at=MONDAY + HOUR, id=7)
        with pytest.raises(TypeError):
            run.decide(request, at=MONDAY)
        with pytest.raises(TypeError):
            run.decide(c.Open("write", by="ann"))

    def test_a_repeated_number_changes_nothing(self, run):
        assert run.execute(c.Open("write", by="ann"), at=MONDAY + HOUR, id=7)
        assert run.execute(c.Open("write", by="ann"), at=MONDAY + HOUR, id=7) == []

    def test_who_has_seen_less_is_refused(self, run):
        with pytest.raises(c.Refused) as error:
            run.execute(c.Open("write", by="ann"), at=MONDAY + HOUR, expected_seq=0)
        assert code_of(error) is c.Code.other_was_first


class TestRefusals:
    def test_are_errors_with_everything_that_stands_in_the_way(self, process, run):
        with pytest.raises(c.Refused) as error:
            run.decide(c.Open("decide", by="bob"), at=MONDAY)
        refusal = error.value.refusal
        assert refusal.has(c.Code.input_missing) and not refusal.has("round_not_over")
        assert str(error.value) == c.to_string(process, refusal)
        assert error.value.diagnostics == c.describe(process, refusal.blockers)
        assert isinstance(error.value, c.Error)

    def test_pickle(self, run):
        with pytest.raises(c.Refused) as error:
            run.decide(c.Open("decide", by="bob"), at=MONDAY)
        again = pickle.loads(pickle.dumps(error.value))
        assert again.refusal == error.value.refusal and str(again) == str(error.value)

    def test_leave_the_instance_as_it_was(self, run):
        before = copy.copy(run)
        with pytest.raises(c.Refused):
            run.execute(c.Open("decide", by="bob"), at=MONDAY)
        assert run == before

    def test_of_another_process_are_no_crash(self, run):
        refusal = c.Blocker(c.Code.input_missing, about=c.ActivityId(77))
        with pytest.raises(IndexError):
            c.describe(run.process(), [refusal])


class TestInstance:
    def test_goes_from_start_to_end(self, process, run):
        at = MONDAY + HOUR
        assert not run.finished() and run.state().round == 1
        run.execute(c.Open("write", by="ann"), at=at)
        assert run["write"].open and run[process["write"].id].opened == at
        run.execute(c.Close("write", outputs=[c.Output("draft", 1)]), at=at + 24 * HOUR)
        draft = run[process.find_artifact("draft")]
        assert draft == c.ArtifactState(c.Resolution.issued, revision=1, digest=1)
        run.execute(c.Open("decide", by="ann", present=["bob"]), at=at + 25 * HOUR)
        run.execute(c.Close("decide", by=["bob"], outputs=[c.Output("decision", 1)]), at=at + 26 * HOUR)
        assert run.finished() and "finished" in repr(run)

    def test_a_copy_is_a_what_if(self, run):
        for other in (copy.copy(run), copy.deepcopy(run)):
            other.execute(c.Open("write", by="ann"), at=MONDAY + HOUR)
            assert other["write"].open and not run["write"].open and other != run

    def test_pickles(self, run):
        run.execute(c.Open("write", by="ann"), at=MONDAY + HOUR)
        again = pickle.loads(pickle.dumps(run))
        assert again == run and again.state() == run.state()
        again.execute(c.Close("write", outputs=[c.Output("draft", 1)]), at=MONDAY + 2 * HOUR)

    def test_with_imported_calendars_pickles(self, s1):
        assert pickle.loads(pickle.dumps(c.Instance(s1))) == c.Instance(s1)

    def test_is_restored_from_its_state(self, process, run):
        state = pickle.loads(pickle.dumps(run.state()))
        assert state == run.state() and hash(state) == hash(run.state()) and state.artifacts[2].revision == 1
        assert c.Instance.restore(process, state) == run
        assert c.Instance.restore(c.ProcessBuilder("p").build(), state) is None

    def test_events_that_do_not_fit_are_refused(self, process, run):
        for event in (c.Event(99, MONDAY, fact=c.Started()), c.Event(2, MONDAY, fact=c.Opened(c.ActivityId(77)))):
            assert not run.fits(event)
            with pytest.raises(c.Error) as error:
                run.apply(event)
            assert error.value.diagnostics[0].code is c.Code.journal_misfit

    def test_has_no_hash(self, run):
        with pytest.raises(TypeError):
            hash(run)

    def test_shows_how_things_stand(self, run):
        assert "<td>write</td><td>ready</td>" in run._repr_html_()


class TestQuestions:
    def test_agenda(self, process, run):
        entry, = [e for e in c.agenda(run, MONDAY, person="ann") if e.todo == "open"]
        assert entry.activity == process["write"].id and entry.people == [process.find_person("ann")]
        assert c.agenda(run, MONDAY, role="boss") == []

    def test_due_tells_of_service_levels(self, run):
        run.execute(c.Open("write", by="ann"), at=MONDAY)
        run.execute(c.Close("write", outputs=[c.Output("draft", 1)]), at=MONDAY + HOUR)
        due = c.next_due(run, MONDAY + HOUR)
        assert due is not None and run.due(due)
        facts = [type(e.fact) for e in run.due(MONDAY + 30 * 24 * HOUR)]
        assert c.WarningDue in facts and c.Breached in facts and c.QuotaClosed in facts

    def test_why(self, process, run):
        why = c.why(run, "decide", MONDAY)
        assert why.standing is c.Standing.waiting and why.blockers[0].code is c.Code.input_missing
        assert c.to_string(process, why).startswith('meeting "Decide": waiting')
        assert c.label(why.standing, "zh") != c.label(why.standing, "en")

    def test_forecast_is_a_schedule(self, run):
        expected = c.forecast(run, MONDAY + 24 * HOUR)
        assert expected.schedule == c.schedule(expected.process)
        assert expected.process == c.with_progress(run, MONDAY + 24 * HOUR)
        assert expected.schedule.start("write") >= MONDAY + 24 * HOUR

    def test_quotas_and_covers(self, process, run):
        run.execute(c.Record("calls", "cy", 2), at=MONDAY)
        line, = c.quota_report(run, MONDAY)
        assert (line.person, line.target, line.done, line.missing()) == (process.find_person("cy"), 3, 2, 1)
        gap, = c.cover_gaps(run, MONDAY, MONDAY + 3 * HOUR)
        assert (gap.cover, gap.begin, gap.end, gap.staffed) == (0, MONDAY, MONDAY + 3 * HOUR, 0)
        run.execute(c.Staff("desk", "cy", MONDAY, MONDAY + 3 * HOUR), at=MONDAY)
        assert c.cover_gaps(run, MONDAY, MONDAY + 3 * HOUR) == []

    def test_rounds_and_cases(self, process, run):
        with pytest.raises(c.Refused) as error:
            c.next_round(run, MONDAY)
        assert error.value.refusal.blockers
        b = c.ProcessBuilder("p")
        b.phase("case", run="per-case")
        b.task("x").in_phase("case").lasts("1d")
        b.task("y").lasts("1d")
        assert [a.key for a in c.case_process(b.build(), "case").activities()] == ["x"]

    def test_migration(self, process, run):
        run.execute(c.Open("write", by="ann"), at=MONDAY)
        b = people_builder()
        b.task("print", "Print").lasts("1d").consumes("decision")
        changed = b.build()
        fates = {process.key(f.before) if f.before else changed.key(f.after): f.fate for f in c.plan_migration(run, changed)}
        assert fates == {"write": "kept", "decide": "kept", "print": "added"}
        run.execute(c.Migrate(changed), at=MONDAY + HOUR)
        assert run.process() == changed and run["write"].open and run["print"].round == 0

    def test_conformance(self, process):
        logged = c.LoggedCase("one", [
            c.LoggedRequest(1, c.Request(c.Start(given=[c.Output("brief", 1)]), MONDAY)),
            c.LoggedRequest(2, c.Request(c.Open("decide", by="bob"), MONDAY)),
            c.LoggedRequest(3, c.Request(c.Open("write", by="ann"), MONDAY))])
        found = c.conform(process, logged)
        assert [d.number for d in found.deviations] == [2] and found.obeyed == 2 and found.fitness() == 2 / 3
        assert found.instance["write"].open and found.deviations[0].refusal.has(c.Code.input_missing)

    def test_authorities(self):
        process = c.io.read_process_file(PROCESSES / "s6-department-rules.json")
        authorities = process.authorities()
        assert authorities
        matters = [c.MatterOf(a.id, i) for a in process.activities() for i, _ in enumerate(process.matters(a))]
        for authority in authorities:
            for matter in matters:
                assert c.authority_covers(process, authority, matter) in (True, False)
        with pytest.raises(IndexError):
            c.authority_covers(process, authorities[0], c.MatterOf(c.ActivityId(0), 99))


class PythonJournal:
    """The least that `replay` asks of a journal."""

    def __init__(self, process):
        self.process, self.kept = process, []

    def origin(self, instance):
        return self.process

    def read(self, instance, from_=1):
        return self.kept[from_ - 1:]


class TestJournals:
    def commands(self):
        return [(c.Start(given=[c.Output("brief", 1)]), 0), (c.Open("write", by="ann"), 1),
                (c.Close("write", outputs=[c.Output("draft", 1)]), 2), (c.Record("calls", "cy"), 3)]

    def drive(self, process, keep):
        run = c.Instance(process)
        for command, hours in self.commands():
            events = run.decide(command, at=MONDAY + hours * HOUR)
            keep(events)
            run.apply(events)
        return run

    def test_in_memory(self, process):
        journal = c.MemoryJournal(process)
        run = self.drive(process, lambda events: journal.append("one", events))
        assert c.replay(journal, "one") == run and journal.instances() == ["one"]
        assert journal.last("one") == run.state().seq == len(journal.read("one"))
        assert journal.read("one", 3) == journal.read("one")[2:] and journal.origin("one") == process

    def test_in_a_file(self, process, tmp_path):
        with c.io.SqliteJournal.open(tmp_path / "j", process) as journal:
            run = self.drive(process, lambda events: journal.append("one", events))
            assert journal.snapshot("one", run) == run.state().seq
        with c.io.SqliteJournal.open(tmp_path / "j", process, read_only=True) as journal:
            assert c.replay(journal, "one") == run == journal.restore("one")
            with pytest.raises(c.Error) as error:
                journal.append("two", run.decide(c.Advance(), at=MONDAY + 48 * HOUR))
            assert error.value.diagnostics[0].code is c.Code.journal_read_only
        with pytest.raises(RuntimeError):
            journal.last("one")

    def test_of_pythons_own(self, process):
        journal = PythonJournal(process)
        run = self.drive(process, journal.kept.extend)
        assert c.replay(journal, "one") == run
        assert c.replay(c.Instance(process), "one", journal.kept) == run

    def test_the_second_of_two_is_refused(self, process):
        journal = c.MemoryJournal(process)
        events = c.Instance(process).decide(c.Start(given=[c.Output("brief", 1)]), at=MONDAY)
        journal.append("one", events)
        with pytest.raises(c.Error) as error:
            journal.append("one", events)
        assert error.value.diagnostics[0].code is c.Code.journal_conflict

    @pytest.mark.parametrize("kind", ["memory", "file"])
    def test_events_of_another_process_are_no_crash(self, process, kind, tmp_path):
        journal = c.MemoryJournal(process) if kind == "memory" else c.io.SqliteJournal.open(tmp_path / "j", process)
        with pytest.raises(IndexError):
            journal.append("one", [c.Event(1, MONDAY, fact=c.Opened(c.ActivityId(77)))])
        assert journal.last("one") == 0

    def test_events_after_a_migration_are_those_of_the_new_process(self, process, tmp_path):
        b = people_builder()
        b.task("print", "Print").lasts("1d")
        journal = c.io.SqliteJournal.open(tmp_path / "j", process)
        run = self.drive(process, lambda events: journal.append("one", events))
        journal.append("one", run.execute(c.Migrate(b.build()), at=MONDAY + 4 * HOUR))
        journal = c.io.SqliteJournal.open(tmp_path / "j", process)
        journal.append("one", run.execute(c.Open("print"), at=MONDAY + 5 * HOUR))
        assert c.replay(journal, "one") == run


class TestTexts:
    def test_events_are_written_and_read(self, process, run):
        events = run.decide(c.Open("write", by="ann"), at=MONDAY)
        text = c.io.write_events(process, events)
        assert c.io.read_events(process, text) == events == [c.io.read_event(process, line) for line in text.splitlines()]
        assert c.io.event_name(events[-1]) == "opened"
        with pytest.raises(c.Error) as error:
            c.io.read_events(process, text.replace("write", "wrote"))
        assert error.value.diagnostics[0].where.line == len(events)

    def test_states_are_written_and_read(self, process, run):
        assert c.io.read_state(process, c.io.write_state(run)) == run

    def test_logs(self, process, run):
        events = c.Instance(process).decide(c.Start(given=[c.Output("brief", 1)]), at=MONDAY)
        case = c.io.EventLogCase("one", process, events + run.decide(c.Open("write", by="ann"), at=MONDAY))
        text = c.io.write_xes([case], utc_offset=dt.timedelta(hours=8))
        logged, = c.io.read_xes(process, text)
        assert c.conform(process, logged).deviations == []
        assert '"ocel' in c.io.write_ocel([case]) or "eventTypes" in c.io.write_ocel([case])
        with pytest.raises(ValueError):
            c.io.write_ocel([case, case])
        with pytest.raises(ValueError):
            c.io.write_xes([case], utc_offset=dt.timedelta(hours=15))
        with pytest.raises(IndexError):
            c.io.write_event(process, c.Event(1, MONDAY, fact=c.Recorded(9, c.PersonId(0), 1)))
