# Made by bindings/generate_stubs.py.
import builtins
import collections.abc
import datetime
import decimal
import enum
import os
import typing

import numpy
import numpy.typing
import pandas
import polars
import typing_extensions

from convene import _Class, _ActivityKindWord, _CauseKindWord, _ChainLink_KindWord, _CodeWord, _ConfidentialityWord, _ConstraintKindWord, _DateKindWord, _DirectionWord, _Driver_KindWord, _DutyDemandWord, _DutyKindWord, _EdgeWord, _ExcuseWord, _ExplanationStep_KindWord, _FateWord, _FlatTimeWord, _FrequencyWord, _LagCalendarWord, _LanguageWord, _LevelMethodWord, _LevelRuleWord, _MissedWord, _NoteKindWord, _Obstacle_KindWord, _OnConflictWord, _OnFreeDayWord, _OutcomeWord, _OutsideDate_KindWord, _PeriodWord, _PhaseRunWord, _PlanViolation_KindWord, _PortfolioViolation_KindWord, _ProjectRuleWord, _ResolutionWord, _SeverityWord, _SpanUnitWord, _StaffWait_KindWord, _StandingWord, _TodoWord, _ToldWord, Absence, Activity, ActivityBuilder, ActivityFate, ActivityId, ActivityKind, ActivityState, ActivityTable, ActivityTableIterator, Adjourned, Advance, Advanced, AgendaEntry, Arc, Artifact, ArtifactForm, ArtifactId, ArtifactState, ArtifactTable, ArtifactTableIterator, Attendance, Authority, Bind, Blocker, Bottleneck, Bound, Breached, BrokenBound, Cadence, Calendar, CalendarCoverage, CalendarDefinition, CalendarEntry, CalendarException, CalendarId, CalendarSizes, CalendarTable, CalendarTableIterator, Call, Called, CapacityChange, Cause, CauseKind, ChainLink, Close, Closed, Code, CodeInfo, Colleague, ColleagueId, ColleagueLoad, ColleagueReservation, Components, Confidentiality, Conflict, ConflictPart, Conformance, Constraint, ConstraintKind, Cover, CoverGap, Cycle, DateKind, Delegate, Delegated, Delegation, Deviation, Diagnostic, Digraph, Direction, Driver, Duty, DutyDemand, DutyKind, DutyShift, Edge, Error, Event, Excuse, ExplanationStep, Fate, Findings, FlatClock, FlatPool, FlatProblem, FlatTime, FloatPath, Forecast, Frequency, HandedOver, Handover, InArc, Instance, InstanceState, Issue, Issued, LagCalendar, Language, Lapsed, LeftOut, LevelGap, LevelMethod, LevelObjective, LevelProgress, LevelRule, Levelled, LevelledData, Location, LoggedCase, LoggedRequest, Matter, MatterOf, Measure, MemoryJournal, Migrate, Migrated, Missed, Money, Note, NoteKind, Obstacle, Occur, Occurred, Occurrences, OnConflict, OnFreeDay, Open, Opened, OutArc, Outcome, Output, OutsideDate, Parameter, ParameterId, ParameterTable, ParameterTableIterator, PendingOccurrence, Period, Person, PersonId, PersonLoad, PersonTable, PersonTableIterator, Phase, PhaseDates, PhaseId, PhaseRun, PhaseTable, PhaseTableIterator, PlanViolation, Portfolio, PortfolioActivity, PortfolioBottleneck, PortfolioBuilder, PortfolioColumns, PortfolioGap, PortfolioPlan, PortfolioSchedule, PortfolioViolation, Process, ProcessBuilder, Progress, Project, ProjectId, ProjectLink, ProjectRule, Provisional, Quota, QuotaClosed, QuotaLine, QuotaState, Random, Reaffirm, Reaffirmed, Record, Recorded, Recurred, Recurrence, RecurrenceDay, RedundantArcs, Refusal, Refused, Request, Reservation, Resolution, Resource, ResourceArc, ResourceId, ResourceLoad, ResourceNeed, ResourceTable, ResourceTableIterator, Returned, Rework, Role, RoleId, RoleLoad, RoleTable, RoleTableIterator, Rounds, Rule, RuleId, Schedule, ScheduleList, ScheduleOptions, Separation, ServiceLevel, Severity, Shift, ShorterDuration, Shortfall, Span, SpanUnit, Staff, StaffDemand, StaffWait, Staffed, Staffing, Standing, Start, Started, Step, Text, Tier, TierId, TierTable, TierTableIterator, Todo, Told, TopologicalOrder, Uncovered, Void, Voided, Waive, Waived, WarningDue, WeekLoad, WeekPattern, Why, WorkPiece, Workload


