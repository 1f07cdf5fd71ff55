from contextlib import asynccontextmanager

import pytest
from hands import drag, hold, place_of, typed
from textual import events

from padsketch.model.parameters import PAD
from padsketch.storage import project_from_text, project_to_text
from padsketch.tui.controls.turning import in_hand, rack_of

WAVE = 3
"""A line of the waveform at 80x24."""
WIDTH = 44
LENGTH = 9_000 / 48.0
"""Milliseconds of the kick."""


@pytest.fixture
def page(sketch, small_project):
    """Opens the page of the small kit's first pad: `async with page() as s`."""

    @asynccontextmanager
    async def opened(*keys, **more):
        async with sketch(folder=small_project, **more) as s:
            await s.press("f6", *keys)
            yield s

    return opened


def kick(s):
    return s.session.project.pad_settings("kick")


def splits(s):
    return [layer.velocity for layer in s.session.played_kit.pads[1].layers]


def files(s):
    return [layer.file[0] for layer in s.session.played_kit.pads[1].layers]


async def test_f6_opens_the_pad_and_f6_and_escape_lead_back(sketch):
    async with sketch() as s:
        await s.press("down", "f6")
        assert s.text[1].startswith(" X Snare")
        assert "ENVELOPE" in "".join(s.text)
        await s.press("f6")
        assert "KEY PAD" in s.text[1]
        await s.press("f6", "escape")
        assert "KEY PAD" in s.text[1]


async def test_no_parameter_of_a_pad_is_out_of_reach_of_the_keys(page):
    async with page() as s:
        reached = []
        for _ in rack_of(s.desk).controls:
            reached.append(in_hand(s.desk).name)
            await s.press("down")
        assert sorted(reached) == sorted((*PAD, "mode", "choke", "layering"))


async def test_every_control_of_a_pad_is_seen_at_80x24(page):
    async with page() as s:
        screen = "\n".join(s.text)
        for section in rack_of(s.desk).sections:
            assert section.title in screen
            for control in section.controls:
                assert f" {control.parameter.label} " in screen


async def test_a_change_is_marked_and_reset_takes_it_back(page):
    async with page() as s:
        before = s.session.project
        await s.press("plus")
        assert kick(s).values == {"tune": 1.0}
        assert "Kick, 1 changed" in s.text[1]
        await s.press("backspace")
        assert s.session.project == before
        assert "changed" not in s.text[1]


async def test_reset_leads_to_the_kits_own_value_not_to_the_tables(page):
    async with page("right", "plus") as s:
        assert s.session.project.pad_settings("snare").values == {"tune": 2.0}
        await s.press("backspace")
        assert in_hand(s.desk).value == 1.5
        assert not s.session.project.pads


async def test_a_value_turned_back_to_the_kits_own_leaves_no_entry(page):
    async with page() as s:
        before = s.session.project
        await s.press("plus", "minus")
        assert s.session.project == before


async def test_a_run_of_keys_is_one_undo(page):
    async with page() as s:
        before = s.session.project
        await s.press(*["right_square_bracket"] * 5)
        assert kick(s).values == {"tune": 0.5}
        await s.press("u")
        assert s.session.project == before


async def test_values_are_typed_with_their_units(page):
    async with page() as s:
        await hold(s, "cutoff")
        await typed(s, *"1.2k")
        await hold(s, "decay")
        await typed(s, *"0.25s")
        assert kick(s).values == {"cutoff": 1200.0, "decay": 250.0}
        assert place_of(s, "cutoff", "1.2 kHz")
        assert place_of(s, "decay", "250 ms")


async def test_words_are_stepped_through(page):
    async with page() as s:
        await hold(s, "mode")
        await s.press("plus")
        await hold(s, "choke")
        await s.press("plus", "plus", "plus")
        await hold(s, "layering")
        await s.press("plus")
        settings = kick(s)
        assert (settings.mode, settings.choke, settings.layering) == ("gate", 3, "round-robin")
        await s.press("backspace")
        assert kick(s).layering is None


