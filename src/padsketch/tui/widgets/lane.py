"""The lane under the cursor, and how it runs."""

from __future__ import annotations

from padsketch.tui.widgets.step import LaneAndRack


class LaneView(LaneAndRack):
    """The lane, its options, and those of its pattern."""

    shows = "lane"
