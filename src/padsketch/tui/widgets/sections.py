"""What all parts of the song page share: its columns, and what is known of the song."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events

from padsketch.analysis.course import Course
from padsketch.score.compiler import bar_positions
from padsketch.tui.drawing.course import SongPlan, song_plan
from padsketch.tui.drawing.geometry import LABEL_WIDTH
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.views import song
from padsketch.tui.widgets.panel import Panel


class Page(NamedTuple):
    """The sections in view, and what is known of the song.

    bars: of every section; front: the section in front; heard: the section and its bar that are
    heard; looped, queued: the section that plays over and over, the one that comes next; -1 each.
    """

    plan: SongPlan
    sections: range
    course: Course | None
    bars: Sequence[int]
    front: int
    heard: tuple[int, int]
    looped: int
    queued: int


class SongPanel(Panel):
    """A part of the song page that has a column for every section in view."""

    energy_rows = 1
    label_width = LABEL_WIDTH
    """Columns at its left that are for labels."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """What is known of the song, and which bar is heard."""
        return self.page(moment)

    def page(self, moment: Moment) -> Page:
        """The sections in view."""
        session, plan, snapshot = self.desk.session, self._plan, moment.snapshot
        bars = tuple(song.section_bars(session.project))
        return Page(
            plan,
            self._seen(plan),
            session.course(),
            bars,
            song.place(self.desk) if bars else -1,
            self._heard(moment, bars),
            snapshot.section if snapshot.playing and snapshot.scene else -1,
            snapshot.queued_section if snapshot.playing else -1,
        )

    def section_under(self, x: int) -> int | None:
        """The section under the mouse."""
        found = self._plan.column_at(x - self.label_width + LABEL_WIDTH)
        return found if found is not None and found in self._seen(self._plan) else None

    def on_click(self, event: events.Click) -> None:
        """Launch the section with a double click."""
        if event.chain == 2 and self.section_under(event.x) is not None:
            self.desk.attempt(lambda: song.launch(self.desk))
            self.post_message(Touched())

    @property
    def _plan(self) -> SongPlan:
        width = self.size.width - self.label_width + LABEL_WIDTH
        count = len(self.desk.session.project.song)
        return song_plan(width, self.energy_rows, count, song.place(self.desk) if count else 0)

    def _seen(self, plan: SongPlan) -> range:
        end = min(plan.first + plan.columns, len(self.desk.session.project.song))
        return range(plan.first, end)

    def _heard(self, moment: Moment, bars: Sequence[int]) -> tuple[int, int]:
        head = moment.playhead
        if head is None or not 0 <= head.section < len(bars):
            return -1, -1
        bar = head.position // bar_positions(self.desk.session.project.meter)
        return head.section, bar % bars[head.section]
