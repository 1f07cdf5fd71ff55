"""The commands of the views that hold controls: choosing one and turning it."""

from __future__ import annotations

from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.controls import turning

RACKS = ("mixer", "pad", "section", "step", "lane")
TURNED = on_views(
    (*RACKS, "sampling"),
    Command("control-up", ("up", "k"), "control above", "Controls", turning.choose(-1)),
    Command("control-down", ("down", "j"), "control below", "Controls", turning.choose(1)),
    Command(
        "section-next", ("tab",), "next section", "Controls", turning.choose_section(1), "section"
    ),
    Command(
        "section-previous",
        ("shift+tab",),
        "section before",
        "Controls",
        turning.choose_section(-1),
    ),
    Command("turn-up", ("+", "="), "turn it up", "Controls", turning.turn(1), short="more"),
    Command("turn-down", ("-",), "turn it down", "Controls", turning.turn(-1)),
    Command(
        "fine-up", ("]",), "up a little", "Controls", turning.turn(1, is_coarse=False), short="fine"
    ),
    Command("fine-down", ("[",), "down a little", "Controls", turning.turn(-1, is_coarse=False)),
)
"""What the page of sampling has as well, where Enter and Backspace are for takes."""
CONTROLS = (
    *TURNED,
    *on_views(
        RACKS,
        Command(
            "type-value",
            ("enter", "."),
            "type its value, or choose it",
            "Controls",
            turning.enter,
            short="type",
            opens=True,
        ),
        Command(
            "reset", ("backspace", "delete"), "as if untouched", "Controls", turning.reset, "reset"
        ),
        Command(
            "back", ("escape",), "back to where one came from", "Controls", turning.back, "back"
        ),
    ),
)
