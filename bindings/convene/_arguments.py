"""What is wrong with the arguments of a call, in a sentence. Only called when no signature takes them."""

from __future__ import annotations

import difflib
import enum
import numbers
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

_PARAMETER = re.compile(r"^(\*{0,2}\w+)(?:: (.*?))?(?: = (.*))?$", re.DOTALL)
_WORDS = {
    "datetime.datetime | datetime.date | numpy.datetime64 | str":
        'a date and time: a datetime, a date, or text such as "2026-03-31T09:00"',
    "datetime.datetime": "a datetime",
    "datetime.date | str": 'a date, or text such as "2026-03-31"',
    "datetime.timedelta | numpy.timedelta64": "a timedelta",
    "datetime.timedelta": "a timedelta",
    "convene.Span | str | int | datetime.timedelta":
        'a span: text such as "3d", a whole number of working days, or a timedelta of working time',
    "convene.Text | str | collections.abc.Mapping[str, str]": "a text, or a dict of texts by language",
    "convene.Money | float | decimal.Decimal | str": "an amount of money",
    "typing.SupportsInt | typing.SupportsIndex": "a whole number",
    "typing.SupportsInt": "a whole number",
    "typing.SupportsIndex": "a whole number",
    "typing.SupportsFloat | typing.SupportsIndex": "a number",
    "typing.SupportsFloat": "a number",
    "os.PathLike | str | bytes": "a path",
    "os.PathLike[str] | str | bytes": "a path",
    "str": "text",
    "bytes": "bytes",
    "bool": "True or False",
    "int": "a whole number",
    "float": "a number",
    "None": "None",
    "object": "anything",
}


def split(text: str, at: str = ",") -> list[str]:
    """The parts of `text`, which `at` separates outside of brackets and quotes."""
    parts: list[str] = []
    depth, start, quote = 0, 0, ""
    for i, c in enumerate(text):
        if quote:
            quote = "" if c == quote else quote
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
        elif c == at and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    return [part for part in [*parts, text[start:].strip()] if part]


def _named(text: str) -> Any:
    """The class that a signature names, or None."""
    path = text.split("[")[0].split(".")
    found: Any = sys.modules.get(path[0])
    for name in path[1:]:
        found = getattr(found, name, None)
    return found


def _inner(text: str) -> list[str]:
    return split(text[text.index("[") + 1 : -1]) if text.endswith("]") else []


def fits(value: object, text: str) -> bool:
    """Whether a value is of the type that a signature calls so, as far as the text tells."""
    parts = split(text, "|")
    if len(parts) > 1:
        return any(fits(value, part) for part in parts)
    if text == "None":
        return value is None
    if text in ("bool", "str", "bytes"):
        return isinstance(value, {"bool": bool, "str": str, "bytes": bytes}[text])
    if text in ("int", "typing.SupportsInt", "typing.SupportsIndex"):
        return isinstance(value, numbers.Integral) or hasattr(type(value), "__index__")
    if text in ("float", "typing.SupportsFloat"):
        return isinstance(value, numbers.Real) or hasattr(type(value), "__float__")
    if text.startswith("collections.abc.Callable"):
        return callable(value)
    if text.startswith(("collections.abc.Mapping", "dict")):
        return isinstance(value, Mapping)
    if text.startswith(("collections.abc.Sequence", "collections.abc.Iterable", "list", "tuple")):
        if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
            return False
        inner = _inner(text)
        return not isinstance(value, Sequence) or len(inner) != 1 or all(fits(item, inner[0]) for item in value)
    if text.startswith(("convene.", "datetime.", "decimal.", "numpy.datetime64", "numpy.timedelta64")):
        kind = _named(text)
        return isinstance(value, kind) if isinstance(kind, type) else False
    return True


def takes(text: str) -> str:
    """What a signature calls a type, in words."""
    text = text.strip()
    if text.startswith("a "):
        return text
    optional = text.endswith(" | None")
    bare = text.removesuffix(" | None")
    if bare in _WORDS:
        return _WORDS[bare] + (", or None" if optional else "")
    if re.match(r"(collections\.abc\.\w+|list)\[", bare) and not split(bare, "|")[1:]:
        kind, inner = bare.split("[")[0].rpartition(".")[2], _inner(bare)
        if kind == "Callable":
            return "a function" + (", or None" if optional else "")
        if kind == "Mapping" and len(inner) == 2:
            return f"a dict from {takes(inner[0])} to {takes(inner[1])}"
        if len(inner) == 1:
            return f"a list, of which each is {takes(inner[0])}" + (", or None" if optional else "")
    parts = split(bare, "|")
    named = _named(parts[0]) if parts[0].startswith("convene.") else None
    if isinstance(named, type) and issubclass(named, enum.Enum):
        members = [repr(member.value) for member in named]
        return ("one of " + ", ".join(members) if len(members) < 20 else f"a {parts[0].removeprefix('convene.')}") + (
            ", or None" if optional else "")
    words = []
    for part in parts:
        short = part.removeprefix("convene.").removeprefix("_convene.")
        if part == "str" and len(parts) > 1:
            words.append("a key" if any(p.endswith("Id") for p in parts) else "text")
        else:
            words.append(_WORDS.get(part, ("an " if short[:1] in "AEIO" else "a ") + short))
    words += ["None"] if optional else []
    return ", ".join(words[:-1]) + (" or " if len(words) > 1 else "") + words[-1]


