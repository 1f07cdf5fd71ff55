"""Performing over the bytes of real terminals: what is held there must be let go here."""

from terminals import KITTY, sitting

ORGAN = 4
"""The pad of the small kit that gates."""
PRESS, RELEASE = b"\x1b[55:47;2:1;47u", b"\x1b[55;1:3u"
"""The key for the fill on a German keyboard, where it is Shift+7, in kitty; Shift is up first."""


async def test_a_fill_is_held_by_its_key_on_any_keyboard(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project, KITTY) as s:
        s.terminal.type(PRESS + b"\x1b[55:47;2:2;47u" * 30)
        await s.until(lambda: s.session.performing.is_filling)
        s.terminal.type(RELEASE)
        await s.until(lambda: not s.session.performing.is_filling)


async def test_a_held_fill_ends_with_the_focus_and_a_latched_one_does_not(
    monkeypatch, small_project
):
    async with sitting(monkeypatch, small_project, KITTY) as s:
        performing = s.session.performing
        s.terminal.type(PRESS)
        await s.until(lambda: performing.is_filling)
        s.terminal.type(b"\x1b[O")
        await s.until(lambda: not performing.is_filling)
        s.terminal.type(b"\x1b[I\x1b[44;;44u\x1b[102;;102u")
        await s.until(lambda: performing.is_latched)
        s.terminal.type(PRESS + b"\x1b[Oz")
        await s.until(lambda: s.played)
        assert performing.is_filling


async def test_a_plain_terminal_latches_the_fill(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project) as s:
        s.terminal.type(b"/")
        await s.until(lambda: s.session.performing.is_latched)
        s.terminal.type(b"/")
        await s.until(lambda: not s.session.performing.is_filling)


async def test_half_the_tempo_is_no_fill(monkeypatch, small_project):
    async with sitting(monkeypatch, small_project, KITTY) as s:
        s.terminal.type(b"\x1b[44;;44u" + PRESS + RELEASE)
        await s.until(lambda: s.session.project.bpm == 66.85)
        assert not s.session.performing.is_filling


async def test_a_chord_of_notes_lets_go_of_each_where_the_keys_are_let_go(
    monkeypatch, small_project
):
    async with sitting(monkeypatch, small_project, KITTY) as s:
        notes = []
        s.session.listeners.append(lambda p: notes.append((p.pad, p.transpose, p.is_release)))
        s.terminal.type(b"\x1b[B" * ORGAN + b",k")
        await s.until(lambda: s.desk.fingers.spread.kind == "notes")
        s.terminal.type(b"\x1b[122;;122u\x1b[118;;118u\x1b[122;1:3u\x1b[118;1:3u")
        await s.until(lambda: s.session.tick() and len(notes) == 4)
        assert notes == [
            (ORGAN, semitones, is_release)
            for is_release in (False, True)
            for semitones in (0.0, 3.0)
        ]


async def test_an_accent_makes_a_roll_louder_in_tmux_and_it_ends_by_itself(
    monkeypatch, small_project
):
    async with sitting(monkeypatch, small_project) as s:
        s.terminal.type(b"g ")
        await s.until(lambda: s.session.tick().playing and s.session.performing.is_repeating)
        s.terminal.type(b"z")
        await s.until(lambda: len(s.played) > 2)
        s.terminal.type(b"Z")
        await s.until(lambda: (0, 127) in s.played)
        await s.until(lambda: (0, "up") in s.played)
        velocities = [velocity for _, velocity in s.played]
        assert velocities == [*sorted(velocities[:-1]), "up"]
