"""The mixer: the controls of the channel in front."""

from __future__ import annotations

from textual.app import ComposeResult

from padsketch.tui.widgets.rack import RackPanel
from padsketch.tui.widgets.view import View


class MixerView(View):
    """The channel in front in full."""

    shows = "mixer"

    def compose(self) -> ComposeResult:
        """All panels."""
        yield RackPanel(self.desk, id="mixer-rack")
