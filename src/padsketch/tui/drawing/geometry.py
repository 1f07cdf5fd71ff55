"""Where things are: one geometry for drawing and for the mouse."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from textual.geometry import Region

from padsketch.model.metre import meter_ticks
from padsketch.model.pattern import STEP_TICKS

LANES = 16
BEAT_WIDTH = 13
"""Columns of a beat of four steps: its cells and the line behind them."""
CELL_WIDTH, TRIPLET_WIDTH = 3, 4
"""Columns of a step; of one of three to a beat, so that a beat is as wide as one of four."""
MAX_GROUP = 8
"""Steps between two lines of the grid, where a bar has no beats of several steps."""
MIXER_WIDTH = 12
LABEL_WIDTH = 16
MIN_WIDTH, MIN_HEIGHT = 80, 24


def cell_width(group: int) -> int:
    """Columns of the terminal that one of so many steps to a beat takes."""
    return TRIPLET_WIDTH if group == 3 else CELL_WIDTH


def group_size(step: str, meter: str) -> int:
    """Steps between two lines of the grid: those of a beat where they are three, four or six.

    Longer beats are halved, two short ones put together, and a bar of single steps is one group.
    """
    bar, beat, _ = meter_ticks(meter)
    steps = Fraction(beat, STEP_TICKS[step]).numerator
    while steps > 6:
        steps //= 2
    if steps == 1:
        in_bar = bar // beat
        return in_bar if 2 < in_bar <= MAX_GROUP else 4
    if steps == 2:
        return 2 if bar // beat % 2 else 4
    return 3 if step.endswith("T") else steps


class GridGeometry(NamedTuple):
    """The cells of a page: so many beats of `group` steps, every lane `lane_height` rows high."""

    beats: int
    group: int = 4
    lane_height: int = 1

    @property
    def columns(self) -> int:
        """Steps of a page."""
        return self.beats * self.group

    @property
    def cell_width(self) -> int:
        """Columns of the terminal that one step takes."""
        return cell_width(self.group)

    @property
    def beat_width(self) -> int:
        """Columns of the terminal that a beat takes, with the line behind it."""
        return self.group * self.cell_width + 1

    def page_of(self, step: int) -> int:
        """The first step of the page that a step is on."""
        return step // self.columns * self.columns

    def cell_rect(self, row: int, column: int) -> Region:
        """Where the cell of a lane and a column of the page is drawn in the grid."""
        beat, place = divmod(column, self.group)
        x = beat * self.beat_width + place * self.cell_width
        return Region(x, row * self.lane_height, self.cell_width, self.lane_height)

    def cell_at(self, x: int, y: int) -> tuple[int, int] | None:
        """The lane and column that are drawn at a place; None between and beside the cells."""
        beat, place = divmod(x, self.beat_width)
        row = y // self.lane_height
        if place >= self.beat_width - 1 or not 0 <= beat < self.beats or not 0 <= row < LANES:
            return None
        return row, beat * self.group + place // self.cell_width


@lru_cache(maxsize=64)
def grid_geometry(width: int, lane_height: int, step: str, meter: str) -> GridGeometry:
    """The page that so many columns have room for: whole bars where one fits, else beats."""
    group = group_size(step, meter)
    room = width // GridGeometry(1, group).beat_width
    in_bar = Fraction(meter_ticks(meter)[0], STEP_TICKS[step] * group)
    if in_bar.denominator == 1 and in_bar <= room:
        room -= room % in_bar.numerator
    return GridGeometry(room, group, lane_height)


class Arrangement(NamedTuple):
    """What the screen has room for, in columns and rows of the terminal."""

    label_width: int
    grid_width: int
    lane_height: int
    side_width: int
    pad_height: int
    has_inspector: bool
    wave_rows: int
    song_rows: int


def fits(width: int, height: int) -> bool:
    """Whether the sketch can be drawn at all."""
    return width >= MIN_WIDTH and height >= MIN_HEIGHT


def arrangement(width: int, height: int) -> Arrangement:
    """How a screen of at least 80x24 is used."""
    grid_width = (8 if width >= 150 else 4) * BEAT_WIDTH
    left = LABEL_WIDTH + grid_width + MIXER_WIDTH
    side = _side_width(width, left)
    spare = height - MIN_HEIGHT
    lane_height = 2 if spare >= LANES else 1
    song_rows = 2 if spare >= 4 else 0
    wave_rows = 1 + min(spare - (lane_height - 1) * LANES - song_rows, 10)
    return Arrangement(
        label_width=width - side - grid_width - MIXER_WIDTH,
        grid_width=grid_width,
        lane_height=lane_height,
        side_width=side,
        pad_height=4 if lane_height == 2 or width < 120 else 3,
        has_inspector=width >= 120,
        wave_rows=wave_rows,
        song_rows=song_rows,
    )


def _side_width(width: int, left: int) -> int:
    if width < 100:
        return 0
    if width < 120:
        return 20
    return min(width - left, 40)
