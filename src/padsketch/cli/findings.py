"""What the doctor looks at, one function each."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import platformdirs

import padsketch
from padsketch.cli.devices import playing_devices
from padsketch.errors import AudioError, InvalidFile
from padsketch.storage import installed_kits, load_kit

MIN_COLUMNS, MIN_LINES = 80, 24
NEEDED_FORMATS = ("WAV", "FLAC")
OTHER_FORMATS = ("OGG", "MP3")


class Finding(NamedTuple):
    """What was looked at, how it is, in words, and what to do; a problem is something needed."""

    what: str
    verdict: Literal["ok", "note", "problem"]
    words: str
    advice: str = ""


def all_findings() -> list[Finding]:
    """Everything, in the order in which it matters."""
    return [
        _version(),
        _engine(),
        _sound_files(),
        _kits(),
        _devices(),
        _terminal(),
        _colours(),
        _surroundings(),
        _locale(),
        *_folders(),
    ]


def _version() -> Finding:
    words = f"padsketch {padsketch.__version__}, Python {platform.python_version()}"
    return Finding("version", "ok", f"{words}, {platform.system()} {platform.machine()}")


def _engine() -> Finding:
    try:
        from padsketch.engine.player import MAX_TRACKS, MAX_VOICES
    except ImportError as error:
        return Finding("engine", "problem", str(error), "Install padsketch again.")
    return Finding("engine", "ok", f"{MAX_VOICES} voices, {MAX_TRACKS} tracks")


def _sound_files() -> Finding:
    try:
        import soundfile
    except OSError as error:
        return Finding("files", "problem", f"libsndfile: {error}", "Install libsndfile.")
    formats = soundfile.available_formats()
    missing = [name for name in (*NEEDED_FORMATS, *OTHER_FORMATS) if name not in formats]
    words = f"libsndfile {soundfile.__libsndfile_version__}"
    if not missing:
        return Finding("files", "ok", f"{words}: WAV, FLAC, OGG, MP3")
    needed = not set(missing).isdisjoint(NEEDED_FORMATS)
    advice = "Install libsndfile 1.1 or newer."
    words = f"{words} lacks {', '.join(missing)}"
    return Finding("files", "problem" if needed else "note", words, advice)


def _kits() -> Finding:
    folders = installed_kits()
    broken = [folder.name for folder in folders if not _opens(folder)]
    if not folders:
        return Finding("kits", "problem", "no kit found", "Install padsketch again.")
    if broken:
        advice = "`padsketch check FOLDER` says what is wrong; `padsketch kit list` shows folders."
        return Finding("kits", "note", f"cannot be opened: {', '.join(broken)}", advice)
    return Finding("kits", "ok", ", ".join(folder.name for folder in folders))


def _opens(folder: Path) -> bool:
    try:
        load_kit(folder)
    except InvalidFile:
        return False
    return True


def _devices() -> Finding:
    try:
        devices = playing_devices()
    except AudioError as error:
        return Finding("sound", "note", error.title, error.hint)
    default = next((device for device in devices if device.is_default), devices[0])
    return Finding("sound", "ok", f"{len(devices)} devices, by default {default.name}")


def _terminal() -> Finding:
    if not sys.stdout.isatty():
        return Finding("terminal", "note", "stdout is no terminal", "The sketchpad needs one.")
    size = shutil.get_terminal_size()
    words = f"{os.environ.get('TERM', 'unknown')}, {size.columns}x{size.lines}"
    if size.columns < MIN_COLUMNS or size.lines < MIN_LINES:
        return Finding("terminal", "note", words, "Make it 80x24 or larger.")
    return Finding("terminal", "ok", words)


def _colours() -> Finding:
    if "NO_COLOR" in os.environ:
        return Finding("colours", "note", "none, as NO_COLOR asks")
    if os.environ.get("COLORTERM") in ("truecolor", "24bit"):
        return Finding("colours", "ok", "16 million")
    words = "256" if "256" in os.environ.get("TERM", "") else "few"
    return Finding("colours", "note", words, "COLORTERM=truecolor says that all can be shown.")


def _surroundings() -> Finding:
    around = [
        name
        for variable, name in (("TMUX", "tmux"), ("STY", "screen"), ("SSH_CONNECTION", "SSH"))
        if variable in os.environ
    ]
    if "SSH" in around:
        return Finding("inside", "note", ", ".join(around), "Sound comes out at the other end.")
    return Finding("inside", "ok", ", ".join(around) or "neither tmux nor SSH")


def _locale() -> Finding:
    encoding = sys.stdout.encoding.upper()
    if encoding.replace("-", "") == "UTF8":
        return Finding("locale", "ok", encoding)
    return Finding("locale", "note", encoding, "Set LANG=C.UTF-8; until then plain characters.")


def _folders() -> Iterator[Finding]:
    paths = {
        "config": platformdirs.user_config_path("padsketch"),
        "cache": platformdirs.user_cache_path("padsketch"),
        "data": platformdirs.user_data_path("padsketch"),
        "log": platformdirs.user_log_path("padsketch"),
    }
    for what, path in paths.items():
        if _is_writable(path):
            yield Finding(what, "ok", str(path))
        else:
            yield Finding(what, "note", f"{path} cannot be written", "Check its permissions.")


def _is_writable(path: Path) -> bool:
    """Whether a folder can be written to, or made."""
    nearest = next(folder for folder in (path, *path.parents) if folder.exists())
    return os.access(nearest, os.W_OK)
