"""Kits without some of their sounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec.structs import replace

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.model import Kit, Layer, Pad
from padsketch.model.kit import velocity_gap
from padsketch.model.layers import without


def without_files(kit: Kit, files: Collection[str]) -> tuple[Kit, tuple[str, ...]]:
    """The kit without some of its files, and which pads went with them."""
    if not files:
        return kit, ()
    layers = {pad.id: _without(pad.layers, files) for pad in kit.pads}
    kept = tuple(replace(pad, layers=layers[pad.id]) for pad in kit.pads if layers[pad.id])
    if not kept:
        raise InvalidFile(f"Not one sound of '{safe(kit.name, 60)}' is there", "See its files.")
    return replace(kit, pads=kept), _told(pad for pad in kit.pads if not layers[pad.id])


def _told(pads: Iterable[Pad]) -> tuple[str, ...]:
    return tuple(f"'{safe(pad.name, 40)}' is left out: it has no sound." for pad in pads)


def _without(layers: tuple[Layer, ...], files: Collection[str]) -> tuple[Layer, ...]:
    """The layers of other files; neighbours play the velocities of those that go."""
    rest = layers
    for at in reversed(range(len(layers))):
        if layers[at].file in files:
            rest = without(rest, at)
    return rest if velocity_gap(rest) is None else ()
