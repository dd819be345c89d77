"""The story of one rehearsal: its stage, its people, and how each of them acts."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.load import LoadedEdition
from laureat.database.transactions import tenant_transaction
from laureat.domain.actors import NOBODY
from laureat.models import SentMail, Tenant
from laureat.papers import attestation_paper
from laureat.plugin_host import PluginHost
from laureat.queries.candidatures import candidature_by_id
from laureat.queries.people import actor_of, person_by_email
from laureat.rehearsal.checks import Book
from laureat.rehearsal.company import Company, Player
from laureat.rehearsal.stage import HOST, Stage
from laureat.services.people.request_code import request_sign_in_code
from laureat.services.people.sign_in import NewSession, sign_in
from laureat.work import Work

Given = ParamSpec("Given")
Result = TypeVar("Result")

ORGANISER = Player("Dominique Organisateur-Fictif", f"organisation@{HOST}")
SIX_DIGITS = re.compile(r"\b(\d{6})\b")


class NotSignedInHere(Exception):
    """Somebody could not sign in with the code that was mailed."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A part of the story and the instant at which it is played; ``rank`` orders equal instants."""

    at: datetime
    title: str
    play: Callable[[], None]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Moments:
    """The instants of the story, worked out from whatever calendar the edition has."""

    before: datetime
    deposit: datetime
    papers: datetime
    jury: datetime
    recognition: datetime
    withdrawal: datetime
    screening: datetime
    moving: datetime
    voting: datetime
    deliberation: datetime
    publication: datetime


@dataclass(slots=True)
class Story:
    """All that the acts share. ``papers`` are the attestations as they were last typeset."""

    stage: Stage
    loaded: LoadedEdition
    book: Book
    moments: Moments
    seed: int
    company: Company = field(default_factory=Company)
    papers: dict[UUID, bytes] = field(default_factory=dict)
    organiser: Player = ORGANISER
    _edition_id: UUID | None = None
    _known: set[str] = field(default_factory=set)

    @property
    def definition(self) -> EditionDefinition:
        """Give what the edition says."""
        return self.loaded.definition

    @property
    def plugins(self) -> PluginHost:
        """Give the plugins that are installed."""
        return self.stage.runtime.plugins

    @property
    def edition_id(self) -> UUID:
        """Give the edition, once it was applied."""
        if self._edition_id is None:
            raise LookupError("The edition was never applied.")
        return self._edition_id

    @edition_id.setter
    def edition_id(self, edition_id: UUID) -> None:
        self._edition_id = edition_id

    def meet(self, *players: Player) -> None:
        """Let people sign in for the first time: the code is mailed, read and typed."""
        strangers = [one for one in dict.fromkeys(players) if one.email not in self._known]
        if not strangers:
            return
        asked = {one: self._as_nobody(request_sign_in_code, one.email).id for one in strangers}
        self.stage.deliver()
        letters = {message.to: message.text for message in self.stage.mailer.sent}
        secret = self.stage.runtime.settings.secret
        for player, code_id in asked.items():
            digits = SIX_DIGITS.search(letters.get(player.email, ""))
            code = digits.group(1) if digits else ""
            session = self._as_nobody(
                sign_in, code_id, code=code, secret=secret, plugins=self.stage.runtime.plugins
            )
            if not isinstance(session, NewSession):
                raise NotSignedInHere(player.email)
            self._known.add(player.email)

    def do(
        self,
        who: Player,
        verb: Callable[Concatenate[Work, Given], Result],
        *args: Given.args,
        **named: Given.kwargs,
    ) -> Result:
        """Do one act as somebody, in a transaction of its own, at the present instant."""
        with self.working(who) as work:
            return verb(work, *args, **named)

    @contextmanager
    def working(self, who: Player) -> Iterator[Work]:
        """Open the transaction of somebody's act, as a request does."""
        with tenant_transaction(self.stage.runtime.sessions, self.stage.tenant_id) as session:
            actor = actor_of(session, person_by_email(session, who.email))
            yield Work(session, actor, self.stage.clock())

    def ask(
        self,
        question: Callable[Concatenate[Session, Given], Result],
        *args: Given.args,
        **named: Given.kwargs,
    ) -> Result:
        """Ask the database a question, in a transaction that can write nothing."""
        with self.reading() as session:
            return question(session, *args, **named)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that only reads."""
        with tenant_transaction(
            self.stage.runtime.sessions, self.stage.tenant_id, read_only=True
        ) as session:
            yield session

    def attestation_paper(self, candidature_id: UUID) -> bytes:
        """Typeset the attestation of a dossier's submitted version, as its page does."""
        if candidature_id not in self.papers:
            self.papers[candidature_id] = self._typeset(candidature_id)
        return self.papers[candidature_id]

    def _typeset(self, candidature_id: UUID) -> bytes:
        with self.working(self.organiser) as work:
            candidature = candidature_by_id(work.session, candidature_id)
            page = f"https://{HOST}/dossiers/{candidature_id}"
            return attestation_paper(work, self.tenant(work), candidature, page_url=page)

    def tenant(self, work: Work) -> Tenant:
        """Give the organisation that rehearses."""
        return work.session.scalars(select(Tenant).where(Tenant.id == self.stage.tenant_id)).one()

    def letters_sent(self) -> Counter[str]:
        """Count the letters that have left, by their names."""
        with self.reading() as session:
            return Counter(session.scalars(select(SentMail.template)))

    def _as_nobody(
        self,
        verb: Callable[Concatenate[Work, Given], Result],
        *args: Given.args,
        **named: Given.kwargs,
    ) -> Result:
        with self.stage.runtime.open_work(self.stage.tenant_id, NOBODY) as work:
            return verb(work, *args, **named)


def play(scenes: Iterable[Scene], story: Story, *, told: Callable[[Scene], None]) -> None:
    """Play the scenes in the order of their instants, moving the clock; a broken one is entered."""
    for scene in sorted(scenes, key=lambda one: (one.at, one.rank)):
        clock = story.stage.clock
        clock.move_to(max(clock(), scene.at))
        story.book.act = scene.title
        told(scene)
        try:
            scene.play()
            story.stage.deliver()
        except Exception as error:  # the rest is still worth playing
            story.book.failed(f"«\u00a0{scene.title}\u00a0» se joue jusqu’au bout.", error)
