"""A sound that was found: its waveform, and what is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from padsketch.tui.drawing.colours import BOLD, DIM, NOTHING, WARNING
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import blank, line, styled
from padsketch.tui.drawing.sounds import seconds_text
from padsketch.tui.drawing.waveform import Extremes, waveform

TALL = 10
"""From so many lines on every fact has a line of its own."""
FACT_WIDTH = 10
MOST_ROWS = 12
"""Lines of a waveform: a taller one says no more."""


class SoundLook(NamedTuple):
    """What is known of the sound under the cursor: name, its waveform, facts by their labels.

    head is the share of it that has been heard, from 0 to 1, -1 where it is silent.
    """

    name: str
    extremes: Extremes
    facts: tuple[tuple[str, str], ...]
    fault: str = ""
    head: float = -1.0


def sound_strips(look: SoundLook, size: tuple[int, int], ink: Style, glyphs: Glyphs) -> list[Strip]:
    """A waveform with what is known of the sound below it."""
    width, height = size
    facts = _fact_lines(look, width, height, glyphs)
    rows = min(max(1, height - len(facts)), MOST_ROWS)
    pictures = _picture(look.extremes, width, rows, ink, glyphs)
    if look.head >= 0.0 and look.extremes:
        pictures = [_with_head(strip, int(look.head * width)) for strip in pictures]
    return [*pictures, *facts]


@lru_cache(maxsize=32)
def _picture(extremes: Extremes, width: int, rows: int, ink: Style, glyphs: Glyphs) -> list[Strip]:
    if not extremes:
        return [blank(width)] * rows
    return [
        line(width, *styled(text, [ink] * width))
        for text in waveform(extremes, width, rows, glyphs)
    ]


def _with_head(strip: Strip, at: int) -> Strip:
    """The column that is heard now, turned round."""
    before, here, behind = strip.divide([at, at + 1, strip.cell_length])
    return Strip.join([before, here.apply_style(Style(reverse=True)), behind])


def _fact_lines(look: SoundLook, width: int, height: int, glyphs: Glyphs) -> list[Strip]:
    name = line(width, (" " + glyphs.text(look.name, width - 2), BOLD))
    if look.fault:
        return [name, line(width, (" " + glyphs.text(look.fault, width - 2), WARNING))]
    if height >= TALL:
        return [name, *(_fact_line(label, text, width, glyphs) for label, text in look.facts)]
    words = "  ".join(text for _, text in look.facts if text)
    return [
        line(
            width,
            (" ", NOTHING),
            (glyphs.text(look.name, width // 2), BOLD),
            (f"  {glyphs.text(words)}", NOTHING),
        )
    ]


def _fact_line(label: str, text: str, width: int, glyphs: Glyphs) -> Strip:
    room = width - FACT_WIDTH - 1
    return line(width, (f" {label:<{FACT_WIDTH}}", DIM), (glyphs.text(text, room), NOTHING))


def facts_of(
    seconds: float, rate: int, channels: int, tempo: Sequence[str], more: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """What every sound has, in words, then what only some have."""
    shape = f"{rate / 1000:g} kHz {'stereo' if channels == 2 else 'mono'}"
    length = f"{seconds_text(seconds)}{'' if seconds >= 60 else ' s'}"
    known = (("length", length), ("file", shape), ("tempo", " ".join(tempo)))
    return tuple((label, text) for label, text in (*known, *more) if text)
