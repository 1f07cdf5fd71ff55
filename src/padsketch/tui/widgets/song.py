"""The song: sections across, tracks down, and the section in front in full."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from padsketch.analysis.course import Course
from padsketch.model import Section
from padsketch.tui.drawing.colours import DIM
from padsketch.tui.drawing.course import (
    HEAD_ROWS,
    RIMS,
    HeadLook,
    SpanLook,
    TrackLook,
    density_height,
    energy_height,
    head_strips,
    place_of_bar,
    section_words,
    spread,
    track_strips,
)
from padsketch.tui.drawing.geometry import LANES
from padsketch.tui.drawing.ink import blank, line
from padsketch.tui.editing.rows import BANK_SIZE, Row
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.views import song
from padsketch.tui.widgets.panel import Columns, Panel
from padsketch.tui.widgets.rack import RackPanel
from padsketch.tui.widgets.sections import Page, SongPanel
from padsketch.tui.widgets.tracks import Labels
from padsketch.tui.widgets.view import View
from padsketch.units import seconds_to_clock

BAR_ROWS = 4
"""Lines of the screen above and below a view."""
MOST_ENERGY_ROWS = 8
RIGHT_BUTTON = 3
FIRST_WORDS = (
    "There is no song yet.",
    "n n adds pattern {pattern} as its first section, p pastes a copied one.",
    ", C writes down what you play as sections, until it is pressed again.",
)


class SongHead(SongPanel):
    """The energy of the bars, and the sections; a click puts one in front, a drag moves it."""

    _held: int | None = None

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """The curve, and three lines of words."""
        page = self.page(moment)
        looks = [self._look(page, at) for at in page.sections]
        return head_strips(looks, page.plan, self.size.width, self.desk.glyphs)

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

    def _look(self, page: Page, at: int) -> HeadLook:
        section, course = self.desk.session.project.song[at], page.course
        tempo = f"  {section.bpm:g}" if section.bpm else ""
        marks = {page.queued: "next", page.looped: "loop"}
        return HeadLook(
            at,
            section.called,
            _pattern_text(section),
            f"{sum(page.bars[:at]) + 1}{tempo}",
            at == page.front,
            at == page.heard[0],
            marks.get(at, ""),
            _energy(course, at, page.plan.width - RIMS) if course else (),
        )


class SongTracks(SongPanel):
    """Sixteen tracks in the sections in view; a click goes there, a right click mutes."""

    label_width = 0

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """The lines of every track, or how to begin."""
        desk, width, rows = self.desk, self.size.width, self.desk.geometry.lane_height
        if not desk.session.project.song:
            words = (text.format(pattern=desk.session.pattern) for text in FIRST_WORDS)
            return [blank(width), *(line(width, (f"  {text}", DIM)) for text in words)]
        page, strips = self.page(moment), list[Strip]()
        for place, row in enumerate(moment.rows):
            if row is None:
                strips += (blank(width),) * rows
            else:
                look = self._track(page, place, row)
                strips += track_strips(look, page.plan, rows, width, desk.glyphs)
        return strips

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put a track and a section in front; mute it there with the right button."""
        desk, found = self.desk, self.section_under(event.x)
        place = event.y // desk.geometry.lane_height
        if place >= LANES or desk.bank_rows[place] is None or found is None:
            return
        desk.go_to_row(desk.bank * BANK_SIZE + place)
        song.go_to(desk, found)
        if event.button == RIGHT_BUTTON:
            desk.attempt(lambda: song.mute(desk))
        self.post_message(Touched())

    def _track(self, page: Page, place: int, row: Row) -> TrackLook:
        desk = self.desk
        front = page.front if place == desk.row % BANK_SIZE else -1
        channel = desk.session.project.channel(row.pad)
        spans = (self._span(page, at, row, at == front) for at in page.sections)
        return TrackLook(place, channel.mute, tuple(spans))

    def _span(self, page: Page, at: int, row: Row, is_here: bool) -> SpanLook:
        width, (section, bar) = page.plan.width - RIMS, page.heard
        heights: tuple[int, ...] = ()
        if page.course is not None and row.pad_index is not None:
            hits = page.course.passages[at].hits[:, row.pad_index].tolist()
            heights = tuple(map(density_height, spread(hits, width)))
        is_muted = row.pad in self.desk.session.project.song[at].mute
        heard = place_of_bar(bar, page.bars[at], width) if section == at else -1
        return SpanLook(heights, is_muted, is_here, heard)


class SongView(View):
    """The head and the tracks."""

    shows = "song"

    def compose(self) -> ComposeResult:
        """All panels."""
        yield SongHead(self.desk, id="song-head")
        with Columns():
            yield Labels(self.desk, id="song-labels")
            yield SongTracks(self.desk, id="song-tracks")

    def fit(self, width: int, height: int) -> None:
        """Use what is left over for the energy."""
        head, lanes = self.query_one(SongHead), LANES * self.desk.geometry.lane_height
        spare = height - BAR_ROWS - HEAD_ROWS - lanes
        head.energy_rows = min(max(1, spare), MOST_ENERGY_ROWS)
        head.styles.height = head.energy_rows + HEAD_ROWS


class SectionWords(Panel):
    """When the section in front plays, what is silent in it, and the note to it."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """What is known of the song."""
        return (self.desk.session.course(),)

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """Three lines."""
        desk, project = self.desk, self.desk.session.project
        if not project.song:
            return ()
        at, section = song.place(desk), project.song[song.place(desk)]
        silent = [row.name for row in desk.rows if row.pad in section.mute]
        words = (
            ("WHEN", _when(desk.session.course(), at)),
            ("SILENT", ", ".join(silent) or "nothing"),
            ("NOTE", section.note or "n o writes one"),
        )
        return [section_words(label, text, self.size.width, desk.glyphs) for label, text in words]


class SectionView(View):
    """The section in front in full, below the song."""

    shows = "section"

    def compose(self) -> ComposeResult:
        """All panels."""
        yield SongHead(self.desk, id="section-head")
        yield SectionWords(self.desk, id="section-words")
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


def _when(course: Course | None, at: int) -> str:
    if course is None:
        return ""
    first, end = course.starts[at : at + 2]
    begins, ends = (seconds_to_clock(course.seconds(bar)) for bar in (first, end))
    return f"bar {first + 1} to {end}, {begins} to {ends}"
