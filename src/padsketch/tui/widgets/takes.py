"""The takes of the pattern, and the lanes of the one in front."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from padsketch.model import edits
from padsketch.model.recording import Take
from padsketch.tui.drawing.cells import BeatLook, CellLook, beat_strips, cell_look
from padsketch.tui.drawing.colours import DIM
from padsketch.tui.drawing.geometry import LABEL_WIDTH, MIN_HEIGHT
from padsketch.tui.drawing.ink import line, line_with_end
from padsketch.tui.drawing.labels import label_strips
from padsketch.tui.drawing.takes import (
    LANE_WORDS,
    TAKE_WORDS,
    TakeLook,
    take_strip,
    takes_head,
    word_at,
    words_part,
)
from padsketch.tui.drawing.transport import RulerLook, clock_text, ruler_strip
from padsketch.tui.editing.rows import BANK_SIZE, Row
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.views import takes
from padsketch.tui.widgets.panel import Panel
from padsketch.tui.widgets.view import View
from padsketch.units import POSITIONS_PER_TICK

HEAD_ROWS = 1
LIST_ROWS = 7
"""Lines of the list at the smallest size; half of what is more goes to it."""
RECORD_HINT = " F8 arms recording; then space plays, and every pass that you play in is a take."


class TakeList(Panel):
    """One line a take; a click puts it in front, its words listen and delete."""

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """A title and the takes around the one in front."""
        desk, found, width = self.desk, takes.takes_of(self.desk), self.size.width
        head = takes_head(desk.session.pattern, len(found), width, desk.glyphs)
        if not found:
            return (head, line(width, (RECORD_HINT, DIM)))
        seen = self._seen(len(found))
        return (head, *(take_strip(self._look(found[at], at), width, desk.glyphs) for at in seen))

    def on_click(self, event: events.Click) -> None:
        """Put a take in front; do what its word says."""
        desk, found = self.desk, takes.takes_of(self.desk)
        at = self._seen(len(found)).start + event.y - HEAD_ROWS
        if event.y < HEAD_ROWS or at >= len(found):
            return
        is_here = at == takes.place_in_front(desk)
        word = word_at(TAKE_WORDS, event.x, self.size.width) if is_here else ""
        desk.attempt(lambda: takes.choose(desk, at))
        if word:
            desk.carry_out(takes.listen if word == "listen" else takes.delete)
        self.post_message(Touched())

    def _seen(self, count: int) -> range:
        """The takes that there is room for, the one in front among them."""
        return window(count, takes.place_in_front(self.desk), self.size.height - HEAD_ROWS)

    def _look(self, take: Take, at: int) -> TakeLook:
        desk = self.desk
        is_here = at == takes.place_in_front(desk)
        played, meter = take.played, desk.session.project.meter
        began = (take.at - 1) * played.length * played.step_ticks * POSITIONS_PER_TICK
        hits = take.hits
        return TakeLook(
            take.number,
            take.at,
            clock_text(began, meter, played.step_ticks),
            tuple((row.name, hits[row.pad]) for row in takes.lanes_of(desk, take)),
            is_here,
            takes.is_heard(desk, take),
        )


class TakeLanes(Panel):
    """The lanes that the take in front played; a click goes to one, its words take it over."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The heard step."""
        return (self.desk.heard_step,)

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """The numbers of the steps, and the lanes around the one in front."""
        if not takes.takes_of(self.desk):
            return ()
        take = takes.in_front(self.desk)
        rows = takes.lanes_of(self.desk, take)
        return (self._ruler(take), *(self._lane(take, rows[at], at) for at in self._seen(rows)))

    def on_click(self, event: events.Click) -> None:
        """Put a lane in front, and do what its word says."""
        desk = self.desk
        if not takes.takes_of(desk):
            return
        rows = takes.lanes_of(desk, takes.in_front(desk))
        at = self._seen(rows).start + event.y - HEAD_ROWS
        if event.y < HEAD_ROWS or at >= len(rows):
            return
        desk.take_lane = at
        word = word_at(LANE_WORDS, event.x, self.size.width)
        if word:
            comp = edits.replace_with_take if word == "take" else edits.layer_take
            desk.carry_out(takes.comp_lane(comp, "from" if word == "take" else "layered from"))
        self.post_message(Touched())

    def _seen(self, rows: Sequence[Row]) -> range:
        here = takes.lane_in_front(self.desk, takes.in_front(self.desk))
        return window(len(rows), here, self.size.height - HEAD_ROWS)

    def _ruler(self, take: Take) -> Strip:
        desk, page = self.desk, self.desk.page
        on_page = page <= desk.heard_step < page + desk.geometry.columns
        heard = desk.heard_step - page if on_page else -1
        look = RulerLook(page, max(take.played.length, desk.extent), heard, True)
        return ruler_strip(look, desk.geometry, LABEL_WIDTH, self.size.width, "", desk.glyphs)

    def _lane(self, take: Take, row: Row, at: int) -> Strip:
        desk, place = self.desk, self._colour(row)
        is_here = at == takes.lane_in_front(desk, take)
        state = (is_here, False, False, False)
        (label,) = label_strips(row, place, LABEL_WIDTH, 1, state, desk.glyphs)
        beats = [self._beat(take, row, beat) for beat in range(desk.geometry.beats)]
        body = Strip.join([label, *beats])
        end = words_part(LANE_WORDS) if is_here else ("", DIM)
        room = max(0, self.size.width - len(end[0]))
        return Strip.join([body.adjust_cell_length(room), line_with_end(len(end[0]), [], [end])])

    def _beat(self, take: Take, row: Row, number: int) -> Strip:
        desk, geometry = self.desk, self.desk.geometry
        first = desk.page + number * geometry.group
        cells = tuple(self._cell(take, row.pad, at) for at in range(first, first + geometry.group))
        look = BeatLook(cells, self._colour(row))
        heard = desk.heard_step - first
        at = heard if 0 <= heard < geometry.group else -1
        return beat_strips(look, at, desk.glyphs, number == geometry.beats - 1, 1)[0]

    def _cell(self, take: Take, pad: str, at: int) -> CellLook | None:
        if at >= take.played.lane_length(pad):
            return None
        return cell_look(take.played.lane(pad).step(at), self.desk.glyphs)

    def _colour(self, row: Row) -> int:
        return self.desk.rows.index(row) % BANK_SIZE if row in self.desk.rows else 0


class TakesView(View):
    """The list above, the lanes of the take in front below."""

    shows = "takes"

    def compose(self) -> ComposeResult:
        """All panels."""
        yield TakeList(self.desk, id="take-list")
        yield TakeLanes(self.desk, id="take-lanes")

    def fit(self, width: int, height: int) -> None:
        """Half of what a larger screen has is the list's."""
        rows = HEAD_ROWS + LIST_ROWS + (height - MIN_HEIGHT) // 2
        self.query_one(TakeList).styles.height = rows


def window(count: int, here: int, room: int) -> range:
    """The part of a list that there is room for, with the line that is in front in it."""
    first = max(0, min(here - room // 2, count - room))
    return range(first, min(count, first + room))
