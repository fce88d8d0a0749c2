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

from convene import _Class, _ActivityKindWord, _CauseKindWord, _ChainLink_KindWord, _CodeWord, _ConfidentialityWord, _ConstraintKindWord, _DateKindWord, _DirectionWord, _Driver_KindWord, _DutyDemandWord, _DutyKindWord, _EdgeWord, _ExcuseWord, _ExplanationStep_KindWord, _FateWord, _FlatTimeWord, _FrequencyWord, _LagCalendarWord, _LanguageWord, _LevelMethodWord, _LevelRuleWord, _MissedWord, _NoteKindWord, _Obstacle_KindWord, _OnConflictWord, _OnFreeDayWord, _OutcomeWord, _OutsideDate_KindWord, _PeriodWord, _PhaseRunWord, _PlanViolation_KindWord, _PortfolioViolation_KindWord, _ProjectRuleWord, _ResolutionWord, _SeverityWord, _SpanUnitWord, _StaffWait_KindWord, _StandingWord, _TodoWord, _ToldWord, _io_DurabilityWord, Absence, Activity, ActivityBuilder, ActivityFate, ActivityId, ActivityKind, ActivityState, ActivityTable, ActivityTableIterator, Adjourned, Advance, Advanced, AgendaEntry, Artifact, ArtifactForm, ArtifactId, ArtifactState, ArtifactTable, ArtifactTableIterator, Attendance, Authority, Bind, Blocker, Bottleneck, Bound, Breached, BrokenBound, Cadence, Calendar, CalendarCoverage, CalendarDefinition, CalendarEntry, CalendarException, CalendarId, CalendarSizes, CalendarTable, CalendarTableIterator, Call, Called, CapacityChange, Cause, CauseKind, ChainLink, Close, Closed, Code, CodeInfo, Colleague, ColleagueId, ColleagueLoad, ColleagueReservation, Components, Confidentiality, Conflict, ConflictPart, Conformance, Constraint, ConstraintKind, Cover, CoverGap, Cycle, DateKind, Delegate, Delegated, Delegation, Deviation, Diagnostic, Digraph, Direction, Driver, Duty, DutyDemand, DutyKind, DutyShift, Error, Event, Excuse, ExplanationStep, Fate, Findings, FlatClock, FlatPool, FlatProblem, FlatTime, FlattenOptions, FloatPath, Forecast, Frequency, HandedOver, Handover, InArc, Instance, InstanceState, Issue, Issued, LagCalendar, Language, Lapsed, LeftOut, Level, LevelGap, LevelId, LevelMethod, LevelObjective, LevelProgress, LevelRule, LevelTable, LevelTableIterator, Levelled, LevelledData, Location, LoggedCase, LoggedRequest, Matter, MatterOf, Measure, MemoryJournal, Migrate, Migrated, Missed, Money, Note, NoteKind, Obstacle, Occur, Occurred, Occurrences, OnConflict, OnFreeDay, Open, Opened, OutArc, Outcome, Output, OutsideDate, Parameter, ParameterId, ParameterTable, ParameterTableIterator, PendingOccurrence, Period, Person, PersonId, PersonLoad, PersonTable, PersonTableIterator, Phase, PhaseDates, PhaseId, PhaseRun, PhaseTable, PhaseTableIterator, PlanViolation, Portfolio, PortfolioActivity, PortfolioBottleneck, PortfolioBuilder, PortfolioColumns, PortfolioGap, PortfolioPlan, PortfolioSchedule, PortfolioViolation, Process, ProcessBuilder, Progress, Project, ProjectId, ProjectLink, ProjectRule, Provisional, Quota, QuotaClosed, QuotaLine, QuotaState, Random, Reaffirm, Reaffirmed, Record, Recorded, Recurred, Recurrence, RecurrenceDay, RedundantArcs, Refusal, Refused, Request, Reservation, Resolution, Resource, ResourceArc, ResourceId, ResourceLoad, ResourceNeed, ResourceTable, ResourceTableIterator, Returned, Rework, Role, RoleId, RoleLoad, RoleTable, RoleTableIterator, Rounds, RuleId, Schedule, ScheduleList, ScheduleOptions, Separation, ServiceLevel, Severity, Shift, ShorterDuration, Shortfall, Span, SpanUnit, Staff, StaffDemand, StaffWait, Staffed, Staffing, Standing, Start, Started, Text, Todo, Told, TopologicalOrder, Uncovered, Void, Voided, Waive, Waived, WarningDue, WeekLoad, WeekPattern, Why, WorkPiece, Workload


