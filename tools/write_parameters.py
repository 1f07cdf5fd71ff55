"""Writes docs/parameters.md: every parameter, its range, its default, and how a step locks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from padsketch.model.parameters import GROUPS, SILENCE_DB, Parameter

PAGE = Path(__file__).parents[1] / "docs" / "parameters.md"
TITLES = {
    "pad": (
        "Pads",
        "In `kit.toml` under `[[pads]]`, or for one project in `project.toml` under `[pads.NAME]`.",
    ),
    "track": ("Tracks", "In `project.toml` under `[mixer.NAME]`."),
    "delay": ("The delay", "In `project.toml` under `[delay]`."),
    "reverb": ("The reverb", "In `project.toml` under `[reverb]`."),
    "master": ("The master", "In `project.toml` under `[master]`."),
}
HEAD = """\
# Parameters

Written by `tools/write_parameters.py` from the table that the files, the engine and the screen
read. *Glide* is the time in milliseconds over which a change is drawn out while it sounds; without
one it counts from the next hit, or at once where nothing can click. A *lock* is the name under
which one step of a lane sets it: a lock of a pad's parameter holds for its hit, one of a track's
until the next hit of the lane.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *(line for group in GROUPS for line in _section(group))])


def _section(group: str) -> Iterator[str]:
    title, where = TITLES[group]
    yield from (f"## {title}", "", where, "")
    yield "| name | what it is | unit | range | default | glide | lock |"
    yield "|---|---|---|---|---|---|---|"
    yield from map(_row, GROUPS[group].values())
    yield ""


def _row(parameter: Parameter) -> str:
    glide = f"{parameter.smoothing:g}" if parameter.smoothing else ""
    lock = f"`{parameter.lock}`" if parameter.lock else ""
    cells = (
        f"`{parameter.name}`",
        parameter.help,
        parameter.unit,
        _range(parameter),
        _value(parameter, parameter.default),
        glide,
        lock,
    )
    return "| " + " | ".join(cells) + " |"


def _range(parameter: Parameter) -> str:
    if parameter.choices:
        return ", ".join(parameter.choices)
    return f"{_value(parameter, parameter.low)} to {_value(parameter, parameter.high)}"


def _value(parameter: Parameter, value: float) -> str:
    written = parameter.written(value)
    if isinstance(written, str):
        return written
    is_silence = parameter.unit == "dB" and value == SILENCE_DB
    return f"{written:g} (silence)" if is_silence else f"{written:g}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
