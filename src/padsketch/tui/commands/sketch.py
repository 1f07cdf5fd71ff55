"""The commands of the sketch: the cursor, steps, lanes."""

from __future__ import annotations

from padsketch.tui import dialogs
from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.controls import turning
from padsketch.tui.editing import gestures, moving, shaping
from padsketch.tui.editing.shaping import by_aspect


def _everies() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"every-{count}",
            (f"n {count}",),
            f"a hit every {count} steps from here" if count > 1 else "a hit on every step",
            "Lane",
            by_aspect(gestures.every(count), shaping.every(count)),
            family="a hit, or a value, every N steps from the cursor",
        )
        for count in range(1, 10)
    )


SKETCH = on_views(
    ("sketch",),
    Command("up", ("up", "k"), "lane above", "Move", moving.move(-1, 0)),
    Command("down", ("down", "j"), "lane below", "Move", moving.move(1, 0)),
    Command("left", ("left", "h"), "step before", "Move", moving.move(0, -1)),
    Command("right", ("right", "l"), "next step", "Move", moving.move(0, 1)),
    Command("select-up", ("K",), "select upwards", "Move", moving.move(-1, 0, extends=True)),
    Command("select-down", ("J",), "select downwards", "Move", moving.move(1, 0, extends=True)),
    Command("select-left", ("H",), "select to the left", "Move", moving.move(0, -1, extends=True)),
    Command("select-right", ("L",), "select to the right", "Move", moving.move(0, 1, extends=True)),
    Command(
        "first", ("home",), "first step (a selection grows)", "Move", moving.move_to_end(False)
    ),
    Command("last", ("end",), "last step (a selection grows)", "Move", moving.move_to_end(True)),
    Command("page-left", ("[",), "page of steps before", "Move", moving.turn_page(-1)),
    Command("page-right", ("]",), "next page of steps", "Move", moving.turn_page(1)),
    Command("panel-next", ("tab",), "next panel: grid, mixer, step", "Move", moving.next_panel(1)),
    Command("panel-previous", ("shift+tab",), "previous panel", "Move", moving.next_panel(-1)),
    Command("close", ("escape",), "end the selection, then show the steps", "Move", moving.close),
    Command(
        "toggle",
        ("enter", "."),
        "set or clear the step, or its value",
        "Steps",
        by_aspect(gestures.toggle, shaping.toggle),
        short="step",
    ),
    Command(
        "clear",
        ("backspace", "delete"),
        "clear the steps, or their value",
        "Steps",
        by_aspect(gestures.clear, shaping.reset),
    ),
    Command("more", ("+", "="), "velocity up, or what the grid shows", "Steps", gestures.change(1)),
    Command("less", ("-",), "velocity down", "Steps", gestures.change(-1)),
    Command(
        "inspect",
        ("i",),
        "all details of the step",
        "Steps",
        turning.view_toggler("step"),
        short="details",
    ),
    Command("copy", ("y",), "copy the step or the selection", "Steps", gestures.copy),
    Command("copy-lane", ("Y",), "copy the lane", "Steps", gestures.copy_lane),
    Command(
        "paste", ("p",), "paste at the cursor", "Steps", by_aspect(gestures.paste, shaping.paste)
    ),
    *_everies(),
    Command(
        "clear-lane",
        ("n 0",),
        "clear the lane, or its values",
        "Lane",
        by_aspect(gestures.clear_lane, shaping.reset_lane),
    ),
    Command(
        "lane-length", (", e",), "length of the lane", "Lane", dialogs.ask_lane_length, opens=True
    ),
    Command("double", ("n d",), "double the pattern", "Pattern", gestures.double),
)
