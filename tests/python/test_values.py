import copy
import datetime as dt
import decimal
import enum
import pickle

import numpy as np
import pytest

import convene as c


class TestEnums:
    def test_are_strings_of_the_words_of_files(self):
        assert issubclass(c.ConstraintKind, enum.Enum)
        kind = c.ConstraintKind.start_no_earlier_than
        assert kind == kind.value == "start-no-earlier-than"
        assert c.ConstraintKind("must-start-on") is c.ConstraintKind.must_start_on

    def test_are_taken_from_words_and_identifiers(self, launch):
        assert launch.note("strategy", "purpose") == launch.note("strategy", c.NoteKind.purpose)
        for word in ("must-start-on", "must_start_on"):
            b = c.ProcessBuilder("p")
            b.task("a").constrain(word, "2026-01-05")
            assert b.build().constraints("a")[0].kind is c.ConstraintKind.must_start_on

    def test_an_unknown_word_says_which_there_are(self):
        with pytest.raises(c.Error) as error:
            c.ProcessBuilder("p").activity("meetin", "a")
        assert error.value.diagnostics[0].code is c.Code.unknown_word
        assert error.value.diagnostics[0].suggestion == "meeting"

    def test_a_member_of_another_enumeration_is_no_word(self):
        with pytest.raises(TypeError):
            c.ProcessBuilder("p").activity(c.Edge.start, "a")

    def test_pickle_to_the_same_member(self):
        for member in [*c.ActivityKind, *c.Code, c.ExplanationStep.Kind.root]:
            assert pickle.loads(pickle.dumps(member)) is member

    def test_have_labels_for_people(self):
        assert c.label(c.ActivityKind.meeting, "zh") == "会议"
        assert c.label(c.Edge.start, c.Language.en) == "start"


class TestInstants:
    @pytest.mark.parametrize("given", [
        "2026-03-31T09:00", "2026-03-31 09:00", dt.datetime(2026, 3, 31, 9), np.datetime64("2026-03-31T09:00"),
        np.datetime64("2026-03-31T09:00:00.000000000")])
    def test_are_taken_from(self, given):
        assert c.add_elapsed_months(given, 0) == dt.datetime(2026, 3, 31, 9)

    def test_a_date_is_its_first_moment(self):
        assert c.add_elapsed_months(dt.date(2026, 3, 31), 0) == dt.datetime(2026, 3, 31)

    @pytest.mark.parametrize("given", [
        "31.3.2026", dt.datetime(2026, 3, 31, tzinfo=dt.timezone.utc), np.datetime64("NaT")])
    def test_are_refused(self, given):
        with pytest.raises(c.Error) as error:
            c.add_elapsed_months(given, 0)
        assert error.value.diagnostics[0].code is c.Code.bad_date

    def test_an_hour_is_no_instant(self):
        with pytest.raises(TypeError):
            c.add_elapsed_months(9, 0)

    def test_beyond_all_dates_is_the_last_one(self):
        assert c.add_elapsed_months("9999-12-31", 1) == c.max_instant


class TestSpans:
    def test_are_taken_from_text(self):
        assert c.is_elapsed("3ed") and not c.is_elapsed("3d")
        assert c.working_seconds("2d", c.Calendar.standard()) == dt.timedelta(hours=16)

    def test_say_what_is_wrong(self):
        with pytest.raises(c.Error) as error:
            c.is_elapsed("3 days")
        assert error.value.diagnostics[0].code is c.Code.bad_span

    def test_are_values(self):
        span = c.Span("3d")
        assert span == c.spans.days(3) == c.Span(3, c.SpanUnit.days) and hash(span) == hash(c.Span("3d"))
        assert span != c.Span("24h") and str(-span) == "-3d" and repr(span) == "Span('3d')"
        assert pickle.loads(pickle.dumps(span)) == span


class TestTexts:
    def test_are_taken_from_strings_and_dicts(self):
        both = c.Text({"zh": "会议", "en": "Meeting"})
        assert both.in_("zh") == "会议" and str(both) == "Meeting" and both.in_(c.Language.zh) == "会议"
        assert c.Text("Meeting").in_("zh") == "Meeting" and not c.Text()
        assert both.wordings() == [("zh", "会议"), ("en", "Meeting")]

    def test_are_values(self):
        for text in (c.Text(), c.Text("a"), c.Text({"zh": "会议", "en": "Meeting"})):
            assert pickle.loads(pickle.dumps(text)) == text and eval(repr(text), {"Text": c.Text}) == text


