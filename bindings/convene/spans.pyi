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



def days(n: typing.SupportsInt) -> Span:
    """Working days."""
    ...
def elapsed_days(n: typing.SupportsInt) -> Span:
    """Days on the clock."""
    ...
def elapsed_hours(n: typing.SupportsInt) -> Span:
    """Hours on the clock."""
    ...
def elapsed_minutes(n: typing.SupportsInt) -> Span:
    """Minutes on the clock."""
    ...
def elapsed_months(n: typing.SupportsInt) -> Span:
    """Civil months."""
    ...
def elapsed_weeks(n: typing.SupportsInt) -> Span:
    """Weeks on the clock."""
    ...
def hours(n: typing.SupportsInt) -> Span:
    """Working hours."""
    ...
def minutes(n: typing.SupportsInt) -> Span:
    """Working minutes."""
    ...
def months(n: typing.SupportsInt) -> Span:
    """Working months."""
    ...
def weeks(n: typing.SupportsInt) -> Span:
    """Working weeks."""
    ...
