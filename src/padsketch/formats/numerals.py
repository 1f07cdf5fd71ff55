"""Numbers as files of strangers write them."""

from __future__ import annotations

import math

_MOST = 1e9
"""Nothing in a kit is larger; what claims to be does not overflow later on."""


def number(text: str | None, default: float) -> float:
    """A finite number, with a comma for the point where a locale did so; else the default."""
    try:
        value = float((text or "")[:40].replace(",", "."))
    except ValueError:
        return default
    return max(-_MOST, min(_MOST, value)) if math.isfinite(value) else default