class TestMoney:
    @pytest.mark.parametrize("given, hundredths", [
        (12, 1200), (0.1, 10), ("12.34", 1234), (decimal.Decimal("0.05"), 5), (c.Money(7), 7)])
    def test_is_taken_from(self, given, hundredths):
        b = c.ProcessBuilder("p")
        b.task("a").budget(given)
        assert b.build().budget("a") == c.Money(hundredths)

    def test_keeps_two_decimals_and_no_more(self):
        b = c.ProcessBuilder("p")
        with pytest.raises(c.Error) as error:
            b.task("a").budget(0.125)
        assert error.value.diagnostics[0].code is c.Code.too_many_decimals


class TestRecords:
    def test_are_values(self):
        shift = c.Shift(540, 720)
        assert shift == c.Shift(start=540, end=720) != c.Shift(540, 721)
        assert hash(shift) == hash(c.Shift(540, 720)) and repr(shift) == "Shift(start=540, end=720)"
        assert pickle.loads(pickle.dumps(shift)) == shift and copy.deepcopy(shift) == shift

    def test_nested_ones_too(self):
        week = c.monday_to_friday(c.standard_shifts())
        assert pickle.loads(pickle.dumps(week)) == week and hash(week) == hash(copy.copy(week))
        assert week[0] == c.standard_shifts() == week["mon"] and week[6] == []

    def test_are_immutable(self):
        with pytest.raises(AttributeError):
            c.Shift(540, 720).start = 3

    def test_refuse_what_they_do_not_have(self):
        with pytest.raises(TypeError):
            c.Shift(begin=3)
        with pytest.raises(TypeError):
            c.Shift(1, 2, 3)
        with pytest.raises(TypeError):
            c.Shift(1, start=1)
        with pytest.raises(TypeError):
            c.Shift("early")


class TestCalendars:
    def test_answer_as_in_cpp(self):
        calendar = c.Calendar.standard()
        assert calendar.add("2026-03-31T09:00", dt.timedelta(hours=24)) == dt.datetime(2026, 4, 2, 18)
        assert not calendar.is_working("2026-04-04T10:00") and calendar.is_working_day("2026-04-03")

    def test_are_made_with_exceptions(self):
        holiday = c.CalendarException(from_="2026-05-01", to=dt.date(2026, 5, 5), title="Labour Day")
        calendar = c.make_calendar("cn", base=c.Calendar.standard(), exceptions=[holiday])
        assert calendar.next_working("2026-04-30T18:00") == dt.datetime(2026, 5, 6, 9)
        assert calendar.definition().exceptions == [holiday]

    def test_say_all_their_faults(self):
        with pytest.raises(c.Error) as error:
            c.make_calendar("bad", exceptions=[c.CalendarException(from_="2026-05-02", to="2026-05-01")],
                            week=c.WeekPattern([[c.Shift(5, 1)], [], [], [], [], [], []]))
        assert len(error.value.diagnostics) == 2

    def test_recurrences(self):
        rule = c.parse_recurrence("FREQ=WEEKLY;BYDAY=FR;COUNT=3")
        found = c.occurrences(rule, "2026-01-05T16:00")
        assert found.at == [dt.datetime(2026, 1, d, 16) for d in (9, 16, 23)] and found.complete
        assert str(rule) == "FREQ=WEEKLY;COUNT=3;BYDAY=FR" and rule.by_day[0].day == 4
        assert pickle.loads(pickle.dumps(rule)) == rule


class TestGraphs:
    def test_answer_as_in_cpp(self):
        graph = c.Digraph(3, [(0, 1), (1, 2), (0, 2)], in_arcs=True)
        order = c.topological_order(graph)
        assert order.nodes == [0, 1, 2] and c.redundant_arcs(graph, order).arcs == [2]
        assert [a.from_ for a in graph.in_(2)] == [1, 0] and [a.to for a in graph.out(0)] == [1, 2]

    def test_a_cycle_is_the_answer_where_there_is_no_order(self):
        cycle = c.topological_order(c.Digraph(2, np.array([[0, 1], [1, 0]])))
        assert isinstance(cycle, c.Cycle) and cycle.nodes == [0, 1] and cycle.shortest

    def test_refuse_nodes_that_are_not_there(self):
        with pytest.raises(IndexError):
            c.Digraph(2, [(0, 2)])
        with pytest.raises(IndexError):
            c.Digraph(2, []).out(2)
