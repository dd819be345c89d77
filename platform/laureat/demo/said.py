"""What the demonstration says while it works."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from laureat.demo.doors import Door
from laureat.demo.moment import written
from laureat.demo.place import Place


class Said:
    """The voice of the demonstration: few words, one act per line, addresses never broken."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def starting(self, place: Place) -> None:
        """Say whether data is kept or made."""
        if place.played_until is None:
            self._line(f"Starting a new demonstration in {place.root}")
        else:
            self._line(f"Keeping the data of {place.root} (--fresh starts over)")

    @contextmanager
    def playing(self) -> Iterator[Callable[[int, int], None]]:
        """Show how far the story is, on a terminal as a bar."""
        columns = (TextColumn("Playing the story"), BarColumn(), MofNCompleteColumn())
        quiet = not self._console.is_terminal
        with Progress(*columns, console=self._console, transient=True, disable=quiet) as progress:
            task = progress.add_task("", total=None)
            count = 0

            def on_act(done: int, total: int) -> None:
                nonlocal count
                count = total
                progress.update(task, completed=done, total=total)

            yield on_act
        self._line(f"Played the story: {count} acts")

    def ready(self, opened: Sequence[Door], now: datetime, seconds: float) -> None:
        """List who may come in, and where."""
        self._line("")
        self._line(f"[bold]It is {written(now)}.[/bold] Everything and everybody is fictional.")
        for door in opened:
            who = ", ".join(filter(None, (door.name, door.email)))
            self._line("")
            self._line(f"[bold]{door.role}[/bold]{f' · {who}' if who else ''}: {door.shows}")
            self._line(f"  {door.address}")
        self._line("")
        self._line("A link signs in once; later, ask for a code and read it among the mails.")
        self._line(f"Ready in {seconds:.1f} s. Ctrl-C stops everything and keeps the data.")

    def stopping(self) -> None:
        """Say that the end has begun."""
        self._line("Stopping…")

    def stopped(self, place: Place) -> None:
        """Say that nothing runs any more, and what a next start will find."""
        if place.played_until is None:
            self._line(
                "Stopped before the story was played to its end: the next start begins anew."
            )
        else:
            self._line(f"Stopped. The data stays in {place.root}.")

    def _line(self, text: str) -> None:
        self._console.print(text, soft_wrap=True, highlight=False)
