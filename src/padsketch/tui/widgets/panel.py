"""The base of every part of the screen: lines that are sent again only where they changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.containers import Horizontal, Vertical
from textual.geometry import Region, Size
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
        self._drawn: Sequence[Strip] = ()
        self._lines: Sequence[Strip] = ()
        self._key: tuple[object, ...] = ()
        self._outer = self._room = Size(0, 0)
        self._finish: Callable[[Strip], Strip] | None = None

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
        if self.outer_size != self._outer:
            self.draw_anew()
            # Textual works the inner size out anew whenever it is asked.
            self._outer, self._room = self.outer_size, self.size
        before, is_anew = self._lines, not self._drawn
        self._keep(self.lines(moment))
        self._key = key
        if is_anew:
            self.refresh()
            return
        changes = [
            (y, old, new)
            for y, (old, new) in enumerate(zip(before, self._lines, strict=True))
            if new is not old and new != old
        ]
        if changes and not self.desk.patches.take(self, changes):
            self.refresh(*(Region(0, y, self._room.width, 1) for y, _, _ in changes))

    def draw_anew(self) -> None:
        """Forget what was drawn: the room or the colours have changed."""
        self._key = ()
        self._drawn = ()
        self._outer = Size(0, 0)
        self._finish = None

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

    def _keep(self, lines: Sequence[Strip]) -> None:
        """Keep lines with their colours on; one that is the same object has them already."""
        width, height = self._room
        finish = self._finish = self._finish or self._finisher()
        known = dict(zip(map(id, self._drawn), self._lines, strict=True)) if self._drawn else {}
        self._drawn = [*lines[:height], *[blank(width)] * (height - len(lines))]
        self._lines = [known.get(id(line)) or finish(line) for line in self._drawn]

    def _finisher(self) -> Callable[[Strip], Strip]:
        """Puts a line on the widget's colours, as this terminal can show them."""
        base = self.visual_style.rich_style
        background = self.background_colors[1]
        filters = self.get_line_filters()

        def finish(line: Strip) -> Strip:
            # A strip keeps what it was turned into: the same line gives the same object again.
            line = line.apply_style(base)
            for line_filter in filters:
                line = line.apply_filter(line_filter, background)
            return line

        return finish
