"""Where sound comes out now, in the words of the screen."""

from __future__ import annotations

from typing import NamedTuple


class OutputStatus(NamedTuple):
    """Which driver pulls the player, and why it is not the one that was asked for.

    kind: "device", "silent" or "none"; rate in hertz; latency from the player to the ear in
    seconds, 0 where nothing is heard; message: what is wrong, empty when all is well.
    """

    kind: str
    name: str
    rate: int
    latency: float
    message: str = ""
    hint: str = ""
