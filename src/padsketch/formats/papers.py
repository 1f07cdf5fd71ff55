"""Who made a sound, as far as the file itself says."""

from __future__ import annotations

from pathlib import Path

from padsketch.errors import InvalidFile
from padsketch.formats.names import one_line, plain_text
from padsketch.formats.riff import WaveNotes, read_chunks
from padsketch.model.kit import Credit

_WITH_NOTES = (".wav", ".aif", ".aiff", ".aifc")


def embedded_credit(path: Path) -> Credit:
    """Author, source, licence, date and note from the chunks of a WAV or AIFF file.

    Whatever it does not say is empty, as is everything of other kinds of files.
    """
    if path.suffix.lower() not in _WITH_NOTES:
        return Credit()
    try:
        return _credit(read_chunks(path))
    except InvalidFile:
        return Credit()


def _credit(notes: WaveNotes) -> Credit:
    bext, info = notes.bext, notes.info
    return Credit(
        author=_first(info.get("IART"), bext and bext.originator),
        source=_first(info.get("ISRC"), info.get("IPRD")),
        licence=_first(info.get("ICOP")),
        date=_first(info.get("ICRD"), bext and bext.date),
        place=_first(info.get("IARL")),
        note=plain_text(info.get("ICMT") or (bext.description if bext else ""), 500),
    )


def _first(*texts: str | None) -> str:
    return next((one_line(text, "") for text in texts if text), "")
