"""What was measured, beside the bar that it must pass."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Figure(NamedTuple):
    """A measured value; the bar is the most that it may be, None where there is none."""

    what: str
    value: float
    unit: str
    bar: float | None = None
    note: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether the value is over its bar."""
        return self.bar is not None and self.value > self.bar


def print_figures(title: str, figures: Iterable[Figure]) -> list[Figure]:
    """Print figures as they come, a missed bar with a mark; returns them."""
    print(f"\n{title}", flush=True)
    shown = []
    for figure in figures:
        bar = "" if figure.bar is None else f"bar {figure.bar:g}"
        mark = "MISSED" if figure.is_missed else ""
        value = f"{figure.value:10.3g} {figure.unit:<8}"
        print(f"  {figure.what:<46}{value}{bar:<10}{mark:<7}{figure.note}".rstrip(), flush=True)
        shown.append(figure)
    return shown
