"""What the Python tests share."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, configuration, settings

import convene

ROOT = Path(__file__).parents[2]
PROCESSES = ROOT / "examples" / "processes"


def scale():
    """The factor for the number of random cases."""
    return float(os.environ.get("CONVENE_TEST_SCALE", "1"))


def cases(count):
    """So many random cases, the same ones in each run."""
    return settings(max_examples=max(1, int(count * scale())), deadline=None, derandomize=True, database=None,
                    suppress_health_check=list(HealthCheck))


def turns_during(call):
    """How often another thread gets a turn while `call` goes on: hardly ever, if the call keeps the GIL."""
    turns, stop = 0, threading.Event()

    def turn():
        nonlocal turns
        while not stop.is_set():
            turns += 1

    other = threading.Thread(target=turn)
    other.start()
    before = turns
    call()
    during = turns - before
    stop.set()
    other.join()
    return during


def interrupted(before, call, folder, after="pass"):
    """Whether a process that has run `before` gets KeyboardInterrupt out of `call`, which is interrupted as it begins,
    and can run `after` then. For calls that would go on for long."""
    code = f"""
import os, signal, threading
import convene as c
{before}
running = threading.Event()
signal.signal(signal.SIGINT, signal.default_int_handler)

def interrupt():
    running.wait()
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=interrupt).start()
try:
    running.set()
    {call}
except KeyboardInterrupt:
    {after}
    print("stopped", flush=True)
    os._exit(0)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder)
    assert run.stderr == ""
    return run.stdout == "stopped\n"


configuration.set_hypothesis_home_dir(ROOT / "build" / "hypothesis")


@pytest.fixture(scope="session")
def s1():
    return convene.io.read_process_file(PROCESSES / "s1-decision-meetings.json")


@pytest.fixture(scope="session")
def s1_plan(s1):
    return convene.schedule(s1)


def launch_builder():
    """Two meetings and a task, with a document between them."""
    b = convene.ProcessBuilder("launch")
    b.start("2026-01-05T09:00")
    b.role("sales", title={"zh": "销售组", "en": "Sales group"}, clearance="confidential")
    b.artifact("outline")
    b.meeting("strategy", {"zh": "策略", "en": "Strategy"}).lasts("4h").decided_by("sales").produces("outline")
    b.task("print", "Printing").lasts("3d").worked_by(["sales"]).consumes("outline")
    b.meeting("launch", "Launch").lasts("2h").after("strategy", min="2w").after("print").decided_by("sales")
    return b


@pytest.fixture
def launch():
    return launch_builder().build()
