"""The controls of what is in front, in sections."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from padsketch.tui import turning
from padsketch.tui.drawing.colours import lane_style
from padsketch.tui.drawing.controls import control_look
from padsketch.tui.drawing.racks import (
    HEAD,
    Item,
    RackLayout,
    SectionLook,
    rack_head,
    rack_layout,
    rack_strips,
)
from padsketch.tui.moment import Moment
from padsketch.tui.rack import Control, Rack
from padsketch.tui.values import range_text
from padsketch.tui.widgets.pull import ControlPanel

HEAD_ROWS = 1


class RackPanel(ControlPanel):
    """All controls of what is in front."""

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """Whose controls these are, what the one in hand does, and all of them."""
        if not self.desk.rows:
            return ()
        rack = turning.rack_of(self.desk)
        held = rack.controls[turning.place_in_hand(self.desk, rack)]
        ink, (width, height) = lane_style(rack.place), self.size
        help = f"{held.parameter.help}: {range_text(held.parameter)}"
        head = rack_head(rack.owner, help, width, ink, self.desk.glyphs)
        looks = [
            SectionLook(
                section.title,
                tuple(
                    control_look(c.parameter, c.value, c.untouched, c.name == held.name)
                    for c in section.controls
                ),
            )
            for section in rack.sections
        ]
        size = (width, height - HEAD_ROWS)
        return [head, *rack_strips(looks, self._layout(rack), size, ink, self.desk.glyphs)]

    def control_at(self, x: int, y: int) -> Control | None:
        """The control under the mouse."""
        if not self.desk.rows:
            return None
        rack = turning.rack_of(self.desk)
        item = self._layout(rack).item_at(x, y - HEAD_ROWS)
        if item is None or item.control == HEAD:
            return None
        return rack.sections[item.section].controls[item.control]

    def _layout(self, rack: Rack) -> RackLayout:
        counts = tuple(len(section.controls) for section in rack.sections)
        width, height = self.size
        return rack_layout(counts, width, height - HEAD_ROWS, self._item_in_hand(rack))

    def _item_in_hand(self, rack: Rack) -> Item:
        place = turning.place_in_hand(self.desk, rack)
        for at, section in enumerate(rack.sections):
            if place < len(section.controls):
                return Item(at, place)
            place -= len(section.controls)
        raise IndexError(place)
