"""The dress rehearsal as a command: it says what held, and notices what did not."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from laureat.cli import main
from laureat.rehearsal.folder import WrongFolder, prepare_folder
from laureat.rehearsal.rehearse import rehearse_edition
from tests.integration.rehearsed import BUNDLED, EXAMPLE, EXAMPLES, alone

pytestmark = pytest.mark.takes_long

TENANTS_OWN = [path for path in BUNDLED if path not in EXAMPLES or path == EXAMPLE]
PAPERS = (
    *("report.json", "report.html", "palmares.html", "proces-verbal.pdf"),
    *("export.xlsx", "export.csv", "mails"),
)


@pytest.fixture
def rehearse(addresses, tmp_path) -> Callable[..., Result]:
    """Run the command on the servers of the tests."""

    def run(path: Path, *more: str) -> Result:
        asked = ["rehearse", str(path), "--out", str(tmp_path / "out"), *more]
        return CliRunner().invoke(main, [*asked, "--database-url", addresses.admin])

    return run


@pytest.mark.parametrize("path", TENANTS_OWN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_bundled_edition_is_held(rehearse, path, tmp_path):
    done = rehearse(path)

    assert (done.exit_code, done.exception) == (0, None), done.output
    assert "règles ont tenu" in done.stdout or "règles éprouvées ont tenu" in done.stdout
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert (report["held"], report["ready"]) == (True, True)
    assert {rule["standing"] for rule in report["rules"]} <= {"held", "out_of_reach"}
    assert {rule["kind"] for rule in report["rules"]} & {"clause"} == set()
    assert sum(report["counts"].values()) == len(report["rules"])
    told = {clause["standing"] for clause in report["clauses"]}
    assert told <= {"rules_held", "rules_not_all_tried", "no_rule"}
    assert [name for name in PAPERS if not (tmp_path / "out" / name).exists()] == []
    assert (tmp_path / "out" / "proces-verbal.pdf").read_bytes().startswith(b"%PDF-")


def test_a_platform_that_forgets_a_rule_is_noticed(rehearse, monkeypatch, tmp_path):
    monkeypatch.setattr(
        "laureat.services.juries.declare_interests.recompute_recusals", lambda *_, **__: []
    )
    monkeypatch.setattr(
        "laureat.services.candidatures.submit.require_deposit_open", lambda *_: None
    )

    done = rehearse(EXAMPLE, "--quiet")

    assert done.exit_code == 1
    assert "✗ recusal (article 4)" in done.stderr
    assert "✗ deposit-period (article 3) : Déposer un dossier une seconde après" in done.stderr
    assert done.stdout == ""
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "À reprendre" in page
    assert "Accepté, alors que c’est interdit." in page


def test_an_open_error_of_the_file_is_not_ready(rehearse, monkeypatch, tmp_path):
    def rehearse_little(loaded, *given, **named):
        return rehearse_edition(
            replace(loaded, definition=alone(loaded.definition)), *given, **named
        )

    monkeypatch.setattr("laureat.rehearsal.command.rehearse_edition", rehearse_little)
    wrong = tmp_path / "2026.yaml"
    text = EXAMPLE.read_text("utf-8")
    known = 'deposit_closes: {at: 2026-04-30T18:00, article: "3"'
    text = text.replace(known, known.replace('"3"', '"33"'))
    wrong.write_text(text, "utf-8")

    done = rehearse(wrong)

    assert done.exit_code == 1
    assert "erreur unknown-article#calendar.deposit_closes" in done.stderr
    assert "L’édition n’est pas prête : le vérificateur y trouve 1 erreur ouverte." in done.stdout
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert (report["held"], report["ready"]) == (True, False)
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "mais le fichier de l’édition contient" in page


def test_a_file_with_faults_is_not_rehearsed(rehearse, tmp_path):
    wrong = tmp_path / "2026.yaml"
    wrong.write_text(EXAMPLE.read_text("utf-8").replace("per_category:", "per_categorie:"), "utf-8")

    done = rehearse(wrong)

    assert done.exit_code == 2
    assert "2026.yaml:37: limits.per_categorie: " in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("out", ["/proc/x", "/dev/null/x"])
def test_a_folder_that_cannot_be_written_to_is_said(out):
    done = CliRunner().invoke(main, ["rehearse", str(EXAMPLE), "--out", out])

    assert done.exit_code == 2
    assert f"« {out} » ne peut pas recevoir le rapport" in done.stderr
    assert "Traceback" not in done.output


def test_a_folder_with_something_else_is_left_as_it_is(tmp_path):
    mine = tmp_path / "mails" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("kept", "utf-8")

    with pytest.raises(WrongFolder, match="contient autre chose"):
        prepare_folder(tmp_path)

    assert mine.read_text("utf-8") == "kept"


def test_only_what_an_earlier_rehearsal_left_is_removed(tmp_path):
    (tmp_path / "mails").mkdir()
    (tmp_path / "notes.txt").write_text("kept", "utf-8")
    earlier = {"format": 1, "rehearsed_at": "2026-01-01", "cases": []}
    (tmp_path / "report.json").write_text(json.dumps(earlier), "utf-8")

    prepare_folder(tmp_path)

    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]


def test_ctrl_c_leaves_nothing(rehearse, monkeypatch):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("laureat.rehearsal.rehearse.play", interrupted)

    done = rehearse(EXAMPLE)

    assert done.exit_code == 130
    assert "interrompue" in done.stderr
