"""The story, read from its files: who there is, and who does what at which moment.

A folder of ``data/`` is a chapter, the story of one organisation. Its files are put together: each
lists ``applicants``, ``dossiers``, ``jurors`` or ``editions`` with what is done about them in
``acts``, or acts of their own. A file's ``edition`` is the one that all its acts speak of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from laureat.demo.moment import PARIS, to_utc

Told: TypeAlias = Mapping[str, Any]

ALWAYS = datetime.min.replace(tzinfo=UTC)
QUICK_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

THINGS = {
    "editions": "edition",
    "applicants": "applicant",
    "dossiers": "dossier",
    "jurors": "juror",
}


@dataclass(frozen=True, slots=True)
class Act:
    """Something that is done at a moment; ``given`` says by whom, about what, and how."""

    at: datetime
    do: str
    given: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """Somebody whose part one may play, from the moment ``since`` on; the public has no address.

    ``lands`` is the page on which they begin, ``shows`` what is to be seen there.
    """

    role: str
    lands: str
    shows: str
    name: str = ""
    email: str = ""
    since: datetime = ALWAYS


@dataclass(frozen=True, slots=True)
class Chapter:
    """One organisation's story: its things by kind and key, its personas, and its acts in order."""

    name: str
    folder: Path
    tenant_file: str
    host: str
    house: bool
    organiser: Told
    things: Mapping[str, Mapping[str, Told]]
    personas: tuple[Persona, ...]
    acts: tuple[Act, ...]

    def path(self, written: str, content_dir: Path) -> Path:
        """Find a file that the story names: its own (``./…``), or one of the content's."""
        return (self.folder if written.startswith("./") else content_dir) / written

    def thing(self, kind: str, key: str) -> Told:
        """Find one of the chapter's things."""
        return self.things[kind][key]


@cache
def chapters() -> tuple[Chapter, ...]:
    """Read the whole story."""
    folders = files("laureat.demo.story").joinpath("data").iterdir()
    return tuple(
        _chapter(folder)
        for folder in sorted(folders, key=lambda one: one.name)
        if folder.is_dir() and folder.joinpath("chapter.yaml").is_file()
    )


def _chapter(folder: Traversable) -> Chapter:
    parts = [
        yaml.load(file.read_text(encoding="utf-8"), Loader=QUICK_LOADER)  # noqa: S506 - a safe one
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".yaml")
    ]
    head = next(part for part in parts if "tenant" in part)
    things = {
        kind: {one["key"]: one for part in parts for one in _with_edition(part, plural)}
        for plural, kind in THINGS.items()
    }
    acts = [act for part in parts for act in _acts_of(part)]
    return Chapter(
        name=folder.name,
        folder=Path(str(folder)),
        tenant_file=head["tenant"],
        host=head["host"],
        house=head.get("house", False),
        organiser=head.get("organiser", {}),
        things=things,
        personas=tuple(map(_persona, head.get("personas", ()))),
        acts=tuple(sorted(acts, key=lambda act: act.at)),
    )


def _with_edition(part: Told, plural: str) -> list[Told]:
    said = {"edition": part["edition"]} if "edition" in part else {}
    return [{**said, **one} for one in part.get(plural, ())]


def _acts_of(part: Told) -> Iterator[Act]:
    said = {"edition": part["edition"]} if "edition" in part else {}
    for plural, kind in THINGS.items():
        for one in part.get(plural, ()):
            for written in one.get("acts", ()):
                yield _act(written, {**said, kind: one["key"]})
    for written in part.get("acts", ()):
        yield _act(written, said)


def _act(written: Told, about: Told) -> Act:
    """Read ``{verb: moment}`` or ``{verb: {at: moment, …}}``."""
    ((verb, told),) = written.items()
    given = {"at": told} if isinstance(told, str | datetime) else dict(told)
    return Act(_moment(given.pop("at")), verb, {**about, **given})


def _persona(told: Told) -> Persona:
    since = {"since": _moment(told["since"])} if "since" in told else {}
    return Persona(**{**told, **since})


def first_moment() -> datetime:
    """Say when the story begins: nothing can be shown before."""
    return min(chapter.acts[0].at for chapter in chapters() if chapter.acts)


def _moment(told: str | datetime) -> datetime:
    at = told if isinstance(told, datetime) else datetime.fromisoformat(told)
    return to_utc(at.replace(tzinfo=PARIS))
