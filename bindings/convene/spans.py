"""Spans by name: `spans.days(3)`, `spans.elapsed_months(-1)`."""

from convene._convene import spans as _spans
from convene._convene.spans import *  # noqa: F403

__all__ = [name for name in dir(_spans) if not name.startswith("_")]
