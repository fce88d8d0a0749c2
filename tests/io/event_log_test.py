#!/usr/bin/env python3
"""Checks event logs: XES and OCEL 2.0 have the form that their standards ask for, and say all that the journal says.

    event_log_test.py PROGRAM

PROGRAM is `convene`; it plays the beginning of an example, and prints its audit in each format. The rules below say in
words of their own what the XML schema of IEEE 1849-2016 and the JSON schema of OCEL 2.0 ask for, and what schemas can't
tell. Then the logs are spoiled in ways that must be noticed.
"""

import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROCESS = ROOT / "examples" / "processes" / "s1-decision-meetings.json"
COMMANDS = """
start --at 2026-01-05T09:00
issue development-milestone-plan --digest 1 --at 2026-01-05T09:00
close product-positioning --at 2026-01-05T09:00
open topic-research --by fang-xiaotong --at 2026-01-05T09:00
open site-first-ideas --at 2026-01-05T09:00
close topic-research --output topic-research-report=1 --output cooperation-resources=1 --at 2026-01-14T18:00
close site-first-ideas --output display-area-position=1 --output site-image-scheme=1 --at 2026-01-14T18:00:30
open product-deepening --by xu-zhenyu --present gu-sijia fang-xiaotong shen-guoliang luo-jianping --at 2026-01-15T07:00
issue development-milestone-plan --digest 2 --at 2026-01-15T08:00
issue development-milestone-plan --digest 3 --at 2026-01-15T08:00
occur piling-start --at 2026-07-06T09:00
"""

XES = "{http://www.xes-standard.org/}"
NAME = r"[A-Za-z_:][\w:.-]*"
TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
FLOAT = r"-?\d+(\.\d+)?([eE]-?\d+)?"
XES_VALUES = {"string": r"(?s).*", "id": r"(?s).*", "date": TIME, "int": r"-?\d{1,18}", "float": FLOAT,
              "boolean": "true|false"}
OCEL_VALUES = {"string": r"(?s).*", "time": TIME, "integer": r"-?\d+", "float": FLOAT, "boolean": "true|false"}
TRANSITIONS = {"schedule", "assign", "withdraw", "reassign", "start", "suspend", "resume", "pi_abort", "ate_abort",
               "complete", "autoskip", "manualskip", "unknown"}
LOG_ORDER = ["extension", "global", "classifier", "attribute", "trace", "event"]


def play(program):
    """The audit in each format."""
    with tempfile.TemporaryDirectory() as folder:
        run = [program, "run", PROCESS, "--journal", Path(folder) / "journal"]

        def call(*arguments):
            done = subprocess.run([*run, *arguments], check=True, stdout=subprocess.PIPE, encoding="utf-8")
            return done.stdout

        for command in COMMANDS.strip().splitlines():
            call(*command.split())
        lines = [json.loads(line) for line in call("audit").splitlines()]
        return lines, *(call("audit", "--format", form, "--utc-offset", "+08:00") for form in ("xes", "ocel"))


def tag(element):
    return element.tag.removeprefix(XES)


def minutes(time):
    """As the journal writes it: without zone, and without seconds where they are zero."""
    return re.sub(r"(T\d\d:\d\d):00$", r"\1", time[:19])


def xes_attributes(element, inside=False):
    """Faults of the attributes of an element; in a list keys may repeat."""
    keys = Counter()
    for child in element:
        kind, key = tag(child), child.get("key", "")
        if kind not in XES_VALUES and kind != "list":
            continue
        keys[key] += 1
        if not re.fullmatch(NAME, key):
            yield f"<{kind}> has the key '{key}'"
        if kind == "list":
            values = [each for each in child if tag(each) == "values"]
            if len(values) != 1 or not re.fullmatch(NAME, values[0].get("key", "")):
                yield f"the list {key} has no values with a key"
            for each in values:
                yield from xes_attributes(each, inside=True)
        elif not re.fullmatch(XES_VALUES[kind], child.get("value", "\0")):
            yield f"{key}: '{child.get('value')}' is no {kind}"
    if not inside:
        yield from (f"{key} is there {n} times" for key, n in keys.items() if n > 1)


