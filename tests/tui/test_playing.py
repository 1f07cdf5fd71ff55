import asyncio

from textual import events

from padsketch.tui.drawing.geometry import GridGeometry
from padsketch.tui.transport import playing


def is_reversed(strip, x):
    return bool(strip.crop(x, x + 1)._segments[0].style.reverse)


def playing_now(s):
    return s.session.tick().playing


async def test_a_project_opens_stopped_and_space_plays_and_stops(sketch):
    async with sketch() as s:
        assert not playing_now(s)
        await s.press("space")
        await s.until(lambda: playing_now(s))
        assert s.session.tick().section == -1
        await s.until(lambda: "▶ PLAY" in s.text[0])
        await s.press("space")
        await s.until(lambda: not playing_now(s))


async def test_space_twice_silences_what_rings(sketch):
    async with sketch() as s:
        await s.press("space")
        await s.until(lambda: s.session.tick().voices > 0)
        await s.press("space")
        await s.until(lambda: not playing_now(s))
        await s.press("space")
        assert s.words == "silenced everything"
        await s.until(lambda: s.session.tick().voices == 0)
        assert not playing_now(s)


async def test_the_demo_is_heard_at_once(sketch):
    async with sketch(folder=None) as s:
        await s.until(lambda: playing_now(s) and s.session.tick().section >= 0)
        assert "space stops" in s.words


async def test_the_song_plays_and_the_grid_shows_what_is_heard(sketch):
    async with sketch() as s:
        await s.press(",", "s")
        await s.until(lambda: s.session.tick().section == 0)
        assert s.session.pattern == "A2"
        await s.press(",", "p")
        await s.until(lambda: s.session.tick().section == -1)


async def test_the_playhead_moves_over_the_grid(sketch):
    async with sketch() as s:
        await s.press("down", "space")
        cells = [GridGeometry(4).cell_rect(0, column) for column in range(16)]
        seen = set()

        def heard():
            row = s.strips[2].crop(16, 68)
            seen.update(at for at, cell in enumerate(cells) if is_reversed(row, cell.x))
            return seen >= {1, 2, 3, 4}

        await s.until(heard)


async def test_the_page_follows_the_playhead_until_the_cursor_moves(sketch):
    async with sketch() as s:
        await s.press("space")
        playing.locate(s.desk, 20)
        s.desk.follows = True
        s.desk.step = 0
        await s.until(lambda: s.desk.page == 16)
        await s.press("down")
        assert s.desk.page == 0


async def test_patterns_are_queued_while_playing_and_seen_when_heard(sketch):
    async with sketch() as s:
        await s.press("pagedown")
        assert s.session.pattern == "A2"
        await s.press("pageup", "pageup")
        assert s.session.pattern == "A1"
        await s.press("space")
        await s.until(lambda: playing_now(s))
        await s.press("pagedown", "pagedown")
        await s.until(lambda: s.session.tick().queued >= 0)
        assert s.session.pattern == "A1"
        await s.until(lambda: "A1→" in s.text[0])


async def test_pads_play_and_flash(sketch):
    async with sketch() as s:
        assert not is_reversed(s.strips[3], 1)
        # The light is shorter than a press of a busy machine's keyboard.
        pressing = asyncio.create_task(s.press("x"))
        await s.until(lambda: is_reversed(s.strips[3], 1))
        await pressing
        assert s.session.tick().track_hits[1] == 1
        await s.until(lambda: not is_reversed(s.strips[3], 1))


async def test_shift_makes_an_accent(sketch):
    hits = []
    async with sketch() as s:
        s.session.listeners.append(lambda played: hits.append((played.pad, played.velocity)))
        await s.press("z", "X", "3", "dollar_sign")
        await s.until(lambda: len(hits) == 4)
        assert hits == [(0, 100), (1, 127), (14, 100), (15, 127)]


async def test_tapping_sets_the_tempo(sketch):
    times = iter([10.0, 10.5, 11.0, 11.5])
    async with sketch() as s:
        taps = [s.session.tap(next(times)) for _ in range(4)]
        assert taps == [None, 120.0, 120.0, 120.0]
        await s.press("t")
        assert s.words == "tap again in time"


async def test_a_tap_counts_when_its_key_was_read_however_late_the_screen_is(sketch):
    async with sketch() as s:
        for read_at in (50.0, 50.4):
            key = events.Key("t", "t")
            key.time = read_at
            s.app.screen.on_key(key)
        assert s.session.project.bpm == 150.0


async def test_b_plays_from_the_first_bar(sketch):
    async with sketch() as s:
        await s.press("space")
        await s.until(lambda: s.session.tick().position > 4_000_000)
        before = s.session.tick().position
        await s.press("b")
        await s.until(lambda: s.session.tick().position < before)
        assert playing_now(s)
