"""The commands of the step page."""

from __future__ import annotations

from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.views import step

STEP = on_views(
    ("step",),
    Command("step-before", ("left", "h"), "step before", "Step", step.step_side(-1)),
    Command(
        "step-after", ("right", "l"), "next step", "Step", step.step_side(1), short="next step"
    ),
    Command("lane-above", ("K",), "lane above", "Step", step.step_lane(-1)),
    Command("lane-below", ("J",), "lane below", "Step", step.step_lane(1)),
    Command("lock", ("i",), "lock any parameter", "Step", step.add_lock, short="lock", opens=True),
)