def _shown(value: object) -> str:
    text = repr(value)
    if len(text) > 60:
        text = text[:57] + "..."
    return text if text.startswith(type(value).__name__) else f"{text} ({type(value).__name__})"


def wrong(called: str, name: str, kind: str, value: object) -> str:
    """The sentence for an argument that is not what the call takes."""
    if isinstance(value, numbers.Integral) and fits(value, kind):
        return f"{called} takes as {name} " + ("a whole number from 0" if value < 0 else "a smaller number") + f", not {value}"
    return f"{called} takes as {name} {takes(kind)}, not {_shown(value)}"


def unknown(called: str, name: str, known: str) -> str:
    """The sentence for an argument that the call does not have."""
    near = difflib.get_close_matches(name, known.split(", "), 1)
    return f'{called} has no argument "{name}"; ' + (f"do you mean {near[0]}?" if near else f"it takes {known or 'nothing'}")


def misfit(called: str, names: Sequence[str], most: int, required: int, args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    """The sentence for arguments that are not those of the call, which has these names."""
    if len(args) > most:
        return f"{called} takes at most {most} arguments without a name ({', '.join(names)}), but {len(args)} are given"
    for name in names[: len(args)]:
        if name in kwargs:
            return f"{called}: {name} is given twice"
    for name in kwargs:
        if name not in names:
            return unknown(called, name, ", ".join(names))
    return f"{called} needs " + next(name for name in names[len(args) : required] if name not in kwargs)


def spelled(text: str, classes: Sequence[type], taken: bool) -> str:
    """What signatures call a type: in its text % stands for a class, and @taken@given@ for how it is taken and given."""
    names = iter(f"{cls.__module__}.{cls.__qualname__}" for cls in classes)
    parts = re.sub(r"@[\^$~!]|[{}]", "", text).split("@")
    parts = [re.sub("%", lambda _: next(names), part) for part in parts]
    return "".join(part for i, part in enumerate(parts) if i % 3 == 0 or (i % 3 == 1) == taken)


class _Signature:
    def __init__(self, text: str) -> None:
        inside = text[1 : text.rindex(") -> ")]
        self.parameters: list[tuple[str, str, bool]] = []  # name, type, whether it has to be there
        self.positional = 0
        keywords = self.variable = self.keywords = False
        for part in split(inside):
            if part == "*":
                keywords = True
            elif part != "/":
                match = _PARAMETER.match(part)
                assert match is not None
                if match[1].startswith("*"):
                    self.variable = self.variable or not match[1].startswith("**")
                    self.keywords = self.keywords or match[1].startswith("**")
                    keywords = True
                else:
                    self.parameters.append((match[1], match[2] or "object", match[3] is None))
                    self.positional += not keywords

    def fault(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[int, str]:
        """How far the arguments fit, and what is wrong then."""
        names = [name for name, _, _ in self.parameters]
        shown = [name for name in names if name != "self"]
        if len(args) > self.positional and not self.variable:
            count = self.positional - ("self" in names)
            if count == 0:
                return 0, "takes no argument without its name" if shown else "takes no arguments"
            return 0, f"takes at most {count} argument{'s' if count > 1 else ''} without a name ({', '.join(shown[:count])})"
        given = dict(zip(names, args))
        for name, value in kwargs.items():
            if name in given:
                return 0, f"is given {name} twice"
            if name not in names and not self.keywords:
                return len(given), unknown("", name, ", ".join(shown)).strip()
            given[name] = value
        for i, (name, kind, needed) in enumerate(self.parameters):
            if name not in given and needed:
                return i, f"needs {name}: {takes(kind)}"
            if name in given and name != "self" and not fits(given[name], kind):
                return i, f"takes as {name} {takes(kind)}, not {_shown(given[name])}"
        for name, kind, _ in self.parameters:
            value = given.get(name)
            if isinstance(value, numbers.Integral) and "SupportsInt" in kind:
                if int(value) < 0:
                    return len(names), f"takes as {name} a whole number from 0, not {value}"
                if int(value) > 2**31 - 1:
                    return len(names), f"takes as {name} a smaller number than {value}"
        return len(names), "can't be called with " + ", ".join(_shown(value) for value in given.values())


def explained(name: str, signatures: Sequence[str], args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
    """The sentence for a call that no signature takes: about the one that it comes nearest to."""
    faults = [_Signature(signature).fault(args, kwargs) for signature in signatures]
    furthest = max(how_far for how_far, _ in faults)
    sentences = list(dict.fromkeys(sentence for how_far, sentence in faults if how_far == furthest))
    return f"{name}() " + "; or ".join(sentences[:3])


Explained = Callable[[str, Sequence[str], "tuple[Any, ...]", "dict[str, Any]"], str]
