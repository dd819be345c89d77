"""A plugin from another distribution is found and run; the how-to is what is installed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from laureat.configuration.faults import BrokenConfiguration
from laureat.configuration.load import load_edition
from laureat.plugin_api.testing import check_conflict, check_tally
from laureat.plugin_host import PluginHost

pytestmark = pytest.mark.takes_long

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-plugin.md"
FILE = re.compile(r"^`(?P<name>[\w.]+)`\n\n```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
UNNAMED = re.compile(r"(?<!`\n\n)^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)

EXAMPLES = HOW_TO.parents[2] / "campaign_config" / "examples"
EXAMPLE = EXAMPLES / "prix-des-ateliers-fictifs" / "2026.yaml"
NAMED = """eligibility:
  - plugin: insertion-hours
    article: "3"
    options: {at_least: 500}
"""

ASKED = """    questions:
      - {name: rna, label: Numéro RNA, kind: rna-number}
"""

JUDGE = """
from laureat.plugin_api import changed
from laureat.plugin_api.testing import facts_of_a_draft
from laureat.plugin_host import PluginHost

host = PluginHost.discover()
rule = host.eligibility("insertion-hours", {"at_least": 500})
facts = changed(
    facts_of_a_draft(), {"candidature.answers.heures": 12}, territory=lambda code: None
)
print(host.origin("laureat.eligibility", "insertion-hours"))
print(type(rule.examine(facts)).__name__)
print(len(host.names("laureat.eligibility")))
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Write the files of the how-to."""
    folder = tmp_path_factory.mktemp("insertion-hours")
    for found in FILE.finditer(HOW_TO.read_text(encoding="utf-8")):
        folder.joinpath(found["name"]).write_text(found["text"], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def python(source, tmp_path_factory):
    """Install the distribution apart, and give a fresh interpreter that sees it."""
    target = tmp_path_factory.mktemp("installed")
    pip = ["pip", "install", "--quiet", "--no-build-isolation", "--no-deps", "--no-index"]
    run("-m", *pip, "--target", str(target), str(source))

    def run_with_it(*arguments):
        return run(*arguments, PYTHONPATH=str(target))

    return run_with_it


def run(*arguments, **environment):
    """Run an interpreter in its own process, away from the repository."""
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(sys.prefix),
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split()


def test_the_how_to_has_every_file(source):
    assert sorted(path.name for path in source.iterdir() if path.is_file()) == [
        "insertion_hours.py",
        "pyproject.toml",
        "rna_number.py",
        "test_insertion_hours.py",
    ]


def test_the_host_finds_it_next_to_those_that_ship(python):
    assert python("-c", JUDGE) == ["insertion-hours", "1.0", "NotMet", "6"]


def test_it_passes_the_contract_as_the_how_to_says(python, source):
    told = python("-m", "pytest", "-q", "-p", "no:cacheprovider", str(source))

    assert told[-4:-2] == ["2", "passed"]


def test_an_edition_names_it_and_a_rehearsal_holds_it(python, addresses, tmp_path):
    edition = tmp_path / "2026.yaml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("eligibility:\n", NAMED, 1)
    edition.write_text(text.replace("    questions:\n", ASKED, 1), encoding="utf-8")

    asked = ["rehearse", str(edition), "--out", str(tmp_path / "out"), "--quiet"]
    python("-m", "laureat.cli", *asked, "--database-url", addresses.admin)

    report = json.loads(tmp_path.joinpath("out", "report.json").read_text(encoding="utf-8"))
    assert "Numéro RNA" in tmp_path.joinpath("out", "export.csv").read_text(encoding="utf-8")
    (rule,) = [one for one in report["rules"] if "insertion" in one["id"]]
    assert (rule["article"], rule["standing"]) == ("3", "held")


def test_the_other_examples_of_the_how_to_keep_their_promises():
    told: dict[str, Any] = {}
    for number, text in enumerate(UNNAMED.findall(HOW_TO.read_text("utf-8"))):
        module = ModuleType(f"how_to_example_{number}")
        sys.modules[module.__name__] = module
        exec(text, vars(module))
        told |= vars(module)

    check_conflict("same-name", told["SameName"], {})
    check_tally("majority", told["Majority"], {})


def test_an_edition_cannot_ask_it_where_it_is_not_installed(tmp_path):
    edition = tmp_path / "2026.yaml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("    questions:\n", ASKED, 1)
    edition.write_text(text, encoding="utf-8")
    line = text.splitlines().index("      - {name: rna, label: Numéro RNA, kind: rna-number}") + 1

    with pytest.raises(BrokenConfiguration) as refused:
        load_edition(edition, plugins=PluginHost.discover())

    (fault,) = refused.value.faults
    assert fault.line == line
    assert "aucun plugin « rna-number » n'est installé" in fault.sentence


def test_the_engine_does_not_see_it_unless_it_is_installed():
    told = run(
        "-c",
        "from laureat.plugin_host import *; print(PluginHost.discover().names(Group.ELIGIBILITY))",
    )

    assert "insertion-hours" not in " ".join(told)
