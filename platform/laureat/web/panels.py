"""The status panel and the steps, as values that templates draw.

The panel is the heart of a page: who you are here, what is done, what is missing, by when, and one
button.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Tone(StrEnum):
    """What a panel, a notice or a tag feels like. The words always say it too."""

    PLAIN = "accent"
    TODO = "todo"
    DONE = "done"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that may be done from here. ``post`` when it changes something by itself."""

    label: str
    url: str
    post: bool = False
    quiet: bool = False
    download: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What the status panel says.

    ``due`` is the instant whose delay the sentence gives in words: the browser keeps it true.
    ``note`` is what one should know besides, in a smaller voice.
    """

    sentence: str
    who: str = ""
    note: str = ""
    done: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    due: datetime | None = None
    tone: Tone = Tone.PLAIN
    acts: tuple[Act, ...] = ()


class StepState(StrEnum):
    """Where a step stands with respect to now."""

    DONE = "done"
    CURRENT = "current"
    UPCOMING = "upcoming"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One moment of a calendar or of a dossier's way."""

    label: str
    state: StepState
    detail: str = ""
