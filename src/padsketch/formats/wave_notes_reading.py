"""Notes from the contents of chunks, whatever bytes these are."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace

from padsketch.formats.chunks import walk_list
from padsketch.formats.wave_notes import (
    ACID_HAS_ROOT,
    BEXT_FIXED,
    BEXT_SIZES,
    FOUR_FOUR,
    LOOP_KINDS,
    Bext,
    Cue,
    Loop,
    WaveNotes,
)

_MOST_TEMPO = 1000.0
_MOST_BEATS = 100_000
_ONE_SHOT = 1
_AIFF_TEXTS = {b"NAME": "INAM", b"AUTH": "IART", b"(c) ": "ICOP", b"ANNO": "ICMT"}


def notes_of(chunks: Iterable[tuple[bytes, bytes]], order: str) -> WaveNotes:
    """What names and contents of chunks say; of what is said twice the first counts.

    order: the bytes of numbers, "<" or ">". A content that is cut off gives what is there.
    """
    notes, labels = WaveNotes(), dict[int, str]()
    cues: dict[int, int] = {}
    for name, data in chunks:
        if name == b"cue ":
            cues |= {**_cue_frames(data, order), **cues}
        elif name == b"MARK":
            cues, labels = _markers(data)
        elif name == b"LIST" and data[:4] == b"adtl":
            labels = {**_labels(data[4:], order), **labels}
        else:
            notes = _with_chunk(notes, name, data, order)
    named = {Cue(frame, labels.get(at, "")) for at, frame in cues.items()}
    return replace(notes, cues=tuple(sorted(named)))


def _with_chunk(notes: WaveNotes, name: bytes, data: bytes, order: str) -> WaveNotes:
    if name == b"smpl" and len(data) >= 36:
        return _with_sampler(notes, data, order)
    if name == b"acid" and len(data) >= 24:
        return _with_acid(notes, data, order)
    if name == b"bext" and notes.bext is None and len(data) >= 348:
        return replace(notes, bext=_bext(data, order))
    if name == b"LIST" and data[:4] == b"INFO":
        return replace(notes, info={**_info(data[4:], order), **notes.info})
    if name in _AIFF_TEXTS:
        return replace(notes, info={_AIFF_TEXTS[name]: _text(data), **notes.info})
    return notes


def _cue_frames(data: bytes, order: str) -> dict[int, int]:
    """Frames by the number of the cue; some programs fill in its first place only."""
    points = _records(data[4:], f"{order}II4sIII")
    return {number: offset or position for number, position, _, _, _, offset in points}


def _labels(data: bytes, order: str) -> dict[int, str]:
    texts = (part for name, part in walk_list(data, order) if name == b"labl" and len(part) >= 4)
    return {struct.unpack_from(f"{order}I", part)[0]: _text(part[4:]) for part in texts}


def _markers(data: bytes) -> tuple[dict[int, int], dict[int, str]]:
    """Frames and labels of the markers of an AIFF file: a Pascal string follows each."""
    frames, labels, at = dict[int, int](), dict[int, str](), 2
    while at + 7 <= len(data):
        number, frame, length = struct.unpack_from(">HIB", data, at)
        frames[number], labels[number] = frame, _text(data[at + 7 : at + 7 + length])
        at += 7 + length + (length + 1) % 2
    return frames, labels


def _with_sampler(notes: WaveNotes, data: bytes, order: str) -> WaveNotes:
    root = struct.unpack_from(f"{order}I", data, 12)[0]
    found = _loops(data[36:], struct.unpack_from(f"{order}I", data, 28)[0], order)
    loops = tuple(dict.fromkeys((*notes.loops, *found)))
    return replace(notes, loops=loops, root=root if root < 128 else notes.root)


def _loops(data: bytes, count: int, order: str) -> Iterator[Loop]:
    for index, record in enumerate(_records(data, f"{order}6I")):
        _, kind, start, last, _, times = record
        if index < count and start <= last and kind < len(LOOP_KINDS):
            yield Loop(start, last + 1, LOOP_KINDS[kind], times)


def _with_acid(notes: WaveNotes, data: bytes, order: str) -> WaveNotes:
    flags, root, _, _, beats, unit, count, tempo = struct.unpack_from(f"{order}IHHfIHHf", data)
    if flags & ACID_HAS_ROOT and root < 128 and notes.root is None:
        notes = replace(notes, root=root)
    if flags & _ONE_SHOT or (notes.tempo, notes.beats) != (None, None):
        return notes
    is_tempo = math.isfinite(tempo) and 0.0 < tempo <= _MOST_TEMPO
    return replace(
        notes,
        tempo=tempo if is_tempo else None,
        beats=beats if 0 < beats <= _MOST_BEATS else None,
        meter=(count, unit) if count and unit else FOUR_FOUR,
    )


def _bext(data: bytes, order: str) -> Bext:
    layout = "".join(f"{size}s" for size in BEXT_SIZES)
    *texts, time_reference = struct.unpack_from(f"{order}{layout}Q", data)
    description, originator, reference, date, time = map(_text, texts)
    history = _text(data[BEXT_FIXED:])
    return Bext(description, originator, reference, date, time, time_reference, history)


def _info(data: bytes, order: str) -> dict[str, str]:
    texts = ((name, _text(text)) for name, text in walk_list(data, order))
    return {name.decode("latin-1"): text for name, text in texts if name.isalnum() and text}


def _records(data: bytes, layout: str) -> Iterator[tuple[int, ...]]:
    size = struct.calcsize(layout)
    return struct.iter_unpack(layout, data[: len(data) - len(data) % size])


def _text(data: bytes) -> str:
    """Text up to the first zero byte: UTF-8 today, Windows' Latin before."""
    line = data.split(b"\0", 1)[0]
    try:
        return line.decode("utf-8").strip()
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace").strip()
