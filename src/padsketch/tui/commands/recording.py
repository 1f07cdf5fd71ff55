"""The commands of recording, and of the page of takes."""

from __future__ import annotations

from padsketch.model import edits
from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.controls import turning
from padsketch.tui.editing import moving
from padsketch.tui.transport import recording
from padsketch.tui.views import takes

RECORDING = (
    Command("arm", ("f8", "ctrl+r", ", a"), "record, or no longer", "Recording", recording.arm),
    Command(
        "metronome", ("`", ", M"), "metronome on or off", "Recording", recording.toggle_metronome
    ),
    Command(
        "recording-settings",
        (", R",),
        "how recording goes",
        "Recording",
        recording.settings,
        opens=True,
    ),
    Command(
        "takes",
        ("T", ", T"),
        "takes, or the sketch",
        "Recording",
        turning.view_toggler("takes"),
    ),
    *on_views(
        ("sketch",),
        Command(
            "quantise",
            ("n q",),
            "quantise the lane or the selection",
            "Recording",
            recording.ask_quantise,
            opens=True,
        ),
    ),
)
TAKES = on_views(
    ("takes",),
    Command("take-before", ("up", "k"), "take above", "Takes", takes.step_take(-1)),
    Command("take-after", ("down", "j"), "take below", "Takes", takes.step_take(1)),
    Command("take-lane-above", ("K",), "lane above", "Takes", takes.step_lane(-1)),
    Command("take-lane-below", ("J",), "lane below", "Takes", takes.step_lane(1), "lane"),
    Command("take-page-left", ("left", "h"), "steps before", "Takes", moving.turn_page(-1)),
    Command("take-page-right", ("right", "l"), "next steps", "Takes", moving.turn_page(1)),
    Command("listen", ("enter", "."), "listen to the take", "Takes", takes.listen, "listen"),
    Command(
        "take-lane",
        ("p",),
        "the lane as in the take",
        "Takes",
        takes.comp_lane(edits.replace_with_take, "from"),
        "take lane",
    ),
    Command(
        "layer-lane",
        ("+", "="),
        "the lane's hits over the pattern's",
        "Takes",
        takes.comp_lane(edits.layer_take, "layered from"),
        "layer lane",
    ),
    Command(
        "take-all",
        ("P",),
        "all lanes as in the take",
        "Takes",
        takes.comp_all(edits.replace_with_take, "from"),
        "all lanes",
    ),
    Command(
        "layer-all",
        ("y",),
        "all hits of the take over the pattern's",
        "Takes",
        takes.comp_all(edits.layer_take, "layered from"),
    ),
    Command("layer-takes", ("Y",), "all takes over the pattern", "Takes", takes.comp_every_take),
    Command(
        "delete-take",
        ("backspace", "delete"),
        "delete the take",
        "Takes",
        takes.delete,
        "delete",
        opens=True,
    ),
    Command("takes-back", ("escape",), "as it was, then the sketch", "Takes", takes.back, "back"),
)
