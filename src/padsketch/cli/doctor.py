"""`padsketch doctor`: what works here, and what to do about what does not."""

from __future__ import annotations

from argparse import Namespace

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say, say_json


def add_commands(commands: Commands) -> None:
    """Add `doctor`."""
    words = "say what works on this machine and what does not"
    more = "Exits with 1 when something is missing that is needed."
    add_json(add_command(commands, "doctor", _doctor, words, more))


def _doctor(options: Namespace) -> int:
    from padsketch.cli.findings import all_findings

    findings = all_findings()
    if options.json:
        say_json([finding._asdict() for finding in findings])
    for finding in () if options.json else findings:
        say(f"{finding.verdict:<8} {finding.what:<10} {finding.words}")
        if finding.advice:
            say(f"{'':<19} {finding.advice}")
    return int(any(finding.verdict == "problem" for finding in findings))
