"""The commands that write many steps at once."""

from __future__ import annotations

from padsketch.tui.commands.command import Command, on_views
from padsketch.tui.editing import grooves, writing

WRITING = on_views(
    ("sketch",),
    Command(
        "euclid",
        ("n e",),
        "Euclidean rhythm",
        "Lane",
        writing.open_tool(writing.euclid_tool),
        opens=True,
    ),
    Command(
        "random",
        ("n r",),
        "random hits",
        "Lane",
        writing.open_tool(writing.random_tool),
        opens=True,
    ),
    Command(
        "thin",
        ("n t",),
        "thin out the hits",
        "Lane",
        writing.open_tool(writing.thin_tool),
        opens=True,
    ),
    Command(
        "accents",
        ("n a",),
        "accents by a template",
        "Lane",
        writing.open_tool(grooves.accents_tool),
        opens=True,
    ),
    Command(
        "humanise",
        ("n h",),
        "humanise velocity and time",
        "Pattern",
        writing.open_tool(writing.humanise_tool),
        opens=True,
    ),
    Command(
        "vary",
        ("n v",),
        "vary: another take",
        "Pattern",
        writing.open_tool(writing.vary_tool),
        opens=True,
    ),
    Command(
        "feel",
        ("n f",),
        "feel: swing and time by a template",
        "Pattern",
        writing.open_tool(grooves.feel_tool),
        opens=True,
    ),
    Command(
        "extract-feel",
        ("n x",),
        "keep the feel of this pattern",
        "Pattern",
        grooves.extract_feel,
        opens=True,
    ),
    Command(
        "groove",
        ("n g",),
        "groove library",
        "Pattern",
        grooves.choose_groove,
        opens=True,
    ),
    Command("backwards", ("n b",), "the steps backwards", "Lane", writing.backwards),
    Command("rotate-left", ("<",), "steps of the lane earlier", "Lane", writing.rotate(-1)),
    Command("rotate-right", (">",), "steps of the lane later", "Lane", writing.rotate(1)),
)
