"""The song: sections across, tracks down, and the section in front in full."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from padsketch.analysis.course import Course
from padsketch.model import Section
from padsketch.score.compiler import bar_positions
from padsketch.tui import song
from padsketch.tui.drawing.colours import DIM
from padsketch.tui.drawing.course import (
    HEAD_ROWS,
    RIMS,
    HeadLook,
    SongPlan,
    SpanLook,
    TrackLook,
    density_height,
    energy_height,
    head_strips,
    place_of_bar,
    song_plan,
    spread,
    track_strip,
)
from padsketch.tui.drawing.geometry import LANES, MIN_HEIGHT
from padsketch.tui.drawing.ink import blank, line
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.rows import BANK_SIZE, Row
from padsketch.tui.widgets.panel import Panel
from padsketch.tui.widgets.rack import RackPanel
from padsketch.tui.widgets.view import View

MOST_ENERGY_ROWS = 8
RIGHT_BUTTON = 3
FIRST_WORDS = (
    "There is no song yet.",
    "n n adds pattern {pattern} as its first section, p pastes a copied one.",
    ", C writes down what you play as sections, until it is pressed again.",
)


class SongPanel(Panel):
    """A part of the song page that has a column for every section in view."""

    energy_rows = 1

    @property
    def plan(self) -> SongPlan:
        """Where the columns are."""
        desk = self.desk
        sections = len(desk.session.project.song)
        here = song.place(desk) if sections else 0
        return song_plan(self.size.width, self.energy_rows, sections, here)

    def seen(self, plan: SongPlan) -> range:
        """The sections in view."""
        end = min(plan.first + plan.columns, len(self.desk.session.project.song))
        return range(plan.first, end)

    def key(self, moment: Moment) -> tuple[object, ...]:
        """What is known of the song, and which bar is heard."""
        return (self.desk.session.course(), self.heard(moment), self.mark(moment))

    def mark(self, moment: Moment) -> tuple[int, int]:
        """The section that plays over and over and the one that comes next; -1 for none."""
        snapshot = moment.snapshot
        looped = snapshot.section if snapshot.playing and snapshot.scene else -1
        return looped, snapshot.queued_section if snapshot.playing else -1

    def section_under(self, x: int) -> int | None:
        """The section under the mouse."""
        plan = self.plan
        found = plan.column_at(x)
        return found if found is not None and found in self.seen(plan) else None

    def heard(self, moment: Moment) -> tuple[int, int]:
        """The section that is heard and the bar in it; -1 for none."""
        playhead, project = moment.playhead, self.desk.session.project
        if playhead is None or not 0 <= playhead.section < len(project.song):
            return -1, -1
        bars = song.section_bars(project)[playhead.section]
        return playhead.section, playhead.position // bar_positions(project.meter) % bars


class SongHead(SongPanel):
    """The energy of the bars, and the sections; a click puts one in front, a drag moves it."""

    _held: int | None = None

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """The curve, and three lines of words."""
        plan, heard = self.plan, self.heard(moment)[0]
        project, course = self.desk.session.project, self.desk.session.course()
        starts = (0, *accumulate(song.section_bars(project)))
        looks = [self._look(plan, at, starts[at], course) for at in self.seen(plan)]
        marked = zip(self.seen(plan), looks, strict=True)
        looped, queued = self.mark(moment)
        words = {queued: "next", looped: "loop"}
        looks = [k._replace(is_heard=at == heard, mark=words.get(at, "")) for at, k in marked]
        return head_strips(looks, plan, self.size.width, self.desk.glyphs)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the section under the mouse in front, and take hold of it."""
        found = self.section_under(event.x)
        if found is not None:
            self.capture_mouse()
            self._held = found
            song.go_to(self.desk, found)
            self.post_message(Touched())

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let a section that was dragged be where the mouse lets go of it."""
        self.release_mouse()
        held, self._held = self._held, None
        to = self.section_under(event.x)
        if held is not None and to is not None and to != held:
            self.desk.attempt(lambda: song.move_to(self.desk, held, to))
            self.post_message(Touched())

    def on_click(self, event: events.Click) -> None:
        """Launch the section with a double click."""
        if event.chain == 2 and self.section_under(event.x) is not None:
            self.desk.attempt(lambda: song.launch(self.desk))
            self.post_message(Touched())

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """One repeat more."""
        self._wheel(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """One repeat less."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        found = self.section_under(event.x)
        if found is not None:
            song.go_to(self.desk, found)
            self.desk.attempt(lambda: song.change_repeats(by)(self.desk))
            self.post_message(Touched())

    def _look(self, plan: SongPlan, at: int, first_bar: int, course: Course | None) -> HeadLook:
        section = self.desk.session.project.song[at]
        tempo = f"  {section.bpm:g}" if section.bpm else ""
        return HeadLook(
            at,
            section.called,
            _pattern_text(section),
            f"{first_bar + 1}{tempo}",
            is_here=at == song.place(self.desk),
            energy=_energy(course, at, plan.width - RIMS) if course else (),
        )


