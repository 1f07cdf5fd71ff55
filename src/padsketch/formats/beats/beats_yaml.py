"""Songs of the `beats` drum machine: YAML with a header and patterns of `- bass: X...X...`."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from padsketch.formats.arriving import Arriving
from padsketch.formats.beats.beat_draft import (
    STRAIGHT,
    BeatDraft,
    Grid,
    PartDraft,
    PatternDraft,
    SectionDraft,
    Strike,
)
from padsketch.formats.beats.bringing import with_kit
from padsketch.formats.beats.grid import SIXTEENTH, found_grid, swung
from padsketch.formats.beats.yaml_nodes import (
    FaultyNodeError,
    Node,
    faulty,
    invalid_yaml,
    items,
    pairs,
    read_yaml,
    text,
    texts,
)
from padsketch.formats.drafts import LayerDraft, PadDraft
from padsketch.formats.names import one_line
from padsketch.formats.numerals import number
from padsketch.formats.sources import Sources
from padsketch.model.song import MAX_REPEATS
from padsketch.units import TICKS_PER_QUARTER

MAX_TRACK = 1 << 14
"""Steps of a track."""
_LOUD = 127
_TRIPLET = Grid("1/16", round(200 / 3, 2))
"""The second sixteenth of a pair comes at two thirds of it."""
_SWUNG_EIGHTHS = (0, 2, 4, 5)
"""Where the sixteenths of a beat come when its eighths swing, in sixths of it."""
_REPEATS = re.compile(r"x(\d{1,4})")
_HINT = "A song has a header `Song:` with Tempo and Flow, and patterns of `- bass: X...X...`."


def read_beats_yaml(path: Path) -> BeatDraft:
    """A song with the kit that it names; raises InvalidFile with the line that is none of it."""
    document = read_yaml(path, _HINT)
    try:
        return _Reading(path, document).draft()
    except FaultyNodeError as error:
        raise invalid_yaml(path, error.line, str(error), _HINT) from None


class _Reading:
    def __init__(self, path: Path, document: Node) -> None:
        self._path = path
        tables = {text(key).casefold(): (text(key), value) for key, value in pairs(document)}
        if "song" not in tables:
            raise faulty(document, "there is no header `Song:`")
        header = pairs(tables.pop("song")[1])
        self._header = {text(key).casefold(): value for key, value in header}
        self._tables = list(tables.values())
        self._swing = text(self._header["swing"]) if "swing" in self._header else ""
        self._kit = self._named_sounds()

    def draft(self) -> BeatDraft:
        patterns = tuple(self._pattern(name, table) for name, table in self._tables)
        if not patterns:
            raise FaultyNodeError(1, "there is no pattern")
        used = dict.fromkeys(part for pattern in patterns for part in pattern.strikes)
        draft = BeatDraft(
            title=one_line(self._path.stem, "Beat"),
            bpm=self._tempo(),
            grid=_TRIPLET if self._swing == "16" else STRAIGHT,
            parts={part: PartDraft(one_line(PurePosixPath(part).stem, "Sound")) for part in used},
            patterns=patterns,
        )
        draft.song = self._flow(draft)
        if self._swing not in ("", "8", "16"):
            draft.losses.tell("Swing is that of 8 or 16, left out", self._swing)
        if "folder" in self._header and text(self._header["folder"]).startswith(("/", "\\")):
            draft.losses.tell("Sounds are looked for beside the song", text(self._header["folder"]))
        self._bring_kit(draft)
        return draft

    def _tempo(self) -> float:
        if "tempo" not in self._header:
            return 120.0
        node = self._header["tempo"]
        bpm = number(text(node), 0.0)
        if bpm <= 0:
            raise faulty(node, f"'{text(node)}' is no tempo")
        return bpm

    def _named_sounds(self) -> dict[str, list[str]]:
        """The files of each sound of the header's kit."""
        kit = items(self._header["kit"]) if "kit" in self._header else []
        return {text(key): texts(files) for item in kit for key, files in pairs(item)}

    def _pattern(self, name: str, table: Node) -> PatternDraft:
        tracks: dict[str, str] = {}
        for item in items(table):
            for sounds, rhythm in pairs(item):
                written = self._rhythm(rhythm)
                for sound in texts(sounds):
                    tracks[sound] = _both(tracks.get(sound, ""), written)
        ticks = max(1, max(map(len, tracks.values()), default=1)) * SIXTEENTH
        strikes = {
            sound: tuple(Strike(self._heard(at), _LOUD) for at, c in enumerate(own) if c == "X")
            for sound, own in tracks.items()
        }
        return PatternDraft(name, ticks, strikes, self._grid(strikes, ticks))

    def _rhythm(self, node: Node) -> str:
        steps = re.sub(r"[|\s]", "", text(node))
        strange = next((at for at, step in enumerate(steps) if step not in ".X"), None)
        if strange is not None:
            raise faulty(node, f"step {strange + 1}: '{steps[strange]}' is neither X nor .")
        if len(steps) > MAX_TRACK:
            raise faulty(node, f"a track has at most {MAX_TRACK} steps")
        return steps

    def _heard(self, at: int) -> int:
        if self._swing == "8":
            beat, step = divmod(at, 4)
            return beat * TICKS_PER_QUARTER + _SWUNG_EIGHTHS[step] * TICKS_PER_QUARTER // 6
        return swung(at * SIXTEENTH, _TRIPLET.swing if self._swing == "16" else STRAIGHT.swing)

    def _grid(self, strikes: dict[str, tuple[Strike, ...]], ticks: int) -> Grid:
        if self._swing == "8":
            return found_grid((one.tick for own in strikes.values() for one in own), (ticks,))
        return _TRIPLET if self._swing == "16" else STRAIGHT

    def _flow(self, draft: BeatDraft) -> tuple[SectionDraft, ...]:
        node = self._header.get("flow") or self._header.get("structure")
        names = {pattern.name.casefold(): at for at, pattern in enumerate(draft.patterns)}
        sections = []
        for item in items(node) if node else ():
            name, repeats = _played(item)
            if repeats and name.casefold() not in names:
                raise faulty(item, f"there is no pattern '{name}'")
            if repeats:
                sections.append(SectionDraft(name, names[name.casefold()], repeats))
        return tuple(sections)

    def _bring_kit(self, draft: BeatDraft) -> None:
        """The sounds that the song names, as its kit."""
        arriving = Arriving(draft.title, self._path, format="beats")
        sources = Sources(self._path.parent, arriving)
        folder = text(self._header["folder"]) if "folder" in self._header else ""
        pads = []
        for part, known in draft.parts.items():
            files = self._kit.get(part, [part])
            found = (sources.find(f"{folder}/{file}" if folder else file, file) for file in files)
            layers = [LayerDraft(file) for file in found if file is not None]
            pads.append(PadDraft(known.name, layers, key=part))
        with_kit(draft, arriving, pads)


def _played(item: Node) -> tuple[str, int]:
    """A pattern of the flow and how often it is played: `Verse: x2`, or `Verse` alone."""
    if not hasattr(item, "value") or isinstance(item.value, str):
        return text(item), 1
    ((name, count),) = pairs(item)[:1] or [(item, item)]
    found = _REPEATS.fullmatch(text(count))
    if found is None:
        raise faulty(count, "a repeat is written as x2")
    return text(name), min(int(found[1]), MAX_REPEATS)


def _both(one: str, other: str) -> str:
    """What two tracks of the same sound play together."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    filled = shorter.ljust(len(longer), ".")
    return "".join("X" if "X" in pair else "." for pair in zip(longer, filled, strict=True))