_rcpsp_EdgeWord: typing_extensions.TypeAlias = typing.Literal["start", "finish"]
_rcpsp_ExactResult_StatusWord: typing_extensions.TypeAlias = typing.Literal["optimal", "feasible", "infeasible", "unknown"]
_rcpsp_Generation_ObstacleWord: typing_extensions.TypeAlias = typing.Literal["none", "arcs", "window", "lag", "capacity"]
_rcpsp_RuleWord: typing_extensions.TypeAlias = typing.Literal["lft", "lst", "est", "eft", "minslk", "mts", "mis", "grpw", "grpw_all", "spt", "lpt", "grd", "gcrwc", "fcfs"]
_rcpsp_SchemeWord: typing_extensions.TypeAlias = typing.Literal["serial", "parallel"]
_rcpsp_SearchResult_StatusWord: typing_extensions.TypeAlias = typing.Literal["optimal", "feasible", "infeasible", "unknown"]
_rcpsp_Violation_KindWord: typing_extensions.TypeAlias = typing.Literal["size", "window", "calendar", "arc", "capacity"]

class Arc(metaclass=_Class):
    """`to.edge >= from.edge + lag`. A maximum lag `b.start <= a.start + m` is the arc from b to a with lag -m."""
    def __copy__(self) -> Arc: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Arc: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Break(metaclass=_Class):
    """No work in [from, to)."""
    def __copy__(self) -> Break: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Break: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Demand(metaclass=_Class):
    """While it works, `job` holds `amount` units of `pool`."""
    def __copy__(self) -> Demand: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Demand: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Due(metaclass=_Class):
    """`weight * max(0, finish(job) - due)` is to be paid. With `due` 0 on the last job of each project this is the
    weighted sum of the projects' completion times.
    """
    def __copy__(self) -> Due: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Due: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Edge(str, enum.Enum):
    """The start or the finish of a job."""
    def __new__(cls, value: object) -> Edge: ...
    start = 'start'
    finish = 'finish'

class ExactResult(metaclass=_Class):
    """What `solve_exactly` found."""
    class Status(str, enum.Enum):
        """What is known of the answer."""
        def __new__(cls, value: object) -> ExactResult.Status: ...
        optimal = 'optimal'
        feasible = 'feasible'
        infeasible = 'infeasible'
        unknown = 'unknown'
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __copy__(self) -> ExactResult: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> ExactResult: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Gap(metaclass=_Class):
    """Bounds on the least makespan; `upper` is absent while no schedule is known."""
    def __copy__(self) -> Gap: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Gap: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def relative(self) -> float | None:
        """(upper - lower) / lower; absent without an upper bound; 0 when both are equal."""
        ...

class Generation(metaclass=_Class):
    """What came of a generation."""
    class Obstacle(str, enum.Enum):
        """What stood in the way of a complete schedule."""
        def __new__(cls, value: object) -> Generation.Obstacle: ...
        none = 'none'
        arcs = 'arcs'
        window = 'window'
        lag = 'lag'
        capacity = 'capacity'
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __copy__(self) -> Generation: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Generation: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def complete(self) -> bool:
        """Whether all jobs have their place."""
        ...

class Link(metaclass=_Class):
    """An arc as seen from one of its jobs."""
    def __copy__(self) -> Link: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Link: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class MultiProject(metaclass=_Class):
    """MPLIB's `.rcmp` (Van Eynde & Vanhoucke 2020, doi:10.1007/s10951-020-00651-6): the numbers of projects and of pools,
    the capacities, then for each project a line with its number of jobs, its release and possibly its due date, a line
    that says with 0 or 1 which pools it uses, and a row a job: duration, needs, number of successors, successors as
    `project:job`, both 1-based.
    """
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __copy__(self) -> MultiProject: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> MultiProject: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Need(metaclass=_Class):
    """A part of a demand as seen from its job."""
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __copy__(self) -> Need: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Need: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Objective(metaclass=_Class):
    """What is minimised: the sum of
    - `makespan * largest finish`
    - `due.weight * max(0, finish - due.due)` over `dues`: weighted tardiness of milestones, weighted projects
    - `moved` for each job whose start differs from its start in `baseline`, and `shift * |difference|`: a repair that
      changes little.
    """
    def __copy__(self) -> Objective: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Objective: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def makespan_only(self) -> bool:
        """Whether only the makespan counts, and so the methods made for it apply."""
        ...

