"""Songs of Hydrogen, of every age since 0.9: patterns, their sequence, the kit and the mixer."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.arriving import Arriving
from padsketch.formats.beats.beat_draft import BeatDraft, PartDraft
from padsketch.formats.beats.hydrogen_columns import Columns
from padsketch.formats.beats.hydrogen_kits import KitSources, bring_kit, names_of
from padsketch.formats.beats.hydrogen_notes import NoteReader, meter_of, on_one_grid
from padsketch.formats.hydrogen_instruments import InstrumentReader
from padsketch.formats.losses import Losses
from padsketch.formats.names import one_line, plain_text
from padsketch.formats.xml import flag_of, number_of, read_xml, text_of
from padsketch.units import gain_to_db

_MOST_SWING = 25.0
"""Percent that a swing factor of 1 adds to 50: it delays by half a sixteenth."""
_WORDS = {"author": ("author",), "notes": ("notes",), "licence": ("license", "licence")}
_SILENCE_ABOUT = ("", "undefined license", "unknown license", "unknown author", "empty song.")


def read_h2song(path: Path) -> BeatDraft:
    """A song with the kit that it plays; raises InvalidFile."""
    root = read_xml(path)
    if root.tag != "song" or root.find("patternList") is None:
        raise InvalidFile(
            f"{safe(str(path))} is no song of Hydrogen", "Save it again with Hydrogen."
        )
    return _Reading(path, root).draft()


class _Reading:
    def __init__(self, path: Path, root: Element) -> None:
        self._path = path
        self._root = root
        kit = root.find("drumkit_info")
        self._kit = root if kit is None else kit
        self._title = one_line(text_of(root, "name"), one_line(path.stem, "Song"))
        self._arriving = Arriving(self._title, path)
        self._losses = Losses()
        self._instruments = InstrumentReader(
            self._kit, KitSources(path, self._arriving).of, self._arriving, is_song=True
        )
        self._names = names_of(self._instruments)

    def draft(self) -> BeatDraft:
        factor = max(0.0, min(1.0, number_of(self._root, "swing_factor", 0.0)))
        swing = 50.0 + round(_MOST_SWING * factor, 2)
        notes = NoteReader(self._names, swing, self._losses)
        elements = self._root.findall("patternList/pattern")
        columns = Columns(self._root, [notes.pattern(one) for one in elements], self._losses)
        grid, patterns = on_one_grid(columns.patterns, swing)
        draft = BeatDraft(
            title=self._title,
            bpm=number_of(self._root, "bpm", 120.0),
            meter=meter_of(elements[0]) if elements else "4/4",
            grid=grid,
            parts={key: PartDraft(name) for key, name in self._names.items()},
            patterns=patterns,
            song=columns.sections,
            level_db=gain_to_db(number_of(self._root, "volume", 1.0)),
            words=self._words(),
            losses=self._losses,
        )
        self._tell_losses()
        bring_kit(draft, self._instruments, self._arriving, notes)
        return draft

    def _words(self) -> dict[str, str]:
        said = {word: plain_text(text_of(self._root, *tags)) for word, tags in _WORDS.items()}
        return {word: text for word, text in said.items() if text.lower() not in _SILENCE_ABOUT}

    def _tell_losses(self) -> None:
        root, tell = self._root, self._losses.tell
        if number_of(root, "humanize_time", 0.0) or number_of(root, "humanize_velocity", 0.0):
            tell("Humanised times and velocities are left out")
        for effect in root.iterfind("ladspa/fx"):
            if flag_of(effect, "enabled"):
                tell("Effects of LADSPA are left out", text_of(effect, "name"))
        if flag_of(root, "playbackTrackEnabled"):
            tell("The playback track is left out", text_of(root, "playbackTrackFilename"))
        if root.find("automationPaths/path/point") is not None:
            tell("Automation is left out")
