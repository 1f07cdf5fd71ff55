"""The terminal for the screen, a log for the libraries that talk on file descriptor 2."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

STDERR = 2


def redirect_stderr(log: Path) -> TextIO:
    """Send descriptor 2 to the end of a log; returns a stream that still reaches the terminal.

    ALSA and PortAudio write to the descriptor itself, where a screen would be drawn.
    """
    sys.stderr.flush()
    terminal = os.fdopen(os.dup(STDERR), "w", encoding=sys.stderr.encoding, errors="replace")
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as file:
        os.dup2(file.fileno(), STDERR)
    return terminal


def restore_stderr(terminal: TextIO) -> None:
    """Undo `redirect_stderr` and close the stream that it returned."""
    sys.stderr.flush()
    terminal.flush()
    os.dup2(terminal.fileno(), STDERR)
    terminal.close()
