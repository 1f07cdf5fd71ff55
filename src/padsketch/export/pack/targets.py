"""Targets: what is rendered for those who wait for a song, and how loud it has to be for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec

from padsketch.display import safe
from padsketch.errors import UsageError
from padsketch.export.job import RenderJob
from padsketch.export.pack.alternates import alternates
from padsketch.export.pack.delivery import Delivery, PackedFile
from padsketch.export.pack.levelling import Goal, gain_to, hear, whole_hundredths
from padsketch.export.pack.outcome import Delivered, Outcome, loudness_words, misses
from padsketch.export.pack.target_file import Wish, write_target_file
from padsketch.outputs.files import SUBTYPES

PREMASTER_PEAK_DB = -6.0
"""dBFS: whoever masters wants room, and nothing that a limiter did."""


class Target(NamedTuple):
    """A name's meaning: in words, and what is written; goal None where loudness stays."""

    about: str
    goal: Goal | None
    write: Callable[[Delivery, Wish, Sequence[str]], Delivered]


def deliver(delivery: Delivery, pads: Sequence[str]) -> list[Delivered]:
    """Write the files of every target that is wished for, to `targets/<name>/`.

    pads: those that are heard. Raises UsageError for a wish that `check_targets` refuses.
    """
    return [
        TARGETS[wish.target].write(delivery, wish, pads)
        for wish in _wishes(delivery.options.targets, delivery.job)
    ]


def check_targets(names: Iterable[str], job: RenderJob) -> None:
    """Raise UsageError for a target that there is not, or that has no such format."""
    for wish in _wishes(names, job):
        replace(job, format=wish.format, bits=wish.bits)


def _wishes(names: Iterable[str], job: RenderJob) -> Iterator[Wish]:
    """A wish such as `streaming` or `streaming.mp3`."""
    for name in dict.fromkeys(names):
        target, _, format = name.partition(".")
        if target not in TARGETS:
            known = "; ".join(f"{known}: {target.about}" for known, target in TARGETS.items())
            raise UsageError(f"There is no target '{safe(target)}'", f"Targets: {known}.")
        if format and format not in {known for known, _ in SUBTYPES}:
            raise UsageError(f"There is no format '{safe(format)}'", "Choose wav, flac, ogg or mp3.")
        yield _wish(target, format or job.format, job)


def _wish(target: str, format: str, job: RenderJob) -> Wish:
    is_premaster = target == "mastering" and job.bits == "16"
    has_floats = job.bits == "32f" and (format, "32f") in SUBTYPES
    bits = "24" if is_premaster or (job.bits == "32f" and not has_floats) else job.bits
    return Wish(target, format, bits)
