"""A process that has everything loaded, and does each scene in a child of its own.

Reads orders as JSON lines: a scene, a folder, whether the child waits for SIGUSR1. Answers with the
child's id, and with its wait status when it has ended.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from doing import ALL, AUTOSAVE
from editing import EDITING, RECOVERING

from padsketch.storage.decoding import decoders

SCENES = {scene.name: scene for scene in (*ALL, AUTOSAVE, EDITING, RECOVERING)}
PR_SET_PTRACER = 0x59616D61
ANYBODY = -1
MAX_CPU_SECONDS = 60


def main() -> None:
    """Serve until there is nothing more to read."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "warm":
            _warm_up(order["scene"])
            _say(0)
            continue
        child = os.fork()
        if child == 0:
            _perform(order)
        _say(os.waitpid(child, 0)[1])


def _warm_up(name: str) -> None:
    """Do a scene once, so that nothing is left to be loaded by its children."""
    with tempfile.TemporaryDirectory() as folder:
        for what in (SCENES[name].prepare, SCENES[name].do):
            _quietly(what, Path(folder))
    decoders._shared().close()
    decoders._shared.cache_clear()
    assert threading.active_count() == 1, threading.enumerate()


def _quietly(what: Any, folder: Path) -> None:
    kept = os.dup(1), os.dup(2)
    _redirect(folder / ".warm")
    try:
        what(folder)
        sys.stdout.flush()
    finally:
        for at, handle in enumerate(kept, start=1):
            os.dup2(handle, at)
            os.close(handle)


def _perform(order: dict[str, Any]) -> None:
    """Prepare or do a scene, and end as a program does."""
    folder = Path(order["folder"])
    code = 70
    try:
        _settle(folder, order["said"])
        if order["waits"]:
            signal.sigwait({signal.SIGUSR1})
        code = getattr(SCENES[order["scene"]], order["do"])(folder) or 0
        sys.stdout.flush()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _settle(folder: Path, said: str) -> None:
    """Be a process of its own, with temporary files, words and limits; then say so."""
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(ANYBODY), 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS))
    (folder / ".tmp").mkdir(exist_ok=True)
    tempfile.tempdir = str(folder / ".tmp")
    os.environ["XDG_DATA_HOME"] = str(folder / ".tmp" / "data")
    answers = os.dup(1)
    _redirect(Path(said))
    os.write(answers, f"{os.getpid()}\n".encode())
    os.close(answers)


def _redirect(path: Path) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    os.close(handle)


def _say(number: int) -> None:
    print(number, flush=True)


if __name__ == "__main__":
    main()
