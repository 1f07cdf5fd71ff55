"""What the names of a file and of its folders say that it is."""

from __future__ import annotations

import re
from pathlib import Path

from padsketch.model.roles import ROLES, PadName, plays

WORDS: dict[str, tuple[str, ...]] = {
    "tom": (),
    "perc": ("percussion", "conga", "bongo", "tabla", "woodblock", "triangle", "tambourine"),
    "cymbal": ("crash", "ride", "splash", "china"),
    "break": ("breakbeat", "amen"),
    "loop": ("groove", "beat"),
    "fill": (),
    "bass": ("sub",),
    "synth": ("lead", "arp", "pluck"),
    "pad": ("atmosphere", "atmos", "ambience", "drone"),
    "chord": ("stab",),
    "piano": ("rhodes", "keys", "wurlitzer"),
    "guitar": (),
    "strings": ("violin", "cello"),
    "brass": ("horn", "trumpet", "sax"),
    "vocal": ("vox", "voice", "acapella", "choir"),
    "fx": ("riser", "sweep", "impact", "foley", "noise", "glitch", "scratch"),
}
"""Tags beside the parts of a drum set, and the words that mean them too."""
_NEAR_FOLDERS = 2
_LETTERS = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def tags_of(path: Path) -> tuple[str, ...]:
    """The tags that a file's name gives; where it gives none, those of its nearest folders."""
    for name in (path.stem, *(folder.name for folder in path.parents[:_NEAR_FOLDERS])):
        if tags := _tags(name):
            return tags
    return ()


def _tags(name: str) -> tuple[str, ...]:
    words = _words(name)
    pad = PadName("", " ".join(words))
    roles = [role for role in ROLES if plays(role, pad)]
    others = [tag for tag, also in WORDS.items() if words & {tag, *also}]
    return tuple(dict.fromkeys((*roles, *others)))


def _words(name: str) -> set[str]:
    """The words of a name in small letters, split at humps or not, plural or not."""
    found = {*_LETTERS.findall(name.lower()), *_LETTERS.findall(_HUMP.sub(" ", name).lower())}
    return found | {word.removesuffix("s") for word in found}
