"""Whether a region of SFZ sounds when a pad is hit and no pedal or switch was touched."""

from __future__ import annotations

import re

from padsketch.formats.numerals import number
from padsketch.formats.sfz_text import Opcodes

_CONTROLLER = re.compile(r"(lo|hi)cc(\d+)")


def silence_of(opcodes: Opcodes) -> str:
    """Why a region cannot be a layer, as the beginning of a sentence; "" when it can."""
    if opcodes.get("trigger", "attack") not in ("attack", "first"):
        return "Sounds of releases and of legato are left out"
    if opcodes.get("sample", "").startswith("*"):
        return "Waves without a file are left out"
    if "-1" in (opcodes.get("lokey"), opcodes.get("hikey")):
        return "Sounds without a key are left out"
    if opcodes.get("sw_last", "") not in ("", opcodes.get("sw_default", "")):
        return "Sounds of other key switches are left out"
    if not all(
        _holds(opcodes, *one.groups()) for one in map(_CONTROLLER.fullmatch, opcodes) if one
    ):
        return "Sounds of other positions of controllers are left out"
    return ""


def _holds(opcodes: Opcodes, end: str, controller: str) -> bool:
    """Whether a controller stands on the right side of an end of the range where it begins."""
    place = number(opcodes.get(f"set_cc{controller}"), 0.0)
    if end == "lo":
        return number(opcodes[f"locc{controller}"], 0.0) <= place
    return place <= number(opcodes[f"hicc{controller}"], 127.0)
