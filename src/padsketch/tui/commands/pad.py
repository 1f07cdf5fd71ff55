"""The commands of the pad page."""

from __future__ import annotations

from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.views import layering, layers, pad

PAGE = on_views(
    ("pad",),
    Command("pad-before", ("left", "h"), "pad before", "Pad", pad.step_pad(-1)),
    Command("pad-after", ("right", "l"), "next pad", "Pad", pad.step_pad(1)),
    Command(
        "layer-before", ("H",), "layer before, or the pad itself", "Pad", layers.choose_layer(-1)
    ),
    Command("layer-after", ("L",), "next layer", "Pad", layers.choose_layer(1), short="layer"),
    Command("add-layer", ("i",), "add a layer", "Pad", layers.add, short="add layer", opens=True),
    Command("copy-layer", ("y",), "the layer once more", "Pad", layers.duplicate),
    Command("remove-layer", ("I",), "take the layer out", "Pad", layers.remove),
    Command("layer-up", ("K",), "layer to the front", "Pad", layers.move(-1)),
    Command("layer-down", ("J",), "layer to the back", "Pad", layers.move(1)),
    Command("reset-pad", (", 0",), "pad as in its kit", "Pad", pad.reset_pad),
)
LAYERING = on_views(
    ("pad",),
    Command(
        "stack",
        ("P",),
        "a sound under this one",
        "Pad",
        layering.stack_under,
        short="stack",
        opens=True,
    ),
    Command("align", ("N a",), "lay it on the others", "Pad", layering.align),
    Command("polarity", ("N p",), "other polarity", "Pad", layering.turn_over),
    Command("crossover", ("N x",), "part it from the others", "Pad", layering.part, opens=True),
    Command("sum", ("N m",), "what the sum lost", "Pad", layering.say_sum),
    Command(
        "takes-by-velocity",
        ("N v",),
        "takes by velocity",
        "Pad",
        layering.choose_takes(by_turns=False),
        opens=True,
    ),
    Command(
        "takes-by-turns",
        ("N b",),
        "takes by turns",
        "Pad",
        layering.choose_takes(by_turns=True),
        opens=True,
    ),
)
"""Sounds that become one."""
PAD = (*PAGE, *LAYERING)