def xes_head(log):
    if log.tag != XES + "log" or not re.fullmatch(r"\d+(\.\d+)?", log.get("xes.version", "")):
        yield "no <log> of a version that is a decimal"
    order = [LOG_ORDER.index(name if name in LOG_ORDER else "attribute") for name in map(tag, log)]
    if order != sorted(order):
        yield "the parts of the log stand in another order"
    globals_ = {}
    for part in log.findall(XES + "global"):
        globals_[part.get("scope")] = {each.get("key") for each in part}
        yield from xes_attributes(part)
    for part in log.findall(XES + "classifier"):
        scope = globals_.get(part.get("scope", "event"), set())
        yield from (f"the classifier's {key} is not global" for key in part.get("keys").split() if key not in scope)
    prefixes = {part.get("prefix") for part in log.findall(XES + "extension")}
    for element in log.iter():
        prefix, colon, _ = element.get("key", "").partition(":")
        if colon and prefix not in prefixes:
            yield f"no extension has the prefix {prefix}"
        yield from (f"a global attribute is missing: {key}" for key in globals_.get(tag(element), set())
                    - {each.get("key") for each in element})


def xes_fact(event):
    """The event as the line of the journal that it comes from."""
    line = {}
    for child in event:
        key, value = child.get("key"), child.get("value")
        convert = {"int": int, "date": minutes}.get(tag(child), str)
        if key == "time:timestamp":
            line["at"] = minutes(value)
        elif tag(child) == "list":
            line[key] = [each.get("value") for each in child.find(XES + "values")]
        elif ":" not in key:
            line[key] = convert(value)
    return line


def xes_faults(lines, text):
    try:
        log = ET.fromstring(text)
    except ET.ParseError as e:
        yield f"no XML: {e}"
        return
    yield from xes_head(log)
    events = log.findall(f"{XES}trace/{XES}event")
    for event in events:
        yield from xes_attributes(event)
        plain = {each.get("key"): each.get("value") for each in event}
        if plain.get("lifecycle:transition") not in TRANSITIONS:
            yield f"no transition: {plain.get('lifecycle:transition')}"
        if plain.get("concept:name") != plain.get("activity", plain.get("event")):
            yield f"{plain.get('concept:name')} is another name than the activity's"
    if [xes_fact(event) for event in events] != lines:
        yield "the events are others than those of the journal"


def ocel_values(of, types, things, timed):
    """Faults of the attributes of events or objects."""
    for thing in things:
        declared = types.get(thing.get("type"))
        if declared is None:
            yield f"{of} {thing.get('id')} has no type that is declared"
            continue
        seen = Counter((each["name"], each.get("time")) for each in thing.get("attributes", []))
        yield from (f"{of} {thing['id']} has {name} {n} times at once" for (name, _), n in seen.items() if n > 1)
        for each in thing.get("attributes", []):
            kind = declared.get(each["name"])
            if not isinstance(each["value"], str) or not re.fullmatch(OCEL_VALUES.get(kind, "(?!)"), each["value"]):
                yield f"{of} {thing['id']}: {each['name']} is no {kind}: {each['value']!r}"
            if timed != ("time" in each) or timed and not re.fullmatch(TIME, each["time"]):
                yield f"{of} {thing['id']}: {each['name']} has no time, or one that it can't have"


def ocel_fact(event, names):
    """The event as the line of the journal that it comes from, with all values as texts."""
    line = {"seq": event["id"].rsplit("/", 1)[1], "at": minutes(event["time"]), "event": event["type"]}
    for each in event["attributes"]:
        value = str(each["value"])
        line[each["name"]] = minutes(value) if re.fullmatch(TIME, value) else value
    for each in event["relationships"]:
        line.setdefault(each["qualifier"], []).append(names.get(each["objectId"]))
    return line


