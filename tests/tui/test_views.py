import pytest

from padsketch.session import Session
from padsketch.tui.app import SketchApp
from padsketch.tui.desk import VIEWS
from padsketch.tui.drawing.glyphs import UNICODE


async def test_what_is_not_shown_is_not_drawn(sketch):
    async with sketch() as s:
        beat = s.app.screen.query_one("#beat-0")
        await s.press("f4")
        before = beat._lines
        await s.press("m")
        assert beat._lines is before
        await s.press("f4")
        assert beat._lines is not before


def test_a_frame_before_the_screen_is_there_draws_nothing(project_folder):
    session = Session.open(project_folder)
    app = SketchApp(session, UNICODE)
    screen = app.get_default_screen()
    screen.frame()
    assert not screen.is_mounted


async def test_the_footer_tells_the_keys_of_the_view(sketch):
    async with sketch() as s:
        assert "Enter step" in s.text[22]
        await s.press("f4")
        assert "Enter type" in s.text[22]
        assert "Enter step" not in "".join(s.text)


async def test_a_key_of_another_view_says_where_it_belongs(sketch):
    async with sketch() as s:
        await s.press("f4", "y")
        assert s.words == "y belongs to the sketch. Esc goes there."


SIZES = [(79, 23), (80, 24), (100, 30), (120, 36), (150, 40), (160, 48), (300, 90), (79, 60)]


@pytest.mark.parametrize("view", VIEWS)
async def test_every_view_survives_every_size_while_the_music_plays(sketch, view):
    async with sketch() as s:
        await s.press("space")
        await s.until(lambda: s.session.tick().playing)
        s.desk.show_view(view)
        for width, height in [*SIZES, *reversed(SIZES)]:
            await s.pilot.resize_terminal(width, height)
            s.app.screen.frame()
            await s.pilot.pause()
            is_small = width < 80 or height < 24
            assert ("needs 80x24" in "".join(s.text)) == is_small
            assert is_small or "BPM" in s.text[0]
        assert s.session.tick().playing
        assert s.app.return_code is None


@pytest.mark.parametrize("key", ["comma", "n"])
async def test_a_menu_holds_only_what_the_view_can_do(sketch, key):
    async with sketch() as s:
        await s.press("f4", key)
        await s.pilot.pause(0.5)
        shown = "\n".join(s.text)
        assert ("measure anew" in shown) == (key == "comma")
        assert "length of the lane" not in shown
