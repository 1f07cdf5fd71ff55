"""The base of every part of the screen: lines that are sent again only where they changed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from padsketch.tui.desk import Desk
from padsketch.tui.drawing.ink import blank
from padsketch.tui.moment import Moment


class Rows(Vertical):
    """Parts one below the other; nothing of its own is to be seen, which Textual may know."""

    BLANK = True


class Columns(Horizontal):
    """Parts side by side."""

    BLANK = True


class Panel(Widget):
    """Draws lines that pure functions made; a line that is the same object costs nothing."""

    def __init__(self, desk: Desk, id: str | None = None) -> None:
        super().__init__(id=id)
        self.desk = desk
        self._lines: Sequence[Strip] = ()
        self._key: tuple[object, ...] = ()

    def key(self, moment: Moment) -> tuple[object, ...]:
        """What the lines depend on besides the scene."""
        return ()

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """What is to be seen now, as wide as the widget."""
        raise NotImplementedError

    def draw(self, moment: Moment) -> None:
        """Once a screen frame: where something changed, take new lines and refresh those."""
        if not self.display:
            return
        key = (moment.scene, *self.key(moment))
        if key == self._key:
            return
        self._key = key
        width, height = self.size
        before, self._lines = self._lines, self._finished(self.lines(moment), width, height)
        changed = [y for y, line in enumerate(self._lines) if y >= len(before) or line != before[y]]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def draw_anew(self) -> None:
        """Forget what was drawn: the room or the colours have changed."""
        self._key = ()

    def on_resize(self) -> None:
        """Another size needs other lines."""
        self.draw_anew()

    def notify_style_update(self) -> None:
        """Other colours need other lines."""
        super().notify_style_update()
        self.draw_anew()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they were drawn last.

        They have their colours already: to go through Textual's styles for every meter costs more
        than all the rest of a frame.
        """
        start, end = crop.column_span
        lines = self._lines[crop.y : crop.bottom]
        missing = [Strip.blank(end)] * (crop.height - len(lines))
        return [line.crop_extend(start, end, None) for line in (*lines, *missing)]

    def _finished(self, lines: Sequence[Strip], width: int, height: int) -> list[Strip]:
        """The lines on the widget's colours, as this terminal can show them."""
        base = self.visual_style.rich_style
        background = self.background_colors[1]
        filters = self.get_line_filters()

        def finished(line: Strip) -> Strip:
            # A strip keeps what it was turned into: the same line gives the same object again.
            line = line.apply_style(base)
            for line_filter in filters:
                line = line.apply_filter(line_filter, background)
            return line

        missing = [blank(width)] * (height - len(lines))
        return [finished(line) for line in (*lines[:height], *missing)]
