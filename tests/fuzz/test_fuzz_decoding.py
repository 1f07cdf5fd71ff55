"""No bytes at all get more out of the decoder than a sound or a word."""

from __future__ import annotations

import contextlib
import re
import resource
import socket
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from mutation import mutants, n_cases
from sounds import sounds

from padsketch.errors import SampleError
from padsketch.storage.decoding import Decoders, messages
from padsketch.storage.decoding.messages import BLOCK, END, FAULT, SHAPE, Nonsense, Refused

MOST_MEGABYTES = 1100
"""What a child may have resident at most: its limit of address space, and nothing of ours."""


def test_a_changed_file_is_a_sound_or_a_word(tmp_path: Path) -> None:
    path = tmp_path / "sound"
    ends: Counter[str] = Counter()
    with Decoders(seconds=30) as decoders:
        for content in mutants(sounds(), n_cases(400)):
            path.write_bytes(content)
            ends[_end(decoders, path)] += 1
    print(*(f"{n:7}  {end}" for end, n in ends.most_common()), sep="\n")
    assert ends["heard"] > 0
    assert len(ends) > 1
    assert not {"reading it takes too long", "it makes the decoder crash"} & ends.keys()
    assert _most_megabytes() < MOST_MEGABYTES


def _end(decoders: Decoders, path: Path) -> str:
    try:
        frames, rate = decoders.decode(path)
    except SampleError as error:
        return re.sub(r"\d+", "n", error.faults[0].message)
    assert frames.dtype == np.float32
    assert frames.shape[1] in (1, 2)
    assert 0 < len(frames) <= 600 * rate
    assert np.isfinite(frames).all()
    return "heard"


def _most_megabytes() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return usage / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def test_a_changed_answer_is_refused_or_is_one() -> None:
    answers = [
        _answer((SHAPE, messages.shape(48_000, 2)), (BLOCK, bytes(80)), (END, messages.count(10))),
        _answer((SHAPE, messages.shape(8_000, 1)), (BLOCK, bytes(4)), (FAULT, b"it is torn")),
        _answer((FAULT, b"no")),
    ]
    refused = 0
    for content in mutants(answers, n_cases(2000)):
        ours, theirs = socket.socketpair()
        with ours:
            with theirs, contextlib.suppress(BrokenPipeError):
                theirs.sendall(content[:4000])
            try:
                sound = messages.answer(ours, 10)
            except (Refused, Nonsense, EOFError):
                refused += 1
                continue
        assert len(sound.samples) <= 4 * sound.channels * sound.n_frames
    assert refused > 0


def _answer(*sent: tuple[int, bytes]) -> bytes:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            for kind, payload in sent:
                messages.tell(theirs, kind, payload)
        return ours.recv(4096)


@pytest.mark.parametrize("seconds", [0, 2])
def test_a_child_outlives_what_it_is_given(tmp_path: Path, seconds: int) -> None:
    """Faults of files are no ends of children: a folder of broken files is read by one of them."""
    path = tmp_path / "sound"
    with Decoders() as decoders:
        for content in mutants([content for content in sounds() if content[:4] == b"RIFF"], 100):
            path.write_bytes(content)
            with contextlib.suppress(SampleError):
                decoders.listen(path, seconds)
        (child,) = decoders._children
        assert child._process is not None
