"""`padsketch` and `python -m padsketch`."""

from __future__ import annotations

import io
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    # The threads that numpy's linear algebra starts on import spin for longer than we run.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from padsketch.cli import run

    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets a question mark, not an error.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
