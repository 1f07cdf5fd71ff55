"""Who made a sound, as far as the file itself says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from padsketch.display import safe
from padsketch.formats.names import one_line
from padsketch.formats.riff import WaveNotes, notes_in
from padsketch.formats.sound_comments import comments_in
from padsketch.model.kit import Credit

MAX_WORDS = 500
"""Characters of one entry: a licence that is cut may promise more than it gives."""


def embedded_credit(path: Path, author: str = "") -> Credit:
    """What a WAV, AIFF, FLAC or Ogg file says of its sound; nothing of other or damaged ones.

    author: who is named beside the file.
    """
    comments = comments_in(path)
    return _credit_of_comments(comments, author) if comments else _credit(notes_in(path), author)


def words(text: str) -> str:
    """An entry of a credit as one harmless line; empty where it says nothing."""
    return one_line(safe(text), "", MAX_WORDS)


def _credit_of_comments(comments: Mapping[str, str], author: str) -> Credit:
    """By the names that xiph.org recommends for Vorbis comments."""
    of = comments.get
    return Credit(
        author=_first(of("ARTIST"), of("PERFORMER"), author, of("ORGANIZATION")),
        source=_first(of("CONTACT"), of("ALBUM")),
        licence=_first(of("LICENSE"), of("COPYRIGHT")),
        date=_first(of("DATE")),
        place=_first(of("LOCATION")),
        note=_first(of("DESCRIPTION"), of("COMMENT")),
    )


def _credit(notes: WaveNotes, author: str) -> Credit:
    """Of a WAV or AIFF file.

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
        note=_first(info.get("ICMT"), info.get("ISBJ"), bext and bext.description),
    )


def _first(*texts: str | None) -> str:
    return next(filter(None, map(words, filter(None, texts))), "")
