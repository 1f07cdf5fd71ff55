"""Levels as bars of eight heights, so that a meter is redrawn only when the eye can see it."""

from __future__ import annotations

from functools import lru_cache

from textual.strip import Strip

from padsketch.model import Channel
from padsketch.tui.drawing.colours import DANGER, DIM, NOTHING, lane_style
from padsketch.tui.drawing.geometry import MIXER_WIDTH
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import blank, line
from padsketch.units import gain_to_db

LEVELS_DB = (-42.0, -36.0, -30.0, -24.0, -18.0, -12.0, -6.0, -1.0)
"""Decibels at which each of the eight heights begins."""
FALL = 0.8
"""Part of its height that a bar keeps from one drawing to the next."""


def meter_height(gain: float) -> int:
    """Height 0-8 of a linear peak; 9 where it is over full scale."""
    if gain > 1.0:
        return len(LEVELS_DB) + 1
    level_db = gain_to_db(gain)
    return sum(level_db >= limit for limit in LEVELS_DB)


def coarse(height: int) -> int:
    """A height in steps of two, which change less often; over full scale stays."""
    return height if height > len(LEVELS_DB) else height // 2 * 2


def fallen(shown: float, peak: float, fall: float = FALL) -> float:
    """What a meter shows next: it rises at once and falls to a part of what it showed."""
    return max(peak, shown * fall)


def bar(height: int, glyphs: Glyphs) -> str:
    """Four characters for a height 0-9."""
    whole, half = divmod(min(height, 8), 2)
    return (glyphs.bar * whole + glyphs.half_bar * half).ljust(4)


@lru_cache(maxsize=4096)
def mixer_strips(
    channel: Channel | None, height: int, row: int, rows: int, field: int, glyphs: Glyphs
) -> tuple[Strip, ...]:
    """A lane's level, pan and meter; field: 0 level or 1 pan where that is edited, else -1."""
    if channel is None:
        return (blank(MIXER_WIDTH),) * rows
    style = DANGER if height > 8 else lane_style(row)
    value = pan_text(channel.pan) if field == 1 else level_text(channel.level_db)
    shown = NOTHING if channel.level_db or field >= 0 else DIM
    marked = f"[{value}]" if field >= 0 else f" {value} "
    last = line(MIXER_WIDTH, (marked.rjust(7) + " ", shown), (bar(height, glyphs), style))
    return (*(blank(MIXER_WIDTH) for _ in range(rows - 1)), last)


def level_text(level_db: float) -> str:
    """A level as it is read in a column: -inf, -3.0, +1.5."""
    return "-inf" if level_db <= -96.0 else f"{level_db:+.1f}" if level_db else "0.0"


def pan_text(pan: float) -> str:
    """A pan as L50, C or R25, in percent."""
    percent = round(abs(pan) * 100)
    return f"{'L' if pan < 0 else 'R'}{percent}" if percent else "C"


def peak_text(gain: float) -> str:
    """A master peak in dB."""
    return f"{gain_to_db(gain):5.1f}" if gain > 0.0005 else " -inf"
