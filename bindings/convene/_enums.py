"""The enumerations, which are strings."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any


def made(name: str, words: Sequence[str], doc: str) -> Any:
    """The enumeration of these words, which are those of files; identifiers have _ for -."""
    make: Any = enum.Enum
    cls = make(name.rpartition(".")[2], [(word.replace("-", "_"), word) for word in words], module="convene", qualname=name, type=str)
    cls.__doc__ = doc
    cls.__str__ = str.__str__
    return cls


def places(cls: Any) -> dict[str, int]:
    """The place of each member, by itself, its word and its identifier."""
    return {given: place for place, member in enumerate(cls) for given in (member, member.value, member.name)}
