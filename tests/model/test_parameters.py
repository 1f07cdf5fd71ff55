"""The one table of parameters: what reads it cannot disagree with it."""

import re
import runpy
from pathlib import Path

import pytest

from padsketch.model import (
    Channel,
    Delay,
    Kit,
    Layer,
    Master,
    Pad,
    PadSettings,
    Project,
    Reverb,
    dressed,
    edits,
)
from padsketch.model.parameters import DELAY, GROUPS, LOCKS, MASTER, PAD, REVERB, TRACK
from padsketch.storage import project_from_text, project_to_text

ROOT = Path(__file__).parents[2]
EVERY = [(group, p) for group, table in GROUPS.items() for p in table.values()]
KICK = Pad(id="kick", name="Kick", layers=(Layer(file="a.wav"),), cutoff=900.0)


@pytest.mark.parametrize(("group", "parameter"), EVERY)
def test_a_default_can_be_set_and_words_have_places(group, parameter):
    assert parameter.low <= parameter.default <= parameter.high
    if parameter.choices:
        assert (parameter.low, parameter.high) == (0, len(parameter.choices) - 1)


def test_no_two_parameters_are_locked_by_one_name():
    assert len(LOCKS) == len(PAD) + len(TRACK)


def test_the_page_of_parameters_is_as_the_table_says():
    page = runpy.run_path(str(ROOT / "tools" / "write_parameters.py"))["page"]()
    assert (ROOT / "docs" / "parameters.md").read_text(encoding="utf-8") == page


def test_the_c_code_counts_the_parameters_as_the_table_does():
    header = runpy.run_path(str(ROOT / "src" / "padsketch" / "_parameters_build.py"))["header"]()
    places = dict(re.findall(r"#define (PS_\w+) (\d+)", header))
    for group, table in GROUPS.items():
        names = [f"PS_{group.upper()}_{name.upper()}" for name in table]
        assert [int(places[name]) for name in names] == list(range(len(table)))
        assert int(places[f"PS_{group.upper()}_PARAMETERS"]) == len(table)


@pytest.mark.parametrize(
    ("values", "table"),
    [(Channel(), TRACK), (Delay(), DELAY), (Reverb(), REVERB), (Master(), MASTER)],
)
def test_settings_begin_at_the_defaults_of_the_table(values, table):
    assert {name: getattr(values, name) for name in table} == {
        name: parameter.default for name, parameter in table.items()
    }


def test_a_word_is_written_as_a_word_and_read_back():
    project = edits.set_bus(Project(), "delay", time=3)
    project = edits.set_pad(project, "kick", filter=2)
    text = project_to_text(project)
    assert 'time = "1/16d"' in text
    assert 'filter = "high"' in text
    assert project_from_text(text) == project


def test_a_project_changes_a_pad_and_leaves_the_kit_alone():
    kit = Kit(name="k", pads=(KICK, Pad(id="hat", name="Hat", layers=KICK.layers)))
    project = edits.set_pad(Project(), "kick", decay=120.0)
    project = edits.set_pad_mode(project, "kick", "gate")
    played = dressed(kit, project.pads)
    assert (played.pads[0].decay, played.pads[0].mode, played.pads[0].cutoff) == (120, "gate", 900)
    assert played.pads[1] is kit.pads[1]
    assert kit.pads[0] is KICK


def test_what_is_taken_back_leaves_no_entry():
    project = edits.set_pad(Project(), "kick", decay=120.0)
    assert edits.set_pad(project, "kick", decay=None) == Project()
    assert edits.reset_pad(project, "kick") == Project()
    assert project.pads == {"kick": PadSettings(values={"decay": 120.0})}


def test_a_value_of_a_pad_stays_in_its_range():
    project = edits.set_pad(Project(), "kick", cutoff=1e9, filter=7)
    assert project.pads["kick"].values == {"cutoff": 20_000.0, "filter": 2.0}
