"""Patterns that are too long for one of ours, as several in a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from padsketch.formats.beats.beat_draft import BeatDraft, PatternDraft, SectionDraft
from padsketch.formats.beats.grid import fit
from padsketch.model.pattern import MAX_STEPS, STEP_TICKS

MAX_SECTIONS = 4096
_SHORT = 16
"""Steps of a pattern that is not divided to make room."""


def divided(draft: BeatDraft) -> BeatDraft:
    """The draft with patterns that hold all of their notes, and a song that plays the same.

    One that has no song gets one where a pattern is divided, so that it can be heard in one go.
    """
    patterns: list[PatternDraft] = []
    numbers: list[range] = []
    for pattern in draft.patterns:
        first = len(patterns)
        patterns += _parts(pattern)
        numbers.append(range(first, len(patterns)))
    is_divided = len(patterns) > len(draft.patterns)
    played = draft.song or (_in_order(draft) if is_divided else ())
    sections = (_sections(section, numbers[section.pattern]) for section in played)
    song = tuple(islice(chain.from_iterable(sections), MAX_SECTIONS + 1))
    if len(song) > MAX_SECTIONS:
        draft.losses.tell(f"What comes after {MAX_SECTIONS} sections is left out")
    return replace(draft, patterns=tuple(patterns), song=song[:MAX_SECTIONS])


def _in_order(draft: BeatDraft) -> tuple[SectionDraft, ...]:
    return tuple(SectionDraft(one.name, at) for at, one in enumerate(draft.patterns))


def _sections(section: SectionDraft, numbers: range) -> Iterator[SectionDraft]:
    """A section of several patterns plays all of them before it repeats."""
    if len(numbers) == 1:
        yield replace(section, pattern=numbers[0])
        return
    for _ in range(section.repeats):
        yield from (replace(section, pattern=number, repeats=1) for number in numbers)


def _parts(pattern: PatternDraft) -> list[PatternDraft]:
    parts = list(_halves(pattern))
    if len(parts) == 1:
        return parts
    numbered = enumerate(parts, start=1)
    return [replace(part, name=f"{pattern.name} {n}".strip()) for n, part in numbered]


def _halves(pattern: PatternDraft) -> Iterator[PatternDraft]:
    """The pattern, or its parts; the first of two has a power of two steps."""
    unit = STEP_TICKS[pattern.grid.step]
    steps = -(-pattern.ticks // unit)
    if steps <= MAX_STEPS and (steps <= _SHORT or not _loses(pattern)):
        yield pattern
        return
    first = (1 << (steps - 1).bit_length() - 1) * unit
    border = first - unit // 4
    yield from _halves(_between(pattern, None, border, 0, first))
    yield from _halves(_between(pattern, border, None, first, pattern.ticks - first))


def _loses(pattern: PatternDraft) -> bool:
    """Whether some notes of a part stand so close that its lane has no room for them."""
    lanes = (sorted({one.tick for one in own}) for own in pattern.strikes.values())
    return any(fit(ticks, pattern.ticks, pattern.grid).lost for ticks in lanes)


def _between(
    pattern: PatternDraft, low: int | None, high: int | None, start: int, ticks: int
) -> PatternDraft:
    """What comes from `low` to before `high`, counted from `start`; None: from or to the end."""
    within = {
        part: tuple(
            strike._replace(tick=strike.tick - start)
            for strike in strikes
            if (low is None or strike.tick >= low) and (high is None or strike.tick < high)
        )
        for part, strikes in pattern.strikes.items()
    }
    return replace(pattern, ticks=ticks, strikes={part: own for part, own in within.items() if own})
