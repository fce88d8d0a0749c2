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
    """What an acknowledged append survives."""
    def __new__(cls, value: object) -> Durability: ...
    full = 'full'
    normal = 'normal'
    batched = 'batched'

class EventLogCase(metaclass=_Class):
    """An instance in a log: its name, the process with which it began, and its events in order."""
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
    """The limits beyond which a text is refused; both guard against hostile files."""
    def __init__(self) -> None: ...
    def __copy__(self) -> ReadLimits: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> ReadLimits: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class SqliteJournal(metaclass=_Class):
    """A journal in one SQLite file, for any number of instances of any processes: one writer at a time and many readers,
    in several programs or in several threads with an object each.

    The file also contains the processes, including those to which instances migrated, so nothing else is needed to read
    it.

    A record has its event as JSON and a checksum that is chained to the previous record. Reading checks the whole
    chain, the numbers, and each event against the process; `journal_record_damaged` names the first wrong record. The
    checksum detects accidents, not forgery.

    Opening also checks the write-ahead log and the names of the instances; a commit or an instance hidden by damage is
    reported as `journal_damaged`.

    Faults of the file: `journal_unusable` (can't be opened, or a system error), `not_a_journal`, `journal_version`,
    `journal_damaged`, `journal_read_only`, `journal_locked`, `journal_full`; of its contents: `journal_conflict`,
    `journal_record_damaged`. A failed append leaves nothing behind; with `batched`,
    nothing since the last flush is kept. A moved-from journal may only be assigned to; any other use ends the program.
    """
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __enter__(self) -> SqliteJournal: ...
    def __exit__(self, *args) -> None: ...
    def append(self, instance: str, events: collections.abc.Sequence[Event]) -> int:
        """See `Journal`. *Requires* events of the instance. O(size of the events * log records)."""
        ...
    def close(self) -> None:
        """Flushes, and lets go of the file; a fault of that is lost."""
        ...
    def flush(self) -> int:
        """Makes all appends so far durable and lets other writers in. Returns the number of events flushed."""
        ...
    def instances(self) -> list[str]:
        """A store to which the events of instances are appended, and from which they are read. The host may have its own.

        - `append(instance, events)` keeps all of the events or none, and returns the number of the last event kept. The
          first event must follow the last one stored, else `journal_conflict`: somebody else was first. An instance is
          created by its first event. Without events nothing happens. Events of a process other than the instance's are
          refused with `journal_other_process`. A `Migrated` contains a whole process: a store of texts keeps that, too, and
          passes it to `io.read_events`.
        - `read(instance, from)` returns the events with the numbers `from` and later, in order; empty for an unknown
          instance.
        - `last(instance)` returns the number of the last event; 0 if there is none.
        - `instances()` returns the names, ascending by bytes.
        - `origin(instance)` returns the process with which the instance began; for an unknown instance, the process with
          which it would begin.
        """
        ...
    def last(self, instance: str) -> int:
        """A store to which the events of instances are appended, and from which they are read. The host may have its own.

        - `append(instance, events)` keeps all of the events or none, and returns the number of the last event kept. The
          first event must follow the last one stored, else `journal_conflict`: somebody else was first. An instance is
          created by its first event. Without events nothing happens. Events of a process other than the instance's are
          refused with `journal_other_process`. A `Migrated` contains a whole process: a store of texts keeps that, too, and
          passes it to `io.read_events`.
        - `read(instance, from)` returns the events with the numbers `from` and later, in order; empty for an unknown
          instance.
        - `last(instance)` returns the number of the last event; 0 if there is none.
        - `instances()` returns the names, ascending by bytes.
        - `origin(instance)` returns the process with which the instance began; for an unknown instance, the process with
          which it would begin.
        """
        ...
    @staticmethod
    def open(path: os.PathLike | str | bytes, process: Process, *, durability: Durability | _io_DurabilityWord = ..., batch: typing.SupportsInt = ..., read_only: bool = ..., patience: datetime.timedelta = ..., max_pages: typing.SupportsInt = ...) -> SqliteJournal:
        """Opens the file, or creates it unless `read_only`. New instances begin with `process`, which is stored with its
        imported calendars. A path that SQLite does not take for a file, such as "" or ":memory:", is
        `journal_unusable`. O(instances + size of the log).
        """
        ...
    def origin(self, instance: str) -> Process:
        """A store to which the events of instances are appended, and from which they are read. The host may have its own.

        - `append(instance, events)` keeps all of the events or none, and returns the number of the last event kept. The
          first event must follow the last one stored, else `journal_conflict`: somebody else was first. An instance is
          created by its first event. Without events nothing happens. Events of a process other than the instance's are
          refused with `journal_other_process`. A `Migrated` contains a whole process: a store of texts keeps that, too, and
          passes it to `io.read_events`.
        - `read(instance, from)` returns the events with the numbers `from` and later, in order; empty for an unknown
          instance.
        - `last(instance)` returns the number of the last event; 0 if there is none.
        - `instances()` returns the names, ascending by bytes.
        - `origin(instance)` returns the process with which the instance began; for an unknown instance, the process with
          which it would begin.
        """
        ...
    def read(self, instance: str, from_: typing.SupportsInt = ...) -> list[Event]:
        """O(records of the instance up to the end): records before `from` are checked, too."""
        ...
    def restore(self, instance: str) -> Instance:
        """The same as `replay`, but from the snapshot on. Records before it are not read; a damaged snapshot is ignored."""
        ...
    def snapshot(self, instance: str, now: Instance) -> int:
        """Stores the state beside the events, so that `restore` need not begin at the first one; replaces an earlier
        snapshot. Returns the number of its last event. The events stay. Before the first event nothing is stored. The
        snapshot is part of a batch in progress. *Requires* the state of the instance after that event. Faults:
        `journal_conflict` if the event is not there, `journal_other_process` if the instance ran another process then.
        O(size of the state and of the process).
        """
        ...