_io_DurabilityWord: typing_extensions.TypeAlias = typing.Literal["full", "normal", "batched"]

class Durability(str, enum.Enum):
    """What an acknowledged append outlives."""
    def __new__(cls, value: object) -> Durability: ...
    full = 'full'
    normal = 'normal'
    batched = 'batched'

class EventLogCase(metaclass=_Class):
    """An instance for a log of several: its name, the process by which it began, and its events in order."""
    def __init__(self) -> None: ...
    def __copy__(self) -> EventLogCase: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> EventLogCase: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class FormatKey(metaclass=_Class):
    """A key of an object of format 1."""
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __copy__(self) -> FormatKey: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> FormatKey: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class FormatObject(metaclass=_Class):
    """An object of format 1, as the readers know it."""
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __copy__(self) -> FormatObject: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> FormatObject: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class ReadLimits(metaclass=_Class):
    """What a text may be at most, before it is refused. Both guard against hostile files."""
    def __init__(self) -> None: ...
    def __copy__(self) -> ReadLimits: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> ReadLimits: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class SqliteJournal(metaclass=_Class):
    """A journal in one SQLite file, for any number of instances of any processes: one writer at a time, many readers,
    across threads with an object each and across programs.

    The file has the processes, too, those that running instances went over to among them, so that nothing else is
    needed to read it.

    A record has its event as JSON and a checksum that is chained to the record before it. Reading checks the chain to
    its end, the numbers, and each event against the process: `journal_record_damaged` tells the first that is wrong.
    The checksum finds accidents, not forgeries.

    Opening checks the write-ahead log and the names of the instances, too: a commit or an instance that damage hides is
    told with `journal_damaged`.

    Faults of the file: `journal_unusable` (can't be opened, or the system says no), `not_a_journal`, `journal_version`,
    `journal_damaged`, `journal_read_only`, `journal_locked`, `journal_full`; of its contents: `journal_conflict`,
    `journal_record_damaged`. After a fault nothing of that append is kept; with `batched`,
    nothing since the last flush.
    A journal that was moved from may only be assigned to; any other use ends the program.
    """
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __enter__(self) -> SqliteJournal: ...
    def __exit__(self, *args) -> None: ...
    def append(self, instance: str, events: collections.abc.Sequence[Event]) -> int:
        """See `Journal`. *Requires* that the events are those of the instance. O(size of the events * log records)."""
        ...
    def close(self) -> None:
        """Flushes, and lets go of the file; a fault of that is lost."""
        ...
    def flush(self) -> int:
        """Makes all appends so far durable and lets other writers in. Returns how many events that were."""
        ...
    def instances(self) -> list[str]:
        """A store to which the events of instances are appended, and from which they are read. The host may have its own.

        - `append(instance, events)` keeps all of the events or none, and returns the number of the last event kept. The
          first one must have the number after the last that is there, else `journal_conflict`: somebody else was first. An
          instance comes to be with its first event. No events: nothing happens.
          Events that were started by another process than that of the instance are refused with `journal_other_process`.
          A `Migrated` has a whole process in it: a store of texts keeps that, too, and gives it to `io.read_events`.
        - `read(instance, from)` returns the events with the numbers `from` and later, in order; none of an instance that is
          not there.
        - `last(instance)` returns the number of the last event; 0 if there is none.
        - `instances()` returns the names, ascending by bytes.
        - `origin(instance)` returns the process by which the instance began; of one that is not there, the process by which
          it would begin.
        """
        ...
    def last(self, instance: str) -> int:
        """A store to which the events of instances are appended, and from which they are read. The host may have its own.

        - `append(instance, events)` keeps all of the events or none, and returns the number of the last event kept. The
          first one must have the number after the last that is there, else `journal_conflict`: somebody else was first. An
          instance comes to be with its first event. No events: nothing happens.
          Events that were started by another process than that of the instance are refused with `journal_other_process`.
          A `Migrated` has a whole process in it: a store of texts keeps that, too, and gives it to `io.read_events`.
        - `read(instance, from)` returns the events with the numbers `from` and later, in order; none of an instance that is
          not there.
        - `last(instance)` returns the number of the last event; 0 if there is none.
        - `instances()` returns the names, ascending by bytes.
        - `origin(instance)` returns the process by which the instance began; of one that is not there, the process by which
          it would begin.
        """
        ...
    @staticmethod
    def open(path: os.PathLike | str | bytes, process: Process, *, durability: Durability | _io_DurabilityWord = ..., batch: typing.SupportsInt = ..., read_only: bool = ..., patience: datetime.timedelta = ..., max_pages: typing.SupportsInt = ...) -> SqliteJournal:
        """Opens the file, or makes it unless `read_only`. New instances begin by `process`; it needs no imports then. What
        SQLite takes for no file, such as "" or ":memory:", is `journal_unusable`. O(instances + size of the log).
        """
        ...
    def origin(self, instance: str) -> Process:
        """A store to which the events of instances are appended, and from which they are read. The host may have its own.

        - `append(instance, events)` keeps all of the events or none, and returns the number of the last event kept. The
          first one must have the number after the last that is there, else `journal_conflict`: somebody else was first. An
          instance comes to be with its first event. No events: nothing happens.
          Events that were started by another process than that of the instance are refused with `journal_other_process`.
          A `Migrated` has a whole process in it: a store of texts keeps that, too, and gives it to `io.read_events`.
        - `read(instance, from)` returns the events with the numbers `from` and later, in order; none of an instance that is
          not there.
        - `last(instance)` returns the number of the last event; 0 if there is none.
        - `instances()` returns the names, ascending by bytes.
        - `origin(instance)` returns the process by which the instance began; of one that is not there, the process by which
          it would begin.
        """
        ...
    def read(self, instance: str, from_: typing.SupportsInt = ...) -> list[Event]:
        """O(records of the instance up to the end): those before `from` are checked, too."""
        ...
    def restore(self, instance: str) -> Instance:
        """The same as `replay`, from the snapshot on. Records before it are not read; a snapshot that is damaged is passed
        over.
        """
        ...
    def snapshot(self, instance: str, now: Instance) -> int:
        """Keeps the state beside the events, so that `restore` need not begin at the first, in place of an earlier one;
        returns the number of its event. The events stay; before the first event nothing is kept. In a batch that has
        begun it is part of it. *Requires* that the instance was so after that event. Faults: `journal_conflict` if the
        event is not there, `journal_other_process` if the instance ran by another process then.
        O(size of the state and of the process).
        """
        ...

