"""What a key does to the aspect of the steps that the grid shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from padsketch.errors import UsageError
from padsketch.model import Step, edits
from padsketch.model.edits import Cell
from padsketch.model.parameters import LOCKS
from padsketch.tui.desk import STEPS, Desk, Gesture
from padsketch.tui.editing.aspects import NAMES, PLAIN, Aspect, aspect_of, aspect_title
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.screens.prompt import Prompt

Shape = Callable[[Aspect, Step], Step]
"""What becomes of a hit."""


def by_aspect(steps: Gesture, other: Gesture) -> Gesture:
    """A key that does one thing to whole steps and another to an aspect of them."""
    return lambda desk: (steps if desk.aspect == STEPS else other)(desk)


def aspect_shower(name: str) -> Gesture:
    """A gesture that shows an aspect; of locks, one that is chosen from a list."""

    def gesture(desk: Desk) -> None:
        if name == "lock":
            ask_lock(desk)
        else:
            _show(desk, name)

    return gesture


def turn_aspects(by: int) -> Gesture:
    """Show the next aspect, of locks the parameter that was chosen last."""
    return lambda desk: _show(desk, NAMES[(NAMES.index(desk.aspect) + by) % len(NAMES)])


def ask_lock(desk: Desk) -> None:
    """Choose the parameter whose locks the grid shows."""
    options = [Option(name, name, parameter.help) for name, parameter in LOCKS.items()]
    dialog = Chooser("Locks in the grid", options, desk.lock)
    desk.stage.show(dialog, lambda name: _show_lock(desk, name))


def _show_lock(desk: Desk, name: str) -> None:
    desk.lock = name
    _show(desk, "lock")


def _show(desk: Desk, name: str) -> None:
    desk.aspect, desk.panel = name, "grid"
    desk.say(f"the grid shows {aspect_title(desk) or 'steps'}")


def move(desk: Desk, by: int) -> None:
    """Move the values of the selected hits; while a key is held it is one edit."""
    cells = _hits(desk, desk.selected_cells)
    merge = desk.keep_merging((desk.aspect, desk.row, desk.step, desk.anchor))
    _shape(desk, cells, lambda aspect, step: aspect.moved(step, by), merge)
    keep_brush(desk)


def toggle(desk: Desk) -> None:
    """Make the selected hits as if untouched, or give them the last value if they are so."""
    cells = _hits(desk, desk.selected_cells)
    if all(_aspect(desk, cell).is_plain(_step(desk, cell)) for cell in cells):
        _shape(desk, cells, lambda aspect, step: aspect.laid(step, brush_of(desk, aspect)))
    else:
        keep_brush(desk)
        reset(desk)


def reset(desk: Desk) -> None:
    """Make this aspect of the selected hits as if untouched; the rest of them stays."""
    cells = _hits(desk, desk.selected_cells)
    _shape(desk, cells, lambda aspect, step: aspect.laid(step, PLAIN))


def reset_lane(desk: Desk) -> None:
    """Make this aspect of all hits of the lane as if untouched."""
    pad = desk.lane.pad
    cells = [Cell(pad, step) for step in range(desk.pattern.lane_length(pad))]
    _shape(desk, _hits(desk, cells), lambda aspect, step: aspect.laid(step, PLAIN))


def every(count: int) -> Gesture:
    """Give every Nth step from the cursor on the value that is there, else the last one."""

    def gesture(desk: Desk) -> None:
        pad, first = desk.cell
        keep_brush(desk)
        places = range(first, desk.pattern.lane_length(pad), count)
        cells = _hits(desk, [Cell(pad, step) for step in places])
        _shape(desk, cells, lambda aspect, step: aspect.laid(step, brush_of(desk, aspect)))

    return gesture


def paste(desk: Desk) -> None:
    """Write this aspect of what was copied, its corner at the cursor; the rest stays."""
    if not desk.clip.rows:
        raise UsageError("Nothing has been copied", "y copies a step or the selection.")
    pads = [row.pad for row in desk.rows]
    laid = aspect_of(desk, desk.lane).laid
    desk.edit(f"paste {aspect_title(desk)}", edits.paste_clip, desk.cell, desk.clip, pads, laid)


def ask_value(desk: Desk) -> None:
    """Type a value for the selected hits."""
    cells = _hits(desk, desk.selected_cells)
    aspect = _aspect(desk, cells[0])
    whose = f"{len(cells)} hits" if len(cells) > 1 else "a hit"
    title = f"{aspect_title(desk) or 'velocity'} of {whose}"
    prompt = Prompt(title, aspect.text(_step(desk, cells[0])), aspect.hint, aspect.parsed)
    desk.ask(prompt, lambda brush: _give(desk, cells, brush))


def _give(desk: Desk, cells: list[Cell], brush: Step) -> None:
    _shape(desk, cells, lambda aspect, step: aspect.laid(step, brush))
    keep_brush(desk)


def brush_of(desk: Desk, aspect: Aspect) -> Step:
    """A hit with the last value of an aspect."""
    return desk.brushes.get(aspect.name, aspect.brush)


def keep_brush(desk: Desk) -> None:
    """Remember the value under the cursor as the last one, where it is one."""
    aspect = aspect_of(desk, desk.lane)
    if aspect.has(desk.here) and not aspect.is_plain(desk.here):
        desk.brushes[aspect.name] = aspect.blend(PLAIN, desk.here)


def _shape(desk: Desk, cells: Iterable[Cell], shape: Shape, merge: object = None) -> None:
    steps = {cell: shape(_aspect(desk, cell), _step(desk, cell)) for cell in cells}
    desk.edit(aspect_title(desk) or "velocity", edits.put_steps, steps, merge=merge)


def _hits(desk: Desk, cells: Iterable[Cell]) -> list[Cell]:
    """Those that have the aspect; raises UsageError where none has."""
    found = [cell for cell in cells if _aspect(desk, cell).has(_step(desk, cell))]
    if not found:
        hint = "Enter sets one." if desk.aspect == STEPS else ", 1 shows the steps to set one."
        raise UsageError("There is no hit here", hint)
    return found


def _aspect(desk: Desk, cell: Cell) -> Aspect:
    return aspect_of(desk, next(row for row in desk.rows if row.pad == cell.pad))


def _step(desk: Desk, cell: Cell) -> Step:
    return desk.pattern.lane(cell.pad).step(cell.step)
