import pytest

from padsketch.tui.commands import COMMANDS
from padsketch.tui.desk import VIEWS
from padsketch.tui.editing.rows import CAPS
from padsketch.tui.keyboard.keys import Change, Keymap, read_changes, read_layout
from padsketch.tui.keyboard.layouts import LAYOUTS, QWERTY
from padsketch.tui.manual import footer_entries, help_sections


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_sixteen_keys_are_sixteen_pads_with_accents(layout):
    assert [layout.struck(key) for key in layout.caps] == [(cap, False) for cap in CAPS]
    assert [layout.struck(key) for key in layout.accents] == [(cap, True) for cap in CAPS]
    assert len(set(layout.caps + layout.accents)) == 2 * len(CAPS)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("view", VIEWS)
def test_no_command_is_lost_under_a_pad_or_another_command(layout, view):
    keymap = Keymap(layout=layout)
    keys = [key for c in COMMANDS if view in c.views for key in keymap.keys_of(c)]
    assert sorted(set(keys)) == sorted(keys)
    firsts = {key.split(" ")[0] for key in keys}
    assert not firsts & set(layout.caps + layout.accents)
    assert not {key for key in keys if " " not in key} & set(keymap.prefixes)


def test_a_french_keyboard_plays_the_top_pads_without_shift():
    layout = LAYOUTS["azerty"]
    assert [layout.struck(key) for key in "&é\"'"] == [(cap, False) for cap in "1234"]
    assert layout.struck("4") == ("4", True)


def test_the_help_and_the_footer_tell_the_keys_of_the_layout():
    keymap = Keymap(layout=LAYOUTS["dvorak"])
    (pads, *_) = help_sections(keymap, False)
    assert pads.entries[3].key == "; Q J K"
    assert "w" in [entry.key for entry in footer_entries(keymap, "sketch", False)]
    assert keymap.command(("z",), "sketch").id == "undo"


def test_a_users_key_that_a_layout_needs_is_told_by_name():
    assert Keymap([Change("undo", ("y",))], LAYOUTS["qwertz"]).complaints == [
        "undo wants y, which is a pad's"
    ]


def test_the_layout_stands_in_the_users_keys(tmp_path):
    path = tmp_path / "keys.toml"
    assert read_layout(path) == (QWERTY, [])
    path.write_text('layout = "azerty"\nundo = "f5"\n')
    assert read_layout(path) == (LAYOUTS["azerty"], [])
    assert read_changes(path) == ([Change("undo", ("f5",))], [])
    path.write_text('layout = "azety"\n')
    assert read_layout(path)[1] == [
        "there is no layout azety; choose qwerty, qwertz, azerty, dvorak"
    ]
