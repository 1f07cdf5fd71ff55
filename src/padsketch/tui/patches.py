"""Changed parts of lines go straight to the terminal.

Textual draws all that lies between the first and the last change of a frame: a step of the clock
above and a meter below would cost a whole screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from textual.screen import Screen
from textual.strip import Strip

from padsketch.tui.drawing.patch import patch

if TYPE_CHECKING:
    from padsketch.tui.widgets.panel import Panel

Change = tuple[int, Strip, Strip]
"""A row of a panel, its line before and its line now."""


class Patches:
    """What one frame changes; it takes nothing while anything may lie over the panels."""

    def __init__(self) -> None:
        self._screen: Screen[None] | None = None
        self._texts: list[str] = []

    def begin(self, screen: Screen[None], is_covered: bool) -> None:
        """Start a frame; what is covered, or about to be laid out anew, is left to Textual."""
        # A screen under a dialog that lets it through is current as well, says Textual.
        is_on_top = screen.app.screen is screen and not is_covered
        is_settled = is_on_top and not screen._layout_required
        self._screen = screen if is_settled and not screen.app._batch_count else None
        self._texts = []

    def take(self, panel: Panel, changes: Iterable[Change]) -> bool:
        """Draw the changes of a panel; False when Textual has to."""
        place = self._screen and self._screen._compositor.visible_widgets.get(panel)
        if not place or not place[1].contains_region(place[0]):
            return False
        colours = panel.app.console._color_system or ColorSystem.TRUECOLOR
        for y, before, after in changes:
            x, segments = patch(before, after)
            self._texts.append(f"\x1b[{place[0].y + y + 1};{place[0].x + x + 1}H")
            self._texts += [
                Strip.render_style(style, text, colours) if style else text
                for text, style, _ in segments
            ]
        return True

    def end(self) -> None:
        """Send the frame."""
        if self._screen is not None and self._texts:
            app = self._screen.app
            if app._driver is not None and app._running and not app.is_headless:
                app._driver.write("".join(self._texts))
                app._driver.flush()
