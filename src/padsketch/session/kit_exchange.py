"""Kits that come and go: the one door of screen and command line to both ways."""

from padsketch.session.kit_exporting import FORMATS, Exported, export_kit, save_kit_as
from padsketch.session.kit_importing import Imported, import_kit
from padsketch.session.kit_making import new_kit
from padsketch.session.kit_source import KitSource, kit_source, source_of_session

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