def calendar_format() -> list[FormatObject]:
    """The same for a calendar file."""
    ...
def event_name(event: Event) -> str:
    """The word of the event's fact: "handed-over"."""
    ...
def locate(findings: collections.abc.Sequence[Diagnostic], text: str | bytes, file: str = ...) -> list[Diagnostic]:
    """Fills in the file, line, column and JSON pointer of each finding that has an offset and no line yet, from the text
    that the offsets count in. Findings that name another file are left alone.

    The pointer is that of the value that stands at the offset; at a key it is that of the key's value. A text that is
    not JSON is followed as far as it is; several of them, one a line, are followed each. A byte order mark takes no
    column; of a key, the pointer has at most 1,000 bytes; it goes down at most 999
    lists and objects.

    O(size of the text up to the last offset + findings * log findings).
    """
    ...
def process_digest(process: Process) -> int:
    """A number that equal self-contained processes share and others, all but surely, do not: of the text of
    `write_process`. It finds changes, not forgeries. O(size of the process).
    """
    ...
def process_format() -> list[FormatObject]:
    """Every object of a process file, the outer ones before the inner ones. Texts in several languages, whose keys are
    free, are not among them.
    """
    ...
def read_calendars(text: str | bytes, *, file: str = ..., limits: ReadLimits = ...) -> list[Calendar]:
    """The calendars of a calendar file, `{"convene": 1, "calendars": [...]}`, in the order of definition, or all its
    faults. A calendar may derive from one that stands after it. `load` and `parameters` are not used.
    """
    ...
