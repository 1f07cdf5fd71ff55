"""A process that runs one command line after the other for the one that started it.

It is asked over the socket that is its standard input, a line of JSON a command, and answers
there. When that closes, whatever runs is interrupted and leaves nothing half done.
"""

from __future__ import annotations

import _thread
import io
import json
import os
import signal
import socket
import sys
import threading
from contextlib import redirect_stderr, redirect_stdout, suppress
from queue import SimpleQueue
from typing import TextIO

from padsketch.cli import run

Lines = SimpleQueue[str]


def main() -> None:
    """Serve until nobody asks any more."""
    # Numerical libraries would start threads that spin for longer than a song takes.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Whoever starts programs in the background has them ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    asked = socket.socket(fileno=sys.stdin.fileno())
    lines: Lines = SimpleQueue()
    questions, answers = asked.makefile("r"), asked.makefile("w")
    threading.Thread(target=_listen, args=(questions, lines), daemon=True).start()
    with suppress(KeyboardInterrupt, BrokenPipeError):
        while line := lines.get():
            print(json.dumps(_performed(json.loads(line))), file=answers, flush=True)
    # The listener still reads; what is left is not worth waiting for.
    os._exit(0)


def _listen(questions: TextIO, lines: Lines) -> None:
    with suppress(OSError):
        for line in questions:
            lines.put(line)
    lines.put("")
    _thread.interrupt_main()


def _performed(words: list[str]) -> dict[str, object]:
    said, talk = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(talk):
        code = run(words)
    return {"code": code, "said": said.getvalue(), "talk": talk.getvalue()}


if __name__ == "__main__":
    main()
