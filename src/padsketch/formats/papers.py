"""Who made a sound, as far as the file itself says."""

from __future__ import annotations

from pathlib import Path

from padsketch.errors import InvalidFile
from padsketch.formats.names import one_line, plain_text
from padsketch.formats.riff import WaveNotes, read_chunks
from padsketch.model.kit import Credit

MAX_NOTE = 500
_WITH_NOTES = (".wav", ".aif", ".aiff", ".aifc")


def embedded_credit(path: Path, author: str = "") -> Credit:
    """What a WAV or AIFF file says of its sound; nothing of other kinds or of what is damaged.

    author: who is named beside the file.
    """
    if path.suffix.lower() not in _WITH_NOTES:
        return credit_of_notes(WaveNotes(), author)
    try:
        return credit_of_notes(read_chunks(path), author)
    except InvalidFile:
        return credit_of_notes(WaveNotes(), author)


def credit_of_notes(notes: WaveNotes, author: str = "") -> Credit:
    """The credit that is noted in a file; empty where it says nothing.

    The originator of a broadcast file is often a machine, so an author who is named beside the
    file comes first.
    """
    bext, info = notes.bext, notes.info
    return Credit(
        author=_first(info.get("IART"), info.get("IENG"), author, bext and bext.originator),
        source=_first(info.get("ISRC"), info.get("IPRD")),
        licence=_first(info.get("ICOP"), info.get("ILIC")),
        date=_first(info.get("ICRD"), bext and bext.date),
        place=_first(info.get("IARL")),
        note=plain_text(
            info.get("ICMT") or info.get("ISBJ") or (bext.description if bext else ""), MAX_NOTE
        ),
    )


def _first(*texts: str | None) -> str:
    lines = (one_line(text, "") for text in texts if text)
    return next((line for line in lines if line), "")
