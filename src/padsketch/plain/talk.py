"""A sketch that is talked about, and what can be named in it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from padsketch.errors import UsageError
from padsketch.model import PATTERN_NAMES, Kit
from padsketch.session import Session
from padsketch.storage.reading import did_you_mean


class Talk(NamedTuple):
    """A sketch, and where its answers go."""

    session: Session
    say: Callable[[str], None]

    @property
    def kit(self) -> Kit:
        """The kit that plays."""
        kit = self.session.played_kit
        if kit is None:
            raise UsageError("There is no kit yet", "`kit eight` loads one.")
        return kit

    @property
    def pads(self) -> tuple[str, ...]:
        """The pads of the kit, in its order."""
        return tuple(pad.id for pad in self.kit.pads)


Action = Callable[[Talk, Sequence[str]], None]
"""Does what a line says; gets the words behind its first one."""


class Word(NamedTuple):
    """A word that begins a line: how the line goes on, what it does, and the least it needs."""

    usage: str
    help: str
    action: Action
    least: int = 0


def known_pad(talk: Talk, word: str, others: Collection[str] = ()) -> str:
    """The name of a pad of the kit; others: what might have been meant besides."""
    if word not in talk.pads:
        near = did_you_mean(word, [*talk.pads, *others])
        raise UsageError(f"'{word}' is no word and no pad{near}", "`help` and `pads` tell them.")
    return word


def known_pattern(word: str) -> str:
    """The name of a pattern, in whatever case it is typed."""
    if word.upper() not in PATTERN_NAMES:
        raise UsageError(f"'{word}' is no pattern", "A1 to H16.")
    return word.upper()
