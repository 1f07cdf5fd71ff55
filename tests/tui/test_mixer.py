import pytest
from textual import events

from padsketch.model.kit import BANK_SIZE
from padsketch.model.parameters import DELAY, MASTER, REVERB, TRACK
from padsketch.model.project import Project
from padsketch.tui.controls.turning import in_hand, rack_of
from padsketch.tui.drawing.glyphs import ASCII
from padsketch.tui.views.mixer import bus_rack, sidechain_choice

TITLES = 12
"""The line of the sections' titles at 80x24: above are the transport, ten lines, a head."""


def kick(s):
    return s.session.project.channel("kick")


def place_of(s, word, value=""):
    """Where a control is drawn, by its label and what it reads."""
    for y in range(TITLES + 1, len(s.text)):
        start = s.text[y].find(f" {word} ")
        while start >= 0:
            if value in s.text[y][start : start + 26]:
                return start + 10, y
            start = s.text[y].find(f" {word} ", start + 1)
    raise AssertionError(f"{word} is not on the screen")


async def drag(s, start, end, button=1):
    await s.mouse(events.MouseDown, *start, button=button)
    await s.mouse(events.MouseMove, *end, button=button)
    await s.mouse(events.MouseUp, *end, button=button)


async def hold(s, name):
    """Take a control in hand by keys alone."""
    for _ in rack_of(s.desk).controls:
        if in_hand(s.desk).name == name:
            return
        await s.press("down")
    raise AssertionError(f"no key leads to {name}")


async def test_f4_opens_the_mixer_and_f4_and_escape_lead_back(sketch):
    async with sketch() as s:
        await s.press("f4")
        assert "EQUALISER" in s.text[TITLES]
        assert "KEY PAD" not in s.text[1]
        await s.press("f4")
        assert "KEY PAD" in s.text[1]
        await s.press("f4", "escape")
        assert "KEY PAD" in s.text[1]


@pytest.mark.parametrize(
    ("bus", "table"), [("delay", DELAY), ("reverb", REVERB), ("master", MASTER)]
)
def test_no_parameter_of_a_bus_is_out_of_reach(bus, table):
    assert sorted(c.name for c in bus_rack(Project(), bus).controls) == sorted(table)


async def test_no_parameter_of_a_track_is_out_of_reach_of_the_keys(sketch):
    async with sketch() as s:
        await s.press("f4")
        reached = []
        for _ in rack_of(s.desk).controls:
            reached.append(in_hand(s.desk).name)
            await s.press("down")
        assert sorted(reached) == sorted((*TRACK, "mute", "solo", "sidechain"))


