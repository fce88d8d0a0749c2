#!/usr/bin/env python3
"""Writes the type stubs of the package from the module as it is installed.

    python -I bindings/generate_stubs.py [FOLDER]     (bindings/convene unless given)

Signatures are those in the docstrings that pybind11 makes; docstrings stay in the module. A test compares what is
checked in with what this writes, and mypy's stubtest compares it with the module.
"""

import enum
import re
import sys
from pathlib import Path

import convene
from convene import _convene

HEAD = '''# Made by bindings/generate_stubs.py.
import builtins
import collections.abc
import datetime
import decimal
import enum
import os
import typing

import numpy
import numpy.typing
{more}
'''
# What classes of the module are made by. Not there for programs.
META = ["", "@typing.type_check_only", "class _Class(type): ..."]

SIGNATURE = re.compile(r"^(?:\d+\. )?(\w+)\((.*)\) -> (.+)$")
TYPES = [
    (r"\bconvene\.(?=[A-Z])", ""),
    (r"\b_convene\.", ""),
    (r"numpy\.ndarray\[[^\]]*\]|numpy\.typing\.NDArray\[[^\]]*\]|numpy\.ndarray", "numpy.typing.NDArray[typing.Any]"),
    (r"numpy\.typing\.ArrayLike", "numpy.typing.ArrayLike"),
    (r"typing\.Annotated\[numpy\.typing\.ArrayLike, [^\]]*\]", "numpy.typing.ArrayLike"),
    (r"typing\.Annotated\[(.+?), \"FixedSize\(\d+\)\"\]", r"\1"),
    (r"typing\.SupportsInt \| typing\.SupportsIndex|typing\.SupportsInt", "typing.SupportsInt"),
    (r"\b(types|typing_extensions)\.CapsuleType\b", "object"),
    (r"\bconvene\.(io|rcpsp)\.", r"\1."),
    (r"(?<![\w.])object\b", "builtins.object"),  # a property of a class may be called `object`
    (r"\bdict\b(?!\[)", "dict[typing.Any, typing.Any]"),
    (r"\bpathlib\.Path\b", "os.PathLike[str]"),
]
# What a signature can't tell.
RESULTS = {
    ("", "to_pandas"): "typing.Any",
    ("", "to_polars"): "typing.Any",
    ("", "to_numpy"): "dict[str, numpy.typing.NDArray[typing.Any]]",
    ("ScheduleList", "__getitem__"): "typing.Any",
    ("ScheduleList", "__iter__"): "collections.abc.Iterator[typing.Any]",
}


# The submodules; each has a file, in which its own names stand without a prefix.
PARTS = ("io", "rcpsp", "spans")
EXCEPTIONS = {"Error": ("ValueError", "diagnostics: collections.abc.Sequence[Diagnostic]"),
              "Refused": ("Error", "refusal: Refusal")}


def typed(text):
    for pattern, replacement in TYPES:
        text = re.sub(pattern, replacement, text)
    return text


def split(text):
    """The arguments in `text`, which commas separate outside of brackets and quotes."""
    parts, depth, start, quote = [], 0, 0, ""
    for i, c in enumerate(text):
        if quote:
            quote = "" if c == quote else quote
        elif c in "'\"":
            quote = c
        elif c in "([{<":
            depth += 1
        elif c in ")]}>" and text[i - 1] != "-":
            depth -= 1
        elif c == "," and depth == 0:
            parts.append(text[start:i].strip())
            start = i + 1
    return [part for part in parts + [text[start:].strip()] if part]


def argument(text, first):
    name, _, rest = text.partition(": ")
    if first and name == "self":
        return "self"
    if not rest:
        return text
    kind, default, _ = rest.partition(" = ")
    return f"{name}: {typed(kind)}" + (" = ..." if default else "")


def signatures(function, name, owner):
    """(arguments, result) of each overload."""
    found = []
    for line in (function.__doc__ or "").splitlines():
        match = SIGNATURE.match(line.strip())
        if match and match[1] == name and not match[2].startswith("*args, **kwargs"):
            parts = split(match[2])
            arguments = [argument(part, i == 0) for i, part in enumerate(parts)]
            # Arguments without a name can only be given by position.
            nameless = [i for i, a in enumerate(arguments) if re.match(r"arg\d+: ", a)]
            if nameless:
                arguments = [re.sub(r"^arg(\d+)", r"arg\1", a) for a in arguments]
                arguments.insert(nameless[-1] + 1, "/")
            if name == "label":  # the word alone does not tell of which enumeration
                arguments[0] = arguments[0].replace(" | str", "")
            # A method gives an object whose type pybind11 does not know: itself, or a copy.
            own = owner if owner and match[3] in ("object", "typing.Any") else ""
            result = RESULTS.get((owner, name)) or RESULTS.get(("", name)) or own or typed(match[3])
            found.append((", ".join(arguments), result))
    return found