def read_event(process: Process, text: str, later: collections.abc.Sequence[Process] = ...) -> Event:
    """The event that `write_event` wrote, its keys looked up in the process, or all its faults, each with line and column
    in `text`: `json_syntax`, `wrong_type`, `missing_member`, `unknown_member`, `duplicate_member`, `unknown_word`,
    `unknown_reference`, `bad_date`. Whether it can come next is `Instance.fits`. A process that the instance goes over
    to is one of `later`. O(size of the text), and of `later` for such an event.
    """
    ...
def read_events(process: Process, text: str, later: collections.abc.Sequence[Process] = ...) -> list[Event]:
    """The events of JSON Lines; blank lines are skipped. Faults are of the first bad line, with its number."""
    ...
def read_portfolio(path: os.PathLike | str | bytes, *, load: collections.abc.Callable[[str], str] | None = ..., parameters: collections.abc.Mapping[str, Span | str | int | datetime.timedelta] = ..., limits: ReadLimits = ...) -> Portfolio:
    """A portfolio, or all its faults:

    - of a folder: each `*.json` in it is a process, and its name without the extension is the project's key; in the
      order of names.
    - of a file: JSON lines, each a project or a link, in any order, empty lines left out:
      `{"project": "tower-1", "process": "s1.json", "start": "2026-03-02T09:00", "due": "2026-12-18", "priority": 1,
      "weight": 3, "weeks": 2}`, with `process` a file beside it or the process itself, all but the first two optional,
      and all dates of the process moved by `weeks`;
      `{"link": ["tower-1/launch-strategy", "tower-2/product-deepening"], "min": "3d"}`, with `from_edge` and `to_edge`
      as in rules.

    A process file that several lines name is read once. Faults are those of `read_process` and of
    `PortfolioBuilder.build()`, told with file and line; `no_projects` if there is none.
    """
    ...
def read_process(text: str | bytes, *, load: collections.abc.Callable[[str], str] | None = ..., parameters: collections.abc.Mapping[str, Span | str | int | datetime.timedelta] = ..., limits: ReadLimits = ..., file: str = ...) -> Process:
    """The process that `text` describes in format 1 (docs/format.md), or all its faults, in the order in which they stand
    in the text, each with line, column and JSON pointer. Those of an imported file come first and name that file.

    Faults are: those of the text (`json_syntax` ends the reading, but what was found before is told too), of the format
    (`unknown_member`, `duplicate_member`, `missing_member`, `wrong_type`, `unknown_word`, ...), of its values
    (`bad_date`, `bad_span`, ...), and those of `ProcessBuilder.build()`. A byte order mark is skipped.

    O(size of the text), which is read once, and once more if there are faults.

    The same for a source. Imports are files beside its name, unless `load` says otherwise; `file` is
    its name unless given.
    """
    ...
def read_process_file(path: os.PathLike | str | bytes, *, load: collections.abc.Callable[[str], str] | None = ..., parameters: collections.abc.Mapping[str, Span | str | int | datetime.timedelta] = ..., limits: ReadLimits = ..., file: str = ...) -> Process:
    """The same for a file, as a source. Besides, the faults are `file_not_found` and `file_unreadable`."""
    ...
def read_state(process: Process, text: str) -> Instance:
    """The instance whose state `write_state` wrote. Faults, with line, column and JSON pointer: `json_syntax`,
    `unsupported_format`, `missing_member`, `unknown_member`, `duplicate_member`, `wrong_type` where something else
    stands there than a state or its numbers can't be one, `journal_other_process` where it is of another process or
    version of it. Members that follow from others are taken as they are: it is not for what others may have changed.
    O(size of the text and of the process).
    """
    ...
