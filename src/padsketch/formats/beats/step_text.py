"""Plain text with a lane a line, `kick: x..x|..X.`, under headings of patterns where it has any."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import Fault, InvalidFile
from padsketch.formats.beats.beat_draft import (
    BeatDraft,
    Grid,
    PartDraft,
    PatternDraft,
    SectionDraft,
    Strike,
)
from padsketch.formats.beats.grid import swung
from padsketch.formats.names import one_line
from padsketch.formats.reading import read_limited
from padsketch.model.pattern import STEP_TICKS
from padsketch.model.project import BEAT_UNITS, MAX_BPM, MAX_SWING, MIN_BPM, MIN_SWING
from padsketch.model.song import MAX_REPEATS
from padsketch.model.step import GLYPH_VELOCITY

MAX_BYTES = 256 << 10
MAX_LINES = 20_000
MAX_LANE = 1 << 14
"""Steps of a lane of one pattern."""
_HINT = "A lane is `kick: x..x|..X.`: . rests, o x X play, 1-9 are velocities."
_VELOCITIES = {**GLYPH_VELOCITY, "-": 0, "_": 0}
_FOR_THE_EYE = str.maketrans("", "", " \t|\"'")
_PAIR = re.compile(r"([^:=]*[^:=\s])\s*[:=](.*)")
_HEADING = re.compile(r"\[\s*([^\[\]]*[^\[\]\s])\s*\]")
_PLAYED = re.compile(r"(.*?)(?:\s+x\s*(\d{1,3})|\s+(\d{1,3})\s*x)?", re.IGNORECASE)
_METER = re.compile(r"([1-9]\d?)/([1-9]\d?)")
_COMMENTS = ("#", "//")


def read_step_text(path: Path) -> BeatDraft:
    """A beat of patterns of equal steps; raises InvalidFile with the line that is none of it.

    A heading is `[Verse]` or `Verse:`; a lane that comes again goes on. Words beside the lanes:
    title, bpm, swing (percent), meter, key, step, kit, and song: the patterns in their order, as
    in `Verse x4, Chorus x2`.
    """
    lines = read_limited(path, MAX_BYTES).decode("utf-8-sig", "replace").splitlines()
    reading = _Reading()
    for at, line in enumerate(lines[:MAX_LINES], start=1):
        try:
            reading.read(line.strip())
        except ValueError as error:
            fault = Fault(f"line {at}", str(error))
            raise InvalidFile(f"{safe(str(path))}: {fault}", _HINT, (fault,)) from None
    if not reading.lanes:
        raise InvalidFile(f"{safe(str(path))} has no lanes", _HINT)
    draft = reading.draft(one_line(path.stem, "Beat"))
    if len(lines) > MAX_LINES:
        draft.losses.tell(f"What comes after {MAX_LINES} lines is left out")
    return draft


class _Reading:
    """What the lines said so far: velocities by lane by pattern, and the words beside them."""

    def __init__(self) -> None:
        self.lanes: dict[str, dict[str, list[int]]] = {}
        self._pattern = "A"
        self._words: dict[str, str] = {}
        self._readers: dict[str, Callable[[str], object]] = {
            **dict.fromkeys(("title", "key", "kit", "song", "flow"), str),
            **dict.fromkeys(("bpm", "tempo"), _tempo),
            **{"swing": _swing, "meter": _meter, "step": _step},
        }

    def read(self, line: str) -> None:
        """A line; raises ValueError where it is none of this format."""
        if not line or line.startswith(_COMMENTS):
            return
        heading, pair = _HEADING.fullmatch(line), _PAIR.fullmatch(line)
        if heading is None and pair is None:
            raise ValueError(f"'{safe(line, 40)}' is neither a lane nor a heading")
        if heading or (pair and not pair[2].strip()):
            self._pattern = one_line((heading or pair or "")[1], "A")
        elif pair:
            self._read_pair(pair[1], pair[2].strip())

    def _read_pair(self, name: str, value: str) -> None:
        reader = self._readers.get(name.lower())
        if reader is not None:
            reader(value)
            self._words[name.lower()] = value
            return
        lane = self.lanes.setdefault(self._pattern, {}).setdefault(one_line(name, "Lane"), [])
        lane += _velocities(value)
        if len(lane) > MAX_LANE:
            raise ValueError(f"a lane has at most {MAX_LANE} steps")

    def draft(self, title: str) -> BeatDraft:
        """The beat of all lines."""
        words = self._words
        grid = Grid(_step(words.get("step", "1/16")), _swing(words.get("swing", "50")))
        draft = BeatDraft(
            title=one_line(words.get("title", ""), title),
            bpm=_tempo(words.get("bpm") or words.get("tempo") or "120"),
            meter=_meter(words.get("meter", "4/4")),
            key=one_line(words.get("key", ""), ""),
            kit=words.get("kit", ""),
            grid=grid,
            parts={lane: PartDraft(lane) for lanes in self.lanes.values() for lane in lanes},
            patterns=tuple(_pattern(name, lanes, grid) for name, lanes in self.lanes.items()),
        )
        draft.song = self._song(draft)
        return draft

    def _song(self, draft: BeatDraft) -> tuple[SectionDraft, ...]:
        """The sections that are named; the others are told."""
        names = {name.casefold(): at for at, name in enumerate(self.lanes)}
        found: list[SectionDraft] = []
        for words in filter(None, map(str.strip, self._flow().split(","))):
            played = _PLAYED.fullmatch(words)
            name, *counts = played.groups() if played else (words,)
            repeats = min(int(next(filter(None, counts), "1")), MAX_REPEATS)
            if name.casefold() not in names:
                draft.losses.tell("The song names patterns that are not there", name)
            elif repeats:
                found.append(SectionDraft(name, names[name.casefold()], repeats))
        return tuple(found)

    def _flow(self) -> str:
        return self._words.get("song") or self._words.get("flow") or ""


def _pattern(name: str, lanes: dict[str, list[int]], grid: Grid) -> PatternDraft:
    unit = STEP_TICKS[grid.step]
    strikes = {
        lane: tuple(
            Strike(swung(at * unit, grid.swing, unit), velocity)
            for at, velocity in enumerate(velocities)
            if velocity
        )
        for lane, velocities in lanes.items()
    }
    return PatternDraft(name, max(map(len, lanes.values())) * unit, strikes, grid)


def _velocities(text: str) -> list[int]:
    glyphs = text.translate(_FOR_THE_EYE)
    strange = next((at for at, glyph in enumerate(glyphs) if glyph not in _VELOCITIES), None)
    if strange is not None:
        raise ValueError(f"step {strange + 1}: '{safe(glyphs[strange])}' is not a step")
    return [_VELOCITIES[glyph] for glyph in glyphs]


def _tempo(text: str) -> float:
    return _number(text, MIN_BPM, MAX_BPM, "BPM")


def _swing(text: str) -> float:
    return _number(text.removesuffix("%").strip(), MIN_SWING, MAX_SWING, "percent of swing")


def _number(text: str, low: float, high: float, what: str) -> float:
    try:
        value = float(text[:40].replace(",", "."))
    except ValueError:
        raise ValueError(f"'{safe(text, 40)}' is no number of {what}") from None
    if not low <= value <= high:
        raise ValueError(f"{value:g} {what} are outside {low:g} to {high:g}")
    return value


def _meter(text: str) -> str:
    found = _METER.fullmatch(text)
    if found is None or int(found[2]) not in BEAT_UNITS:
        raise ValueError(f"'{safe(text, 40)}' is not a meter such as 4/4 or 7/8")
    return text


def _step(text: str) -> str:
    if text.upper() not in STEP_TICKS:
        raise ValueError(f"'{safe(text, 40)}' is not a step ({', '.join(STEP_TICKS)})")
    return text.upper()
