"""The folder of a demonstration: what is kept in it, and how it is forgotten."""

import json
import shutil
import signal
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from laureat.embedded.guarded_process import GuardedProcess

PARTS = ("postgres", "valkey", "files", "mails", "web", "worker", "rehearsals", "secret")
STORY = "story.json"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder and its parts. ``story.json`` appears when the story has been played to its end."""

    root: Path

    def part(self, name: str) -> Path:
        """Give the folder of a part, made if need be."""
        folder = self.root / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def played_until(self) -> datetime | None:
        """Give the moment at which the story stopped; None when it was not played to its end."""
        try:
            told = json.loads((self.root / STORY).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return datetime.fromisoformat(told["played_until"])

    def remember(self, played_until: datetime) -> None:
        """Note that the story was played to its end."""
        told = {"played_until": played_until.isoformat()}
        (self.root / STORY).write_text(json.dumps(told), encoding="utf-8")

    def forget(self) -> None:
        """Delete what a demonstration keeps here, and nothing else that the folder may hold.

        Raises:
            EmbeddedServerError: a demonstration runs here.
        """
        if not (self.root / "postgres").exists():
            return
        holder = GuardedProcess(self.root / "postgres", stop_signal=signal.SIGINT)
        holder.acquire()
        holder.stop()
        (self.root / STORY).unlink(missing_ok=True)
        for name in PARTS:
            shutil.rmtree(self.root / name, ignore_errors=True)
