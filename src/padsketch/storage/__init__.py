"""Files to model and back; what decodes audio is apart, in `padsketch.storage.samples`."""

from padsketch.storage.checks import check_kit, check_project
from padsketch.storage.files import file_sha256, write_atomic
from padsketch.storage.kit_writing import save_kit
from padsketch.storage.kits import find_kit, installed_kits, load_kit
from padsketch.storage.projects import (
    check_vacant,
    load_project,
    project_file,
    project_folder,
    project_from_text,
    project_to_text,
    save_project,
)
from padsketch.storage.replacing import replacing, replacing_folder
from padsketch.storage.takes import (
    has_takes,
    load_takes,
    save_takes,
    takes_from_text,
    takes_to_text,
)

__all__ = [
    "check_kit",
    "check_project",
    "check_vacant",
    "file_sha256",
    "find_kit",
    "has_takes",
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
    "save_kit",
    "save_project",
    "save_takes",
    "takes_from_text",
    "takes_to_text",
    "write_atomic",
]
