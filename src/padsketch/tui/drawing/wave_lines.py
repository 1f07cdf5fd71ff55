"""The lines around the picture of a sound: its scale, its marks, what is played, all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.style import Style
from textual.strip import Strip

from padsketch.tui.drawing.colours import BOLD, CURSOR, DIM, HEARD, REVERSE
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import line, styled
from padsketch.tui.drawing.ruler import Tick
from padsketch.tui.drawing.sample import FACES
from padsketch.tui.drawing.wave import Frames, WaveLook
from padsketch.tui.drawing.waveform import Values, lines_of, stacked_cells
from padsketch.tui.drawing.window import Window

RANGE = (FACES["start"], FACES["end"])
LOOP = (FACES["loop_start"], FACES["loop_end"])


def ruler_strip(look: WaveLook, ticks: Iterable[Tick], glyphs: Glyphs) -> Strip:
    """The scale; over it the selection in brackets, the playhead and the cursor."""
    scale = _Line(look.window)
    for tick in ticks:
        scale.write(tick.frame, glyphs.separator + tick.label, DIM)
    if look.selection:
        scale.colour(look.selection, REVERSE)
        scale.bracket(look.selection, RANGE, REVERSE + BOLD)
    if look.heard >= 0:
        scale.write(look.heard, glyphs.play, HEARD)
    scale.write(look.cursor, glyphs.pointer, CURSOR)
    return scale.strip()


def marks_strip(look: WaveLook, ink: Style, glyphs: Glyphs) -> Strip:
    """The numbers of the marks, as far as there is room; a heavy line under the slice in front."""
    numbers, window = _Line(look.window), look.window
    if look.marks:
        numbers.fill(look.slice, glyphs.heavy, ink)
    places = [window.column_of(mark) for mark in look.marks]
    ends = [*places[1:], window.columns]
    for number, mark in enumerate(look.marks):
        label, is_front = str(number + 1), mark == look.slice[0]
        has_room = places[number] + len(label) <= ends[number] or is_front
        style = ink + BOLD + REVERSE if is_front else BOLD
        numbers.write(mark, label if has_room else glyphs.tick, style)
    return numbers.strip()


def range_strip(look: WaveLook, ink: Style, glyphs: Glyphs) -> Strip:
    """What is played between its handles, the slopes of its fades, and its loop."""
    (start, end), (rise, fall) = look.played, look.fades
    found = _Line(look.window, glyphs.rule)
    found.fill(look.played, glyphs.heavy, ink)
    found.fill((start, start + rise), "/", ink)
    found.fill((end - fall, end), "\\", ink)
    if look.loop:
        found.bracket(look.loop, LOOP, BOLD)
    found.bracket(look.played, RANGE, BOLD)
    return found.strip()


def overview_strip(heights: Values, window: Window, ink: Style, glyphs: Glyphs) -> Strip:
    """All of the sound in one line; what of it is seen is reversed."""
    (text,) = lines_of(stacked_cells(heights, 1, glyphs))
    seen = _whole(window).span(window.first, window.end)
    is_all = window.length == window.total
    here = ink if is_all else ink + REVERSE
    styles = [here if at in seen else DIM for at in range(window.columns)]
    return line(window.columns, *styled(text, styles))


def overview_frame(window: Window, column: int) -> int:
    """The frame under a column of the line that shows all of a sound."""
    return _whole(window).frame_at(max(0, min(column, window.columns - 1)))


def _whole(window: Window) -> Window:
    return window._replace(first=0, length=window.total)


class _Line:
    """One line of characters over the columns of a window."""

    def __init__(self, window: Window, face: str = " ") -> None:
        self._window = window
        self._text = [face] * window.columns
        self._styles = [DIM] * window.columns

    def fill(self, frames: Frames, face: str, style: Style) -> None:
        """One character wherever anything of a stretch is."""
        for at in self._window.span(*frames):
            self._text[at], self._styles[at] = face, style

    def colour(self, frames: Frames, style: Style) -> None:
        """Another style for what stands over a stretch."""
        for at in self._window.span(*frames):
            self._styles[at] = style

    def write(self, frame: int, words: str, style: Style) -> None:
        """Words from a frame on, where it is in view and as far as there is room."""
        first = self._window.column_of(frame)
        if 0 <= first < self._window.columns:
            for at, char in zip(range(first, self._window.columns), words, strict=False):
                self._text[at], self._styles[at] = char, style

    def bracket(self, frames: Frames, faces: Sequence[str], style: Style) -> None:
        """Brackets in the first and the last column of a stretch, where they are in view."""
        start, last = frames[0], max(frames[1] - 1, frames[0])
        self.write(start, faces[0], style)
        for at in self._window.span(last, last + 1)[-1:]:
            self._text[at], self._styles[at] = faces[1], style

    def strip(self) -> Strip:
        """The line with its styles."""
        return line(self._window.columns, *styled("".join(self._text), self._styles))
