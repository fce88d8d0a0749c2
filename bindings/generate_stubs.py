#!/usr/bin/env python3
"""Writes the type stubs of the package from the module as it is installed.

    python -I bindings/generate_stubs.py [FOLDER]     (bindings/convene unless given)

Signatures and docstrings are those of the module; what records and options are made of it tells too. A test compares what
is checked in with what this writes, and mypy's stubtest compares it with the module.
"""

import enum
import inspect
import re
import sys
import types
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
import pandas
import polars
import typing_extensions
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
    ("", "to_pandas"): "pandas.DataFrame",
    ("", "to_polars"): "polars.DataFrame",
    ("", "to_numpy"): "dict[str, numpy.typing.NDArray[typing.Any]]",
}


# The submodules; each has a file, in which its own names stand without a prefix.
PARTS = ("io", "rcpsp", "spans")
EXCEPTIONS = {"Error": ("ValueError", "diagnostics: collections.abc.Sequence[Diagnostic]"),
              "Refused": ("Error", "refusal: Refusal")}


# Of arguments, too.
ARGUMENTS = {("schedule_many", "errors"): 'typing.Literal["raise", "return"]'}


def enums(module, prefix=""):
    """Every enumeration by the name that signatures give it."""
    for name, value in sorted(vars(module).items()):
        if isinstance(value, type) and issubclass(value, enum.Enum):
            yield prefix + name, value
        elif isinstance(value, type) or (prefix == "" and name in PARTS):
            yield from enums(value, f"{prefix}{name}.")


def words(cls):
    """The words and identifiers that are taken for a member."""
    return "typing.Literal[" + ", ".join(f'"{w}"' for w in dict.fromkeys(w for m in cls for w in (m.value, m.name))) + "]"


WORDS = {name: f"_{name.replace('.', '_')}Word" for name, _ in enums(_convene)}


def typed(text):
    # Only its words are taken for a member of an enumeration.
    text = re.sub(r"\bconvene\.([\w.]+) \| str\b", lambda m: f"convene.{m[1]} | {WORDS[m[1]]}" if m[1] in WORDS else m[0], text)
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


def options_of(kind):
    """The fields of a struct of options, by the name that signatures give it."""
    return _convene._fields(kind.strip('"').removeprefix("convene.")) or {}


def field(name, taken, needed):
    return f"{name}: {named(typed(taken))}" + ("" if needed else " = ...")


def argument(text, first, function):
    name, _, rest = text.partition(": ")
    if first and name == "self":
        return ["self"]
    if not rest:
        return [text]
    kind, default, _ = rest.partition(" = ")
    return [f"{name}: {ARGUMENTS.get((function, name)) or typed(kind)}" + (" = ..." if default else "")]


def named(kind):
    """Options name things of the process by key or row, too."""
    return re.sub(r"\b(Activity|Project)Id\b", r"\1Id | \1 | str", kind)


def arguments_of(text, function):
    parts = split(text)
    found = []
    by_place = "*args" in parts and parts[-1].startswith("**options: ")  # the first fields of the options may come without a name
    for i, part in enumerate(parts):
        if part == "*args" and by_place:
            continue
        if part.startswith("**options: "):  # the fields of a struct, by name
            fields = options_of(part.partition(": ")[2])
            found += [field(name, taken, needed) for name, (taken, _, needed, place) in fields.items() if by_place and place]
            rest = [field(name, taken, needed) for name, (taken, _, needed, place) in fields.items() if not (by_place and place)]
            found += (["*"] if rest and "*" not in parts else []) + rest
        else:
            found += argument(part, i == 0, function)
    # Arguments without a name can only be given by position.
    nameless = [i for i, a in enumerate(found) if re.match(r"arg\d+: ", a)]
    if nameless:
        found.insert(nameless[-1] + 1, "/")
    if function == "label":  # the word alone does not tell of which enumeration
        found[0] = re.sub(r" \| _\w+Word", "", found[0])
    return ", ".join(found)


def overloads(function, name):
    """(arguments, result, docstring) of each overload, as the module tells them."""
    found = []
    for line in (function.__doc__ or "").splitlines():
        match = SIGNATURE.match(line)
        if match and match[1] == name and not match[2].startswith("*args, **kwargs"):
            found.append((match[2], match[3], []))
        elif found:
            found[-1][2].append(line)
    return [(arguments, result, "\n".join(doc).strip()) for arguments, result, doc in found]


