"""Names and errors come from other people: none may break the screen or reach the terminal."""

import pytest
import soundfile

from padsketch.tui.drawing.glyphs import ASCII

HOSTILE = ["[/]", "[red]x[/red]", "\\u001b]52;c;aGk=\\u0007", "\\u202Egnp", "a\\nb", "\\u001b[2J"]


def kit_of(folder, name):
    (folder / "kit").mkdir()
    soundfile.write(folder / "kit" / "a.wav", [[0.1], [0.2]] * 500, 48_000)
    (folder / "kit" / "kit.toml").write_text(
        'format = "padsketch-kit"\nversion = 1\n'
        f'name = "{name}"\ndescription = "{name}"\n'
        f'[[pads]]\nid = "kick"\nname = "{name}"\nlayers = [{{ file = "a.wav" }}]\n'
    )


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_names_are_shown_and_harm_nothing(sketch, project_folder, name):
    kit_of(project_folder, name)
    file = project_folder / "project.toml"
    text = file.read_text().replace("Night Bus", name).replace('"dust"', '"kit"')
    file.write_text(text.replace('"Intro"', f'"{name}"'))
    async with sketch(size=(120, 36)) as s:
        await s.press(
            "space", "enter", "u", "i", "escape", ",", "e", "escape", "f9", "escape", "f2"
        )
        await s.press("escape", "?", "escape", "f3", "escape", "m", "ctrl+q", "escape", "t")
        for keys in ([], ["f4", "minus"], ["enter"], ["escape", "u"]):
            await s.press(*keys)
            everything = "".join(s.text)
            assert all(char.isprintable() for char in everything)
            assert "\u202e" not in everything


async def test_an_error_with_markup_is_only_text(sketch):
    async with sketch() as s:
        s.app.load_kit("[/b]\x1b[2J")
        await s.until(lambda: s.desk.words.is_refusal)
        await s.until(lambda: any("There is no kit '[/b]" in row for row in s.text))


async def test_a_plain_terminal_is_sent_nothing_but_ascii(sketch, project_folder):
    file = project_folder / "project.toml"
    file.write_text(file.read_text().replace("Night Bus", "Nächtlicher Bus"))
    async with sketch(glyphs=ASCII, size=(120, 40)) as s:
        await s.press("space", "m", "right")
        assert "".join(s.text).isascii()
        for keys in (["i"], ["f2"], ["f3"], [",", "t"], ["ctrl+s"], ["f4", "minus"]):
            await s.press(*keys)
            assert "".join(s.text).isascii()
            await s.press("escape")


async def test_a_terminal_that_is_too_small_says_so_while_the_music_plays(sketch):
    async with sketch() as s:
        await s.press("space")
        await s.until(lambda: s.session.tick().playing)
        await s.pilot.resize_terminal(60, 20)
        await s.until(lambda: any("needs 80x24" in row for row in s.text))
        assert s.session.tick().playing
        await s.pilot.resize_terminal(80, 24)
        await s.until(lambda: any("Kick" in row for row in s.text))


async def test_every_size_in_between_can_be_drawn(sketch):
    async with sketch() as s:
        for width, height in ((99, 30), (100, 24), (119, 39), (120, 40), (149, 24), (150, 50)):
            await s.pilot.resize_terminal(width, height)
            await s.until(lambda: s.app.screen.size == (width, height))  # noqa: B023
            await s.pilot.pause()
            assert {strip.cell_length for strip in s.strips} == {width}
            assert "Kick" in s.text[2 if height < 40 else 3]