async def test_a_change_is_heard_at_the_next_hit(page):
    async with page("z") as s:
        await s.until(lambda: s.session.tick().track_hits[0] == 1)
        await s.until(lambda: s.session.tick().voices == 0)
        await hold(s, "level_db")
        await typed(s, *"off")
        await s.press("z")
        await s.until(lambda: s.session.tick().track_hits[0] == 2)
        frame = s.session.tick().frame
        peaks = []
        await s.until(lambda: peaks.append(s.session.tick().track_peaks[0]) or _later(s, frame))
        assert peaks[-1] == 0.0


def _later(s, frame):
    return s.session.tick().frame > frame + 4_800


async def test_the_control_in_hand_stays_from_pad_to_pad(page):
    async with page() as s:
        await hold(s, "decay")
        await s.press("right")
        assert s.text[1].startswith(" X Snare")
        assert in_hand(s.desk).name == "decay"
        await s.press("left", "left")
        assert s.text[1].startswith(" Z Kick")


async def test_the_whole_pad_goes_back_to_its_kit(page):
    async with page("plus", "L", "y") as s:
        assert "Kick, 2 changed" in s.text[1]
        await s.press(",", "0")
        assert not s.session.project.pads
        await s.press(",", "0")
        assert s.words == "Kick is as its kit has it."


async def test_moving_a_velocity_moves_the_neighbour(page):
    async with page("right", "L", "L") as s:
        await hold(s, "lowest")
        await typed(s, *"61")
        assert splits(s) == [(1, 60), (61, 127)]
        await s.press("backspace")
        assert not s.session.project.pads


async def test_a_velocity_without_a_layer_is_refused(page):
    async with page("right", "L") as s:
        before = s.session.project
        await hold(s, "lowest")
        await s.press("plus")
        assert "No layer would play velocities 1 to 7" in s.words
        assert s.session.project is before


async def test_a_layer_is_added_from_another_file(page):
    async with page("right", "i") as s:
        assert any("Open, Organ" in row for row in s.text)
        await s.press("down", "enter")
        assert files(s) == ["s", "k", "o"]
        await s.until(lambda: s.text[6].startswith("─ Snare, layer 3 "))
        await s.press("u")
        assert not s.session.project.pads


async def test_a_layer_plays_another_file(page):
    async with page("right", "L", "plus") as s:
        assert files(s) == ["o", "k"]
        assert any(" file " in row and "open.wav" in row for row in s.text)
        await s.press("enter", "up", "enter")
        assert files(s) == ["s", "k"]
        assert not s.session.project.pads
        await s.press("plus", "backspace")
        assert not s.session.project.pads


async def test_layers_are_copied_taken_out_and_moved(page):
    async with page("right", "L", "y") as s:
        assert files(s) == ["s", "s", "k"]
        await s.press("J")
        assert files(s) == ["s", "k", "s"]
        await s.press("I", "K")
        assert files(s) == ["k", "s"]
        assert s.text[6].startswith("─ Snare, layer 1 ")


async def test_an_edit_of_layers_needs_one_in_front(page):
    async with page("y") as s:
        assert "The pad itself is in front" in s.words
        await s.press("L", "K")
        assert s.words == "This is the first layer."


async def test_the_last_layer_stays_and_plays_every_velocity(page):
    async with page("right", "L", "I", "I") as s:
        assert "Snare has one layer" in s.words
        assert splits(s) == [(1, 127)]


async def test_what_the_page_changes_can_be_saved(page):
    async with page("right", "plus", "L", "y", "L") as s:
        await hold(s, "highest")
        await s.press(*["minus"] * 20, "I", "L")
        project = s.session.project
        assert project.pads
        assert project_from_text(project_to_text(project)) == project


