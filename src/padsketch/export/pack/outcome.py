"""What became of a target, in values and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import msgspec

from padsketch.analysis.loudness import Loudness
from padsketch.export.pack.delivery import Measured, PackedFile
from padsketch.export.pack.levelling import Goal


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a target: what was done to its level in dB, how loud it is, what it misses.

    words: a sentence on what it is; missed: sentences on what it is not.
    """

    target: str
    file: str
    words: str
    gain_db: float = 0.0
    missed: tuple[str, ...] = ()


class Delivered(NamedTuple):
    """The files of a target by their path, what is said of each, and of what there is not."""

    target: str
    files: dict[str, PackedFile]
    outcomes: tuple[Outcome, ...]
    left_out: tuple[str, ...] = ()


def measured_of(loudness: Loudness) -> Measured:
    """The figures that a pack tells, to two decimals."""
    figures = {name: getattr(loudness, name) for name in Measured.__struct_fields__}
    return Measured(**{name: _rounded(figure) for name, figure in figures.items()})


def target_lines(delivered: Iterable[Delivered]) -> Iterator[str]:
    """All that there is to be said of targets, by target: a line or more for each file."""
    for target, group in groupby(delivered, key=lambda one: one.target):
        yield target
        for _, files, outcomes, left_out in group:
            for outcome in outcomes:
                yield f"  {outcome.file}"
                yield from (f"    {line}" for line in _said(outcome, files[outcome.file]))
            yield from (f"  {sentence}" for sentence in left_out)


def _said(outcome: Outcome, file: PackedFile) -> Iterator[str]:
    yield outcome.words
    if file.loudness is not None:
        yield loudness_words(file.loudness)
    yield from outcome.missed


def loudness_words(loudness: Measured) -> str:
    """All figures of loudness in one line."""
    figures = (
        _figure(loudness.integrated, "", "LUFS"),
        _figure(loudness.short_term_max, "short-term at most ", "LUFS"),
        _figure(loudness.range, "range ", "LU"),
        _figure(loudness.true_peak_db, "true peak ", "dBTP"),
    )
    return ", ".join(filter(None, figures)) or "silence"


def misses(goal: Goal, loudness: Measured, gain_db: float) -> Iterator[str]:
    """What a file misses of a goal, a sentence each."""
    integrated, peak = loudness.integrated, loudness.true_peak_db
    if integrated is None:
        yield "It is too short or too quiet for a loudness."
    elif abs(integrated - goal.integrated) > goal.tolerance:
        yield _off(goal, integrated, gain_db)
    if peak is not None and peak > goal.ceiling_db:
        yield f"Its true peak is {peak - goal.ceiling_db:.2f} dB above {goal.ceiling_db:g} dBTP."


def _off(goal: Goal, integrated: float, gain_db: float) -> str:
    missing = goal.integrated - integrated
    if missing < 0:
        return f"It is {-missing:.1f} LU louder than {goal.integrated:g} LUFS."
    return (
        f"It stays {missing:.1f} LU below {goal.integrated:g} LUFS: at {gain_db:+.2f} dB its true "
        f"peak reaches {goal.ceiling_db:g} dBTP. More needs a limiter, which is yours to choose."
    )


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(float(figure), 2)


def _figure(figure: float | None, name: str, unit: str) -> str:
    return "" if figure is None else f"{name}{figure:.1f} {unit}"
