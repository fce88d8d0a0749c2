"""The same on Ray, where it is installed and can be started."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ray_cases = pytest.importorskip("ray_cases", exc_type=ModuleNotFoundError)

SETTINGS = {"RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0", "PYTHONFAULTHANDLER": "1"}


def run(case):
    return subprocess.run([sys.executable, Path(__file__).with_name("ray_cases.py"), case], capture_output=True,
                          text=True, env=os.environ | SETTINGS)


def ended_by_ray(told):
    """Whether Ray could not be started, or ended the process, which leaves no trace of Python's or of a fault of ours."""
    return told.returncode != 0 and ("started" not in told.stdout
                                     or not any(s in told.stderr for s in ("Traceback", "Segmentation fault")))


@pytest.mark.parametrize("case", [case.__name__ for case in ray_cases.CASES])
def test_on_ray(case):
    for _ in range(3):
        told = run(case)
        if not ended_by_ray(told):
            break
    else:
        pytest.skip(f"Ray can't be used here: three times it ended with {told.returncode}: {told.stderr[-1000:]}")
    assert told.returncode == 0, told.stderr
