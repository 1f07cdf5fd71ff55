"""The mixer's tracks as rows."""

from __future__ import annotations

import numpy as np

from padsketch.model import Channel, Kit, Project
from padsketch.score.level import level_to_gain
from padsketch.score.tables import TRACK, Table


def compile_tracks(project: Project, kit: Kit) -> Table:
    """A row for every pad, with mute and solo resolved."""
    channels = [project.channel(pad.id) for pad in kit.pads]
    solo = any(channel.solo for channel in channels)
    rows = [(_channel_gain(c), c.pan, _is_audible(c, solo)) for c in channels]
    return np.array(rows, dtype=TRACK)


def _channel_gain(channel: Channel) -> float:
    return level_to_gain(channel.level_db)


def _is_audible(channel: Channel, solo: bool) -> bool:
    return not channel.mute and (channel.solo or not solo)
