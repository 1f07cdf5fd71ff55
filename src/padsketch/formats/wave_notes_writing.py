"""Notes as the contents of chunks."""

from __future__ import annotations

import struct

from padsketch.formats.chunks import packed
from padsketch.formats.wave_notes import (
    ACID_HAS_ROOT,
    BEXT_FIXED,
    BEXT_SIZES,
    LOOP_KINDS,
    Bext,
    Cue,
    WaveNotes,
)

MIDDLE_C = 60


def contents(notes: WaveNotes, rate: int) -> dict[tuple[bytes, bytes], bytes]:
    """The chunks that say these notes, by name and kind of list; an empty one is not written.

    rate in hertz. Loops without a root are written with middle C.
    """
    return {
        (b"cue ", b""): _packed_cues(notes.cues),
        (b"LIST", b"adtl"): _packed_labels(notes.cues),
        (b"smpl", b""): _packed_sampler(notes, rate),
        (b"acid", b""): _packed_acid(notes),
        (b"bext", b""): _packed_bext(notes.bext) if notes.bext else b"",
        (b"LIST", b"INFO"): _packed_info(notes.info),
    }


def _packed_cues(cues: tuple[Cue, ...]) -> bytes:
    points = (
        struct.pack("<II4sIII", number, cue.frame, b"data", 0, 0, cue.frame)
        for number, cue in enumerate(cues, start=1)
    )
    return struct.pack("<I", len(cues)) + b"".join(points) if cues else b""


def _packed_labels(cues: tuple[Cue, ...]) -> bytes:
    labels = [
        packed(b"labl", struct.pack("<I", number) + _line(cue.label))
        for number, cue in enumerate(cues, start=1)
        if cue.label
    ]
    return b"adtl" + b"".join(labels) if labels else b""


def _packed_sampler(notes: WaveNotes, rate: int) -> bytes:
    if notes.root is None and not notes.loops:
        return b""
    root = MIDDLE_C if notes.root is None else notes.root
    loops = (
        struct.pack("<6I", number, LOOP_KINDS.index(kind), start, end - 1, 0, times)
        for number, (start, end, kind, times) in enumerate(notes.loops)
    )
    nanoseconds = round(1e9 / rate)
    head = struct.pack("<9I", 0, 0, nanoseconds, root, 0, 0, 0, len(notes.loops), 0)
    return head + b"".join(loops)


def _packed_acid(notes: WaveNotes) -> bytes:
    if notes.tempo is None and notes.beats is None:
        return b""
    flags = 0 if notes.root is None else ACID_HAS_ROOT
    count, unit = notes.meter
    beats, tempo = notes.beats or 0, notes.tempo or 0
    return struct.pack("<IHHfIHHf", flags, notes.root or 0, 0x8000, 0, beats, unit, count, tempo)


def _packed_bext(bext: Bext) -> bytes:
    texts = (bext.description, bext.originator, bext.reference, bext.date, bext.time)
    fixed = (_cut(text, size) for size, text in zip(BEXT_SIZES, texts, strict=True))
    head = b"".join(fixed) + struct.pack("<QH", bext.time_reference, 1)
    return head.ljust(BEXT_FIXED, b"\0") + bext.history.encode("utf-8", "replace")


def _packed_info(info: dict[str, str]) -> bytes:
    texts = [packed(name.encode("ascii"), _line(text)) for name, text in info.items() if text]
    return b"INFO" + b"".join(texts) if texts else b""


def _line(text: str) -> bytes:
    return text.encode("utf-8", "replace") + b"\0"


def _cut(text: str, size: int) -> bytes:
    """As many whole characters as so many bytes hold, then zeros."""
    whole = text.encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
    return whole.encode("utf-8").ljust(size, b"\0")
