"""Everything that keys can do, in any order, while the music plays: undo and redo lose nothing."""

import asyncio

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from padsketch.storage.projects import project_from_text, project_to_text
from padsketch.tui.commands import COMMANDS

LEAVES = {"quit", "save", "save-as", "export", "palette", "theme", "kit", "output"}
"""What closes the sketch, writes files, or waits for another thread."""
CHORDS = [
    tuple(keys.split(" "))
    for command in COMMANDS
    if command.id not in LEAVES
    for keys in command.keys
]
WITHIN = ("1", "4", "7", "enter", "escape", "up", "down", "left", "right", "+", "-", "tab", "z")
"""What is typed in a dialog, or on top of what a key began."""

EMPTY = 'format = "padsketch-project"\nversion = 1\nkit = "dust"\n'

gestures = st.lists(
    st.tuples(st.sampled_from(CHORDS), st.lists(st.sampled_from(WITHIN), max_size=4)),
    min_size=5,
    max_size=25,
)


async def press(s, *keys):
    """Like a very fast hand: no pause but until the screen has read its mail."""
    for key in keys:
        s.app.simulate_key(key)
        await read(s.app)


async def read(app):
    quiet = 0
    while quiet < 3:
        is_empty = app._message_queue.empty() and app.screen._message_queue.empty()
        quiet = quiet + 1 if is_empty else 0
        await asyncio.sleep(0)


async def close_dialogs(s):
    while len(s.app.screen_stack) > 1:
        s.app.pop_screen()
        await read(s.app)


async def play_through(sketch, moves):
    async with sketch() as s:
        first = s.session.project
        await press(s, "space")
        for chord, more in moves:
            await press(s, *chord, *more)
            await close_dialogs(s)
        s.session.end_merge()
        check_history(s.session, first)
        check_sound(s)


def check_history(session, first):
    """Back to the beginning and forward to the end, over the same projects."""
    while session.redo() is not None:
        pass
    last, way = session.project, [session.project]
    while session.undo() is not None:
        way.append(session.project)
    assert session.project == first
    for project in reversed(way[:-1]):
        assert session.redo() is not None
        assert session.project == project
        again = project_from_text(project_to_text(project))
        assert again == project
    assert session.redo() is None
    assert session.project == last


def check_sound(s):
    """The engine has taken everything, plays on, and gives back what it no longer plays."""
    session = s.session
    session.play_pattern()
    frame = session.tick().frame
    for _ in range(1000):
        state = session.tick()
        if state.frame > frame and state.playing and session.player.held <= 4:
            break
    assert not session.sounding._stale
    assert state.dropped == 0


@settings(
    max_examples=12,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(moves=gestures)
def test_undo_and_redo_lose_nothing_whatever_was_done(sketch, moves):
    asyncio.run(play_through(sketch, moves))


async def test_every_command_survives_an_empty_sketch(sketch, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    (folder / "project.toml").write_text(EMPTY)
    async with sketch(folder) as s:
        for chord in sorted(set(CHORDS)):
            await press(s, *chord)
            await close_dialogs(s)
            assert s.app._exception is None, chord
