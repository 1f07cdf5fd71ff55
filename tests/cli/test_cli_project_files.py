"""Commands never rewrite what is newer, and keep what was written by hand."""

import pytest

COMMENT = "# the bridge is not finished\n"


@pytest.fixture
def newer(small_project):
    """A project of a version that is not known yet."""
    file = small_project / "project.toml"
    file.write_text(file.read_text().replace("version = 1", "version = 2\nnews = true"))
    return small_project


def test_a_newer_project_is_rendered_with_a_note(padsketch, newer, tmp_path):
    before = (newer / "project.toml").read_bytes()
    code, _, err = padsketch("render", newer, "-o", tmp_path / "loop.wav", "--pattern", "A1")

    assert code == 0
    assert "note: written by a newer padsketch" in err
    assert (newer / "project.toml").read_bytes() == before


def test_no_command_rewrites_a_newer_project(padsketch, newer):
    before = (newer / "project.toml").read_bytes()
    code, _, err = padsketch("samples", newer, "--collect")

    assert code == 1
    assert "newer padsketch" in err
    assert (newer / "project.toml").read_bytes() == before


def test_a_command_that_rewrites_a_project_keeps_what_was_written_by_hand(padsketch, small_project):
    file = small_project / "project.toml"
    by_hand = COMMENT + file.read_text()
    file.write_text(by_hand)
    code, _, _ = padsketch("samples", small_project, "--kit", "eight")

    assert code == 0
    assert COMMENT not in file.read_text()
    (version,) = (small_project / ".padsketch" / "versions").iterdir()
    assert version.read_text() == by_hand
