"""Which pad of a kit plays which part of a drum set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

ROLES = (
    "kick",
    "snare",
    "clap",
    "rim",
    "hat",
    "pedal",
    "open",
    "shaker",
    "tom-low",
    "tom-high",
    "crash",
    "ride",
    "tom-mid",
    "cowbell",
    "conga-low",
    "conga-high",
    "clave",
)
"""The parts that a groove may write for, in the order in which kits have them from pad 1 on."""

SPARES: dict[str, tuple[str, ...]] = {
    "snare": ("clap", "rim"),
    "clap": ("snare", "rim"),
    "rim": ("clave", "clap"),
    "pedal": ("hat",),
    "open": ("ride", "pedal"),
    "shaker": ("pedal", "hat"),
    "crash": ("ride", "open"),
    "ride": ("hat", "pedal"),
    "tom-mid": ("tom-low", "tom-high"),
    "tom-low": ("conga-low", "tom-mid"),
    "tom-high": ("conga-high", "tom-mid"),
    "cowbell": ("clave", "rim"),
    "conga-low": ("tom-low", "tom-mid"),
    "conga-high": ("tom-high", "tom-mid"),
    "clave": ("rim", "cowbell"),
}
"""Who stands in for a part that a kit has no pad for, the nearest first."""

ALIASES: dict[str, tuple[str, ...]] = {
    "kick": ("bd", "bassdrum"),
    "snare": ("sd",),
    "clap": ("cp", "claps"),
    "rim": ("rimshot", "sidestick", "stick", "rs"),
    "hat": ("hihat", "hh", "ch", "closed"),
    "open": ("oh", "openhat"),
    "shaker": ("maracas", "cabasa"),
    "crash": ("cymbal", "cy"),
    "cowbell": ("cb", "bell"),
}
_WORD = re.compile(r"[a-z]+")


class PadName(NamedTuple):
    """What a pad is called: its id, and its name for the eye."""

    id: str
    name: str


def plays(role: str, pad: PadName) -> bool:
    """Whether a pad says in its id or its name that it plays a part."""
    words = set(_WORD.findall(f"{pad.id} {pad.name}".lower()))
    return set(role.split("-")) <= words or bool(words & set(ALIASES.get(role, ())))


def pads_for(roles: Iterable[str], pads: Sequence[PadName]) -> dict[str, str]:
    """The pad of each part, every pad for one part only; a part that no pad is left for is absent.

    First the pads whose id is the part, then those that name it, then the spares of `SPARES`,
    last the pad at the part's own number in `ROLES`.
    """
    wanted = list(dict.fromkeys(roles))
    found: dict[str, str] = {}
    tries: tuple[Callable[[str], Iterable[str]], ...] = (
        lambda role: (pad.id for pad in pads if pad.id == role),
        lambda role: (pad.id for pad in pads if plays(role, pad)),
        lambda role: (pad.id for spare in SPARES.get(role, ()) for pad in pads if pad.id == spare),
        lambda role: (pad.id for at, pad in enumerate(pads) if ROLES[at : at + 1] == (role,)),
    )
    for candidates in tries:
        for role in wanted:
            _take_first(found, role, candidates(role))
    return found


def _take_first(found: dict[str, str], role: str, candidates: Iterable[str]) -> None:
    free = (pad for pad in candidates if pad not in found.values())
    if role not in found and (pad := next(free, None)) is not None:
        found[role] = pad


def drums_among(pads: Sequence[PadName], found: Mapping[str, str]) -> set[str]:
    """The pads that play any part of a drum set, those that parts were given to among them."""
    named = {pad.id for pad in pads if any(plays(role, pad) for role in ROLES)}
    return named | set(found.values())
