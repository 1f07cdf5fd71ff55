"""The words that deal with the project's own samples."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from padsketch.display import counted
from padsketch.errors import UsageError
from padsketch.plain.talk import Talk, Word


def _samples(talk: Talk, words: Sequence[str]) -> None:
    what, *more = words or ("missing",)
    if what not in _WAYS:
        raise UsageError(f"'{what}' is nothing to do with samples", f"One of {', '.join(_WAYS)}.")
    _WAYS[what](talk, more)


def _missing(talk: Talk, words: Sequence[str]) -> None:
    samples = talk.session.safety.samples
    samples.finish()
    for file in samples.missing.files:
        place = samples.missing.found.get(file)
        talk.say(f"{file} is missing" + (f", and found: {place}" if place else ""))
    if not samples.missing.files:
        talk.say("no sample is missing")


def _search(talk: Talk, words: Sequence[str]) -> None:
    if not words:
        raise UsageError("samples search needs a folder")
    talk.session.safety.samples.look(Path(" ".join(words)).expanduser())
    _missing(talk, ())


def _back(talk: Talk, words: Sequence[str]) -> None:
    samples = talk.session.safety.samples
    samples.finish()
    talk.say(f"{counted(samples.bring_back(), 'sample')} brought back")


def _collect(talk: Talk, words: Sequence[str]) -> None:
    samples = talk.session.safety.samples
    collected = samples.gather()
    samples.take(collected)
    talk.say(f"copied into the project: {', '.join(collected.copied) or 'nothing'}")


def _unused(talk: Talk, words: Sequence[str]) -> None:
    unused = talk.session.safety.samples.unused()
    for found in unused:
        talk.say(f"{found.path} {found.size:,} bytes")
    if not unused:
        talk.say("every sample of the project is played")


_WAYS = {
    "missing": _missing,
    "search": _search,
    "back": _back,
    "collect": _collect,
    "unused": _unused,
}
SAMPLE_WORDS: dict[str, Word] = {
    "samples": Word(
        "[search FOLDER|back|collect|unused]",
        "which samples are missing; bring back what was found, copy in all that is played",
        _samples,
    ),
}
