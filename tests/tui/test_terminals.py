"""The bytes that terminals send and are sent, through a pty and the whole program."""

import pytest
from terminals import KITTY, composed, picture, sitting

from padsketch.tui.keyboard.keys import Keymap
from padsketch.tui.keyboard.layouts import LAYOUTS
from padsketch.tui.pace import LOW_BANDWIDTH

ORGAN, DRONE = 4, 5
"""The pads of the small kit that gate and loop; their keys are a and s."""


async def test_kitty_tells_how_long_a_pad_is_held(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project, KITTY) as s:
        await s.plays(b"\x1b[97;;97u", (ORGAN, 100))
        repeats = b"\x1b[97;1:2;97u" * 30
        await s.plays(repeats + b"\x1b[97;1:3u", (ORGAN, 100), (ORGAN, "up"))
        await s.plays(b"\x1b[122:90;2;90u", (ORGAN, 100), (ORGAN, "up"), (0, 127))


async def test_wezterm_sends_repetitions_as_presses(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project, KITTY) as s:
        held = b"\x1b[97;1u" * 20
        await s.plays(held + b"\x1b[97;1:3u", (ORGAN, 100), (ORGAN, "up"))


async def test_two_hands_let_go_of_their_own_pads(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project, KITTY) as s:
        down = b"\x1b[97;;97u\x1b[115;;115u\x1b[122;;122u"
        hits = [(ORGAN, 100), (DRONE, 100), (0, 100)]
        await s.plays(down, *hits)
        up = b"\x1b[115;1:3u\x1b[97;1:3u"
        await s.plays(up, *hits, (DRONE, "up"), (ORGAN, "up"))


async def test_pads_lie_where_they_lie_on_a_french_keyboard(monkeypatch, small_project):
    """The key at the place of a types q there, that at the place of z types w."""
    async with sitting(monkeypatch, small_project, KITTY) as s:
        await s.plays(b"\x1b[113::97;;113u\x1b[113::97;1:3u", (ORGAN, 100), (ORGAN, "up"))
        await s.plays(b"\x1b[119::122;;119u", (ORGAN, 100), (ORGAN, "up"), (0, 100))


@pytest.mark.parametrize("answer", [b"", b"\x1b[?0u"], ids=["xterm, tmux", "wezterm as it comes"])
async def test_a_plain_terminal_plays_without_being_told_of_releases(
    monkeypatch, small_project, answer
):
    async with sitting(monkeypatch, small_project) as s:
        s.terminal.type(answer)
        await s.plays(b"zZ" + b"x" * 10, (0, 100), (0, 127), (1, 100))
        await s.plays(b"a", (0, 100), (0, 127), (1, 100), (ORGAN, 100), (ORGAN, "up"))


async def test_a_lost_focus_lets_go_of_everything(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project, KITTY) as s:
        await s.plays(b"\x1b[97;;97u\x1b[115;;115u", (ORGAN, 100), (DRONE, 100))
        s.terminal.type(b"\x1b[O")
        await s.until(lambda: len(s.played) == 4)
        assert set(s.played[2:]) == {(ORGAN, "up"), (DRONE, "up")}


async def test_pasted_text_plays_nothing(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project) as s:
        s.terminal.type(b"\x1b[200~zzz zxcv\x1b[201~")
        await s.plays(b"x", (1, 100))


async def test_the_mouse_holds_a_pad_as_long_as_its_button(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project) as s:
        s.terminal.type(b"\x1b[<0;2;7M")
        await s.until(lambda: s.played == [(ORGAN, 100)])
        s.terminal.type(b"\x1b[<0;2;7m")
        await s.until(lambda: s.played == [(ORGAN, 100), (ORGAN, "up")])


async def test_keys_come_in_pieces_over_slow_lines(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project, KITTY) as s:
        s.terminal.type(b"\x1b[97;")
        await s.plays(b";97u\x1b[97;1:3u", (ORGAN, 100), (ORGAN, "up"))


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_changed_parts_leave_the_screen_as_if_it_were_drawn_anew(
    monkeypatch, project_folder, size
):
    async with sitting(monkeypatch, project_folder, size=size) as s:
        sketch = s.app.screen
        menu = sketch.query_one("#menu")
        s.terminal.type(b" zm\x1b[B\r")
        await s.until(lambda: s.session.tick().position > 960_000 * 2)
        s.terminal.type(b",")
        await s.until(lambda: menu.display and s.session.tick().position > 960_000 * 3)
        rows = slice(menu.region.y, menu.region.bottom)
        assert picture(s.terminal.text, *size)[rows] == composed(s.app)[rows]
        s.terminal.type(b"\x1b")
        await s.until(lambda: not menu.display)
        s.terminal.type(b"\x1bOS")
        await s.until(lambda: s.desk.view == "mixer")
        await s.until(lambda: s.session.tick().position > 960_000 * 5)
        s.terminal.type(b"\x1bOS")
        await s.until(lambda: s.desk.view == "sketch")
        s.terminal.type(b"?")
        await s.until(lambda: s.app.screen is not sketch)
        s.terminal.type(b"\x1b")
        await s.until(lambda: s.app.screen is sketch)
        await s.until(lambda: s.session.tick().position > 960_000 * 7)
        s.terminal.type(b" ")
        await s.until(lambda: s.session.tick().voices == 0 and not s.desk.speaks)
        s.desk.say("over")
        await s.until(lambda: " over" in s.terminal.text)
        assert picture(s.terminal.text, *size) == composed(s.app)


PADS = ("kick", "snare", "clap", "rim", "hat", "pedal", "open", "shaker", "tom-low", "crash")
FULL_PATTERN = "\n".join(f'{pad} = "X..x..x.5.X.x...X..x..x.5.X.x..."' for pad in PADS)
"""Lanes of 32 steps that all have something to show."""


@pytest.mark.parametrize("key", [b"", b"\x1bOS"], ids=["sketch", "mixer"])
async def test_a_slow_line_is_sent_no_more_than_ten_kilobytes_a_second(monkeypatch, tmp_path, key):
    (tmp_path / "project.toml").write_text(
        'format = "padsketch-project"\nversion = 1\ntitle = "Full"\nbpm = 120.0\nkit = "dust"\n'
        f"[patterns.A1]\nlength = 32\n[patterns.A1.lanes]\n{FULL_PATTERN}\n"
    )
    async with sitting(monkeypatch, tmp_path, size=(160, 48), pace=LOW_BANDWIDTH) as s:
        s.terminal.type(key + b" ")
        await s.until(lambda: s.session.tick().position > 960_000)
        first, sent = s.session.tick().frame, len(s.terminal.drawn)
        await s.until(lambda: s.session.tick().position > 960_000 * 6)
        seconds = (s.session.tick().frame - first) / s.session.player.rate
        assert 0 < (len(s.terminal.drawn) - sent) / seconds < 10_000


async def test_a_french_keyboard_plays_by_its_layout_where_only_characters_are_told(
    monkeypatch, small_project
):
    keymap = Keymap(layout=LAYOUTS["azerty"])
    async with sitting(monkeypatch, small_project, keymap=keymap) as s:
        await s.plays(b"wqW", (0, 100), (ORGAN, 100), (0, 127), (ORGAN, "up"))
        assert [row.cap for row in s.desk.rows] == list("wxcvqs")
