"""The journal: whatever happens to its file, what stood in it up to there comes back."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from padsketch.errors import PadsketchError
from padsketch.storage.safety import journal as journals
from padsketch.storage.safety.journal import Journal, journal_of
from padsketch.storage.safety.recovered import read_journal, stand_of
from padsketch.storage.safety.texts import Blocks, Texts, applied, hunk_between, to_lines, to_text

HEAD, REST = ("bpm = 92.0",), ("[patterns.A1.lanes]", 'kick = "X..x"', 'hat = "xxxx"')
SAVED = Texts((HEAD, REST))
NOON = 1_700_000_000.0

blocks = st.lists(st.sampled_from("abcde"), max_size=4).map(tuple)
texts = st.lists(blocks, max_size=4).map(tuple)
states = st.lists(st.builds(Texts, texts, texts), min_size=1, max_size=6)


def tempo(bpm: float, texts: Texts = SAVED) -> Texts:
    return texts._replace(project=((f"bpm = {bpm}",), *texts.project[1:]))


def begun(folder: Path, saved: Texts = SAVED) -> Journal:
    return Journal(folder, saved, stand_of(folder))


def written(folder: Path, later: list[Texts], saved: Texts = SAVED) -> bytes:
    journal = begun(folder, saved)
    for number, state in enumerate(later, start=1):
        journal.add(state, number, f"edit {number}", NOON + number)
    return journal_of(folder).read_bytes()


@given(old=texts, new=texts)
def test_a_hunk_turns_one_text_into_the_other(old: Blocks, new: Blocks) -> None:
    hunk = hunk_between(old, new)
    before, after = list(chain.from_iterable(old)), list(chain.from_iterable(new))
    lines = list(before)
    if hunk is not None:
        applied(lines, hunk)
    assert (lines, hunk is None) == (after, before == after)
    assert list(to_lines(to_text(after))) == after


@given(later=states)
@settings(max_examples=15)
def test_of_a_journal_that_is_torn_anywhere_all_whole_edits_come_back(
    tmp_path_factory: pytest.TempPathFactory, later: list[Texts]
) -> None:
    folder = tmp_path_factory.mktemp("torn")
    data, path = written(folder, later), journal_of(folder)
    known = [SAVED, *later]
    whole = 0
    for end in range(len(data) + 1):
        path.write_bytes(data[:end])
        whole = data[:end].count(b"\n")
        state = read_journal(path)
        assert (state is None) == (whole == 0)
        if state is not None:
            assert (state.files, state.edits) == (known[whole - 1].whole, whole - 1)
    assert whole == len(known)


@given(later=states, where=st.data())
@settings(max_examples=50)
def test_a_damaged_byte_never_makes_up_a_state(
    tmp_path_factory: pytest.TempPathFactory, later: list[Texts], where: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    data, path = bytearray(written(folder, later)), journal_of(folder)
    at = where.draw(st.integers(0, len(data) - 1))
    data[at] ^= where.draw(st.integers(1, 255))
    path.write_bytes(data)
    state = read_journal(path)
    assert state is None or state.files in [known.whole for known in (SAVED, *later)]


def test_a_line_that_went_missing_ends_what_is_believed(tmp_path: Path) -> None:
    lines = written(tmp_path, [tempo(n) for n in (100, 101, 102)]).splitlines(keepends=True)
    journal_of(tmp_path).write_bytes(b"".join((*lines[:2], *lines[3:])))
    state = read_journal(journal_of(tmp_path))
    assert state is not None
    assert state.files == tempo(100).whole


def test_a_disk_that_is_full_for_a_while_loses_the_last_edit_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = begun(tmp_path)
    journal.add(tempo(100), 1, "tempo", NOON)
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _refuse(errno.ENOSPC))
        for edits in (2, 3):
            with pytest.raises(PadsketchError, match="No space left"):
                journal.add(tempo(100 + edits), edits, "tempo", NOON + edits)
        torn = read_journal(journal.path)
    assert torn is not None
    assert torn.files in [tempo(bpm).whole for bpm in (100, 102, 103)]
    journal.add(tempo(104), 4, "tempo", NOON + 4)
    state = read_journal(journal.path)
    assert state is not None
    assert (state.files, state.edits, state.at) == (tempo(104).whole, 4, NOON + 4)


def test_half_a_line_that_was_refused_is_written_over(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.add(tempo(100), 1, "tempo", NOON)
    with journal.path.open("ab") as file:
        file.write(b'{"sum":"0123')
    journal.add(tempo(101), 2, "tempo", NOON)
    state = read_journal(journal.path)
    assert state is not None
    assert state.files == tempo(101).whole


def test_a_long_journal_is_written_anew_with_all_that_it_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journals, "MOST_BYTES", 2_000)
    sizes = set()
    journal = begun(tmp_path)
    for edits in range(1, 200):
        journal.add(tempo(edits), edits, "tempo", NOON + edits)
        sizes.add(journal.path.stat().st_size)
        state = read_journal(journal.path)
        assert state is not None
        assert (state.files, state.edits) == (tempo(edits).whole, edits)
    assert max(sizes) < 6_000
    assert [path.name for path in journal.path.parent.iterdir()] == ["journal.jsonl"]


def test_what_a_killed_process_had_begun_beside_the_journal_is_swept_away(tmp_path: Path) -> None:
    own = journal_of(tmp_path).parent
    own.mkdir()
    (own / ".padsketch-0123456789ab.jsonl").write_bytes(b"half")
    written(tmp_path, [tempo(100)])
    assert [path.name for path in own.iterdir()] == ["journal.jsonl"]


def test_a_journal_of_somebody_else_is_set_aside_and_not_replaced(tmp_path: Path) -> None:
    before = written(tmp_path, [tempo(99)])
    written(tmp_path, [tempo(100)])
    (aside,) = (tmp_path / ".padsketch" / "unsaved").iterdir()
    assert aside.read_bytes() == before


def test_a_journal_whose_folder_was_removed_stands_there_again(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.add(tempo(100), 1, "tempo", NOON)
    journal.path.unlink()
    journal.path.parent.rmdir()
    journal.add(tempo(101), 2, "tempo", NOON)
    state = read_journal(journal.path)
    assert state is not None
    assert (state.files, state.edits) == (tempo(101).whole, 2)


def test_a_link_in_the_place_of_a_journal_leads_nowhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine")
    journal_of(tmp_path).parent.mkdir()
    journal_of(tmp_path).symlink_to(outside)
    assert read_journal(journal_of(tmp_path)) is None
    written(tmp_path, [tempo(100)])
    assert outside.read_text() == "mine"


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_no_journal(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "journal.jsonl")
    assert read_journal(tmp_path / "journal.jsonl") is None


def test_a_journal_that_is_closed_says_so(tmp_path: Path) -> None:
    journal = begun(tmp_path)
    journal.add(tempo(100), 1, "tempo", NOON)
    journal.close()
    state = read_journal(journal.path)
    assert state is not None
    assert (state.is_closed, state.files) == (True, tempo(100).whole)


def test_only_the_last_that_were_thrown_away_are_kept(tmp_path: Path) -> None:
    for edits in range(journals.MOST_THROWN_AWAY + 5):
        journal = begun(tmp_path)
        journal.add(tempo(edits), 1, "tempo", NOON)
        os.utime(journal.path, (NOON + edits, NOON + edits))
        journal.throw_away()
    kept = sorted((tmp_path / ".padsketch" / "thrown-away").iterdir())
    assert len(kept) == journals.MOST_THROWN_AWAY
    newest = read_journal(kept[-1])
    assert newest is not None
    assert newest.files == tempo(journals.MOST_THROWN_AWAY + 4).whole


def _refuse(number: int) -> Callable[[int], None]:
    def refuse(file: int) -> None:
        raise OSError(number, os.strerror(number))

    return refuse