def calendar_format() -> list[FormatObject]:
    """The same for a calendar file."""
    ...
def event_name(event: Event) -> str:
    """The word of the event's fact, such as "handed-over"."""
    ...
def locate(findings: collections.abc.Sequence[Diagnostic], text: str | bytes, file: str = ...) -> list[Diagnostic]:
    """Fills in the file, line, column and JSON pointer of each finding that has an offset and no line yet, from the text
    that the offsets count in. Findings that name another file are left alone.

    The pointer is that of the value at the offset; at a key, that of the key's value. A text that is not JSON is
    followed as far as it is valid; in JSON Lines, each line is followed. A byte order mark takes no column. Of each
    key, the pointer has at most 1,000 bytes, and it has at most 999 levels.

    O(size of the text up to the last offset + findings * log findings).
    """
    ...
def process_digest(process: Process) -> int:
    """A digest of the text of `write_process`: equal for equal self-contained processes, and almost certainly different
    for others. It detects changes, not forgery. O(size of the process).
    """
    ...
def process_format() -> list[FormatObject]:
    """Every object of a process file, the outer ones before the inner ones. Texts in several languages are not included,
    because their keys are free.
    """
    ...
def read_calendars(text: str | bytes, *, file: str = ..., limits: ReadLimits = ...) -> list[Calendar]:
    """The calendars of a calendar file, `{"convene": 1, "calendars": [...]}`, in the order of definition, or all its
    faults. A calendar may derive from a later one. `load` and `parameters` are not used.
    """
    ...
def read_event(process: Process, text: str, later: collections.abc.Sequence[Process] = ...) -> Event:
    """The event that `write_event` wrote, its keys looked up in the process, or all its faults, each with line and column
    in `text`: `json_syntax`, `wrong_type`, `missing_member`, `unknown_member`, `duplicate_member`, `unknown_word`,
    `unknown_reference`, `bad_date`. `Instance.fits` says whether it can come next. A process to which the instance
    migrates must be one of `later`. O(size of the text), plus the size of `later` for such an event.
    """
    ...
def read_events(process: Process, text: str, later: collections.abc.Sequence[Process] = ...) -> list[Event]:
    """The events of JSON Lines; blank lines are skipped. Faults are those of the first bad line, with its number."""
    ...
def read_portfolio(path: os.PathLike | str | bytes, *, load: collections.abc.Callable[[str], str] | None = ..., parameters: collections.abc.Mapping[str, Span | str | int | datetime.timedelta] = ..., limits: ReadLimits = ...) -> Portfolio:
    """A portfolio, or all its faults.

    - From a folder: each `*.json` in it is a process, whose name without the extension is the project's key; in the
      order of names.
    - From a file of JSON Lines, each a project or a link, in any order; empty lines are skipped:
      `{"project": "tower-1", "process": "s1.json", "start": "2026-03-02T09:00", "due": "2026-12-18", "priority": 1,
      "weight": 3, "weeks": 2}`, where `process` is a file beside it or the process itself. All but the first two keys
      are optional; `weeks` moves all dates of the process.
      `{"link": ["tower-1/launch-strategy", "tower-2/product-deepening"], "min": "3d"}`, with `from_edge` and `to_edge`
      as in rules.

    A process file named by several lines is read once. Faults are those of `read_process` and of
    `PortfolioBuilder.build()`, with file and line; `no_projects` if there is none.
    """
    ...
