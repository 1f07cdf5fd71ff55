"""Regions of keys and velocities, as most samplers have them, gathered to pads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from padsketch.formats.drafts import LayerDraft, PadDraft
from padsketch.formats.losses import Losses

MAX_REGIONS = 4096
"""Regions of a file that are read."""
_TAKE = re.compile(
    r"(?:[ _.-]+(?:v|vel|vl|rr|r)[ _-]?\d++|[ _.-]*+\d++|[ _.-]+(?:soft|medium|med|hard))++$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Region:
    """A sample over keys: what it needs beside its layer to find its pad.

    keys: lowest and highest, inclusive; center: the key of its own pitch; label: "" when the file
    has no name for it; turn: its place in a round robin of `turns`; is_random: chance chooses it;
    groups: as what it silences others; silenced_by: the groups that silence it.
    """

    layer: LayerDraft
    keys: tuple[int, int]
    center: int
    label: str = ""
    mode: str = "one-shot"
    turn: int = 1
    turns: int = 1
    is_random: bool = False
    groups: tuple[str, ...] = ()
    silenced_by: tuple[str, ...] = ()
    settings: dict[str, float] = field(default_factory=dict)

    @property
    def note(self) -> int:
        """The key of its pad."""
        return own_key(self.keys, self.center)


def own_key(keys: tuple[int, int], center: int) -> int:
    """The key that stands for a range: the one of the sample's own pitch, else the lowest."""
    low, high = keys
    return center if low <= center <= high else low


def pads_of_regions(regions: Iterable[Region], losses: Losses) -> list[PadDraft]:
    """A pad for every key that regions have as their own, lowest first."""
    by_note: dict[int, list[Region]] = {}
    for region in regions:
        by_note.setdefault(region.note, []).append(region)
    chokes = {group for some in by_note.values() for one in some for group in one.silenced_by}
    return [_pad(note, by_note[note], chokes, losses) for note in sorted(by_note)]


def _pad(note: int, regions: Sequence[Region], chokes: set[str], losses: Losses) -> PadDraft:
    first = regions[0]
    name = _name(regions)
    ordered = sorted(regions, key=lambda region: region.turn)
    if any(region.keys[0] != region.keys[1] for region in regions):
        losses.tell("Ranges of keys become one pad", name)
    if any((one.mode, one.settings) != (first.mode, first.settings) for one in regions):
        losses.tell("Envelope, filter and loop are those of the first layer", name)
    return PadDraft(
        name=name,
        layers=[region.layer for region in ordered],
        note=note,
        mode=first.mode,
        choke=_choke(name, regions, chokes, losses),
        layering=_layering(name, regions, losses),
        settings=first.settings,
    )


def _choke(name: str, regions: Sequence[Region], chokes: set[str], losses: Losses) -> str:
    """What silences the pad, else the group as which it silences others."""
    silenced_by = [group for region in regions for group in region.silenced_by]
    silences = [group for region in regions for group in region.groups if group in chokes]
    if set(silenced_by) != set(silences) or len(set(silences)) > 1:
        losses.tell("Pads that silence one another share one choke group", name)
    return next(iter(silenced_by + silences), "")


def _layering(name: str, regions: Sequence[Region], losses: Losses) -> str:
    takes_turns = any(region.turns > 1 for region in regions)
    if not takes_turns and not any(region.is_random for region in regions):
        return "stack"
    ranges = {(one.turn, one.layer.low, one.layer.high) for one in regions}
    if takes_turns and len(ranges) < len(regions):
        losses.tell("Layers that sound together and take turns only take turns", name)
    return "round-robin" if takes_turns else "random"


def _name(regions: Sequence[Region]) -> str:
    """The label, else what the first sample is called without the number of its take."""
    label = next((region.label for region in regions if region.label), "")
    stem = regions[0].layer.path.stem
    return label or (stem if len(regions) == 1 else _TAKE.sub("", stem) or stem)
