"""The sequence of a Hydrogen song: columns that play several patterns at once, tempi, tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from padsketch.formats.beats.beat_draft import PatternDraft, SectionDraft, Strike
from padsketch.formats.beats.hydrogen_notes import TICK, WHOLE
from padsketch.formats.losses import Losses
from padsketch.formats.names import one_line
from padsketch.formats.xml import flag_of, number_of, text_of
from padsketch.model.project import PATTERN_NAMES

MAX_COLUMNS = 10_000


class Columns:
    """Patterns as a song needs them, and its sections.

    What sounds together in a column is one pattern, as long as the longest of them; so are
    virtual patterns with those that they play. `patterns` holds all of the song's own, as long as
    there is room for them.
    """

    def __init__(self, root: Element, patterns: list[PatternDraft], losses: Losses) -> None:
        self._losses = losses
        self._own: dict[str, PatternDraft] = {}
        for pattern in patterns:
            self._own.setdefault(pattern.name, pattern)
        self._virtual = _virtual(root)
        self._made: dict[frozenset[str], int] = {}
        self.patterns: list[PatternDraft] = []
        columns = [self._names(group) for group in root.iterfind("patternSequence/group")]
        wanted = {self._full(names) for names in columns[:MAX_COLUMNS]}
        for pattern in patterns:
            alone = self._full((pattern.name,))
            if alone in wanted or len(wanted | {alone}) + len(patterns) <= len(PATTERN_NAMES):
                self._pattern(alone)
        self.sections = tuple(self._sections(root, columns[:MAX_COLUMNS]))

    def _names(self, group: Element) -> tuple[str, ...]:
        names = tuple((one.text or "").strip() for one in group.iterfind("patternID"))
        for name in names:
            if name not in self._own:
                self._losses.tell("The song names patterns that are not there", name)
        return tuple(name for name in names if name in self._own)

    def _full(self, names: Iterable[str]) -> frozenset[str]:
        """The names with those of the patterns that virtual ones play as well."""
        found: set[str] = set()
        left = list(names)
        while left:
            name = left.pop()
            if name in self._own and name not in found:
                found.add(name)
                left += self._virtual.get(name, ())
        return frozenset(found)

    def _pattern(self, names: frozenset[str]) -> int:
        """The number of the pattern in which all of these sound at once."""
        if names not in self._made:
            self._made[names] = len(self.patterns)
            self.patterns.append(_merged([self._own[name] for name in self._own if name in names]))
        return self._made[names]

    def _sections(self, root: Element, columns: list[tuple[str, ...]]) -> Iterator[SectionDraft]:
        """Equal neighbours are one section, unless a tempo or a tag begins between them."""
        tempi, tags = _tempi(root), _tags(root)
        section: SectionDraft | None = None
        bpm: float | None = None
        tag = ""
        for at, names in enumerate(columns):
            bpm, tag = tempi.get(at, bpm), tags.get(at, tag)
            number = self._pattern(self._full(names))
            following = SectionDraft(tag, number, 1, bpm)
            begins = at in tempi or at in tags
            if section and not begins and section.pattern == number:
                section = SectionDraft(tag, number, section.repeats + 1, bpm)
                continue
            if section:
                yield section
            section = following
        if section:
            yield section


def _virtual(root: Element) -> dict[str, list[str]]:
    """The names of the patterns that a virtual one plays."""
    return {
        text_of(one, "name"): [(inner.text or "").strip() for inner in one.iterfind("virtual")]
        for one in root.iterfind("virtualPatternList/pattern")
    }


def _tempi(root: Element) -> dict[int, float]:
    """Tempi by the column from which they count, where the time line is on."""
    if not flag_of(root, "isTimelineActivated", default=True):
        return {}
    found = root.iterfind("BPMTimeLine/newBPM")
    return {int(number_of(one, "BAR", 0.0)): number_of(one, "BPM", 120.0) for one in found}


def _tags(root: Element) -> dict[int, str]:
    found = root.iterfind("timeLineTag/newTAG")
    return {int(number_of(one, "BAR", 0.0)): one_line(text_of(one, "TAG"), "") for one in found}


def _merged(patterns: list[PatternDraft]) -> PatternDraft:
    """Patterns that sound at once, each only once through; none of them is a bar's rest."""
    if len(patterns) == 1:
        return patterns[0]
    strikes: dict[str, tuple[Strike, ...]] = {}
    for pattern in patterns:
        for part, own in pattern.strikes.items():
            strikes[part] = tuple(sorted((*strikes.get(part, ()), *own)))
    name = one_line(" + ".join(pattern.name for pattern in patterns), "Rest")
    ticks = max((pattern.ticks for pattern in patterns), default=WHOLE * TICK)
    return PatternDraft(name, ticks, strikes)
