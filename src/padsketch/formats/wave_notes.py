"""What is noted in an audio file beside its sound, from and to the contents of its chunks."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from padsketch.formats.chunks import packed, walk_list

LOOP_KINDS = ("forward", "ping-pong", "backward")
MIDDLE_C = 60
_MOST_TEMPO = 1000.0
_MOST_BEATS = 100_000
_ONE_SHOT, _HAS_ROOT = 1, 2
_BEXT_SIZES = (256, 32, 32, 10, 8)
"""Bytes of description, originator, reference, date and time."""
_BEXT_FIXED = 602
"""Bytes before the coding history (EBU Tech 3285)."""
_AIFF_TEXTS = {b"NAME": "INAM", b"AUTH": "IART", b"(c) ": "ICOP", b"ANNO": "ICMT"}


class Cue(NamedTuple):
    """A marked place: its frame, and its label or "" ."""

    frame: int
    label: str = ""


class Loop(NamedTuple):
    """Frames that are repeated, end exclusive; kind one of `LOOP_KINDS`; times 0: endless."""

    start: int
    end: int
    kind: str = "forward"
    times: int = 0


class Bext(NamedTuple):
    """The broadcast extension: who recorded what and when; frames since midnight."""

    description: str = ""
    originator: str = ""
    reference: str = ""
    date: str = ""
    time: str = ""
    time_reference: int = 0
    history: str = ""


@dataclass(frozen=True)
class WaveNotes:
    """Everything that a file says about its sound.

    cues rising; root a MIDI note; tempo in beats a minute; info texts by their four letters.
    """

    cues: tuple[Cue, ...] = ()
    loops: tuple[Loop, ...] = ()
    root: int | None = None
    tempo: float | None = None
    beats: int | None = None
    bext: Bext | None = None
    info: dict[str, str] = field(default_factory=dict)


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
    flags, root, _, _, beats, _, _, tempo = struct.unpack_from(f"{order}IHHfIHHf", data)
    if flags & _HAS_ROOT and root < 128 and notes.root is None:
        notes = replace(notes, root=root)
    if flags & _ONE_SHOT or (notes.tempo, notes.beats) != (None, None):
        return notes
    is_tempo = math.isfinite(tempo) and 0.0 < tempo <= _MOST_TEMPO
    return replace(
        notes,
        tempo=tempo if is_tempo else None,
        beats=beats if 0 < beats <= _MOST_BEATS else None,
    )


def _bext(data: bytes, order: str) -> Bext:
    layout = "".join(f"{size}s" for size in _BEXT_SIZES)
    *texts, time_reference = struct.unpack_from(f"{order}{layout}Q", data)
    description, originator, reference, date, time = map(_text, texts)
    history = _text(data[_BEXT_FIXED:])
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
    flags = 0 if notes.root is None else _HAS_ROOT
    root = notes.root or 0
    return struct.pack(
        "<IHHfIHHf", flags, root, 0x8000, 0, notes.beats or 0, 4, 4, notes.tempo or 0
    )


def _packed_bext(bext: Bext) -> bytes:
    texts = (bext.description, bext.originator, bext.reference, bext.date, bext.time)
    fixed = (_cut(text, size) for size, text in zip(_BEXT_SIZES, texts, strict=True))
    head = b"".join(fixed) + struct.pack("<QH", bext.time_reference, 1)
    return head.ljust(_BEXT_FIXED, b"\0") + bext.history.encode("utf-8", "replace")


def _packed_info(info: dict[str, str]) -> bytes:
    texts = [packed(name.encode("ascii"), _line(text)) for name, text in info.items() if text]
    return b"INFO" + b"".join(texts) if texts else b""


def _line(text: str) -> bytes:
    return text.encode("utf-8", "replace") + b"\0"


def _cut(text: str, size: int) -> bytes:
    """As many whole characters as so many bytes hold, then zeros."""
    whole = text.encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
    return whole.encode("utf-8").ljust(size, b"\0")
