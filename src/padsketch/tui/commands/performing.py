"""The commands of a performance: fills, mute groups, queued patterns, tempo jumps."""

from __future__ import annotations

from padsketch.model.mute_groups import MUTE_GROUPS
from padsketch.tui.commands.command import Command
from padsketch.tui.transport import performing, spreading


def _mute_groups() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"mute-group-{group}",
            (f"; {group}",),
            f"group {group} off or on",
            "Perform",
            performing.mute_group(group),
            family="a mute group off, or on again",
        )
        for group in MUTE_GROUPS
    )


def _stores() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"store-mute-group-{group}",
            (f"; s {group}",),
            f"store what is muted as group {group}",
            "Perform",
            performing.store_group(group),
            family="store what is muted as a group",
        )
        for group in MUTE_GROUPS
    )


PERFORMING = (
    Command(
        "fill", ("/",), "fill, while held if the terminal tells", "Perform", performing.latch_fill
    ),
    Command("latch-fill", (", f",), "fill on or off", "Perform", performing.latch_fill),
    Command("repeat", ("g",), "note repeat", "Perform", performing.toggle_repeat, short="repeat"),
    Command("repeat-rate", ("G",), "rate of note repeat", "Perform", performing.next_rate),
    Command("levels", (", n",), "16 levels of the pad", "Perform", spreading.next_levels),
    Command("notes", (", k",), "the pad as a keyboard", "Perform", spreading.toggle_notes),
    *_mute_groups(),
    *_stores(),
    Command("landing", (", q",), "where a queue lands", "Perform", performing.next_landing),
    Command("half-tempo", (", /",), "half tempo", "Perform", performing.scale_tempo(0.5)),
    Command("double-tempo", (", *",), "double tempo", "Perform", performing.scale_tempo(2.0)),
)
