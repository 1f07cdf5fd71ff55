"""Asking the terminal what it can tell of keys."""

from __future__ import annotations

import os
import re
import select
import termios
import time
import tty

QUESTION = b"\x1b[>31u\x1b[?u\x1b[<u\x1b[c"
"""Kitty's keyboard protocol on, asked for, off; and a question that every terminal answers."""
PATIENCE = 1.0
"""Seconds that a terminal has to answer, over a slow line too."""

_FLAGS = re.compile(rb"\x1b\[\?(\d+)u")
_END = re.compile(rb"\x1b\[\?[\d;]*c")


def keyboard_flags(terminal: int) -> int | None:
    """The flags of kitty's keyboard protocol that a terminal has, None where it has none of it.

    terminal: a file descriptor that is read and written; raises termios.error for another.
    """
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSANOW)
        os.write(terminal, QUESTION)
        found = _FLAGS.search(_answer(terminal))
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
    return int(found[1]) if found else None


def _answer(terminal: int) -> bytes:
    answer, end = b"", time.monotonic() + PATIENCE
    while not _END.search(answer):
        ready, _, _ = select.select([terminal], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            break
        answer += os.read(terminal, 1024)
    return answer