async def test_a_held_key_is_one_undo(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press("f4", "plus", "plus", "plus")
        assert kick(s).level_db == 0.0
        await s.press("u")
        assert s.session.project == before


async def test_fine_keys_move_less_than_coarse_ones(sketch):
    async with sketch() as s:
        await s.press("f4", "right_square_bracket")
        assert kick(s).level_db == -2.9
        await s.press("left_square_bracket", "left_square_bracket")
        assert kick(s).level_db == -3.1


async def test_backspace_makes_it_as_if_untouched(sketch):
    async with sketch() as s:
        await s.press("f4", "backspace")
        assert kick(s).level_db == 0.0
        assert "kick" not in s.session.project.mixer


async def test_a_value_is_typed_with_its_unit_and_nonsense_can_be_mended(sketch):
    async with sketch() as s:
        await s.press("f4")
        await hold(s, "eq_mid_hz")
        await s.press("enter", *"loud", "enter")
        assert any("Type 100 Hz to 10 kHz" in row for row in s.text)
        await s.press(*["backspace"] * 4, *"1.5k", "enter")
        assert kick(s).eq_mid_hz == 1500.0


async def test_what_is_typed_plays_no_pads(sketch):
    async with sketch() as s:
        await s.press("f4", "enter", *"1", "escape")
        assert sum(s.session.tick().track_hits) == 0


async def test_a_sidechain_is_chosen_from_the_tracks(sketch):
    async with sketch() as s:
        await s.press("f4", "right", "right", "right", "right")
        await hold(s, "sidechain")
        await s.press("enter", "down", "enter")
        assert s.session.project.channel("hat").sidechain == "kick"
        assert any(row.rstrip().endswith("kick") for row in s.text[TITLES:])
        await s.press("backspace")
        assert s.session.project.channel("hat").sidechain == ""


def test_a_track_that_is_gone_stays_the_sidechain_until_another_is_chosen():
    assert sidechain_choice(["kick"], "gone").choices == ("own", "kick", "gone")
    assert sidechain_choice(["kick"], "kick").choices == ("own", "kick")


async def test_arrows_go_through_all_tracks_to_the_master_and_back(sketch):
    async with sketch() as s:
        await s.press("f4", *["right"] * 15)
        assert (s.desk.row, s.desk.bus) == (15, "")
        assert s.text[2].startswith("Open") or "Crac" in s.text[2]
        await s.press("right", "right", "right", "right")
        assert s.desk.bus == "master"
        assert "GLUE" in s.text[TITLES]
        await s.press("left", "left", "left")
        assert (s.desk.row, s.desk.bus) == (15, "")
        await s.press("home")
        assert s.desk.row == 0


async def test_the_channel_in_front_is_always_on_the_screen(sketch):
    async with sketch() as s:
        await s.press("f4")
        for row in s.desk.rows[:BANK_SIZE]:
            assert f"▸{row.cap.upper()}" in s.text[1]
            await s.press("right")


async def test_the_same_control_stays_in_hand_from_track_to_track(sketch):
    async with sketch() as s:
        await s.press("f4", "down", "right", "right", "minus")
        assert s.session.project.channel("clap").pan == -0.1


async def test_tab_goes_from_section_to_section(sketch):
    async with sketch() as s:
        await s.press("f4", "tab")
        assert in_hand(s.desk).name == "eq_low_db"
        await s.press("tab", "tab", "shift+tab")
        assert in_hand(s.desk).name == "comp_threshold_db"


async def test_returns_and_master_are_set_by_keys(sketch):
    async with sketch() as s:
        await s.press("f4", "end", "minus", "left", "down", "down", "plus")
        project = s.session.project
        assert project.master.level_db == -1.0
        assert project.reverb.size == 55.0


async def test_mute_and_solo_work_as_on_the_grid(sketch):
    async with sketch() as s:
        await s.press("f4", "m", "right", "o")
        assert kick(s).mute
        assert s.session.project.channel("snare").solo
        await s.press("M", "O")
        assert s.session.project == s.session.saved


async def test_no_track_is_changed_in_the_place_of_the_return_in_front(sketch):
    async with sketch() as s:
        for keys in (["m"], ["o"], ["comma", "up"], ["comma", "left"]):
            await s.press("f4", "end", *keys)
            assert "is no track" in s.words
            await s.press("escape", "escape")
        assert s.session.project is s.session.saved


async def test_no_key_changes_steps_that_are_not_seen(sketch):
    async with sketch() as s:
        await s.press("f4", "n", "y", "p", "i", "K")
        assert s.session.project is s.session.saved
        assert "belongs to the sketch" in s.words


async def test_pads_play_and_the_transport_runs_in_the_mixer(sketch):
    async with sketch() as s:
        await s.press("f4", "x", "space")
        await s.until(lambda: s.session.tick().playing)
        assert s.session.tick().track_hits[1] == 1
        await s.press("space")
        await s.until(lambda: not s.session.tick().playing)


async def test_keys_without_a_kit_are_refused_and_break_nothing(sketch):
    async with sketch() as s:
        s.session.sounding.loaded = None
        s.session.pattern = "H16"
        await s.press("f4", "down", "plus", "enter", "tab", "backspace", "m")
        assert "no lanes yet" in s.words


async def test_a_fader_follows_the_mouse_and_is_one_undo(sketch):
    async with sketch() as s:
        await s.press("f4")
        before = s.session.project
        await drag(s, (1, 6), (1, 3))
        assert kick(s).level_db == 0.0
        await s.press("u")
        assert s.session.project == before


async def test_two_drags_are_two_undos(sketch):
    async with sketch() as s:
        await s.press("f4")
        await drag(s, (1, 6), (1, 5))
        await drag(s, (1, 6), (1, 5))
        await s.press("u")
        assert kick(s).level_db == -2.0


async def test_a_click_on_a_channel_puts_it_in_front(sketch):
    async with sketch() as s:
        await s.press("f4")
        await s.pilot.click(offset=(13, 2))
        await s.pilot.pause()
        assert s.desk.row == 2
        await s.pilot.click(offset=(s.text[2].index("Reverb"), 2))
        await s.pilot.pause()
        assert s.desk.bus == "reverb"
        assert "ROOM" in s.text[TITLES]


async def test_flags_are_clicked_and_the_cap_plays(sketch):
    async with sketch() as s:
        await s.press("f4")
        await s.pilot.click(offset=(9, 1))
        await s.pilot.click(offset=(4, 1))
        await s.pilot.pause()
        assert s.session.project.channel("snare").mute
        assert kick(s).solo
        await s.mouse(events.MouseDown, 7, 1, button=1)
        await s.until(lambda: s.session.tick().track_hits[1] == 1)
        await s.mouse(events.MouseUp, 7, 1, button=1)


async def test_the_wheel_turns_what_is_under_it(sketch):
    async with sketch() as s:
        await s.press("f4")
        await s.mouse(events.MouseScrollUp, 7, 5)
        assert s.session.project.channel("snare").level_db == 1.0
        await s.mouse(events.MouseScrollDown, *place_of(s, "ratio"))
        await s.mouse(events.MouseScrollUp, *place_of(s, "ratio"))
        assert s.session.project.channel("snare").comp_ratio == 1.5
        await s.mouse(events.MouseScrollUp, 7, 10)
        assert s.session.project.channel("snare").pan == 0.1
        await s.mouse(events.MouseScrollUp, 7, 5, control=True)
        assert s.session.project.channel("snare").level_db == 1.1


async def test_a_control_is_dragged_finely_with_the_right_button(sketch):
    async with sketch() as s:
        await s.press("f4")
        x, y = place_of(s, "hi", "dB")
        await drag(s, (x, y), (x + 3, y))
        assert kick(s).eq_high_db == 3.0
        await drag(s, (x, y), (x - 2, y), button=3)
        assert kick(s).eq_high_db == 2.8


async def test_a_double_click_resets_a_control(sketch):
    async with sketch() as s:
        await s.press("f4")
        await s.pilot.click(offset=place_of(s, "level"), times=2)
        await s.pilot.pause()
        assert kick(s).level_db == 0.0


async def test_a_click_switches_and_one_on_many_words_opens_their_list(sketch):
    async with sketch() as s:
        await s.press("f4")
        await s.pilot.click(offset=place_of(s, "mute"))
        await s.pilot.pause()
        assert kick(s).mute
        await s.pilot.click(offset=place_of(s, "side"))
        await s.pilot.pause()
        await s.press("down", "down", "enter")
        assert kick(s).sidechain == "clap"


async def test_a_click_beside_the_controls_changes_nothing(sketch):
    async with sketch() as s:
        await s.press("f4")
        for place in [(1, 10), (1, 11), (40, 10), (79, 19), (20, 20)]:
            await s.pilot.click(offset=place)
        assert s.session.project is s.session.saved


async def test_a_muted_track_is_seen_as_such_without_colour(sketch):
    async with sketch(glyphs=ASCII) as s:
        await s.press("f4", "m", "o")
        assert ">Z ms" in s.text[1]


async def test_wide_screens_show_all_sixteen_tracks_and_the_meters(sketch):
    async with sketch(size=(120, 36)) as s:
        await s.press("f4")
        assert "Crac" in s.text[2]
        assert any("METERS" in row for row in s.text)
        assert s.text[3].startswith("h")


async def test_the_meters_move_and_fall(sketch):
    async with sketch() as s:
        await s.press("f4", "z")
        await s.until(lambda: any("█" in row[:6] for row in s.text[3:9]))
        await s.until(lambda: not any("█" in row[:6] for row in s.text[3:9]))


async def test_measuring_can_start_anew(sketch):
    async with sketch() as s:
        await s.press("f4", "comma", "i")
        assert "from here on" in s.words
