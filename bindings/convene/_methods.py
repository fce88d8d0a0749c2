"""What classes of the extension have that is written in Python: each class here lends its functions to the one of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from convene import _changes, _notebook, _pickles, _rows

if TYPE_CHECKING:
    import convene
    import pandas
    import polars


def _date(t: Any) -> str:
    from convene import to_string

    return to_string(t)


def _projects(portfolio: Any) -> list[Any]:
    return [(x.key, x.start, x.due, x.priority, x.weight, x.process) for x in portfolio.projects()]


class _Table:
    """Whatever has columns."""

    def __bool__(self) -> bool:
        return True

    def to_pandas(self: Any) -> pandas.DataFrame:
        """The columns as a pandas.DataFrame of its own, which may be changed."""
        import pandas

        return pandas.DataFrame(self.to_numpy(), copy=True)

    def to_polars(self: Any) -> polars.DataFrame:
        """The columns as a polars.DataFrame."""
        import polars

        return polars.DataFrame(self)


class ActivityTable:
    """And the other tables of a process."""

    def size(self: Any) -> int:
        """How many rows there are."""
        return len(self)

    def empty(self: Any) -> bool:
        """Whether there is no row."""
        return len(self) == 0

    def __contains__(self: Any, thing: object, /) -> bool:
        from convene import Error

        try:
            return not isinstance(thing, int) and self[thing] is not None
        except (Error, IndexError, TypeError):
            return False


ArtifactTable = CalendarTable = ParameterTable = PersonTable = PhaseTable = ResourceTable = RoleTable = TierTable = ActivityTable


class Process:
    def __repr__(self: Any) -> str:
        return (f'<convene.Process "{self.key()}": {len(self)} activities, {len(self.artifacts())} artifacts, '
                f"{len(self.roles())} roles, {self.rule_count()} rules>")

    def __hash__(self: Any) -> int:
        return hash((self.key(), len(self), len(self.artifacts()), len(self.roles()), self.rule_count()))

    def __bool__(self) -> bool:
        return True

    _repr_html_ = _notebook.process
    __reduce__ = _pickles.process
    with_absences = _changes.with_absences
    with_actuals = _changes.with_actuals
    with_dates = _changes.with_dates
    with_deadlines = _changes.with_deadlines
    with_durations = _changes.with_durations
    with_parameters = _changes.with_parameters
    without = _changes.without


class ProcessBuilder:
    rows = _rows.rows


class Schedule(_Table):
    def __repr__(self: Any) -> str:
        return (f'<convene.Schedule of "{self.process().key()}": {len(self)} activities, '
                f"{_date(self.project_start())} to {_date(self.project_finish())}>")

    def __hash__(self: Any) -> int:
        return hash((len(self), self.project_start(), self.project_finish()))

    def __reduce__(self: Any) -> Any:
        return _pickles.restored_schedule, (self.process(), self._state())

    def _repr_svg_(self: Any) -> str:
        from convene import io

        return io.write_gantt(self.process(), self)


class Levelled(_Table):
    def __repr__(self: Any) -> str:
        return (f'<convene.Levelled of "{self.process().key()}": {len(self)} activities to {_date(self.project_finish())}, '
                f"{len(self.waits)} held by people>")

    def __hash__(self: Any) -> int:
        return hash((len(self), self.project_finish()))

    _repr_svg_ = _notebook.levelled


class Workload:
    def process(self: Any) -> convene.Process:
        """The process whose people and roles these are."""
        found: convene.Process = self._process
        return found

    def __repr__(self: Any) -> str:
        return (f'<convene.Workload of "{self.process().key()}": {len(self.people)} people, {len(self.roles)} roles, '
                f"{len(self.resources)} resources>")

    _repr_html_ = _notebook.workload


class Portfolio:
    def __repr__(self: Any) -> str:
        return (f"<convene.Portfolio of {len(self)} projects, {self.activity_count()} activities, {len(self.colleagues())} people, "
                f"{len(self.links())} links>")

    def __bool__(self) -> bool:
        return True

    def __eq__(self: Any, other: Any, /) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return bool(self.links() == other.links() and _projects(self) == _projects(other))

    _repr_html_ = _notebook.portfolio
    __reduce__ = _pickles.portfolio


class PortfolioSchedule(_Table):
    def __repr__(self: Any) -> str:
        from convene import finish_of, start_of

        dates = f", {_date(start_of(self))} to {_date(finish_of(self))}" if len(self) else ""
        return f"<convene.PortfolioSchedule of {len(self)} projects{dates}>"

    def __reduce__(self: Any) -> Any:
        return _pickles.restored_portfolio_schedule, (self._portfolio(), [plan._state() for plan in self.projects])

    _repr_html_ = _notebook.portfolio_schedule


class PortfolioPlan(_Table):
    def __repr__(self: Any) -> str:
        from convene import finish_of

        return f"<convene.PortfolioPlan of {len(self)} projects" + (f" to {_date(finish_of(self))}>" if len(self) else ">")

    _repr_html_ = _notebook.portfolio_plan


class PortfolioColumns(_Table):
    def __repr__(self: Any) -> str:
        return f"<convene.PortfolioColumns of {len(self)} activities>"


class Instance:
    def __repr__(self: Any) -> str:
        state = self.state()
        return (f'<convene.Instance of "{self.process().key()}": {state.seq} events' + (f", at {_date(state.time)}" if state.time else "")
                + (", finished>" if self.finished() else ">"))

    def __reduce__(self: Any) -> Any:
        from convene import io

        return _pickles.restored_instance, (self.process(), io.write_state(self))

    _repr_html_ = _notebook.instance


class Forecast:
    def __repr__(self: Any) -> str:
        return f"<convene.Forecast {self.schedule!r}>"


class Conformance:
    def __repr__(self: Any) -> str:
        return f"<convene.Conformance: {self.obeyed} obeyed, {len(self.deviations)} refused>"


class Calendar:
    def __repr__(self: Any) -> str:
        return f'<convene.Calendar "{self.key()}">'

    def __hash__(self: Any) -> int:
        return hash(self.key())


class Digraph:
    def __hash__(self: Any) -> int:
        return hash((self.node_count(), self.arc_count()))


class Span:
    def __repr__(self) -> str:
        return f"Span({str(self)!r})"

    def __hash__(self) -> int:
        return hash(str(self))

    def __reduce__(self) -> Any:
        return type(self), (str(self),)


class Money:
    def __repr__(self: Any) -> str:
        return f"Money({self.hundredths})"

    def __hash__(self: Any) -> int:
        return hash(self.hundredths)

    def __reduce__(self: Any) -> Any:
        return type(self), (self.hundredths,)


class Cause:
    def __repr__(self: Any) -> str:
        return f"Cause({self.kind().value!r}, {self.index()})"

    def __hash__(self: Any) -> int:
        return hash((self.kind(), self.index()))

    def __reduce__(self: Any) -> Any:
        return type(self), (self.kind(), self.index())


class Driver:
    def __repr__(self: Any) -> str:
        return f"<convene.Driver {self.kind().value} {self.index()}>"

    def __hash__(self: Any) -> int:
        return hash((self.kind(), self.index()))


class Problem:
    def __repr__(self: Any) -> str:
        return f"<convene.rcpsp.Problem: {self.jobs()} jobs, {self.pools()} pools>"

    def __hash__(self: Any) -> int:
        return hash((self.jobs(), self.pools(), len(self.durations())))

    def __reduce__(self: Any) -> Any:
        return _pickles.restored_problem, (self.data(),)


def _name(self: Any) -> str:
    return f"<convene.{type(self).__qualname__}>"


def lend(module: Any) -> None:
    """Gives the classes of the module what is written here, and whatever can't show itself its name."""
    for part in (module, module.io, module.rcpsp):
        for cls in list(vars(part).values()):
            if isinstance(cls, type) and cls.__module__.startswith("convene") and cls.__repr__ is object.__repr__:
                cls.__repr__ = _name  # type: ignore[method-assign, assignment]
    for name, methods in list(globals().items()):
        if isinstance(methods, type) and methods.__module__ == __name__ and not name.startswith("_"):
            cls = getattr(module.rcpsp if name == "Problem" else module, name)
            for lender in reversed(methods.__mro__[:-1]):
                for key, value in vars(lender).items():
                    if callable(value):
                        setattr(cls, key, value)