class Problem(metaclass=_Class):
    """A validated, immutable problem. Arcs between jobs without a calendar are normalised to start-start."""
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __copy__(self) -> Problem: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Problem: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...
    def acyclic(self) -> bool:
        """Whether the arcs form no cycle."""
        ...
    def breaks(self, job: typing.SupportsInt) -> list[Break]:
        """The breaks of the job's calendar; empty = works always."""
        ...
    def capacity(self, pool: typing.SupportsInt) -> list[Step]:
        """The steps of the pool's capacity."""
        ...
    def constant_capacity(self) -> bool:
        """Whether each pool has one step only."""
        ...
    def data(self) -> dict[typing.Any, typing.Any]:
        """What it was built of: `build(**problem.data())` is the same problem."""
        ...
    def distance(self, from_: typing.SupportsInt, out: Link) -> int:
        """The start-start distance that the arc asks for if no break interferes."""
        ...
    def duration(self, job: typing.SupportsInt) -> int:
        """Working ticks."""
        ...
    def durations(self) -> list[int]:
        """The working ticks of each job."""
        ...
    def finish(self, job: typing.SupportsInt, start: typing.SupportsInt) -> int:
        """When `job`, started at `start` (in working time), is finished. O(log breaks + breaks crossed)."""
        ...
    def has_calendars(self) -> bool:
        """Whether a job has breaks."""
        ...
    def has_windows(self) -> bool:
        """Whether a job has a window."""
        ...
    def jobs(self) -> int:
        """How many jobs there are."""
        ...
    def needs(self, job: typing.SupportsInt) -> list[Need]:
        """Positive needs, by ascending pool, at most one a pool."""
        ...
    def next_start(self, job: typing.SupportsInt, time: typing.SupportsInt) -> int:
        """The first time >= `time` at which `job` may start as far as its calendar is concerned."""
        ...
    def order(self) -> list[int]:
        """All jobs, such that each arc leads forward if no arcs form a cycle; else such that each arc with a start-start
        distance >= 0 that is on no cycle of such arcs does.
        """
        ...
    def pools(self) -> int:
        """How many pools there are."""
        ...
    def position(self, job: typing.SupportsInt) -> int:
        """The place of the job in `order`."""
        ...
    def predecessors(self, job: typing.SupportsInt) -> list[Link]:
        """The links that lead to the job."""
        ...
    def start_for(self, job: typing.SupportsInt, edge: Edge | _rcpsp_EdgeWord, time: typing.SupportsInt) -> int:
        """The first start of `job` at which its `edge` is at `time` or later, breaks respected."""
        ...
    def successors(self, job: typing.SupportsInt) -> list[Link]:
        """The arcs that leave `job` (their `job` is the other end), in order of definition; likewise those that enter it."""
        ...
    def window(self, job: typing.SupportsInt) -> Window:
        """The start of a job lies in [earliest, latest]; equal ends fix it, which is how started jobs are given."""
        ...

class Rule(str, enum.Enum):
    """Static priority rules. p = duration, r = needs, S = direct successors, S* = all successors, ES..LF = times without
    pools under the critical path's length. Collected in Kolisch (1996, doi:10.1016/0272-6963(95)00032-1) unless another
    source is named.
    """
    def __new__(cls, value: object) -> Rule: ...
    lft = 'lft'
    lst = 'lst'
    est = 'est'
    eft = 'eft'
    minslk = 'minslk'
    mts = 'mts'
    mis = 'mis'
    grpw = 'grpw'
    grpw_all = 'grpw_all'
    spt = 'spt'
    lpt = 'lpt'
    grd = 'grd'
    gcrwc = 'gcrwc'
    fcfs = 'fcfs'

class Scheme(str, enum.Enum):
    """How schedules are generated."""
    def __new__(cls, value: object) -> Scheme: ...
    serial = 'serial'
    parallel = 'parallel'

