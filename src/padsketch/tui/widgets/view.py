"""The base of what the middle of the screen can show."""

from __future__ import annotations

from typing import ClassVar

from padsketch.tui.desk import Desk
from padsketch.tui.moment import Moment
from padsketch.tui.widgets.panel import Panel, Rows


class View(Rows):
    """Panels that are shown and drawn together; `shows` is one of `VIEWS`."""

    shows: ClassVar[str]

    def __init__(self, desk: Desk) -> None:
        super().__init__(id=f"{self.shows}-view", classes="view")
        self.desk = desk
        self._panels: list[Panel] = []

    def on_mount(self) -> None:
        """Know the panels from now on."""
        self._panels += self.query(Panel)

    def fit(self, width: int, height: int) -> None:
        """Use the room of a screen of at least 80x24."""

    def draw(self, moment: Moment) -> None:
        """Once a screen frame, while the view is shown."""
        for panel in self._panels:
            panel.draw(moment)

    def draw_anew(self) -> None:
        """Forget what was drawn."""
        for panel in self._panels:
            panel.draw_anew()
