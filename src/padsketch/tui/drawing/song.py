"""The song lane: its sections side by side, as long as they last."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from textual.strip import Strip

from padsketch.model import Section
from padsketch.tui.drawing.colours import DIM, REVERSE, lane_style
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line, padded


@lru_cache(maxsize=64)
def song_strips(
    sections: tuple[tuple[str, int], ...], heard: int, width: int, glyphs: Glyphs
) -> tuple[Strip, ...]:
    """A rule and the names of the sections; each comes with its length in ticks."""
    rule = line(width, (" SONG ", DIM), (glyphs.rule * (width - 7), DIM))
    parts: list[Part] = [(" ", DIM)]
    for at, ((name, _), room) in enumerate(zip(sections, _rooms(sections, width - 2), strict=True)):
        text = padded(glyphs.text(f" {name}", max(1, room - 1)), max(1, room - 1))
        parts += [(text, lane_style(at) + REVERSE if at == heard else lane_style(at))]
        parts += [(glyphs.separator, DIM)]
    return (rule, line(width, *parts))


def _rooms(sections: tuple[tuple[str, int], ...], width: int) -> list[int]:
    """Columns of every section, in proportion to its length."""
    total = sum(ticks for _, ticks in sections) or 1
    ends, passed = [0], 0
    for _, ticks in sections:
        passed += ticks
        ends.append(round(passed * width / total))
    return [end - start for start, end in pairwise(ends)]


def section_text(section: Section) -> str:
    """A section as it is called, with its pattern and its repeats."""
    repeats = f" x{section.repeats}" if section.repeats > 1 else ""
    return f"{section.called} {section.pattern}{repeats}"
