"""The first two lines: what plays, how fast, where; and the ruler over the grid."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from textual.strip import Strip

from padsketch.display import cells
from padsketch.tui.drawing.colours import ACCENT, BOLD, DANGER, DIM, GOOD, NOTHING, REVERSE
from padsketch.tui.drawing.geometry import MIXER_WIDTH, GridGeometry
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line_with_end
from padsketch.tui.drawing.meters import peak_text
from padsketch.units import POSITIONS_PER_QUARTER, POSITIONS_PER_TICK

CLIPS = 1.0
FILL = "FILL"
SPARED = ("length", "swing", "tempo")
"""Words that are left out first, as they are said elsewhere or change least."""


class TransportLook(NamedTuple):
    """The words of the transport line; peaks are linear, left and right.

    repeat and spread: how the keys play where they are not simply pads.
    """

    is_playing: bool
    bpm: float
    swing: float
    pattern: str
    queued: str
    length: int
    step_size: str
    clock: str
    section: str
    peaks: tuple[float, float]
    is_filling: bool = False
    is_armed: bool = False
    repeat: str = ""
    spread: str = ""


class RulerLook(NamedTuple):
    """Which steps the page shows: the first (from 0), how many there are, the heard one or -1.

    aspect: what of them is shown, "" for the whole steps.
    """

    first: int
    extent: int
    heard: int
    is_focused: bool
    aspect: str = ""


@lru_cache(maxsize=64)
def transport_strip(look: TransportLook, width: int, glyphs: Glyphs) -> Strip:
    """The transport line."""
    parts = [*_words(look, width, glyphs).values(), (look.section, DIM)]
    return line_with_end(width, parts, _master(look.peaks))


def transport_word_at(look: TransportLook, width: int, x: int, glyphs: Glyphs) -> str:
    """The name of the word under the mouse, "" where there is none."""
    left = 0
    for name, (text, _) in _words(look, width, glyphs).items():
        start, end = left + text.startswith(" "), left + cells(text.rstrip())
        if start <= x < end:
            return name
        left += cells(text)
    return ""


def _words(look: TransportLook, width: int, glyphs: Glyphs) -> dict[str, Part]:
    """The words by their names; where there is no room for all, some are left out as a whole."""
    words = _all_words(look, glyphs)
    room = width - cells(look.section) - sum(cells(text) for text, _ in _master(look.peaks))
    for name in SPARED:
        if sum(cells(text) for text, _ in words.values()) > room:
            del words[name]
    return words


def _all_words(look: TransportLook, glyphs: Glyphs) -> dict[str, Part]:
    """The words with the blanks around them."""
    queued = f"{glyphs.arrow}{look.queued}" if look.queued else ""
    hands = {"repeat": look.repeat, "spread": look.spread}
    return {
        "state": _state(look, glyphs),
        "tempo": (f" {look.bpm:5.1f} BPM ", NOTHING),
        "swing": (f"sw {look.swing:g}% ", NOTHING),
        "pattern": (f"{look.pattern}{queued}  ", ACCENT),
        "length": (f"{look.length}x{look.step_size}".ljust(9), NOTHING),
        "clock": (look.clock.ljust(7), BOLD),
        "fill": (FILL, REVERSE if look.is_filling else DIM),
        "gap": (" ", NOTHING),
        **{name: (f"{text} ", ACCENT) for name, text in hands.items() if text},
    }


def _state(look: TransportLook, glyphs: Glyphs) -> Part:
    glyph = glyphs.play if look.is_playing else glyphs.stop
    if look.is_armed:
        return f" {glyph} {'REC ' if look.is_playing else 'REC arm'}", DANGER
    return (f" {glyph} PLAY", GOOD) if look.is_playing else (f" {glyph} STOP", BOLD)


def _master(peaks: tuple[float, float]) -> list[Part]:
    return [
        (f" {side} {peak_text(peak)}", DANGER if peak > CLIPS else NOTHING)
        for side, peak in zip("LR", peaks, strict=True)
    ] + [(" ", NOTHING)]


def clock_text(position: int, meter: str, step_ticks: int) -> str:
    """bar.beat.step of a position, all from 1; in a count-in the bars to come, as -1, and beats."""
    beats, unit = map(int, meter.split("/"))
    beat = 4 * POSITIONS_PER_QUARTER // unit
    if position < 0:
        return f"{position // (beat * beats)}.{position // beat % beats + 1}"
    step = step_ticks * POSITIONS_PER_TICK
    in_beat = position % beat // step
    return f"{position // (beat * beats) + 1}.{position // beat % beats + 1}.{in_beat + 1}"


@lru_cache(maxsize=256)
def ruler_strip(
    look: RulerLook,
    geometry: GridGeometry,
    label_width: int,
    width: int,
    heads: str,
    glyphs: Glyphs,
) -> Strip:
    """Numbers over the first step of every beat, and which page of the pattern this is."""
    parts: list[Part] = _label_head(look.aspect, label_width)
    for beat in range(geometry.beats):
        parts += _beat_number(look, geometry, beat, glyphs)
    return line_with_end(width, parts, [(_mixer_head(look, geometry, heads), DIM)])


def _label_head(aspect: str, width: int) -> list[Part]:
    room = width - 2
    words = f" {aspect}"[: room - 1] if aspect else " KEY PAD"
    return [(words.ljust(room), ACCENT if aspect else DIM), ("MS", DIM)]


def _mixer_head(look: RulerLook, geometry: GridGeometry, heads: str) -> str:
    if look.extent <= geometry.columns:
        return heads.ljust(MIXER_WIDTH)
    last = min(look.first + geometry.columns, look.extent)
    return f" {look.first + 1}-{last} of {look.extent} "


def _beat_number(look: RulerLook, geometry: GridGeometry, beat: int, glyphs: Glyphs) -> list[Part]:
    step = look.first + beat * geometry.group
    number = f"{step + 1:>2}" if step < look.extent else ""
    is_heard = look.heard >= 0 and look.heard // geometry.group == beat
    edge = " " if beat == geometry.beats - 1 else glyphs.separator
    style = (REVERSE if is_heard else NOTHING) if look.is_focused else DIM
    gap = "".ljust(geometry.beat_width - 1 - len(number))
    return [(number, style), (gap, NOTHING), (edge, DIM)]
