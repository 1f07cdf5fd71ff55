"""What a key does to the cursor: where it stands, what it selects, what + and - change."""

from __future__ import annotations

from padsketch.errors import UsageError
from padsketch.tui.desk import PANELS, STEPS, Desk, Gesture
from padsketch.tui.editing.fields import STRIP_FIELDS, TRACK_FIELDS
from padsketch.tui.editing.rows import BANK_SIZE

PANEL_HINTS = {
    "grid": "grid: + and - change what it shows",
    "mixer": "mixer: left and right choose level or pan, + and - change it",
    "step": "step: left and right choose a detail, + and - change it",
}


def move(rows: int, steps: int, extends: bool = False) -> Gesture:
    """Move the cursor; sideways, in the mixer and step panels, choose what is changed."""

    def gesture(desk: Desk) -> None:
        if steps and not extends and desk.panel != "grid":
            _choose_field(desk, steps)
        else:
            desk.move_to(desk.row + rows, desk.step + steps, extends)

    return gesture


def move_to_end(is_last: bool) -> Gesture:
    """Go to the first or the last step of the lane, with the selection where there is one."""

    def gesture(desk: Desk) -> None:
        end = desk.pattern.lane_length(desk.lane.pad) - 1 if is_last else 0
        desk.move_to(desk.row, end, extends=desk.anchor is not None)

    return gesture


def turn_page(by: int) -> Gesture:
    """Go to the page of steps before or after this one."""

    def gesture(desk: Desk) -> None:
        desk.move_to(desk.row, desk.page + by * desk.geometry.columns)

    return gesture


def choose_bank(bank: int) -> Gesture:
    """Put sixteen other pads in front."""

    def gesture(desk: Desk) -> None:
        if bank * BANK_SIZE >= len(desk.rows):
            raise UsageError(f"This kit has {len(desk.rows)} pads", f"There is no bank {bank + 1}.")
        desk.bus = ""
        desk.move_to(bank * BANK_SIZE + desk.row % BANK_SIZE, desk.step)

    return gesture


def go_to_pad(desk: Desk, pad: str) -> None:
    """Put a pad in front, of whichever bank."""
    places = [row.pad for row in desk.rows]
    if pad in places:
        desk.go_to_row(places.index(pad))


def next_panel(by: int) -> Gesture:
    """Let + and - change the next kind of value."""

    def gesture(desk: Desk) -> None:
        desk.panel = PANELS[(PANELS.index(desk.panel) + by) % len(PANELS)]
        desk.say(PANEL_HINTS[desk.panel])

    return gesture


def close(desk: Desk) -> None:
    """Let go of the selection and of the panel; then the grid shows the steps again."""
    if desk.anchor is None and desk.panel == "grid":
        desk.aspect = STEPS
    desk.anchor = None
    desk.panel = "grid"


def _choose_field(desk: Desk, by: int) -> None:
    count = len(TRACK_FIELDS if desk.panel == "mixer" else STRIP_FIELDS)
    desk.fields[desk.panel] = (desk.fields[desk.panel] + by) % count
