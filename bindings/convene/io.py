"""Readers and writers of processes, calendars, schedules and findings."""

from convene._convene import io as _io
from convene._convene.io import *  # noqa: F403

__all__ = [name for name in dir(_io) if not name.startswith("_")]
