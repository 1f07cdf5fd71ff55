"""The projects of a pack that workstations open, and the notes that every one imports."""

from __future__ import annotations

from padsketch.export.notes import sheet_of
from padsketch.export.pack.arranging import arrangement_of
from padsketch.export.pack.delivery import Delivery, PackedFile
from padsketch.export.pack.stems import StemSet
from padsketch.formats.daw.arrangement import AudioClip
from padsketch.formats.daw.dawproject import write_dawproject
from padsketch.formats.daw.rpp import write_rpp
from padsketch.formats.midi import write_midi
from padsketch.storage.files import disk_errors

NOTES, DAWPROJECT, REAPER = "song.mid", "song.dawproject", "song.rpp"


def write_workstations(delivery: Delivery, whole: StemSet) -> dict[str, PackedFile]:
    """The notes as heard, and the song with its stems for DAWproject and for REAPER."""
    folder, arrangement = delivery.folder, arrangement_of(delivery.job, _clips(whole))
    with disk_errors(folder):
        write_midi(sheet_of(delivery.job), folder / NOTES)
        write_dawproject(arrangement, folder, folder / DAWPROJECT)
        write_rpp(arrangement, folder / REAPER)
    arrangements = dict.fromkeys((DAWPROJECT, REAPER), PackedFile(kind="arrangement"))
    return {NOTES: PackedFile(kind="notes"), **arrangements}


def _clips(whole: StemSet) -> dict[int, AudioClip]:
    files = ((name, whole.files[name]) for name in whole.order)
    clips = (AudioClip(name, file.frames, file.rate, file.channels) for name, file in files)
    return {stem.place: clip for stem, clip in zip(whole.stems, clips, strict=True)}
