"""Workflow and scheduling: one graph of meetings, roles and artifacts.

    process = convene.io.read_process_file("launch.json")
    plan = convene.schedule(process)
    for step in convene.explain(process, plan, "launch-strategy"):
        print(convene.describe(process, step))

Names are those of C++. An activity is named by its id or by its key; a span is a `Span` or text such as "3d"; instants
are `datetime.datetime`, or text such as "2026-03-31T09:00". What can't be done raises `Error`, whose `diagnostics` has
every reason.
"""

from convene._interpreters import refuse_subinterpreters

refuse_subinterpreters()  # before the extension is loaded, which would wait for ever

from convene import _convene  # noqa: E402
from convene._convene import *  # noqa: E402, F403
from convene._convene import __version__  # noqa: E402

__all__ = [name for name in dir(_convene) if not name.startswith("_")]
