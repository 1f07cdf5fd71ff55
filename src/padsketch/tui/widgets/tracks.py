"""What stands to the left and right of the steps: labels, levels and meters."""

from __future__ import annotations

from textual import events
from textual.strip import Strip

from padsketch.tui.drawing.geometry import LANES
from padsketch.tui.drawing.labels import label_part, label_strips, lane_marks
from padsketch.tui.drawing.meters import mixer_strips
from padsketch.tui.editing import gestures
from padsketch.tui.editing.rows import BANK_SIZE, Row
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.widgets.pads import PadHolder
from padsketch.tui.widgets.panel import Panel


class Labels(PadHolder):
    """Key caps, names and flags; the cap plays, the name is gone to, a flag is toggled."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Which pads are lit."""
        return (moment.lit,)

    def lines(self, moment: Moment) -> list[Strip]:
        """Sixteen labels."""
        desk = self.desk
        project, here = desk.session.project, desk.row % BANK_SIZE
        size = (self.size.width, desk.geometry.lane_height)
        strips: list[Strip] = []
        for place, row in enumerate(moment.rows):
            channel = project.channel(row.pad) if row else None
            is_muted, is_solo = (channel.mute, channel.solo) if channel else (False, False)
            state = (place == here, is_muted, is_solo, moment.lit[place])
            marks = lane_marks(desk.pattern.lane(row.pad), desk.glyphs) if row else ""
            strips += label_strips(row, place, *size, state, desk.glyphs, marks)
        return strips

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Play, go to or toggle."""
        place = event.y // self.desk.geometry.lane_height
        row = self.desk.bank_rows[place] if place < LANES else None
        if row is not None:
            part = label_part(event.x, self.size.width)
            self.desk.attempt(lambda: self._press(part, row, place))
            self.post_message(Touched())

    def _press(self, part: str, row: Row, place: int) -> None:
        desk = self.desk
        if part == "cap" and row.pad_index is not None:
            self.hold(row.pad_index)
            return
        desk.move_to(desk.bank * BANK_SIZE + place, desk.step)
        if part in ("mute", "solo"):
            (gestures.mute if part == "mute" else gestures.solo)(desk)


class Mixer(Panel):
    """Level or pan and the meter of every lane; the wheel turns the level."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The meters."""
        return (moment.heights,)

    def lines(self, moment: Moment) -> list[Strip]:
        """Sixteen tracks."""
        desk = self.desk
        field = desk.fields["mixer"] if desk.panel == "mixer" else -1
        strips: list[Strip] = []
        for place, row in enumerate(moment.rows):
            channel = desk.session.project.channel(row.pad) if row else None
            is_here = place == desk.row % BANK_SIZE
            strips += mixer_strips(
                channel,
                moment.heights[place],
                place,
                desk.geometry.lane_height,
                field if is_here else -1,
                desk.glyphs,
            )
        return strips

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Louder."""
        self._turn(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Softer."""
        self._turn(event, -1)

    def _turn(self, event: events.MouseEvent, by: int) -> None:
        desk = self.desk
        place = event.y // desk.geometry.lane_height
        if place >= LANES or desk.bank_rows[place] is None:
            return
        desk.move_to(desk.bank * BANK_SIZE + place, desk.step)
        desk.attempt(lambda: gestures.move_track(desk, "level_db", by))
        self.post_message(Touched())
