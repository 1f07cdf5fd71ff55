"""The step under the cursor in full, and its lane."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.strip import Strip

from padsketch.tui.drawing.cells import beat_strips
from padsketch.tui.drawing.geometry import LABEL_WIDTH, LANES
from padsketch.tui.drawing.ink import blank, line
from padsketch.tui.drawing.labels import label_strips, lane_marks
from padsketch.tui.drawing.transport import RulerLook, ruler_strip
from padsketch.tui.editing.aspects import aspect_title
from padsketch.tui.editing.rows import BANK_SIZE
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.widgets.grid import beat_look
from padsketch.tui.widgets.panel import Panel
from padsketch.tui.widgets.rack import RackPanel
from padsketch.tui.widgets.view import View

RULER_ROWS = 1
BANK_FROM = 36
"""From this height on all lanes of the bank are seen."""


class LanePanel(Panel):
    """The lane under the cursor, or all of its bank; a click goes to a step."""

    shows_bank = False

    @property
    def places(self) -> Sequence[int]:
        """The lanes that are shown, by their place in the bank."""
        return range(LANES) if self.shows_bank else (self.desk.row % BANK_SIZE,)

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The heard steps, and which pads are lit."""
        return (self.desk.heard_step, moment.heard, moment.lit)

    def lines(self, moment: Moment) -> list[Strip]:
        """The numbers of the steps, and the steps."""
        return [self._ruler(), *(self._lane(moment, place) for place in self.places)]

    def on_click(self, event: events.Click) -> None:
        """Go to the step under the mouse."""
        desk, lane = self.desk, max(event.y - RULER_ROWS, 0)
        found = desk.geometry.cell_at(event.x - LABEL_WIDTH, 0)
        row = desk.bank * BANK_SIZE + self.places[lane]
        if found is not None and desk.page + found[1] < desk.extent and row < len(desk.rows):
            desk.move_to(row, desk.page + found[1])
            self.post_message(Touched())

    def _ruler(self) -> Strip:
        desk, page = self.desk, self.desk.page
        on_page = page <= desk.heard_step < page + desk.geometry.columns
        at = desk.heard_step - page if on_page else -1
        look = RulerLook(page, desk.extent, at, True, aspect_title(desk))
        return ruler_strip(look, desk.geometry, LABEL_WIDTH, self.size.width, "", desk.glyphs)

    def _lane(self, moment: Moment, place: int) -> Strip:
        desk, row = self.desk, moment.rows[place]
        if row is None:
            return blank(self.size.width)
        channel = desk.session.project.channel(row.pad)
        is_here = place == desk.row % BANK_SIZE
        state = (is_here, channel.mute, channel.solo, moment.lit[place])
        marks = lane_marks(desk.pattern.lane(row.pad), desk.glyphs)
        (label,) = label_strips(row, place, LABEL_WIDTH, 1, state, desk.glyphs, marks)
        beats = (self._beat(moment, place, beat) for beat in range(desk.geometry.beats))
        return Strip.join([label, *beats]).adjust_cell_length(self.size.width)

    def _beat(self, moment: Moment, place: int, number: int) -> Strip:
        desk = self.desk
        group, is_last = desk.geometry.group, number == desk.geometry.beats - 1
        first = desk.page + number * group
        look = beat_look(desk, place, moment.rows[place], first)
        if look is None:
            return line(0)
        heard = moment.heard[place] - first
        at = heard if 0 <= heard < group else -1
        return beat_strips(look, at, desk.glyphs, is_last, 1)[0]


class LaneAndRack(View):
    """The lane under the cursor, and what of it can be turned."""

    def compose(self) -> ComposeResult:
        """Both panels."""
        yield LanePanel(self.desk)
        yield RackPanel(self.desk)

    def fit(self, width: int, height: int) -> None:
        """Show the whole bank where there is room."""
        panel = self.query_one(LanePanel)
        panel.shows_bank = height >= BANK_FROM
        panel.styles.height = RULER_ROWS + len(panel.places)


class StepView(LaneAndRack):
    """The lane, and everything that the step says."""

    shows = "step"
