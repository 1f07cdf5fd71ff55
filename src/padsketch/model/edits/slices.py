"""Edits that put the slices of a sound on pads, and in order onto the grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import NamedTuple

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import clamped_whole, pattern_of, with_pattern
from padsketch.model.edits.pads import (
    add_pad,
    free_pad_id,
    name_pad,
    set_layering,
    set_layers,
    set_pad,
    set_pad_choke,
    set_pad_mode,
)
from padsketch.model.kit import MAX_CHOKE, MAX_PADS, Kit, Layer, Pad
from padsketch.model.lane_grid import lane_grid
from padsketch.model.metre import meter_ticks
from padsketch.model.pad_settings import NO_SETTINGS, dressed
from padsketch.model.parameters import PAD
from padsketch.model.pattern import MAX_STEPS, Lane, Pattern
from padsketch.model.project import Project
from padsketch.model.step import REST, Step
from padsketch.units import POSITIONS_PER_TICK, TICKS_PER_QUARTER

SPARE_BEAT = 0.1
"""A loop that is longer than whole beats by less than this share of one was cut a little late."""

Span = tuple[float, float]
"""Start and end in milliseconds of a file."""


class Cut(NamedTuple):
    """Where the slices of a sound begin, in seconds from its start, how long it is, its tempo."""

    starts: tuple[float, ...]
    seconds: float
    bpm: float

    def position(self, start: float) -> int:
        """A time as thousandths of a tick at the tempo of the sound."""
        return round(start * self.bpm / 60 * TICKS_PER_QUARTER * POSITIONS_PER_TICK)

    def hit(self, start: float) -> int:
        """Where a slice shall be hit: what is between two ticks comes early, and leaves no gap."""
        return self.position(start) - POSITIONS_PER_TICK // 2 + 1


class Fitting(NamedTuple):
    """The steps that play slices in order, in a pattern of a length; what finds no place.

    lanes by pad; left_out: numbers of slices from 1.
    """

    length: int
    lanes: dict[str, Lane]
    left_out: tuple[int, ...]


def slice_pads(
    project: Project, kit: Kit, name: str, count: int, first_pad: str | None = None
) -> tuple[str, ...]:
    """The pads that slices come to: those from a pad on, then new ones that are named after them.

    Raises UsageError where no kit has so many, or there is no such pad.
    """
    pads = [pad.id for pad in dressed(kit, project.pads).pads]
    if first_pad is not None and first_pad not in pads:
        raise UsageError(f"There is no pad '{first_pad}'", "Choose one of the kit.")
    taken = [] if first_pad is None else pads[pads.index(first_pad) :][:count]
    missing = count - len(taken)
    if len(pads) + missing > MAX_PADS:
        room = MAX_PADS - len(pads) + len(taken)
        raise UsageError(
            f"{count} slices need more pads than there are",
            f"There is room for {room}: cut coarser, or begin on a pad of the kit.",
        )
    return (*taken, *_new_ids(project, kit, name, len(taken) + 1, missing))


def slices_to_pads(
    project: Project,
    kit: Kit,
    file: str,
    name: str,
    spans: Sequence[Span],
    first_pad: str | None = None,
) -> Project:
    """Put slices of a file on the pads of `slice_pads`, one that ends the other.

    A pad that is there gets the slice as its only layer and plays it plain. Raises UsageError
    where there is no room.
    """
    pads = slice_pads(project, kit, name, len(spans), first_pad)
    played = {pad.id: pad for pad in dressed(kit, project.pads).pads}
    choke = _free_choke(pad for pad in played.values() if pad.id not in pads)
    for number, (pad, (start, end)) in enumerate(zip(pads, spans, strict=True), start=1):
        layers, called = (Layer(file=file, start=start, end=end),), f"{name} {number}"
        if pad in played:
            project = _with_slice(project, played[pad], called, layers)
        else:
            project = add_pad(project, kit, pad, called, layers)
        project = set_pad_choke(project, pad, choke)
    return project


def fit_slices(
    project: Project, pattern: str, pads: Sequence[str], cut: Cut, velocity: int = 127
) -> Fitting:
    """Where each slice plays so that the sound plays as it was, at the tempo that it had.

    At the project's tempo the slices keep their places in the bar.
    """
    length = _length(project, pattern_of(project, pattern), cut)
    edited = replace(pattern_of(project, pattern), length=min(length, MAX_STEPS), lanes={})
    hit = Step(velocity=clamped_whole(velocity, 1, 127))
    rows: dict[str, dict[int, Step]] = {pad: {} for pad in pads}
    left_out = list(range(len(pads) + 1, len(cut.starts) + 1))
    for number, (pad, start) in enumerate(zip(pads, cut.starts, strict=False), start=1):
        place, nudge = _spot(project, edited, pad, cut.hit(start))
        if place < edited.length and place not in rows[pad]:
            rows[pad][place] = replace(hit, nudge=nudge)
        else:
            left_out.append(number)
    lanes = {pad: _lane(row) for pad, row in rows.items()}
    return Fitting(edited.length, lanes, tuple(sorted(left_out)))


def slices_onto_grid(project: Project, pattern: str, fitting: Fitting) -> Project:
    """Write the lanes of a fitting over those of its pads, and let the pattern last as long.

    Where others play in a longer pattern it keeps its length, and the slices come around in it.
    """
    edited = pattern_of(project, pattern)
    own = fitting.lanes
    if edited.length > fitting.length and any(
        edited.lanes[lane].steps for lane in edited.lanes.keys() - own.keys()
    ):
        own = {pad: replace(lane, length=fitting.length) for pad, lane in own.items()}
    else:
        edited = replace(edited, length=fitting.length)
    return with_pattern(project, pattern, replace(edited, lanes={**edited.lanes, **own}))


def _new_ids(project: Project, kit: Kit, name: str, first: int, count: int) -> tuple[str, ...]:
    """Free ids that are numbered as the slices are."""
    ids: list[str] = []
    for number in range(first, first + count):
        known = project.pads | dict.fromkeys(ids, NO_SETTINGS)
        ids.append(free_pad_id(replace(project, pads=known), kit, f"{name}-{number}"))
    return tuple(ids)


def _with_slice(project: Project, pad: Pad, name: str, layers: tuple[Layer, ...]) -> Project:
    shaped = {n: p.default for n, p in PAD.items() if getattr(pad, n) != p.default}
    project = set_pad(set_layers(project, pad.id, layers), pad.id, **shaped)
    project = set_layering(set_pad_mode(project, pad.id, "one-shot"), pad.id, "stack")
    return name_pad(project, pad.id, name)


def _free_choke(others: Iterable[Pad]) -> int:
    taken = {pad.choke for pad in others}
    free = (group for group in range(1, MAX_CHOKE + 1) if group not in taken)
    if (group := next(free, None)) is None:
        raise UsageError("All choke groups are taken", "Let a pad go of its own first.")
    return group


def _length(project: Project, pattern: Pattern, cut: Cut) -> int:
    """Steps of whole bars that a sound lasts; of whole beats where it is shorter than a bar."""
    bar, beat, _ = meter_ticks(project.meter)
    ticks = cut.position(cut.seconds) / POSITIONS_PER_TICK - SPARE_BEAT * beat
    unit = bar if ticks > bar - beat else beat
    return max(1, ceil(ceil(ticks / unit) * unit / pattern.step_ticks))


def _spot(project: Project, pattern: Pattern, pad: str, position: int) -> tuple[int, int]:
    """The place and the nudge of a position; in the last step what comes too late for it."""
    grid = lane_grid(pattern, pad, project.swing)
    spot = grid.quantised(position, 0)
    if spot.place == pattern.length and spot.nudge < 0:
        late = round((position - grid.position(spot.place - 1)) / POSITIONS_PER_TICK)
        return spot.place - 1, min(late, pattern.max_nudge)
    return spot


def _lane(row: dict[int, Step]) -> Lane:
    return Lane(steps=tuple(row.get(at, REST) for at in range(max(row, default=-1) + 1)))