def signatures(function, name, owner):
    """(arguments, result, docstring) of each overload, as stubs write them."""
    found = []
    for arguments, given, doc in overloads(function, name):
        # A method gives an object whose type pybind11 does not know: itself, or a copy.
        own = owner if owner and given in ("object", "typing.Any") else ""
        special = RESULTS.get((owner, name)) or RESULTS.get(("", name))
        if isinstance(special, dict):
            special = special.get(given)
        found.append((arguments_of(arguments, name), special or own or typed(given), doc))
    return found


def with_doc(line, doc, indent):
    """The line of a function, with its docstring."""
    if not doc:
        return [line + " ..."]
    if '"""' in doc or doc.endswith('"') or "\\" in doc:
        doc = doc.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
        doc += " " if doc.endswith('"') else ""
    first, *rest = doc.splitlines()
    return [line, f'{indent}    """{first}', *[f"{indent}    {text}".rstrip() for text in rest]][:1] + docstring(first, rest, indent) + [
        f"{indent}    ..."]


def docstring(first, rest, indent):
    if not rest:
        return [f'{indent}    """{first}"""']
    return [f'{indent}    """{first}', *[f"{indent}    {text}".rstrip() for text in rest], f'{indent}    """']


def function_lines(name, function, indent, static=False, owner=""):
    if isinstance(function, types.FunctionType):
        text = re.sub(r"^\((\w+)(: [\w.]+)?", r"(\1" if name.startswith("_") else "(self", str(inspect.signature(function)).replace("'", "")).replace("Any", "typing.Any")
        return with_doc(f"{indent}def {name}{text}:", "" if name.startswith("_") else inspect.getdoc(function) or "", indent)
    found = {}
    for arguments, result, doc in signatures(function, name, owner):
        found.setdefault((arguments, result), doc)
    lines = []
    if function is None:
        lines.append(f"{indent}{name}: typing.ClassVar[None]  # type: ignore[assignment]")
    for (arguments, result), doc in found.items():
        if name == "__eq__":
            arguments, result = "self, other: builtins.object, /", "bool"
        if name == "__contains__":
            arguments, result = "self, thing: builtins.object, /", "bool"
        if name == "__hash__":
            arguments, result = "self", "int"
        if len(found) > 1:
            lines.append(indent + "@typing.overload")
        if static:
            lines.append(indent + "@staticmethod")
        lines += with_doc(f"{indent}def {name}({arguments}) -> {result}:", "" if name.startswith("_") else doc, indent)
    return lines


def record_constructor(fields):
    arguments = [f"{name}: {typed(taken)}" + ("" if needed else " = ...") for name, (taken, _, needed, _) in fields.items()]
    return f"def __init__(self, {', '.join(arguments)}) -> None: ..." if arguments else "def __init__(self) -> None: ..."


def enum_lines(name, cls, indent):
    lines = [f"{indent}class {name}(str, enum.Enum):", *docstring_of(cls, indent),
             f"{indent}    def __new__(cls, value: object) -> {cls.__qualname__}: ..."]
    return lines + [f"{indent}    {member.name} = {member.value!r}" for member in cls]


def docstring_of(cls, indent):
    first, *rest = (inspect.cleandoc(cls.__doc__ or "").replace("\\", "\\\\") or " ").splitlines()
    return docstring(first, rest, indent) if first.strip() else []


def python_class_lines(name, cls, indent):
    """A class that is written in Python."""
    base = getattr(cls, "__orig_bases__", cls.__bases__)[0]
    base = base.__name__ if isinstance(base, type) else str(base).replace("ForwardRef(", "").replace("convene.", "").replace("'", "").rstrip(")")
    lines = [f"{indent}class {name}({base}):", *docstring_of(cls, indent)]
    for key, value in vars(cls).items():
        value = value.__func__ if key == "__new__" else value
        if isinstance(value, types.FunctionType) and (not key.startswith("_") or key in ("__new__", "__eq__", "__ne__", "__copy__", "__deepcopy__")):
            text = str(inspect.signature(value)).replace("'", "").replace("Self", "typing_extensions.Self").replace(" = ''", " = ...")
            text = re.sub(r" = (?!\.\.\.)[^,)]*", " = ...", text)
            text = re.sub(r"\bMapping\b", "collections.abc.Mapping", text)
            text = re.sub(r"\bobject\b", "builtins.object", text)
            lines += with_doc(f"{indent}    def {key}{text}:", "" if key.startswith("_") else inspect.getdoc(value) or "", indent + "    ")
    return lines


