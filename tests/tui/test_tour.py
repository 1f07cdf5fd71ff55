import pytest
from terminals import sitting

from padsketch.tui.keyboard.keys import Change, Keymap
from padsketch.tui.tour import LESSONS, first_time


def row(s):
    """The message row."""
    return s.text[-3]


async def test_the_tour_waits_for_every_key_and_plays_meanwhile(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press("comma", "f1")
        await s.until(lambda: "1/8  Space plays" in row(s))
        assert not s.session.tick().playing
        await s.press("space")
        await s.until(lambda: "2/8  Z is the kick" in row(s))
        await s.press("z")
        await s.until(lambda: "3/8  ↓ and the other arrows" in row(s))
        await s.press("down")
        assert "4/8  Enter sets a step" in row(s)
        await s.press("enter")
        assert "5/8  n 4 puts a hit" in row(s)
        await s.press("n", "4")
        assert "6/8  u takes back" in row(s)
        await s.press("u")
        assert "7/8  F4 opens the mixer" in row(s)
        assert s.session.tick().playing
        await s.press("f4", "f4")
        assert "8/8  F9 exports" in row(s)
        await s.press("f9")
        await s.press("escape")
        await s.until(lambda: s.app.screen.is_current and "That was the tour" in row(s))
        await s.press("u")
        assert s.session.project is before


async def test_every_lesson_can_be_skipped_but_the_one_that_teaches_enter(sketch):
    async with sketch() as s:
        await s.press("comma", "f1")
        for number in range(1, len(LESSONS) + 1):
            assert f"{number}/8" in row(s)
            await s.press("enter")
        assert s.desk.tour is None
        assert "That was the tour" in row(s)


async def test_escape_ends_the_tour_and_means_what_it_meant(sketch):
    async with sketch() as s:
        await s.press("comma", "f1", "escape")
        assert s.desk.tour is None
        await s.press("comma", "f1", "space", "escape", "f4", "escape")
        assert s.desk.view == "sketch"
        listeners = len(s.session.listeners)
        await s.press("comma", "f1", "comma", "f1", "escape")
        assert len(s.session.listeners) == listeners


async def test_a_refusal_is_read_before_the_lesson(sketch):
    async with sketch() as s:
        await s.press("comma", "f1", "n", "z")
        assert "n z is not a command" in row(s)


async def test_the_tour_names_the_keys_that_are_set(sketch):
    async with sketch(keymap=Keymap([Change("play", ("f20",))])) as s:
        await s.press("comma", "f1")
        assert "1/8  F20 plays" in row(s)


@pytest.mark.parametrize("key", [b"j", b"z"])
async def test_the_offer_stays_until_any_key_and_its_key_takes_it(monkeypatch, key):
    async with sitting(monkeypatch, None, offers_tour=True) as s:
        await s.until(lambda: "New here? , F1 shows you around" in s.terminal.text)
        s.terminal.type(key)
        await s.until(lambda: "New here?" not in s.desk.words.text)
        s.terminal.type(b",\x1bOP")
        await s.until(lambda: s.desk.tour is not None)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_fits_the_smallest_screen(lesson):
    text = f" 8/8  {lesson.words.format('PgDn')}  (Enter skips, Esc ends)"
    assert len(text) <= 79


def test_the_tour_is_offered_once(tmp_path):
    assert first_time(tmp_path / "state")
    assert not first_time(tmp_path / "state")
    (tmp_path / "file").touch()
    assert first_time(tmp_path / "file")
