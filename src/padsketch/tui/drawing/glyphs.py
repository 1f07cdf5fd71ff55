"""The characters that the screen is drawn with: one set for every terminal, one for plain ones."""

from __future__ import annotations

import locale
import string
from collections.abc import Mapping
from typing import NamedTuple

from padsketch.display import cells, safe

PLAIN_TERMINALS = ("linux", "dumb")


class Glyphs(NamedTuple):
    """levels: four velocities, softest first; blocks: heights of a bar from empty to full.

    bars: heights of a bar that can be told apart, lowest first; hit: one that is as hits are;
    directions: a mark for every way in which a lane runs, none for forward.
    """

    levels: str
    blocks: str
    bars: str
    rest: str
    hit: str
    directions: str
    separator: str
    lock: str
    early: str
    late: str
    play: str
    stop: str
    arrow: str
    here: str
    pointer: str
    tick: str
    bar: str
    half_bar: str
    upper: str
    lower: str
    rule: str
    heavy: str
    heavy_left: str
    heavy_right: str
    is_ascii: bool

    def text(self, text: str, width: int | None = None) -> str:
        """Outside text, harmless, in characters that the terminal has."""
        if not self.is_ascii:
            return safe(text, width)
        plain = safe(text).encode("ascii", "replace").decode()
        return plain if width is None else plain[:width]

    def name(self, text: str, width: int) -> str:
        """As `text`, but a number at the end stays: slices of one sound differ by nothing else."""
        clean = self.text(text)
        number = clean[len(clean.rstrip(string.digits)) :]
        if cells(clean) <= width or len(number) > width:
            return self.text(clean, width)
        return self.text(clean[: len(clean) - len(number)], width - len(number)) + number


UNICODE = Glyphs(
    levels="▁▃▅█",
    blocks=" ▁▂▃▄▅▆▇█",
    bars="▁▂▃▄▅▆▇█",
    rest="·",
    hit="•",
    directions=" ←↔?",
    separator="┆",
    lock="◆",
    early="‹",
    late="›",
    play="▶",
    stop="■",
    arrow="→",
    here="▸",
    pointer="▼",
    tick="╷",
    bar="█",
    half_bar="▌",
    upper="▀",
    lower="▄",
    rule="─",
    heavy="━",
    heavy_left="╾",
    heavy_right="╼",
    is_ascii=False,
)
ASCII = Glyphs(
    levels="oxX#",
    blocks=" ..::==##",
    bars="123456789",
    rest=".",
    hit="o",
    directions=" <=?",
    separator="|",
    lock="*",
    early="<",
    late=">",
    play=">",
    stop="#",
    arrow=">",
    here=">",
    pointer="v",
    tick="'",
    bar="#",
    half_bar="=",
    upper='"',
    lower="_",
    rule="-",
    heavy="=",
    heavy_left="=",
    heavy_right="=",
    is_ascii=True,
)


def glyphs_for(ascii_only: bool, environ: Mapping[str, str]) -> Glyphs:
    """Plain characters where they are asked for, or where the terminal has no others."""
    plain = environ.get("TERM", "") in PLAIN_TERMINALS
    utf8 = locale.getpreferredencoding(False).lower().replace("-", "") == "utf8"
    return ASCII if ascii_only or plain or not utf8 else UNICODE


def velocity_level(velocity: int) -> int:
    """Which of the four heights a velocity 1-127 is drawn with; o 0, x 2, X 3 of the file."""
    return sum(velocity > limit for limit in (25, 60, 110))
