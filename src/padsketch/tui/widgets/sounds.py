"""The sound browser: the list, with the sound under the cursor beside it or below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.strip import Strip

from padsketch.display import counted
from padsketch.tui.drawing.colours import DIM
from padsketch.tui.drawing.ink import line
from padsketch.tui.drawing.sounds import (
    EntryLook,
    column_at,
    entry_strip,
    head_strip,
    heads_strip,
    scrolled,
)
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.sounds import found_sounds, sounds
from padsketch.tui.widgets.found_sound import SoundPanel
from padsketch.tui.widgets.panel import Panel
from padsketch.tui.widgets.view import View

if TYPE_CHECKING:
    from padsketch.session.sounds.listings import Entry

HEADS_ROW = 1
HEAD_ROWS = 2
SMALL_ROWS = 7
"""Lines of the sound under the cursor below the list."""
WIDE = 120
"""From this width on it stands beside the list."""
SIDE_SHARE = 0.4
WHEEL_LINES = 1
DOUBLE = 2


class SoundList(Panel):
    """A line a folder or sound; a click goes there, two put it on the pad, heads sort."""

    _first = 0

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The list, the cursor, what is heard, how far the scan is."""
        browsing = sounds.browsing_of(self.desk)
        is_heard = moment.snapshot.listened >= 0
        heard = browsing.prelistening.heard if is_heard else None
        return (browsing.listing, browsing.at, heard, browsing.order, self._end())

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """Where one looks, the heads of the columns, the lines around the cursor."""
        desk, width = self.desk, self.size.width
        browsing = sounds.browsing_of(desk)
        listing, order = browsing.listing, browsing.order
        title = listing.title if listing.text is None else f"found: {listing.text or 'all'}"
        n_sounds = sum(not entry.is_folder for entry in listing.entries)
        told = f"  {counted(n_sounds, 'sound')}" if n_sounds else ""
        heads = (
            head_strip(title, told, self._end(), width, desk.glyphs),
            heads_strip(order.by, order.is_descending, width, desk.glyphs),
        )
        if not listing.entries:
            return (*heads, line(width, (f"   {desk.glyphs.text(listing.words)}", DIM)))
        is_heard = moment.snapshot.listened >= 0
        draw = partial(entry_strip, width=width, glyphs=desk.glyphs)
        return (*heads, *(draw(self._look(at, is_heard)) for at in self._seen()))

    def on_click(self, event: events.Click) -> None:
        """Go to a line; the second click takes it, one on a head sorts."""
        desk, at = self.desk, self._seen().start + event.y - HEAD_ROWS
        if event.y == HEADS_ROW:
            by = column_at(event.x, self.size.width)
            if by:
                desk.attempt(lambda: sounds.sort_by(desk, by))
        elif event.y >= HEAD_ROWS and at < len(sounds.browsing_of(desk).listing.entries):
            if event.chain >= DOUBLE:
                desk.carry_out(found_sounds.enter)
            else:
                desk.attempt(lambda: sounds.browsing_of(desk).go(at))
        self.post_message(Touched())

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The line above."""
        self._wheel(-WHEEL_LINES)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The line below."""
        self._wheel(WHEEL_LINES)

    def _wheel(self, by: int) -> None:
        self.desk.carry_out(sounds.move(by))
        self.post_message(Touched())

    def _seen(self) -> range:
        browsing = sounds.browsing_of(self.desk)
        count, rows = len(browsing.listing.entries), self.size.height - HEAD_ROWS
        self._first = scrolled(self._first, browsing.at, rows, count)
        return range(self._first, min(count, self._first + rows))

    def _look(self, at: int, is_heard: bool) -> EntryLook:
        browsing = sounds.browsing_of(self.desk)
        entry = browsing.listing.entries[at]
        sounds_now = is_heard and entry.path == browsing.prelistening.heard
        factor = browsing.factors.get(entry.path, 1.0)
        return _entry_look(entry, at == browsing.at, sounds_now, factor)

    def _end(self) -> str:
        """How far a scan is, and which pad a sound would go to."""
        desk = self.desk
        library = sounds.browsing_of(desk).library
        told = f"{desk.glyphs.text(library.fault, 30)}  " if library.fault else ""
        if library.progress is not None:
            done, total = library.progress
            told = f"indexing {done:,}/{total:,}  "
        if not desk.rows:
            return told
        return f"{told}onto {desk.lane.cap.upper()} {desk.glyphs.name(desk.lane.name, 14)} "


class SoundsView(View):
    """The list, and the sound under the cursor below or beside it."""

    shows = sounds.VIEW

    def compose(self) -> ComposeResult:
        """Both panels."""
        with Container(id="sounds-parts"):
            yield SoundList(self.desk, id="sound-list")
            yield SoundPanel(self.desk, id="sound-panel")

    def fit(self, width: int, height: int) -> None:
        """Side by side where there is room."""
        parts = self.query_one("#sounds-parts")
        panel = self.query_one(SoundPanel)
        is_wide = width >= WIDE
        parts.styles.layout = "horizontal" if is_wide else "vertical"
        panel.styles.width = int(width * SIDE_SHARE) if is_wide else "100%"
        rows = SMALL_ROWS + max(0, (height - 24) // 3)
        panel.styles.height = "100%" if is_wide else rows


def _entry_look(entry: Entry, is_here: bool, is_heard: bool, factor: float) -> EntryLook:
    look = EntryLook(entry.name, entry.is_folder, entry.is_favourite, is_here, is_heard)
    info = entry.info
    if info is None:
        return look
    return look._replace(
        seconds=info.seconds,
        bpm=(info.bpm or 0.0) * factor,
        brightness_hz=info.brightness_hz,
        decay_s=info.decay_s,
        tags=info.tags,
        fault=info.fault,
    )
