"""What the doctor looks at, one function each."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from pathlib import Path

import platformdirs

import padsketch
from padsketch.cli.devices import playing_devices
from padsketch.cli.finding import Finding
from padsketch.cli.terminal_findings import terminal_findings
from padsketch.errors import AudioError, InvalidFile
from padsketch.storage import installed_kits, load_kit

NEEDED_FORMATS = ("WAV", "FLAC")
OTHER_FORMATS = ("OGG", "MP3")


def all_findings() -> list[Finding]:
    """Everything, in the order in which it matters."""
    return [
        _version(),
        _engine(),
        _sound_files(),
        _kits(),
        _devices(),
        *terminal_findings(),
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
