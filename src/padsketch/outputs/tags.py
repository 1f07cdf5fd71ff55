"""What a sound file says of its music: title, tempo, key and a comment, as each format has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import padsketch
from padsketch.outputs import id3, vorbis_comments

VORBIS_TAGGED = ("flac", "ogg")
MOST_CHARACTERS = 500
"""Of one tag: with all of them the comments of an Ogg file stay on one page."""


class Tags(NamedTuple):
    """What is known of the music; bpm None where its tempo changes.

    key as players show it, such as "Am" or "F#", or "". All of it may be shown as it is.
    """

    title: str
    bpm: float | None = None
    key: str = ""
    comment: str = ""


def vorbis_fields(tags: Tags) -> list[bytes]:
    """The comments of FLAC and Ogg files, in the names that players look for."""
    return [f"{name}={text}".encode() for name, text in _vorbis(tags) if text]


def reserve(tags: Tags) -> str:
    """A comment for libsndfile to write: as long as all comments that take its place."""
    return vorbis_comments.filler(vorbis_fields(tags))


def write_tags(path: Path, format: str, tags: Tags) -> None:
    """Write tags into a finished file: a FLAC or Ogg file in which room is reserved, or an MP3.

    Others stay as they are. Raises OSError where the disk refuses.
    """
    if format in VORBIS_TAGGED:
        vorbis_comments.replace(path, vorbis_fields(tags))
    elif format == "mp3":
        id3.prepend(path, _id3(tags))


def _vorbis(tags: Tags) -> Iterator[tuple[str, str]]:
    yield "TITLE", _bounded(tags.title)
    yield "BPM", "" if tags.bpm is None else f"{tags.bpm:g}"
    yield "INITIALKEY", _bounded(tags.key)
    yield "COMMENT", _bounded(tags.comment)
    yield "SOFTWARE", _software()


def _id3(tags: Tags) -> bytes:
    """Tempo is whole beats per minute there, and a key at most three characters."""
    texts = {
        "TIT2": _bounded(tags.title),
        "TBPM": "" if tags.bpm is None else str(round(tags.bpm)),
        "TKEY": tags.key if len(tags.key) <= 3 else "",
        "TSSE": _software(),
    }
    return id3.tag({name: text for name, text in texts.items() if text}, _bounded(tags.comment))


def _software() -> str:
    return f"padsketch {padsketch.__version__}"


def _bounded(text: str) -> str:
    return text[:MOST_CHARACTERS]
