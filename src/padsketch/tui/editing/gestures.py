"""What a key does to steps, lanes, patterns and tracks: one function per gesture."""

from __future__ import annotations

from padsketch.errors import UsageError
from padsketch.model import PATTERN_NAMES, edits
from padsketch.model.edits import Cell
from padsketch.tui.controls.values import moved
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.editing import clipboard, shaping
from padsketch.tui.editing.fields import STRIP_FIELDS, TRACK_FIELDS, TRACK_UNITS
from padsketch.tui.editing.rows import Row
from padsketch.tui.keyboard.fingers import VELOCITY
from padsketch.tui.transport.performing import LANDING_WORDS
from padsketch.tui.views.step import control


def toggle(desk: Desk) -> None:
    """Let the step play, or rest."""
    desk.edit(f"step {desk.step + 1} of {desk.lane.name}", edits.toggle_step, desk.cell, VELOCITY)


def clear(desk: Desk) -> None:
    """Make rests of the selected steps."""
    desk.edit("clear", edits.clear_steps, desk.selected_cells)


def change(by: int) -> Gesture:
    """Move the value that the panel is about: of the grid, the track, a detail of the step."""

    def gesture(desk: Desk) -> None:
        if desk.panel == "mixer":
            move_track(desk, TRACK_FIELDS[desk.fields["mixer"]], by)
        elif desk.panel == "step":
            move_detail(desk, STRIP_FIELDS[desk.fields["step"]], by)
        else:
            shaping.move(desk, by)

    return gesture


def move_detail(desk: Desk, name: str, by: int) -> None:
    """Move a detail of the step under the cursor."""
    found = control(desk, name)
    merge = desk.keep_merging((name, desk.row, desk.step))
    desk.follows = False
    value = moved(found.parameter, found.value, by)
    desk.session.edit(f"{name} of a step", found.put, value, merge=merge)


def move_track(desk: Desk, name: str, by: int) -> None:
    """Move the level or the pan of the lane's track."""
    pad = _track_in_front(desk).pad
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
    clipboard.offer_steps(desk)
    desk.say(f"copied {len(cells)} step{'s' if len(cells) != 1 else ''}: p pastes")
    rows, steps = desk.selection
    desk.move_to(rows.start, steps.start)


def copy_lane(desk: Desk) -> None:
    """Copy all steps of the lane."""
    pad = desk.lane.pad
    cells = [Cell(pad, step) for step in range(desk.pattern.lane_length(pad))]
    desk.clip = edits.copy_cells(desk.session.project, desk.session.pattern, cells)
    clipboard.offer_lane(desk)
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
    clipboard.offer_pattern(desk)
    desk.say(f"copied pattern {desk.session.pattern}: , v pastes it over another")


def paste_pattern(desk: Desk) -> None:
    """Replace the pattern that is seen with the copied one."""
    if desk.copied is None:
        raise UsageError("No pattern has been copied", "Copy one with , c first.")
    desk.edit(f"paste over pattern {desk.session.pattern}", edits.paste_pattern, desk.copied)


def mute(desk: Desk) -> None:
    """Silence the lane's track, or let it sound."""
    lane = _track_in_front(desk)
    desk.session.edit(f"mute {lane.name}", edits.toggle_mute, lane.pad)


def solo(desk: Desk) -> None:
    """Let only this track sound, or no longer."""
    lane = _track_in_front(desk)
    desk.session.edit(f"solo {lane.name}", edits.toggle_solo, lane.pad)


def _track_in_front(desk: Desk) -> Row:
    if desk.bus:
        raise UsageError(f"The {desk.bus} is no track", "Go to one with left and right.")
    return desk.lane


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
    """Show a pattern; while playing it is queued, and lands where the performer wants it."""
    desk.session.go_to_pattern(name)
    if desk.session.pattern != name:
        desk.say(f"{name} comes {LANDING_WORDS[desk.session.performing.landing]}")
    elif desk.session.player.snapshot().playing:
        desk.say(f"{name} goes on")
