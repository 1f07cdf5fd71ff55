"""What the doctor says of one thing."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Finding(NamedTuple):
    """What was looked at, how it is, in words, and what to do; a problem is something needed."""

    what: str
    verdict: Literal["ok", "note", "problem"]
    words: str
    advice: str = ""
