"""What a project changes about the pads of its kit, whose own files stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from padsketch.model.kit import Kit, Layer, Pad


class PadSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Settings that take the place of a pad's own; None and what is absent leave it as it is.

    values: parameters of the table's pad group by name, in their units.
    """

    values: dict[str, float] = msgspec.field(default_factory=dict)
    mode: str | None = None
    choke: int | None = None
    layering: str | None = None
    layers: tuple[Layer, ...] | None = None

    @property
    def changes(self) -> dict[str, Any]:
        """Fields of a pad with what they become."""
        words = ("mode", "choke", "layering", "layers")
        given = {word: getattr(self, word) for word in words}
        return {
            **self.values,
            **{word: value for word, value in given.items() if value is not None},
        }


NO_SETTINGS = PadSettings()


def dressed(kit: Kit, settings: Mapping[str, PadSettings]) -> Kit:
    """The kit as a project plays it."""
    if not any(pad.id in settings for pad in kit.pads):
        return kit
    pads = tuple(_dressed_pad(pad, settings.get(pad.id, NO_SETTINGS)) for pad in kit.pads)
    return msgspec.structs.replace(kit, pads=pads)


def _dressed_pad(pad: Pad, settings: PadSettings) -> Pad:
    return pad if settings is NO_SETTINGS else msgspec.structs.replace(pad, **settings.changes)
