"""The controls of a view, and the mouse over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events
from textual.strip import Strip

from padsketch.tui import turning
from padsketch.tui.drawing.colours import lane_style
from padsketch.tui.drawing.controls import control_look
from padsketch.tui.drawing.racks import (
    HEAD,
    Item,
    RackLayout,
    SectionLook,
    rack_head,
    rack_layout,
    rack_strips,
)
from padsketch.tui.messages import Touched
from padsketch.tui.moment import Moment
from padsketch.tui.rack import Control, Rack
from padsketch.tui.values import range_text
from padsketch.tui.widgets.panel import Panel

HEAD_ROWS = 1
RIGHT_BUTTON = 3


class Pull(NamedTuple):
    """A drag: what it holds, where it began, and whether it goes in coarse steps."""

    grip: turning.Grip
    x: int
    y: int
    is_coarse: bool


class RackPanel(Panel):
    """A drag turns a control, finely with the right button; a double click resets it."""

    _pull: Pull | None = None
    _has_moved = False

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """Whose controls these are, what the one in hand does, and all of them."""
        if not self.desk.rows:
            return ()
        rack = turning.rack_of(self.desk)
        held = rack.controls[turning.place_in_hand(self.desk, rack)]
        ink, (width, height) = lane_style(rack.place), self.size
        help = f"{held.parameter.help}: {range_text(held.parameter)}"
        head = rack_head(rack.owner, help, width, ink, self.desk.glyphs)
        looks = [
            SectionLook(
                section.title,
                tuple(
                    control_look(c.parameter, c.value, c.untouched, c.name == held.name)
                    for c in section.controls
                ),
            )
            for section in rack.sections
        ]
        size = (width, height - HEAD_ROWS)
        return [head, *rack_strips(looks, self._layout(rack), size, ink, self.desk.glyphs)]

    def control_at(self, x: int, y: int) -> Control | None:
        """The control under the mouse."""
        if not self.desk.rows:
            return None
        rack = turning.rack_of(self.desk)
        item = self._layout(rack).item_at(x, y - HEAD_ROWS)
        if item is None or item.control == HEAD:
            return None
        return rack.sections[item.section].controls[item.control]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a control."""
        control = self.control_at(event.x, event.y)
        if control is not None:
            self.capture_mouse()
            grip = turning.grab(self.desk, control)
            is_coarse = event.button != RIGHT_BUTTON
            self._pull = Pull(grip, event.screen_x, event.screen_y, is_coarse)
            self._has_moved = False
            self.post_message(Touched())

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Turn it: to the right and upwards is more."""
        pull = self._pull
        if pull is not None:
            by = event.screen_x - pull.x + pull.y - event.screen_y
            self._has_moved = self._has_moved or by != 0
            self._do(lambda: turning.drag(self.desk, pull.grip, by, pull.is_coarse))

    def on_mouse_up(self) -> None:
        """Let go; a press that moved nothing switches, or asks for one of the words."""
        self.release_mouse()
        pull, self._pull = self._pull, None
        self.desk.session.end_merge()
        if pull is not None and not self._has_moved and pull.grip.control.parameter.choices:
            self._do(lambda: turning.enter(self.desk))

    def on_click(self, event: events.Click) -> None:
        """Reset a control with a double click."""
        control = self.control_at(event.x, event.y)
        if event.chain == 2 and control is not None and not control.parameter.choices:
            self._do(lambda: turning.put(self.desk, control, None))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """More."""
        self._wheel(event, 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Less."""
        self._wheel(event, -1)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        control = self.control_at(event.x, event.y)
        if control is not None:
            turning.take(self.desk, control)
            self._do(lambda: turning.turn_control(self.desk, control, by, not event.ctrl))

    def _layout(self, rack: Rack) -> RackLayout:
        counts = tuple(len(section.controls) for section in rack.sections)
        width, height = self.size
        return rack_layout(counts, width, height - HEAD_ROWS, self._item_in_hand(rack))

    def _item_in_hand(self, rack: Rack) -> Item:
        place = turning.place_in_hand(self.desk, rack)
        for at, section in enumerate(rack.sections):
            if place < len(section.controls):
                return Item(at, place)
            place -= len(section.controls)
        raise IndexError(place)

    def _do(self, action: Callable[[], object]) -> None:
        self.desk.attempt(action)
        self.post_message(Touched())
