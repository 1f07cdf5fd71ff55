"""What those who set music to pictures ask for: the song, without its lead, shorter, and its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from padsketch.export.job import RenderJob
from padsketch.export.length import section_frames, song_frames
from padsketch.export.pack.delivery import Delivery
from padsketch.export.pack.edits import (
    Edit,
    edits_of,
    first_bar,
    first_hit,
    from_section,
    fullest_section,
)
from padsketch.export.pack.outcome import Delivered, Outcome
from padsketch.export.pack.target_file import Part, Wish, write_part
from padsketch.export.rendering import Rendering
from padsketch.model import Project
from padsketch.units import seconds_to_clock

EDIT_SECONDS = (60, 30, 15)
PHRASE_SHARE = 0.75
"""Of the longest edit that fits: one that ends a phrase is taken as long as it is no shorter."""


class _Alternates:
    """The files of one delivery as they are written."""

    def __init__(self, delivery: Delivery, wish: Wish, pads: Sequence[str]) -> None:
        self._delivery = delivery
        self._wish = wish
        self._pads = pads
        self._title = delivery.job.project.title
        self._delivered = Delivered(wish.target, {}, ())
        self.left_out: list[str] = []

    def write(self, job: RenderJob, name: str, words: str, pads: Sequence[str] | None = None) -> None:
        part = Part(job, f"{self._title} {name}", self._pads if pads is None else pads)
        path, packed = write_part(self._delivery, self._wish, part)
        outcome = Outcome(target=self._wish.target, file=path, words=words)
        self._delivered.files[path] = packed
        self._delivered = self._delivered._replace(outcomes=(*self._delivered.outcomes, outcome))

    @property
    def delivered(self) -> Delivered:
        return self._delivered._replace(left_out=tuple(self.left_out))
