"""Which lanes the grid shows, and the key that plays each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from padsketch.model import Kit

CAPS = "zxcvasdfqwer1234"
"""The keys of the pads from the bottom left, as the fingers lie."""
ACCENT_CAPS = "ZXCVASDFQWER!@#$"
BANK_SIZE = len(CAPS)


class Row(NamedTuple):
    """A lane as it is shown: its pad's id, place in the kit (None: the kit has none), key, name."""

    pad: str
    pad_index: int | None
    cap: str
    name: str


def rows_of(kit: Kit | None, lanes: Iterable[str], caps: str = CAPS) -> tuple[Row, ...]:
    """The kit's pads in order, then the lanes that it has no pad for; caps are what is drawn."""
    pads = kit.pads if kit else ()
    rows = [Row(pad.id, i, caps[i % BANK_SIZE], pad.name) for i, pad in enumerate(pads)]
    return (*rows, *(Row(lane, None, " ", lane) for lane in strangers(kit, lanes)))


def strangers(kit: Kit | None, lanes: Iterable[str]) -> list[str]:
    """The lanes that a kit has no pad for."""
    return [lane for lane in lanes if kit is None or kit.index(lane) is None]
