"""WAV files byte by byte, so that a test shows what is odd about one."""

import struct

import numpy as np


def chunk(name, data, pad=True):
    """A chunk as it stands in a file."""
    return struct.pack("<4sI", name, len(data)) + data + bytes(len(data) % 2 if pad else 0)


def wave(*chunks, form=b"RIFF", frames=1000, rate=44_100):
    """A mono 16-bit file: a falling ramp, then the given chunks."""
    head = chunk(b"fmt ", struct.pack("<HHIIHH", 1, 1, rate, 2 * rate, 2, 16))
    body = b"WAVE" + head + chunk(b"data", ramp(frames).tobytes()) + b"".join(chunks)
    return form + struct.pack("<I", len(body)) + body


def ramp(frames):
    return np.linspace(20_000, 0, frames).astype("<i2")


def cue_chunk(*frames):
    points = (
        struct.pack("<II4sIII", n, frame, b"data", 0, 0, frame)
        for n, frame in enumerate(frames, start=1)
    )
    return chunk(b"cue ", struct.pack("<I", len(frames)) + b"".join(points))


def label_chunk(*labels, encoding="utf-8", pad=True):
    parts = (
        chunk(b"labl", struct.pack("<I", n) + label.encode(encoding) + b"\0", pad)
        for n, label in enumerate(labels, start=1)
    )
    return chunk(b"LIST", b"adtl" + b"".join(parts))
