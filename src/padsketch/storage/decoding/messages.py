"""What passes between a reader of sounds and the child that decodes for it, over one socket.

A request is a number of seconds, with the file's descriptor beside it. The answer is a shape, any
number of blocks of frames and an end, or a fault at any point. The child may have been taken over
by the file: whatever it says is checked here, and bounded, before anybody uses it.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from typing import NamedTuple

from padsketch.storage.decoding.limits import max_frames, shape_fault

SHAPE, BLOCK, END, FAULT = 1, 2, 3, 4
MAX_PAYLOAD = 1 << 20
MAX_WORDS = 200

_HEAD = struct.Struct("=BI")
_SHAPE = struct.Struct("=IH")
_COUNT = struct.Struct("=Q")
_SAMPLE_BYTES = 4


class Nonsense(Exception):
    """The child does not keep to the protocol."""


class Refused(Exception):
    """The child says why it cannot decode the file."""


class Sound(NamedTuple):
    """What a child decoded of a file of `n_frames` frames: interleaved float32, as bytes."""

    samples: bytearray
    rate: int
    channels: int
    n_frames: int


def ask(connection: socket.socket, handle: int, seconds: int) -> None:
    """Have a file decoded, or its first seconds; 0 is the whole file."""
    socket.send_fds(connection, [_COUNT.pack(seconds)], [handle])


def next_request(connection: socket.socket) -> tuple[int, int] | None:
    """The descriptor and the seconds of the next request, None when nobody asks any more."""
    content, handles, _, _ = socket.recv_fds(connection, _COUNT.size, 1)
    return (handles[0], _COUNT.unpack(content)[0]) if content else None


def tell(connection: socket.socket, kind: int, payload: bytes) -> None:
    """Send one message of an answer."""
    connection.sendall(_HEAD.pack(kind, len(payload)))
    connection.sendall(payload)


def shape(rate: int, channels: int) -> bytes:
    """The payload of SHAPE."""
    return _SHAPE.pack(rate, channels)


def count(n_frames: int) -> bytes:
    """The payload of END: how many frames the file has, decoded or not."""
    return _COUNT.pack(n_frames)


def words(fault: str) -> bytes:
    """The payload of FAULT."""
    return fault.encode("utf-8", "replace")[:MAX_WORDS]


def answer(connection: socket.socket, seconds: float) -> Sound:
    """What a child decoded, within so many seconds.

    Raises Refused with its words, Nonsense, TimeoutError, or EOFError when it ended.
    """
    messages = _messages(connection, time.monotonic() + seconds)
    rate, channels = _read_shape(*next(messages))
    samples = bytearray()
    most = max_frames(rate) * channels * _SAMPLE_BYTES
    for kind, payload in messages:
        if kind == END:
            return Sound(
                samples, rate, channels, _read_count(payload, len(samples), rate, channels)
            )
        samples += payload
        if kind != BLOCK or not payload or len(samples) > most:
            raise Nonsense
    raise EOFError


def _messages(connection: socket.socket, deadline: float) -> Iterator[tuple[int, bytes]]:
    """Messages until the child ends; a fault is raised."""
    while True:
        kind, size = _HEAD.unpack(_received(connection, _HEAD.size, deadline))
        if size > MAX_PAYLOAD:
            raise Nonsense
        payload = _received(connection, size, deadline)
        if kind == FAULT:
            raise Refused(payload[:MAX_WORDS].decode("utf-8", "replace"))
        yield kind, payload


def _received(connection: socket.socket, size: int, deadline: float) -> bytes:
    content = bytearray()
    while len(content) < size:
        if (left := deadline - time.monotonic()) <= 0.0:
            raise TimeoutError
        connection.settimeout(left)
        part = connection.recv(size - len(content))
        if not part:
            raise EOFError
        content += part
    return bytes(content)


def _read_shape(kind: int, payload: bytes) -> tuple[int, int]:
    if kind != SHAPE or len(payload) != _SHAPE.size:
        raise Nonsense
    rate, channels = _SHAPE.unpack(payload)
    if shape_fault(rate, channels, 0):
        raise Nonsense
    return rate, channels


def _read_count(payload: bytes, n_bytes: int, rate: int, channels: int) -> int:
    if len(payload) != _COUNT.size or n_bytes % (channels * _SAMPLE_BYTES):
        raise Nonsense
    n_frames: int = _COUNT.unpack(payload)[0]
    if not n_bytes // (channels * _SAMPLE_BYTES) <= n_frames <= max_frames(rate):
        raise Nonsense
    return n_frames
