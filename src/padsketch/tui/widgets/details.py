"""What is known about the pad and the step in front, and the song."""

from __future__ import annotations

from textual.strip import Strip

from padsketch.tui.drawing.ink import blank
from padsketch.tui.drawing.song import song_strips
from padsketch.tui.drawing.strips import PadLook, inspector_strips, pad_strips, step_strip
from padsketch.tui.editing.aspects import aspect_field
from padsketch.tui.editing.fields import STRIP_FIELDS
from padsketch.tui.editing.rows import BANK_SIZE
from padsketch.tui.moment import Moment
from padsketch.tui.views.pad import pad_in_front
from padsketch.tui.views.step import step_controls, step_texts
from padsketch.tui.widgets.bars import section_entries
from padsketch.tui.widgets.panel import Panel


class PadStrip(Panel):
    """The pad under the cursor: its sample, its settings, its waveform."""

    def lines(self, moment: Moment) -> tuple[Strip, ...]:
        """A line of settings, lines of waveform."""
        look = self._look(moment)
        width, height = self.size
        if look is None:
            return (blank(width),) * height
        return pad_strips(look, width, height - 1, self.desk.glyphs)

    def _look(self, moment: Moment) -> PadLook | None:
        loaded, place = self.desk.loaded, self.desk.row % BANK_SIZE
        row = moment.rows[place]
        if loaded is None or row is None or row.pad_index is None:
            return None
        found = pad_in_front(self.desk)
        file = found.shown_layer.file
        outline = loaded.outlines[found.shown_layer.sound.key]
        return PadLook(found.played, row.cap, place, file, outline.seconds, outline.extremes)


class StepStrip(Panel):
    """The step under the cursor in one line."""

    def lines(self, moment: Moment) -> list[Strip]:
        """One line."""
        desk = self.desk
        fields, chosen = self._fields()
        others = [name for name, _ in desk.here.locks if name not in fields]
        note = f"lock {' '.join(others)}" if others else ""
        controls = {control.name: control for control in step_controls(desk)}
        texts = step_texts(controls[name] for name in fields if name in controls)
        return [step_strip(desk.step, texts, chosen, self.size.width, note)]

    def _fields(self) -> tuple[tuple[str, ...], int]:
        """The details that are told, and which of them is in hand; that of the grid is one."""
        desk = self.desk
        if desk.panel == "step":
            return STRIP_FIELDS, desk.fields["step"]
        field = aspect_field(desk)
        if not field:
            return STRIP_FIELDS, -1
        fields = STRIP_FIELDS if field in STRIP_FIELDS else (*STRIP_FIELDS[:-1], field)
        return fields, fields.index(field)


class StepPanel(Panel):
    """Every detail of the step under the cursor, on screens that have the room."""

    def lines(self, moment: Moment) -> tuple[Strip, ...]:
        """A line per detail."""
        title = f"STEP {self.desk.step + 1}  (i changes it)"
        return inspector_strips(step_texts(step_controls(self.desk)), *self.size, title)


class SongLane(Panel):
    """The sections of the song, the one that is heard marked."""

    def key(self, moment: Moment) -> tuple[object, ...]:
        """The section that is heard."""
        return (moment.snapshot.playing, moment.snapshot.section)

    def lines(self, moment: Moment) -> tuple[Strip, ...]:
        """A rule and the sections."""
        sections = section_entries(self.desk)
        if not sections:
            return (blank(self.size.width),) * self.size.height
        heard = moment.snapshot.section if moment.snapshot.playing else -1
        return song_strips(sections, heard, self.size.width, self.desk.glyphs)
