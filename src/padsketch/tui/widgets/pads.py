"""The pads on the screen, and what all panels share whose pads the mouse plays."""

from __future__ import annotations

from textual import events
from textual.strip import Strip

from padsketch.tui.drawing.pads import pad_at, pads_strips
from padsketch.tui.editing.rows import BANK_SIZE, CAPS, Row
from padsketch.tui.keyboard.fingers import MOUSE
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.widgets.panel import Panel


class PadHolder(Panel):
    """The mouse plays a pad and holds it as long as its button."""

    def hold(self, pad: int) -> None:
        """Play a pad until the button is up."""
        self.capture_mouse()
        self.desk.fingers.hold(pad)

    def on_mouse_up(self) -> None:
        """Let go of what the mouse holds."""
        self.release_mouse()
        self.desk.fingers.lift(MOUSE)


class Pads(PadHolder):
    """The sixteen keys as the fingers sit: pads, or what they are spread over."""

    pad_height = 4

    def key(self, moment: Moment) -> tuple[object, ...]:
        """Which pads are lit, and what the keys play."""
        fingers = self.desk.fingers
        return (moment.lit, fingers.spread, fingers.struck)

    def lines(self, moment: Moment) -> list[Strip]:
        """Four bands of four pads."""
        rows, lit, cursor = moment.rows, moment.lit, self.desk.row % BANK_SIZE
        if self.desk.fingers.spread.is_of_one_pad:
            rows, lit, cursor = self._spread(lit[cursor])
        size = (self.size.width, self.pad_height)
        return pads_strips(rows, lit, *size, cursor, self.desk.glyphs)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Play what is under the mouse; a pad's lane comes in front."""
        place = pad_at(event.x, event.y, self.size.width, self.pad_height)
        if place is None or self.desk.fingers.sound_of(CAPS[place]) is None:
            return
        self.capture_mouse()
        self.desk.fingers.hold_key(CAPS[place])
        if not self.desk.fingers.spread.is_of_one_pad:
            self.desk.move_to(self.desk.bank * BANK_SIZE + place, self.desk.step)
        self.post_message(Touched())

    def _spread(self, is_lit: bool) -> tuple[tuple[Row | None, ...], tuple[bool, ...], int]:
        """The keys of one pad: what each says, the one that was hit, the one of its own pitch."""
        row, fingers = self.desk.lane, self.desk.fingers
        faces = map(fingers.spread.face, range(BANK_SIZE))
        caps = fingers.layout.caps
        rows = (row._replace(cap=cap, name=face) for cap, face in zip(caps, faces, strict=True))
        lit = (is_lit and place == fingers.struck for place in range(BANK_SIZE))
        return tuple(rows), tuple(lit), fingers.spread.own_pitch
