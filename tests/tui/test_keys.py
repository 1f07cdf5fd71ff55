import pytest

from padsketch.tui.commands import BY_ID, COMMANDS, GROUPS, PREFIXES
from padsketch.tui.desk import VIEWS
from padsketch.tui.drawing.help import help_text, menu_entry_at, menu_height, menu_strips
from padsketch.tui.editing.rows import ACCENT_CAPS, CAPS
from padsketch.tui.keyboard.keys import Change, Keymap, face, read_changes
from padsketch.tui.manual import footer_entries, help_sections, menu_entries


@pytest.mark.parametrize("view", VIEWS)
def test_no_two_commands_share_a_name_or_on_one_view_a_key(view):
    keys = [key for command in COMMANDS if view in command.views for key in command.keys]
    assert len(BY_ID) == len(COMMANDS)
    assert sorted(set(keys)) == sorted(keys)


def test_no_command_takes_a_pad_or_hides_behind_a_menu():
    singles = {key for command in COMMANDS for key in command.keys if " " not in key}
    assert not singles & set(CAPS + ACCENT_CAPS)
    assert not singles & set(PREFIXES)
    assert {key.split()[0] for c in COMMANDS for key in c.keys if " " in key} == set(PREFIXES)


def test_nothing_needs_a_key_that_terminals_cannot_send():
    keys = " ".join(key for command in COMMANDS for key in command.keys)
    assert "alt+" not in keys
    assert "ctrl+shift" not in keys


def test_every_command_is_in_the_help():
    text = help_text(help_sections(Keymap(), False)).plain
    missing = [c.id for c in COMMANDS if (c.family or c.help) not in text]
    assert missing == []
    assert {command.group for command in COMMANDS} == set(GROUPS)


@pytest.mark.parametrize("view", VIEWS)
def test_every_footer_entry_is_a_command_of_its_view(view):
    entries = [entry for entry in footer_entries(Keymap(), view, False) if entry.id]
    assert entries
    assert all(view in BY_ID[entry.id].views for entry in entries)


def test_a_menu_holds_everything_behind_its_key():
    entries = menu_entries(Keymap(), ("n",), "sketch", False)
    assert {entry.key for entry in entries} == set("1234567890deratfhvxgbq")


def test_a_click_in_a_menu_finds_what_is_drawn_there():
    entries = menu_entries(Keymap(), (",",), "sketch", False)
    height = menu_height(entries, 80)
    strips = menu_strips("menu", entries, 80, height)
    for entry in entries:
        words = f" {entry.key} {entry.words}"
        y = next(y for y, strip in enumerate(strips) if words in strip.text)
        x = strips[y].text.index(words)
        found = menu_entry_at(entries, height, x + len(words) - 1, y)
        assert found == entry
    assert menu_entry_at(entries, height, 0, 0) is None
    assert menu_entry_at(entries, height, 79, height - 1) is None


def test_a_key_can_be_changed_everywhere_at_once():
    keymap = Keymap([Change("undo", ("f20",))])
    assert keymap.complaints == []
    assert keymap.command(("f20",), "mixer").id == "undo"
    assert keymap.command(("u",), "sketch") is None
    assert "F5" in [entry.key for entry in footer_entries(keymap, "sketch", False)]


def test_two_commands_can_change_places():
    keymap = Keymap([Change("mute", ("o",)), Change("solo", ("m",))])
    assert keymap.complaints == []
    assert keymap.command(("o",), "sketch").id == "mute"


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (Change("undo", ("m",)), "undo wants m, which is mute's"),
        (Change("undo", ("z",)), "undo wants z, which is a pad's"),
        (Change("undo", ("n",)), "undo wants n, which is a menu's"),
        (Change("ondo", ("f5",)), "there is no command ondo; did you mean undo?"),
    ],
)
def test_a_clash_is_told_by_name(change, complaint):
    assert Keymap([change]).complaints == [complaint]


def test_a_clash_leaves_the_other_command_its_key():
    assert Keymap([Change("undo", ("m",))]).command(("m",), "sketch").id == "mute"


def test_a_key_may_mean_something_else_on_another_view():
    keymap = Keymap([Change("copy", ("f20",)), Change("first-channel", ("f20",))])
    assert keymap.complaints == []
    assert keymap.command(("f20",), "sketch").id == "copy"
    assert keymap.command(("f20",), "mixer").id == "first-channel"


def test_a_broken_keys_file_is_told_and_changes_nothing(tmp_path):
    path = tmp_path / "keys.toml"
    assert read_changes(path) == ([], [])
    path.write_text('undo = "f5"\nmute = ["f6", "f7"]\n')
    assert read_changes(path) == ([Change("undo", ("f5",)), Change("mute", ("f6", "f7"))], [])
    path.write_text("undo = 5\n")
    assert read_changes(path)[1] == ['undo: give a key such as "f5", or a list of keys']
    path.write_text("undo = \n")
    assert "keys.toml" in read_changes(path)[1][0]
    path.write_bytes(b"\xff\xfe")
    assert read_changes(path)[0] == []


def test_keys_have_faces():
    assert [face(key) for key in ("pagedown", "ctrl+s", "n 4", "f2", "space")] == [
        "PgDn",
        "Ctrl+S",
        "n 4",
        "F2",
        "Space",
    ]
    assert face(", up", is_ascii=True).isascii()


@pytest.mark.parametrize(
    ("prefix", "view"), [(",", "sketch"), (",", "mixer"), ("n", "sketch"), (";", "sketch")]
)
def test_no_entry_of_a_menu_is_cut_on_the_smallest_screen(prefix, view):
    entries = menu_entries(Keymap(), (prefix,), view, False)
    height = menu_height(entries, 80)
    assert height < 24
    text = "".join(f"{strip.text} " for strip in menu_strips("menu", entries, 80, height))
    assert [entry.words for entry in entries if f" {entry.key} {entry.words} " not in text] == []


async def test_a_refusal_names_the_way_and_goes_with_the_next_key(sketch):
    async with sketch() as s:
        await s.press("n", "s")
        assert s.words == "n s belongs to the song. F5 goes there."
        await s.press("down")
        assert s.words == ""
