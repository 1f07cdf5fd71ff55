"""How well tempos and onsets are heard: `python -m benchmarks.listening` prints the tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.grooves_heard import Heard, grooves_heard
from benchmarks.report import Figure
from padsketch.analysis.onsets import Onsets
from padsketch.analysis.tempo import Tempo, tempo_of
from padsketch.storage.samples import decode

LOOPS = Path("/usr/share/sonic-pi/samples")
"""Where Debian's package sonic-pi-samples puts them."""
NEAR = 0.02
"""A tempo is right within so much of itself."""
GRID_SECONDS = 0.02
WINDOWS = (0.02, 0.05)
"""Seconds within which an onset is the hit that was played."""

BEATS = {
    "loop_3d_printer": 16,
    "loop_amen": 4,
    "loop_amen_full": 16,
    "loop_breakbeat": 4,
    "loop_compus": 16,
    "loop_drone_g_97": 8,
    "loop_electric": 4,
    "loop_garzul": 16,
    "loop_industrial": 2,
    "loop_mehackit1": 4,
    "loop_mehackit2": 4,
    "loop_mika": 16,
    "loop_perc1": 4,
    "loop_perc2": 4,
    "loop_safari": 16,
    "loop_tabla": 16,
    "loop_weirdo": 8,
}
"""Beats of every loop: the power of two at which its length gives a tempo from 85 to 150, of which
there is one. Seven loops have the length of the one that is named 97. Six of the fourteen with a
pulse last 4 beats, and in those of 16 the pattern of kick and snare returns every 4 or 8."""


class LoopHeard(NamedTuple):
    """What was heard of a loop, without its name and with it, and how many onsets are on its grid.

    bpm: what its length says; tempos None where nothing was heard.
    """

    name: str
    bpm: float
    unnamed: Tempo | None
    named: Tempo | None
    onsets: int
    on_grid: int


def loops_heard() -> Iterator[LoopHeard]:
    """Every loop of the package."""
    for name, beats in BEATS.items():
        frames, rate = decode(LOOPS / f"{name}.flac")
        onsets = [onset.frame / rate for onset in Onsets.listen(frames, rate).at()]
        seconds = len(frames) / rate
        yield LoopHeard(
            name,
            60 * beats / seconds,
            tempo_of(frames, rate),
            tempo_of(frames, rate, name),
            len(onsets),
            _on_grid(onsets, seconds / beats / 4),
        )


def listening_figures() -> Iterator[Figure]:
    """Shares that are missed, so that less is better."""
    loops = list(loops_heard())
    rhythmic = [loop for loop in loops if loop.unnamed is not None]
    wrong = [loop for loop in rhythmic if not _is_right(loop.unnamed, loop.bpm)]
    yield Figure("loops with a pulse", len(rhythmic), f"of {len(loops)}")
    yield Figure("of these a wrong tempo, unnamed", len(wrong), "loops", 1)
    octaves = [loop for loop in wrong if not _is_right(loop.unnamed, loop.bpm, octaves=True)]
    yield Figure("of these not even its half or double", len(octaves), "loops", 1)
    heard = list(grooves_heard(WINDOWS))
    lost = sum(not _is_right(groove.tempo, groove.bpm, octaves=True) for groove in heard)
    yield Figure(f"of {len(heard)} grooves neither tempo nor its half or double", lost, "", 3)
    for at, window in enumerate(WINDOWS):
        missed = 100 * (1 - _f_measure(heard, at))
        yield Figure(f"F-measure of onsets within {1000 * window:g} ms, to 100", missed, "%", 8)


def main() -> None:
    """Print what was heard of every loop, and of every groove."""
    print("| loop | by length | heard | with its name | right | onsets | on the grid |")
    print("|---|---|---|---|---|---|---|")
    for loop in loops_heard():
        print("|" + "|".join(_cells(loop)) + "|")
    heard = list(grooves_heard(WINDOWS))
    right = [sum(_is_right(g.tempo, g.bpm, octaves) for g in heard) for octaves in (False, True)]
    print(f"\n{len(heard)} grooves: {right[0]} tempos right, {right[1]} with half and double")
    print("\n| window | hits | onsets | precision | recall | F |\n|---|---|---|---|---|---|")
    for at, window in enumerate(WINDOWS):
        print(f"| {1000 * window:g} ms " + _shares(heard, at))


def _cells(loop: LoopHeard) -> Iterator[str]:
    yield f"{loop.name} | {loop.bpm:.2f}"
    for tempo in (loop.unnamed, loop.named):
        yield f"{tempo.bpm:.2f} ({tempo.source}, {tempo.confidence:.1f})" if tempo else "-"
    yield "yes" if _is_right(loop.unnamed, loop.bpm) else "no"
    yield str(loop.onsets)
    yield f"{100 * loop.on_grid / loop.onsets:.0f} %" if loop.onsets else "-"


def _is_right(tempo: Tempo | None, bpm: float, octaves: bool = False) -> bool:
    if tempo is None:
        return False
    right = (bpm, bpm / 2, bpm * 2) if octaves else (bpm,)
    return any(abs(tempo.bpm / one - 1) <= NEAR for one in right)


def _on_grid(onsets: list[float], sixteenth: float) -> int:
    away = [abs(onset - sixteenth * round(onset / sixteenth)) for onset in onsets]
    return sum(distance <= GRID_SECONDS for distance in away)


def _f_measure(heard: list[Heard], window: int) -> float:
    hits, onsets, found = np.sum([(h.hits, h.onsets, h.found[window]) for h in heard], axis=0)
    return float(2 * found / (hits + onsets))


def _shares(heard: list[Heard], window: int) -> str:
    hits, onsets, found = np.sum([(h.hits, h.onsets, h.found[window]) for h in heard], axis=0)
    f_measure = _f_measure(heard, window)
    return f"| {hits} | {onsets} | {found / onsets:.3f} | {found / hits:.3f} | {f_measure:.3f} |"


if __name__ == "__main__":
    main()
