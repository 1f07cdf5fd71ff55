"""The commands of the mixer."""

from __future__ import annotations

from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.views import mixer

MIXER = on_views(
    ("mixer",),
    Command("channel-left", ("left", "h"), "channel to the left", "Mixer", mixer.step_channel(-1)),
    Command("channel-right", ("right", "l"), "to the right", "Mixer", mixer.step_channel(1)),
    Command("first-channel", ("home",), "first track", "Mixer", mixer.go_to_end(False)),
    Command("master-channel", ("end",), "master", "Mixer", mixer.go_to_end(True)),
    Command("restart-meters", (", i",), "measure anew", "Mixer", mixer.restart_meters),
)
