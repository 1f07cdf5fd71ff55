"""How long it takes until there is something to see."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence

from benchmarks.processes import PADSKETCH, RUNS
from benchmarks.report import Figure

HELLO = """
from textual.app import App
from textual.widgets import Static
class Hello(App):
    def compose(self):
        yield Static("hello")
Hello().run()
"""
PATIENCE = 20.0
SIZE = struct.pack("HHHH", 48, 160, 0, 0)


def startup_figures() -> Iterator[Figure]:
    """The version over a bare interpreter, and the first picture beside the simplest one."""
    bare = _seconds_until_end([sys.executable, "-c", "pass"])
    version = _seconds_until_end([*PADSKETCH, "--version"])
    yield Figure("--version over a bare interpreter", 1000 * (version - bare), "ms", 40)
    hello = _seconds_until([sys.executable, "-c", HELLO], b"hello")
    yield Figure("first picture of the least Textual program", 1000 * hello, "ms")
    first = _seconds_until([*PADSKETCH, "--silent"], b"BPM")
    yield Figure("first picture of padsketch", 1000 * first, "ms", 400)


def _seconds_until_end(command: Sequence[str]) -> float:
    """Wall time of a process, the median of many."""
    _until_end(command)
    return statistics.median(_until_end(command) for _ in range(4 * RUNS))


def _until_end(command: Sequence[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def _seconds_until(command: Sequence[str], words: bytes) -> float:
    """Wall time until a program has drawn words on a terminal."""
    _until(command, words)
    return statistics.median(_until(command, words) for _ in range(2 * RUNS))


def _until(command: Sequence[str], words: bytes) -> float:
    started = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.execve(command[0], command, {**os.environ, "TERM": "xterm-256color"})
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, SIZE)
    try:
        _await(terminal, words, started + PATIENCE)
        return time.perf_counter() - started
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def _await(terminal: int, words: bytes, end: float) -> None:
    drawn = b""
    while words not in drawn:
        ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.perf_counter()))
        if not ready:
            raise TimeoutError(f"{words!r} was not drawn within {PATIENCE} seconds")
        try:
            drawn += os.read(terminal, 65_536)
        except OSError as error:
            raise RuntimeError(f"it ended before it drew {words!r}: {drawn[-500:]!r}") from error
