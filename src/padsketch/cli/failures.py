"""The one funnel through which every failure of a command reaches the user."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from padsketch.cli.printing import faults_to_json, say_json, tell
from padsketch.display import safe
from padsketch.errors import Interrupted, InvalidFile, OutputExists, PadsketchError


def guarded(command: Callable[[], int], as_json: bool) -> int:
    """Run a command; whatever goes wrong becomes words and an exit code, never a traceback."""
    try:
        code = command()
        sys.stdout.flush()
        return code
    except PadsketchError as error:
        return _told(error, as_json)
    except KeyboardInterrupt:
        return _told(Interrupted("Stopped", "Nothing was written."), as_json)
    except BrokenPipeError:
        return _unheard()
    except OSError as error:
        return _told(_refused(error), as_json)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0
    except Exception as error:
        from padsketch.storage.error_log import unexpected

        return _told(unexpected(error), as_json)


def _told(error: PadsketchError, as_json: bool) -> int:
    faults = error.faults if isinstance(error, InvalidFile) else ()
    if as_json:
        words = {"title": error.title, "hint": _hint(error), "faults": faults_to_json(faults)}
        say_json({"error": words})
    tell(f"padsketch: {error.title}")
    # The title of an invalid file holds its first fault already.
    for fault in faults if len(faults) > 1 else ():
        tell(f"  {fault}")
    if hint := _hint(error):
        tell(f"  {hint}")
    return error.exit_code


def _hint(error: PadsketchError) -> str:
    if isinstance(error, OutputExists) and error.replaceable:
        return f"{error.hint} --force replaces it.".lstrip()
    return error.hint


def _unheard() -> int:
    """Whoever reads has seen enough; at exit nothing must be flushed into the pipe again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _refused(error: OSError) -> PadsketchError:
    """What the disk refused where nothing knows better than the system what it was."""
    from padsketch.storage.files import refusal

    name = error.filename if error.filename is not None else "What was to be written or read"
    return refusal(error, f"{safe(os.fsdecode(name))} cannot be used")
