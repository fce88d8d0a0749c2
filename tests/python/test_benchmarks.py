"""The benchmarks of Python run at a small size: their answers are asserted, their times are not."""

import subprocess
import sys

from conftest import ROOT


def test_overhead(tmp_path):
    script = ROOT / "benchmarks" / "python_overhead.py"
    run = subprocess.run([sys.executable, script, "1000", "100", "3"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    print(run.stdout)
    assert len(run.stdout.splitlines()) == 3


def test_interrupt(tmp_path):
    script = ROOT / "benchmarks" / "python_interrupt.py"
    run = subprocess.run([sys.executable, script, "1"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) == 7
