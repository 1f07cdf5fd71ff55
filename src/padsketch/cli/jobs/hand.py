"""A worker as its master sees it: started when it is needed, replaced after it died."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import threading
import time
from typing import Any, NamedTuple, Self

from padsketch.cli.jobs.projects import Job
from padsketch.storage.processes import Process, module_command, start_process

_COMMAND = module_command("padsketch.cli.jobs.worker")
PATIENCE = 20.0
"""Seconds that a worker has to leave nothing half done."""


class Outcome(NamedTuple):
    """What came of a job: the exit code, the answer as a program reads it, what was told beside.

    seconds: of wall time.
    """

    job: Job
    code: int
    answer: dict[str, Any]
    talk: tuple[str, ...]
    seconds: float

    @property
    def error(self) -> str:
        """Why it failed, empty where it did not."""
        return str(self.answer.get("error", {}).get("title", "")) if self.code else ""


class Hand:
    """Does one job at a time, for one thread at a time; `stop` may come from any."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._is_over = False
        self._books = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self.close()

    def perform(self, job: Job) -> Outcome:
        """Do a job; a worker that dies of it is one failed job."""
        started = time.perf_counter()
        try:
            answer = json.loads(self._answer(json.dumps(job.words)))
            said = json.loads(answer["said"] or "{}")
            code, talk = int(answer["code"]), tuple(answer["talk"].splitlines())
        except (OSError, ValueError):
            code, talk, said = 1, (), {"error": {"title": self._died(), "hint": ""}}
        return Outcome(job, code, said, talk, round(time.perf_counter() - started, 3))

    def stop(self) -> None:
        """Have what is being done given up, and all after it."""
        with self._books:
            self._is_over = True
            if self._process is not None:
                with contextlib.suppress(OSError):
                    self._process.connection.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Wait until a worker that was stopped has left nothing half done."""
        if self._process is not None:
            self._end(self._process)

    def _answer(self, question: str) -> str:
        connection = self._started().connection
        connection.sendall(f"{question}\n".encode())
        with connection.makefile("r") as answers:
            return answers.readline()

    def _started(self) -> Process:
        with self._books:
            if self._is_over:
                raise ConnectionError("it was stopped")
            self._process = self._process or start_process(_COMMAND, process_group=0)
            return self._process

    def _died(self) -> str:
        """How the worker ended, which the next job replaces."""
        process, self._process = self._process, None
        code = self._end(process) if process else 0
        if self._is_over:
            return "It was stopped"
        if code < 0:
            return f"The process that did it was ended by {signal.Signals(-code).name}"
        return "The process that did it cannot be started, or ended without an answer"

    def _end(self, process: Process) -> int:
        with contextlib.suppress(OSError):
            process.connection.shutdown(socket.SHUT_WR)
        try:
            return process.popen.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.popen.pid, signal.SIGKILL)
            return process.popen.wait()
        finally:
            process.connection.close()
