"""What every part of a pack is made from, and what each says of its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from padsketch.export.job import RenderJob, Watch
from padsketch.export.length import song_frames
from padsketch.export.pack.legs import Legs

Kind = Literal[
    "stem",
    "dry stem",
    "wet stem",
    "mix",
    "master",
    "loop",
    "target",
    "notes",
    "arrangement",
    "text",
]


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """Loudness in LUFS, range in LU, true peak in dBTP; None where it is not defined."""

    integrated: float | None
    short_term_max: float | None
    range: float | None
    true_peak_db: float | None


class PackedFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file of a pack: of sound also its length, its peak in dBFS and the values that clipped.

    track: the pad or return that it holds, of a loop its pattern; target: for which it was made;
    ticks: of a loop, so long is one pass.
    """

    kind: Kind
    sha256: str = ""
    track: str = ""
    target: str = ""
    rate: int = 0
    frames: int = 0
    channels: Annotated[int, msgspec.Meta(ge=0, le=2)] = 0
    ticks: int = 0
    peak_db: float | None = None
    clipped: int = 0
    loudness: Measured | None = None


Packed = Mapping[str, PackedFile]
"""Files by their path from the folder of the pack, with `/`."""


@dataclass(frozen=True)
class PackOptions:
    """What is in a pack besides the usual.

    dry, wet: stems without their strips, stems with their share of the returns; mono: one channel
    where both are the same; targets by name; without: pads that instrumentals leave out.
    """

    dry: bool = False
    wet: bool = False
    mono: bool = False
    targets: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """A pack that is being written: the job, the folder that is being filled, wishes."""

    job: RenderJob
    folder: Path
    options: PackOptions
    legs: Legs

    def watch(self, job: RenderJob) -> Watch:
        """Who looks on at a rendering of a job."""
        return self.legs.leg(song_frames(job.song_project, job.rate))
