"""Patterns of Hydrogen, of every age since 0.9: notes in forty-eighths of a quarter note."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from xml.etree.ElementTree import Element

from padsketch.formats.beats.beat_draft import STRAIGHT, Grid, PatternDraft, Strike
from padsketch.formats.beats.grid import found_grid, step_for, swung
from padsketch.formats.hydrogen_instruments import loudness
from padsketch.formats.losses import Losses
from padsketch.formats.xml import flag_of, number_of, text_of
from padsketch.model.pattern import STEP_TICKS
from padsketch.model.project import BEAT_UNITS, MAX_BEATS
from padsketch.units import TICKS_PER_QUARTER

TICK = TICKS_PER_QUARTER // 48
"""Our ticks in one of Hydrogen's."""
WHOLE = 192
"""Its ticks of a whole note, and of a pattern that does not say its size."""
LEAD = 5 * TICK
"""How much early or late a lead or lag of 1 is."""
MAX_SIZE = 64 * WHOLE
_KEY = re.compile(r"([A-G][sf]?)(-?\d{1,2})")
_NOTES = ("C", "Cs", "D", "Ef", "E", "F", "Fs", "G", "Af", "A", "Bf", "B")


class NoteReader:
    """Reads patterns of a song with a swing in percent; told what is lost by part's name."""

    def __init__(self, names: dict[str, str], swing: float, losses: Losses) -> None:
        self._names = names
        self._swing = swing
        self._losses = losses
        self.held: set[str] = set()
        """Instruments that have notes with a length."""
        self.free: set[str] = set()
        """Instruments that have notes without."""

    def pattern(self, element: Element) -> PatternDraft:
        """A pattern with its notes as they are heard."""
        name = text_of(element, "name", "pattern_name") or "Pattern"
        size = int(max(1.0, min(MAX_SIZE, number_of(element, "size", WHOLE))))
        strikes: dict[str, list[Strike]] = defaultdict(list)
        for note in element.iter("note"):
            instrument = text_of(note, "instrument")
            if (strike := self._strike(note, instrument, size)) is not None:
                strikes[instrument].append(strike)
        ordered = {part: tuple(sorted(own)) for part, own in strikes.items()}
        return PatternDraft(name, size * TICK, ordered)

    def _strike(self, note: Element, instrument: str, size: int) -> Strike | None:
        """A note, None where nothing is heard of it."""
        name = self._names.get(instrument)
        if name is None:
            self._losses.tell("Notes of instruments that are not there are left out", instrument)
            return None
        if flag_of(note, "note_off"):
            self._losses.tell("Notes that only end others are left out", name)
            return None
        velocity = round(loudness(number_of(note, "velocity", 0.8)))
        position = round(number_of(note, "position", 0.0))
        if velocity == 0 or not 0 <= position < size:
            self._losses.tell("Notes that Hydrogen does not play are left out", name)
            return None
        return self._heard(note, instrument, position, velocity)

    def _heard(self, note: Element, instrument: str, position: int, velocity: int) -> Strike:
        lead = max(-1.0, min(1.0, number_of(note, "leadlag", 0.0)))
        length = number_of(note, "length", -1.0)
        (self.held if length > 0 else self.free).add(instrument)
        chance = number_of(note, "probability", 1.0)
        return Strike(
            tick=swung(position * TICK, self._swing) + round(lead * LEAD),
            velocity=velocity,
            ticks=round(length * TICK) if length > 0 else 0,
            chance=round(100 * max(0.0, min(1.0, chance))),
            tune=_tune(note),
            pan=_pan(note),
        )


def on_one_grid(
    patterns: Iterable[PatternDraft], swing: float
) -> tuple[Grid, tuple[PatternDraft, ...]]:
    """The grid of a song, swung sixteenths where it swings, and its patterns on it.

    A pattern that does not end on it has one that it ends on.
    """
    every = tuple(patterns)
    ticks = (one.tick for pattern in every for own in pattern.strikes.values() for one in own)
    grid = Grid("1/16", swing) if swing > STRAIGHT.swing else found_grid(ticks)
    return grid, tuple(_on(grid, pattern) for pattern in every)


def _on(grid: Grid, pattern: PatternDraft) -> PatternDraft:
    fits = pattern.ticks % STEP_TICKS[grid.step] == 0
    return replace(pattern, grid=grid if fits else Grid(step_for((pattern.ticks,))))


def meter_of(element: Element) -> str:
    """The meter that a pattern is one bar of, "4/4" where it is none that can be said."""
    size = round(number_of(element, "size", WHOLE))
    unit = round(number_of(element, "denominator", 4))
    if unit not in BEAT_UNITS or size * unit % WHOLE or not 1 <= size * unit // WHOLE <= MAX_BEATS:
        return "4/4"
    return f"{size * unit // WHOLE}/{unit}"


def _tune(note: Element) -> float:
    """Semitones: the key from C0 on, and the pitch beside it."""
    key = _KEY.fullmatch(text_of(note, "key"))
    semitones = 0
    if key is not None and key[1] in _NOTES:
        semitones = 12 * int(key[2]) + _NOTES.index(key[1])
    return semitones + number_of(note, "pitch", 0.0)


def _pan(note: Element) -> float:
    """From -1 to 1; until 1.1 there was a gain of at most a half for each side."""
    if note.find("pan") is not None:
        return number_of(note, "pan", 0.0)
    left, right = (max(0.0, number_of(note, name, 0.5)) for name in ("pan_L", "pan_R"))
    louder = max(left, right)
    return round((right - left) / louder, 4) if louder > 0 else 0.0
