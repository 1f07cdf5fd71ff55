"""The four-minute beat, rendered by the installed program as a whole process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import PADSKETCH, Cost, median_cost
from benchmarks.report import Figure
from benchmarks.workloads import BARS, SECONDS, Beat, write_project


def render_figures(beat: Beat, folder: Path) -> Iterator[Figure]:
    """Processor time and memory of `render` and `stems`."""
    project = folder / "beat"
    write_project(beat, project)
    mix = rendered(project, folder / "beat.wav")
    yield Figure("render", mix.seconds, "s CPU", 1.7, f"{SECONDS / mix.seconds:.0f} x real time")
    yield Figure("render, memory", mix.megabytes, "MB", 60)
    short = folder / "short"
    write_project(beat, short, BARS // 4)
    memory = rendered(short, folder / "short.wav").megabytes
    yield Figure("memory that a song four times as long adds", mix.megabytes - memory, "MB", 2)
    stems = _cost("stems", project, folder / "stems")
    note = f"{SECONDS / stems.seconds:.0f} x real time"
    yield Figure("16 stems and the mix, 32-bit float", stems.seconds, "s CPU", 2.6, note)
    yield Figure("stems, memory", stems.megabytes, "MB", 60)


def rendered(project: Path, output: Path) -> Cost:
    """What one file of a project costs."""
    return _cost("render", project, output)


def _cost(command: str, project: Path, output: Path) -> Cost:
    return median_cost([*PADSKETCH, command, project, "-o", output], output)
