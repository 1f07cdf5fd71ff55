"""What a save replaces must come back byte for byte, however many saves follow."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.errors import PadsketchError, UsageError
from padsketch.storage.safety.versions import (
    MAX_NAME,
    NAMED,
    NEWEST,
    SAVED,
    STRANGE,
    Version,
    checked_name,
    find_version,
    keep_version,
    thin,
    too_many,
    versions_of,
)

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def saved(since: datetime, kind: str = SAVED) -> Version:
    return Version(Path(f"{since.timestamp()}"), since, "0" * 8, kind)


def saves_every(step: timedelta, count: int) -> list[Version]:
    return [saved(NOON - step * n) for n in range(count)]


def test_a_version_is_the_text_byte_for_byte(tmp_path: Path) -> None:
    text = b"# by hand\r\ntitle = 'x'\xff"
    version = keep_version(tmp_path, text, 12.5, STRANGE)

    assert version.read() == text
    assert versions_of(tmp_path) == (version,)
    assert version.since == datetime.fromtimestamp(12.5, UTC)


def test_the_newest_version_comes_first(tmp_path: Path) -> None:
    kept = [keep_version(tmp_path, text, at, SAVED) for text, at in ((b"1", 9), (b"2", 3))]

    assert versions_of(tmp_path) == tuple(kept)


def test_a_text_that_is_the_newest_already_is_not_kept_twice(tmp_path: Path) -> None:
    first = keep_version(tmp_path, b"same", 1, SAVED)
    second = keep_version(tmp_path, b"same", 2, SAVED)

    assert first == second
    assert len(versions_of(tmp_path)) == 1


def test_a_name_is_kept_for_a_text_that_is_there_already(tmp_path: Path) -> None:
    keep_version(tmp_path, b"same", 1, SAVED)
    keep_version(tmp_path, b"same", 2, NAMED, "the one")

    assert [version.name for version in versions_of(tmp_path)] == ["the one", ""]


@pytest.mark.parametrize(
    "name", ["a/b", "..", "50%", "%2f", "x.toml", "-", 'a"b:c', "ベース", "\U0001f941" * MAX_NAME]
)
def test_any_name_comes_back(tmp_path: Path, name: str) -> None:
    keep_version(tmp_path, b"text", 1, NAMED, checked_name(tmp_path, name))

    found = find_version(tmp_path, name)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "\x1b[31m", "n" * (MAX_NAME + 1), "\udcff"])
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="is no name"):
        checked_name(tmp_path, name)


def test_a_name_is_given_once(tmp_path: Path) -> None:
    keep_version(tmp_path, b"text", 1, NAMED, "mix")
    with pytest.raises(UsageError, match="already"):
        checked_name(tmp_path, "mix")


def test_versions_are_found_by_number_and_by_the_start_of_their_id(tmp_path: Path) -> None:
    old = keep_version(tmp_path, b"1", 1, SAVED)
    new = keep_version(tmp_path, b"2", 86400 * 400, SAVED)

    assert find_version(tmp_path, "1") == new
    assert find_version(tmp_path, "2") == old
    assert find_version(tmp_path, old.id[:15]) == old
    assert find_version(tmp_path, "197") is None
    assert find_version(tmp_path, "") is None
    assert find_version(tmp_path, "³") is None


def test_foreign_files_among_the_versions_are_no_versions(tmp_path: Path) -> None:
    version = keep_version(tmp_path, b"1", 1, SAVED)
    for name in ("notes.txt", "99999999T999999000-00000000-saved.toml", ".x"):
        (version.path.parent / name).write_text("")

    assert versions_of(tmp_path) == (version,)


@pytest.mark.parametrize("since", [-1e12, 1e15])
def test_a_file_with_a_silly_time_is_kept_too(tmp_path: Path, since: float) -> None:
    assert keep_version(tmp_path, b"1", since, SAVED) == versions_of(tmp_path)[0]


def test_a_full_disk_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PadsketchError, match="No space left") as caught:
        keep_version(tmp_path, b"1", 1, SAVED)

    assert "another folder" in caught.value.hint
    assert versions_of(tmp_path) == ()


def test_what_is_old_is_thinned_to_one_an_hour_a_day_a_month() -> None:
    versions = saves_every(timedelta(minutes=10), 6 * 24 * 200)
    gone = set(too_many(versions, NOON))
    left = [version.since for version in versions if version not in gone]

    assert left[:NEWEST] == [version.since for version in versions[:NEWEST]]
    assert left[-1] == versions[-1].since
    assert len([since for since in left[NEWEST:] if since > NOON - timedelta(days=2)]) <= 48
    assert 100 < len(left) < 150


def test_thinning_is_done_once_and_for_all() -> None:
    versions = saves_every(timedelta(minutes=17), 3000)
    gone = set(too_many(versions, NOON))
    left = [version for version in versions if version not in gone]

    assert too_many(left, NOON) == []


@given(
    st.lists(st.tuples(st.integers(0, 10**8), st.sampled_from([SAVED, STRANGE, NAMED]))),
    st.integers(0, 10**9),
)
def test_thinning_never_takes_the_newest_the_first_or_what_was_not_automatic(
    saves: list[tuple[int, str]], age: int
) -> None:
    versions = [saved(NOON - timedelta(seconds=at), kind) for at, kind in sorted(saves)]
    gone = too_many(versions, NOON + timedelta(seconds=age))
    automatic = [version for version in versions if version.kind == SAVED]

    assert all(version.kind == SAVED for version in gone)
    assert not set(gone) & {*automatic[:NEWEST], *automatic[-1:]}


def test_thinning_removes_the_files(tmp_path: Path) -> None:
    start = NOON.timestamp()
    for second in range(NEWEST + 5):
        keep_version(tmp_path, b"%d" % second, start + second, SAVED)
    thin(tmp_path, NOON + timedelta(minutes=1))

    assert len(versions_of(tmp_path)) == NEWEST + 2
