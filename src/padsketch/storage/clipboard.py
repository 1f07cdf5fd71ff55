"""Steps, lanes and patterns as text that any program can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from padsketch.errors import Fault, UsageError
from padsketch.model.edits import Clip
from padsketch.model.pattern import Lane, Pattern
from padsketch.model.step import GLYPH_STEPS, REST, Step
from padsketch.storage.pattern_reading import bare_glyphs, read_pattern, read_steps
from padsketch.storage.project_writing import lane_text, pattern_lines
from padsketch.storage.reading import Place, faults_of, invalid_file, read_value
from padsketch.storage.toml import parse_toml, toml_key

MAX_LINES = 4096
_WHAT = "This is neither steps, lanes nor a pattern"
_HINT = 'Paste x..x, lines such as kick = "x..x", or a [patterns.A1] as in project.toml.'
_NAMED = re.compile(r"""([a-z0-9_-]+)\s*(?:[=:]\s*|\s)["']?([^"'#]*)["']?\s*(?:\#.*)?""")


class Row(NamedTuple):
    """A line of steps, for the lane of a pad or, without one, for any."""

    pad: str
    steps: tuple[Step, ...]


def clip_text(clip: Clip) -> str:
    """Copied steps, a line for each lane; cells that were not copied are rests."""
    return "\n".join(_glyphs(tuple(step or REST for step in row)) for row in clip.rows)


def lane_line(pad: str, steps: tuple[Step, ...]) -> str:
    """A lane as a project file has it."""
    return f'{toml_key(pad)} = "{_glyphs(steps)}"'


def pattern_text(name: str, pattern: Pattern) -> str:
    """A pattern with all its details as a project file has it."""
    return "\n".join(pattern_lines(f"patterns.{name}", pattern)).strip() + "\n"


def read_pasted(text: str) -> Pattern | tuple[Row, ...]:
    """What a pasted text says; raises InvalidFile or UsageError with the place where it does not.

    Lines without the name of a pad are for the lanes from the cursor on: all lines have one, or
    none has.
    """
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise UsageError(_WHAT, f"It has {len(lines)} lines. {_HINT}")
    if any(line.lstrip().startswith("[") for line in lines):
        return _read_pattern(text)
    notes: list[Fault] = []
    rows = tuple(_read_rows(lines, notes))
    if notes or not rows:
        raise invalid_file(_WHAT, tuple(notes), _HINT) if notes else UsageError(_WHAT, _HINT)
    if len({bool(row.pad) for row in rows}) > 1:
        raise UsageError("Some of these lines name a lane and some do not", _HINT)
    return rows


def _glyphs(steps: tuple[Step, ...]) -> str:
    return lane_text(Lane(steps=steps), len(steps))


def _read_rows(lines: list[str], notes: list[Fault]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                yield _read_row(line.strip())
            except ValueError as error:
                notes.append(Fault(f"line {number}", str(error)))


def _read_row(line: str) -> Row:
    """A line of steps; raises ValueError where it is none."""
    named = _NAMED.fullmatch(line)
    is_bare = set(bare_glyphs(line)) <= GLYPH_STEPS.keys() or named is None
    pad, glyphs = ("", line.strip("\"'")) if is_bare or named is None else named.groups()
    steps = read_steps(glyphs, Place([]))
    length = len(bare_glyphs(glyphs))
    if not length:
        raise ValueError("there are no steps")
    return Row(pad, steps + (REST,) * (length - len(steps)))


def _read_pattern(text: str) -> Pattern:
    document = parse_toml(text)
    if isinstance(document, Fault):
        raise invalid_file("This is no pattern", (document,), _HINT)
    table, path = document, ""
    if "patterns" in document:
        patterns = document["patterns"]
        if not isinstance(patterns, dict) or len(patterns) != 1:
            raise UsageError("One pattern at a time can be pasted", _HINT)
        ((name, table),) = patterns.items()
        path = f"patterns.{name}"
    place = Place([], path)
    pattern: Pattern | None = read_value(table, place, read_pattern)
    if faults := faults_of(place.notes):
        raise invalid_file("This pattern cannot be pasted", faults, _HINT)
    assert pattern is not None
    return pattern
