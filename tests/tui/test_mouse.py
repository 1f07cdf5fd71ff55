from textual import events

from padsketch.tui.drawing.geometry import GridGeometry

LABEL, TOP = 16, 2


def at(row, column):
    rect = GridGeometry(4).cell_rect(row, column)
    return LABEL + rect.x + 1, TOP + rect.y


async def drag(s, *places, button=1):
    await s.mouse(events.MouseDown, *at(*places[0]), button=button)
    for place in places[1:]:
        await s.mouse(events.MouseMove, *at(*place), button=button)
    await s.mouse(events.MouseUp, *at(*places[-1]), button=button)


async def test_a_click_toggles_and_moves_the_cursor(sketch):
    async with sketch() as s:
        await drag(s, (1, 2))
        assert s.lane("snare")[2] == 100
        assert (s.desk.row, s.desk.step) == (1, 2)
        await drag(s, (1, 2))
        assert s.lane("snare")[2] == 0


async def test_a_fast_stroke_draws_every_cell_and_is_one_undo(sketch):
    async with sketch() as s:
        before = s.session.project
        await drag(s, (5, 0), (5, 15))
        assert s.lane("pedal") == [100] * 16
        await s.press("u")
        assert s.session.project == before


async def test_two_strokes_are_two_undos(sketch):
    async with sketch() as s:
        await drag(s, (5, 0), (5, 3))
        await drag(s, (6, 0), (6, 3))
        await s.press("u")
        assert s.lane("pedal") == [100] * 4
        assert s.lane("open") == []


async def test_a_stroke_that_begins_on_a_hit_erases(sketch):
    async with sketch() as s:
        await drag(s, (0, 0), (0, 15))
        assert s.lane("kick")[:16] == [0] * 16


async def test_drawing_over_hits_keeps_their_velocity(sketch):
    async with sketch() as s:
        await drag(s, (0, 1), (0, 6))
        assert s.lane("kick")[:7] == [127, 100, 100, 100, 100, 100, 100]
        await drag(s, (2, 1), (2, 4))
        assert s.lane("hat")[2] == 99


async def test_the_right_button_erases_wherever_it_begins(sketch):
    async with sketch() as s:
        await drag(s, (0, 1), (0, 6), button=3)
        assert s.lane("kick")[:7] == [127, 0, 0, 0, 0, 0, 0]


async def test_the_wheel_turns_velocity(sketch):
    async with sketch() as s:
        await s.mouse(events.MouseScrollDown, *at(0, 0))
        assert s.lane("kick")[0] == 119
        await s.mouse(events.MouseScrollUp, *at(0, 0))
        assert s.lane("kick")[0] == 127


async def test_the_wheel_over_a_track_turns_its_level(sketch):
    async with sketch() as s:
        await s.mouse(events.MouseScrollUp, 75, TOP)
        assert s.session.project.channel("kick").level_db == -2.0


async def test_the_ruler_puts_the_cursor_there(sketch):
    async with sketch() as s:
        await s.pilot.click(offset=(at(0, 8)[0], 1))
        await s.pilot.pause()
        assert s.desk.step == 8


async def test_the_ruler_plays_from_there(sketch):
    async with sketch() as s:
        await s.press("space")
        await s.until(lambda: s.session.tick().playing)
        await s.pilot.click(offset=(at(0, 12)[0], 1))
        await s.until(lambda: s.session.tick().position >= 12 * 240_000)


async def test_flags_are_toggled_with_a_click(sketch):
    async with sketch() as s:
        await s.mouse(events.MouseDown, LABEL - 2, TOP, button=1)
        await s.mouse(events.MouseUp, LABEL - 2, TOP, button=1)
        assert s.session.project.channel("kick").mute
        await s.mouse(events.MouseDown, LABEL - 1, TOP + 1, button=1)
        assert s.session.project.channel("snare").solo


async def test_a_key_cap_plays_its_pad(sketch):
    async with sketch() as s:
        await s.mouse(events.MouseDown, 1, TOP + 1, button=1)
        await s.until(lambda: s.session.tick().track_hits[1] == 1)
        await s.mouse(events.MouseUp, 1, TOP + 1, button=1)


