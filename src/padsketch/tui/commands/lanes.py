"""The commands of lanes: what of their steps the grid shows, and how they run."""

from __future__ import annotations

from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.controls import turning
from padsketch.tui.editing import shaping
from padsketch.tui.editing.aspects import NAMES
from padsketch.tui.views import step


def _aspects() -> tuple[Command, ...]:
    return tuple(
        Command(
            f"show-{name}",
            (f", {number}",),
            f"{name} in the grid",
            "Steps",
            shaping.aspect_shower(name),
            family=f"in the grid: {', '.join(NAMES)}",
            opens=name == "lock",
        )
        for number, name in enumerate(NAMES, start=1)
    )


ASPECTS = on_views(
    ("sketch", "step", "lane"),
    Command(
        "aspect-next",
        ("0",),
        "what the grid shows: next",
        "Steps",
        shaping.turn_aspects(1),
        short="grid",
    ),
    Command(
        "aspect-previous", ("9",), "what the grid shows: before", "Steps", shaping.turn_aspects(-1)
    ),
    *_aspects(),
)
LANES = (
    *ASPECTS,
    Command(
        "exact-value",
        ('"',),
        "type the value that the grid shows",
        "Steps",
        shaping.ask_value,
        opens=True,
        views=("sketch",),
    ),
    Command(
        "lane-page",
        ("I",),
        "how the lane runs",
        "Lane",
        turning.view_toggler("lane"),
        short="lane",
        views=("sketch", "mixer", "step", "lane"),
    ),
    *on_views(
        ("lane",),
        Command("lane-before", ("left", "h", "K"), "lane above", "Lane page", step.step_lane(-1)),
        Command(
            "lane-after",
            ("right", "l", "J"),
            "lane below",
            "Lane page",
            step.step_lane(1),
            short="next lane",
        ),
    ),
)
