#!/usr/bin/env python3
"""Checks docs/process.schema.json: it takes every good file, and refuses each bad one of which a schema can tell.

tests/io/format_test.cpp checks the same files with the reader, and that both know the same keys.
"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "io"


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def main():
    schema = read(ROOT / "docs" / "process.schema.json")
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    good = [path for folder in (ROOT / "examples" / "processes", ROOT / "examples" / "calendars", DATA / "good",
                                DATA / "bad-beyond-schema") for path in sorted(folder.glob("*.json"))]
    bad = sorted((DATA / "bad").glob("*.json"))
    faults = []
    for path in good:
        faults += [f"{path.relative_to(ROOT)}: {'/'.join(map(str, e.absolute_path))}: {e.message[:200]}"
                   for e in validator.iter_errors(read(path))]
    faults += [f"{path.relative_to(ROOT)}: is not refused" for path in bad if validator.is_valid(read(path))]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(good)} good files, {len(bad)} bad files, {len(faults)} faults")
    return 1 if faults or len(good) < 20 or len(bad) < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
