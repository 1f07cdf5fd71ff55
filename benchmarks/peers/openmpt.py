"""OpenMPT: an Impulse Tracker module whose new notes let the old ones ring, 8-tap interpolation."""

from __future__ import annotations

import struct
from itertools import accumulate
from pathlib import Path

from benchmarks.workloads import BARS, BPM, PATTERNS, STEPS, Beat, Sample

MIDDLE = 60
CONTINUE = 1
"""What a new note does to the old one of its channel."""
VERSION = 0x0214
STEREO_OUT, INSTRUMENTS, LINEAR_SLIDES = 0x01, 0x04, 0x08
EXISTS, WIDE, STEREO = 0x01, 0x02, 0x04
SIGNED = 1
HEADER = 192
SAMPLE_HEADER = struct.Struct("<4s12sBBBB26sBBIIIIIIIBBBB")
INSTRUMENT_HEADER = struct.Struct("<4s12sBBBBHBBBBBBHBB26sBBBBH")
INSTRUMENT = 554
"""Bytes of a whole instrument; its envelopes are switched off."""


def command(beat: Beat, folder: Path) -> list[str]:
    """Write the module; the command that renders it."""
    module = folder / "beat.it"
    module.write_bytes(_module(beat))
    options = ["-q", "--batch", "--samplerate", "48000", "-o", str(folder / "openmpt.wav")]
    return ["openmpt123", *options, "--force", str(module)]


def _module(beat: Beat) -> bytes:
    """Header, orders, where everything is, instruments, patterns, sample headers, samples."""
    count = len(beat.samples)
    orders = bytes(bar // 2 % PATTERNS for bar in range(BARS)) + b"\xff"
    first = HEADER + len(orders) + 4 * (2 * count + PATTERNS)
    instruments = [_instrument(track) for track in range(count)]
    patterns = [_pattern(beat, pattern) for pattern in range(PATTERNS)]
    *places, end = accumulate(map(len, instruments + patterns), initial=first)
    headers = [end + SAMPLE_HEADER.size * track for track in range(count)]
    waves = [sample.frames.T.tobytes() for sample in beat.samples]
    starts = accumulate(map(len, waves), initial=headers[-1] + SAMPLE_HEADER.size)
    sounds = [_sample_header(*pair) for pair in zip(beat.samples, starts, strict=False)]
    table = struct.pack(f"<{2 * count + PATTERNS}I", *places[:count], *headers, *places[count:])
    head = _header(len(orders), count)
    return b"".join([head, orders, table, *instruments, *patterns, *sounds, *waves])


def _header(n_orders: int, count: int) -> bytes:
    flags = STEREO_OUT | INSTRUMENTS | LINEAR_SLIDES
    sizes = (n_orders, count, count, PATTERNS, VERSION, VERSION, flags, 0)
    head = struct.pack("<4s26sH8H", b"IMPM", b"beat", 0x1004, *sizes)
    head += bytes((128, 48, 6, BPM, 128, 0)) + bytes(10)
    return head + bytes([32] * 64) + bytes([64] * 64)


def _instrument(track: int) -> bytes:
    duplicates, fade_out, tilt = (0, 0), 0, (0, MIDDLE)
    volume, spread, midi = (128, 0x80 | 32), (0, 0), (0, 0, 0, 0, 0)
    playing = (CONTINUE, *duplicates, fade_out, *tilt, *volume, *spread)
    head = INSTRUMENT_HEADER.pack(b"IMPI", b"", 0, *playing, VERSION, 1, 0, b"", *midi)
    keys = b"".join(bytes((key, track + 1)) for key in range(120))
    return (head + keys).ljust(INSTRUMENT, b"\0")


def _sample_header(sample: Sample, place: int) -> bytes:
    flags = EXISTS | WIDE | (STEREO if sample.frames.shape[1] == 2 else 0)
    lengths = (len(sample.frames), 0, 0, sample.rate, 0, 0, place)
    return SAMPLE_HEADER.pack(b"IMPS", b"", 0, 64, flags, 64, b"", SIGNED, 0, *lengths, *bytes(4))


def _pattern(beat: Beat, pattern: int) -> bytes:
    rows = b""
    for step in range(STEPS):
        for track in range(len(beat.samples)):
            if velocity := int(beat.velocities[pattern, track, step]):
                note = MIDDLE + int(beat.semitones[pattern, track, step])
                volume = round(64 * (velocity / 127) ** 2)
                rows += bytes((0x80 | track + 1, 0x07, note, track + 1, volume))
        rows += b"\0"
    return struct.pack("<HHI", len(rows), STEPS, 0) + rows
