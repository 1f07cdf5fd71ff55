"""DAWproject 1.0: a song for other workstations, by the schemas of github.com/bitwig/dawproject."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile, ZipInfo

import padsketch
from padsketch.formats.daw.arrangement import Arrangement
from padsketch.formats.daw.channels import MASTER_TRACK, add_master, add_track
from padsketch.formats.daw.elements import child, clean, document, root
from padsketch.formats.daw.timeline import TEMPO, add_arrangement

LOWEST_BPM, HIGHEST_BPM = 20, 666


def write_dawproject(arrangement: Arrangement, folder: Path, path: Path) -> None:
    """Write a song with its sound files, which are found in a folder; always the same bytes.

    They are packed, since some programs read no others; not compressed, and with their sizes
    before them: some readers cannot do without.
    """
    clips = (track.audio for track in arrangement.tracks if track.audio is not None)
    with ZipFile(path, "w") as archive:
        _store(archive, "metadata.xml", metadata_xml(arrangement))
        _store(archive, "project.xml", project_xml(arrangement))
        for name in sorted({clip.path for clip in clips}):
            info = _info(name)
            info.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as source, archive.open(info, "w") as target:
                shutil.copyfileobj(source, target)


def metadata_xml(arrangement: Arrangement) -> bytes:
    """What the song is called."""
    metadata = root("MetaData")
    child(metadata, "Title").text = clean(arrangement.title)
    child(metadata, "Comment").text = f"Made with padsketch {padsketch.__version__}"
    return document(metadata)


def project_xml(arrangement: Arrangement) -> bytes:
    """The song: transport, tracks with their channels, and what plays when."""
    project = root("Project", version="1.0")
    child(project, "Application", name="padsketch", version=padsketch.__version__)
    _add_transport(project, arrangement)
    structure = child(project, "Structure")
    for track in arrangement.tracks:
        add_track(structure, track)
    add_master(structure)
    add_arrangement(project, arrangement, MASTER_TRACK)
    child(project, "Scenes")
    return document(project)


def _add_transport(project: Element, arrangement: Arrangement) -> None:
    transport = child(project, "Transport")
    limits = {"min": LOWEST_BPM, "max": HIGHEST_BPM}
    bpm = arrangement.tempi[0].bpm
    child(transport, "Tempo", id=TEMPO, name="Tempo", unit="bpm", value=bpm, **limits)
    beats, unit = arrangement.signature
    child(transport, "TimeSignature", id="signature", numerator=beats, denominator=unit)


def _store(archive: ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_info(name), content)


def _info(name: str) -> ZipInfo:
    """A packed file of 1980, the first year of zip, made on Unix whatever the system."""
    info = ZipInfo(name)
    info.create_system = 3
    info.external_attr = 0o100644 << 16
    return info