async def test_a_lane_without_a_pad_has_nothing_to_turn(page, small_project):
    file = small_project / "project.toml"
    file.write_text(file.read_text().replace('drone = "', 'ghost = "x"\ndrone = "'))
    async with page() as s:
        await s.press(*["right"] * 6, "plus", "enter", "i", "tab", "J")
        assert "This kit has no pad for the lane ghost" in s.words
        assert "no pad for this lane" in s.text[1]


async def test_a_drag_is_one_undo(page):
    async with page() as s:
        before = s.session.project
        x, y = place_of(s, "cutoff")
        await drag(s, (x, y), (x - 6, y))
        assert kick(s).values == {"cutoff": 5000.0}
        await s.press("u")
        assert s.session.project == before


async def test_the_wheel_turns_and_a_double_click_resets(page):
    async with page() as s:
        before = s.session.project
        place = place_of(s, "drive")
        await s.mouse(events.MouseScrollUp, *place)
        assert kick(s).values == {"drive": 1.0}
        await s.pilot.click(offset=place, times=2)
        await s.pilot.pause()
        assert s.session.project == before


async def test_a_tab_puts_a_layer_in_front(page):
    async with page("right") as s:
        await s.pilot.click(offset=(s.text[1].index("2 kick"), 1))
        await s.pilot.pause()
        assert s.text[6].startswith("─ Snare, layer 2 ")
        await s.pilot.click(offset=(2, 1))
        await s.pilot.pause()
        assert s.text[6].startswith("─ Snare ─")


async def test_the_marks_of_the_waveform_are_dragged(page):
    async with page() as s:
        before = s.session.project
        await drag(s, (0, WAVE), (11, WAVE))
        assert kick(s).values == {"start": pytest.approx(LENGTH * 11 / WIDTH, abs=0.1)}
        await drag(s, (WIDTH - 1, WAVE), (33, WAVE))
        assert kick(s).values["end"] == pytest.approx(LENGTH * 33 / WIDTH, abs=0.1)
        assert s.text[5][11] == "["
        assert s.text[5][33] == "]"
        await drag(s, (33, WAVE), (70, WAVE))
        assert list(kick(s).values) == ["start"]
        await s.press("u", "u", "u")
        assert s.session.project == before


async def test_a_double_click_on_a_mark_resets_it(page):
    async with page() as s:
        before = s.session.project
        await drag(s, (0, WAVE), (11, WAVE))
        await s.pilot.click(offset=(11, WAVE), times=2)
        await s.pilot.pause()
        assert s.session.project == before


async def test_the_marks_of_a_layer_are_its_own(page):
    async with page("right") as s:
        await drag(s, (0, WAVE), (4, WAVE))
        await s.press("L")
        await drag(s, (4, WAVE), (11, WAVE))
        own, layer = s.session.project.pad_settings("snare"), s.session.played_kit.pads[1].layers[0]
        assert own.values["start"] + layer.start == pytest.approx(250.0 * 11 / WIDTH, abs=0.1)
        assert s.text[5][11] == "["


async def test_of_marks_in_one_place_the_one_in_hand_is_taken(page):
    async with page() as s:
        assert "(" not in s.text[5]
        await hold(s, "mode")
        await s.press("plus", "plus")
        await hold(s, "loop_start")
        await drag(s, (0, WAVE), (20, WAVE))
        assert list(kick(s).values) == ["loop_start"]
        assert s.text[5][20] == "("


async def test_pads_are_played_and_chosen_where_there_is_room(page):
    async with page(size=(120, 36)) as s:
        pads = s.app.screen.query_one("#pad-pads")
        x, y = pads.region.x + 7, pads.region.y + 4 * pads.pad_height - 2
        await s.mouse(events.MouseDown, x, y, button=1)
        await s.until(lambda: s.session.tick().track_hits[1] == 1)
        await s.mouse(events.MouseUp, x, y, button=1)
        assert s.text[1].startswith(" X Snare")
