"""What the name of an audio file says: the part it plays, its velocity, its turn."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from padsketch.model.roles import ROLES, PadName, plays

_NUMBER = re.compile(r"(\d+)")
_CASES = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_MARK = re.compile(r"[ _.-]+(?:(v|vel|velocity)|rr|round|robin)[ _-]?(\d{1,3})$", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]+")
_LOOSE = ("crash", "cowbell")
"""Parts that a cymbal or a bell may be, unless the name says of what: a ride bell is a ride."""
_WORDS = {
    "hi": "high",
    "lo": "low",
    "floor": "low",
    "middle": "mid",
    "sn": "snare",
    "snr": "snare",
    "kik": "kick",
    "kd": "kick",
    "ohh": "oh",
    "chh": "ch",
    "opened": "open",
    "cym": "cymbal",
    "foot": "pedal",
}


class TakeName(NamedTuple):
    """What is left of a name without its marks; velocity and turn are 0 where none is named."""

    name: str
    velocity: int = 0
    turn: int = 0


def take_name(stem: str) -> TakeName:
    """A name without `_v1`, `-vel80`, `_rr2` and the like at its end; other numbers stay."""
    name, velocity, turn = stem, 0, 0
    while (mark := _MARK.search(name)) and mark.start() > 0:
        if mark[1]:
            velocity = int(mark[2])
        else:
            turn = int(mark[2])
        name = name[: mark.start()]
    return TakeName(name, velocity, turn)


def role_of(name: str) -> str:
    """The part of a drum set that a name means, the most special one; "" when it means none."""
    words = {
        form for word in _LETTERS.findall(_CASES.sub(" ", name).lower()) for form in _forms(word)
    }
    pad = PadName("", " ".join(words))
    roles = [role for role in ROLES if plays(role, pad)]
    own = [role for role in roles if role in words or role not in _LOOSE]
    if roles:
        return (own or roles)[-1]
    return "tom-mid" if "tom" in words else ""


def _forms(word: str) -> tuple[str, str]:
    """A word, and the one that parts are known by: a kick of many kicks."""
    single = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return word, _WORDS.get(single, single)


def natural_order(path: Path) -> tuple[str, tuple[tuple[int, int | str], ...]]:
    """A key that puts 2 before 10, folder by folder."""
    parts = _NUMBER.split(path.stem.casefold())
    numbered = tuple((0, int(part)) if part.isdecimal() else (1, part) for part in parts if part)
    return str(path.parent).casefold(), numbered