def read_process(text: str | bytes, *, load: collections.abc.Callable[[str], str] | None = ..., parameters: collections.abc.Mapping[str, Span | str | int | datetime.timedelta] = ..., limits: ReadLimits = ..., file: str = ...) -> Process:
    """The process that `text` describes in format 1 (docs/format.md), or all its faults, in the order of the text, each
    with line, column and JSON pointer. Faults of an imported file come first and name that file.

    Faults are those of the text (`json_syntax` ends the reading, but earlier faults are reported, too), of the format
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
    """The instance from the state that `write_state` wrote. Faults, with line, column and JSON pointer: `json_syntax`,
    `unsupported_format`, `missing_member`, `unknown_member`, `duplicate_member`, `wrong_type` if it is not a state, or
    its numbers are impossible; `journal_other_process` if it belongs to another process or another version of it.
    Members that follow from others are not checked against them, so do not use it for texts that others may have
    changed. O(size of the text and of the process).
    """
    ...
def read_text_file(path: os.PathLike | str | bytes, limits: ReadLimits = ...) -> bytes:
    """The text of a file, or `file_not_found`, `file_unreadable` or `file_too_large`."""
    ...
def read_xes(process: Process, text: str) -> list[LoggedCase]:
    """The traces of an XES log (IEEE 1849) as commands to instances of the process.

    An event written by `write_xes`, recognised by its `event` and `seq`, becomes the command that caused it; one that
    fell due by itself becomes `Advance`. An event of another log names an activity in `concept:name`, by key or title:
    with the `lifecycle:transition` start it is opened; with complete, or none, it is closed (and opened before, if the
    trace has not done so); an external milestone occurs. `org:resource` is a person, by key or title. Whatever a closed
    activity produces gets the event's number as its digest. Such requests are `partial`.

    Events are taken in the order of their times; those of `write_xes` in the order of the log (`conform` reports times
    that go backwards). An event without a time gets that of the previous one. Times are read as written, without their
    UTC offset and fractions of a second; if offsets differ, they are converted to the process's zone, else to the first
    offset.

    Names that the process does not have are not faults, but listed in `LoggedCase.unknown`, as are activities that
    were broken off or skipped (ate_abort, pi_abort, withdraw, autoskip, manualskip). schedule, assign, reassign,
    allocate, suspend, resume and other transitions are counted in `LoggedCase.left_out`; so are events outside of
    traces, in a last case without
    a name.

    Faults, with line and column: `xml_syntax` (also what is neither UTF-8 nor in a declared encoding of ISO-8859-1 or
    UTF-16), `xml_doctype`, `not_a_log`; `file_too_large` beyond the limit of `ReadLimits`. Nesting may be of any depth.
    Some invalid XML is accepted: unknown entities, which stay as written, and repeated attributes. O(size * log +
    different names * size of the process).
    """
    ...
def self_contained(process: Process) -> Process:
    """The process with its imported calendars as its own, so that its text needs no other files."""
    ...
def write_agenda(process: Process, entries: collections.abc.Sequence[AgendaEntry]) -> str:
    """A list with an object for each entry: `todo`; if known, `activity`, `artifact`, `since`, `due` and `called`; and
    `roles` and `people`, who may do it. O(size of the entries).
    """
    ...
def write_calendars(calendars: collections.abc.Sequence[Calendar]) -> str:
    """The calendars as a calendar file in canonical form."""
    ...
def write_diagnostics(findings: collections.abc.Sequence[Diagnostic], language: Language | _LanguageWord = ...) -> str:
    """The findings as a JSON list, for programs: for each an object with `code`, `severity`, `message` in `language`, and
    if known `object`, `file`, `line`, `column`, `pointer` and `suggestion`. Ends with a line break.
    """
    ...
def write_dot(process: Process, *, language: Language | _LanguageWord = ..., artifacts: bool = ..., schedule: Schedule | None = ...) -> str:
    """The process as a graph in Graphviz's DOT language: activities by phase, rules with their lags, artifact flows
    dashed. Every label is escaped, so DOT shows the text unchanged. O(size).
    """
    ...
def write_event(process: Process, event: Event) -> str:
    """The event as one JSON object on one line, without a line break: `seq`, `at`, `request` unless it is 0, `event` (the
    fact's word), then the fact's members. Activities, people, artifacts and roles are named by key, never by position,
    so the event can be read with a process to which things were added; digests are 16 hexadecimal digits. *Requires*
    that the event is of this process. O(size of the event).
    """
    ...
def write_events(process: Process, events: collections.abc.Sequence[Event]) -> str:
    """The events as JSON Lines: one per line, each with a line break."""
    ...
def write_explanation(process: Process, steps: collections.abc.Sequence[ExplanationStep], language: Language | _LanguageWord = ...) -> str:
    """An explanation as a JSON list with one object per step: its data, and its sentence in `language`."""
    ...
def write_float_paths(process: Process, schedule: Schedule, paths: collections.abc.Sequence[FloatPath]) -> str:
    """Float paths as a JSON list, the critical one first."""
    ...
def write_gantt(process: Process, schedule: Schedule, *, language: Language | _LanguageWord = ..., floats: bool = ..., closed_time: bool = ..., links: bool = ..., width: typing.SupportsInt = ..., max_rows: typing.SupportsInt = ...) -> str:
    """The schedule as a Gantt chart in SVG: one bar per activity over its planned dates, ordered by phase, then by start.
    Critical activities (on a longest path to the target) are red, milestones are diamonds, floats are thin lines to the
    late finish, deadlines are flags. Each activity has a tooltip with its dates. The bar of a phase spans all its
    activities.

    It is one `<svg>` element that refers to no other file; every text is escaped.
    O(activities * log activities + rules), plus a shade for each closed stretch of at most `width` days.
    """
    ...
def write_mermaid(process: Process, *, language: Language | _LanguageWord = ..., artifacts: bool = ..., schedule: Schedule | None = ...) -> str:
    """The same as a Mermaid flowchart. O(size)."""
    ...
def write_ocel(cases: collections.abc.Sequence[EventLogCase], *, utc_offset: datetime.timedelta | None = ...) -> str:
    """The events as OCEL 2.0 (JSON): objects are cases, activities, artifacts, roles and people; an event is related to
    each that its fact names, under the member's name. Activities and artifacts belong to one case. An artifact has a
    history of its `revision` (counted over the events from 1), `resolution` (issued or voided) and `digest` (empty if
    voided); of several changes in one second, only the last. All values are texts, as the published schema requires;
    their declared types say what they are. Bytes that are not UTF-8 become U+FFFD. *Requires* that no two cases have
    the same name.
    O(size of the events and processes * log).
    """
    ...
def write_process(process: Process) -> str:
    """The process in format 1 (docs/format.md), in canonical form: `read_process` reads the same process from it, and
    equal processes give equal texts. UTF-8; keys in the order of the format's description; defaults left out; two
    blanks per level; short lists and objects on one line of at most 100 columns; a line break at the end.

    A rule with a minimum is written in the `after` of the activity that it leads to; one without, in `rules`. Imported
    calendars are not written, but the imports are. If the day, week or month of a calendar isn't a whole number of
    minutes, it is rounded down to minutes.

    O(size of the process).
    """
    ...
def write_refusal(process: Process, refusal: Refusal, language: Language | _LanguageWord = ...) -> str:
    """An object with a list `blockers`, as in `write_why`. O(size of the refusal)."""
    ...
def write_schedule(process: Process, schedule: Schedule) -> str:
    """A schedule as JSON for programs: `start`, `finish`, and one object per activity in id order with its key, its dates,
    its floats in working seconds of its calendar, and whether it is critical (on a longest path) or provisional; then
    missed deadlines and the upper bounds that were given up. Ends with a line break. O(activities + rules).
    """
    ...
def write_state(instance: Instance) -> str:
    """The state of an instance as one line of JSON, from which `read_state` makes the same instance of the same process: a
    format, the digest of the process, and all members as numbers. For snapshots and for transfer; use the journal as
    the permanent record. O(size of the state, and of the process for the digest).
    """
    ...
def write_why(process: Process, why: Why, language: Language | _LanguageWord = ...) -> str:
    """An object: `activity`, `standing`, and a list `blockers`. A blocker has its `code`, what it is `about` (if anything,
    an object such as `{"activity": "launch"}`), its `sentence` in `language`, and `roles` and `people`, who can remove
    it. O(size of the answer).
    """
    ...
def write_xes(cases: collections.abc.Sequence[EventLogCase], *, utc_offset: datetime.timedelta | None = ...) -> str:
    """The events as XES (IEEE 1849-2016): a trace for each case, an event for each fact. `concept:name` is the key of the
    activity, else the kind of fact. `lifecycle:transition` is start when an activity is opened; complete when it is
    closed, sends work back or occurs; schedule when it is convened or due again; reassign for a handover; manualskip
    when its decision is reaffirmed; and unknown for the rest. `org:resource` has the people. Each event also has all
    members of the fact, under the names of `write_event`. Characters that XML can't contain, and bytes that are not
    UTF-8, become U+FFFD. O(size of the events).
    """
    ...
