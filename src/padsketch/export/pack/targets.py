"""Targets: what is rendered for those who wait for a song, and how loud it has to be for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from padsketch.display import safe
from padsketch.errors import UsageError
from padsketch.export.job import Bits, RenderJob
from padsketch.export.pack.alternates import write_alternates
from padsketch.export.pack.delivery import Delivery
from padsketch.export.pack.levelled import write_levelled, write_premaster
from padsketch.export.pack.levelling import Goal
from padsketch.export.pack.outcome import Delivered
from padsketch.export.pack.target_file import Wish
from padsketch.outputs.files import SUBTYPES

STREAMING = Goal(-14.0, 0.5, -1.0)
"""What the largest services turn music to; and the true peak that AES TD1008 recommends."""
BROADCAST = Goal(-23.0, 0.5, -1.0)
"""EBU R 128, with the tolerance that it allows where a level cannot be met exactly."""
CLUB = Goal(-9.0, 0.5, -0.5)
"""Nobody sets a figure for clubs: these are padsketch's own."""
FORMATS = tuple(dict.fromkeys(format for format, _ in SUBTYPES))


class Target(NamedTuple):
    """What a name means, in words, and what writes it."""

    about: str
    write: Callable[[Delivery, Wish, Sequence[str]], Delivered]


TARGETS = {
    "streaming": Target("-14 LUFS, -1 dBTP", partial(write_levelled, goal=STREAMING)),
    "broadcast": Target("-23 LUFS, -1 dBTP (EBU R 128)", partial(write_levelled, goal=BROADCAST)),
    "club": Target("-9 LUFS, -0.5 dBTP (our own figures)", partial(write_levelled, goal=CLUB)),
    "sync": Target("all, instrumental, edits of 60, 30 and 15 s, stings", write_alternates),
    "mastering": Target("past the master, peak at most -6 dBFS", write_premaster),
}


def deliver(delivery: Delivery, pads: Sequence[str]) -> list[Delivered]:
    """Write the files of every target that is wished for, to `targets/<name>/`.

    pads: those that are heard. Raises what `check_targets` raises.
    """
    wishes = list(_wishes(delivery.options.targets, delivery.job))
    return [TARGETS[wish.target].write(delivery, wish, pads) for wish in wishes]


def check_targets(names: Iterable[str], job: RenderJob) -> None:
    """Raise UsageError for a target that there is not, or that cannot have its format."""
    for wish in _wishes(names, job):
        wish.job(job)


def _wishes(names: Iterable[str], job: RenderJob) -> Iterator[Wish]:
    """Of names such as `streaming` and `streaming.mp3`, each once."""
    yield from dict.fromkeys(_wish_of(name, job) for name in names)


def _wish_of(name: str, job: RenderJob) -> Wish:
    target, _, format = name.partition(".")
    if target not in TARGETS:
        known = "; ".join(f"{word}: {meant.about}" for word, meant in TARGETS.items())
        raise UsageError(f"There is no target '{safe(target)}'", f"{known}.")
    if format and format not in FORMATS:
        raise UsageError(f"There is no format '{safe(format)}'", "Take wav, flac, ogg or mp3.")
    return _wish(target, format or job.format, job.bits)


def _wish(target: str, format: str, bits: Bits) -> Wish:
    """A target in the nearest number of bits that it and its format have."""
    if target == "mastering" and bits == "16":
        bits = "24"
    return Wish(target, format, bits if (format, bits) in SUBTYPES else "24")
