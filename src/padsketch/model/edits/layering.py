"""Edits that make one sound of several: under each other, by velocity, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log10

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import check_choice, clamped_parameter
from padsketch.model.edits.pads import set_layering
from padsketch.model.edits.shaping import played_layer, played_pad, put_layer, put_layers
from padsketch.model.kit import MAX_VELOCITY, Kit, Layer, Pad
from padsketch.model.layers import Layers
from padsketch.model.parameters import LAYER
from padsketch.model.project import Project

SIDES = ("low", "high")
"""What of a sound a crossover keeps."""

Range = tuple[int, int]
"""Velocities from one to another, both included."""


def stack(
    project: Project, kit: Kit, pad: str, layer: Layer, crossover: float = 0.0, keeps: str = "low"
) -> Project:
    """Let a sound play with the `stacked_layers` of a pad, at a crossover in hertz on one side."""
    below = stacked_layers(played_pad(project, kit, pad))
    project = _with_layering(project, kit, pad, "stack")
    layers = (*below, replace(layer, velocity=(1, MAX_VELOCITY)))
    project = put_layers(project, kit, pad, layers)
    if not crossover:
        return project
    return set_crossover(project, kit, pad, len(layers) - 1, crossover, keeps)


def stacked_layers(pad: Pad) -> Layers:
    """The layers that play on when a sound is stacked: of those by turns the first of each blow.

    A pad plays all its layers by turns or none.
    """
    if pad.layering == "stack":
        return pad.layers
    kept: list[Layer] = []
    for layer in pad.layers:
        if not any(_meet(layer.velocity, other.velocity) for other in kept):
            kept.append(layer)
    return tuple(kept)


def set_crossover(
    project: Project, kit: Kit, pad: str, at: int, hertz: float, keeps: str = "low"
) -> Project:
    """Let one layer keep a side of a crossover and all others the other; 0 hertz takes it away."""
    check_choice("a side of a crossover", keeps, SIDES)
    played_layer(project, kit, pad, at)
    hertz = clamped_parameter(LAYER["low_cut"], hertz)
    sides = {
        "low": {"low_cut": 0.0, "high_cut": hertz},
        "high": {"low_cut": hertz, "high_cut": 0.0},
    }
    kept, given = sides[keeps], sides[SIDES[1 - SIDES.index(keeps)]]
    layers = enumerate(played_pad(project, kit, pad).layers)
    crossed = tuple(replace(layer, **(kept if i == at else given)) for i, layer in layers)
    return put_layers(project, kit, pad, crossed)


def move_layer(
    project: Project, kit: Kit, pad: str, at: int, later_ms: float, turns: bool = False
) -> Project:
    """Let a layer come later, or earlier for less than 0, and turn its polarity over.

    Earlier it gives up its delay, then its beginning. Raises UsageError for a reversed layer that
    has no such delay.
    """
    layer = moved(played_layer(project, kit, pad, at), later_ms)
    turned = replace(layer, invert=layer.invert != turns)
    return put_layer(project, kit, pad, at, turned)


def moved(layer: Layer, later_ms: float) -> Layer:
    """The layer some milliseconds later, or earlier for less than 0."""
    delay = layer.delay + later_ms
    if delay >= 0.0:
        return replace(layer, delay=clamped_parameter(LAYER["delay"], delay))
    if layer.reverse:
        raise UsageError(
            "A reversed sound cannot begin earlier", "Delay what it shall lie on instead."
        )
    return replace(layer, delay=0.0, start=layer.start - delay / layer.stretch)


def set_takes(
    project: Project,
    kit: Kit,
    pad: str,
    groups: Sequence[Sequence[str]],
    loudnesses_db: Sequence[float] | None = None,
) -> Project:
    """Let a pad play files by velocity, softest first; the files of a group play by turns.

    With a loudness for every group, rising, the ranges follow it, and a range sounds as it was
    recorded where it ends. Raises UsageError for no files or too many.
    """
    ranges = velocity_ranges(len(groups), loudnesses_db)
    layers = tuple(
        Layer(file=file, velocity=span, level_db=_level(span) if loudnesses_db else 0.0)
        for span, files in zip(ranges, groups, strict=True)
        for file in files
    )
    turns = "round-robin" if any(len(files) > 1 for files in groups) else "stack"
    played_pad(project, kit, pad)
    return put_layers(_with_layering(project, kit, pad, turns), kit, pad, layers)


def velocity_ranges(count: int, loudnesses_db: Sequence[float] | None = None) -> tuple[Range, ...]:
    """All velocities as so many ranges: of equal width, or around those of rising loudnesses.

    A velocity v plays at 40 log10(v / 127) dB, so a sound that is softer than the loudest by as
    much belongs there. Raises UsageError where a range would be empty.
    """
    if not 1 <= count <= MAX_VELOCITY:
        raise UsageError(
            f"{count} sounds make no layers by velocity", f"Choose 1 to {MAX_VELOCITY}."
        )
    if loudnesses_db is None:
        ends = [round(number * MAX_VELOCITY / count) for number in range(1, count + 1)]
    else:
        ends = _ends_between(loudnesses_db)
    starts = [1, *(end + 1 for end in ends[:-1])]
    return tuple(zip(starts, ends, strict=True))


def _ends_between(loudnesses_db: Sequence[float]) -> list[int]:
    """Half way between two loudnesses one range ends; each keeps one velocity at least."""
    loudest, count = loudnesses_db[-1], len(loudnesses_db)
    ends: list[int] = []
    for number, pair in enumerate(pairwise(loudnesses_db), start=1):
        below = sum(pair) / 2 - loudest
        end = round(MAX_VELOCITY * 10.0 ** (min(below, 0.0) / 40.0))
        least = ends[-1] + 1 if ends else 1
        ends.append(min(max(end, least), MAX_VELOCITY - count + number))
    return [*ends, MAX_VELOCITY]


def _level(span: Range) -> float:
    """Decibels that make up for what the highest velocity of a range takes."""
    return clamped_parameter(LAYER["level_db"], -40.0 * log10(span[1] / MAX_VELOCITY))


def _meet(one: Range, other: Range) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _with_layering(project: Project, kit: Kit, pad: str, layering: str) -> Project:
    own = kit.index(pad)
    is_own = own is not None and kit.pads[own].layering == layering
    return set_layering(project, pad, None if is_own else layering)
