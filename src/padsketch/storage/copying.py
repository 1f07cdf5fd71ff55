"""Copies of files that are whole or not there."""

from __future__ import annotations

import shutil
from pathlib import Path

from padsketch.storage.files import disk_errors, make_folders, whole_file


def copy_whole(path: Path, target: Path) -> None:
    """Copy the content of a file, in place of what is at the target; its folder is made if need be.

    A link at the target is replaced, not followed. Raises PadsketchError for a disk that refuses.
    """
    with disk_errors(target):
        make_folders(target.parent)
        with whole_file(target) as half:
            shutil.copyfile(path, half)
