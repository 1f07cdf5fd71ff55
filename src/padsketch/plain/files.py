"""The words that save a sketch, and that deal with what the disk holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from padsketch.errors import ChangedOnDisk, InUse
from padsketch.plain.talk import Talk, Word
from padsketch.storage.projects import project_bytes
from padsketch.storage.safety.comparing import differences


def _save(talk: Talk, words: Sequence[str]) -> None:
    try:
        folder = talk.session.save(Path(words[0]) if words else None)
    except ChangedOnDisk as error:
        theirs = "" if error.is_gone else "theirs takes what is there, "
        error.hint = f"mine keeps yours, {theirs}save FOLDER writes elsewhere."
        raise
    except InUse as error:
        if error.may_be_gone:
            error.hint = "If that one is gone, takeover and save again; else save FOLDER."
        raise
    talk.say(f"saved in {folder}")


def _mine(talk: Talk, words: Sequence[str]) -> None:
    talk.say(f"saved in {talk.session.save(over=True)}; what was there is a version")


def _theirs(talk: Talk, words: Sequence[str]) -> None:
    talk.session.safety.files.take_theirs()
    talk.say("this is what is on the disk; undo brings yours back")


def _take_over(talk: Talk, words: Sequence[str]) -> None:
    talk.session.safety.files.take_over()
    talk.say("this project is yours to save")


def _versions(talk: Talk, words: Sequence[str]) -> None:
    versions = talk.session.safety.files.versions
    for number, version in enumerate(versions, start=1):
        talk.say(f"{number} {version.since.astimezone():%Y-%m-%d %H:%M:%S} {version.title}")
    if not versions:
        talk.say("no versions yet: every save keeps what it replaces")


def _version(talk: Talk, words: Sequence[str]) -> None:
    talk.say(f"kept as '{talk.session.safety.files.keep(' '.join(words)).name}'")


def _restore(talk: Talk, words: Sequence[str]) -> None:
    files = talk.session.safety.files
    version = files.version(" ".join(words))
    files.restore(version)
    talk.say(f"this is {version.title} of {version.since.astimezone():%Y-%m-%d %H:%M:%S}")


def _changes(talk: Talk, words: Sequence[str]) -> None:
    version = talk.session.safety.files.version(" ".join(words) or "1")
    old = version.read().decode(errors="replace")
    new = project_bytes(talk.session.project).decode()
    lines = differences(old, new, version.words, "now")
    for line in lines or ["nothing has changed since"]:
        talk.say(line)


FILE_WORDS: dict[str, Word] = {
    "save": Word("[FOLDER]", "save", _save),
    "mine": Word("", "save over what something else wrote; that becomes a version", _mine),
    "theirs": Word("", "take what the disk holds; undo brings yours back", _theirs),
    "takeover": Word("", "save here although another machine seems to have it open", _take_over),
    "version": Word("NAME", "keep the sketch as it is under a name", _version, 1),
    "versions": Word("", "what was kept, by name and at every save", _versions),
    "restore": Word("NAME|N", "go back to a version; undo returns", _restore, 1),
    "changes": Word("[NAME|N]", "what has changed since a version", _changes),
}
