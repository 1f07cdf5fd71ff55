"""Beats of other programs, brought in from the screen."""

from textual.widgets import Input

from padsketch.storage import load_project


async def answered(s, text):
    s.app.screen.query_one(Input).value = text
    await s.press("enter")


async def test_a_beat_becomes_a_project_beside_the_sketch(sketch, tmp_path):
    beat, made = tmp_path / "night.txt", tmp_path / "my night"
    beat.write_text("title: Night\nkick: X...\nflute: x\n")
    async with sketch() as s:
        before = s.session.project
        await s.press(",", "I")
        await answered(s, str(beat))
        await answered(s, str(tmp_path))
        assert any("That is there already" in row for row in s.text)
        await answered(s, str(made))
        await s.until(lambda: any("flute (1 note)" in row for row in s.text))
        assert any("padsketch '" in row for row in s.text)
        await s.press("enter")
        assert s.session.project == before
    assert load_project(made).title == "Night"


async def test_a_broken_beat_is_refused_in_words(sketch, tmp_path):
    beat = tmp_path / "a.mid"
    beat.write_bytes(b"MThd")
    async with sketch() as s:
        await s.press(",", "I")
        await answered(s, str(beat))
        await answered(s, str(tmp_path / "out"))
        await s.until(lambda: "this is no Standard MIDI file" in s.words)
    assert not (tmp_path / "out").exists()
