"""Layers that together play every velocity from 1 to 127."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from padsketch.formats.drafts import LayerDraft
from padsketch.model.kit import MAX_VELOCITY


def in_range(layer: LayerDraft) -> LayerDraft:
    """The layer with velocities that exist, the lower one first."""
    low, high = (max(1, min(MAX_VELOCITY, end)) for end in sorted((layer.low, layer.high)))
    return replace(layer, low=low, high=high)


def first_wins(layers: Iterable[LayerDraft]) -> list[LayerDraft]:
    """Every velocity for the first layer that reaches it, as programs do that play only one."""
    taken: set[int] = set()
    kept: list[LayerDraft] = []
    for layer in layers:
        own = [v for v in range(layer.low, layer.high + 1) if v not in taken]
        kept += (replace(layer, low=low, high=high) for low, high in _runs(own))
        taken.update(own)
    return kept


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of rising numbers without a gap."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] > numbers[at - 1] + 1:
            yield numbers[start], numbers[at - 1]
            start = at


def without_gaps(layers: Sequence[LayerDraft]) -> list[LayerDraft]:
    """The layers, those below a gap widened to its end, those above the lowest one to 1."""
    reached = {v for layer in layers for v in range(layer.low, layer.high + 1)}
    lowest = min(reached, default=1)
    return [
        replace(
            layer,
            low=1 if layer.low == lowest else layer.low,
            high=_last_unreached(reached, layer.high),
        )
        for layer in layers
    ]


def _last_unreached(reached: set[int], velocity: int) -> int:
    while velocity < MAX_VELOCITY and velocity + 1 not in reached:
        velocity += 1
    return velocity


def equal_parts(count: int) -> list[tuple[int, int]]:
    """All velocities in so many ranges of the same size, from soft to hard."""
    ends = [round(n * MAX_VELOCITY / count) for n in range(count + 1)]
    return [(low + 1, high) for low, high in pairwise(ends)]
