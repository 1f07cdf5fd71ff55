"""The commands of the waveform page: going about in a sound, cutting it, and shaping its layer."""

from __future__ import annotations

from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.controls import turning
from padsketch.tui.desk import VIEWS
from padsketch.tui.waves import chopping, listening, slicing, treating, wave_moves

GROUP = "Sample"
PAGE = ("sample",)
MOVES = on_views(
    PAGE,
    Command("wave-left", ("left", "h"), "left by a column", GROUP, wave_moves.move(-1)),
    Command("wave-right", ("right", "l"), "right by a column", GROUP, wave_moves.move(1)),
    Command("wave-select-left", ("H",), "select to the left", GROUP, wave_moves.move(-1, True)),
    Command(
        "wave-select-right",
        ("L",),
        "select to the right",
        GROUP,
        wave_moves.move(1, True),
        "select",
    ),
    Command("wave-frame-left", ("[",), "one frame to the left", GROUP, wave_moves.nudge(-1)),
    Command(
        "wave-frame-right", ("]",), "one frame to the right", GROUP, wave_moves.nudge(1), "frame"
    ),
    Command("wave-first", ("home",), "first frame", GROUP, wave_moves.go_to_end(False)),
    Command("wave-last", ("end",), "last frame", GROUP, wave_moves.go_to_end(True)),
    Command(
        "wave-zero-next",
        ("0",),
        "next zero crossing",
        GROUP,
        wave_moves.go_to_crossing(1),
        "zero",
    ),
    Command(
        "wave-zero-before", ("9",), "zero crossing before", GROUP, wave_moves.go_to_crossing(-1)
    ),
    Command("wave-mark-next", ("tab",), "next mark", GROUP, wave_moves.go_to_mark(1), "next mark"),
    Command("wave-mark-before", ("shift+tab",), "mark before", GROUP, wave_moves.go_to_mark(-1)),
    Command("wave-nearer", ("+", "="), "look nearer", GROUP, wave_moves.zoom(1), "zoom"),
    Command("wave-farther", ("-",), "look from farther away", GROUP, wave_moves.zoom(-1)),
    Command(
        "wave-closely",
        ("i",),
        "the slice, or all of it",
        GROUP,
        wave_moves.look_closely,
        "slice/all",
    ),
    Command("wave-beats", ("I",), "count in beats or seconds", GROUP, wave_moves.toggle_beats),
    Command("wave-pad-before", ("up", "k"), "pad before", GROUP, wave_moves.step_pad(-1)),
    Command("wave-pad-after", ("down", "j"), "next pad", GROUP, wave_moves.step_pad(1)),
    Command("wave-layer-before", ("K",), "layer before", GROUP, wave_moves.step_layer(-1)),
    Command("wave-layer-after", ("J",), "next layer", GROUP, wave_moves.step_layer(1)),
    Command(
        "wave-listen",
        ("enter",),
        "hear the selection or the slice",
        GROUP,
        listening.listen,
        "hear",
    ),
    Command("wave-listen-on", ("Y",), "hear it from the cursor on", GROUP, listening.listen_on),
    Command("wave-back", ("escape",), "let go, then the sketch", GROUP, wave_moves.back, "back"),
)
"""Going about."""
CHOPS = on_views(
    PAGE,
    Command("wave-onsets", ("n o",), "cut where sounds begin", GROUP, chopping.by_onsets),
    Command("wave-equal", ("n e",), "cut in equal parts", GROUP, chopping.in_parts, opens=True),
    Command("wave-grid", ("n b",), "cut on the beat", GROUP, chopping.on_grid, opens=True),
    Command("wave-cues", ("n c",), "cut by the cues of the file", GROUP, chopping.by_cues),
    Command(
        "wave-mark",
        (".", "n m"),
        "a mark here, or where it is heard",
        GROUP,
        chopping.mark,
        "mark",
    ),
    Command("wave-bring-mark", ("n h",), "nearest mark here", GROUP, chopping.bring_mark),
    Command(
        "wave-unmark",
        ("backspace", "delete"),
        "nearest mark away",
        GROUP,
        chopping.remove_nearest,
    ),
    Command("wave-clear", ("n 0",), "no marks", GROUP, chopping.clear),
    Command("wave-fewer", ("<",), "fewer slices", GROUP, chopping.finer(-1), "slices"),
    Command("wave-more", (">",), "more slices", GROUP, chopping.finer(1)),
    Command("wave-half", ("{",), "take it for half as fast", GROUP, slicing.half_tempo),
    Command("wave-double", ("}",), "take it for twice as fast", GROUP, slicing.double_tempo),
    Command("wave-tempo", ("n t",), "say how fast it is", GROUP, slicing.ask_tempo, opens=True),
    Command("wave-fit", ("n f",), "fit it to the tempo", GROUP, slicing.fit, opens=True),
    Command(
        "wave-pads",
        ("p", "n p"),
        "slices to pads from this one on",
        GROUP,
        slicing.to_pads,
        "to pads",
    ),
    Command("wave-new-pads", ("n n",), "slices to new pads", GROUP, slicing.to_new_pads),
    Command(
        "wave-to-grid", ("P", "n g"), "slices onto the grid", GROUP, slicing.to_grid, "to grid"
    ),
    Command("wave-files", ("n w",), "slices into files", GROUP, slicing.to_files, opens=True),
)
"""Cutting."""
SHAPES = on_views(
    PAGE,
    Command("wave-trim", ("N t",), "play the selection only", GROUP, treating.trim),
    Command("wave-fade-in", ("N i",), "fade in up to the cursor", GROUP, treating.fade(True)),
    Command("wave-fade-out", ("N o",), "fade out from the cursor on", GROUP, treating.fade(False)),
    Command("wave-reverse", ("N r",), "backwards", GROUP, treating.REVERSE),
    Command("wave-dc", ("N d",), "without offset", GROUP, treating.REMOVE_DC),
    Command("wave-invert", ("N p",), "other polarity", GROUP, treating.INVERT),
    Command("wave-loop", ("N f",), "find a loop, the next one", GROUP, treating.find_loop),
    Command("wave-untreat", ("N 0",), "as it is in its file", GROUP, treating.untreat),
)
"""Shaping the layer; the file stays as it is."""
LAYER = on_views(
    ("pad", "sample"),
    Command("layer-silence", ("N s",), "without silent ends", GROUP, treating.trim_silence),
    Command("layer-peak", ("N n",), "peak at full scale", GROUP, treating.normalise),
    Command("layer-loudness", ("N l",), "as loud as others", GROUP, treating.normalise_loudness),
    Command("layer-consolidate", ("N c",), "write it anew", GROUP, treating.consolidate),
)
"""Shaping it by what is heard of it."""
WAVE = (
    Command(
        "sample",
        ("'",),
        "waveform of the sample, or back to the sketch",
        "Project",
        turning.view_toggler("sample"),
        short="wave",
        # There it looks into the sound under the cursor.
        views=tuple(view for view in VIEWS if view != "sounds"),
    ),
    *MOVES,
    *CHOPS,
    *SHAPES,
    *LAYER,
)
