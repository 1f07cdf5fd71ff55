"""A process that decodes for this one, started when it is needed, replaced after it failed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading

from padsketch.storage.decoding import messages
from padsketch.storage.decoding.messages import Nonsense, Refused, Sound
from padsketch.storage.processes import Process, module_command, start_process

_COMMAND = module_command("padsketch.storage.decoding")
_GIVEN_UP = "reading it was given up"
_TOO_LONG = "reading it takes too long"
_ENDS: dict[int, str] = {
    signal.SIGXCPU: _TOO_LONG,
    signal.SIGKILL: "it needs more memory than a sample may take",
}


class Failed(Exception):
    """No answer came; the words say why."""


class Child:
    """Decodes one file at a time, for one thread at a time."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._is_over = False
        self._books = threading.Lock()

    def decode(self, handle: int, seconds: int, patience: float) -> Sound:
        """Decode the file of a descriptor, or its first seconds; `patience` in seconds.

        Raises Refused with the child's words, Failed when it has none.
        """
        connection = self._started().connection
        try:
            messages.ask(connection, handle, seconds)
            return messages.answer(connection, patience)
        except Refused:
            raise
        except BaseException as error:
            died_of = self._end()
            if (why := _words(error, died_of)) is None:
                raise
            raise Failed(_GIVEN_UP if self._is_over else why) from error

    def give_up(self) -> None:
        """Kill the process, from any thread; what is being decoded fails, as does all after it."""
        with self._books:
            self._is_over = True
            if self._process is not None:
                self._process.popen.kill()

    def close(self) -> None:
        """Let go of a child that was given up and decodes nothing any more."""
        self._end()

    def _started(self) -> Process:
        with self._books:
            if self._is_over:
                raise Failed(_GIVEN_UP)
            try:
                self._process = self._process or start_process(_COMMAND, _environment())
            except OSError as error:
                raise Failed(f"no decoder can be started ({error.strerror})") from error
            return self._process

    def _end(self) -> int:
        """End the process; the number of the signal that it had died of before, else 0."""
        with self._books:
            process, self._process = self._process, None
        if process is None:
            return 0
        process.connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            # It ends by itself when nobody asks any more, if it is sane.
            process.popen.wait(0.2)
        died_of = -(process.popen.poll() or 0)
        process.popen.kill()
        process.popen.wait()
        return died_of


def _environment() -> dict[str, str]:
    return os.environ | {"OPENBLAS_NUM_THREADS": "1"}


def _words(error: BaseException, died_of: int) -> str | None:
    """Why there is no answer; None for an error that has nothing to do with the child."""
    if isinstance(error, TimeoutError):
        return _TOO_LONG
    if isinstance(error, Nonsense):
        return "the decoder lost its way in it"
    if isinstance(error, EOFError | OSError):
        return _ENDS.get(died_of, "it makes the decoder crash")
    return None
