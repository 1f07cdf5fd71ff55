"""Two processes must never write one project, and a dead one must never keep it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from padsketch.errors import InUse
from padsketch.storage.safety.lock import ENDED, Holder, Lock, held

HOLD = """
import sys
from pathlib import Path
from padsketch.storage.safety.lock import Lock

holder = Lock(Path(sys.argv[1])).take()
print("mine" if holder is None else holder.pid, flush=True)
sys.stdin.readline()
"""

TAKE_AT_ONCE = """
import sys
from pathlib import Path
from padsketch.storage.safety.lock import Lock

print("ready", flush=True)
sys.stdin.readline()
print("mine" if Lock(Path(sys.argv[1])).take() is None else "taken", flush=True)
sys.stdin.readline()
"""


@contextlib.contextmanager
def process(script: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with started:
        try:
            yield started
        finally:
            started.kill()


def line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def lock_file(folder: Path) -> Path:
    return folder / ".padsketch" / "lock"


def write_lock(folder: Path, holder: Holder) -> None:
    lock_file(folder).parent.mkdir(exist_ok=True)
    lock_file(folder).write_text(json.dumps(holder._asdict()))


def test_a_second_process_is_told_who_holds_the_project(tmp_path: Path) -> None:
    with process(HOLD, tmp_path) as first:
        assert line_of(first) == "mine"
        holder = Lock(tmp_path).take()

        assert holder is not None
        assert holder.pid == first.pid
        assert str(first.pid) in holder.words


def test_the_lock_of_a_killed_process_heals_at_once(tmp_path: Path) -> None:
    with process(HOLD, tmp_path) as first:
        assert line_of(first) == "mine"
        first.kill()
        first.wait()

        assert lock_file(tmp_path).exists()
        assert Lock(tmp_path).take() is None


def test_a_killed_process_that_nobody_has_asked_about_holds_nothing(tmp_path: Path) -> None:
    with process(HOLD, tmp_path) as first:
        assert line_of(first) == "mine"
        first.kill()
        os.waitid(os.P_PID, first.pid, os.WEXITED | os.WNOWAIT)

        assert Path(f"/proc/{first.pid}/stat").exists()
        assert Lock(tmp_path).take() is None


def test_a_new_process_with_an_old_number_holds_nothing(tmp_path: Path) -> None:
    with process(HOLD, tmp_path) as first:
        assert line_of(first) == "mine"
        said = json.loads(lock_file(tmp_path).read_text())
        write_lock(tmp_path, Holder(**{**said, "started": "an earlier boot 77"}))

        assert Lock(tmp_path).take() is None


def test_a_lock_without_a_time_is_believed_while_its_number_runs(tmp_path: Path) -> None:
    with process(HOLD, tmp_path) as first:
        assert line_of(first) == "mine"
        write_lock(tmp_path, Holder(first.pid, os.uname().nodename))

        holder = Lock(tmp_path).take()
        assert holder is not None
        assert holder.pid == first.pid


def test_a_stale_lock_has_one_heir(tmp_path: Path) -> None:
    write_lock(tmp_path, Holder(2**31 - 1, os.uname().nodename, ENDED))
    with contextlib.ExitStack() as stack:
        heirs = [stack.enter_context(process(TAKE_AT_ONCE, tmp_path)) for _ in range(6)]
        assert {line_of(heir) for heir in heirs} == {"ready"}
        for heir in heirs:
            assert heir.stdin is not None
            heir.stdin.write("go\n")
            heir.stdin.flush()

        assert sorted(line_of(heir) for heir in heirs) == ["mine"] + 5 * ["taken"]


def test_another_machine_is_never_thought_gone(tmp_path: Path) -> None:
    far = Holder(1, "far\x1b[31maway", "then")
    write_lock(tmp_path, far)

    assert Lock(tmp_path).take() == far
    assert "\x1b" not in far.words
    assert Lock(tmp_path).take(over=far) is None
    assert Lock(tmp_path).take() is None


def test_a_lock_is_given_back_only_by_who_holds_it(tmp_path: Path) -> None:
    lock = Lock(tmp_path)
    assert lock.take() is None
    lock.release()
    assert not lock_file(tmp_path).exists()

    write_lock(tmp_path, Holder(1, "elsewhere"))
    lock.release()
    assert lock_file(tmp_path).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[1, 2]",
        b'{"pid": 0, "host": "x", "started": ""}',
        b'{"pid": -1, "host": "x", "started": ""}',
        b'{"pid": 99999999999999999999, "host": "x", "started": ""}',
        b'{"pid": "1", "host": null}',
        b"[" * 900,
    ],
)
def test_a_lock_that_nobody_can_have_written_is_nobodys(tmp_path: Path, content: bytes) -> None:
    lock_file(tmp_path).parent.mkdir()
    lock_file(tmp_path).write_bytes(content)

    assert Lock(tmp_path).take() is None
    assert json.loads(lock_file(tmp_path).read_text())["pid"] == os.getpid()


def test_a_lock_that_a_full_disk_cut_off_is_cleared_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "pwrite", full)
    lock = Lock(tmp_path)
    assert lock.take() is None
    assert lock_file(tmp_path).read_bytes() == b""

    lock.release()
    assert not lock_file(tmp_path).exists()


def test_a_planted_link_is_not_written_through(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    lock_file(tmp_path).parent.mkdir()
    lock_file(tmp_path).symlink_to(precious)

    assert Lock(tmp_path).take() is None
    assert precious.read_text() == "mine"


def test_a_pipe_in_place_of_a_lock_does_not_stop_the_start(tmp_path: Path) -> None:
    lock_file(tmp_path).parent.mkdir()
    os.mkfifo(lock_file(tmp_path))

    assert Lock(tmp_path).take() is None


def test_where_nothing_can_be_written_no_lock_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".padsketch").write_text("in the way")

    assert Lock(tmp_path).take() is None
    Lock(tmp_path).release()


def test_a_command_leaves_a_project_alone_that_is_open(tmp_path: Path) -> None:
    with process(HOLD, tmp_path) as first:
        assert line_of(first) == "mine"
        with pytest.raises(InUse, match=f"process {first.pid}") as caught, held(tmp_path):
            pytest.fail("it was let in")

    assert not caught.value.may_be_gone
    with held(tmp_path):
        assert lock_file(tmp_path).exists()
    assert not lock_file(tmp_path).exists()
