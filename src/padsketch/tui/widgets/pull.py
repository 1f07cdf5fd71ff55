"""The mouse over controls: it drags, steps, switches and resets them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual import events

from padsketch.tui.controls import turning
from padsketch.tui.controls.rack import Control
from padsketch.tui.messages import Touched
from padsketch.tui.widgets.panel import Panel

RIGHT_BUTTON = 3


class Pull(NamedTuple):
    """A drag: what it holds, where it began, and whether it goes in coarse steps."""

    grip: turning.Grip
    x: int
    y: int
    is_coarse: bool


class ControlPanel(Panel):
    """A drag turns a control, finely with the right button; a double click resets it."""

    is_upright = False
    """Whether only the way up and down counts."""
    _pull: Pull | None = None
    _has_moved = False

    def reach(self, x: int, y: int) -> None:
        """Put what is under the mouse in front, so that its controls can be found."""

    def control_at(self, x: int, y: int) -> Control | None:
        """The control under the mouse."""
        raise NotImplementedError

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a control."""
        self.reach(event.x, event.y)
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
            across = 0 if self.is_upright else event.screen_x - pull.x
            by = across + pull.y - event.screen_y
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
        self.reach(event.x, event.y)
        control = self.control_at(event.x, event.y)
        if control is not None:
            turning.take(self.desk, control)
            self._do(lambda: turning.turn_control(self.desk, control, by, not event.ctrl))

    def _do(self, action: Callable[[], object]) -> None:
        self.desk.attempt(action)
        self.post_message(Touched())
