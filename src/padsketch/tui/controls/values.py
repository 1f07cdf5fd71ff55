"""The values of parameters: how they read, how a key moves them, how typed text is understood."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache

from padsketch.errors import UsageError
from padsketch.model.parameters import SILENCE_DB, Parameter
from padsketch.tui.drawing.meters import pan_text

OFF = frozenset(
    (
        "bits",
        "clip_db",
        "comp_ratio",
        "crossover",
        "crush_rate",
        "decay",
        "drive",
        "glue_ratio",
        "high_cut",
        "length",
        "low_cut",
        "rolls",
    )
)
"""Parameters that do nothing at their default, where it is an end of their range."""
ENDS = frozenset(("end", "loop_end"))
"""Parameters whose default stands for the end of the sample."""

SIZES: dict[str, tuple[float, float]] = {
    "": (0.1, 0.01),
    "dB": (1.0, 0.1),
    "st": (1.0, 0.1),
    "%": (5.0, 1.0),
    "bit": (1.0, 0.1),
    ":1": (0.5, 0.1),
    "ms": (5.0, 1.0),
    "s": (0.1, 0.01),
    "x": (0.1, 0.01),
    "vel": (8.0, 1.0),
    "hits": (1.0, 1.0),
    "passes": (1.0, 1.0),
    "bpm": (1.0, 0.1),
    "count": (1.0, 1.0),
    "ticks": (10.0, 1.0),
    "steps": (1.0, 0.1),
}
"""A coarse and a fine step of a control that moves evenly, by unit."""
PREFERRED = (1.0, 1.25, 1.6, 2.0, 2.5, 3.15, 4.0, 5.0, 6.3, 8.0)
"""The R10 series of ISO 3: thirds of an octave on round numbers."""
LOW_LEVELS_DB = (SILENCE_DB, -60.0, -54.0, -48.0, -42.0, -36.0, -33.0, -30.0, -27.0)
"""Below -24 dB a level moves in wider steps, and below -60 dB to silence at once."""
BARE = frozenset(("vel", "hits", "passes", "ticks", "count"))
"""Units that need not be said."""
FINE_SHARE = 0.01
LEAST_TIME = 0.1
"""Fine steps of a control that moves through octaves: a share, but at least so many ms."""

FACTORS = {"Hz": {"k": 1000.0, "khz": 1000.0}, "ms": {"s": 1000.0}, "s": {"ms": 0.001}}
"""What else may stand behind a typed number of a unit."""
_NUMBER = re.compile(r"([+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+))\s*(\D.*)?")
_PAN = re.compile(r"([lr])\s*(\d+(?:[.,]\d*)?)")


def is_level(parameter: Parameter) -> bool:
    """Whether its lowest value is silence."""
    return parameter.unit == "dB" and parameter.low == SILENCE_DB


def value_text(parameter: Parameter, value: float) -> str:
    """A value with its unit: `-3.0 dB`, `1.2 kHz`, `250 ms`, `4.0:1`, a word."""
    if parameter.choices:
        return parameter.choices[round(value)]
    if value == parameter.default and parameter.name in ENDS:
        return "end"
    if value == parameter.default and _is_off(parameter):
        return "off"
    return _number_text(parameter, value)


def range_text(parameter: Parameter) -> str:
    """What may be typed."""
    if parameter.choices:
        return ", ".join(parameter.choices)
    low, high = (_number_text(parameter, end) for end in (parameter.low, parameter.high))
    return f"{low} to {high}"


def moved(parameter: Parameter, value: float, steps: int, coarse: bool = True) -> float:
    """A value some steps further, within its range; coarse steps lead from one round one on."""
    if coarse or parameter.choices:
        return _next_stop(round_stops(parameter), value, steps)
    fine = _fine(parameter, value, steps)
    return min(max(fine, parameter.low), parameter.high)


def parsed(parameter: Parameter, text: str) -> float:
    """A typed value: a word, or a number with or without its unit; raises UsageError."""
    typed = text.strip().lower()
    value = _worded(parameter, typed)
    if value is None:
        value = _number(parameter, typed)
    if value is None:
        raise UsageError(f"'{text.strip()}' is not a value", f"Type {range_text(parameter)}.")
    if not parameter.low <= value <= parameter.high:
        raise UsageError(f"{text.strip()} is out of range", f"Type {range_text(parameter)}.")
    return value


def _is_off(parameter: Parameter) -> bool:
    """Whether it does nothing at its default."""
    return parameter.name in OFF and parameter.default in (parameter.low, parameter.high)


def _number_text(parameter: Parameter, value: float) -> str:
    unit = parameter.unit
    if is_level(parameter) and value <= SILENCE_DB:
        return "-inf"
    if unit in ("Hz", "ms"):
        return _scaled_text(value, unit)
    if unit == "":
        return pan_text(value) if parameter.name == "pan" else f"{value:.2f}"
    return _plain_text(value, unit)


def _plain_text(value: float, unit: str) -> str:
    if unit == "dB":
        return f"{_signed(value, 1)} dB"
    if unit == "st":
        return f"{round(value, 2):+g} st" if round(value, 2) else "0 st"
    if unit == ":1":
        return f"{value:.1f}:1"
    if unit == "x":
        return f"{value:.3g} x"
    if unit == "s":
        return f"{value:.2f} s"
    if unit in BARE:
        return _signed(value, 0) if unit == "ticks" else f"{value:.0f}"
    return f"{round(value, 1):g}{' ' if unit.isalpha() else ''}{unit}"


def _signed(value: float, digits: int) -> str:
    return f"{value:+.{digits}f}" if round(value, digits) else f"{0:.{digits}f}"


def _scaled_text(value: float, unit: str) -> str:
    value = _three_digits(value)
    if value < 1000.0:
        return f"{value:g} {unit}"
    return f"{value / 1000:g} kHz" if unit == "Hz" else f"{value / 1000:.2f} s"


def _three_digits(value: float) -> float:
    return float(f"{round(value, 2):.3g}")


@lru_cache(maxsize=256)
def round_stops(parameter: Parameter) -> tuple[float, ...]:
    """The values that coarse steps lead to, upwards."""
    if parameter.choices:
        return tuple(float(place) for place in range(len(parameter.choices)))
    found = {parameter.low, parameter.high, *_round_values(parameter)}
    return tuple(sorted(v for v in found if parameter.low <= v <= parameter.high))


def _round_values(parameter: Parameter) -> Iterator[float]:
    if parameter.is_logarithmic:
        decades = range(-1 if parameter.low else 0, 6)
        yield from (n * 10.0**decade for decade in decades for n in PREFERRED)
    elif is_level(parameter):
        yield from (*LOW_LEVELS_DB, *map(float, range(-24, round(parameter.high) + 1)))
    else:
        size, _ = SIZES[parameter.unit]
        first, last = round(parameter.low / size), round(parameter.high / size)
        yield from (round(place * size, 6) for place in range(first, last + 1))


def _next_stop(stops: tuple[float, ...], value: float, steps: int) -> float:
    if not steps:
        return value
    place = bisect_right(stops, value) - 1 if steps > 0 else bisect_left(stops, value)
    return stops[min(max(place + steps, 0), len(stops) - 1)]


def _fine(parameter: Parameter, value: float, steps: int) -> float:
    if parameter.is_logarithmic:
        least = LEAST_TIME if parameter.unit == "ms" else 0.0
        return _three_digits(value + steps * max(value * FINE_SHARE, least))
    _, size = SIZES[parameter.unit]
    if not is_level(parameter):
        return round(value + steps * size, 6)
    audible = LOW_LEVELS_DB[1]
    level = round(max(value, audible - size) + steps * size, 6)
    return level if level >= audible else SILENCE_DB


def _worded(parameter: Parameter, typed: str) -> float | None:
    if parameter.choices:
        return _choice(parameter, typed)
    if is_level(parameter) and typed in ("-inf", "off"):
        return parameter.low
    if (typed == "off" and _is_off(parameter)) or (typed == "end" and parameter.name in ENDS):
        return parameter.default
    return _pan(typed) if parameter.name == "pan" else None


def _choice(parameter: Parameter, typed: str) -> float | None:
    """The place of a word, which its beginning is enough for where no other begins so."""
    if typed in parameter.choices:
        return float(parameter.choices.index(typed))
    near = [at for at, word in enumerate(parameter.choices) if word.startswith(typed)]
    return float(near[0]) if typed and len(near) == 1 else None


def _pan(typed: str) -> float | None:
    if typed in ("c", "centre", "center"):
        return 0.0
    match = _PAN.fullmatch(typed)
    if match is None:
        return None
    share = float(match[2].replace(",", ".")) / 100.0
    return -share if match[1] == "l" else share


def _number(parameter: Parameter, typed: str) -> float | None:
    match = _NUMBER.fullmatch(typed)
    if match is None or parameter.choices:
        return None
    unit = parameter.unit
    factors = {"": 1.0, unit.lower(): 1.0, **FACTORS.get(unit, {})}
    factor = factors.get((match[2] or "").strip())
    return None if factor is None else float(match[1].replace(",", ".")) * factor
