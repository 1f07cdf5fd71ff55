import pytest
from textual import events

from padsketch.storage.grooves import load_library, shipped_library, user_grooves_file
from padsketch.tui.screens.sketch import SketchScreen


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A configuration folder of the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


async def closed(s):
    await s.until(lambda: isinstance(s.app.screen, SketchScreen))


async def test_the_groove_in_front_is_seen_and_taken_as_one_edit(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press("n", "g", "down", "down")
        first = s.session.current_pattern
        assert first != before.pattern("A1")
        await s.press(*"boom bap")
        assert s.lane("snare")[:5] == [0, 0, 0, 0, 127]
        assert s.session.current_pattern.swing == 58
        await s.press("enter")
        await closed(s)
        assert "Boom bap: hip hop, 82 to 96 BPM" in s.words
        assert s.session.current_pattern.length == 32
        assert s.lane("kick")[:11] == s.lane("kick")[16:]
        await s.press("u")
        assert s.session.project is before
        await s.press("u")
        assert "nothing to undo" in s.words


async def test_looking_through_the_library_leaves_no_trace(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press("n", "g", *["down"] * 8, *"latin", "down", "escape")
        await closed(s)
        assert s.session.project is before
        assert s.session.undo() is None


async def test_the_library_is_listened_to_by_space_and_searched_by_words(sketch):
    async with sketch() as s:
        await s.press("n", "g", "down")
        second = s.session.current_pattern
        await s.press("space")
        await s.until(lambda: s.session.tick().playing)
        assert s.session.current_pattern is second
        await s.press(*"bossa", "space", *"brazil")
        assert s.session.tick().playing
        assert s.session.current_pattern.step == "1/8"


async def test_a_list_that_is_closed_from_outside_leaves_no_trace(sketch):
    async with sketch() as s:
        before = s.session.project
        for keys in ("ng", "ne"):
            await s.press(*keys)
            assert s.session.project is not before
            s.app.pop_screen()
            await s.until(lambda: s.session.project is before)


async def test_a_groove_replaces_the_drums_and_leaves_the_bass(sketch):
    async with sketch() as s:
        rows = [row.pad for row in s.desk.rows]
        await s.press(*["down"] * rows.index("bass"), "enter")
        bass = s.lane("bass")
        await s.press("n", "g", *"waltz", "enter")
        await closed(s)
        pattern = s.session.current_pattern
        assert s.lane("bass") == bass
        assert (pattern.length, pattern.swing) == (12, 50.0)
        assert "3/4" in s.words
        assert "the sketch is in 4/4" in s.words
        assert set(pattern.lanes) == {"bass", "kick", "snare", "hat"}


async def test_what_a_kit_has_no_pad_for_is_said(sketch, small_project):
    async with sketch(folder=small_project) as s:
        await s.press("n", "g", *"cha-cha", "enter")
        await closed(s)
        assert "without cowbell, conga-high, conga-low" in s.words
        assert set(s.session.current_pattern.lanes) >= {"kick", "organ", "drone"}


async def test_every_groove_can_be_played_with_every_kit(sketch):
    async with sketch() as s:
        await s.press("n", "g")
        for found in shipped_library().grooves:
            await s.press("down")
            assert any(
                step.plays
                for lane in s.session.current_pattern.lanes.values()
                for step in lane.steps
            ), found.name


async def test_a_feel_moves_hits_in_time_by_its_strength(sketch):
    async with sketch() as s:
        await s.press("n", "f", *["up"] * 4)
        assert s.session.current_pattern.lane("kick").step(3).nudge == round(
            0.32 * 240 - 0.08 * 240
        )
        await s.press("right", "5", "0", "enter")
        await closed(s)
        assert s.session.current_pattern.lane("kick").step(3).nudge == round(0.12 * 240)
        await s.press("u")
        assert s.session.current_pattern.lane("kick").step(3).nudge == 0


async def test_a_feel_for_the_hats_moves_only_hats(sketch):
    async with sketch() as s:
        before = s.session.current_pattern
        names = [feel.name for feel in shipped_library().feels]
        await s.press("n", "f", *["up"] * names.index("pushed hats"))
        assert any("for hat, pedal" in row for row in s.text)
        after = s.session.current_pattern
        assert after.lane("hat").step(0).nudge == round(-0.08 * 240)
        assert (after.lane("kick"), after.lane("snare")) == (
            before.lane("kick"),
            before.lane("snare"),
        )


async def test_accents_are_put_on_the_lane(sketch):
    async with sketch() as s:
        await s.press(*["down"] * 4, "n", "a", "enter")
        await closed(s)
        assert s.lane("hat")[:8] == [120, 0, 75, 0, 120, 0, 75, 0]


async def test_a_feel_is_taken_from_the_pattern_and_put_on_another(sketch):
    async with sketch() as s:
        await s.press("n", "x", *"mine", "enter")
        await closed(s)
        assert str(user_grooves_file()) in s.words
        kept = load_library().feels[-1]
        assert (kept.name, kept.step, len(kept.timing)) == ("mine", "1/16", 32)
        await s.press("n", "f", "down", *["up"] * 99)
        assert any("mine" in row for row in s.text)


async def test_a_broken_file_of_grooves_is_told_with_its_place(sketch):
    async with sketch() as s:
        user_grooves_file().parent.mkdir(parents=True)
        user_grooves_file().write_text("format = 3\nversion = 1")
        await s.press("n", "g")
        assert s.desk.words.is_refusal
        assert "format: expected 'padsketch-grooves'" in s.words


async def test_the_mouse_chooses_a_groove(sketch):
    async with sketch() as s:
        await s.press("n", "g")
        y = next(y for y, row in enumerate(s.text) if "Deep house" in row)
        await s.mouse(events.MouseMove, 10, y)
        await s.pilot.click(offset=(10, y))
        await closed(s)
        assert "Deep house" in s.words
        assert s.session.undo() == "Groove Deep house"
