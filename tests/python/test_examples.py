"""The examples run, print what is beside them, and the notebooks execute."""

import subprocess
import sys

import pytest

import convene
from conftest import ROOT

SCRIPTS = sorted((ROOT / "examples" / "python").glob("*.py"))
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.stem)
def test_script(path, tmp_path):
    run = subprocess.run([sys.executable, path], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout == (path.parent / "expected" / f"{path.stem}.txt").read_text(encoding="utf-8")


def test_the_gantt_chart_is_written(tmp_path):
    subprocess.run([sys.executable, ROOT / "examples" / "python" / "explained_gantt.py", tmp_path / "a.svg"],
                   cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_notebook(path):
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    drawn = [out for cell in notebook.cells for out in cell.get("outputs", [])
             if "image/svg+xml" in out.get("data", {}) or "text/html" in out.get("data", {})]
    assert drawn or "Dask" in notebook.cells[0].source


def blocks_of_the_guide():
    """The Python code in docs/python.md, as it stands there."""
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    return [block.split("```")[0] for block in page.split("```python\n")[1:]]


def run(code, **names):
    exec(compile(code, "docs/python.md", "exec"), names)
    return names


def test_the_tour_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    names = run(blocks_of_the_guide()[0])
    assert names["late"].project_finish() >= names["plan"].project_finish()


def test_a_table_becomes_a_process():
    assert len(run(blocks_of_the_guide()[1], c=convene)["process"]) == 2


def test_the_tour_of_portfolios_runs(s1):
    names = run(blocks_of_the_guide()[2], c=convene, s1=s1)
    assert convene.verify(names["portfolio"], names["levelled"]) == []
