"""A rehearsal in a process of its own: it starts servers, moves a clock, and may be ended."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Any, Final

LONGEST: Final = 170
"""How many seconds a rehearsal may take: less than what the queue gives to a job."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a rehearsal tells while it runs: how many scenes there are, then each one's title."""

    scenes: int = 0
    scene: str = ""


@dataclass(frozen=True, slots=True)
class Ended:
    """The report of a rehearsal, or the last words of one that could not be played."""

    report: dict[str, Any] | None
    trouble: str = ""


def rehearse_files(edition: str, programme: str | None) -> Iterator[Step | Ended]:
    """Play the edition that the files say, telling each step; the last one is its end."""
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as name:
        folder = Path(name)
        (folder / "edition.yaml").write_text(edition, encoding="utf-8")
        if programme is not None:
            (folder / "programme.yaml").write_text(programme, encoding="utf-8")
        command = [
            *(sys.executable, "-m", "laureat.cli", "rehearse", str(folder / "edition.yaml")),
            *("--out", str(folder / "out"), "--steps"),
        ]
        with (folder / "trouble").open("w+b") as trouble:
            yield from _steps(command, trouble)
            trouble.seek(0)
            words = trouble.read().decode(errors="replace")
        report = folder / "out" / "report.json"
        if report.is_file():
            yield Ended(json.loads(report.read_text(encoding="utf-8")))
        else:
            last = words.strip().rpartition("\n")[2]
            yield Ended(None, last.removeprefix(f"{folder / 'edition.yaml'}: "))


def _steps(command: list[str], trouble: IO[bytes]) -> Iterator[Step]:
    """Run the command to its end, or to the longest that it may take."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=trouble) as process:  # noqa: S603 -- our own command
        late = Timer(LONGEST, process.terminate)
        late.start()
        try:
            for line in process.stdout or ():
                if line.startswith(b"{"):
                    yield Step(**json.loads(line))
        finally:
            late.cancel()
            process.terminate()  # nothing where it has ended
