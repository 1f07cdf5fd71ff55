"""Writes `_parameters.h`: the parameters of the model as the C code reads them."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HEADER = HERE / "_parameters.h"


def header() -> str:
    """A place and a row for every parameter, group by group."""
    table = runpy.run_path(str(HERE / "model" / "parameters.py"))
    lines = [
        "/* Written by _parameters_build.py from model/parameters.py. */",
        "#ifndef PADSKETCH_PARAMETERS_H",
        "#define PADSKETCH_PARAMETERS_H",
    ]
    for group, parameters in table["GROUPS"].items():
        lines += ["", *_places(group.upper(), parameters), *_rows(group.upper(), parameters)]
    return "\n".join([*lines, "", "#endif", ""])


def _places(group: str, parameters: dict[str, Any]) -> Iterator[str]:
    for place, parameter in enumerate(parameters.values()):
        yield f"#define PS_{group}_{parameter.name.upper()} {place}"
        for choice, word in enumerate(parameter.choices):
            yield f"#define PS_{parameter.name.upper()}_{_symbol(word)} {choice}"
    yield f"#define PS_{group}_PARAMETERS {len(parameters)}"


def _symbol(word: str) -> str:
    return word.upper().replace("-", "_").replace("/", "_")


def _rows(group: str, parameters: dict[str, Any]) -> Iterator[str]:
    """X(low, high, default, smoothing in milliseconds)."""
    rows = [f"X({p.low}f, {p.high}f, {p.default}f, {p.smoothing}f)" for p in parameters.values()]
    yield f"#define PS_{group}_TABLE(X) \\"
    yield " \\\n".join(f"    {row}" for row in rows)


def write_header() -> None:
    """Bring the header up to date; one that is stays untouched, so that nothing is built again."""
    text = header()
    if not HEADER.exists() or HEADER.read_text(encoding="utf-8") != text:
        HEADER.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_header()
