"""Kits that beats bring along."""

from __future__ import annotations

from collections.abc import Iterable

from padsketch.errors import InvalidFile
from padsketch.formats.arriving import Arriving
from padsketch.formats.beats.beat_draft import BeatDraft
from padsketch.formats.drafts import PadDraft


def with_kit(draft: BeatDraft, arriving: Arriving, pads: Iterable[PadDraft]) -> None:
    """Give a beat the kit of its pads; where no sound is there, that is a loss, not an end."""
    try:
        draft.arrival = arriving.arrival(pads)
    except InvalidFile:
        missing = ", ".join(list(arriving.missing)[:6])
        draft.losses.tell("None of its sounds is there, an installed kit plays", missing)
