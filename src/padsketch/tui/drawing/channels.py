"""The channels of the mixer side by side: name, settings at a glance, fader and meter."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from padsketch.model.parameters import TRACK
from padsketch.tui.drawing.colours import BOLD, DIM, KEY, REVERSE, WARNING, lane_style
from padsketch.tui.drawing.controls import share
from padsketch.tui.drawing.gauges import Gauge, gauge_cell, reduction_cell
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, blank, line, padded
from padsketch.tui.drawing.meters import level_text, pan_text

MIN_CHANNEL, ROOMY_CHANNEL, MAX_CHANNEL = 6, 8, 10
BUS_NAMES = {"delay": "Delay", "reverb": "Reverb", "master": "Master"}
BUS_ROOM = sum(len(name) + 1 for name in BUS_NAMES.values())
CHANNELS = 16
HEAD_ROWS, FOOT_ROWS = 2, 2
FADER_WIDTH = 3
MIN_FADER = 6
DETAILS = (
    ("h", "eq_high_db"),
    ("m", "eq_mid_db"),
    ("l", "eq_low_db"),
    ("c", "comp_threshold_db"),
    ("d", "send_delay"),
    ("r", "send_reverb"),
)
"""What a high channel shows over its fader: a letter and a parameter of its track."""


class ChannelPlan(NamedTuple):
    """How many tracks fit side by side, how wide they are, and what is left for the buses."""

    tracks: int
    track_width: int
    spare: int

    def bus_width(self, bus: str) -> int:
        """A bus is wide enough for its name."""
        return len(BUS_NAMES[bus]) + 1 + self.spare // len(BUS_NAMES)

    def first(self, place: int) -> int:
        """The first track in view while one of sixteen is in front."""
        return 0 if place < self.tracks else CHANNELS - self.tracks


class ChannelLook(NamedTuple):
    """What of a channel can be seen beside its meter.

    flags: muted and soloed, None where it has neither; details: one value for each of `DETAILS`.
    """

    cap: str
    name: str
    place: int
    level_db: float
    pan: float | None = None
    flags: tuple[bool, bool] | None = None
    details: tuple[float, ...] = ()
    is_here: bool = False


def channel_plan(width: int) -> ChannelPlan:
    """How the width of the screen is shared out."""
    tracks = min(CHANNELS, (width - BUS_ROOM) // MIN_CHANNEL)
    track_width = min(MAX_CHANNEL, (width - BUS_ROOM) // tracks)
    return ChannelPlan(tracks, track_width, width - BUS_ROOM - tracks * track_width)


def detail_rows(height: int) -> int:
    """Lines over the fader: all or none."""
    return len(DETAILS) if height >= HEAD_ROWS + len(DETAILS) + MIN_FADER + FOOT_ROWS else 0


def fader_rows(height: int, has_details: bool) -> range:
    """The lines of a channel on which its fader stands."""
    top = HEAD_ROWS + (detail_rows(height) if has_details else 0)
    return range(top, height - FOOT_ROWS)


def channel_part(x: int, y: int, width: int, height: int, has_details: bool) -> str:
    """What lies under the mouse: "cap", "mute", "solo", "fader" or "name"."""
    if y == 0:
        flags = {width - 3: "mute", width - 2: "solo"}
        return flags.get(x, "cap" if x < FADER_WIDTH else "name")
    return "fader" if y in fader_rows(height, has_details) else "name"


def channel_strips(
    look: ChannelLook, gauge: Gauge, width: int, height: int, glyphs: Glyphs
) -> tuple[Strip, ...]:
    """The lines of a channel; its last column keeps it from the next one."""
    ink = DIM if look.flags and look.flags[0] else lane_style(look.place)
    rows = fader_rows(height, bool(look.details))
    handle = round((1.0 - share(TRACK["level_db"], look.level_db)) * (len(rows) - 1))
    fader = (
        _fader_line(
            row == handle,
            gauge_cell(gauge, row, len(rows), ink, glyphs),
            reduction_cell(gauge.reduction, row, len(rows), glyphs),
            width,
            glyphs,
        )
        for row in range(len(rows))
    )
    shown = look.details if detail_rows(height) else ()
    details = _detail_lines(shown, width, glyphs) if shown else ()
    return (*_head(look, width, ink, glyphs), *details, *fader, *_foot(look, width))


@lru_cache(maxsize=256)
def _head(look: ChannelLook, width: int, ink: Style, glyphs: Glyphs) -> tuple[Strip, Strip]:
    mark = glyphs.here if look.is_here else " "
    parts: list[Part] = [(mark, BOLD), (look.cap.upper().ljust(width - 4), KEY)]
    parts += _flags(look.flags, glyphs)
    name = padded(glyphs.name(look.name, width - 1), width - 1)
    return line(width, *parts), line(width, (name, ink + REVERSE if look.is_here else ink + BOLD))


def _flags(flags: tuple[bool, bool] | None, glyphs: Glyphs) -> list[Part]:
    if flags is None:
        return []
    marks = zip("ms", flags, strict=True)
    return [(mark if on else glyphs.rest, WARNING + BOLD if on else DIM) for mark, on in marks]


@lru_cache(maxsize=256)
def _detail_lines(values: tuple[float, ...], width: int, glyphs: Glyphs) -> tuple[Strip, ...]:
    rows = zip(DETAILS, values, strict=True)
    return tuple(_detail(letter, name, value, width, glyphs) for (letter, name), value in rows)


def _detail(letter: str, name: str, value: float, width: int, glyphs: Glyphs) -> Strip:
    is_changed = value != TRACK[name].default
    text = level_text(value) if is_changed else glyphs.rest
    shown = text if len(text) <= width - 2 else text.split(".")[0]
    return line(width, (letter, DIM), (shown.rjust(width - 2), BOLD if is_changed else DIM))


@lru_cache(maxsize=2048)
def _fader_line(is_handle: bool, meter: Part, reduction: Part, width: int, glyphs: Glyphs) -> Strip:
    track = glyphs.separator.center(FADER_WIDTH)
    fader: Part = (glyphs.heavy * FADER_WIDTH, BOLD) if is_handle else (track, DIM)
    face, style = meter
    gap = "" if width < ROOMY_CHANNEL else " "
    wide = gap + face * (width - FADER_WIDTH - 2 - len(gap))
    return line(width, fader, (wide, style), reduction)


@lru_cache(maxsize=256)
def _foot(look: ChannelLook, width: int) -> tuple[Strip, ...]:
    level = level_text(look.level_db).rjust(width - 1)
    pan = "" if look.pan is None else pan_text(look.pan).rjust(width - 1)
    styles = (BOLD if look.level_db else DIM, BOLD if look.pan else DIM)
    return line(width, (level, styles[0])), line(width, (pan, styles[1]))


def no_channel(width: int, height: int) -> tuple[Strip, ...]:
    """Room without a channel."""
    return (blank(width),) * height