async def test_the_mouse_holds_a_gate_as_long_as_its_button(sketch, small_project):
    async with sketch(folder=small_project) as s:
        await s.mouse(events.MouseDown, 1, TOP + 4, button=1)
        await s.until(lambda: s.session.tick().voices == 1)
        start = s.session.tick().frame
        await s.until(lambda: s.session.tick().frame > start + 24_000)
        assert s.session.tick().voices == 1
        await s.mouse(events.MouseUp, 1, TOP + 4, button=1)
        await s.until(lambda: s.session.tick().voices == 0)


async def test_pads_are_played_on_the_right_where_there_is_room(sketch):
    async with sketch(size=(120, 36)) as s:
        pads = s.app.screen.query_one("#pads")
        await s.mouse(events.MouseDown, pads.region.x + 2, pads.region.bottom - 2, button=1)
        await s.until(lambda: s.session.tick().track_hits[0] == 1)


async def test_a_click_in_the_footer_is_as_good_as_the_key(sketch):
    async with sketch() as s:
        row = next(y for y in (22, 23) if "mute" in s.text[y])
        await s.pilot.click(offset=(s.text[row].index("mute"), row))
        await s.pilot.pause()
        assert s.session.project.channel("kick").mute


async def test_a_click_outside_the_cells_draws_nothing(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.mouse(events.MouseDown, LABEL + 12, TOP, button=1)
        await s.mouse(events.MouseMove, 79, TOP + 3, button=1)
        await s.mouse(events.MouseUp, 79, TOP + 3, button=1)
        assert s.session.project is before


def over(s, word, row=0):
    """Where a word stands on the screen."""
    return s.text[row].index(word), row


async def test_the_words_of_the_first_line_are_switched_by_mouse_alone(sketch):
    async with sketch() as s:
        await s.pilot.click(offset=over(s, "STOP"))
        await s.until(lambda: "PLAY" in s.text[0])
        await s.mouse(events.MouseScrollUp, *over(s, "BPM"))
        await s.mouse(events.MouseScrollUp, *over(s, "sw "))
        assert (s.session.project.bpm, s.session.project.swing) == (121.0, 55.0)
        await s.pilot.click(offset=over(s, "PLAY"))
        await s.until(lambda: "STOP" in s.text[0])
        await s.mouse(events.MouseScrollUp, *over(s, "A1"))
        assert s.session.pattern == "A2"


async def test_a_dialog_is_answered_and_left_by_mouse_alone(sketch):
    async with sketch() as s:
        for words, is_kept in (("esc closes", False), ("enter takes", True)):
            await s.pilot.click(offset=over(s, "32x"))
            await s.press(*"24")
            row = next(y for y, text in enumerate(s.text) if words in text)
            await s.pilot.click(offset=over(s, words, row))
            await s.until(lambda: not s.app.screen.is_modal)
            assert (s.desk.pattern.length == 24) == is_kept


async def test_a_menu_is_opened_and_closed_by_mouse_alone(sketch):
    async with sketch() as s:
        row = next(y for y in (22, 23) if "n write" in s.text[y])
        await s.pilot.click(offset=over(s, "n write", row))
        await s.until(lambda: any("esc closes" in text for text in s.text))
        title = next(y for y, text in enumerate(s.text) if "esc closes" in text)
        await s.pilot.click(offset=(3, title))
        await s.until(lambda: not any("esc closes" in text for text in s.text))
        await s.press("z")
        assert s.desk.fingers.is_live


async def test_a_drag_with_ctrl_selects_and_draws_nothing(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.mouse(events.MouseDown, *at(1, 2), button=1, control=True)
        await s.mouse(events.MouseMove, *at(3, 5), button=1, control=True)
        await s.mouse(events.MouseUp, *at(3, 5), button=1, control=True)
        assert s.desk.selection == (range(1, 4), range(2, 6))
        assert s.session.project is before
