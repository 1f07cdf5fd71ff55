"""The stems of a pack and the mix that they sum to, out of one pass."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any, NamedTuple

from padsketch.export.naming import naming_of
from padsketch.export.pack.delivery import Delivery, PackedFile
from padsketch.export.pack.fitting import to_bar_line
from padsketch.export.pack.labels import song_notes
from padsketch.export.pack.sinks import MeteredSink, PackSink
from padsketch.export.rendering import Rendering
from padsketch.export.stems import Stem, performed, stems_of


class StemSet(NamedTuple):
    """What one pass gave: stems in the order of their sum, then the mix.

    said: what a manifest says of the pass; dropped: hits for which the engine had no room.
    """

    stems: tuple[Stem, ...]
    files: dict[str, PackedFile]
    frames: int
    said: dict[str, Any]
    dropped: int

    @property
    def order(self) -> tuple[str, ...]:
        """The stems' files."""
        return tuple(self.files)[:-1]

    @property
    def mix(self) -> str:
        """The file of their sum."""
        return tuple(self.files)[-1]

    def tracks(self, n_pads: int) -> tuple[Stem, ...]:
        """The stems of pads, without the returns."""
        return tuple(stem for stem in self.stems if stem.place < n_pads)


def write_stems(delivery: Delivery) -> StemSet:
    """Render every track and return to `stems/`, their sum to `mix/`."""
    job = delivery.job
    rendering = Rendering(job, delivery.watch(job), stems=True)
    stems = tuple(stems_of(job, rendering))
    with ExitStack() as stack:
        sinks = [
            stack.enter_context(PackSink(delivery, f"stems/{stem.file}", job, stem.name))
            for stem in stems
        ]
        mix = stack.enter_context(_mix(delivery))
        for part in to_bar_line(job, rendering.slices()):
            for stem, sink in zip(stems, sinks, strict=True):
                sink.write(part.stems[stem.place])
            mix.write(part.mix)
    files = _packed(delivery, stems, sinks, mix)
    said = performed(job, rendering, stems, mix.frames)
    return StemSet(stems, files, mix.frames, said, rendering.dropped)


def _mix(delivery: Delivery) -> MeteredSink:
    return MeteredSink(delivery, f"mix/{naming_of(delivery.job).file('mix')}", delivery.job, "mix")


def _packed(
    delivery: Delivery, stems: Sequence[Stem], sinks: Sequence[PackSink], mix: PackSink
) -> dict[str, PackedFile]:
    job = delivery.job
    pads = [stem.name for stem in stems]
    files = {}
    for stem, sink in zip(stems, sinks, strict=True):
        own = [stem.name] if stem.place < len(job.played_kit.pads) else pads
        notes = song_notes(job, stem.name, sink.frames, own)
        files[sink.name] = sink.packed("stem", notes, stem.name, mono=delivery.options.mono)
    files[mix.name] = mix.packed("mix", song_notes(job, "mix", mix.frames, pads))
    return files
