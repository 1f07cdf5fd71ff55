"""The sound under the cursor of the browser, and how it is heard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.strip import Strip

from padsketch.tui.drawing.colours import LANES
from padsketch.tui.drawing.found_sound import SoundLook, facts_of, sound_strips
from padsketch.tui.drawing.word_row import Word, WordRow, command_at, word_row_strip
from padsketch.tui.messages import Chosen, Touched
from padsketch.tui.moment import Moment
from padsketch.tui.sounds import sounds
from padsketch.tui.widgets.panel import Panel

if TYPE_CHECKING:
    from padsketch.session.sounds.facts import SoundFacts
    from padsketch.session.sounds.listings import Entry

_WAYS = ("being read", "a folder: enter goes in, left comes back")


class SoundPanel(Panel):
    """How sounds are heard, and the one under the cursor; its words can be clicked."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """What is known of the sound, and where it is heard."""
        browsing = sounds.browsing_of(self.desk)
        facts, here = browsing.facts, browsing.here
        is_stretching = browsing.prelistening.is_stretching
        hearing = (browsing.hearing, is_stretching, self._factor())
        return (facts, here, *hearing, self._head(moment))

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """The words, the waveform, the facts."""
        desk, width = self.desk, self.size.width
        browsing = sounds.browsing_of(desk)
        words = word_row_strip(self._words(), width)
        if browsing.here is None:
            return (words,)
        look = self._look(browsing.here, browsing.facts, moment)
        ink = LANES[desk.row % len(LANES)]
        return (words, *sound_strips(look, (width, self.size.height - 1), ink, desk.glyphs))

    def on_click(self, event: events.Click) -> None:
        """Do what a word says; hear the sound."""
        command = command_at(self._words(), event.x, self.size.width) if event.y == 0 else ""
        if command:
            self.post_message(Chosen(command, ""))
        elif event.y > 0:
            self.desk.carry_out(sounds.hear)
            self.post_message(Touched())

    def _words(self) -> WordRow:
        browsing = sounds.browsing_of(self.desk)
        hearing = browsing.hearing
        fit = "stretching" if browsing.prelistening.is_stretching else hearing.fit
        return WordRow(
            "LISTEN",
            (
                Word(f"tempo {fit}", "fit-sounds", hearing.fit != "as it is"),
                Word("loop", "loop-sounds", hearing.loops),
                Word(_begins(hearing.begins), "begin-sounds"),
                Word(f"{hearing.level_db:+.0f} dB", "listen-louder"),
                Word("find", "find-sounds"),
                Word("places", "places"),
            ),
        )

    def _look(self, here: Entry, facts: SoundFacts | None, moment: Moment) -> SoundLook:
        if facts is None:
            return SoundLook(here.name, (), (("", _WAYS[here.is_folder]),))
        known = (
            ("pitch", facts.pitch),
            ("by", facts.credit.author),
            ("licence", facts.credit.licence),
            ("source", facts.credit.source),
            ("tags", " ".join(here.info.tags) if here.info else ""),
        )
        words = facts_of(facts.seconds, facts.rate, facts.channels, self._tempo(facts), known)
        extremes = facts.outline.extremes if facts.rate else ()
        columns = self._head(moment)
        head = columns / self.size.width if columns >= 0 else -1.0
        return SoundLook(here.name, extremes, words, facts.fault, head)

    def _tempo(self, facts: SoundFacts) -> tuple[str, ...]:
        """The guess, and what it comes from."""
        if facts.tempo is None:
            return ()
        source = "you" if self._factor() != 1.0 else facts.tempo.source
        return (f"{facts.tempo.bpm * self._factor():.1f} BPM", f"by {source}")

    def _factor(self) -> float:
        browsing = sounds.browsing_of(self.desk)
        return 1.0 if browsing.here is None else browsing.factors.get(browsing.here.path, 1.0)

    def _head(self, moment: Moment) -> int:
        """The column that is heard, -1 where the sound under the cursor is silent."""
        browsing = sounds.browsing_of(self.desk)
        is_it = browsing.here is not None and browsing.here.path == browsing.prelistening.heard
        share = browsing.share_heard(moment.snapshot) if is_it else -1.0
        return min(int(share * self.size.width), self.size.width - 1) if share >= 0.0 else -1


def _begins(begins: str) -> str:
    return "at once" if begins == "now" else f"on the {begins}"
