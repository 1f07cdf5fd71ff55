from textual import events

from padsketch.tui.screens.live import LiveDialog
from padsketch.tui.screens.sketch import SketchScreen


def is_open(s):
    return isinstance(s.app.screen, LiveDialog)


async def closed(s):
    await s.until(lambda: isinstance(s.app.screen, SketchScreen))


def grid_row(s, pad):
    """The text of a lane as it stands on the screen."""
    row = [row.pad for row in s.desk.rows].index(pad)
    return s.text[row + 2]


async def test_the_grid_shows_and_holds_what_the_numbers_make(sketch):
    async with sketch() as s:
        before = grid_row(s, "kick")
        await s.press("n", "e", "3", "right", "8")
        assert is_open(s)
        assert s.lane("kick")[:8] == [100, 0, 0, 100, 0, 0, 100, 0]
        await s.until(lambda: grid_row(s, "kick") != before)
        assert any("x..x..x." in row for row in s.text)


async def test_escape_leaves_no_trace_of_a_preview(sketch):
    async with sketch() as s:
        await s.press("enter", "u")
        before, redo = s.session.project, s.session.history._after[-1]
        await s.press("n", "e", *["up"] * 5, "right", "down", "escape")
        await closed(s)
        assert s.session.project is before
        assert s.session.history._after[-1] is redo
        await s.press("U", "u")
        assert s.session.project == before
        await s.press("u")
        assert "nothing to undo" in s.words


async def test_what_is_kept_is_one_undo(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press("n", "e", *["up"] * 3, "right", "9", "right", "up", "enter")
        await closed(s)
        assert "Euclidean rhythm" in s.words
        assert s.session.project != before
        await s.press("u")
        assert s.session.project is before


async def test_numbers_are_typed_and_kept_in_their_range(sketch):
    async with sketch() as s:
        await s.press("n", "e", "9", "9")
        assert s.app.screen._dial.values["hits"] == 32
        await s.press("backspace")
        assert s.app.screen._dial.values["hits"] == 9
        await s.press("tab", "right", "right", "right", "shift+tab", "6", "4")
        assert [v for v in s.lane("kick") if v] == [64] * 18


async def test_the_numbers_are_there_again_next_time(sketch):
    async with sketch() as s:
        await s.press("n", "e", "5", "right", "8", "enter")
        await closed(s)
        await s.press("down", "n", "e", "enter")
        await closed(s)
        assert s.lane("snare")[:8] == [100, 0, 100, 100, 0, 100, 100, 0]


async def test_only_the_selection_is_written(sketch):
    async with sketch() as s:
        kick, snare = s.lane("kick"), s.lane("snare")
        await s.press(*["right"] * 4, *"LLLJ", "n", "e", "4", "enter")
        await closed(s)
        assert s.lane("kick") == [*kick[:4], *[100] * 4, *kick[8:]]
        assert s.lane("snare") == [*snare[:4], *[100] * 4, *snare[8:]]


async def test_every_take_of_chance_is_another_one(sketch):
    async with sketch() as s:
        grids = []
        for _ in range(3):
            await s.press("n", "r", "enter")
            await closed(s)
            grids.append(s.lane("kick"))
        await s.press("n", "r", "t", "t")
        grids.append(s.lane("kick"))
        assert len({tuple(grid) for grid in grids}) == 4


async def test_keys_that_turn_numbers_play_no_pads(sketch):
    async with sketch() as s:
        await s.press("n", "e", *"123400", "t", "[", "]", "h", "l", "k", "j", "escape")
        await closed(s)
        assert not any(s.session.tick().track_hits)
        await s.press("z")
        await s.until(lambda: s.session.tick().track_hits[0] == 1)
        assert sum(s.session.tick().track_hits) == 1


async def test_space_plays_what_is_tried(sketch):
    async with sketch() as s:
        await s.press("n", "v", "space")
        await s.until(lambda: s.session.tick().playing)
        await s.press("escape")
        await closed(s)
        assert s.session.tick().playing


async def test_the_mouse_turns_keeps_and_drops(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press("n", "t")
        y = next(y for y, row in enumerate(s.text) if "25%" in row)
        x = s.text[y].index("25%")
        for _ in range(3):
            await s.mouse(events.MouseScrollUp, x, y)
        assert s.app.screen._dial.values["amount"] == 40
        fewer = sum(map(bool, s.lane("kick")))
        await s.mouse(events.MouseScrollDown, x, y)
        assert sum(map(bool, s.lane("kick"))) >= fewer
        y = next(y for y, row in enumerate(s.text) if "Enter keep" in row)
        await s.pilot.click(offset=(s.text[y].index("Enter keep") + 2, y))
        await closed(s)
        assert s.session.project is not before
        await s.press("n", "t")
        await s.pilot.click(offset=(s.text[y].index("Esc drop") + 1, y))
        await closed(s)
        await s.press("u")
        assert s.session.project is before


async def test_each_tool_writes_and_is_taken_back(sketch):
    async with sketch() as s:
        for key in "erthv":
            before = s.session.project
            await s.press("n", key)
            assert is_open(s)
            await s.press("up", "up")
            assert s.session.project != before
            await s.press("escape")
            await closed(s)
            assert s.session.project is before


async def test_a_lane_is_turned_by_a_held_key_as_one_edit(sketch):
    async with sketch() as s:
        before = s.lane("kick")
        await s.press(">", ">", ">")
        assert s.lane("kick")[:6] == [0, 0, 0, *before[:3]]
        await s.press("<")
        assert s.lane("kick")[:5] == [0, 0, *before[:3]]
        await s.press("u")
        assert s.lane("kick") == before


async def test_all_selected_lanes_turn(sketch):
    async with sketch() as s:
        kick, snare, hat = s.lane("kick"), s.lane("snare"), s.lane("hat")
        await s.press("J", ">")
        assert s.lane("kick") == [0, *kick]
        assert s.lane("snare") == [0, *snare]
        assert s.lane("hat") == hat


async def test_a_lane_is_written_backwards(sketch):
    async with sketch() as s:
        before = s.lane("snare")
        assert before[:4] == [0, 0, 0, 0]
        await s.press("down", "n", "b", "n", "b")
        assert s.lane("snare") == before
        await s.press("n", "b")
        assert [v for v in s.lane("snare") if v] == [v for v in before if v][::-1]
        assert s.lane("snare")[32 - len(before) :][:1] == before[-1:]
