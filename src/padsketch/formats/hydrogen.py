"""Drum kits of Hydrogen, of every age since 0.9: a folder with its `drumkit.xml`."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.arrival import Arrival
from padsketch.formats.arriving import Arriving
from padsketch.formats.hydrogen_instruments import InstrumentReader
from padsketch.formats.sources import Sources
from padsketch.formats.xml import read_xml, text_of

NAME = "drumkit.xml"


def read_hydrogen(path: Path) -> Arrival:
    """A kit by its folder or its `drumkit.xml`; raises InvalidFile."""
    file = _kit_file(path)
    root = read_xml(file)
    if root.tag != "drumkit_info":
        raise InvalidFile(
            f"{safe(str(file))} is no drum kit of Hydrogen", f"A kit is a folder with {NAME}."
        )
    arriving = Arriving(
        name=text_of(root, "name") or file.parent.name,
        path=path,
        description=text_of(root, "info"),
        author=text_of(root, "author"),
        licence=licence_of(root),
        format="Hydrogen",
    )
    sources = Sources(file.parent, arriving)
    return arriving.arrival(InstrumentReader(root, lambda _: sources, arriving).pads())


def licence_of(root: Element) -> str:
    """The licence that stands there, unless it is what Hydrogen writes where nobody said one."""
    licence = text_of(root, "license", "licence")
    return "" if licence.lower() in ("undefined license", "unknown") else licence


def _kit_file(path: Path) -> Path:
    if not path.is_dir():
        return path
    found = (file for file in path.iterdir() if file.name.lower() == NAME)
    return next(found, path / NAME)
