"""What a key does to the grid, the lane, the pattern and the tracks: one function per gesture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from padsketch.errors import UsageError
from padsketch.model import PATTERN_NAMES, REST, Step, edits
from padsketch.model.edits import Cell
from padsketch.tui.desk import PANELS, Desk
from padsketch.tui.fields import (
    STRIP_FIELDS,
    TRACK_FIELDS,
    TRACK_UNITS,
    Field,
    step_field,
)
from padsketch.tui.fingers import VELOCITY
from padsketch.tui.rows import BANK_SIZE
from padsketch.tui.stroke import Place, Stroke, places_between

Gesture = Callable[[Desk], None]
VELOCITY_MOVE = 8


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
        desk.move_to(bank * BANK_SIZE + desk.row % BANK_SIZE, desk.step)

    return gesture


def next_panel(by: int) -> Gesture:
    """Let + and - change the next kind of value."""

    def gesture(desk: Desk) -> None:
        desk.panel = PANELS[(PANELS.index(desk.panel) + by) % len(PANELS)]
        hints = {
            "grid": "grid: + and - change velocity",
            "mixer": "mixer: left and right choose level or pan, + and - change it",
            "step": "step: left and right choose a detail, + and - change it",
        }
        desk.say(hints[desk.panel])

    return gesture


def close(desk: Desk) -> None:
    """Let go of the selection and of the panel."""
    desk.anchor = None
    desk.panel = "grid"


def toggle(desk: Desk) -> None:
    """Let the step play, or rest."""
    desk.edit(f"step {desk.step + 1} of {desk.lane.name}", edits.toggle_step, desk.cell, VELOCITY)


def clear(desk: Desk) -> None:
    """Make rests of the selected steps."""
    desk.edit("clear", edits.clear_steps, desk.selected_cells)


def change(by: int) -> Gesture:
    """Move the value that the panel is about: velocity, level or pan, a detail of the step."""

    def gesture(desk: Desk) -> None:
        if desk.panel == "mixer":
            move_track(desk, TRACK_FIELDS[desk.fields["mixer"]], by)
        elif desk.panel == "step":
            move_detail(desk, step_field(STRIP_FIELDS[desk.fields["step"]]), by)
        else:
            change_velocity(desk, by * VELOCITY_MOVE)

    return gesture


def change_velocity(desk: Desk, by: int) -> None:
    """Move the velocity of the selected steps; while a key is held it is one edit."""
    cells = desk.selected_cells
    if not any(desk.pattern.lane(cell.pad).step(cell.step).plays for cell in cells):
        raise UsageError("There is no hit here", "Enter sets one.")
    merge = desk.keep_merging(("velocity", desk.row, desk.step, desk.anchor))
    desk.edit("velocity", edits.change_velocity, cells, by, merge=merge)


def move_detail(desk: Desk, field: Field, by: int) -> None:
    """Move a detail of the step under the cursor."""
    set_detail(desk, field, field.moved(field.get(desk.here), by * field.big))


def set_detail(desk: Desk, field: Field, value: Any) -> None:
    """Give a detail of the step under the cursor a value."""
    merge = desk.keep_merging((field.name, desk.row, desk.step))
    desk.edit(f"{field.name} of a step", field.change, desk.cell, value, merge=merge)


def move_track(desk: Desk, name: str, by: int) -> None:
    """Move the level or the pan of the lane's track."""
    pad = desk.lane.pad
    value = getattr(desk.session.project.channel(pad), name) + by * TRACK_UNITS[name]
    merge = desk.keep_merging((name, pad))
    label = f"{'level' if name == 'level_db' else 'pan'} of {desk.lane.name}"
    desk.session.edit(label, edits.set_channel, pad, merge=merge, **{name: round(value, 2)})


def track_mover(name: str, by: int) -> Gesture:
    """A gesture that moves the level or the pan of the lane's track."""
    return lambda desk: move_track(desk, name, by)


def every(count: int) -> Gesture:
    """A hit every so many steps from the cursor on."""

    def gesture(desk: Desk) -> None:
        pad, step = desk.cell
        desk.edit(f"a hit every {count} steps", edits.fill_every, pad, step, count, VELOCITY)

    return gesture


def clear_lane(desk: Desk) -> None:
    """Make rests of the whole lane."""
    desk.edit(f"clear {desk.lane.name}", edits.clear_lane, desk.lane.pad)


def double(desk: Desk) -> None:
    """Make the pattern twice as long, its content again in the new half."""
    if not desk.edit("double the pattern", edits.double_pattern):
        raise UsageError("The pattern has 128 steps already", "It cannot be longer.")


def copy(desk: Desk) -> None:
    """Copy the selected steps."""
    cells = desk.selected_cells
    desk.clip = edits.copy_cells(desk.session.project, desk.session.pattern, cells)
    desk.say(f"copied {len(cells)} step{'s' if len(cells) != 1 else ''}: p pastes")
    desk.anchor = None


