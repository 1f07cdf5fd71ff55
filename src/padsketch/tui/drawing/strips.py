"""What is known about the pad and the step under the cursor."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from textual.strip import Strip

from padsketch.model import Pad
from padsketch.tui.drawing.colours import BOLD, DIM, KEY, NOTHING, REVERSE, lane_style
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line, line_with_end
from padsketch.tui.drawing.waveform import Extremes, waveform

Text = tuple[str, str, bool]
"""A label, its value, and whether that was set."""


class PadLook(NamedTuple):
    """The pad in front: the file that a hit of 100 plays, its length in seconds, its outline."""

    pad: Pad
    cap: str
    row: int
    file: str
    seconds: float
    extremes: Extremes


@lru_cache(maxsize=128)
def pad_strips(look: PadLook, width: int, wave_rows: int, glyphs: Glyphs) -> tuple[Strip, ...]:
    """A line of settings and lines of waveform."""
    return (_pad_line(look, width, glyphs), *_wave_lines(look, width, wave_rows, glyphs))


def _pad_line(look: PadLook, width: int, glyphs: Glyphs) -> Strip:
    pad = look.pad
    settings = [
        ("tune", f"{pad.tune:+g}"),
        ("gain", f"{pad.level_db:+.1f}"),
        ("choke", str(pad.choke) if pad.choke else "-"),
    ]
    end = [part for name, value in settings for part in _pair(name, value)]
    parts: list[Part] = [
        (" PAD ", DIM),
        (look.cap.upper(), KEY + BOLD),
        (f" {glyphs.name(pad.name, 16)} ", lane_style(look.row) + BOLD),
        (f" {glyphs.text(look.file, 24)} ", NOTHING),
        (f"{look.seconds:.2f}s", NOTHING),
    ]
    return line_with_end(width, parts, [*end, (f"  {pad.mode} ", NOTHING)])


def _wave_lines(look: PadLook, width: int, rows: int, glyphs: Glyphs) -> list[Strip]:
    pad = look.pad
    decay = f"D {pad.decay:g}ms" if pad.decay else "D full"
    end: list[Part] = [(f"  A {pad.attack:g}ms  {decay} ", DIM)]
    room = width - sum(len(text) for text, _ in end) - 1
    pictures = waveform(look.extremes, room, rows, glyphs) or ("",) * rows
    style = lane_style(look.row)
    last = len(pictures) - 1
    return [
        line_with_end(width, [(" " + text, style)], end)
        if at == last
        else line(width, (" " + text, style))
        for at, text in enumerate(pictures)
    ]


@lru_cache(maxsize=256)
def step_strip(step: int, texts: tuple[Text, ...], chosen: int, width: int, note: str) -> Strip:
    """The line of the step under the cursor, counted from 1; chosen: the field in hand, or -1."""
    parts: list[Part] = [(" STEP ", DIM), (str(step + 1), KEY + BOLD)]
    for at, (name, value, is_set) in enumerate(texts):
        ink = BOLD if is_set else NOTHING
        parts += [(f"  {name} ", DIM), (value, REVERSE if at == chosen else ink)]
    return line(width, *parts, (f"  {note}", DIM))


@lru_cache(maxsize=256)
def inspector_strips(
    texts: tuple[Text, ...], width: int, height: int, title: str
) -> tuple[Strip, ...]:
    """Every detail of the step under the cursor, in as many columns as the height asks for.

    What it says itself is bright.
    """
    rows = max(1, height - 1)
    columns = max(1, -(-len(texts) // rows))
    lines = (texts[row::rows] for row in range(min(rows, len(texts))))
    return (
        line(width, (f" {title}", BOLD)),
        *(
            Strip.join([_detail(text, width // columns) for text in row]).adjust_cell_length(width)
            for row in lines
        ),
    )


def _detail(text: Text, width: int) -> Strip:
    name, value, is_set = text
    return line(width, (f"   {name:<7} ", DIM), (value, BOLD if is_set else DIM))


def _pair(name: str, value: str) -> list[Part]:
    return [(f"  {name} ", DIM), (value, NOTHING)]
