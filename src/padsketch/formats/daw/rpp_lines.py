"""The lines of a REAPER project."""

from __future__ import annotations

from fractions import Fraction

from padsketch.formats.daw.elements import clean

Lines = list[str]


def block(head: str, *lines: str) -> Lines:
    """Lines that belong together under a head."""
    return [f"<{head}", *(f"  {line}" for line in lines), ">"]


def number(value: float | Fraction) -> str:
    """A number with twelve places, as the program writes it, without zeros at its end."""
    return f"{float(value):.12f}".rstrip("0").rstrip(".")


def quoted(text: str) -> str:
    """A text as one word of a line: in marks that are not in it, as there is no escaping.

    Where all three marks are in it, its backticks become apostrophes.
    """
    line = " ".join(clean(text).splitlines())
    mark = next((mark for mark in "\"'`" if mark not in line), "`")
    return mark + (line.replace("`", "'") if mark in line else line) + mark
