"""The mixer as rows and values."""

from __future__ import annotations

import numpy as np

from padsketch.model import Channel, Delay, Kit, Master, Project, Reverb
from padsketch.model.parameters import GROUPS
from padsketch.score.tables import TRACK, Table

NO_TRACK = -1


def compile_tracks(project: Project, kit: Kit) -> Table:
    """A row for every pad, with mute and solo resolved."""
    channels = [project.channel(pad.id) for pad in kit.pads]
    solo = any(channel.solo for channel in channels)
    rows = [(_is_audible(c, solo), _sidechain(c, kit), _values("track", c)) for c in channels]
    return np.array(rows, dtype=TRACK)


def compile_bus(group: str, settings: Delay | Reverb | Master) -> tuple[float, ...]:
    """The values of a bus in the order of the table of parameters."""
    return _values(group, settings)


def _values(group: str, settings: Channel | Delay | Reverb | Master) -> tuple[float, ...]:
    return tuple(getattr(settings, name) for name in GROUPS[group])


def _sidechain(channel: Channel, kit: Kit) -> int:
    index = kit.index(channel.sidechain) if channel.sidechain else None
    return NO_TRACK if index is None else index


def _is_audible(channel: Channel, solo: bool) -> bool:
    return not channel.mute and (channel.solo or not solo)
