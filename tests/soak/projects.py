"""Damaged projects and all that belongs to them, opened: a clear word or what can be read.

    python tests/soak/projects.py [--cases N] [--seed N]

Project, takes, kit, journal, lock, versions and manifests are damaged in turn; the same seed gives
the same cases. The process has a limit of memory. Ends with an error at the first case that went
wrong, which is kept.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import soundfile
from importers import time_limit, told
from mutations import damaged, damaged_text

from padsketch.cli import run as run_command
from padsketch.display import safe
from padsketch.errors import PadsketchError
from padsketch.model import Project, edits
from padsketch.model.recording import Take
from padsketch.score import compile_score
from padsketch.session import Session
from padsketch.storage import load_kit

MEMORY = 2 << 30
"""Bytes of address space: numpy and the engine alone take a quarter of it."""
BEAT, STEMS, PACK = "beat", "stems", "pack"
WORDS = (
    b"[patterns.A1]",
    b"[[song]]",
    b"kick = ",
    b"version = ",
    b'"',
    b"'''",
    b"inf",
    b"[x]",
    b"{",
)
KIT = """format = "padsketch-kit"
version = 1
name = "Tin"

[[pads]]
id = "kick"
name = "Kick"
layers = [{ file = "kick.wav", velocity = [1, 90] }, { file = "hat.wav", velocity = [91, 127] }]

[[pads]]
id = "hat"
name = "Hat"
mode = "gate"
choke = 1
layers = [{ file = "hat.wav" }]

[credits."kick.wav"]
author = "A. Nyone"
licence = "CC0-1.0"
"""
PROJECT = """format = "padsketch-project"
version = 1
title = "Before"
bpm = 92.5
swing = 57.0
key = "C minor"
seed = 7
kit = "kit"

[patterns.A1]
length = 8

[patterns.A1.lanes]
kick = "X..x..5."
hat  = ".x.x.x.x"

[[patterns.A1.locks]]
lane = "hat"
step = 2
chance = 50
when = "2:4"
rolls = 3
tune = -2.0

[patterns.A1.lane_options.hat]
length = 6

[[song]]
section = "Start"
pattern = "A1"
repeats = 2
mute = ["hat"]
bpm = 101.3

[mixer.kick]
level_db = -3.0
pan = 0.2

[pads.hat]
decay = 80.0

[master]
level_db = -2.0
"""


def main() -> int:
    """Open so many damaged projects and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_STATE_HOME"] = f"{folder}/data"
        outcomes, slowest = run(Path(folder), options.cases, options.seed)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{options.cases} damaged files: {told(outcomes)}")
    print(f"the slowest took {slowest:.2f} s; at most {megabytes:.0f} MB")
    return 0


def run(folder: Path, cases: int, seed: int) -> tuple[Counter[str], float]:
    """How often which damaged files were opened and refused, and the seconds of the slowest."""
    whole = folder / "whole"
    make(whole)
    files = sorted(path for path in whole.rglob("*") if _may_be_damaged(path))
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(cases):
        before = time.monotonic()
        file = files[number % len(files)].relative_to(whole)
        outcomes[f"{_kind(file)} {_case(whole, file, Random(f'{seed}-{number}'))}"] += 1
        slowest = max(slowest, time.monotonic() - before)
    return outcomes, slowest


def make(folder: Path) -> None:
    """A project with takes, versions and a journal of edits, stems and a pack of it."""
    beat = folder / BEAT
    (beat / "kit").mkdir(parents=True)
    for name in ("kick", "hat"):
        soundfile.write(beat / "kit" / f"{name}.wav", np.linspace(0.5, 0, 500), 8_000, "PCM_16")
    (beat / "kit" / "kit.toml").write_text(KIT)
    (beat / "project.toml").write_text(PROJECT)
    session = Session.open(beat)
    session.edit("title", edits.set_title, "After")
    session.takes.keep(Take(pattern="A1", number=1, at=1, played=session.current_pattern))
    session.save()
    for bpm in range(90, 110):
        session.edit("tempo", edits.set_bpm, bpm)
        session.safety.journal.flush()
    journal, lock = (beat / ".padsketch" / name for name in ("journal.jsonl", "lock"))
    kept = {path: path.read_bytes() for path in (journal, lock)}
    session.close()
    for path, content in kept.items():
        path.write_bytes(content)
    for command, name in (("stems", STEMS), ("export", PACK)):
        assert _said(command, beat, "-o", folder / name, "--rate", 8_000)[0] == 0