def function_lines(name, function, indent, static=False, owner=""):
    found = list(dict.fromkeys(signatures(function, name, owner)))
    lines = []
    if function is None:
        lines.append(f"{indent}{name}: typing.ClassVar[None]  # type: ignore[assignment]")
    for arguments, result in found:
        if name == "__eq__":
            arguments, result = "self, other: builtins.object, /", "bool"
        if name == "__hash__":
            arguments, result = "self", "int"
        if len(found) > 1:
            lines.append(indent + "@typing.overload")
        if static:
            lines.append(indent + "@staticmethod")
        lines.append(f"{indent}def {name}({arguments}) -> {result}: ...")
    return lines


def record_constructor(cls):
    arguments = []
    for name, probe in cls.__fields__.items():
        arguments.append(f"{name}: {typed(SIGNATURE.match(probe.strip())[2].partition(': ')[2])} = ...")
    return f"def __init__(self, {', '.join(arguments)}) -> None: ..."


def enum_lines(name, cls, indent):
    lines = [f"{indent}class {name}(str, enum.Enum):", f"{indent}    def __new__(cls, value: object) -> {cls.__qualname__}: ..."]
    return lines + [f"{indent}    {member.name} = {member.value!r}" for member in cls]


def class_lines(name, cls, indent=""):
    if issubclass(cls, enum.Enum):
        return enum_lines(name, cls, indent)
    if issubclass(cls, BaseException):
        base, member = EXCEPTIONS[name]
        return [f"{indent}class {name}({base}):", f"{indent}    {member}"]
    inner = indent + "    "
    lines = []
    for key, value in sorted(vars(cls).items()):
        if isinstance(value, type):
            lines += class_lines(key, value, inner)
    for key, value in vars(cls).items():
        if isinstance(value, property):
            result = typed((value.fget.__doc__ or "").split(" -> ")[1].split("\n")[0])
            lines += [inner + "@property", f"{inner}def {key}(self) -> {result}: ..."]
    if getattr(cls, "__constructible__", False):
        lines.append(inner + record_constructor(cls))
    elif not signatures(vars(cls)["__init__"], "__init__", ""):  # these only come from calls
        lines.append(f"{inner}def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...")
    for key, value in sorted(vars(cls).items()):
        if isinstance(value, (type, property)) or key in ("__doc__", "__module__", "__fields__", "__constructible__"):
            continue
        if key.startswith("_") and key not in SPECIAL:
            continue
        if key == "__init__" and getattr(cls, "__constructible__", False):
            continue
        if isinstance(value, int):
            lines.append(f"{inner}{key}: typing.ClassVar[int]")
            continue
        static = isinstance(value, staticmethod)
        lines += function_lines(key, value.__func__ if static else value, inner, static, cls.__qualname__)
    return [f"{indent}class {name}(metaclass=_Class):", *lines]


SPECIAL = {"__init__", "__eq__", "__hash__", "__lt__", "__le__", "__len__", "__getitem__", "__iter__", "__next__",
           "__bool__", "__index__", "__neg__", "__enter__", "__exit__", "__copy__", "__deepcopy__", "_repr_svg_", "_repr_html_", "_state",
           "_restored", "__arrow_c_stream__", "__arrow_c_schema__", "__contains__"}


def stub(module, more=""):
    names = [name for name in dir(module) if not name.startswith("_")]
    lines = [HEAD.format(more=more)] + (META if module is _convene else [])
    # A class after the one that it derives from.
    classes = [getattr(module, name) for name in names if isinstance(getattr(module, name), type)]
    for cls in sorted(classes, key=lambda cls: issubclass(cls, BaseException) and len(cls.__mro__)):
        lines += ["", *class_lines(cls.__name__, cls)]
    lines.append("")
    for name in names:
        value = getattr(module, name)
        if callable(value) and not isinstance(value, type):
            lines += function_lines(name, value, "")
        elif not isinstance(value, (type, type(sys))):
            kind = {"tuple": "tuple[CodeInfo, ...]", "int": "int"}.get(type(value).__name__, f"datetime.{type(value).__name__}")
            lines.append(f"{name}: {kind}")
    # In its own file a name stands without the name of the module.
    return re.sub(rf"\b{module.__name__.split('.')[-1]}\.(?=[A-Z])", "", "\n".join(lines))


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "convene"
    public = [n for n in dir(_convene) if not n.startswith("_")]
    listed = "\n__version__: str\n__all__: list[str]\n"
    parts = ", ".join(f"{name} as {name}" for name in PARTS)
    top = stub(_convene, f"\nfrom convene import {parts}") + listed
    (folder / "__init__.pyi").write_text(top, encoding="utf-8")
    for name in PARTS:
        part = getattr(_convene, name)
        classes = ", ".join(n for n in public if isinstance(getattr(_convene, n), type) and not hasattr(part, n))
        text = stub(part, f"\nfrom convene import _Class, {classes}")
        (folder / f"{name}.pyi").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
