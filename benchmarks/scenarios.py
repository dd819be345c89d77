"""What is measured: each act as a browser or a client asks for it, and its tape for the floor."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import Flask
from sqlalchemy import Engine

from benchmarks.asks import ETAG, NUMBER, Ask
from benchmarks.copies import Copy
from benchmarks.originals import written
from benchmarks.recording import Tape, record
from benchmarks.stage import Stage
from laureat.request_work import COOKIE

AT_ONCE: Final = 8
"""The most connections: as many dossiers are written at the same time."""

SECTION: Final = "demarche"
BOUNDARY: Final = "----what-browsers-put-between-fields"

CALL, OPENING, SECTION_PAGE = "call", "dossier", "section"
AUTOSAVE, SUBMIT, LIST, JSON_LIST = "autosave", "submit", "list", "json-list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """An act: what is asked of the platform and of the floor, and the status of the answer.

    ``once``: each ask is for a dossier of its own.
    """

    name: str
    label: str
    status: int
    platform: tuple[Ask, ...]
    floor: tuple[Ask, ...]
    tape: Tape
    once: bool = False


def scenarios_on(stage: Stage, app: Flask, engine: Engine) -> list[Scenario]:
    """Record every act on the application, and say how to ask for it again."""
    makers = _Makers(stage, app, engine)
    opened = stage.unfinished[0]
    dossier = f"/dossiers/{opened.candidature_id}"
    edition = f"/{stage.opened.definition.programme}/{stage.opened.definition.slug}"
    api = f"/api/v1/editions/{stage.opened.edition_id}"
    organiser = stage.opened.organiser
    return [
        makers.read(CALL, "call page", f"/trophees{edition}"),
        makers.read(OPENING, "open a dossier", dossier, opened.token),
        makers.read(
            SECTION_PAGE, "open a part of its form", f"{dossier}/formulaire/{SECTION}", opened.token
        ),
        makers.autosave(stage.unfinished[1:]),
        makers.submit(stage.ready),
        makers.read(
            LIST,
            "organiser’s list, 50 of 2,000",
            f"/organisation{edition}/dossiers",
            organiser,
        ),
        makers.read(JSON_LIST, "JSON list, 50", f"{api}/candidatures?limit=50", organiser),
    ]


@dataclass(frozen=True, slots=True)
class _Makers:
    stage: Stage
    app: Flask
    engine: Engine

    def read(self, name: str, label: str, path: str, token: str = "") -> Scenario:
        """Make a scenario that changes nothing."""
        ask = self._ask("GET", path, token)
        record(self.app, self.engine, ask, status=200)
        tape = record(self.app, self.engine, ask, status=200)
        return Scenario(
            name=name,
            label=label,
            status=200,
            platform=(ask,),
            floor=_on_the_floor(name, [ask]),
            tape=tape,
        )

    def autosave(self, copies: Sequence[Copy]) -> Scenario:
        """Make the scenario of writing: each connection saves one dossier again and again."""
        ours, theirs, recorded = copies[:AT_ONCE], copies[AT_ONCE : 2 * AT_ONCE], copies[-1]
        save = self._save(recorded)
        first = record(self.app, self.engine, save.filled(save.etag, 1), status=200)
        following = save.filled(json.loads(first.body)["etag"], 2)
        tape = record(self.app, self.engine, following, status=200)
        return Scenario(
            name=AUTOSAVE,
            label="autosave",
            status=200,
            platform=tuple(self._save(one) for one in ours),
            floor=_on_the_floor(AUTOSAVE, [self._save(one) for one in theirs]),
            tape=_for_others(tape, recorded, theirs),
        )

    def submit(self, copies: Sequence[Copy]) -> Scenario:
        """Make the scenario of submitting: each request submits a dossier of its own."""
        first, recorded, *rest = copies
        record(self.app, self.engine, self._submission(first), status=303)
        tape = record(self.app, self.engine, self._submission(recorded), status=303)
        ours, theirs = rest[::2], rest[1::2]
        return Scenario(
            name=SUBMIT,
            label="submit",
            status=303,
            platform=tuple(self._submission(one) for one in ours),
            floor=_on_the_floor(SUBMIT, [self._submission(one) for one in theirs]),
            tape=_for_others(tape, recorded, theirs),
            once=True,
        )

    def _ask(self, method: str, path: str, token: str) -> Ask:
        headers = {"Host": self.stage.host, "Sec-Fetch-Site": "same-origin"}
        if path.startswith("/api/"):
            headers["Authorization"] = f"Bearer {token}"
        elif token:
            headers["Cookie"] = f"{COOKIE}={token}"
        return Ask(method=method, path=path, headers=headers)

    def _save(self, copy: Copy) -> Ask:
        """Post a part of the form as the page's module does."""
        definition, category = self.stage.opened.definition, copy.original.category
        (section,) = (one for one in definition.sections_for(category) if one.slug == SECTION)
        answers = written(definition, category)
        fields = {one.name: str(answers[one.name]) for one in section.questions}
        name = section.questions[0].name
        fields[name] = f"{fields[name]} {NUMBER}"
        asked = self._ask(
            "POST", f"/dossiers/{copy.candidature_id}/formulaire/{SECTION}", copy.token
        )
        headers = {
            **asked.headers,
            "Accept": "application/json",
            "If-Match": f'"{ETAG}"',
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }
        body = _multipart({"etag": ETAG, **fields})
        return replace(asked, headers=headers, body=body, etag=copy.original.etag)

    def _submission(self, copy: Copy) -> Ask:
        asked = self._ask("POST", f"/dossiers/{copy.candidature_id}/deposer", copy.token)
        headers = {**asked.headers, "Content-Type": "application/x-www-form-urlencoded"}
        return replace(asked, headers=headers, body=f"etag={copy.original.etag}&accept_rules=1")


def _for_others(tape: Tape, recorded: Copy, others: Sequence[Copy]) -> Tape:
    return replace(tape, words=recorded.own_words, others=[one.own_words for one in others])


def _on_the_floor(name: str, asks: Sequence[Ask]) -> tuple[Ask, ...]:
    """Ask the floor the same way, each for its own dossier of that number."""
    return tuple(replace(one, path=f"/{name}/{number}") for number, one in enumerate(asks))


def _multipart(fields: dict[str, str]) -> str:
    parts = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    return "".join(parts) + f"--{BOUNDARY}--\r\n"
