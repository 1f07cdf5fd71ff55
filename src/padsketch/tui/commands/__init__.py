"""The one table of commands: it feeds the keys, the footer, the menus, the palette, the help."""

from __future__ import annotations

from padsketch.tui.commands.command import Command
from padsketch.tui.commands.controls import CONTROLS
from padsketch.tui.commands.general import GENERAL
from padsketch.tui.commands.lanes import LANES
from padsketch.tui.commands.mixer import MIXER
from padsketch.tui.commands.pad import PAD
from padsketch.tui.commands.performing import PERFORMING
from padsketch.tui.commands.recording import RECORDING, TAKES
from padsketch.tui.commands.sampling import SAMPLING
from padsketch.tui.commands.sketch import SKETCH
from padsketch.tui.commands.song import SONG
from padsketch.tui.commands.sounds import SOUNDS
from padsketch.tui.commands.step import STEP
from padsketch.tui.commands.wave import WAVE
from padsketch.tui.commands.writing import WRITING

COMMANDS: tuple[Command, ...] = (
    *GENERAL,
    *PERFORMING,
    *RECORDING,
    *SKETCH,
    *LANES,
    *CONTROLS,
    *MIXER,
    *PAD,
    *WAVE,
    *STEP,
    *WRITING,
    *TAKES,
    *SONG,
    *SOUNDS,
    *SAMPLING,
)
BY_ID = {command.id: command for command in COMMANDS}
PREFIXES = {",": "menu", "n": "write", "N": "shape", ";": "mutes"}
"""Keys that wait for another one, and the words for them in the footer."""
VIEW_PREFIXES = {("sample", "n"): "chop", ("sounds", "n"): "sounds", ("sampling", "n"): "sampling"}
"""Other words on some views."""
GROUPS = (
    "Play",
    "Perform",
    "Recording",
    "Move",
    "Steps",
    "Lane",
    "Controls",
    "Mixer",
    "Pad",
    "Sample",
    "Step",
    "Lane page",
    "Takes",
    "Song",
    "Sounds",
    "Sampling",
    "Pattern",
    "Project",
)
