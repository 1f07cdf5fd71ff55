"""What a project changes about the pads of its kit, whose own files stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from padsketch.model.kit import MAX_PADS, Kit, Layer, Pad
from padsketch.model.treatment import Sound


class PadSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Settings that take the place of a pad's own; None and what is absent leave it as it is.

    values: parameters of the table's pad group by name, in their units. With a name and layers
    they make a pad of their own where the kit has none.
    """

    name: str | None = None
    values: dict[str, float] = msgspec.field(default_factory=dict)
    mode: str | None = None
    choke: int | None = None
    layering: str | None = None
    layers: tuple[Layer, ...] | None = None

    @property
    def changes(self) -> dict[str, Any]:
        """Fields of a pad with what they become."""
        words = ("name", "mode", "choke", "layering", "layers")
        given = {word: getattr(self, word) for word in words}
        return {
            **self.values,
            **{word: value for word, value in given.items() if value is not None},
        }

    @property
    def is_pad(self) -> bool:
        """Whether they are enough for a pad that the kit does not have."""
        return self.name is not None and bool(self.layers)


NO_SETTINGS = PadSettings()


def dressed(kit: Kit, settings: Mapping[str, PadSettings]) -> Kit:
    """The kit as a project plays it: its pads as they are changed, then the project's own."""
    if not settings:
        return kit
    changed = (_dressed_pad(pad, settings.get(pad.id, NO_SETTINGS)) for pad in kit.pads)
    known = {pad.id for pad in kit.pads}
    own = (Pad(id=pad, **s.changes) for pad, s in settings.items() if s.is_pad and pad not in known)
    pads = (*changed, *own)[:MAX_PADS]
    return kit if pads == kit.pads else msgspec.structs.replace(kit, pads=pads)


def sounds_of(kit: Kit, played: Kit) -> dict[str, Sound]:
    """What a kit plays by its key, then what it plays besides as its project dresses it."""
    return {**kit.sounds, **played.sounds}


def _dressed_pad(pad: Pad, settings: PadSettings) -> Pad:
    return pad if settings is NO_SETTINGS else msgspec.structs.replace(pad, **settings.changes)
