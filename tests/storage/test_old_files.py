"""A file that any padsketch before this one wrote must open, and lose nothing by being saved.

corpus: what the program wrote at each stage of its formats (`STAGE-N.toml`: projects with
everything that could be said then), and files that were written by hand or came with it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from padsketch.model import Kit
from padsketch.storage import load_project, project_to_text, takes_from_text, takes_to_text
from padsketch.storage.documents import read_document
from padsketch.storage.kit_reading import KIT_KIND
from padsketch.storage.kit_writing import kit_text
from padsketch.storage.migrations import PROJECT_VERSION
from padsketch.storage.projects import load_project_file
from padsketch.storage.safety.rewriting import rewrite
from padsketch.storage.safety.versions import STRANGE, versions_of

CORPUS = Path(__file__).parent / "corpus"
STAGES = ("first", "parameters", "fills", "mute-groups", "own-sounds", "identities")
DEMOS = ("first-demo", "mixed-demo")


def files(kind: str, *stems: str) -> list[Path]:
    found = sorted((CORPUS / kind).glob("*.toml"))
    return [path for path in found if not stems or stage_of(path) in stems]


def stage_of(path: Path) -> str:
    return "" if path.stem in DEMOS else path.stem.rpartition("-")[0]


def name_of(path: Path) -> str:
    return path.stem


def lines(text: str) -> list[str]:
    """The lines whatever their order: that of keys has changed."""
    return sorted(text.splitlines())


def said(text: str) -> list[str]:
    return [line for line in lines(text) if line and not line.startswith("#")]


def test_every_stage_is_in_the_corpus() -> None:
    assert {stage_of(path) for path in files("projects")} == {"", *STAGES}


@pytest.mark.parametrize("path", files("projects", *STAGES), ids=name_of)
def test_an_old_project_loses_nothing_by_being_saved(path: Path) -> None:
    project = load_project_file(path)

    assert project.version == PROJECT_VERSION
    assert lines(project_to_text(project)) == lines(path.read_text())


@pytest.mark.parametrize("name", DEMOS)
def test_an_old_demo_plays_what_it_played(name: str) -> None:
    path = CORPUS / "projects" / f"{name}.toml"
    project = load_project_file(path)
    old = {line.split("#")[0].strip() for line in said(path.read_text()) if '= "' in line}
    lanes = {line for line in old if set(line.partition("=")[2]) <= set(' ".oxX123456789')}

    assert len(lanes) >= 20
    assert lanes <= set(project_to_text(project).splitlines())
    assert [section.section for section in project.song][:1] == ["Intro"]


@pytest.mark.parametrize("path", files("takes"), ids=name_of)
def test_old_takes_lose_nothing_by_being_saved(path: Path) -> None:
    text = path.read_text()

    assert lines(takes_to_text(takes_from_text(text))) == lines(text)


@pytest.mark.parametrize("path", files("kits"), ids=name_of)
def test_an_old_kit_opens_with_all_its_pads(path: Path) -> None:
    text = path.read_text()
    reading = read_document(text, KIT_KIND)
    kit: Kit = reading.value

    assert reading.faults == ()
    assert len(kit.pads) == text.count("[[pads]]") > 0


def test_an_old_kit_of_a_user_loses_nothing_by_being_saved() -> None:
    text = (CORPUS / "kits" / "own-sounds-1.toml").read_text()

    assert lines(kit_text(read_document(text, KIT_KIND).value)) == lines(text)


def test_a_file_by_hand_is_kept_with_its_comments_when_it_is_rewritten(tmp_path: Path) -> None:
    by_hand = (CORPUS / "projects" / "mixed-demo.toml").read_bytes()
    (tmp_path / "project.toml").write_bytes(by_hand)
    rewrite(tmp_path, project_to_text(load_project(tmp_path)).encode())

    assert b"#" not in (tmp_path / "project.toml").read_bytes()
    (version,) = versions_of(tmp_path)
    assert (version.read(), version.kind) == (by_hand, STRANGE)
