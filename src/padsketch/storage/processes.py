"""Processes of padsketch that work for this one, and are asked over a socket."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Process(NamedTuple):
    """A process whose standard input is the other end of a connection; it ends when that does."""

    popen: subprocess.Popen[bytes]
    connection: socket.socket


def module_command(module: str) -> tuple[str, ...]:
    """The command that runs a module of ours as a program.

    Neither the folder that the user is in nor that of a script may hold the modules it loads.
    """
    return (sys.executable, "-P", "-m", module)


def start_process(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    process_group: int | None = None,
) -> Process:
    """Start a process that answers over a connection and says nothing else; raises OSError.

    process_group: 0 for one of its own, which a key that stops this process does not stop.
    """
    ours, theirs = socket.socketpair()
    with contextlib.ExitStack() as failing, theirs:
        failing.callback(ours.close)
        popen = subprocess.Popen(
            command,
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
            process_group=process_group,
        )
        failing.pop_all()
    return Process(popen, ours)
