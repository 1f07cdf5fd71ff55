"""Performing with keys and mouse: what hangs, what is said and not done, what undo forgets."""

import pytest
from textual import events

from padsketch.errors import UsageError
from padsketch.model import edits
from padsketch.tui.transport import performing


def muted(s):
    mixer = s.session.project.mixer
    return sorted(pad for pad, channel in mixer.items() if channel.mute)


async def test_a_group_is_one_key_and_one_undo(sketch):
    async with sketch() as s:
        s.session.edit("mutes", edits.set_mutes, ("hat", "snare"), True)
        await s.press(";", "s", "3")
        assert s.words == "group 3 holds hat, snare"
        await s.press(";", "3")
        assert (muted(s), s.words) == ([], "group 3 sounds: hat, snare")
        before = s.session.project
        await s.press(";", "3")
        assert (muted(s), s.words) == (["hat", "snare"], "group 3 muted: hat, snare")
        await s.press("u")
        assert s.session.project is before


async def test_an_empty_group_says_why_nothing_happens(sketch):
    async with sketch() as s:
        await s.press(";", "7")
        assert s.desk.words.is_refusal
        assert "Mute group 7 is empty" in s.words
        await s.press(";", "s", "7")
        assert "No lane is muted" in s.words


async def test_the_keys_of_a_group_play_no_pad(sketch):
    async with sketch() as s:
        await s.press(";", "s", "1", ";", "1", ";", "2")
        await s.until(lambda: s.session.tick().pulls > 0)
        frame = s.session.tick().frame
        await s.until(lambda: s.session.tick().frame > frame)
        assert not any(s.session.tick().track_hits)


async def test_the_fill_is_seen_and_switched_with_keys_and_mouse(sketch):
    async with sketch() as s:
        x = s.text[0].index("FILL")
        await s.press("/")
        assert s.session.performing.is_filling
        await s.press(",", "f")
        assert not s.session.performing.is_filling
        await s.pilot.click(offset=(x, 0))
        assert s.session.performing.is_filling
        await s.pilot.click(offset=(x - 1, 0))
        assert s.session.performing.is_filling
        await s.pilot.click(offset=(x + 3, 0))
        assert not s.session.performing.is_filling


async def test_what_is_queued_is_seen_with_where_it_lands(sketch):
    async with sketch() as s:
        await s.press(",", "q")
        assert s.words == "a queued pattern comes on the next bar"
        await s.press("space")
        await s.until(lambda: s.session.tick().playing)
        await s.press("pagedown")
        assert s.words == "A2 comes on the next bar"
        await s.until(lambda: "A1→A2 bar" in s.text[0])
        await s.until(lambda: s.session.pattern == "A2")
        await s.until(lambda: "→" not in s.text[0])


async def test_the_landings_go_round(sketch):
    async with sketch() as s:
        await s.press(",", "q", ",", "q", ",", "q")
        assert s.session.performing.landing == "end"


async def test_the_tempo_jumps_and_comes_back(sketch):
    async with sketch() as s:
        await s.press(",", "/")
        assert (s.session.project.bpm, s.words) == (60.0, "60 BPM")
        await s.press(",", "*", ",", "*")
        assert s.session.project.bpm == 240.0


@pytest.mark.parametrize(("bpm", "factor", "wrong"), [(30.0, 0.5, "15 BPM"), (300.0, 2.0, "600")])
async def test_a_jump_of_the_tempo_stays_in_its_range(sketch, bpm, factor, wrong):
    async with sketch() as s:
        s.session.edit("tempo", edits.set_bpm, bpm)
        with pytest.raises(UsageError, match=wrong):
            performing.scale_tempo(factor)(s.desk)
        assert s.session.project.bpm == bpm


async def test_the_pads_show_what_the_keys_play(sketch):
    async with sketch(size=(120, 36)) as s:
        await s.press("down", ",", "k")
        shown = "\n".join(s.text)
        assert all(name in shown for name in ("C4", "D#4", "C5"))
        assert "FILL key" in s.text[0]
        assert s.words == "the keys are Snare, notes C4 to D#5"
        await s.press("5")
        assert "C3" in "\n".join(s.text)
        await s.press("6", "6")
        assert "C5" in "\n".join(s.text)
        await s.press(",", "n")
        assert s.words == "the keys are Snare, velocities 8 to 127"
        assert all(f" {velocity} " in "\n".join(s.text) for velocity in (8, 64, 127))
        await s.press(",", "n")
        assert all(f" {tune} " in "\n".join(s.text) for tune in ("-8", "+1", "+7"))
        await s.press(",", "n")
        assert "Kick" in "\n".join(row[80:] for row in s.text)


async def test_no_lane_claims_a_key_that_plays_another_pad(sketch):
    async with sketch() as s:
        assert s.text[2][1] == "Z"
        await s.press(",", "n")
        assert {row[1] for row in s.text[2:10]} == {" "}
        await s.press(",", "n", ",", "n")
        assert s.text[2][1] == "Z"


async def test_there_are_notes_only_as_far_as_a_pad_can_be_tuned(sketch):
    async with sketch() as s:
        await s.press(",", "k", *"5555")
        assert not s.desk.words.is_refusal
        await s.press("5")
        assert s.words.startswith("There are no notes below these")


async def test_the_keys_follow_the_cursor_to_another_pad(sketch):
    async with sketch() as s:
        await s.press(",", "n", "down", "1")
        await s.until(lambda: s.session.tick().track_hits[1] == 1)
        await s.press("down", "z")
        await s.until(lambda: s.session.tick().track_hits[2] == 1)


async def test_the_mouse_plays_the_note_that_it_points_at_and_lets_go_of_it(sketch):
    async with sketch(size=(120, 36)) as s:
        played = []
        s.session.listeners.append(played.append)
        await s.press(",", "k")
        pads = s.app.screen.query_one("#pads").region
        place = (pads.x + 2, pads.bottom - 2 - 4)
        await s.mouse(events.MouseDown, *place, button=1)
        await s.until(lambda: played)
        await s.press(",", "k")
        await s.mouse(events.MouseUp, *place, button=1)
        await s.until(lambda: len(played) == 2)
        assert [(p.transpose, p.is_release) for p in played] == [(4.0, False), (4.0, True)]


async def test_the_mouse_turns_the_rate_and_makes_pads_of_the_keys_again(sketch):
    async with sketch() as s:
        await s.press("g", ",", "k")
        await s.pilot.click(offset=(s.text[0].index("1/16 key"), 0))
        assert s.session.performing.rate == "1/16T"
        await s.pilot.click(offset=(s.text[0].index("key"), 0))
        assert not s.desk.fingers.spread.is_of_one_pad


async def test_note_repeat_is_seen_and_its_rates_go_round(sketch):
    async with sketch() as s:
        await s.press("g")
        assert s.words == "note repeat on, every 1/16"
        assert "rpt 1/16" in s.text[0]
        await s.press("G")
        assert s.words == "note repeat on, every 1/16T"
        await s.press("g", *"GGGGGGG")
        assert s.words == "note repeat off, every 1/16"
