"""From a project and its kit to a score; a pattern that did not change is not compiled again."""

from __future__ import annotations

import numpy as np

from padsketch.model import PATTERN_NAMES, Kit, Pattern, Project, dressed
from padsketch.model.pad_settings import sounds_of
from padsketch.score.kit import compile_layers, compile_pads
from padsketch.score.mixer import compile_bus, compile_tracks
from padsketch.score.pattern import PatternPart, compile_pattern
from padsketch.score.song import compile_song
from padsketch.score.tables import LANE, LOCK, PATTERN, STEP, Score, Table
from padsketch.units import POSITIONS_PER_QUARTER, POSITIONS_PER_TICK, bpm_to_millibpm


class Compiler:
    """Compiles one project after another; a pattern that did not change is not compiled again."""

    def __init__(self) -> None:
        self._pads: tuple[str, ...] = ()
        self._swing = 0.0
        self._parts: dict[str, tuple[Pattern, PatternPart]] = {}

    def compile(self, project: Project, kit: Kit) -> Score:
        """The score of a project played with a kit; lanes without a pad are left out."""
        played = dressed(kit, project.pads)
        pads = tuple(pad.id for pad in played.pads)
        if pads != self._pads or project.swing != self._swing:
            self._parts.clear()
        self._pads, self._swing = pads, project.swing
        parts = {name: self._part(project, played, name) for name in project.patterns}
        sounds = tuple(sounds_of(kit, played))
        return Score(
            **_join(parts, project.meter, project.swing),
            sections=compile_song(project, played),
            pads=compile_pads(played),
            layers=compile_layers(played, sounds),
            tracks=compile_tracks(project, played),
            sounds=sounds,
            seed=project.seed,
            millibpm=bpm_to_millibpm(project.bpm),
            delay=compile_bus("delay", project.delay),
            reverb=compile_bus("reverb", project.reverb),
            master=compile_bus("master", project.master),
        )

    def _part(self, project: Project, kit: Kit, name: str) -> PatternPart:
        pattern = project.patterns[name]
        known = self._parts.get(name)
        if known is None or known[0] is not pattern:
            known = (pattern, compile_pattern(pattern, kit, project.swing))
            self._parts[name] = known
        return known[1]


def compile_score(project: Project, kit: Kit) -> Score:
    """The score of a project played with a kit, compiled from nothing."""
    return Compiler().compile(project, kit)


def _join(parts: dict[str, PatternPart], meter: str, swing: float) -> dict[str, Table]:
    """One set of tables out of every pattern's own."""
    bar, beat = bar_positions(meter), beat_positions(meter)
    patterns: list[tuple[int, ...]] = []
    lanes: list[tuple[int, ...]] = []
    steps: list[Table] = [np.zeros(0, dtype=STEP)]
    locks: list[tuple[int, float]] = []
    n_steps = 0
    for key, name in enumerate(PATTERN_NAMES):
        part = parts.get(name, EMPTY_PART)
        length = part.pattern.length * part.pattern.step_ticks * POSITIONS_PER_TICK
        own = part.pattern.swing
        hundredths = round(100 * (swing if own is None else own))
        patterns.append((length, bar, beat, len(lanes), len(part.lanes), key, hundredths))
        lanes.extend((*row[:3], row[3] + n_steps, *row[4:]) for row in part.lanes)
        steps.append(_move_locks(part.steps, len(locks)))
        locks.extend(part.locks)
        n_steps += len(part.steps)
    return {
        "patterns": np.array(patterns, dtype=PATTERN),
        "lanes": np.array(lanes, dtype=LANE),
        "steps": np.concatenate(steps),
        "locks": np.array(locks, dtype=LOCK),
    }


def _move_locks(steps: Table, offset: int) -> Table:
    if offset == 0:
        return steps
    moved = steps.copy()
    moved["first_lock"] += offset
    return moved


EMPTY_PART = PatternPart(Pattern(), [], np.zeros(0, dtype=STEP), [])


def bar_positions(meter: str) -> int:
    """Positions of one bar of a meter such as "6/8"."""
    return int(meter.split("/")[0]) * beat_positions(meter)


def beat_positions(meter: str) -> int:
    """Positions of one beat: of the note under the stroke."""
    return 4 * POSITIONS_PER_QUARTER // int(meter.split("/")[1])
