"""Single patterns of Hydrogen (`.h2pattern`): their instruments are those of a kit by name."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.arriving import Arriving
from padsketch.formats.beats.beat_draft import BeatDraft, PartDraft
from padsketch.formats.beats.general_midi import drum_of
from padsketch.formats.beats.hydrogen_kits import (
    bring_kit,
    installed_kit,
    kit_document,
    names_of,
)
from padsketch.formats.beats.hydrogen_notes import NoteReader, meter_of, on_one_grid
from padsketch.formats.hydrogen_instruments import InstrumentReader
from padsketch.formats.losses import Losses
from padsketch.formats.names import one_line
from padsketch.formats.sources import Sources
from padsketch.formats.xml import read_xml, text_of

_FIRST_NOTE = 36
"""The note of General MIDI that the first instrument of Hydrogen's own kits has."""
_STRAIGHT = 50.0


def read_h2pattern(path: Path) -> BeatDraft:
    """A pattern with the drum kit that it names, where Hydrogen has that; raises InvalidFile.

    Without it instruments are taken for those of General MIDI, as in Hydrogen's own kits.
    """
    root = read_xml(path)
    element = root.find("pattern")
    if root.tag != "drumkit_pattern" or element is None:
        raise InvalidFile(
            f"{safe(str(path))} is no pattern of Hydrogen", "Save it again with Hydrogen."
        )
    losses = Losses()
    kit_name = text_of(root, "drumkit_name", "pattern_for_drumkit")
    arriving = Arriving(kit_name or "Kit", path, format="Hydrogen")
    instruments = _instruments(kit_name, arriving)
    parts = _parts(instruments, element)
    notes = NoteReader({key: part.name for key, part in parts.items()}, _STRAIGHT, losses)
    grid, patterns = on_one_grid([notes.pattern(element)], _STRAIGHT)
    title = one_line(text_of(element, "name", "pattern_name"), one_line(path.stem, "Pattern"))
    draft = BeatDraft(
        title=title,
        meter=meter_of(element),
        grid=grid,
        parts=parts,
        patterns=patterns,
        losses=losses,
    )
    if instruments is None:
        losses.tell("Hydrogen has no such kit, so instruments are those of General MIDI", kit_name)
    else:
        bring_kit(draft, instruments, arriving, notes)
    return draft


def _instruments(kit_name: str, arriving: Arriving) -> InstrumentReader | None:
    folder = installed_kit(kit_name)
    root = kit_document(folder) if folder else None
    if folder is None or root is None:
        return None
    sources = Sources(folder, arriving)
    return InstrumentReader(root, lambda _: sources, arriving, is_song=True)


def _parts(instruments: InstrumentReader | None, element: Element) -> dict[str, PartDraft]:
    if instruments is not None:
        return {key: PartDraft(name) for key, name in names_of(instruments).items()}
    ids = {text_of(note, "instrument") for note in element.iter("note")}
    numbers = sorted(int(one) for one in ids if one.isdecimal() and len(one) < 3)
    return {
        str(number): PartDraft(*drum_of(_FIRST_NOTE + number), _FIRST_NOTE + number)
        for number in numbers
    }
