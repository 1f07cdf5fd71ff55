"""Scenes that are done in a traced child, in which a chosen system call goes wrong."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from calls import OPTIONS
from scenes import Scene

WRITING = (
    *("open", "openat", "creat", "write", "pwrite64", "writev", "ftruncate", "fallocate"),
    *("rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    *("unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "fsync", "fdatasync", "sync_file_range"),
    *("chmod", "fchmod", "fchmodat", "utimensat", "copy_file_range", "sendfile", "flock"),
)
"""The calls that change files, or may be the first to find that they cannot."""
READING = (
    *("read", "pread64", "lseek", "close", "stat", "fstat", "lstat", "newfstatat", "statx"),
    *("getdents64", "access", "faccessat2", "readlink", "readlinkat"),
)
_CALL = re.compile(r"^(?:(\d+) +)?(\w+)\(")


class Point(NamedTuple):
    """The n-th call of a name, from 1."""

    call: str
    n: int


@dataclass(frozen=True)
class Outcome:
    """How a child ended: its exit code, less than 0 for a signal, and all that it said."""

    code: int
    said: str


class Stage:
    """A warm process for the scenes, and a folder for their cases; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._said = folder / "said"
        self._count = 0
        self._warm: set[str] = set()
        here = Path(__file__).parent
        self._process = subprocess.Popen(
            [sys.executable, str(here / "warm.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "HOME": str(folder)},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def prepared(self, scene: Scene) -> Path:
        """A folder in which a scene can begin; the same for all that ask."""
        template = self._folder / "templates" / scene.name
        if not template.exists():
            template.mkdir(parents=True)
            outcome = self.do(scene, template, what="prepare")
            assert outcome.code == 0, outcome
        return template

    def case(self, scene: Scene) -> Path:
        """A new folder in which a scene can begin."""
        self._count += 1
        folder = self._folder / f"case-{self._count}"
        shutil.copytree(self.prepared(scene), folder, symlinks=True)
        return folder

    def do(
        self, scene: Scene, folder: Path, *tracing: str, what: str = "do", log: Path | None = None
    ) -> Outcome:
        """Do a scene in a child, traced where there are options for that."""
        child = self.start(scene, folder, what, waits=bool(tracing))
        with _traced(scene, child, log or Path(os.devnull), tracing):
            return self.ended()

    def start(self, scene: Scene, folder: Path, what: str = "do", waits: bool = False) -> int:
        """Begin a scene, once SIGUSR1 comes where it waits; returns the child's id."""
        if scene.name not in self._warm:
            self._warm.add(scene.name)
            self._send("warm", scene, folder)
            self._answer()
        self._said.unlink(missing_ok=True)
        self._send(what, scene, folder, waits)
        return self._answer()

    def ended(self) -> Outcome:
        """How the scene that was begun ended; returns once it has."""
        status = self._answer()
        return Outcome(os.waitstatus_to_exitcode(status), self._said.read_text(errors="replace"))

    def points(self, scene: Scene, calls: tuple[str, ...]) -> list[Point]:
        """All calls of some names that a scene makes, in their order for each name."""
        log = self._folder / "log"
        outcome = self.do(scene, self.case(scene), f"trace={_set(calls)}", log=log)
        assert outcome.code == 0, outcome
        return list(_points(log))

    def killed(self, scene: Scene, folder: Path, point: Point) -> Outcome:
        """Do a scene, and kill it at a point."""
        return self._injected(scene, folder, point.call, f"signal=KILL:when={point.n}")

    def refused(
        self, scene: Scene, folder: Path, point: Point, error: str, for_good: bool
    ) -> Outcome:
        """Do a scene in which a call fails with an error, by its name in errno.

        for_good: and so do all of its name that follow.
        """
        when = f"{point.n}+" if for_good else str(point.n)
        return self._injected(scene, folder, point.call, f"error={error}:when={when}")

    def _injected(self, scene: Scene, folder: Path, call: str, fault: str) -> Outcome:
        return self.do(scene, folder, f"trace={call}", f"inject={call}:{fault}")

    def _send(self, what: str, scene: Scene, folder: Path, waits: bool = False) -> None:
        order = {
            "do": what,
            "scene": scene.name,
            "folder": str(folder),
            "said": str(self._said),
            "waits": waits,
        }
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@contextmanager
def _traced(scene: Scene, child: int, log: Path, options: tuple[str, ...]) -> Iterator[None]:
    """Have strace at a waiting child until it has ended, if there are options for it."""
    if not options:
        yield
        return
    words = [word for option in options for word in ("-e", option)]
    follow = ["-f"] if scene.has_threads else []
    command = ["strace", *follow, *OPTIONS, "-o", str(log), *words, "-p", str(child)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        line = tracer.stderr.readline()
        assert "attached" in line, line
        os.kill(child, signal.SIGUSR1)
        yield
        tracer.communicate()


def _set(calls: tuple[str, ...]) -> str:
    """What of these calls there is on this machine."""
    return ",".join(f"?{call}" for call in calls)


def _points(log: Path) -> Iterator[Point]:
    counts: Counter[tuple[str, str]] = Counter()
    seen: set[Point] = set()
    for line in log.read_text(errors="replace").splitlines():
        if found := _CALL.match(line):
            counts[found.groups()] += 1
            point = Point(found[2], counts[found.groups()])
            if point not in seen:
                seen.add(point)
                yield point