class SearchProgress(metaclass=_Class):
    """What a search tells while it runs."""
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __copy__(self) -> SearchProgress: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> SearchProgress: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class SearchResult(metaclass=_Class):
    """What `search` found."""
    class Status(str, enum.Enum):
        """What is known of the answer."""
        def __new__(cls, value: object) -> SearchResult.Status: ...
        optimal = 'optimal'
        feasible = 'feasible'
        infeasible = 'infeasible'
        unknown = 'unknown'
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __copy__(self) -> SearchResult: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> SearchResult: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Step(metaclass=_Class):
    """From `from` on (up to the next step) the pool has `capacity` units."""
    def __copy__(self) -> Step: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Step: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Violation(metaclass=_Class):
    """One broken promise of a schedule, as data."""
    class Kind(str, enum.Enum):
        """Which promise is broken."""
        def __new__(cls, value: object) -> Violation.Kind: ...
        size = 'size'
        window = 'window'
        calendar = 'calendar'
        arc = 'arc'
        capacity = 'capacity'
    def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...
    def __copy__(self) -> Violation: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Violation: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

class Window(metaclass=_Class):
    """The start of a job lies in [earliest, latest]; equal ends fix it, which is how started jobs are given."""
    def __copy__(self) -> Window: ...
    def __deepcopy__(self, memo: dict[typing.Any, typing.Any]) -> Window: ...
    def __eq__(self, other: builtins.object, /) -> bool: ...
    def __hash__(self) -> int: ...

def all_rules() -> list[Rule]:
    """All rules, in the order above, and their names as in the literature ("LFT")."""
    ...
def build(durations: collections.abc.Sequence[typing.SupportsInt], arcs: collections.abc.Sequence[Arc] = ..., demands: collections.abc.Sequence[Demand] = ..., capacities: collections.abc.Sequence[typing.SupportsInt | collections.abc.Sequence[Step]] = ..., *, calendars: collections.abc.Sequence[collections.abc.Sequence[Break]] = ..., calendar_of: collections.abc.Sequence[typing.SupportsInt] = ..., windows: collections.abc.Sequence[Window] = ...) -> Problem:
    """Validates and compiles. Every fault at once:
    - `bad-rcpsp-index`: an arc, demand or calendar names a job, pool or calendar that isn't there, or a vector that is
      neither empty nor one a job;
    - `bad-rcpsp-number`: a negative duration, amount or capacity, a window that ends before it starts, times that add
      up to more than `unbounded`;
    - `bad-rcpsp-steps`: steps or breaks out of order, touching, or not starting at 0;
    - `rcpsp-demand-exceeds-capacity`: a job needs more than the pool ever has;
    - `rcpsp-cycle`: arcs of distance >= 0, at least one of them > 0, form a cycle.

    Several demands of one job on one pool add up. Complexity: O(jobs + arcs + demands), iterative.
    """
    ...
def capacity_bound(problem: Problem) -> int:
    """The greatest, over pools and pairs (a, b) of a head and a tail, of a + ceil(work / capacity) + b, where work is what
    jobs with at least that head and tail need of the pool: the capacity bound (Stinson, Davis & Khumawala 1978,
    doi:10.1080/05695557808974563) with heads and tails. With steps the time is that at which the pool has offered so
    much. O(pools * jobs^2) up to 2,000 jobs, else only b = 0.
    """
    ...
def cost(problem: Problem, objective: Objective, starts: collections.abc.Sequence[typing.SupportsInt]) -> int:
    """What the schedule costs by the objective."""
    ...
def critical_path_bound(problem: Problem) -> int:
    """The length of the longest path through arcs, windows and calendars, pools ignored. 0 without jobs; `unbounded` if
    arcs and windows contradict each other. O(jobs + arcs) when acyclic.
    """
    ...
def destructive_bound(problem: Problem, lower: typing.SupportsInt, upper: typing.SupportsInt, conflicts: typing.SupportsInt = ...) -> int:
    """A lower bound on the makespan that grows from `lower` while "all done by `lower`" is refuted, spending at most
    `conflicts` on each step and never going beyond `upper` (destructive improvement, Klein & Scholl 1999,
    doi:10.1016/S0377-2217(97)00442-6). `unbounded` if there is no schedule at all.
    """
    ...
