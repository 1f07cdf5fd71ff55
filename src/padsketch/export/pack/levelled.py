"""The song at a loudness, and the song with room for whoever masters it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from padsketch.export.pack.delivery import Delivery, PackedFile
from padsketch.export.pack.levelling import Goal, gain_to, hear, whole_hundredths
from padsketch.export.pack.outcome import Delivered, Outcome, misses
from padsketch.export.pack.target_file import Part, Wish, called, write_part

PREMASTER_PEAK_DB = -6.0
"""dBFS: whoever masters wants room, and nothing that a limiter did."""


def write_levelled(delivery: Delivery, wish: Wish, pads: Sequence[str], goal: Goal) -> Delivered:
    """The song through the master, brought to a loudness by a gain that stops at the ceiling."""
    job = replace(delivery.job, master=True)
    gain_db = gain_to(goal, hear(delivery, job).loudness)
    part = Part(job, called(job, wish.target), pads, gain_db)
    path, packed = write_part(delivery, wish, part)
    while over := _over(goal, packed):
        # A lossy encoder moves peaks, by how much is known once it is done.
        part = part._replace(gain_db=whole_hundredths(part.gain_db - over))
        path, packed = write_part(delivery, wish, part)
    missed = misses(goal, packed.loudness, part.gain_db) if packed.loudness else ()
    words = f"the master, {_changed(part.gain_db)}"
    outcome = Outcome(
        target=wish.target, file=path, words=words, gain_db=part.gain_db, missed=tuple(missed)
    )
    return Delivered(wish.target, {path: packed}, (outcome,))


def _over(goal: Goal, packed: PackedFile) -> float:
    """Decibels by which a file's true peak passes the ceiling."""
    peak = packed.loudness.true_peak_db if packed.loudness else None
    return 0.0 if peak is None else max(0.0, peak - goal.ceiling_db)


def write_premaster(delivery: Delivery, wish: Wish, pads: Sequence[str]) -> Delivered:
    """The song past the master, its peak at most `PREMASTER_PEAK_DB`."""
    job = replace(delivery.job, master=False)
    gain_db = min(0.0, whole_hundredths(PREMASTER_PEAK_DB - hear(delivery, job).peak_db))
    part = Part(job, called(job, "premaster"), pads, gain_db)
    path, packed = write_part(delivery, wish, part)
    words = (
        f"past the master (no glue, clip or limiter), {_changed(gain_db)}: "
        f"its peak is {packed.peak_db:.1f} dBFS"
    )
    outcome = Outcome(target=wish.target, file=path, words=words, gain_db=gain_db)
    return Delivered(wish.target, {path: packed}, (outcome,))


def _changed(gain_db: float) -> str:
    return f"its level changed by {gain_db:+.2f} dB" if gain_db else "its level as it was"
