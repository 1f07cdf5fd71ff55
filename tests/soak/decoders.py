"""Damaged sounds and damaged answers of a child, decoded: a sound or a word must come of each.

    python tests/soak/decoders.py [--cases N] [--seed N]

The same seed gives the same cases. Ends with an error at the first case that went wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import resource
import socket
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from mutations import damaged
from sound_files import sound_files

from padsketch.errors import SampleError
from padsketch.storage.decoding import Decoders, messages
from padsketch.storage.decoding.messages import BLOCK, END, FAULT, SHAPE, Nonsense, Refused

MAX_SECONDS = 30
"""A case that takes longer hangs."""
MAX_MEGABYTES = 1100
"""What a child may have resident: its limit of address space, and nothing of ours."""
UNWANTED = ("reading it takes too long", "it makes the decoder crash")
MAX_ANSWER = 4000
"""What fits into a socket that nobody reads yet."""


def main() -> int:
    """Decode so many damaged sounds and answers, and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ends = decoded(Path(folder), options.cases, options.seed)
    refused = answered(options.cases, options.seed)
    print(f"{options.cases} damaged sounds, at most {most_megabytes():.0f} MB in a child:")
    print(*(f"{n:7}  {end}" for end, n in ends.most_common()), sep="\n")
    print(f"{options.cases} damaged answers, {refused} refused")
    return 0


def decoded(folder: Path, cases: int, seed: int) -> Counter[str]:
    """How the decoding of damaged sounds ended, numbers left out."""
    path, ends, before = folder / "sound", Counter[str](), most_megabytes()
    with Decoders(seconds=MAX_SECONDS) as decoders:
        for content in _damaged(sound_files(), cases, seed):
            path.write_bytes(content)
            end = _end(decoders, path)
            assert end not in UNWANTED, end
            ends[re.sub(r"\d+", "n", end)] += 1
    assert most_megabytes() <= max(before, MAX_MEGABYTES)
    return ends


def answered(cases: int, seed: int) -> int:
    """How many damaged answers were refused; the others are within what they say."""
    refused = 0
    for content in _damaged(_answers(), cases, seed):
        try:
            sound = _heard(content[:MAX_ANSWER])
        except (Refused, Nonsense, EOFError):
            refused += 1
        else:
            assert len(sound.samples) <= 4 * sound.channels * sound.n_frames
    return refused


def most_megabytes() -> float:
    """The most memory that a child of this process ever had, whatever it did."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return usage / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _damaged(whole: list[bytes], cases: int, seed: int) -> Iterator[bytes]:
    for number in range(cases):
        yield damaged(whole[number % len(whole)], Random(f"{seed}-{number}"))


def _end(decoders: Decoders, path: Path) -> str:
    try:
        frames, rate = decoders.decode(path)
    except SampleError as error:
        return error.faults[0].message
    assert frames.dtype == np.float32
    assert frames.shape[1] in (1, 2)
    assert 0 < len(frames) <= 600 * rate
    assert np.isfinite(frames).all()
    return "heard"


def _answers() -> list[bytes]:
    shape = (SHAPE, messages.shape(48_000, 2))
    return [
        _said(shape, (BLOCK, bytes(80)), (END, messages.count(10))),
        _said(shape, (BLOCK, bytes(8)), (FAULT, b"it is torn")),
        _said((FAULT, b"no")),
    ]


def _said(*sent: tuple[int, bytes]) -> bytes:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            for kind, payload in sent:
                messages.tell(theirs, kind, payload)
        return ours.recv(MAX_ANSWER)


def _heard(content: bytes) -> messages.Sound:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs, contextlib.suppress(BrokenPipeError):
            theirs.sendall(content)
        return messages.answer(ours, MAX_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