def same_fact(line, fact, case):
    as_list = {key: value if isinstance(value, list) else [str(value)] for key, value in {**line, "case": case}.items()}
    return as_list == {key: value if isinstance(value, list) else [value] for key, value in fact.items()}


def ocel_faults(lines, text):
    log = json.loads(text)
    if set(log) != {"eventTypes", "objectTypes", "events", "objects"}:
        yield f"the parts are {sorted(log)}"
        return
    for things, of in (("events", "event"), ("objects", "object")):
        names = Counter(each["name"] for each in log[of + "Types"])
        ids = Counter(each["id"] for each in log[things])
        yield from (f"{n} have the name {name}" for name, n in (names + ids).items() if n > 1)
        types = {each["name"]: {a["name"]: a["type"] for a in each["attributes"]} for each in log[of + "Types"]}
        kinds = {kind for each in types.values() for kind in each.values()}
        yield from (f"no attribute type: {kind}" for kind in sorted(kinds - set(OCEL_VALUES)))
        yield from ocel_values(of, types, log[things], timed=of == "object")
    # `main/activity:draft`, `person:zhao`, `case:main`
    names = {each["id"]: each["id"].rsplit(":", 1)[1] for each in log["objects"]}
    for event in log["events"]:
        if not re.fullmatch(TIME, event["time"]):
            yield f"event {event['id']} has the time {event['time']}"
        missing = [each["objectId"] for each in event["relationships"] if each["objectId"] not in names]
        yield from (f"there is no object {each}" for each in missing)
    facts = [ocel_fact(event, names) for event in log["events"]]
    if len(facts) != len(lines) or not all(same_fact(line, fact, "main") for line, fact in zip(lines, facts)):
        yield "the events are others than those of the journal"


# What is replaced by what, so that a fault must be found.
SPOILED = {
    xes_faults: [
        ('xes.version="1849.2016"', 'xes.version="1849-2016"'),
        ('<values key="values">', "<values>"),
        ("<extension ", "<extension1 "),
        ('prefix="lifecycle"', 'prefix="other"'),
        ('keys="concept:name', 'keys="other'),
        ("+08:00", ""),
        ('key="seq" value="3"', 'key="seq" value="three"'),
        ('key="seq" value="3"', 'key="seq" value="4"'),
        ('value="start"', 'value="begin"'),
        ('key="activity" value="topic-research"', 'key="activity" value="other"'),
        ('key="by"', 'key="seq"'),
        ('key="event" value="opened"', 'key="event2" value="opened"'),
        ('value="fang-xiaotong"', 'value="&#1;"'),
    ],
    ocel_faults: [
        ('"eventTypes"', '"types"'),
        ('{"name": "round", "value": "1"}', '{"name": "round", "value": 1}'),
        ('"value": "approved"', '"value": "approved", "time": "2026-01-05T09:00:00+08:00"'),
        ('"type": "integer"', '"type": "number"'),
        ('"objectId": "person:fang-xiaotong"', '"objectId": "person:nobody"'),
        ('"qualifier": "by"', '"qualifier": "to"'),
        ('"id": "main/3"', '"id": "main/2"'),
        ("T18:00:30+08:00", "T18:00:30"),
        ('"type": "opened"', '"type": "shut"'),
        ('"value": "0000000000000001"', '"value": "0000000000000002"'),
    ],
}


def main():
    lines, xes, ocel = play(sys.argv[1])
    faults = []
    for check, text in ((xes_faults, xes), (ocel_faults, ocel)):
        faults += [f"{check.__name__}: {fault}" for fault in check(lines, text)]
        for old, new in SPOILED[check]:
            spoiled = text.replace(old, new)
            if spoiled == text or not any(check(lines, spoiled)):
                faults.append(f"{check.__name__}: does not see {new} for {old}")
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(lines)} events, {sum(map(len, SPOILED.values()))} spoiled logs, {len(faults)} faults")
    return 1 if faults or len(lines) < 10 else 0


if __name__ == "__main__":
    sys.exit(main())
