"""Draw what a sweep becomes an octave up: left as the engine plays it, right with straight lines.

Usage: python -m tools.take_spectrograms [-o docs/sweep.png]

Time runs to the right, frequency upwards to half the rate, the level from -120 dB to 0. The sweep
has left the band half-way: whatever is seen after that has been folded back.
"""

from __future__ import annotations

import argparse
import struct
import zlib
from pathlib import Path

import numpy as np
from benchmarks.fidelity import RATE, Frames, engine, linear, sweep
from numpy.typing import NDArray

TUNE = 12.0
SECONDS = 8
WINDOW = 1024
WIDTH, GAP = 400, 16
"""Columns of a spectrogram, and between two."""
FLOOR_DB, SHADES = 120, 120
DARK, MIDDLE, BRIGHT = (8, 10, 28), (196, 60, 90), (255, 244, 200)


def spectrogram(heard: Frames) -> NDArray[np.uint8]:
    """Shades from 0 (the floor) up, (frequencies, WIDTH), the highest frequency first."""
    window = np.kaiser(WINDOW, 16.0)
    starts = np.linspace(0, len(heard) - WINDOW, WIDTH).astype(int)
    parts = np.stack([heard[start : start + WINDOW] for start in starts]) * window
    levels = 20 * np.log10(np.abs(np.fft.rfft(parts))[:, 1:] / (window.sum() / 2) + 1e-9)
    shades = np.clip((levels + FLOOR_DB) / FLOOR_DB * SHADES, 0, SHADES)
    picture: NDArray[np.uint8] = shades.round().astype(np.uint8).T[::-1]
    return picture


def palette() -> bytes:
    """Red, green and blue of every shade."""
    places = np.linspace(0, 2, SHADES + 1)
    colours = [
        np.interp(places, (0, 1, 2), shades) for shades in zip(DARK, MIDDLE, BRIGHT, strict=True)
    ]
    return np.stack(colours, axis=1).round().astype(np.uint8).tobytes()


def png(pixels: NDArray[np.uint8]) -> bytes:
    """A picture of shades, 8 bits each with a palette (ISO/IEC 15948)."""
    height, width = pixels.shape
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    chunks = ((b"IHDR", header), (b"PLTE", palette()), (b"IDAT", zlib.compress(rows, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in (*chunks, (b"IEND", b"")))


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", _sum(name, content))


def _sum(name: bytes, content: bytes) -> int:
    return zlib.crc32(name + content)


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", dest="file", type=Path, default=Path("docs/sweep.png"))
    options = parser.parse_args()
    sound = sweep(SECONDS * RATE)
    pictures = [spectrogram(read(sound, TUNE)) for read in (engine, linear)]
    gap = np.full((len(pictures[0]), GAP), SHADES, dtype=np.uint8)
    options.file.write_bytes(png(np.hstack([pictures[0], gap, pictures[1]])))


if __name__ == "__main__":
    main()
