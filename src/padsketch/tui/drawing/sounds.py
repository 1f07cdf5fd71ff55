"""The list of the sound browser: its heads, a line for every folder and sound."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from padsketch.tui.drawing.colours import ACCENT, BOLD, DIM, KEY, NOTHING, WARNING
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line, line_with_end, padded

FAVOURITE = "*"
MARKS = 3
"""Columns in front of a name: the cursor, a favourite, a blank."""
LENGTH_WIDTH, TEMPO_WIDTH, TAGS_WIDTH = 8, 7, 18
MEASURE_WIDTH = 12
WITH_MEASURES = 96
"""From this width on a list shows brightness and decay."""
UNKNOWN = ""


class Column(NamedTuple):
    """A column of the list, and what a click on its head sorts by."""

    head: str
    order: str
    width: int


class EntryLook(NamedTuple):
    """A line of the list: seconds, bpm and measures are 0 where they are not known."""

    name: str
    is_folder: bool
    is_favourite: bool
    is_here: bool
    is_heard: bool
    seconds: float = 0.0
    bpm: float = 0.0
    brightness_hz: float = 0.0
    decay_s: float = 0.0
    tags: tuple[str, ...] = ()
    fault: str = ""


def columns(width: int) -> tuple[Column, ...]:
    """The columns that a list of this width has; the name takes what is left over."""
    measures: tuple[Column, ...] = ()
    if width >= WITH_MEASURES:
        measures = (
            Column("bright", "brightness", MEASURE_WIDTH),
            Column("decay", "decay", MEASURE_WIDTH),
        )
    fixed = (
        Column("length", "length", LENGTH_WIDTH),
        Column("tempo", "tempo", TEMPO_WIDTH),
        *measures,
        Column("  tags", "", TAGS_WIDTH),
    )
    name = width - MARKS - sum(column.width for column in fixed)
    return (Column("name", "name", max(0, name)), *fixed)


def column_at(x: int, width: int) -> str:
    """What a click at a place of the heads sorts by, "" where that is nothing."""
    start = MARKS
    for column in columns(width):
        if x < start + column.width:
            return column.order
        start += column.width
    return ""


def scrolled(first: int, here: int, rows: int, count: int) -> int:
    """The first line of a list that is seen: as before, while the cursor stays off the rim."""
    rim = 1 if rows > 2 else 0
    near = min(max(first, here - rows + 1 + rim), here - rim)
    return max(0, min(near, count - rows))


@lru_cache(maxsize=64)
def heads_strip(order: str, is_descending: bool, width: int, glyphs: Glyphs) -> Strip:
    """The heads of the columns; an arrow says what the list is sorted by, and which way."""
    arrows = ("v", "^") if glyphs.is_ascii else ("▾", "▴")
    parts: list[Part] = [(" " * MARKS, DIM)]
    for column in columns(width):
        is_sorted = column.order == order
        text = column.head + (arrows[is_descending] if is_sorted else "")
        parts.append((_aligned(text, column), BOLD if is_sorted else DIM))
    return line(width, *parts)


@lru_cache(maxsize=1024)
def entry_strip(look: EntryLook, width: int, glyphs: Glyphs) -> Strip:
    """One folder or sound."""
    ink = _ink(look)
    name, *others = columns(width)
    shown = look.name + ("/" if look.is_folder else "")
    text = padded(glyphs.text(shown, name.width), name.width)
    parts: list[Part] = [
        (_mark(look, glyphs), BOLD),
        (FAVOURITE if look.is_favourite else " ", KEY),
        (" ", NOTHING),
        (text, ink),
    ]
    if look.fault:
        room = sum(column.width for column in others)
        parts.append((padded("  " + glyphs.text(look.fault, room - 2), room), WARNING))
    else:
        cells = _cells(look, glyphs)
        parts += [(_aligned(cells[column.head], column), DIM) for column in others]
    return line(width, *parts)


def _mark(look: EntryLook, glyphs: Glyphs) -> str:
    if look.is_heard:
        return glyphs.play
    return glyphs.here if look.is_here else " "


def _ink(look: EntryLook) -> Style:
    style = ACCENT if look.is_folder else NOTHING
    return style + Style(reverse=True, bold=True) if look.is_here else style


def _cells(look: EntryLook, glyphs: Glyphs) -> dict[str, str]:
    tags = glyphs.text(" ".join(look.tags), TAGS_WIDTH - 2)
    return {
        "length": seconds_text(look.seconds),
        "tempo": f"{look.bpm:.0f}" if look.bpm else UNKNOWN,
        "bright": hertz_text(look.brightness_hz),
        "decay": seconds_text(look.decay_s),
        "  tags": f"  {tags}",
    }


def _aligned(text: str, column: Column) -> str:
    """Names and tags at the left, numbers at the right."""
    is_text = column.head in ("name", "  tags")
    return padded(text[: column.width], column.width) if is_text else text.rjust(column.width)


def head_strip(title: str, counted: str, end: str, width: int, glyphs: Glyphs) -> Strip:
    """Where one looks, how much there is, and what goes on behind."""
    room = width - len(end) - len(counted) - len(" SOUNDS   ")
    parts = [(" SOUNDS  ", ACCENT), (_ending(glyphs.text(title), room), BOLD), (counted, DIM)]
    return line_with_end(width, parts, [(end, DIM)])


def _ending(text: str, room: int) -> str:
    """The end of a path says more than its beginning."""
    return text if len(text) <= room else "..." + text[max(0, len(text) - room + 3) :]


def seconds_text(seconds: float) -> str:
    """A length: to the hundredth below ten seconds, to the second from a minute on."""
    if not seconds:
        return UNKNOWN
    if seconds < 10.0:
        return f"{seconds:.2f}"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}" if minutes else f"{seconds:.1f}"


def hertz_text(hertz: float) -> str:
    """A frequency in three digits."""
    if not hertz:
        return UNKNOWN
    return f"{hertz:.0f} Hz" if hertz < 1000.0 else f"{hertz / 1000:.1f} kHz"
