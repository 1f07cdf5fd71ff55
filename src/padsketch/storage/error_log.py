"""What should never happen, kept for whoever mends it."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

from padsketch.display import safe
from padsketch.errors import PadsketchError


def unexpected(error: Exception) -> PadsketchError:
    """The words for an error that is a mistake of ours, whose traceback goes into the log."""
    title = f"This should not have happened: {type(error).__name__}: {error}"
    try:
        log = _write_log("".join(traceback.format_exception(error)))
    except OSError as refusal:
        return PadsketchError(title, f"The details could not be kept: {refusal}")
    return PadsketchError(title, f"Please report it with the end of {log}")


def _write_log(text: str) -> Path:
    log = platformdirs.user_log_path("padsketch", ensure_exists=True) / "errors.log"
    with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"{datetime.now(UTC).isoformat()}\n{_harmless(text)}\n")
    return log


def _harmless(text: str) -> str:
    """The lines of a text as a terminal may show them: whoever reads the log will use one."""
    return "".join(f"{safe(line)}\n" for line in text.split("\n"))