def class_lines(name, cls, indent=""):
    if issubclass(cls, enum.Enum):
        return enum_lines(name, cls, indent)
    if issubclass(cls, BaseException):
        base, member = EXCEPTIONS[name]
        return [f"{indent}class {name}({base}):", *docstring_of(cls, indent), f"{indent}    {member}"]
    if type(cls) is type:
        return python_class_lines(name, cls, indent)
    inner = indent + "    "
    lines = docstring_of(cls, indent)
    for key, value in sorted(vars(cls).items()):
        if isinstance(value, type):
            lines += class_lines(key, value, inner)
    where = "" if cls.__module__ == "convene" else cls.__module__.removeprefix("convene.") + "."
    fields = _convene._fields(where + cls.__qualname__) or {}
    for key, value in vars(cls).items():
        if isinstance(value, types.GetSetDescriptorType) and key in fields:
            lines += [inner + "@property", *with_doc(f"{inner}def {key}(self) -> {typed(fields[key][1])}:", value.__doc__ or "", inner)]
        elif isinstance(value, property):
            signature, _, doc = (value.fget.__doc__ or "").strip().partition("\n")
            doc = (value.__doc__ or "").strip() if "->" not in (value.__doc__ or "") else doc.strip()
            lines += [inner + "@property", *with_doc(f"{inner}def {key}(self) -> {typed(signature.split(' -> ')[1])}:", doc, inner)]
    init = vars(cls).get("__init__")
    told = (init.__doc__ or "") if init else ""
    of_fields = "*args, **kwargs" in told and "Overloaded function." not in told
    constructors = signatures(init, "__init__", "") if init and not of_fields else []
    if of_fields:
        lines.append(inner + record_constructor(fields))
    elif not constructors:  # these only come from calls
        lines.append(f"{inner}def __init__(self, *args: typing.NoReturn, **kwargs: typing.NoReturn) -> None: ...")
    for key, value in sorted(vars(cls).items()):
        if isinstance(value, (type, property, types.GetSetDescriptorType)) or key in ("__doc__", "__module__"):
            continue
        if key.startswith("_") and key not in SPECIAL:
            continue
        if key == "__init__" and not constructors:
            continue
        if isinstance(value, int):
            lines.append(f"{inner}{key}: typing.ClassVar[int]")
            continue
        static = isinstance(value, staticmethod)
        lines += function_lines(key, value.__func__ if static else value, inner, static, cls.__qualname__)
    return [f"{indent}class {name}(metaclass=_Class):", *lines]


SPECIAL = {"__init__", "__eq__", "__hash__", "__lt__", "__le__", "__len__", "__getitem__", "__iter__", "__next__",
           "__bool__", "__index__", "__neg__", "__enter__", "__exit__", "__copy__", "__deepcopy__", "_repr_svg_", "_repr_html_", "_state", "_portfolio",
           "_restored", "__arrow_c_stream__", "__arrow_c_schema__", "__contains__"}


def stub(module, more=""):
    names = [name for name in dir(module) if not name.startswith("_")]
    lines = [HEAD.format(more=more)] + (META if module is _convene else [])
    prefix = "" if module is _convene else module.__name__.split(".")[-1] + "."
    lines += ["", *[f"{WORDS[n]}: typing_extensions.TypeAlias = {words(cls)}" for n, cls in enums(_convene)
                    if (n.startswith(prefix) if prefix else not n.startswith(tuple(f"{p}." for p in PARTS)))]]
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
        words_of_all = ", ".join(sorted(word for n, word in WORDS.items() if not n.startswith(tuple(f"{p}." for p in PARTS))))
        text = stub(part, f"\nfrom convene import _Class, {words_of_all}, {classes}")
        (folder / f"{name}.pyi").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