def read_text_file(path: os.PathLike | str | bytes, limits: ReadLimits = ...) -> bytes:
    """The text of a file, or `file_not_found`, `file_unreadable` or `file_too_large`."""
    ...
def read_xes(process: Process, text: str) -> list[LoggedCase]:
    """The traces of an XES log (IEEE 1849) as commands to instances of the process.

    An event of `write_xes`, which is known by its `event` and `seq`, is the command that it came from; for what fell
    due by itself time passes. An event of another log has an activity, by its key or a title, in `concept:name`: with
    the `lifecycle:transition` start it is opened, with complete or none closed (and opened before, if the trace has
    not), an outside milestone occurs. `org:resource` is a person, by key or title. What a closed activity produces gets
    the event's number as its digest. Such requests are `partial`.

    Events are taken in the order of their times, those of `write_xes` in that of the log (`conform` tells where time
    goes back); one without a time is when the one before it was. Times are taken as they are written, without their
    offset from UTC and fractions of a second; where offsets differ, they are brought to the process's zone, else to the
    first offset.

    What the process doesn't know is no fault but among `LoggedCase.unknown`, as is what was broken off or skipped
    (ate_abort, pi_abort, withdraw, autoskip, manualskip). schedule, assign, reassign, allocate, suspend, resume and
    other transitions are counted in `LoggedCase.left_out`; so are events outside of traces, in a last case without
    a name.

    Faults, with line and column: `xml_syntax` (also what is neither UTF-8 nor in a declared encoding of ISO-8859-1 or
    UTF-16), `xml_doctype`, `not_a_log`; `file_too_large` beyond the limit of `ReadLimits`. Nesting may be of any depth.
    Some texts that are not XML pass: those with an unknown entity, which stays as it is written, or an attribute given
    twice. O(size * log + different names * size of the process).
    """
    ...
def self_contained(process: Process) -> Process:
    """The process with its imported calendars as its own, so that its text stands alone."""
    ...
def write_agenda(process: Process, entries: collections.abc.Sequence[AgendaEntry]) -> str:
    """A list with an object for each entry: `todo`, where they are known `activity`, `artifact`, `since`, `due` and
    `called`, and `roles` and `people`, who may do it. O(size of the entries).
    """
    ...
def write_calendars(calendars: collections.abc.Sequence[Calendar]) -> str:
    """The calendars as a calendar file in canonical form."""
    ...
def write_diagnostics(findings: collections.abc.Sequence[Diagnostic], language: Language | _LanguageWord = ...) -> str:
    """The findings as a JSON list, for programs: of each an object with `code`, `severity`, `message` in `language`, and
    where they are known `object`, `file`, `line`, `column`, `pointer` and `suggestion`. A line break at the end.
    """
    ...
def write_dot(process: Process, *, language: Language | _LanguageWord = ..., artifacts: bool = ..., schedule: Schedule | None = ...) -> str:
    """The process as a graph in Graphviz's DOT language: activities by phase, rules with their lags, artifact flows
    dashed. Every label is escaped, so that what DOT shows is the text as it is. O(size).
    """
    ...
def write_event(process: Process, event: Event) -> str:
    """The event as one JSON object on one line, without a line break: `seq`, `at`, `request` unless it is 0, `event` (the
    fact's word), then the fact's members. Activities, people, artifacts and roles stand by their keys, never by their
    place, so that a process to which something was added still reads them; digests are 16 hexadecimal digits.
    *Requires* that the event is of this process. O(size of the event).
    """
    ...
def write_events(process: Process, events: collections.abc.Sequence[Event]) -> str:
    """The events as JSON Lines: one a line, each with a line break."""
    ...
def write_explanation(process: Process, steps: collections.abc.Sequence[ExplanationStep], language: Language | _LanguageWord = ...) -> str:
    """An explanation as a JSON list, a step an object: its numbers, and its sentence in `language`."""
    ...
def write_float_paths(process: Process, schedule: Schedule, paths: collections.abc.Sequence[FloatPath]) -> str:
    """Float paths as a JSON list, the critical one first."""
    ...