def earliest_starts(problem: Problem, horizon: typing.SupportsInt = ...) -> numpy.typing.NDArray[typing.Any] | None:
    """The least start of each job as far as arcs, windows and calendars are concerned, with `from` as further lower bounds
    (empty = none): the least fixpoint of the arcs. Nothing if a cycle of arcs or a window makes that impossible.
    O(jobs + arcs) when acyclic, else a queue-based longest path, O(jobs * arcs) without calendars.
    """
    ...
def generate(problem: Problem, *, scheme: Scheme | _rcpsp_SchemeWord = ..., keys: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex] = ..., classes: collections.abc.Sequence[typing.SupportsInt] = ..., not_before: collections.abc.Sequence[typing.SupportsInt] = ..., worst_case_slack: bool = ..., unschedule_limit: typing.SupportsInt = ...) -> Generation:
    """A schedule by the scheme, with calendars, windows, steps, fixed jobs (booked first), minimum and maximum lags.

    Where a job fits only after its latest start, the placed job that the latest start derives from is moved later by
    the shortfall, and it and all that start no earlier than it are taken out (Franck, Neumann & Schwindt 2001,
    doi:10.1007/PL00009878).

    *Requires* spans of `options` that are empty or one a job. Without windows and cycles: O(jobs log jobs + arcs +
    fits), see `Profile`; the serial scheme looks for one fit a job, the parallel one at each decision time for one of
    the first of all that wait for the same amount of the same pool.
    """
    ...
def justified(problem: Problem, starts: collections.abc.Sequence[typing.SupportsInt], rounds: typing.SupportsInt = ...) -> numpy.typing.NDArray[typing.Any]:
    """Forward-backward improvement, also called justification (Li & Willis 1992, Valls, Ballestin & Quintanilla 2005,
    doi:10.1016/j.ejor.2004.04.008): pushes all jobs right by descending finish, then left by ascending start, and
    repeats while the makespan falls, at most `rounds` times. Returns starts no worse than those given.
    """
    ...
def latest_starts(problem: Problem, horizon: typing.SupportsInt) -> numpy.typing.NDArray[typing.Any]:
    """The greatest start of each job such that all finish by `horizon`, ignoring pools; breaks only shorten what is left,
    so with calendars this is an upper bound. *Requires* a problem with earliest starts.
    """
    ...
def lower_bound(problem: Problem) -> int:
    """The greatest of the above and, for pairs of jobs that can't run at once and their common heads and tails, the
    sequence of the two; up to 2,000 jobs.
    """
    ...
def makespan(problem: Problem, starts: collections.abc.Sequence[typing.SupportsInt]) -> int:
    """The largest finish, 0 without jobs."""
    ...
def priorities(problem: Problem, rule: Rule | _rcpsp_RuleWord) -> numpy.typing.NDArray[typing.Any]:
    """One key a job: the smaller the more urgent ("greatest" rules are negated). Ties are for the caller to break by
    index. O(jobs + arcs); `mts` and `grpw_all` O(jobs * arcs / 64).
    """
    ...
def read_mplib(text: str) -> MultiProject:
    """The problem of several projects that share pools, with where each begins."""
    ...
def read_patterson(text: str) -> Problem:
    """Patterson's `.rcp`: jobs and pools, capacities, then a row a job: duration, needs, number of successors, successors
    (1-based).
    """
    ...
def read_progen_max(text: str) -> Problem:
    """ProGen/max's `.SCH`: start-start lags in brackets, negative ones are maximum lags (Schwindt 1995)."""
    ...
def read_psplib(text: str) -> Problem:
    """The readers below return the problem, or `bad-benchmark-text` with line and column of the first thing that isn't as
    expected, or the findings of `build()`. They accept any white space and both line ends; jobs keep the order of the
    file, with its dummy source and sink.
    PSPLIB's `.sm`: one mode, renewable pools (Kolisch & Sprecher 1996, doi:10.1016/S0377-2217(96)00170-1).
    """
    ...
def safe_horizon(problem: Problem) -> int:
    """A horizon within which some optimal schedule lies if there is any: the sum over jobs of the larger of duration and
    greatest lag, after the last release, step and break.
    """
    ...
