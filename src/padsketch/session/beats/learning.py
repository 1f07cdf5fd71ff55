"""What a file's notes are, for a user to teach which pads play them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from padsketch.display import counted
from padsketch.errors import UsageError
from padsketch.formats.beats.general_midi import drum_of
from padsketch.formats.beats.recognise import read_beat
from padsketch.model import Kit
from padsketch.session.beats.placing import placed


class NoteGuess(NamedTuple):
    """A note of a file: what it is called, how often it comes, and the pad that might play it."""

    note: int
    name: str
    times: int
    pad: str

    @property
    def remark(self) -> str:
        """What a map says beside it."""
        return f"{counted(self.times, 'time')}: {self.name}"


def guesses(path: Path, kit: Kit, learned: Mapping[int, str]) -> list[NoteGuess]:
    """The notes of a file from the lowest, with what is learned or else guessed; "" for none.

    Raises InvalidFile, and UsageError for a file whose parts are no notes.
    """
    draft = read_beat(path)
    placing = placed(draft.parts, kit, learned)
    found = [
        NoteGuess(part.note, _called(part.name, part.note), draft.count(key), placing.get(key, ""))
        for key, part in draft.parts.items()
        if part.note is not None
    ]
    if not found:
        raise UsageError("Only notes of MIDI can be learned", "Its parts have names already.")
    return sorted(found)


def _called(name: str, note: int) -> str:
    drum = drum_of(note).name
    return name if name == drum else f"{name} ({drum})"