def write_gantt(process: Process, schedule: Schedule, *, language: Language | _LanguageWord = ..., floats: bool = ..., closed_time: bool = ..., links: bool = ..., width: typing.SupportsInt = ..., max_rows: typing.SupportsInt = ...) -> str:
    """The schedule as a Gantt chart in SVG: a bar an activity over its planned dates, by phase and in each by start, the
    critical ones (on a longest path to the target) in red, milestones as diamonds, floats as thin lines to the late
    finish, deadlines as flags, and each with a tooltip of its dates. Phases are bars over all that is in them.

    It is one `<svg>` element that names no other file; every text is escaped.
    O(activities * log activities + rules), and a shade for each closed stretch of at most `width` days.
    """
    ...
def write_mermaid(process: Process, *, language: Language | _LanguageWord = ..., artifacts: bool = ..., schedule: Schedule | None = ...) -> str:
    """The same as a Mermaid flowchart. O(size)."""
    ...
def write_ocel(cases: collections.abc.Sequence[EventLogCase], *, utc_offset: datetime.timedelta | None = ...) -> str:
    """The events as OCEL 2.0 (JSON): objects are cases, activities, artifacts, roles and people; an event is related to
    each that its fact names, under the member's name. Activities and artifacts are those of one case. An artifact has
    over time its `revision` (counted over the events from 1), `resolution` (issued or voided) and `digest` (empty where
    voided); of several in a second the last. All values are texts, as the published schema asks for; their types say
    what they are. Bytes that are not UTF-8 become U+FFFD. *Requires* that no two cases have the same name.
    O(size of the events and processes * log).
    """
    ...
def write_process(process: Process) -> str:
    """The process in format 1 (docs/format.md), in canonical form: `read_process` reads the same process from it, and
    equal processes give equal texts. UTF-8, keys in the order of the format's description, defaults left out, two
    blanks a level, at most 100 columns where short lists and objects stand on one line, and a line break at the end.

    Each rule that has a minimum stands in the `after` of the activity that it leads to; those without one in `rules`.
    Calendars that came with an import are not written, the imports are. A calendar whose day, week or month isn't a
    whole number of minutes is written with the minutes that it has.

    O(size of the process).
    """
    ...
def write_refusal(process: Process, refusal: Refusal, language: Language | _LanguageWord = ...) -> str:
    """An object with a list `blockers`, as in `write_why`. O(size of the refusal)."""
    ...
def write_schedule(process: Process, schedule: Schedule) -> str:
    """A schedule as JSON for programs: `start`, `finish`, and one object per activity in id order with its key, its dates,
    its floats in working seconds of its calendar, and whether it is critical (on a longest path) or provisional; then
    what was given up and which deadlines are missed. A line break at the end. O(activities + rules).
    """
    ...
def write_state(instance: Instance) -> str:
    """The state of an instance as one line of JSON, from which `read_state` makes the same instance of the same process: a
    format, the digest of the process, and all members as numbers. For snapshots and for sending it elsewhere; what is
    kept for people and for ever is the journal. O(size of the state, and of the process for the digest).
    """
    ...
def write_why(process: Process, why: Why, language: Language | _LanguageWord = ...) -> str:
    """An object: `activity`, `standing`, and a list `blockers`. Of each blocker `code`, what it is `about` (an object such
    as `{"activity": "launch"}`, if it is about something), its `sentence` in `language`, and `roles` and `people`, who
    can remove it. O(size of the answer).
    """
    ...
def write_xes(cases: collections.abc.Sequence[EventLogCase], *, utc_offset: datetime.timedelta | None = ...) -> str:
    """The events as XES (IEEE 1849-2016): a trace for each case, an event for each fact. `concept:name` is the key of the
    activity, else the kind of fact. `lifecycle:transition` is start where an activity opened, complete where it was
    closed, sent back or occurred, schedule where it was called or is due again, reassign where it was handed over,
    manualskip where its decision was reaffirmed, and unknown for the rest. `org:resource` has the people. Beside these
    each event has all members of the fact, under the names of `write_event`. Characters that XML can't have, and bytes
    that are not UTF-8, become U+FFFD. O(size of the events).
    """
    ...
