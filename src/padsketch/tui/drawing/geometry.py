"""Where things are: one geometry for drawing and for the mouse."""

from __future__ import annotations

from typing import NamedTuple

from textual.geometry import Region

LANES = 16
BEAT_CELLS = 12
BEAT_WIDTH = BEAT_CELLS + 1
"""Columns of one beat widget: its cells and the line behind them."""
MIXER_WIDTH = 12
LABEL_WIDTH = 16
MIN_WIDTH, MIN_HEIGHT = 80, 24


def group_size(step_size: str) -> int:
    """Steps that one beat widget shows: three of a triplet, else four."""
    return 3 if step_size.endswith("T") else 4


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
        return BEAT_CELLS // self.group

    def page_of(self, step: int) -> int:
        """The first step of the page that a step is on."""
        return step // self.columns * self.columns

    def cell_rect(self, row: int, column: int) -> Region:
        """Where the cell of a lane and a column of the page is drawn in the grid."""
        beat, place = divmod(column, self.group)
        x = beat * BEAT_WIDTH + place * self.cell_width
        return Region(x, row * self.lane_height, self.cell_width, self.lane_height)

    def cell_at(self, x: int, y: int) -> tuple[int, int] | None:
        """The lane and column that are drawn at a place; None between and beside the cells."""
        beat, place = divmod(x, BEAT_WIDTH)
        row = y // self.lane_height
        if place >= BEAT_CELLS or not 0 <= beat < self.beats or not 0 <= row < LANES:
            return None
        return row, beat * self.group + place // self.cell_width


class Arrangement(NamedTuple):
    """What the screen has room for, in columns and rows of the terminal."""

    label_width: int
    beats: int
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
    beats = 8 if width >= 150 else 4
    left = LABEL_WIDTH + beats * BEAT_WIDTH + MIXER_WIDTH
    side = _side_width(width, left)
    spare = height - MIN_HEIGHT
    lane_height = 2 if spare >= LANES else 1
    song_rows = 2 if spare >= 4 else 0
    wave_rows = 1 + min(spare - (lane_height - 1) * LANES - song_rows, 10)
    return Arrangement(
        label_width=width - side - beats * BEAT_WIDTH - MIXER_WIDTH,
        beats=beats,
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
