"""A program on a terminal that reads everything and shows nothing."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

PATIENCE = 20.0
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


class Terminal:
    """A pseudo-terminal with a program on it, which is killed in the end."""

    def __init__(self, command: Sequence[str | Path], columns: int, lines: int) -> None:
        self._fd, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self._process = subprocess.Popen(
            command,
            stdin=other,
            stdout=other,
            stderr=other,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
        )
        os.close(other)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._fd)

    @property
    def cpu_seconds(self) -> float:
        """Processor time of the program so far, user and system, all threads."""
        stat = Path(f"/proc/{self._process.pid}/stat").read_text()
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / TICKS_PER_SECOND

    def send(self, keys: bytes) -> None:
        os.write(self._fd, keys)

    def until(self, words: bytes) -> None:
        """Read until the program has drawn words; raises TimeoutError when it does not."""
        drawn, end = b"", time.perf_counter() + PATIENCE
        while words not in drawn:
            if time.perf_counter() > end:
                raise TimeoutError(f"{words!r} was not drawn within {PATIENCE} seconds")
            drawn += self._read(PATIENCE)

    def drain(self, seconds: float) -> int:
        """Read for some seconds; how many bytes came."""
        count, end = 0, time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            count += len(self._read(left))
        return count

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self._fd, 65_536)
        except OSError as error:
            raise RuntimeError(f"the program ended with {self._process.wait()}") from error
