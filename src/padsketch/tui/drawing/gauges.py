"""Meters of the mixer: columns that stand beside a fader, and the figures of the master."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from padsketch.engine.snapshot import NO_LOUDNESS
from padsketch.tui.drawing.colours import ACCENT, BOLD, DANGER, DIM, GOOD, NOTHING, WARNING
from padsketch.tui.drawing.controls import bar_text
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line, line_with_end
from padsketch.units import SILENCE_DB, gain_to_db

STEPS = 24
DB_PER_STEP = 2.0
"""A gauge reaches from full scale 48 dB down, in steps that the eye can tell apart."""
REDUCTION_RANGE = 12.0
"""Decibels of gain taken away that fill a bar."""
EIGHTHS = 8
AUDIBLE_DB = -96.0
"""What lies below is shown as silence."""


class Gauge(NamedTuple):
    """A meter: peak and RMS 0 to `STEPS`, reduction in dB, whether full scale was exceeded."""

    peak: int = 0
    rms: int = 0
    reduction: int = 0
    is_over: bool = False


class Figures(NamedTuple):
    """What the master's meters say, rounded as it is shown.

    peaks and rms of left and right in dB, true_peak in dBTP, loudness momentary, short-term and
    integrated in LUFS, reductions in dB.
    """

    peaks: tuple[float, float] = (SILENCE_DB, SILENCE_DB)
    rms: tuple[float, float] = (SILENCE_DB, SILENCE_DB)
    true_peak: float = SILENCE_DB
    correlation: float = 0.0
    loudness: tuple[float, float, float] = (NO_LOUDNESS,) * 3
    glue: float = 0.0
    limiter: float = 0.0


def gauge_step(gain: float) -> int:
    """The step 0 to `STEPS` of a linear gain."""
    return max(0, min(STEPS, STEPS + int(gain_to_db(gain) // DB_PER_STEP) + 1))


def gauge_cell(gauge: Gauge, row: int, rows: int, ink: Style, glyphs: Glyphs) -> Part:
    """One cell of a column of `rows` cells, row 0 at the top: bright up to the RMS, then dim."""
    if row == 0 and gauge.is_over:
        return ("!", DANGER)
    cells_below = rows - 1 - row
    filled = gauge.peak * rows * EIGHTHS // STEPS - cells_below * EIGHTHS
    is_bright = round(gauge.rms * rows / STEPS) > cells_below
    return (glyphs.blocks[max(0, min(filled, EIGHTHS))], ink if is_bright else ink + DIM)


def reduction_cell(reduction: int, row: int, rows: int, glyphs: Glyphs) -> Part:
    """One cell of a column that hangs from the top: how much gain is taken away."""
    is_filled = row < round(min(reduction / REDUCTION_RANGE, 1.0) * rows)
    return (glyphs.upper if is_filled else " ", WARNING)


@lru_cache(maxsize=512)
def side_strip(side: str, gauge: Gauge, peak_db: float, width: int, glyphs: Glyphs) -> Strip:
    """One side of the mix as a lying bar, with its peak."""
    room = width - 13
    rms, peak = gauge.rms / STEPS, max(gauge.peak, gauge.rms) / STEPS
    bright = round(rms * room)
    text = bar_text((0.0, peak), room, glyphs)
    style = DANGER if gauge.is_over else GOOD
    parts: list[Part] = [(f" {side} ", DIM), (text[:bright], style), (text[bright:], style + DIM)]
    figure = f"{'!' if gauge.is_over else ''}{level_figure(peak_db)} "
    return line_with_end(width, parts, [(figure, style if gauge.is_over else BOLD)])


@lru_cache(maxsize=512)
def figure_strips(figures: Figures, width: int, glyphs: Glyphs) -> tuple[Strip, ...]:
    """The readings of the master, one a line."""
    left, right = map(level_figure, figures.rms)
    correlation = (figures.correlation + 1.0) / 2.0
    filled = (min(0.5, correlation), max(0.5, correlation))
    room = width - 16
    names = zip("MSI", figures.loudness, strict=True)
    loudness = " ".join(f"{name}{loudness_figure(value)}" for name, value in names)
    return (
        _reading("rms", "", f"{left} {right} dB", width),
        _reading("true peak", "", f"{level_figure(figures.true_peak)} dBTP", width),
        _reading("corr", bar_text(filled, room, glyphs), f"{figures.correlation:+.2f}", width),
        _reduction("glue", figures.glue, width, glyphs),
        _reduction("limit", figures.limiter, width, glyphs),
        line_with_end(width, [(" LUFS", DIM)], [(f"{loudness} ", BOLD)]),
    )


def _reduction(label: str, reduction: float, width: int, glyphs: Glyphs) -> Strip:
    bar = bar_text((0.0, min(reduction / REDUCTION_RANGE, 1.0)), width - 16, glyphs)
    return _reading(label, bar, f"-{reduction:.1f}" if reduction else "0.0", width)


def _reading(label: str, bar: str, figure: str, width: int) -> Strip:
    parts: list[Part] = [(f" {label:<6} ", DIM), (bar, ACCENT)]
    return line_with_end(width, parts, [(f"{figure} ", NOTHING)])


def level_figure(level_db: float) -> str:
    """A level without its unit, as wide as -96.0."""
    return f"{level_db:5.1f}" if level_db > AUDIBLE_DB else " -inf"


def loudness_figure(loudness: float) -> str:
    """A loudness without its unit; nothing that is measured yet is a dash."""
    return f"{loudness:.1f}" if loudness > NO_LOUDNESS else "--"


@lru_cache(maxsize=64)
def meters_head(width: int, glyphs: Glyphs) -> tuple[Strip, Strip]:
    """The title over the master's meters."""
    return line(width, (glyphs.rule * width, DIM)), line(width, (" METERS", DIM + BOLD))
