"""A hundred small projects, rendered one after the other, and as a batch."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.processes import PADSKETCH
from benchmarks.report import Figure
from padsketch.demo import demo_project
from padsketch.model import edits
from padsketch.storage import save_project

N_PROJECTS = 100
JOBS = 2


def batch_figures(folder: Path) -> Iterator[Figure]:
    """Wall times: a pattern of two bars a project, and the ratio to a command for each."""
    projects = write_projects(folder / "songs")
    single = _seconds(*(_render(project, folder) for project in projects))
    yield Figure(f"{N_PROJECTS} projects, a command for each", single, "s")
    for jobs in (1, JOBS):
        out = folder / f"out-{jobs}"
        words = ("batch", f"{folder}/songs/*", "-o", out, "--jobs", str(jobs))
        seconds = _seconds([*PADSKETCH, *words])
        name = f"{N_PROJECTS} projects, --jobs {jobs}, of the single commands"
        yield Figure(name, 100 * seconds / single, "%", 60 if jobs == JOBS else None)
        assert len(list(out.iterdir())) == N_PROJECTS
        shutil.rmtree(out)


def write_projects(folder: Path) -> list[Path]:
    """Projects that play the demo's first pattern with its kit, each in a tempo of its own."""
    demo = edits.set_song(demo_project(), ())
    projects = [folder / f"song {number:03}" for number in range(N_PROJECTS)]
    for number, project in enumerate(projects):
        save_project(project, edits.set_bpm(demo, 80.0 + number))
    return projects


def _render(project: Path, folder: Path) -> list[str | Path]:
    return [*PADSKETCH, "render", project, "-o", folder / "out.wav", "--force"]


def _seconds(*commands: Sequence[str | Path]) -> float:
    started = time.perf_counter()
    for command in commands:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started