def copy_lane(desk: Desk) -> None:
    """Copy all steps of the lane."""
    pad = desk.lane.pad
    cells = [Cell(pad, step) for step in range(desk.pattern.lane_length(pad))]
    desk.clip = edits.copy_cells(desk.session.project, desk.session.pattern, cells)
    desk.say(f"copied the lane {desk.lane.name}: p pastes at the cursor")


def paste(desk: Desk) -> None:
    """Write what was copied, its corner at the cursor."""
    if not desk.clip.rows:
        raise UsageError("Nothing has been copied", "y copies a step or the selection.")
    pads = [row.pad for row in desk.rows]
    desk.edit("paste", edits.paste_clip, desk.cell, desk.clip, pads)


def copy_pattern(desk: Desk) -> None:
    """Copy the pattern that is seen."""
    desk.copied = edits.copy_pattern(desk.session.project, desk.session.pattern)
    desk.say(f"copied pattern {desk.session.pattern}: , v pastes it over another")


def paste_pattern(desk: Desk) -> None:
    """Replace the pattern that is seen with the copied one."""
    if desk.copied is None:
        raise UsageError("No pattern has been copied", "Copy one with , c first.")
    desk.edit(f"paste over pattern {desk.session.pattern}", edits.paste_pattern, desk.copied)


def mute(desk: Desk) -> None:
    """Silence the lane's track, or let it sound."""
    desk.session.edit(f"mute {desk.lane.name}", edits.toggle_mute, desk.lane.pad)


def solo(desk: Desk) -> None:
    """Let only this track sound, or no longer."""
    desk.session.edit(f"solo {desk.lane.name}", edits.toggle_solo, desk.lane.pad)


def clear_mutes(desk: Desk) -> None:
    """Let all tracks sound."""
    desk.session.edit("clear all mutes", edits.clear_mutes)


def clear_solos(desk: Desk) -> None:
    """End every solo."""
    desk.session.edit("clear all solos", edits.clear_solos)


def undo(desk: Desk) -> None:
    """Take the last edit back."""
    label = desk.session.undo()
    if label is None:
        raise UsageError("There is nothing to undo")
    desk.say(f"undone: {label}")


def redo(desk: Desk) -> None:
    """Bring back what was undone."""
    label = desk.session.redo()
    if label is None:
        raise UsageError("There is nothing to redo")
    desk.say(f"done again: {label}")


def step_pattern(by: int) -> Gesture:
    """Go to the pattern before or after the one that plays or is queued."""

    def gesture(desk: Desk) -> None:
        snapshot = desk.session.tick()
        queued = snapshot.queued if snapshot.playing else -1
        at = queued if queued >= 0 else PATTERN_NAMES.index(desk.session.pattern)
        go_to_pattern(desk, PATTERN_NAMES[max(0, min(at + by, len(PATTERN_NAMES) - 1))])

    return gesture


def go_to_pattern(desk: Desk, name: str) -> None:
    """Show a pattern; while playing it is queued and comes at the end of this one."""
    desk.session.go_to_pattern(name)
    if desk.session.pattern != name:
        desk.say(f"{name} comes next")


def press_at(desk: Desk, place: Place, erases: bool) -> Stroke:
    """Begin a stroke of the mouse: a press on a hit erases, on a rest draws."""
    desk.move_to(*place)
    stroke = Stroke(not erases and not desk.here.plays, place, next(desk.numbers))
    _paint(desk, stroke, [place])
    return stroke


def drag_to(desk: Desk, stroke: Stroke, place: Place) -> Stroke:
    """Go on with a stroke; cells that the mouse skipped are painted too."""
    desk.move_to(*place)
    _paint(desk, stroke, places_between(stroke.last, place))
    return stroke._replace(last=place)


def wheel(desk: Desk, place: Place, by: int) -> None:
    """Move the velocity of the step under the mouse."""
    desk.move_to(*place)
    change_velocity(desk, by * VELOCITY_MOVE)


def _paint(desk: Desk, stroke: Stroke, places: list[Place]) -> None:
    rows, pattern = desk.rows, desk.pattern
    cells = [Cell(rows[row].pad, step) for row, step in places if row < len(rows)]
    inside = [cell for cell in cells if cell.step < pattern.lane_length(cell.pad)]
    brush = Step(velocity=VELOCITY) if stroke.draws else REST
    steps = {c: brush for c in inside if pattern.lane(c.pad).step(c.step).plays != stroke.draws}
    label = "draw" if stroke.draws else "erase"
    desk.edit(label, edits.put_steps, steps, merge=("stroke", stroke.number))


def _choose_field(desk: Desk, by: int) -> None:
    count = len(TRACK_FIELDS if desk.panel == "mixer" else STRIP_FIELDS)
    desk.fields[desk.panel] = (desk.fields[desk.panel] + by) % count
