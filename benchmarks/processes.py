"""Whole processes: what they cost, as the kernel counts it."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

RUNS = 5
PADSKETCH = [sys.executable, "-m", "padsketch"]


class Cost(NamedTuple):
    """Processor seconds, user and system, and the most memory in MB that was resident."""

    seconds: float
    megabytes: float


def run(command: Sequence[str | Path]) -> Cost:
    """What a command cost; raises RuntimeError with its words where it fails."""
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=words, stderr=words)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            raise RuntimeError(f"{command[0]}: {words.read().decode(errors='replace')[-500:]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median_cost(command: Sequence[str | Path], output: Path | None = None) -> Cost:
    """The medians of some runs, each with its output gone before it."""
    costs = []
    for _ in range(RUNS):
        if output is not None:
            _remove(output)
        costs.append(run(command))
    return Cost(*(statistics.median(column) for column in zip(*costs, strict=True)))


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
