"""A child that decodes may crash, hang or lie: all that comes of it is a word."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.errors import SampleError
from padsketch.storage.decoding import Decoders, child, messages
from padsketch.storage.decoding.limits import MAX_FRAMES, max_frames
from padsketch.storage.decoding.messages import BLOCK, END, FAULT, SHAPE, Nonsense, Refused

RATE = 48_000
STUB = """\
import os, resource, signal, socket, sys, time
from padsketch.storage.decoding import messages
connection = socket.socket(fileno=os.dup(0))
handle, seconds = messages.next_request(connection)
{act}
"""


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.wav"
    soundfile.write(path, np.full(100, 0.25), RATE)
    return path


def taken_over(monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    """Children that do something else than decoding, as one that a file has taken over."""
    command = (sys.executable, "-c", STUB.format(act=act))
    monkeypatch.setattr(child, "_COMMAND", command)


@pytest.mark.parametrize(
    ("act", "word"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", "it makes the decoder crash"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "it needs more memory than a sample may take"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "reading it takes too long"),
        ("sys.exit(3)", "it makes the decoder crash"),
        ("time.sleep(60)", "reading it takes too long"),
        ("connection.sendall(b'\\0' * 9999)", "the decoder lost its way in it"),
        ("messages.tell(connection, messages.END, b'')", "the decoder lost its way in it"),
    ],
    ids=["crash", "killed", "cpu", "exit", "hang", "noise", "an end before a shape"],
)
def test_whatever_a_child_does_is_a_word_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch, sound: Path, act: str, word: str
) -> None:
    with Decoders(seconds=0.5 if "sleep" in act else 60) as decoders:
        with monkeypatch.context() as patch:
            taken_over(patch, act)
            with pytest.raises(SampleError) as caught:
                decoders.decode(sound)
        assert caught.value.faults[0].message == word
        decoders._seconds = 60
        assert len(decoders.decode(sound)[0]) == 100


def test_a_decoder_that_cannot_be_started_is_told(
    monkeypatch: pytest.MonkeyPatch, sound: Path
) -> None:
    monkeypatch.setattr(child, "_COMMAND", ("/nowhere/python",))
    with Decoders() as decoders, pytest.raises(SampleError, match="no decoder can be started"):
        decoders.decode(sound)


def test_a_fault_from_a_child_cannot_write_to_a_terminal(
    monkeypatch: pytest.MonkeyPatch, sound: Path
) -> None:
    taken_over(monkeypatch, "messages.tell(connection, 4, b'\\x1b]0;owned\\x07' * 9000)")
    with Decoders() as decoders, pytest.raises(SampleError) as caught:
        decoders.decode(sound)
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 600


def spoken(*sent: tuple[int, bytes]) -> messages.Sound:
    """What a reader makes of an answer."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            for kind, payload in sent:
                messages.tell(theirs, kind, payload)
        return messages.answer(ours, 10)


MONO = (SHAPE, messages.shape(RATE, 1))
STEREO = (SHAPE, messages.shape(RATE, 2))


def test_an_answer_is_heard() -> None:
    assert spoken(MONO, (BLOCK, bytes(8)), (END, messages.count(2))).n_frames == 2


@pytest.mark.parametrize(
    "sent",
    [
        [(BLOCK, bytes(8))],
        [(SHAPE, b"short")],
        [(SHAPE, messages.shape(0, 1))],
        [(SHAPE, messages.shape(RATE, 0))],
        [(SHAPE, messages.shape(RATE, 3))],
        [MONO, MONO],
        [MONO, (BLOCK, b"")],
        [MONO, (BLOCK, bytes(3)), (END, messages.count(1))],
        [STEREO, (BLOCK, bytes(4)), (END, messages.count(1))],
        [MONO, (BLOCK, bytes(8)), (END, messages.count(1))],
        [MONO, (END, b"")],
        [MONO, (END, messages.count(max_frames(RATE) + 1))],
        [MONO, (9, bytes(8))],
    ],
)
def test_an_answer_that_breaks_the_rules_is_refused(sent: list[tuple[int, bytes]]) -> None:
    with pytest.raises(Nonsense):
        spoken(*sent)


def test_an_answer_that_stops_is_an_end() -> None:
    with pytest.raises(EOFError):
        spoken(MONO, (BLOCK, bytes(8)))


def test_an_answer_that_trickles_has_an_end() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        messages.tell(theirs, *MONO)
        with pytest.raises(TimeoutError):
            messages.answer(ours, 0.0)


def test_a_fault_may_come_in_the_midst() -> None:
    with pytest.raises(Refused, match="torn"):
        spoken(MONO, (BLOCK, bytes(8)), (FAULT, b"torn"))


def test_a_child_cannot_fill_the_memory_of_its_reader() -> None:
    """A block over the limit is refused before it is read, and so are too many blocks."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(messages._HEAD.pack(SHAPE, 1 << 31))
        with pytest.raises(Nonsense):
            messages.answer(ours, 10)
    assert max_frames(768_000) == MAX_FRAMES


def test_too_many_blocks_are_refused() -> None:
    rate_of_one = (SHAPE, messages.shape(1, 1))
    with pytest.raises(Nonsense):
        spoken(rate_of_one, (BLOCK, bytes(4 * 601)))


RENOUNCED = """\
import numpy
from padsketch.storage.decoding.__main__ import _renounce
_renounce()
try:
    {act}
except {error}:
    print("refused")
"""


@pytest.mark.parametrize(
    ("act", "error"),
    [
        ("numpy.ones(1 << 28)", "MemoryError"),
        ("[open('/etc/hostname') for _ in range(2)]", "OSError"),
    ],
)
def test_a_child_has_renounced_what_it_does_not_need(act: str, error: str) -> None:
    code = RENOUNCED.format(act=act, error=error)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "refused\n"


def test_a_child_that_spins_is_ended_by_the_system() -> None:
    code = (
        "from padsketch.storage.decoding import __main__ as child\n"
        "child.CPU_SECONDS = 1\nchild._allow_time()\nwhile True: pass"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGXCPU


def test_a_child_cannot_write_a_file(tmp_path: Path) -> None:
    path = tmp_path / "loot"
    code = RENOUNCED.format(act=f"open({str(path)!r}, 'w').write('x')", error="OSError")
    subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60)
    assert not path.exists() or path.stat().st_size == 0


def test_closing_gives_up_what_is_being_decoded(
    monkeypatch: pytest.MonkeyPatch, sound: Path
) -> None:
    taken_over(monkeypatch, "time.sleep(600)")
    decoders = Decoders()
    faults: list[SampleError] = []

    def read() -> None:
        try:
            decoders.decode(sound)
        except SampleError as error:
            faults.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    decoders.close()
    reader.join(30)
    assert [error.faults[0].message for error in faults] == ["reading it was given up"]
    with pytest.raises(SampleError, match="given up"):
        decoders.decode(sound)


def test_several_threads_share_a_few_children(sound: Path) -> None:
    lengths: list[int] = []
    with Decoders(2) as decoders:
        threads = [
            threading.Thread(target=lambda: lengths.append(len(decoders.decode(sound)[0])))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert lengths == [100] * 8


def test_a_child_ends_with_the_one_who_asked() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(child._COMMAND, stdin=theirs.fileno())
    ours.close()
    assert process.wait(30) == 0
