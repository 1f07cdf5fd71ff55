import pytest

from padsketch.tui.keyboard.keys import Change, Keymap


async def test_a_step_is_set_and_cleared_with_enter(sketch):
    async with sketch() as s:
        await s.press("down", "enter")
        assert s.lane("snare")[0] == 100
        await s.press("enter")
        assert s.lane("snare")[0] == 0
        await s.press("right", ".")
        assert s.lane("snare")[1] == 100


async def test_the_cursor_stays_in_the_grid(sketch):
    async with sketch() as s:
        await s.press("up", "left", "k", "h")
        assert (s.desk.row, s.desk.step) == (0, 0)
        await s.press(*["down"] * 20, *["l"] * 40)
        assert (s.desk.row, s.desk.step) == (15, 31)
        await s.press("home")
        assert s.desk.step == 0
        await s.press("end")
        assert s.desk.step == 31


async def test_the_page_follows_the_cursor(sketch):
    async with sketch() as s:
        assert "1-16 of 32" in s.text[1]
        await s.press("]")
        assert "17-32 of 32" in s.text[1]
        await s.press("[", *["right"] * 16)
        assert s.desk.step == 16
        assert "17-32 of 32" in s.text[1]


async def test_what_is_selected_is_cleared_copied_and_pasted(sketch):
    async with sketch() as s:
        await s.press(*"LLLLLLJ", "y")
        assert "copied 14 steps" in s.words
        assert (s.desk.row, s.desk.step) == (0, 0)
        await s.press(*["down"] * 5, *["right"] * 2, "p")
        assert s.lane("pedal") == [0, 0, *s.lane("kick")[:7]]
        assert s.lane("open") == [0, 0, 0, 0, 0, 0, 127]
        await s.press(*"LLLL", "backspace")
        assert s.lane("pedal") == [0] * 8 + [100]


async def test_the_end_of_a_selection_can_be_thrown_to_the_lanes_end(sketch):
    async with sketch() as s:
        await s.press("L", "end", "delete")
        assert s.lane("kick") == []


async def test_one_step_is_copied_where_nothing_is_selected(sketch):
    async with sketch() as s:
        await s.press("y", "right", "p")
        assert s.lane("kick")[:2] == [127, 127]


async def test_a_lane_is_copied_onto_another(sketch):
    async with sketch() as s:
        await s.press("right", "Y", "home", "down", "p")
        assert s.lane("snare") == s.lane("kick")


async def test_a_held_plus_is_one_undo(sketch):
    async with sketch() as s:
        await s.press(*["right"] * 3, *["-"] * 5)
        assert s.lane("kick")[3] == 60
        await s.press("u")
        assert s.lane("kick")[3] == 100
        await s.press(*["="] * 5)
        assert s.lane("kick")[3] == 127


async def test_velocity_without_a_hit_is_refused(sketch):
    async with sketch() as s:
        await s.press("right", "+")
        assert s.words.startswith("There is no hit here.")


async def test_velocity_of_a_selection_moves_together(sketch):
    async with sketch() as s:
        await s.press(*"LLL", "-")
        assert s.lane("kick")[:4] == [119, 0, 0, 92]


@pytest.mark.parametrize("count", range(1, 10))
async def test_n_and_a_digit_put_a_hit_every_so_many_steps(sketch, count):
    async with sketch() as s:
        await s.press(*["down"] * 4, *["right"] * 2, "down", "n", str(count))
        expected = [100 if at >= 2 and not (at - 2) % count else 0 for at in range(32)]
        assert s.lane("pedal") == expected[: len(s.lane("pedal"))]
        assert sum(map(bool, s.lane("pedal"))) == sum(map(bool, expected))


async def test_a_digit_after_n_is_no_pad(sketch):
    async with sketch() as s:
        await s.press("down", "down", "n", "4")
        hits = s.session.tick().track_hits
        await s.until(lambda: s.session.tick().frame > 9600)
        assert s.session.tick().track_hits == hits == (0,) * len(hits)


async def test_the_lane_is_cleared_and_the_pattern_doubled(sketch):
    async with sketch() as s:
        kick = s.lane("kick")
        await s.press("n", "d")
        assert s.session.current_pattern.length == 64
        assert s.lane("kick")[32:] == kick
        await s.press("n", "0")
        assert s.lane("kick") == []


async def test_mute_and_solo_are_set_and_cleared_together(sketch):
    async with sketch() as s:
        await s.press("m", "down", "o")
        assert s.session.project.channel("kick").mute
        assert s.session.project.channel("snare").solo
        assert "m·" in s.text[2]
        assert "·s" in s.text[3]
        await s.press("M", "O")
        assert not s.session.project.channel("kick").mute
        assert not s.session.project.channel("snare").solo


