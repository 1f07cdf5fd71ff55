"""Which pads of a kit play the parts of a beat from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from padsketch.export.notes import FIRST_NOTE
from padsketch.formats.beats.beat_draft import PartDraft
from padsketch.model import Kit
from padsketch.model.roles import ROLES, PadName, pads_for, plays

Parts = Mapping[str, PartDraft]
Placing = dict[str, str]
"""Pads by part; "" for a part that shall be left out."""


def placed(parts: Parts, kit: Kit, learned: Mapping[int, str]) -> Placing:
    """The pads of parts; a part that has none is absent.

    First what was learned: pads by note of MIDI, "" leaves one out. Then the notes of our own MIDI
    files, then what is called alike, then the parts of a drum set. Where all of that finds
    nothing, the first part plays pad 1.
    """
    known = {pad.id for pad in kit.pads} | {""}
    taught = {
        key: learned[part.note]
        for key, part in parts.items()
        if part.note is not None and learned.get(part.note) in known
    }
    rest = {key: part for key, part in parts.items() if key not in taught}
    return taught | guessed(rest, kit)


def guessed(parts: Parts, kit: Kit) -> Placing:
    """The pads of parts that nothing is known about but what they are called."""
    pads = [PadName(pad.id, pad.name) for pad in kit.pads]
    return _numbered(parts, pads) or _recognised(parts, pads) or _in_order(parts, pads)


def _numbered(parts: Parts, pads: Sequence[PadName]) -> Placing:
    """The pads of a file of our own: every part has the note and the name of its pad."""
    notes = {FIRST_NOTE + at: pad for at, pad in enumerate(pads)}
    found = {key: notes.get(part.note or -1) for key, part in parts.items()}
    is_own = all(pad is not None and pad.name == parts[key].name for key, pad in found.items())
    return {key: pad.id for key, pad in found.items() if pad is not None} if is_own else {}


def _recognised(parts: Parts, pads: Sequence[PadName]) -> Placing:
    names = {name.casefold(): pad.id for pad in reversed(pads) for name in (pad.name, pad.id)}
    alike = {key: names.get(part.name.casefold()) for key, part in parts.items()}
    found = {key: pad for key, pad in alike.items() if pad is not None}
    roles = {key: _role(part) for key, part in parts.items() if key not in found}
    free = [pad for pad in pads if pad.id not in found.values()]
    of_role = pads_for(filter(None, roles.values()), free)
    shared = pads_for(filter(None, roles.values()), pads)
    by_role = {key: of_role.get(role) or shared.get(role) for key, role in roles.items()}
    return found | {key: pad for key, pad in by_role.items() if pad is not None}


def _role(part: PartDraft) -> str:
    """The part of a drum set that something is known to play, or says in its name."""
    name = PadName("", part.name)
    words = part.name.lower().split()
    said = (role for role in _SPECIFIC if plays(role, name))
    near = (role for word, role in _NEAR.items() if word in words)
    return part.role or next(said, "") or next(near, "")


_SPECIFIC = (*(role for role in ROLES if role != "hat"), "hat")
"""The roles, the hat last: an open or a pedal hat is not the closed one."""


_NEAR = {
    "floor": "tom-low",
    "tom": "tom-mid",
    "conga": "conga-low",
    "bongo": "conga-high",
    "tambourine": "shaker",
    "agogo": "cowbell",
    "triangle": "cowbell",
    "block": "clave",
}
"""What words of a name are nearest to, where it says no part."""


def _in_order(parts: Parts, pads: Sequence[PadName]) -> Placing:
    return {key: pad.id for key, pad in zip(parts, pads, strict=False)}
