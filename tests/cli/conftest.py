import json

import pytest

from padsketch.cli import run


@pytest.fixture
def padsketch(capsys):
    """Runs a command line in this process: exit code, stdout, stderr."""

    def command(*words):
        code = run([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def padsketch_json(padsketch):
    """Runs a command line with --json: exit code and what stdout says."""

    def command(*words):
        code, out, _ = padsketch(*words, "--json")
        return code, json.loads(out)

    return command
