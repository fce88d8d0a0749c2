"""What the Python tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, configuration, settings

import convene

ROOT = Path(__file__).parents[2]
PROCESSES = ROOT / "examples" / "processes"


def scale():
    """How many times the random cases are multiplied."""
    return int(os.environ.get("CONVENE_TEST_SCALE", "1"))


def cases(count):
    """So many random cases, the same ones in each run."""
    return settings(max_examples=count * scale(), deadline=None, derandomize=True, database=None,
                    suppress_health_check=list(HealthCheck))


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
