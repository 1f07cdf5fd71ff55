"""Papers: what must not be sold, changed or left unnamed is told with its bars."""

from pathlib import Path

import pytest

from padsketch.export.job import RenderJob
from padsketch.export.papers import HeardPaper, heard_papers, spans, warnings_of
from padsketch.model import Credit, Kit, Lane, Layer, Pad, Pattern, Project, Section, Step, edits

HIT = Lane(steps=(Step(velocity=100),))
CREDITS = {
    "kick.wav": Credit(author="Ida", licence="CC-BY-4.0"),
    "door.wav": Credit(author="Bo", licence="CC-BY-NC-4.0"),
    "loop.wav": Credit(author="Uma", licence="CC-BY-ND-4.0"),
}
KIT = Kit(
    name="Rooms",
    licence="CC0-1.0",
    pads=(
        Pad(id="kick", name="Kick", layers=(Layer(file="kick.wav"),)),
        Pad(id="door", name="Door", layers=(Layer(file="door.wav"),)),
        Pad(id="loop", name="Loop", layers=(Layer(file="loop.wav"),)),
        Pad(id="own", name="Own", layers=(Layer(file="own.wav"),)),
    ),
    credits=CREDITS,
)
PATTERNS = {
    "A1": Pattern(lanes={"kick": HIT}),
    "A2": Pattern(lanes={"kick": HIT, "door": HIT}),
    "A3": Pattern(lanes={"loop": HIT, "own": HIT}, length=32),
}
SONG = (
    Section(section="a", pattern="A1", repeats=2),
    Section(section="b", pattern="A2"),
    Section(section="c", pattern="A3"),
    Section(section="d", pattern="A2", mute=("door",)),
)
PROJECT = Project(patterns=PATTERNS, song=SONG)


def heard(project: Project = PROJECT, pattern: str | None = None) -> tuple[HeardPaper, ...]:
    return heard_papers(RenderJob(project, KIT, Path("nowhere"), pattern, tail="ring"))


def warnings(project: Project) -> str:
    return "\n".join(warnings_of(heard(project)))


def test_every_sound_is_named_with_the_bars_in_which_it_is_hit() -> None:
    assert {each.paper.file: each.bars for each in heard()} == {
        "kick.wav": (1, 2, 3, 6),
        "door.wav": (3,),
        "loop.wav": (4,),
        "own.wav": (4,),
    }


def test_what_must_not_be_sold_is_told_where_it_sounds() -> None:
    assert warnings(PROJECT) == "door.wav: what is made with it must not be sold (bar 3)"


def test_what_is_not_heard_owes_nothing() -> None:
    assert warnings(edits.set_channel(PROJECT, "door", mute=True)) == ""
    assert {each.paper.file for each in heard(pattern="A1")} == {"kick.wav"}


def test_only_a_changed_sound_breaks_a_licence_that_forbids_change() -> None:
    assert "chopped" not in warnings(PROJECT)
    chopped = edits.set_layers(PROJECT, "loop", (Layer(file="loop.wav", start=10.0),))
    assert "loop.wav: it must not be chopped" in warnings(chopped)
    reversed_ = edits.set_layers(PROJECT, "loop", (Layer(file="loop.wav", reverse=True),))
    assert "loop.wav: it must not be chopped" in warnings(reversed_)


def test_a_found_sound_without_papers_is_told() -> None:
    found = edits.set_layers(PROJECT, "own", (Layer(file="samples/found.wav"),))
    kit_without = edits.set_credit(found, "samples/found.wav", Credit(author="somebody"))
    assert "samples/found.wav: no licence is stated" in warnings(kit_without)
    odd = edits.set_credit(found, "samples/found.wav", Credit(licence="ask me"))
    assert "'ask me' is no licence that is known" in warnings(odd)


def test_a_kit_without_papers_is_one_line_and_not_sixteen() -> None:
    kit = Kit(name="Bare", pads=KIT.pads)
    job = RenderJob(PROJECT, kit, Path("nowhere"), tail="ring")
    lines = warnings_of(heard_papers(job))
    assert len(lines) == 1
    assert lines[0].startswith("kick.wav, door.wav, loop.wav and 1 more: no licence is stated")


@pytest.mark.parametrize(
    ("bars", "text"),
    [((3,), "bar 3"), ((1, 2, 3, 9), "bars 1-3, 9"), ((1, 3, 4), "bars 1, 3-4")],
)
def test_bars_in_a_row_are_a_range(bars: tuple[int, ...], text: str) -> None:
    assert spans(bars) == text
