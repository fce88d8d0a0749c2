"""The two interfaces bear the same names, and the stubs say what the module has."""

import enum
import importlib.machinery
import importlib.util
import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import convene
from conftest import ROOT

PACKAGE = Path(convene.__file__).parent
KEYWORDS = {"from", "in", "import"}


def script(path):
    loader = importlib.machinery.SourceFileLoader(Path(path).name.replace("-", "_"), str(path))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


GENERATE = script(ROOT / "scripts" / "generate-docstrings")
NAMES = GENERATE.public_names(ROOT / "include" / "convene")
WITHOUT, FAULTS = GENERATE.split_off(NAMES, ROOT / "bindings" / "not-in-python.txt")


def in_python(path):
    thing = convene
    for part in path.split("::"):
        thing = getattr(thing, part + "_" if part in KEYWORDS else part, None)
        if thing is None:
            return False
    return True


def test_every_public_name_is_in_python_or_has_a_reason():
    missing = [name.path for name in NAMES.values()
               if name.path not in WITHOUT and "operator" not in name.path and not in_python(name.path)]
    assert missing == []


def test_no_name_with_a_reason_is_in_python():
    assert FAULTS == []
    # Members of what is listed, and modules to come, may share a name with something else.
    listed = {entry for entry, _ in GENERATE.entries(ROOT / "bindings" / "not-in-python.txt") if " " not in entry}
    assert [name for name in sorted(listed) if in_python(name)] == []


def test_every_public_name_has_a_docstring():
    bare = []
    for module in (convene._convene, convene.io, convene.rcpsp, convene.spans):
        for name, value in vars(module).items():
            if name.startswith("_") or not callable(value):
                continue
            text = inspect.getdoc(value) or ""
            lines = [line for line in text.splitlines() if line and " -> " not in line and line != "Overloaded function."]
            if not lines:
                bare.append(name)
    assert bare == []


@pytest.mark.parametrize("name, first, header", [
    ("schedule", "process", "schedule"), ("schedule", "portfolio", "portfolio_schedule"),
    ("level", "process", "level"), ("level", "portfolio", "portfolio_level"),
    ("verify", "process", "verify_plan"), ("verify", "portfolio", "verify_portfolio"),
    ("bottleneck", "process", "workload"), ("bottleneck", "portfolio", "portfolio_level")])
def test_an_overload_says_what_its_header_says(name, first, header):
    own, = [part for part in getattr(convene, name).__doc__.split(f". {name}(")[1:] if part.startswith(first + ":")]
    assert own.split("\n", 1)[1].strip().startswith(GENERATE.in_python_text(NAMES[name].headers[header][0], ""))


@pytest.mark.parametrize("name", ["__init__.pyi", "io.pyi", "rcpsp.pyi", "spans.pyi"])
def test_the_stubs_are_those_of_the_module(name, tmp_path):
    subprocess.run([sys.executable, "-I", ROOT / "bindings" / "generate_stubs.py", tmp_path], check=True)
    assert (tmp_path / name).read_text(encoding="utf-8") == (PACKAGE / name).read_text(encoding="utf-8")


def test_stubtest(tmp_path):
    run = subprocess.run([sys.executable, "-m", "mypy.stubtest", "convene", "--ignore-missing-stub"],
                         cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_typed_code_passes_mypy(tmp_path):
    code = tmp_path / "user.py"
    code.write_text("""
import datetime
import convene

b = convene.ProcessBuilder("p")
b.role("sales", title={"zh": "销售组", "en": "Sales"}, clearance="confidential")
b.meeting("launch", "Launch").lasts("4h").decided_by("sales").after("strategy", min="2mo", max=convene.Span("3mo"))
process: convene.Process = b.build()
plan: convene.Schedule = convene.schedule(process, start=datetime.datetime(2026, 1, 5), target="launch")
start: datetime.datetime = plan.start("launch")
step: convene.ExplanationStep
for step in convene.explain(process, plan, process["launch"].id, "late_start"):
    text: str = convene.describe(process, step, "zh")
kind: convene.ActivityKind = process["launch"].kind
finish: datetime.datetime = plan.finish(process["launch"])
run = convene.Instance(process)
try:
    events: list[convene.Event] = run.execute(convene.Open(process["launch"], by="li"), at="2026-01-05T09:00")
except convene.Refused as refused:
    first: convene.Code = refused.refusal.code()
found: convene.rcpsp.SearchResult = convene.rcpsp.search(convene.rcpsp.build([1, 2]), progress=lambda told: None)
with convene.io.SqliteJournal.open("j", process, durability="normal") as journal:
    again: convene.Instance = convene.replay(journal, "one")
convene.io.write_gantt(process, plan, language=convene.Language.zh)
""", encoding="utf-8")
    run = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", code],
                         capture_output=True, text=True, cwd=tmp_path, env={**os.environ, "MYPYPATH": ""})
    assert run.returncode == 0, run.stdout + run.stderr


def test_typed_code_that_is_wrong_does_not(tmp_path):
    code = tmp_path / "user.py"
    code.write_text('import convene\nconvene.schedule("p")\nconvene.Shift(start="9", end=10)\n', encoding="utf-8")
    run = subprocess.run([sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / "cache", code],
                         capture_output=True, text=True, cwd=tmp_path)
    assert run.stdout.count("error:") == 2, run.stdout


def test_classes_say_where_they_are():
    for name in dir(convene):
        value = getattr(convene, name)
        if isinstance(value, type) and not issubclass(value, enum.Enum):
            assert value.__module__ == "convene", name
