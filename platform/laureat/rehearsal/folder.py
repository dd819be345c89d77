"""The folder that receives a rehearsal: empty, or an earlier rehearsal's own."""

import json
import shutil
import tempfile
from pathlib import Path

from laureat.rehearsal.outputs import FILES, FOLDERS

REPORT, PAGE = "report.json", "report.html"


class WrongFolder(Exception):
    """The folder cannot receive a rehearsal; the message says why and what to do, in French."""


def prepare_folder(out: Path) -> None:
    """Make the folder, and remove what an earlier rehearsal left in it, and nothing else.

    Raises:
        WrongFolder: it cannot be written to, or holds what no rehearsal has left.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
        filled = any(out.iterdir())
    except OSError as error:
        raise WrongFolder(
            f"« {out} » ne peut pas recevoir le rapport ({error.strerror}) : indiquez un autre"
            " dossier après --out."
        ) from error
    if filled and not _is_earlier(out / REPORT):
        raise WrongFolder(
            f"« {out} » contient autre chose qu’une répétition précédente : indiquez après --out un"
            " dossier vide, ou qui n’existe pas encore."
        )
    for folder in FOLDERS:
        shutil.rmtree(out / folder, ignore_errors=True)
    for name in (*FILES, REPORT, PAGE):
        (out / name).unlink(missing_ok=True)


def _is_earlier(path: Path) -> bool:
    """Say whether a file is the report of a rehearsal, of whatever version."""
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(report, dict) and {"format", "rehearsed_at", "cases"} <= set(report)
