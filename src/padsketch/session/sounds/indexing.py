"""The index of sounds, brought up to date behind the music by a process of its own."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from padsketch.session.behind import Behind, Outdated
from padsketch.session.sounds.indexer import SEPARATOR
from padsketch.storage.library import Library
from padsketch.storage.processes import module_command

_GLANCE = 0.1
"""Seconds between two looks at whether the scan is still wanted."""
_SECONDS_TO_END = 2.0


class Progress(NamedTuple):
    """Files that were listened to, and those that there are to listen to."""

    done: int
    total: int


class Indexing:
    """Scans for sounds when asked; what was found can be found at once, in the library."""

    def __init__(self, library: Library, told: Callable[[], None] = lambda: None) -> None:
        """`told` is called in another thread when there is progress, and at the end."""
        self._library = library
        self._told = told
        self._progress: Progress | None = None
        self._fault = ""
        self._behind: Behind[tuple[Path, ...]] = Behind(self._scan, "indexing")

    @property
    def progress(self) -> Progress | None:
        """How far the scan is; None when none goes on, or it still looks for what is new."""
        return self._progress

    @property
    def fault(self) -> str:
        """Why the last scan ended too early, empty when it did not."""
        return self._fault

    def start(self, folders: Sequence[Path]) -> None:
        """Scan some folders, which are all that the library is made of; a scan before it ends."""
        self._behind.ask(tuple(folders))

    def finish(self) -> None:
        """Wait until the scan is done."""
        self._behind.finish()

    def give_up(self) -> None:
        """End the scan; what was listened to stays known."""
        self._behind.give_up()

    def _scan(self, folders: tuple[Path, ...], is_outdated: Outdated) -> None:
        try:
            with _started(self._library, folders) as process:
                self._follow(process, is_outdated)
            is_broken = process.returncode and not is_outdated()
            self._fault = f"the scan ended with {process.returncode}" if is_broken else ""
        finally:
            self._progress = None
            self._told()

    def _follow(self, process: subprocess.Popen[bytes], is_outdated: Outdated) -> None:
        """Read the progress until the end of the process, or end it."""
        lines = process.stdout
        assert lines is not None
        while not is_outdated():
            if not select.select([lines], [], [], _GLANCE)[0]:
                continue
            if not (line := lines.readline()):
                return
            self._progress = Progress(*map(int, line.split()))
            self._told()
        _end(process)


def _started(library: Library, folders: Sequence[Path]) -> subprocess.Popen[bytes]:
    files = map(os.fspath, library.files)
    process = subprocess.Popen(
        [*module_command("padsketch.session.sounds.indexer"), *files],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
    )
    assert process.stdin is not None
    with suppress(BrokenPipeError), process.stdin as names:
        names.write(SEPARATOR.join(map(os.fsencode, folders)))
    return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
