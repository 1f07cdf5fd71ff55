"""The project: everything that one file says about the music."""

from __future__ import annotations

from typing import Any

import msgspec

from padsketch.model.kit import Credit
from padsketch.model.mixer import UNITY, Channel, Delay, Master, Reverb
from padsketch.model.pad_settings import NO_SETTINGS, PadSettings
from padsketch.model.pattern import Pattern
from padsketch.model.samples import SampleIdentity
from padsketch.model.song import Section

PATTERN_NAMES: tuple[str, ...] = tuple(
    f"{bank}{number}" for bank in "ABCDEFGH" for number in range(1, 17)
)
"""A1 to H16, in the order in which they are stepped through."""

MIN_BPM, MAX_BPM = 20.0, 400.0
MIN_SWING, MAX_SWING = 50.0, 75.0
MAX_SEED = 2**63 - 1
MAX_BEATS = 99
BEAT_UNITS = (1, 2, 4, 8, 16, 32)
"""What a meter may count: the number under its stroke."""

EMPTY_PATTERN = Pattern()


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """The whole sketch as one frozen value.

    bpm in thousandths at the finest; swing in percent 50-75; seed of every chance;
    kit an installed kit's name or a folder relative to the project; markers of its own samples by
    file, in frames at the file's rate, rising; credits and identities of its own samples by file.
    """

    title: str = "Untitled"
    bpm: float = 120.0
    meter: str = "4/4"
    key: str = ""
    swing: float = 50.0
    seed: int = 1
    kit: str = "eight"
    patterns: dict[str, Pattern] = msgspec.field(default_factory=dict)
    song: tuple[Section, ...] = ()
    pads: dict[str, PadSettings] = msgspec.field(default_factory=dict)
    markers: dict[str, tuple[int, ...]] = msgspec.field(default_factory=dict)
    credits: dict[str, Credit] = msgspec.field(default_factory=dict)
    samples: dict[str, SampleIdentity] = msgspec.field(default_factory=dict)
    mute_groups: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    mixer: dict[str, Channel] = msgspec.field(default_factory=dict)
    delay: Delay = Delay()
    reverb: Reverb = Reverb()
    master: Master = Master()
    version: int = 1
    x: dict[str, Any] = msgspec.field(default_factory=dict)

    def pattern(self, name: str) -> Pattern:
        """A pattern by name; an empty one where nothing is written yet."""
        return self.patterns.get(name, EMPTY_PATTERN)

    def channel(self, pad: str) -> Channel:
        """The mixer settings of a pad's track; unity where nothing is set."""
        return self.mixer.get(pad, UNITY)

    def pad_settings(self, pad: str) -> PadSettings:
        """What the project changes about a pad of its kit."""
        return self.pads.get(pad, NO_SETTINGS)