class SongTracks(SongPanel):
    """Sixteen tracks in the sections in view; a click goes there, a right click mutes."""

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """A line a track, or how to begin."""
        desk, width = self.desk, self.size.width
        if not desk.session.project.song:
            words = (text.format(pattern=desk.session.pattern) for text in FIRST_WORDS)
            return [blank(width), *(line(width, (f"  {text}", DIM)) for text in words)]
        plan, heard = self.plan, self.heard(moment)
        return [
            track_strip(self._track(plan, place, row, heard), plan, width, desk.glyphs)
            if row
            else blank(width)
            for place, row in enumerate(moment.rows)
        ]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put a track and a section in front; mute it there with the right button."""
        desk, found = self.desk, self.section_under(event.x)
        if event.y >= LANES or desk.bank_rows[event.y] is None:
            return
        desk.go_to_row(desk.bank * BANK_SIZE + event.y)
        if found is not None:
            song.go_to(desk, found)
            if event.button == RIGHT_BUTTON:
                desk.attempt(lambda: song.mute(desk))
        self.post_message(Touched())

    def on_click(self, event: events.Click) -> None:
        """Launch the section with a double click."""
        if event.chain == 2 and self.section_under(event.x) is not None:
            self.desk.attempt(lambda: song.launch(self.desk))
            self.post_message(Touched())

    def _track(self, plan: SongPlan, place: int, row: Row, heard: tuple[int, int]) -> TrackLook:
        desk = self.desk
        is_here = place == desk.row % BANK_SIZE
        channel = desk.session.project.channel(row.pad)
        spans = (self._span(plan, at, row, is_here, heard) for at in self.seen(plan))
        return TrackLook(row.cap, row.name, place, is_here, channel.mute, tuple(spans))

    def _span(
        self, plan: SongPlan, at: int, row: Row, is_here: bool, heard: tuple[int, int]
    ) -> SpanLook:
        project, course = self.desk.session.project, self.desk.session.course()
        bars, width = song.section_bars(project)[at], plan.width - RIMS
        heights: tuple[int, ...] = ()
        if course is not None and row.pad_index is not None:
            hits = course.passages[at].hits[:, row.pad_index].tolist()
            heights = tuple(map(density_height, spread(hits, width)))
        is_front = is_here and at == song.place(self.desk)
        place = place_of_bar(heard[1], bars, width) if heard[0] == at else -1
        return SpanLook(heights, row.pad in project.song[at].mute, is_front, place)


class SongView(View):
    """The head and the tracks."""

    shows = "song"

    def compose(self) -> ComposeResult:
        """All panels."""
        yield SongHead(self.desk, id="song-head")
        yield SongTracks(self.desk, id="song-tracks")

    def fit(self, width: int, height: int) -> None:
        """Use what is left over for the energy."""
        head = self.query_one(SongHead)
        head.energy_rows = 1 + min(max(0, height - MIN_HEIGHT), MOST_ENERGY_ROWS - 1)
        head.styles.height = head.energy_rows + HEAD_ROWS


class SectionView(View):
    """The section in front in full, below the song."""

    shows = "section"

    def compose(self) -> ComposeResult:
        """All panels."""
        yield SongHead(self.desk, id="section-head")
        yield RackPanel(self.desk, id="section-rack")

    def fit(self, width: int, height: int) -> None:
        """A curve of a few lines."""
        head = self.query_one(SongHead)
        head.energy_rows = 3
        head.styles.height = head.energy_rows + HEAD_ROWS


def _pattern_text(section: Section) -> str:
    repeats = f" x{section.repeats}" if section.repeats > 1 else ""
    transpose = f" {section.transpose:+g}" if section.transpose else ""
    return f"{section.pattern}{repeats}{transpose}{' fill' * section.fill}"


def _energy(course: Course, at: int, width: int) -> tuple[float, ...]:
    first, end = course.starts[at : at + 2]
    return spread([energy_height(level) for level in course.levels_db[first:end].tolist()], width)
