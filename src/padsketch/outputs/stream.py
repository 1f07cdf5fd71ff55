"""A PortAudio stream whose callback is C from end to end, and whether it is alive."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Protocol

from padsketch.errors import AudioError
from padsketch.outputs.listing import DEVICES
from padsketch.outputs.portaudio import (
    forget_stream,
    plain_errors,
    remember_stream,
    sounddevice,
)

PRIORITY = 5
"""Above every ordinary thread, below those of the sound servers."""
POLL = 0.005
CREEP_SECONDS = 1.0
LEAST_PACE = 0.25
"""Of the calls that there should be: what gives fewer for so long is as good as dead."""
GLANCE = 0.25
"""Seconds: a longer gap between two looks was our own stall and says nothing about the device."""


class Caller(Protocol):
    """What a stream calls back, and how often it did."""

    @property
    def calls(self) -> int:
        """A count that grows with every call."""

    @property
    def thread(self) -> int:
        """Kernel id of the thread that calls."""


class Heartbeat:
    """Whether a count still grows, judged by the time in which it was watched.

    limit in seconds; pace: what it should grow by in a second, 0 where that is not known.
    """

    def __init__(self, limit: float, now: float, pace: float = 0.0) -> None:
        self._limit = limit
        self._pace = pace
        self._calls = -1
        self._looked = now
        self._quiet = 0.0
        self._watched = 0.0
        self._fresh = 0

    def beats(self, calls: int, now: float) -> bool:
        """Take the count at a time in seconds; False once it stood still, or crept, for long."""
        gap = min(now - self._looked, GLANCE)
        self._quiet = 0.0 if calls != self._calls else self._quiet + gap
        self._watched += gap
        self._fresh += (calls - self._calls) % 2**32 if self._calls >= 0 else 0
        self._calls, self._looked = calls, now
        return self._quiet < self._limit and not self._creeps()

    def _creeps(self) -> bool:
        """Systems that took two directions apart after a gap go on like that, and burn a core."""
        if self._watched < CREEP_SECONDS:
            return False
        creeps = self._fresh < LEAST_PACE * self._pace * self._watched
        self._watched, self._fresh = 0.0, 0
        return creeps


class DeviceStream:
    """One stream, for one use: once closed it stays closed.

    name: of the device, for what is said of it. `open` and `close` may hang with the sound server:
    call them where that does no harm.
    """

    def __init__(self, caller: Caller, name: str) -> None:
        self._caller = caller
        self._one_call = threading.Lock()
        self._stream: Any = None
        self._heartbeat: Heartbeat | None = None
        self.name = name

    @property
    def is_open(self) -> bool:
        """Whether it has been opened and not closed."""
        return self._stream is not None

    @property
    def latencies(self) -> tuple[float, ...]:
        """Seconds that it takes in each of its directions, of an open stream: in, then out."""
        latency = self._stream.latency
        return tuple(latency) if isinstance(latency, tuple) else (float(latency),)

    @property
    def devices(self) -> tuple[int, ...]:
        """The indices of its devices: in, then out."""
        device = self._stream.device
        return tuple(device) if isinstance(device, tuple) else (int(device),)

    @property
    def time(self) -> float:
        """Seconds of its own clock, of an open stream; raises PortAudioError."""
        return float(self._stream.time)

    def open(self, settings: dict[str, Any], then: Callable[[], None] | None = None) -> None:
        """Run the stream until it calls, then something; raises AudioError, and it is closed."""
        with self._one_call:
            try:
                self._run(settings)
                if then:
                    then()
            except AudioError:
                self._close()
                raise

    def close(self) -> None:
        """Let go of the device."""
        with self._one_call:
            self._close()

    def is_alive(self) -> bool:
        """Whether it calls back; to be asked a few times a second."""
        stream, heartbeat = self._stream, self._heartbeat
        if stream is None or heartbeat is None:
            return False
        return heartbeat.beats(self._caller.calls, time.monotonic()) and bool(stream.active)

    def _run(self, settings: dict[str, Any]) -> None:
        remember_stream(self, self.close)
        what = f"{self.name} does not open at {settings['samplerate']} Hz"
        with plain_errors(what, DEVICES) as module:
            self._stream = module._StreamBase(**settings, dtype="float32", wrap_callback=None)
            self._stream.start()
        limit = max(1.0, 10.0 * max(self.latencies))
        self._await_first_call(limit)
        pace = settings["samplerate"] / settings["blocksize"]
        self._heartbeat = Heartbeat(limit, time.monotonic(), pace)
        _rise(self._caller.thread)

    def _await_first_call(self, limit: float) -> None:
        deadline = time.monotonic() + limit
        while self._caller.calls == 0:
            if time.monotonic() > deadline:
                raise AudioError(f"{self.name} opens but nothing moves", DEVICES)
            time.sleep(POLL)

    def _close(self) -> None:
        if self._stream is not None:
            self._stream.abort()
            self._stream.close()
            self._stream = None
        forget_stream(self)


def clock_errors() -> type[Exception]:
    """What a stream raises that does not tell the time."""
    error: type[Exception] = sounddevice().PortAudioError
    return error


def _rise(thread: int) -> None:
    """Let the thread run before others where the system permits it."""
    if sys.platform == "linux":
        with contextlib.suppress(PermissionError, ProcessLookupError):
            os.sched_setscheduler(thread, os.SCHED_RR, os.sched_param(PRIORITY))
