from textual import events

from padsketch.storage.clipboard import read_pasted


async def paste(s, text):
    """What a terminal sends for text from its clipboard."""
    s.app.screen.post_message(events.Paste(text))
    await s.pilot.pause()


async def test_what_is_copied_is_text_for_other_programs(sketch):
    async with sketch() as s:
        await s.press(*"LLL", "y")
        assert s.app.clipboard == "X..x"
        await s.press("Y")
        assert s.app.clipboard == 'kick = "X..x..x...X.....X..x..x...X....."'
        await s.press(",", "c")
        assert read_pasted(s.app.clipboard) == s.session.current_pattern


async def test_steps_are_pasted_at_the_cursor_as_one_undo(sketch):
    async with sketch() as s:
        before = s.lane("kick")
        await s.press("right")
        await paste(s, "oX.\n")
        assert s.lane("kick") == [before[0], 50, 127, 0, *before[4:]]
        assert "pasted 3 steps" in s.words
        await s.press("u")
        assert s.lane("kick") == before


async def test_our_own_steps_come_back_from_the_clipboard_with_their_details(sketch):
    async with sketch() as s:
        await s.press("down", *["right"] * 15, "y", "up")
        await paste(s, s.app.clipboard)
        pattern = s.session.current_pattern
        assert pattern.lane("kick").step(15) == pattern.lane("snare").step(15)
        assert pattern.lane("kick").step(15).rolls == 3


async def test_lines_are_pasted_downwards(sketch):
    async with sketch() as s:
        await s.press("down", "down")
        await paste(s, "x...\n.x..\r\n")
        assert s.lane("clap") == [100]
        assert s.lane("rim") == [0, 100]


async def test_lanes_are_pasted_by_their_names(sketch):
    async with sketch() as s:
        await paste(s, 'hat = "o"\nkick x.x.')
        assert s.lane("hat") == [50]
        assert s.lane("kick") == [100, 0, 100]
        await paste(s, "kik x.x.")
        assert "did you mean 'kick'" in s.words
        assert s.desk.words.is_refusal


async def test_a_pattern_is_pasted_from_another_project(sketch):
    async with sketch() as s:
        await s.press(",", "c")
        copied, text = s.session.current_pattern, s.app.clipboard
        await s.press("pagedown")
        await paste(s, text)
        assert s.session.pattern == "A2"
        assert s.session.current_pattern == copied


async def test_a_pasted_pattern_may_have_lanes_that_the_kit_cannot_play(sketch):
    async with sketch() as s:
        await paste(s, "[lanes]\nkick = 'x'\nkazoo = 'x'")
        assert set(s.session.current_pattern.lanes) == {"kick", "kazoo"}
        assert "no pad for kazoo" in s.words


async def test_a_letter_is_refused_with_the_place_and_plays_no_pads(sketch):
    async with sketch() as s:
        before = s.session.project
        await paste(s, "Dear all,\nzxcv asdf qwer 1234\n")
        assert s.desk.words.is_refusal
        assert "line 1" in s.words
        assert s.session.project is before
        assert not any(s.session.tick().track_hits)


async def test_only_the_sketch_takes_a_paste(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press("f4")
        await paste(s, "x..x")
        assert s.desk.words.is_refusal
        assert s.session.project is before
