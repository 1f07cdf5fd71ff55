"""New kits from audio files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from padsketch.formats.arriving import Arriving
from padsketch.formats.drafts import LayerDraft, PadDraft
from padsketch.model import Credit
from padsketch.session.kits.importing import Imported, settle


def new_kit(
    folder: Path,
    files: Sequence[Path],
    name: str | None = None,
    credit: Credit | None = None,
    force: bool = False,
) -> Imported:
    """A kit with a pad for every file, in their order; named as its folder by default.

    credit: what is true of every sound that does not say better. Raises InvalidFile where no file
    can be used, OutputExists.
    """
    arriving = Arriving(name=name or folder.resolve().name, path=folder, format="own kit")
    pads = [PadDraft(name=file.stem, layers=[LayerDraft(file)]) for file in files]
    return settle(arriving.arrival(pads), name, folder, credit, force)