def _may_be_damaged(path: Path) -> bool:
    in_own = path.parent.name == ".padsketch" or path.parent.parent.name == ".padsketch"
    return path.is_file() and (
        in_own or path.name in ("project.toml", "takes.toml", "kit.toml", "manifest.json")
    )


def _kind(file: Path) -> str:
    return file.name if file.parent.name != "versions" else "version"


def _case(whole: Path, file: Path, random: Random) -> str:
    """Damage one file of a copy and open all; a case that goes wrong is kept."""
    folder = whole.with_name("case")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder, copy_function=os.link)
    data = (whole / file).read_bytes()
    hurt = damaged_text(data, random, WORDS) if random.random() < 0.8 else damaged(data, random)
    (folder / file).unlink()
    (folder / file).write_bytes(hurt)
    _copy_what_changes(whole, folder)
    try:
        with time_limit():
            return _opened(folder, file)
    except BaseException as error:
        kept = Path(tempfile.mkdtemp(prefix="padsketch-case-"))
        shutil.copytree(folder, kept / "case")
        (kept / file.name).write_bytes(hurt)
        error.add_note(f"{file}: the case is kept in {kept}")
        raise


def _copy_what_changes(whole: Path, folder: Path) -> None:
    """A journal is appended to: links would spoil the whole one."""
    journal = Path(BEAT) / ".padsketch" / "journal.jsonl"
    if (folder / journal).samefile(whole / journal):
        (folder / journal).unlink()
        shutil.copy(whole / journal, folder / journal)


def _opened(folder: Path, file: Path) -> str:
    """What comes of everything that reads the file."""
    if file.name == "manifest.json":
        return _ended("verify", folder / file.parts[0])
    codes = {_ended("check", folder / BEAT), _ended("diff", folder / BEAT, "--list")}
    codes.add(_worked_on(folder / BEAT))
    return "refused" if "refused" in codes else "opened"


def _ended(*words: object) -> str:
    code, said = _said(*words)
    assert code in (0, 1, 4), said
    assert "should not have happened" not in said, said
    assert safe(said.replace("\n", " ")) == said.replace("\n", " "), said
    return "refused" if code else "opened"


def _said(*words: object) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run_command([str(word) for word in words])
    return code, out.getvalue()


def _worked_on(folder: Path) -> str:
    """Open, take what is offered, edit, compile and save."""
    try:
        session = Session.open(folder)
    except PadsketchError as error:
        return _in_words(error)
    with contextlib.closing(session):
        steps: tuple[Callable[[], object], ...] = (
            lambda: _recovered(session),
            lambda: session.edit("title", edits.set_title, "Again"),
            lambda: _compiled(session.project, folder),
            session.save,
        )
        return "refused" if "refused" in [_step(step) for step in steps] else "opened"


def _step(step: Callable[[], object]) -> str:
    try:
        step()
    except PadsketchError as error:
        return _in_words(error)
    return "opened"


def _in_words(error: PadsketchError) -> str:
    assert error.title
    assert safe(error.title + error.hint) == error.title + error.hint
    return "refused"


def _recovered(session: Session) -> None:
    recovering = session.safety.recovering
    if recovering.offered is not None:
        assert safe(recovering.offered.words) == recovering.offered.words
        recovering.recover(recovering.offered)


def _compiled(project: Project, folder: Path) -> None:
    compile_score(project, load_kit(folder / "kit"))


if __name__ == "__main__":
    sys.exit(main())
