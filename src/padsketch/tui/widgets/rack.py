"""The controls of what is in front, in sections."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from textual.strip import Strip

from padsketch.errors import UsageError
from padsketch.model.parameters import Parameter
from padsketch.tui.controls import turning
from padsketch.tui.controls.rack import Control, Rack
from padsketch.tui.controls.values import range_text
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
from padsketch.tui.widgets.pull import ControlPanel

HEAD_ROWS = 1


class RackPanel(ControlPanel):
    """All controls of what is in front."""

    def lines(self, moment: Moment) -> Sequence[Strip]:
        """Whose controls these are, what the one in hand does, and all of them."""
        rack = self._rack
        if rack is None:
            return ()
        held = rack.controls[turning.place_in_hand(self.desk, rack)]
        ink, (width, height) = lane_style(rack.place), self.size
        head = rack_head(rack.owner, _help(held.parameter), width, ink, self.desk.glyphs)
        looks = [
            SectionLook(
                section.title,
                tuple(
                    control_look(c.parameter, c.value, c.untouched, c.name == held.name, c.is_set)
                    for c in section.controls
                ),
            )
            for section in rack.sections
        ]
        size = (width, height - HEAD_ROWS)
        return [head, *rack_strips(looks, self._layout(rack), size, ink, self.desk.glyphs)]

    def control_at(self, x: int, y: int) -> Control | None:
        """The control under the mouse."""
        rack = self._rack
        item = self._layout(rack).item_at(x, y - HEAD_ROWS) if rack else None
        if rack is None or item is None or item.control == HEAD:
            return None
        return rack.sections[item.section].controls[item.control]

    @property
    def _rack(self) -> Rack | None:
        """None where nothing can be turned."""
        with suppress(UsageError):
            return turning.rack_of(self.desk)
        return None

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


def _help(parameter: Parameter) -> str:
    """What a control does, and what may be typed; words are chosen from a list."""
    return parameter.help if parameter.choices else f"{parameter.help}: {range_text(parameter)}"
