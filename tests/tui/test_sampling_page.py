"""The sampling page by keys and mouse, where there is no device: the music itself is sampled."""

import pytest
from textual import events
from textual.widgets import Input

from padsketch.tui.drawing.glyphs import ASCII
from padsketch.tui.screens.chooser import Chooser
from padsketch.tui.screens.confirm import Confirm
from sound_fixtures import no_server

__all__ = ["no_server"]

METER, NEXT = 3, 4
"""Lines of the screen: the first meter, what the next key does."""
RACK = slice(6, 11)
HEARD_POSITIONS = 1_000_000
"""A good quarter note."""


@pytest.fixture(autouse=True)
def silence(no_server, tmp_path, monkeypatch):
    """No device comes in, and nothing of the real user is read or written."""
    for name in ("CACHE", "DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))


def sampling(s):
    return s.session.sampling


def samples(s):
    return sorted(path.name for path in (s.session.folder / "samples").glob("*"))


def layers(s, pad):
    kit = s.session.played_kit
    return [layer.file for layer in kit.pads[kit.index(pad)].layers]


async def heard(s):
    """Some of the music was heard, and kept on its tape."""
    await s.press("space")
    await s.until(lambda: s.session.tick().position > HEARD_POSITIONS)
    await s.press("space")


async def frames(s):
    """A few frames were looked at."""
    watcher = s.app.screen._watcher
    last = watcher._frame + 5
    await s.until(lambda: watcher._frame > last)


async def take(s):
    """A take of the music."""
    await heard(s)
    await s.press("comma", "b")
    await s.until(lambda: s.text[NEXT].startswith(" TAKE "))


async def test_without_a_device_the_page_says_so_and_what_can_be_done(sketch):
    async with sketch() as s:
        await s.press("f7")
        assert s.desk.view == "sampling"
        await s.until(lambda: "NO INPUT" in s.text[NEXT])
        assert "There is no device to record from: enter tries again" in s.text[NEXT]
        page = "\n".join(s.text)
        assert "Connect a microphone or start the sound server" in page
        assert "keeps the last half minute of the music" in page


async def test_enter_tries_again_and_what_needs_an_input_is_refused(sketch):
    async with sketch() as s:
        await s.press("f7")
        await s.until(lambda: "NO INPUT" in s.text[NEXT])
        await s.press("enter")
        await s.until(lambda: "NO INPUT" in s.text[NEXT])
        for keys in (("n", "m"), ("n", "l"), ("comma", "B")):
            await s.press(*keys)
            assert s.desk.words.is_refusal
        await s.press("n", "i")
        await s.until(lambda: "There is no device to record from" in s.words)


async def test_both_ways_lead_back(sketch):
    async with sketch() as s:
        for key in ("f7", "escape"):
            await s.press("f7", key)
            assert s.desk.view == "sketch"


async def test_a_closed_input_stays_closed_until_enter(sketch):
    async with sketch() as s:
        await s.press("f7", "n", "x")
        await s.until(lambda: s.text[NEXT].startswith(" CLOSED  enter lets the input in"))
        await s.press("enter")
        await s.until(lambda: "NO INPUT" in s.text[NEXT])


async def test_what_was_heard_is_a_take_from_any_view(sketch):
    async with sketch() as s:
        await take(s)
        assert s.desk.view == "sampling"
        assert "p on Kick" in s.text[NEXT]
        await s.until(lambda: "█" in "".join(s.text[11:20]))


async def test_where_nothing_was_heard_there_is_no_take(sketch):
    async with sketch() as s:
        await s.press("comma", "b")
        assert s.desk.words.is_refusal
        assert s.desk.view == "sketch"


async def test_a_take_that_waits_is_shown_before_another_one_is_made(sketch):
    async with sketch() as s:
        await take(s)
        recorded = sampling(s).recorded
        await s.press("f7")
        assert "the take waits to be kept" in s.words
        await s.press("comma", "b")
        assert sampling(s).recorded is recorded
        assert s.desk.view == "sampling"
        assert "Keep it or discard it" in s.words
        await s.press("comma", "d", "enter", "enter")
        assert sampling(s).recorded is recorded


async def test_a_take_on_the_pad_has_papers_and_is_taken_back(sketch):
    async with sketch() as s:
        before = layers(s, "snare")
        await s.press("down")
        await take(s)
        await s.press("p")
        (file,) = layers(s, "snare")
        assert file == f"samples/{samples(s)[0]}"
        assert s.session.project.credits[file].source == "recorded"
        assert s.words.startswith("the take is on Snare")
        await s.press("u")
        assert layers(s, "snare") == before


async def test_another_pad_is_chosen_on_the_page(sketch):
    async with sketch() as s:
        await take(s)
        await s.press("J")
        assert "p on Snare" in s.text[NEXT]
        assert s.text[1].rstrip().endswith("onto X Snare")
        await s.press("K")
        assert "p on Kick" in s.text[NEXT]


async def test_a_new_pad_is_named_and_in_front(sketch):
    async with sketch() as s:
        await take(s)
        await s.press("I")
        s.app.screen.query_one(Input).value = "Rain [/] on tin"
        await s.press("enter")
        assert s.desk.lane.name == "Rain [/] on tin"
        assert layers(s, s.desk.lane.pad) == [f"samples/{samples(s)[0]}"]


async def test_a_pad_without_a_name_is_asked_again(sketch):
    async with sketch() as s:
        await take(s)
        await s.press("n", "n", "backspace", "enter")
        assert s.app.screen.query_one(Input).value == ""
        await s.press("escape")
        assert sampling(s).recorded is not None


async def test_a_take_can_be_kept_on_no_pad(sketch):
    async with sketch() as s:
        await take(s)
        await s.press("y")
        assert s.words == f"kept as samples/{samples(s)[0]}"
        assert sampling(s).recorded is None


async def test_a_take_is_discarded_only_when_that_is_confirmed(sketch):
    async with sketch() as s:
        await take(s)
        await s.press("backspace")
        assert isinstance(s.app.screen, Confirm)
        await s.press("escape")
        assert len(samples(s)) == 1
        await s.press("delete", "d")
        assert samples(s) == []
        assert sampling(s).recorded is None


async def test_where_there_is_no_take_nothing_can_be_done_with_one(sketch):
    async with sketch() as s:
        await s.press("f7")
        for key in ("p", "I", "y", "backspace", "."):
            await s.press(key)
            assert "Nothing was recorded" in s.words
            s.desk.say("")


async def test_a_take_is_heard_and_silenced(sketch):
    async with sketch() as s:
        await take(s)
        await s.until(lambda: "█" in "".join(s.text[11:20]))
        await s.press("enter")
        await s.until(lambda: s.session.player.snapshot().listened >= 0)
        await s.press("enter")
        await s.until(lambda: s.session.player.snapshot().listened < 0)
        await s.press(".")
        await s.until(lambda: s.session.player.snapshot().listened >= 0)
        await s.press("escape")
        await s.until(lambda: s.session.player.snapshot().listened < 0)


async def test_bars_of_the_track_under_the_cursor_are_resampled(sketch):
    async with sketch() as s:
        await s.press("down", "comma", "d")
        assert isinstance(s.app.screen, Chooser)
        await s.press("down", "enter", "1", "enter")
        await s.until(lambda: sampling(s).recorded is not None)
        recorded = sampling(s).recorded
        assert recorded.frames == 2 * s.session.player.rate
        assert recorded.credit.place == "snare"
        await s.until(lambda: s.desk.view == "sampling")


async def test_the_length_that_is_asked_first_is_that_of_the_pattern(sketch):
    async with sketch() as s:
        await s.press("comma", "d", "enter")
        assert s.app.screen.query_one(Input).value == "2"
        s.app.screen.query_one(Input).value = "65"
        await s.press("enter")
        assert isinstance(s.app.screen.query_one(Input), Input)


async def test_settings_are_turned_by_keys_and_are_no_edits(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press("f7", "n", "x", "plus", "down", "plus", "right", "plus", "plus")
        settings = sampling(s).settings
        assert (settings.start, settings.threshold_db, settings.bars) == ("count-in", -39.0, 2)
        await s.until(lambda: "count-in" in s.text[RACK][1])
        assert s.text[RACK][1].split()[:4] == ["begin", "count-in", "bars", "2"]
        await s.press("enter")
        assert s.session.project is before
        assert s.session.undo() is None


async def test_a_setting_is_typed_and_refused_out_of_range(sketch):
    async with sketch() as s:
        await s.press("f7", "down", "i")
        s.app.screen.query_one(Input).value = "5"
        await s.press("enter")
        s.app.screen.query_one(Input).value = "-52.5"
        await s.press("enter")
        assert sampling(s).settings.threshold_db == -52.5


async def test_channels_are_chosen_before_an_input_comes_in(sketch):
    async with sketch() as s:
        await s.press("f7", "n", "x", "right", "right", "plus", "down", "plus")
        assert (s.desk.sampling.wanted.count, s.desk.sampling.wanted.first) == (1, 2)
        assert sampling(s).state == "closed"


async def test_the_mouse_turns_settings(sketch):
    async with sketch() as s:
        await s.press("f7")
        await s.until(lambda: "thresh" in s.text[8])
        x, y = s.text[8].index("thresh"), 8
        await s.mouse(events.MouseScrollUp, x + 8, y)
        assert sampling(s).settings.threshold_db == -39.0


async def test_words_and_lines_do_what_keys_do(sketch):
    async with sketch() as s:
        await take(s)
        await s.pilot.click(offset=(s.text[20].index("on the pad") + 1, 20))
        assert s.words.startswith("the take is on Kick")
        await s.pilot.click(offset=(s.text[20].index("music"), 20))
        await s.until(lambda: s.text[NEXT].startswith(" TAKE "))
        await s.until(lambda: "█" in "".join(s.text[11:20]))
        await s.pilot.click(offset=(5, NEXT))
        await s.until(lambda: s.session.player.snapshot().listened >= 0)
        await s.pilot.click(offset=(40, 15))
        await s.until(lambda: s.session.player.snapshot().listened < 0)


async def test_a_click_beside_everything_does_nothing(sketch):
    async with sketch() as s:
        await s.press("f7")
        before = s.session.project
        for y in range(5, 21):
            await s.mouse(events.Click, 79, y)
        assert s.session.project is before


async def test_pads_are_played_on_the_page(sketch):
    async with sketch() as s:
        await s.press("f7", "z")
        await s.until(lambda: s.session.player.snapshot().track_hits[0] == 1)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48)])
async def test_every_size_and_plain_terminals_show_all_of_it(sketch, size):
    async with sketch(size=size, glyphs=ASCII) as s:
        await take(s)
        page = s.text[1 : size[1] - 3]
        assert all(line.isascii() for line in page)
        for words in ("SAMPLING", "TAKE", "START", "LENGTH", "INPUT", "on a new pad"):
            assert any(words in line for line in page)


async def test_a_page_on_which_nothing_happens_draws_nothing(sketch):
    async with sketch() as s:
        await s.press("f7", "n", "x")
        await frames(s)
        view = s.app.screen.query_one("#sampling-view")
        before = [panel._lines for panel in view._panels]
        await frames(s)
        assert all(panel._lines is old for panel, old in zip(view._panels, before, strict=True))
