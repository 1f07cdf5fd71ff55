"""A dialog that lets the sketch through, on a terminal."""

import pytest
from terminals import composed, picture, sitting
from textual.screen import ModalScreen

PATTERNS, VARY = b"\x1bOR", b"nv"


def drawn(terminal):
    """What was drawn so far, perhaps to the middle of a character."""
    return bytes(terminal.drawn).decode(errors="replace")


@pytest.mark.parametrize("keys", [PATTERNS, VARY])
async def test_the_sketch_is_not_drawn_over_a_dialog_while_it_plays(
    monkeypatch, project_folder, keys
):
    async with sitting(monkeypatch, project_folder) as s:
        s.terminal.type(b" ")
        await s.until(lambda: s.session.tick().position > 0)
        s.terminal.type(keys)
        await s.until(lambda: isinstance(s.app.screen, ModalScreen))
        heard = s.session.tick().position
        await s.until(lambda: s.session.tick().position > heard + 960_000)
        s.session.stop()
        await s.until(lambda: s.session.tick().voices == 0)
        await s.until(lambda: picture(drawn(s.terminal), 80, 24) == composed(s.app))
