"""Files to model and back; what decodes audio is apart, in `padsketch.storage.samples`."""

from padsketch.storage.checks import check_kit, check_project
from padsketch.storage.files import file_sha256, write_atomic
from padsketch.storage.kits import find_kit, installed_kits, load_kit
from padsketch.storage.projects import (
    load_project,
    project_file,
    project_folder,
    project_from_text,
    project_to_text,
    save_project,
)
from padsketch.storage.replacing import replacing, replacing_folder
from padsketch.storage.takes import load_takes, save_takes, takes_from_text, takes_to_text

__all__ = [
    "check_kit",
    "check_project",
    "file_sha256",
    "find_kit",
    "installed_kits",
    "load_kit",
    "load_project",
    "load_takes",
    "project_file",
    "project_folder",
    "project_from_text",
    "project_to_text",
    "replacing",
    "replacing_folder",
    "save_project",
    "save_takes",
    "takes_from_text",
    "takes_to_text",
    "write_atomic",
]