GESTURES = {
    "toggle": ["enter"],
    "clear": ["delete"],
    "velocity": ["-", "-"],
    "every": ["n", "3"],
    "clear lane": ["n", "0"],
    "double": ["n", "d"],
    "mute": ["m"],
    "solo": ["o"],
    "paste": ["y", "right", "p"],
    "paste lane": ["Y", "down", "p"],
    "tempo up": [",", "+", "+"],
    "swing down": [",", "<"],
    "level": [",", "up", "up"],
    "pan": [",", "left"],
    "mixer panel": ["tab", "-", "-"],
    "pan in the mixer panel": ["tab", "right", "-"],
    "step panel": ["tab", "tab", "right", "-"],
    "paste pattern": [",", "c", "pagedown", ",", "v"],
    "tempo": [",", "t", "9", "9", "enter"],
    "swing": [",", "w", "6", "0", "enter"],
    "length": [",", "l", "9", "enter"],
    "lane length": [",", "e", "7", "enter"],
    "step size": [",", "g", "down", "enter"],
    "master": [",", "m", "-", "6", "enter"],
    "step page": ["i", "down", "-"],
    "lock": ["i", "tab", "+"],
    "any lock": ["i", "i", *"drive", "enter"],
    "pad page": ["f6", "+"],
    "layer": ["f6", "L", "I"],
}


@pytest.mark.parametrize("keys", GESTURES.values(), ids=GESTURES)
async def test_undo_brings_back_the_same_project_after_every_gesture(sketch, keys):
    async with sketch() as s:
        before = s.session.project
        await s.press(*keys)
        await s.press("escape")
        after = s.session.project
        assert after != before
        await s.press("u")
        assert s.words.startswith("undone: ")
        assert s.session.project == before
        await s.press("U")
        assert s.session.project == after
        await s.press("ctrl+z")
        assert s.session.project == before


async def test_nothing_to_undo_is_said(sketch):
    async with sketch() as s:
        await s.press("u")
        assert s.words == "There is nothing to undo."
        await s.press("U")
        assert s.words == "There is nothing to redo."


async def test_panels_share_the_keys_plus_and_minus(sketch):
    async with sketch() as s:
        await s.press("tab", "-")
        assert s.session.project.channel("kick").level_db == -4.0
        await s.press("right", "+")
        assert s.session.project.channel("kick").pan == pytest.approx(0.1)
        await s.press("tab", "right", "-")
        assert s.session.project.pattern("A1").lane("kick").step(0).chance == 95
        await s.press("tab", "-")
        assert s.lane("kick")[0] == 119
        await s.press("shift+tab", "escape")
        assert s.desk.panel == "grid"


async def test_the_menu_shows_itself_and_closes(sketch):
    async with sketch() as s:
        await s.press(",")
        menu = s.app.screen.query_one("#menu")
        await s.until(lambda: menu.display)
        await s.until(lambda: any("set the tempo" in row for row in s.text))
        await s.press("escape")
        assert not menu.display
        await s.press(",", "8")
        assert s.words.startswith(", 8 is not a command")


async def test_nudging_keeps_the_menu(sketch):
    async with sketch() as s:
        await s.press(",", "+", "+", "-", ">", "escape")
        assert s.session.project.bpm == 121.0
        assert s.session.project.swing == 55.0


async def test_a_lane_of_its_own_length_ends_where_it_ends(sketch):
    async with sketch() as s:
        await s.press(",", "e", "5", "enter")
        assert s.session.current_pattern.lane_length("kick") == 5
        await s.press("end")
        assert s.desk.step == 4
        await s.press("right", "enter")
        assert s.words.startswith("This lane ends at step 5.")
        await s.press("home", ",", "e", "backspace", "enter")
        assert s.session.current_pattern.lane_length("kick") == 32


async def test_a_bank_that_is_not_there_is_refused(sketch):
    async with sketch() as s:
        await s.press("6")
        assert s.words.startswith("This kit has 16 pads.")
        assert s.desk.bank == 0


async def test_keys_of_the_users_own_work(sketch):
    keymap = Keymap([Change("mute", ("f20",))])
    async with sketch(keymap=keymap) as s:
        await s.press("f20")
        assert s.session.project.channel("kick").mute
        await s.press("m")
        assert s.session.project.channel("kick").mute


async def test_triplets_are_three_to_a_beat(sketch):
    async with sketch() as s:
        await s.press("pagedown", ",", "l", "1", "2", "enter")
        await s.press(",", "g")
        await s.press("down", "enter")
        assert s.session.current_pattern.step == "1/16T"
        assert s.desk.geometry.columns == 12
        assert s.text[2][16:29] == "[▅]  ·   ·  ┆"


async def test_old_words_do_not_stay_beside_a_new_edit(sketch):
    async with sketch() as s:
        await s.press("enter", "u")
        assert s.words.startswith("undone")
        await s.press("enter")
        assert not s.words.startswith("undone")
