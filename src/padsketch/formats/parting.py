"""What a kit takes along into another format, and what it must leave behind."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import astuple

from padsketch.display import safe
from padsketch.formats.losses import Losses
from padsketch.model.kit import Credit, Kit, Layer, Pad
from padsketch.model.parameters import PAD

FIRST_NOTE = 36
"""MIDI note of pad 1."""

_NEEDS = {
    "drive_curve": "drive",
    "filter": "cutoff",
    "resonance": "cutoff",
    "filter_key": "cutoff",
    "filter_velocity": "cutoff",
    "filter_attack": "filter_env",
    "filter_decay": "filter_env",
    "sustain": "decay",
}
"""Settings that are heard only where another one is not as usual."""
_OF_LOOPS = ("loop_start", "loop_end", "loop_fade")


def heard_settings(pad: Pad) -> dict[str, float]:
    """The parameters of a pad that are not as usual and that change what is heard."""
    changed = {
        name: getattr(pad, name)
        for name, entry in PAD.items()
        if getattr(pad, name) != entry.default
    }
    silent = {name for name, other in _NEEDS.items() if other not in changed}
    silent |= set() if pad.mode == "loop" else set(_OF_LOOPS)
    silent |= {"release"} if pad.mode == "one-shot" else set()
    return {name: value for name, value in changed.items() if name not in silent}


def tell_left_out(pad: Pad, kept: Collection[str], losses: Losses) -> None:
    """Name the settings of a pad that another format has no word for."""
    for name in heard_settings(pad):
        if name not in kept:
            losses.tell(f"{name.replace('_', ' ').capitalize()} is left out", pad.name)


def spread(layers: Collection[Layer]) -> list[list[Layer]]:
    """Layers in groups in which no velocity has two of them; softest first in each."""
    groups: list[list[Layer]] = []
    for layer in sorted(layers, key=lambda layer: layer.velocity):
        free = (group for group in groups if group[-1].velocity[1] < layer.velocity[0])
        group = next(free, None)
        if group is None:
            groups.append([layer])
        else:
            group.append(layer)
    return groups


def common_author(kit: Kit) -> str:
    """The kit's author, else those of its sounds."""
    return kit.author or _all_of(kit, "author")


def common_licence(kit: Kit) -> str:
    """The kit's licence, else those of its sounds."""
    return kit.licence or _all_of(kit, "licence")


def _all_of(kit: Kit, word: str) -> str:
    return ", ".join(dict.fromkeys(filter(None, (getattr(c, word) for c in kit.credits.values()))))


def credit_lines(kit: Kit) -> Iterator[str]:
    """Who made what, a line for every credit that says anything; files where it is not all."""
    files: dict[Credit, list[str]] = {}
    for file in kit.files:
        files.setdefault(kit.credits.get(file, Credit()), []).append(file)
    for credit, some in files.items():
        words = ", ".join(word for word in map(str, astuple(credit)) if word)
        if words:
            which = f": {', '.join(some)}" if len(files) > 1 else ""
            yield safe(f"{words}{which}")
