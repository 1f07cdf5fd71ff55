"""The sound browser by keys and mouse: found, heard, compared, used, and always taken back."""

from contextlib import asynccontextmanager

import numpy as np
import pytest
import soundfile
from textual import events
from textual.widgets import Input

from padsketch.model.kit import Credit
from padsketch.session.sounds.indexing import Indexing
from padsketch.storage.paper_folders import remember_credit, user_papers
from padsketch.tui.screens.papers import CreditDialog

RATE = 44_100
FIRST = 3
"""The line of the screen that the list begins on."""
ANNA = Credit(author="Anna", licence="CC0-1.0")


def write(path, seconds=0.2):
    path.parent.mkdir(parents=True, exist_ok=True)
    time = np.arange(round(seconds * RATE)) / RATE
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * 200 * time) * np.exp(-8 * time), RATE)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Nothing of the real user is read or written."""
    for name in ("CACHE", "DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("padsketch.session.sounds.library.library_folders", list)
    return tmp_path


@pytest.fixture
def pack(home):
    """A folder of sounds with a folder in it, whose maker is known."""
    for at, name in enumerate(("boom.wav", "clap.wav", "dong.wav")):
        write(home / "pack" / name, 0.2 + 0.1 * at)
    write(home / "pack" / "inner" / "deep.wav")
    remember_credit(user_papers(), home / "pack", ANNA)
    return home / "pack"


@pytest.fixture
def page(sketch, pack):
    """Opens the browser in the pack: `async with page() as s`."""

    @asynccontextmanager
    async def opened(folder=pack, **more):
        async with sketch(**more) as s:
            await s.press("B")
            s.session.browsing.go_into(folder)
            s.session.browsing.library.finish()
            await s.pilot.pause()
            yield s

    return opened


def lines(s):
    """The lines of the list, without those below it."""
    return [row.rstrip() for row in s.text[FIRST : FIRST + 4]]


def layers(s, pad):
    kit = s.session.played_kit
    return [layer.file for layer in kit.pads[kit.index(pad)].layers]


def is_heard(s):
    return s.session.player.snapshot().listened >= 0


async def test_the_first_look_shows_the_ways_in(sketch):
    async with sketch() as s:
        await s.press("B")
        assert s.text[1].startswith(" SOUNDS  places")
        assert any("kits that ship/" in row for row in lines(s))
        assert s.text[1].rstrip().endswith("onto Z Kick")
        await s.press("B")
        assert s.desk.view == "sketch"


async def test_folders_come_first_and_sounds_can_be_seen(page):
    async with page() as s:
        assert "/pack  3 sounds" in s.text[1]
        assert [row.split()[-1] for row in lines(s)] == [
            "inner/",
            "boom.wav",
            "clap.wav",
            "dong.wav",
        ]
        await s.press("down")
        await s.until(lambda: "0.20 s" in s.text[20])
        assert "44.1 kHz mono" in s.text[20]
        assert "█" in s.text[19]
        assert "boom.wav" in s.text[20]


async def test_moving_is_hearing_and_leaving_is_silence(page):
    async with page() as s:
        await s.press("j", "j")
        await s.until(lambda: is_heard(s))
        await s.until(lambda: lines(s)[2].startswith("▶  clap.wav"))
        await s.press("escape")
        assert s.desk.view == "sketch"
        await s.until(lambda: not is_heard(s))


async def test_in_and_out_of_folders(page):
    async with page() as s:
        await s.press("enter")
        assert "deep.wav" in lines(s)[0]
        await s.press("left")
        assert lines(s)[0].startswith("▸  inner/")
        await s.press("l", "h", "backspace")
        assert "pack/" in "".join(lines(s))


async def test_enter_puts_the_sound_on_the_pad_and_undo_takes_it_back(page):
    async with page() as s:
        before = layers(s, "kick")
        await s.press("down", "enter")
        assert layers(s, "kick") == ["samples/boom.wav"]
        assert s.words == "boom is on Kick; u takes it back"
        assert s.session.project.credits["samples/boom.wav"] == ANNA
        await s.press("u")
        assert layers(s, "kick") == before


async def test_another_pad_can_be_chosen_on_the_way(page):
    async with page() as s:
        before = layers(s, "snare")
        await s.press("end", "J", "i")
        assert s.text[1].rstrip().endswith("onto X Snare")
        takes = [file for file in before if file.endswith("_1.flac")]
        assert layers(s, "snare") == [*takes, "samples/dong.wav"]
        assert "of takes by turns one plays" in s.words


async def test_a_new_pad_is_in_front_at_once(page):
    async with page() as s:
        await s.press("end", "I")
        assert layers(s, "dong") == ["samples/dong.wav"]
        assert s.desk.lane.pad == "dong"


async def test_papers_are_asked_once_and_enter_takes_what_is_known(page, pack):
    write(pack.parent / "strange" / "one.wav")
    write(pack.parent / "strange" / "two.wav")
    async with page(pack.parent / "strange") as s:
        before = layers(s, "kick")
        await s.press("enter")
        assert isinstance(s.app.screen, CreditDialog)
        await s.press("escape")
        assert layers(s, "kick") == before
        await s.press("enter")
        s.app.screen.query_one("#papers-author", Input).value = "Bo [/]"
        await s.press("enter")
        assert layers(s, "kick") == ["samples/one.wav"]
        await s.press("down", "enter")
        assert layers(s, "kick") == ["samples/two.wav"]
        assert s.session.project.credits["samples/two.wav"] == Credit(
            author="Bo [/]", source="strange"
        )


async def test_pads_are_played_while_one_looks(page):
    async with page() as s:
        await s.press("z")
        await s.until(lambda: s.session.player.snapshot().track_hits[0] == 1)


async def test_listening_can_be_turned_and_says_so(page):
    async with page() as s:
        await s.press("down", "minus", "tab", "n", "l", "n", "b")
        words = s.text[14]
        for said in ("tempo re-pitched", "loop", "on the bar", "-3 dB"):
            assert said in words
        hearing = s.session.browsing.hearing
        assert (hearing.fit, hearing.loops, hearing.begins) == ("re-pitched", True, "bar")


async def test_a_point_silences_and_hears_again(page):
    async with page() as s:
        await s.press("end", "n", "l")
        await s.until(lambda: is_heard(s))
        await s.press(".")
        await s.until(lambda: not is_heard(s))
        await s.press(".")
        await s.until(lambda: is_heard(s))


async def test_heads_and_keys_sort(page):
    async with page() as s:
        await s.press("less_than_sign")
        assert [row.split()[-1] for row in lines(s)[1:]] == ["dong.wav", "clap.wav", "boom.wav"]
        await s.pilot.click(offset=(4, 2))
        assert [row.split()[-1] for row in lines(s)[1:]] == ["boom.wav", "clap.wav", "dong.wav"]
        await s.press("greater_than_sign")
        assert s.session.browsing.order.by == "length"
        await s.pilot.click(offset=(s.text[2].index("tempo"), 2))
        assert s.session.browsing.order.by == "tempo"


async def test_a_click_hears_and_two_use(page):
    async with page() as s:
        await s.pilot.click(offset=(10, FIRST + 2))
        assert s.session.browsing.here.name == "clap.wav"
        await s.until(lambda: is_heard(s))
        await s.pilot.click(offset=(10, FIRST + 3), times=2)
        assert layers(s, "kick") == ["samples/dong.wav"]


async def test_the_wheel_and_the_words_do_what_the_keys_do(page):
    async with page() as s:
        await s.mouse(events.MouseScrollDown, 10, FIRST + 3)
        assert s.session.browsing.here.name == "boom.wav"
        await s.mouse(events.MouseScrollUp, 10, FIRST + 3)
        assert s.session.browsing.at == 0
        await s.pilot.click(offset=(s.text[14].index("loop") + 1, 14))
        assert s.session.browsing.hearing.loops


async def test_a_click_beside_everything_does_nothing(page):
    async with page() as s:
        before = s.session.project
        for y in range(1, 20):
            await s.mouse(events.Click, 79, y)
        assert s.session.project is before


async def test_a_favourite_is_marked_by_a_sign(page):
    async with page() as s:
        await s.press("down", "y")
        assert s.words == "a favourite now"
        assert lines(s)[1][1] == "*"
        await s.press("y")
        assert lines(s)[1][1] == " "


async def test_a_sound_is_looked_into_on_a_pad_of_its_own(page):
    async with page() as s:
        await s.press("end", "'")
        assert layers(s, "dong") == ["samples/dong.wav"]
        assert s.desk.view == "sample"
        await s.until(lambda: any("dong" in row for row in s.text[1:4]))


async def test_what_sounds_like_the_pad_comes_first_and_is_heard(page, pack, home):
    write(home / "other" / "kick.wav", 0.31)
    async with page() as s:
        indexing = Indexing(s.session.browsing.library.index)
        indexing.start([pack])
        indexing.finish()
        s.session.browsing.go_into(home / "other")
        remember_credit(user_papers(), home / "other", ANNA)
        await s.press("enter", "n", "s")
        assert s.words == "sorted by likeness to Kick"
        assert s.text[1].startswith(" SOUNDS  found: all  4 sounds")
        assert s.session.browsing.here.name == "clap.wav"
        await s.until(lambda: is_heard(s) and "0.30 s" in s.text[20])


async def test_tags_of_ones_own_find_a_sound_again(page, pack):
    async with page() as s:
        indexing = Indexing(s.session.browsing.library.index)
        indexing.start([pack])
        indexing.finish()
        await s.press("down", "n", "g", *"round", "enter")
        await s.press("n", "t", *"#round", "enter")
        assert s.text[FIRST].split()[1:4] == ["boom.wav", "0.20", "round"]
        await s.press("n", "g", *"-round", "enter")
        assert "nothing in the library is like that" in s.text[FIRST]


async def test_what_is_not_understood_is_asked_again(page):
    async with page() as s:
        await s.press("n", "t", *"<long", "enter")
        assert isinstance(s.app.screen.query_one(Input), Input)
        await s.press(*["backspace"] * 5, *"kick", "enter")
        assert s.text[1].startswith(" SOUNDS  found: kick")
        assert "nothing in the library is like that" in s.text[3]
        await s.press("enter")
        assert "no sound under the cursor" in s.words
        await s.press("n", "0")
        assert s.text[1].startswith(" SOUNDS  places")


async def test_a_file_that_is_no_sound_says_so_and_is_not_used(page, pack):
    (pack / "aaa.wav").write_bytes(b"RIFF----WAVE")
    async with page() as s:
        before = s.session.project
        await s.press("down")
        await s.until(lambda: s.session.browsing.facts is not None)
        await s.until(lambda: any("no audio" in row or "read" in row for row in s.text[19:21]))
        await s.press("enter")
        assert "cannot be used" in s.words
        assert s.session.project is before


async def test_hostile_names_do_no_harm(page, home):
    for name in ("\x1b]52;c;aGk=\x07.wav", "a\u202eb.wav", "[red]\n.wav", "漢" * 60 + ".wav"):
        write(home / "evil" / name)
    async with page(home / "evil") as s:
        await s.press("down", "up", "end", "y", "enter", "escape")
        for row in s.text:
            assert not set(row) & set("\x1b\x07\u202e\n")


async def test_thousands_of_sounds_are_gone_through_quickly(page, home):
    (home / "many").mkdir()
    for number in range(3000):
        (home / "many" / f"kick {number}.wav").touch()
    async with page(home / "many") as s:
        assert "3,000 sounds" in s.text[1]
        await s.press("end", "k", "[", "home", "]")
        assert s.session.browsing.here.name == "kick 10.wav"


@pytest.mark.parametrize("size", [(80, 24), (100, 24), (120, 36), (160, 48), (300, 90)])
async def test_the_page_fits_every_size(page, size):
    async with page(size=size) as s:
        await s.press("down")
        await s.until(lambda: s.session.browsing.facts is not None)
        await s.until(lambda: any("44.1 kHz mono" in row for row in s.text))
        assert s.text[1].startswith(" SOUNDS")
        assert any("LISTEN" in row for row in s.text)
