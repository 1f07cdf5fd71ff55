"""Which samples of a kit are needed first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from padsketch.model import Kit, Lane, Layer, Pattern


def files_by_need(kit: Kit, played: Kit, patterns: Iterable[Pattern]) -> tuple[str, ...]:
    """The files of a kit: what the first pattern plays, what the next one plays, then the rest.

    played: the kit as its project changes it.
    """
    layers = {pad.id: pad.layers for pad in played.pads}
    needed = (
        layer.file
        for pattern in patterns
        for pad, lane in pattern.lanes.items()
        for layer in _reached(layers.get(pad, ()), lane)
    )
    known = set(kit.files)
    return tuple(dict.fromkeys(file for file in chain(needed, kit.files) if file in known))


def _reached(layers: Iterable[Layer], lane: Lane) -> Iterator[Layer]:
    velocities = {step.velocity for step in lane.steps if step.plays}
    for layer in layers:
        low, high = layer.velocity
        if any(low <= velocity <= high for velocity in velocities):
            yield layer
