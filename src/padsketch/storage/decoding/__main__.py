"""Decodes files for another process, as one that may do nothing else; see `child`.

    python -P -m padsketch.storage.decoding   (standard input: a socket)

It may open no file, write none, start no process, and take no more memory and time than its
limits; macOS does not hold a process to the limit of memory.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
import sys

from padsketch.storage.decoding import messages
from padsketch.storage.decoding.limits import CPU_SECONDS, MEMORY_BYTES, max_frames, shape_fault
from padsketch.storage.decoding.streams import (
    OpenFile,
    Undecodable,
    blocks_of,
    open_sound,
    second_decoder,
)

_LIMITS = {
    resource.RLIMIT_AS: MEMORY_BYTES,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_NPROC: 0,
}
_SPARE_HANDLES = 1
"""The file that is decoded."""


def main() -> None:
    """Answer requests until the other side closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    second_decoder()
    with socket.socket(fileno=os.dup(sys.stdin.fileno())) as connection:
        _renounce()
        while (request := messages.next_request(connection)) is not None:
            _allow_time()
            try:
                _answer(connection, *request)
            finally:
                os.close(request[0])


def _renounce() -> None:
    for limit, most in _LIMITS.items():
        _hold_to(limit, most)
    lowest_free = os.dup(0)
    os.close(lowest_free)
    _hold_to(resource.RLIMIT_NOFILE, lowest_free + _SPARE_HANDLES)


def _hold_to(limit: int, most: int) -> None:
    # What a system does not know, or has set lower already, stays as it is.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(limit, (most, most))


def _allow_time() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime) + CPU_SECONDS
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))


def _answer(connection: socket.socket, handle: int, seconds: int) -> None:
    try:
        with open_sound(handle) as file:
            _tell(connection, file, seconds)
    except Undecodable as error:
        messages.tell(connection, messages.FAULT, messages.words(str(error)))
    except MemoryError:
        fault = "it needs more memory than a sample may take"
        messages.tell(connection, messages.FAULT, messages.words(fault))


def _tell(connection: socket.socket, file: OpenFile, seconds: int) -> None:
    _check(file, file.frames)
    messages.tell(connection, messages.SHAPE, messages.shape(file.samplerate, file.channels))
    wanted = seconds * file.samplerate or max_frames(file.samplerate)
    n_frames = 0
    for block in blocks_of(file):
        if n_frames < wanted:
            messages.tell(connection, messages.BLOCK, block[: wanted - n_frames].tobytes())
        n_frames += len(block)
        _check(file, n_frames)
        if n_frames >= wanted and file.frames:
            n_frames = max(n_frames, file.frames)
            break
    messages.tell(connection, messages.END, messages.count(n_frames))


def _check(file: OpenFile, n_frames: int) -> None:
    if fault := shape_fault(file.samplerate, file.channels, n_frames):
        raise Undecodable(fault)


if __name__ == "__main__":
    main()
