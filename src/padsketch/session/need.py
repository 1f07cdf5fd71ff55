"""Which sounds of a kit are needed first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from padsketch.model import Kit, Lane, Layer, Pattern
from padsketch.model.pad_settings import sounds_of
from padsketch.model.treatment import Sound


def sounds_by_need(kit: Kit, played: Kit, patterns: Iterable[Pattern]) -> list[Sound]:
    """The sounds of a kit: what the first pattern plays, what the next one plays, then the rest.

    played: the kit as its project changes it.
    """
    layers = {pad.id: pad.layers for pad in played.pads}
    needed = (
        layer.sound
        for pattern in patterns
        for pad, lane in pattern.lanes.items()
        for layer in _reached(layers.get(pad, ()), lane)
    )
    return list(dict.fromkeys(chain(needed, sounds_of(kit, played).values())))


def _reached(layers: Iterable[Layer], lane: Lane) -> Iterator[Layer]:
    velocities = {step.velocity for step in lane.steps if step.plays}
    for layer in layers:
        low, high = layer.velocity
        if any(low <= velocity <= high for velocity in velocities):
            yield layer
