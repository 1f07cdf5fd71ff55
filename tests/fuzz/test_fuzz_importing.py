"""Whatever a file from a stranger says, reading it ends in a kit or in a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import soundfile
from mutation import mutants, n_cases
from sounds import sounds
from strange_kits import DECENT_SAMPLER, HYDROGEN, MPC, PADSKETCH, SFZ

from padsketch.errors import PadsketchError
from padsketch.formats.cue_wave import read_cue_wave
from padsketch.formats.decent_sampler import read_decent_sampler
from padsketch.formats.hydrogen import read_hydrogen
from padsketch.formats.mpc import read_mpc
from padsketch.formats.riff import Cue, Loop, WaveNotes, read_chunks, write_chunks
from padsketch.formats.sfz import read_sfz
from padsketch.storage.kits import load_kit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three sounds."""
    for name in ("a", "b", "c"):
        soundfile.write(tmp_path / f"{name}.wav", [0.5, 0.0] * 300, 48_000)
    return tmp_path


def ends(read: Callable[[Path], object], file: Path, contents: Iterable[bytes]) -> Counter[str]:
    """How reading a file ended, content after content."""
    counted: Counter[str] = Counter()
    for content in contents:
        file.write_bytes(content)
        error = _error(read, file)
        assert str(error or "").isprintable()
        counted[type(error).__name__] += 1
    return counted


def _error(read: Callable[[Path], object], file: Path) -> PadsketchError | None:
    try:
        read(file)
    except PadsketchError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        ("drumkit.xml", HYDROGEN, read_hydrogen),
        ("kit.sfz", SFZ, read_sfz),
        ("kit.dspreset", DECENT_SAMPLER, read_decent_sampler),
        ("kit.xpm", MPC, read_mpc),
        ("kit.toml", PADSKETCH, lambda path: load_kit(path.parent)),
    ],
    ids=["hydrogen", "sfz", "decent sampler", "mpc", "padsketch"],
)
def test_a_changed_kit_is_a_kit_or_a_word(
    folder: Path, name: str, text: str, read: Callable[[Path], object]
) -> None:
    (folder / "more.txt").write_text("<region> sample=../a.wav key=45")
    file = folder / name
    file.write_text(text)
    read(file)
    counted = ends(read, file, mutants([text.encode()], n_cases(300), is_text=True))
    assert set(counted) == {"NoneType", "InvalidFile"}


def test_changed_notes_of_a_sound_are_notes(folder: Path) -> None:
    notes = WaveNotes(cues=(Cue(0, "one"), Cue(100, "two")), loops=(Loop(10, 90),), tempo=96.0)
    write_chunks(folder / "a.wav", notes)
    seeds = [(folder / "a.wav").read_bytes()]
    seeds += [content for content in sounds() if content[:4] in (b"RIFF", b"FORM", b"RF64")]
    file = folder / "changed.wav"
    counted = ends(read_chunks, file, mutants(seeds, n_cases(400)))
    assert counted["NoneType"] > 0
    assert set(counted) <= {"NoneType", "InvalidFile"}
    counted = ends(read_cue_wave, file, mutants(seeds[:1], n_cases(400)))
    assert counted["NoneType"] > 0
    assert set(counted) <= {"NoneType", "InvalidFile", "SampleError"}