def search(problem: Problem, *, objective: Objective = ..., schedules: typing.SupportsInt = ..., seed: typing.SupportsInt = ..., islands: typing.SupportsInt = ..., threads: typing.SupportsInt = ..., classes: collections.abc.Sequence[typing.SupportsInt] = ..., initial: collections.abc.Sequence[typing.SupportsInt] = ..., neighbourhoods: typing.SupportsInt = ..., neighbourhood_conflicts: typing.SupportsInt = ..., neighbourhood_share: typing.SupportsFloat | typing.SupportsIndex = ..., proof_conflicts: typing.SupportsInt = ..., progress: collections.abc.Callable[[SearchProgress], None] | None = ...) -> SearchResult:
    """The best schedule found within the budget, with its gap: any-time, the same for the same seed.

    Where only the makespan counts and the problem has neither breaks, windows, steps nor maximum lags, two populations
    of left- and right-justified schedules breed each other, so that each child is justified by being made (Debels &
    Vanhoucke 2005, doi:10.1007/11424925_41). Children keep a father's densest time window (peak crossover, Valls,
    Ballestin & Quintanilla 2008, doi:10.1016/j.ejor.2006.12.033) or take, block by block, from the parent whose next
    jobs are packed more densely, pools weighted by how scarce they are (after Goncharov & Leonov 2017,
    doi:10.1134/S0005117917060108), or keep the head of a schedule of the one population as it is and take the order of
    the rest from one of the other; an activity list is generated once only. About half of the lists (a third for up to
    40 jobs) are decoded by the parallel scheme, which starts those jobs together that are worth most: by their use of
    the pools, weighted anew each time, and their places in the list. Ties of the makespan go to the schedule whose work
    lies earlier. The best survive that keep a distance from each other, which shrinks to nothing as the budget goes
    (Segura, Coello Coello, Segredo & Hernandez Aguirre 2016, doi:10.1109/TCYB.2015.2501726): without it the population
    settles on few schedules long before. Above 500,000 generations an island one population follows
    the other, each given five times what the one before was, up to a million: such a search can be stopped at any time.
    For up to 160 jobs a part of the budget goes into neighbourhoods of the shortest schedules: for up to 40 jobs at the
    end, else after every second round, and what they find joins the population.

    A neighbourhood frees the jobs that run in a window of time, pushes what ends before it to the left and what starts
    after it to the right, up to a makespan one tick shorter, and looks for starts in between (as Palpant, Artigues &
    Michelon 2004, doi:10.1023/B:ANOR.0000039525.09986.c9, and Debels & Vanhoucke 2007, doi:10.1287/opre.1060.0358,
    decompose); its size follows from whether its limits suffice.

    Otherwise one population of priority lists is decoded by `generate`; with a baseline no job starts before its place
    in it. Where lists find nothing under maximum lags, `solve_exactly` looks for a first schedule.
    """
    ...
def solve_exactly(problem: Problem, *, incumbent: collections.abc.Sequence[typing.SupportsInt] = ..., lower: typing.SupportsInt = ..., conflict_limit: typing.SupportsInt = ..., progress: collections.abc.Callable[[Gap], None] | None = ...) -> ExactResult:
    """A schedule of the least makespan, or the proof that there is none, by lazy clause generation over the start times:
    arcs and time-tables propagate and explain themselves, conflicts become clauses (Schutt, Feydy, Stuckey & Wallace
    2011, doi:10.1007/s10601-010-9103-2; 2013, doi:10.1007/s10951-012-0285-x for maximum lags). Worst case exponential;
    30 jobs take milliseconds as a rule, 60 often do.

    *Requires* a problem without calendars: on one with them the answer is `unknown` or the incumbent, with a bound.
    """
    ...
def to_string(violation: Violation) -> str:
    """The violation as a sentence."""
    ...
unbounded: int
def verify(problem: Problem, starts: collections.abc.Sequence[typing.SupportsInt]) -> list[Violation]:
    """Everything that is wrong with a schedule, jobs first, then arcs, then one violation for each pool and maximal
    interval of overload; empty = feasible. Works from the problem's data alone and shares no code with schedulers,
    profiles or bounds. O(n log n) in the number of jobs, arcs, demands, breaks crossed and steps.
    """
    ...
