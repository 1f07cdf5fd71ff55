"""The low-pass of a Hydrogen instrument in hertz."""

from __future__ import annotations

import cmath
import math
from xml.etree.ElementTree import Element

from padsketch.formats.xml import flag_of, number_of
from padsketch.model.parameters import PAD

_RATE = 44_100


def filter_settings(instrument: Element) -> dict[str, float]:
    """Cutoff and resonance of an instrument whose filter is on and takes something away."""
    if not flag_of(instrument, "filterActive"):
        return {}
    cutoff, resonance = (
        min(1.0, max(0.0, number_of(instrument, name, default)))
        for name, default in (("filterCutoff", 1.0), ("filterResonance", 0.0))
    )
    hertz = cutoff_hz(cutoff, resonance)
    settings = {"cutoff": max(PAD["cutoff"].low, hertz), "resonance": resonance}
    return settings if hertz < PAD["cutoff"].high else {}


def cutoff_hz(cutoff: float, resonance: float) -> float:
    """Where the poles of its filter lie, for coefficients from 0 to 1 at 44.1 kHz.

    b' = r b + c (x - l), l' = l + c b', whose poles solve z^2 - (1 + r - c^2) z + r = 0.
    """
    middle = (1.0 + resonance - cutoff * cutoff) / 2.0
    pole = middle + cmath.sqrt(middle * middle - resonance)
    if abs(pole) < 1e-9:
        return math.inf
    return abs(cmath.log(pole)) * _RATE / (2.0 * math.pi)
