"""The one door to sounddevice, which imports slowly and needs a library of the system."""

from __future__ import annotations

import atexit
import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any

from padsketch.display import safe
from padsketch.errors import AudioError
from padsketch.outputs.errands import within

NO_LIBRARY = (
    "Install it (Debian, Ubuntu: apt install libportaudio2) and try again. "
    "The grid, render and export work without it."
)
NO_START = "Look at the sound system, for example with `aplay -l`, and try again."
EXIT_SECONDS = 2.0

lock = threading.RLock()
"""Held while PortAudio's list of devices is made or read; never while a stream opens or closes."""
_open_streams: dict[object, Callable[[], None]] = {}
"""Who has a stream that is not closed yet, and how to close it."""


def sounddevice() -> Any:
    """The module sounddevice, ready for use; raises AudioError where PortAudio is missing.

    JACK aborts the process when its server dies, even unused, so it is out of reach unless the
    user has set JACK_DEFAULT_SERVER.
    """
    os.environ.setdefault("JACK_DEFAULT_SERVER", f"none-{os.getpid()}")
    os.environ.setdefault("JACK_NO_START_SERVER", "1")
    try:
        import sounddevice as module
    except OSError as error:
        raise AudioError("PortAudio is not installed", NO_LIBRARY) from error
    # Its own handler hangs or aborts where a server has died; `_close_all` does not.
    atexit.unregister(module._exit_handler)
    return module


@contextlib.contextmanager
def plain_errors(what: str, hint: str) -> Iterator[Any]:
    """The module for calls whose errors become an AudioError: what failed, and why."""
    module = sounddevice()
    try:
        yield module
    except (ValueError, module.PortAudioError) as error:
        raise AudioError(f"{what}: {safe(str(error))}", hint) from error


def look_again() -> None:
    """Let PortAudio see what has come and gone; it cannot while a stream is open.

    Raises AudioError where PortAudio is missing or does not start.
    """
    with lock, plain_errors("PortAudio does not start", NO_START) as module:
        if not _open_streams:
            module._terminate()
            module._initialize()


def remember_stream(owner: object, close: Callable[[], None]) -> None:
    """A stream is about to be opened: keep PortAudio as it is, and close the stream at exit."""
    with lock:
        atexit.unregister(_close_all)
        atexit.register(_close_all)
        _open_streams[owner] = close


def forget_stream(owner: object) -> None:
    """The stream has been closed."""
    with lock:
        _open_streams.pop(owner, None)


def _close_all() -> None:
    with contextlib.suppress(TimeoutError):
        within(EXIT_SECONDS, lambda: [close() for close in tuple(_open_streams.values())])
