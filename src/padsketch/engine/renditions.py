"""What a score reads at another pitch than its own, so that it can be read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from padsketch.model.parameters import PAD
from padsketch.score import Score
from padsketch.score.tables import MODES

NAMES = tuple(PAD)
READ_BY = ("tune", "start", "end", "direction")
"""The parameters that say what is read; a step may lock them."""

END_OF_SAMPLE = 2**62


class Wish(NamedTuple):
    """A reading: frames [start, end) of a sample, in a direction, shifted in pitch."""

    sample: int
    semitones: float
    start: int
    end: int
    direction: int


def wanted(score: Score, rate: int) -> list[Wish]:
    """Every reading that a pad of the score may ask for and that does not loop, each once."""
    wishes: dict[Wish, None] = {}
    for pad, values, transpose in _variants(score):
        first, count = int(pad["first_layer"]), int(pad["n_layers"])
        for layer in score.layers[first : first + count]:
            if layer["sample"] >= 0:
                wishes[_wish(layer, values, transpose, rate)] = None
    return [wish for wish in wishes if wish.semitones != 0]


def _variants(score: Score) -> Iterator[tuple[Any, Mapping[str, np.float32], np.float32]]:
    """Pads as they are hit by hand, then as their lanes hit them: (pad, values, transpose)."""
    still = np.float32(0)
    one_time = {index for index, pad in enumerate(score.pads) if pad["mode"] != MODES["loop"]}
    for index in one_time:
        yield score.pads[index], _values(score, index, ()), still
    for number, pattern in enumerate(score.patterns):
        mine = score.sections["pattern"] == number
        transposes = {still, *score.sections["transpose"][mine]}
        first = int(pattern["first_lane"])
        for lane in score.lanes[first : first + int(pattern["n_lanes"])]:
            if int(lane["pad"]) in one_time:
                yield from _of_lane(score, lane, transposes)


def _of_lane(
    score: Score, lane: Any, transposes: set[np.float32]
) -> Iterator[tuple[Any, Mapping[str, np.float32], np.float32]]:
    index, first = int(lane["pad"]), int(lane["first_step"])
    steps = score.steps[first : first + int(lane["n_steps"])]
    for locks in _locks_of_still_hits(score, index, steps[steps["velocity"] > 0]):
        values = _values(score, index, locks)
        for transpose in transposes:
            yield score.pads[index], values, transpose


def _locks_of_still_hits(score: Score, pad: int, hits: Any) -> set[tuple[int, int]]:
    """Of hits that do not slide to another tune, which no rendition could follow.

    Any hit of the lane may be the next one: the order of playing is left to the engine.
    """
    locks = {(int(hit["first_lock"]), int(hit["n_locks"])) for hit in hits}
    if len({float(_values(score, pad, of_hit)["tune"]) for of_hit in locks}) == 1:
        return locks
    still = hits[hits["slides"] == 0]
    return {(int(hit["first_lock"]), int(hit["n_locks"])) for hit in still}


def _values(score: Score, pad: int, locks: tuple[int, ...]) -> Mapping[str, np.float32]:
    """What is read by, in the units of the table, with the locks of a step: (first, count)."""
    values = {name: score.pads[pad]["values"][NAMES.index(name)] for name in READ_BY}
    first, count = locks or (0, 0)
    for lock in reversed(score.locks[first : first + count]):
        name = NAMES[lock["parameter"]] if lock["parameter"] < len(NAMES) else ""
        if name in values:
            values[name] = lock["value"]
    return {name: np.clip(value, *_range(name)) for name, value in values.items()}


def _range(name: str) -> tuple[np.float32, np.float32]:
    return np.float32(PAD[name].low), np.float32(PAD[name].high)


def _wish(layer: Any, values: Mapping[str, np.float32], transpose: np.float32, rate: int) -> Wish:
    """Added up as a voice does it, the tune in single precision: both must agree."""
    end = next((value for value in (layer["end"], values["end"]) if value > 0), None)
    return Wish(
        sample=int(layer["sample"]),
        semitones=float(values["tune"] + layer["tune"] + transpose),
        start=_frames(float(values["start"]) + float(layer["start"]), rate),
        end=END_OF_SAMPLE if end is None else _frames(float(end), rate),
        direction=round(float(values["direction"])),
    )


def _frames(milliseconds: float, rate: int) -> int:
    return int(milliseconds * rate / 1000.0 + 0.5)
