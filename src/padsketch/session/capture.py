"""A performance as sections of a song: which pattern played how often, with what muted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from padsketch.model import Project, Section
from padsketch.model.song import MAX_REPEATS
from padsketch.units import POSITIONS_PER_TICK, frame_to_position

FILL_SHARE = 8
"""A pass is a fill when the fill was on for at least this part of it: an eighth."""


class Scene(NamedTuple):
    """What plays, beside where it is: a pattern, the section it belongs to (-1: none)."""

    pattern: str
    section: int
    mute: tuple[str, ...]
    is_fill: bool


class Glance(NamedTuple):
    """What the engine said at a moment; position since the pattern began."""

    scene: Scene
    position: int
    frame: int
    millibpm: int


class Span(NamedTuple):
    """A scene between two positions; `is_new`: its pattern began with it, or was restarted."""

    scene: Scene
    start: int
    end: int
    is_new: bool


class Capture:
    """Keeps what changes from one glance to the next, however far they lie apart."""

    def __init__(self, rate: int) -> None:
        self.spans: list[Span] = []
        self._rate = rate
        self._last: Glance | None = None

    def look(self, glance: Glance | None) -> None:
        """Take what plays now; None while nothing does."""
        last, self._last = self._last, glance
        if glance is None:
            return
        if last is None:
            self.spans.append(Span(glance.scene, glance.position, glance.position, True))
        elif _goes_on(last, glance):
            self._extend(last, glance)
        else:
            self._begin(last, glance)

    def _extend(self, last: Glance, glance: Glance) -> None:
        self.spans[-1] = self.spans[-1]._replace(end=glance.position)
        if glance.scene != last.scene:
            self.spans.append(Span(glance.scene, glance.position, glance.position, False))

    def _begin(self, last: Glance, glance: Glance) -> None:
        """Another pattern has begun since the last glance: at its start, or else at that glance."""
        passed = frame_to_position(glance.frame - last.frame, self._rate, last.millibpm)
        start = max(0, glance.position - passed)
        end = last.position + passed - (glance.position - start)
        self.spans[-1] = self.spans[-1]._replace(end=end)
        self.spans.append(Span(glance.scene, start, glance.position, True))


def _goes_on(last: Glance, glance: Glance) -> bool:
    """Whether the same pattern has played on."""
    is_same = glance.scene[:2] == last.scene[:2]
    return is_same and glance.position >= last.position


def captured(project: Project, spans: Iterable[Span]) -> list[Section]:
    """The sections that play again what was captured.

    A section consists of passes of its pattern. A pass counts when half of it was played; it has
    the mutes that were in force in its middle, and is a fill when the fill was on for an eighth of
    it. Every section begins its pattern anew.
    """
    return [
        section
        for run in _runs(spans)
        for scene, passes in groupby(_passes(project, run))
        for section in _sections(project, scene, sum(1 for _ in passes))
    ]


def _runs(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """The spans from one beginning of a pattern to the next."""
    run: list[Span] = []
    for span in spans:
        if span.is_new and run:
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _passes(project: Project, run: Sequence[Span]) -> Iterator[Scene]:
    """The scene of every pass that counts."""
    pattern = project.pattern(run[0].scene.pattern)
    length = pattern.length * pattern.step_ticks * POSITIONS_PER_TICK
    start, end = run[0].start, run[-1].end
    for first in range(start // length * length, end, length):
        if 2 * (min(end, first + length) - max(start, first)) >= length:
            yield _scene_of(run, first, length)


def _scene_of(run: Sequence[Span], first: int, length: int) -> Scene:
    middle = first + length // 2
    scene = next((span.scene for span in reversed(run) if span.start <= middle), run[0].scene)
    filled = sum(
        max(0, min(span.end, first + length) - max(span.start, first))
        for span in run
        if span.scene.is_fill
    )
    return scene._replace(is_fill=FILL_SHARE * filled >= length)


def _sections(project: Project, scene: Scene, passes: int) -> Iterator[Section]:
    """A section of so many passes; more than one where they are too many."""
    known = 0 <= scene.section < len(project.song)
    of = project.song[scene.section] if known else None
    name = of.section if of else project.pattern(scene.pattern).name
    for done in range(0, passes, MAX_REPEATS):
        yield Section(
            section=name,
            pattern=scene.pattern,
            repeats=min(MAX_REPEATS, passes - done),
            mute=scene.mute,
            transpose=of.transpose if of else 0.0,
            bpm=of.bpm if of else None,
            fill=scene.is_fill,
        )
