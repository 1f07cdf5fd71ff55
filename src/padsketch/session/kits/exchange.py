"""Kits that come and go: the one door of screen and command line to both ways."""

from padsketch.session.kits.exporting import FORMATS, Exported, export_kit, save_kit_as
from padsketch.session.kits.importing import Imported, import_kit
from padsketch.session.kits.making import new_kit
from padsketch.session.kits.source import KitSource, kit_source, source_of_session

__all__ = [
    "FORMATS",
    "Exported",
    "Imported",
    "KitSource",
    "export_kit",
    "import_kit",
    "kit_source",
    "new_kit",
    "save_kit_as",
    "source_of_session",
]
