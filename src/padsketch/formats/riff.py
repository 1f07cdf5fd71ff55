"""Cues, loops, tempo and papers inside of audio files: read from any, written to WAV."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple

from padsketch.display import safe
from padsketch.errors import InvalidFile, PadsketchError
from padsketch.formats.chunks import Chunk, Form, content, packed, read_form, walk
from padsketch.formats.reading import unreadable
from padsketch.formats.wave_notes import Bext, Cue, Loop, WaveNotes
from padsketch.formats.wave_notes_reading import notes_of
from padsketch.formats.wave_notes_writing import contents

__all__ = [
    "Bext",
    "Cue",
    "Loop",
    "WaveNotes",
    "append_chunks",
    "notes_in",
    "read_chunks",
    "write_chunks",
]

_WAVE_NOTES = (b"cue ", b"smpl", b"acid", b"bext", b"LIST")
_AIFF_NOTES = (b"MARK", b"NAME", b"AUTH", b"(c) ", b"ANNO")
_MOST_BYTES = 0xFFFFFFFF
_COPIED_AT_ONCE = 1 << 20


class _Key(NamedTuple):
    """What makes two chunks the same: the name, and of lists what they list."""

    name: bytes
    kind: bytes


def read_chunks(path: Path) -> WaveNotes:
    """What a WAV (RIFF, RF64, RIFX) or AIFF file notes beside its sound; {} and None where nothing.

    A damaged file gives what is readable. Raises InvalidFile where there is no such file.
    """
    with _opened(path) as (file, form):
        return _notes(file, form)


def notes_in(path: Path) -> WaveNotes:
    """What a file notes beside its sound; nothing where it is of another kind, or not there."""
    try:
        return read_chunks(path)
    except InvalidFile:
        return WaveNotes()


def write_chunks(path: Path, notes: WaveNotes) -> None:
    """Replace the notes in a WAV file in one go; its sound and all other chunks stay.

    What the notes have in common with those of the file keeps its bytes. Raises InvalidFile
    when it is no WAV file, PadsketchError when it cannot be written.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".padsketch-{secrets.token_hex(6)}.wav")
    with _opened(target) as (file, form):
        if form.kind != b"WAVE" or form.order != "<":
            raise _no_wave(path)
        try:
            with temporary.open("xb") as out:
                _copy_with_notes(file, form, out, notes)
                os.fsync(out.fileno())
            shutil.copymode(target, temporary)
            temporary.replace(target)
        except OSError as error:
            raise PadsketchError(
                f"{safe(str(path))} cannot be written: {error.strerror or error}",
                "Check the free space and the permissions of the folder.",
            ) from error
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def append_chunks(path: Path, notes: WaveNotes) -> None:
    """Note something at the end of a new WAV file that notes nothing yet; its sound stays.

    For files that are still being made: what is interrupted leaves a damaged one. Raises
    InvalidFile when it is no WAV file, OSError when it cannot be written.
    """
    with _opened(path, "r+b") as (file, form):
        new = contents(notes, _rate(file, form))
        file.seek(0, os.SEEK_END)
        file.write(bytes(form.size % 2))
        for (name, _), data in new.items():
            file.write(packed(name, data) if data else b"")
        _write_head(file)


@contextlib.contextmanager
def _opened(path: Path, mode: Literal["rb", "r+b"] = "rb") -> Iterator[tuple[BinaryIO, Form]]:
    try:
        file = path.open(mode)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    with file:
        form = read_form(file)
        if form is None:
            raise _no_wave(path)
        yield file, form


def _no_wave(path: Path) -> InvalidFile:
    return InvalidFile(f"{safe(str(path))} is no WAV file", "Convert it to WAV first.")


def _notes(file: BinaryIO, form: Form) -> WaveNotes:
    names = _AIFF_NOTES if form.name == b"FORM" else _WAVE_NOTES
    found = (chunk for chunk in walk(file, form) if chunk.name in names)
    return notes_of(((chunk.name, content(file, chunk)) for chunk in found), form.order)


def _copy_with_notes(file: BinaryIO, form: Form, out: BinaryIO, notes: WaveNotes) -> None:
    rate = _rate(file, form)
    old, new = contents(_notes(file, form), rate), contents(notes, rate)
    changed = {key: data for key, data in new.items() if data != old[key]}
    out.write(bytes(12))
    for chunk in list(walk(file, form)):
        if chunk.name != b"ds64" and _key(file, chunk) not in changed:
            _copy(file, chunk, out)
    for (name, _), data in changed.items():
        out.write(packed(name, data) if data else b"")
    _write_head(out)


def _rate(file: BinaryIO, form: Form) -> int:
    found = (content(file, chunk) for chunk in walk(file, form) if chunk.name == b"fmt ")
    data = next(found, b"")
    rate = struct.unpack_from("<I", data, 4)[0] if len(data) >= 8 else 0
    return max(1, int(rate))


def _key(file: BinaryIO, chunk: Chunk) -> _Key:
    return _Key(chunk.name, content(file, chunk, 4) if chunk.name == b"LIST" else b"")


def _copy(file: BinaryIO, chunk: Chunk, out: BinaryIO) -> None:
    if chunk.size > _MOST_BYTES:
        raise OSError("it would be longer than 4 GB")
    out.write(struct.pack("<4sI", chunk.name, chunk.size))
    file.seek(chunk.start)
    left = chunk.size
    while left and (data := file.read(min(left, _COPIED_AT_ONCE))):
        out.write(data)
        left -= len(data)
    out.write(bytes(chunk.size % 2))


def _write_head(out: BinaryIO) -> None:
    size = out.tell() - 8
    if size > _MOST_BYTES:
        raise OSError("it would be longer than 4 GB")
    out.seek(0)
    out.write(struct.pack("<4sI4s", b"RIFF", size, b"WAVE"))
    out.flush()
