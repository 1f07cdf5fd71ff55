"""The mixer: what stands between a pad's voices and the mix, and behind it."""

from __future__ import annotations

from padsketch.model import parameters
from padsketch.model.settings import settings


class Channel(settings("TrackSettings", parameters.TRACK)):  # type: ignore[misc]
    """The settings of one track, with the parameters of the table's track group.

    sidechain: the pad whose sound its compressor listens to, "" for its own.
    """

    mute: bool = False
    solo: bool = False
    sidechain: str = ""


class Delay(settings("DelaySettings", parameters.DELAY)):  # type: ignore[misc]
    """The settings of the delay that tracks send to."""


class Reverb(settings("ReverbSettings", parameters.REVERB)):  # type: ignore[misc]
    """The settings of the reverb that tracks send to."""


class Master(settings("MasterSettings", parameters.MASTER)):  # type: ignore[misc]
    """The settings of what the mix passes on its way out."""


UNITY = Channel()
