"""What other programs take for the beat, and how that compares."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from benchmarks.peers import csound, fluidsynth, hydrogen, openmpt
from benchmarks.processes import median_cost
from benchmarks.rendering import rendered
from benchmarks.report import Figure
from benchmarks.workloads import SECONDS, Beat, write_project

PEERS = {
    "csound": (csound.command, "cubic"),
    "fluidsynth": (fluidsynth.command, "4-point"),
    "openmpt123": (openmpt.command, "8 taps"),
    "h2cli": (hydrogen.command, "linear"),
}
"""By program: how its input is written, and how it interpolates."""


def peer_figures(beat: Beat, folder: Path) -> Iterator[Figure]:
    """Processor time of whole processes, ours first; who is not installed is named."""
    write_project(beat, folder / "beat")
    ours = rendered(folder / "beat", folder / "beat.wav").seconds
    yield Figure("padsketch", ours, "s CPU", None, f"{SECONDS / ours:.0f} x real time")
    for program, (command, quality) in PEERS.items():
        if shutil.which(program) is None:
            yield Figure(program, float("nan"), "s CPU", None, "is not installed")
            continue
        (folder / program).mkdir()
        seconds = median_cost(command(beat, folder / program)).seconds
        ratios = f"{SECONDS / seconds:.0f} x real time, {seconds / ours:.1f} x ours"
        yield Figure(f"{program}, {quality}", seconds, "s CPU", None, ratios)
