"""The level of what comes in: one line on a terminal's stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from padsketch.cli.progress import ERASE
from padsketch.units import seconds_to_clock

if TYPE_CHECKING:
    from padsketch.outputs.level import Level

WIDTH = 30
LOWEST_DB = -60.0


def meter_words(level: Level, seconds: float, is_waiting: bool) -> str:
    """Time or waiting, a bar for the loudest channel, its highest peak, and what was clipped."""
    peak, held = max(level.peaks_db), max(level.held_db)
    clips = f"  {level.clips} clipped" if level.clips else ""
    time = "waits" if is_waiting else seconds_to_clock(seconds)
    return f"{time:>7}  [{_bar(peak, held)}] {peak:6.1f} dBFS  peak {held:6.1f}{clips}"


def draw_meter(terminal: TextIO, words: str) -> None:
    """Show the line in place of what it said before; "" clears it."""
    print(f"{ERASE}{words}", end="", file=terminal, flush=True)


def _bar(peak: float, held: float) -> str:
    """What is filled up to the peak, with a mark at the highest one."""
    full, mark = _column(peak), _column(held)
    bar = "#" * full + " " * (WIDTH - full)
    return bar[: mark - 1] + "|" + bar[mark:] if mark else bar


def _column(level_db: float) -> int:
    share = 1.0 - level_db / LOWEST_DB
    return round(WIDTH * min(max(share, 0.0), 1.0))
