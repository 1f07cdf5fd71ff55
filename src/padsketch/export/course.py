"""What a song plays, gathered from the hits of the engine section by section."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from padsketch.analysis.course import Course, Passage
from padsketch.errors import Interrupted
from padsketch.export.foresight import Sound, layers_of, pad_values, track_values
from padsketch.export.section_hits import like, section_bars, section_hits
from padsketch.model import Kit, Project, Section
from padsketch.score import Compiler, Score
from padsketch.score.compiler import bar_positions
from padsketch.score.tables import LAYERINGS
from padsketch.units import POSITIONS_PER_QUARTER, db_to_gain

Key = tuple[object, ...]


class Survey:
    """Makes the course of one project after another; a section that plays the same is kept.

    Energy is that of every hit's sample as a whole, at the levels of its velocity, its layers, its
    pad and its track, with what its step locks of them; envelopes, filters, effects and the master
    do not count. A muted track has hits and no energy.
    """

    def __init__(self) -> None:
        self._compiler = Compiler()
        self._known: list[tuple[Key, Passage]] = []

    def course(
        self,
        project: Project,
        kit: Kit,
        energies: Mapping[str, float],
        cancelled: Callable[[], bool] | None = None,
    ) -> Course:
        """The course of a project's song played with a kit.

        energies: of the sounds by key, as `energy_of` gives them; silent where missing.
        Raises Interrupted once `cancelled` says so.
        """
        score = self._compiler.compile(project, kit)
        powers = tuple(energies.get(key, 0.0) for key in score.sounds)
        made: list[tuple[Key, Passage]] = []
        for at, section in enumerate(project.song):
            if cancelled is not None and cancelled():
                raise Interrupted("The song was not surveyed to its end")
            key = _key(project, kit, powers, section)
            alone = replace(score, sections=score.sections[at : at + 1])
            made.append((key, self._find(key, made) or _passage(project, section, alone, powers)))
        self._known = made
        seconds = tuple(_bar_seconds(project, section) for section in project.song)
        return Course(tuple(passage for _, passage in made), seconds)

    def _find(self, key: Key, made: list[tuple[Key, Passage]]) -> Passage | None:
        return next((passage for known, passage in (*made, *self._known) if known == key), None)


def song_course(project: Project, kit: Kit, energies: Mapping[str, float]) -> Course:
    """The course of a song, gathered at once; arguments as for `Survey.course`."""
    return Survey().course(project, kit, energies)


def _key(project: Project, kit: Kit, powers: tuple[float, ...], section: Section) -> Key:
    """All that the passage of a section depends on: neither its name nor its tempo."""
    sound = (kit, powers, project.pads, project.mixer)
    return (like(section), project.pattern(section.pattern), *sound, *_grid(project))


def _grid(project: Project) -> Key:
    return (project.meter, project.swing, project.seed)


def _passage(
    project: Project, section: Section, score: Score, powers: tuple[float, ...]
) -> Passage:
    length = section_bars(project, section)
    n_bars = math.ceil(length)
    hits = np.zeros((n_bars, len(score.pads)), dtype=np.int64)
    energy = np.zeros(n_bars)
    weights: dict[Sound, float] = {}
    for bars, table, sounds in section_hits(project, section, score):
        np.add.at(hits, (bars, table["pad"]), 1)
        for at, sound in zip(bars.tolist(), sounds, strict=True):
            if sound not in weights:
                weights[sound] = _energy(score, sound, powers)
            energy[at] += weights[sound]
    return Passage(hits, energy, length)


def _energy(score: Score, sound: Sound, powers: tuple[float, ...]) -> float:
    """The energy of the samples of one hit, at its levels."""
    if not score.tracks[sound.pad]["audible"]:
        return 0.0
    level_db = pad_values(score, sound)["level_db"] + track_values(score, sound)["level_db"]
    gain = (sound.velocity / 127) ** 2 * db_to_gain(level_db)
    layers = [
        float(layer["gain"]) ** 2 * powers[layer["sample"]]
        for layer in layers_of(score, sound)
        if layer["sample"] >= 0
    ]
    is_stack = score.pads[sound.pad]["layering"] == LAYERINGS["stack"]
    count = 1 if is_stack else max(1, len(layers))
    return float(gain**2 * sum(layers) / count)


def _bar_seconds(project: Project, section: Section) -> float:
    quarters = bar_positions(project.meter) / POSITIONS_PER_QUARTER
    return quarters * 60.0 / (section.bpm or project.bpm)
