"""A scene in which everything exists at once, in two organisations, for whole tables of routes.

``with staged(engine, …) as stage`` plays it once, in one transaction; ``stage.ask(who, …)`` lets
somebody make a request in a savepoint that is rolled back, so that no request sees another's work.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Any, Final

from flask import Flask
from rq import Queue
from sqlalchemy import Connection, Engine, select, update
from werkzeug.test import TestResponse

from laureat.configuration.definition import Milestone
from laureat.configuration.forms import questions_of
from laureat.domain.actors import THE_ENGINE, Role
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.clock import HeldClock
from laureat.domain.sign_in import SESSION_LIFETIME, digest_of_token, new_token
from laureat.domain.vocabulary import CheckVerdict, ConflictRulingKind, RecognitionAnswer
from laureat.embedded.roles import OPERATOR
from laureat.integrations.files import RememberingFiles
from laureat.integrations.mail import RememberingMailer
from laureat.models import (
    Applicant,
    Candidature,
    Conflict,
    Edition,
    Juror,
    Membership,
    Person,
    Referent,
    Seat,
    Tenant,
    WebSession,
)
from laureat.plugin_host import PluginHost
from laureat.request_work import COOKIE
from laureat.runtime import Runtime, Settings
from laureat.services.attestations.check import check_attestation
from laureat.services.campaigns.ask_rehearsal import ask_rehearsal
from laureat.services.campaigns.save_part import save_part
from laureat.services.juries.rule_conflict import rule_conflict
from laureat.services.people.request_code import request_sign_in_code
from laureat.services.structures.recognise import recognise
from laureat.services.tenants.provision import provision_tenant
from laureat.work import Work
from tests.acting import SECRET, Acting
from tests.clock import NOON
from tests.integration.conftest import Browser
from tests.make import (
    COMMUNICATION,
    CONVERGENCE,
    INCLUSIVE,
    IT,
    RURAL,
    TRAINING,
    Make,
    bundled,
)
from tests.one_transaction import sessions_on
from tests.servers import ALLIANCE, RIVAL, Organisation

PROGRAMME: Final = "achat-socialement-responsable"
WRITTEN_IN: Final = (RURAL, INCLUSIVE, CONVERGENCE)


class Who(StrEnum):
    """Those who come to every door."""

    NOBODY = "nobody"
    STRANGER = "a stranger, signed in"
    CANDIDATE = "the candidate"
    OTHER_CANDIDATE = "another candidate"
    REFERENT = "the referent"
    OTHER_REFERENT = "a referent of elsewhere"
    JUROR = "the juror"
    RECUSED = "a juror who is recused"
    OTHER_JUROR = "a juror of another edition"
    CHAIR = "the chair"
    ORGANISER = "the organiser"
    OPERATOR = "the operator"
    RIVAL = "who may do all in the other organisation"
    INTRUDER = "a session of the other organisation, shown here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The words by which what an organisation has is recognised wherever it appears."""

    structure: str
    candidate: str
    title: str
    juror: str
    chair: str
    colleague: str
    domain: str

    @property
    def all(self) -> tuple[str, ...]:
        """List them."""
        return tuple(getattr(self, name) for name in self.__slots__)


OURS: Final = Names(
    structure="Atelier Zibeline",
    candidate="Capucine Zinzolin",
    title="Le marché amarante",
    juror="Jeanne Jaspe",
    chair="Prune Porphyre",
    colleague="Basile Bistre",
    domain="zibeline.example",
)
THEIRS: Final = Names(
    structure="Fabrique Ocre",
    candidate="Olympe Ocre",
    title="Le marché ocre",
    juror="Octave Orpiment",
    chair="Oriane Opale",
    colleague="Oscar Olivine",
    domain="ocre.example",
)


@dataclass(frozen=True, slots=True)
class Scene:
    """An organisation: the sessions of its people, and the ids of what is spoken of."""

    tokens: Mapping[Who, str]
    ids: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Both organisations behind their doors."""

    connection: Connection
    runtime: Runtime
    serve: Callable[[Runtime], Flask]
    home: Scene
    away: Scene

    def ask(self, who: Who, method: str, address: str, **sent: Any) -> TestResponse:
        """Let somebody make one request, of which nothing remains but the answer."""
        client = self.serve(self.runtime).test_client(use_cookies=False)
        assert isinstance(client, Browser)
        client.host = RIVAL.host if who is Who.RIVAL else ALLIANCE.host
        headers = dict(sent.pop("headers", {}))
        token = (self.away if who in {Who.RIVAL, Who.INTRUDER} else self.home).tokens.get(
            Who.RIVAL if who is Who.INTRUDER else who
        )
        if token:
            headers["Cookie"] = f"{COOKIE}={token}"
        aside = self.connection.begin_nested()
        try:
            return client.open(address, method=method, headers=headers, buffered=True, **sent)
        finally:
            aside.rollback()


@contextmanager
def staged(
    engine: Engine,
    *,
    tenants: Mapping[str, Tenant],
    plugins: PluginHost,
    queue: Queue,
    serve: Callable[[Runtime], Flask],
    rows: int = 1,
) -> Iterator[Stage]:
    """Play the scene in both organisations; then nothing remains.

    The first has so many ``rows`` of each thing, the other has one.
    """
    files = RememberingFiles()
    with engine.connect() as connection, connection.begin() as outer:
        played = [
            _played(connection, tenants[one.slug], names, many, files, plugins)
            for one, names, many in ((ALLIANCE, OURS, rows), (RIVAL, THEIRS, 1))
        ]
        _open_the_house(connection, tenants[ALLIANCE.slug], rows)
        (home, clock), (away, _clock) = played
        runtime = Runtime(
            settings=Settings(
                database_url="",
                operator_url="",
                valkey_url="",
                mail_url="",
                files_url="",
                secret=SECRET,
            ),
            sessions=sessions_on(connection),
            operator_sessions=sessions_on(connection, role=OPERATOR),
            clock=clock,
            plugins=plugins,
            files=files,
            mailer=RememberingMailer(),
            queue=queue,
        )
        yield Stage(connection=connection, runtime=runtime, serve=serve, home=home, away=away)
        outer.rollback()


def _played(
    connection: Connection,
    tenant: Tenant,
    names: Names,
    rows: int,
    files: RememberingFiles,
    plugins: PluginHost,
) -> tuple[Scene, HeldClock]:
    clock = HeldClock(NOON)
    with sessions_on(connection, tenant_id=tenant.id).begin() as session:
        session.connection()
        act = Acting(
            sessions=sessions_on(connection, tenant_id=tenant.id),
            clock=clock,
            parts={"plugins": plugins, "files": files, "secret": SECRET},
            desk=session,
            hand_over=session.flush,
        )
        return _Play(Make(session, act, clock), names, rows).scene(), clock


def _neighbour(number: int) -> Organisation:
    """Describe one more organisation of the platform."""
    slug = f"voisine-{number}"
    return Organisation(slug=slug, name="Voisine", host=f"{slug}.example", accent="#112233")


def _open_the_house(connection: Connection, tenant: Tenant, rows: int) -> None:
    """Make the first organisation the operator's own, and let the platform have others."""
    with sessions_on(connection, role=OPERATOR).begin() as session:
        session.execute(update(Tenant).where(Tenant.id == tenant.id).values(house=True))
        for number in range(rows):
            one = _neighbour(number)
            work = Work(session, THE_ENGINE, NOON)
            provision_tenant(
                work, slug=one.slug, name=one.name, hosts=[one.host], profile=one.profile
            )


class _Play:
    """Plays the scene in one organisation, from the call to an open vote, by the legal path."""

    def __init__(self, make: Make, names: Names, rows: int) -> None:
        self.make = make
        self.names = names
        self.rows = rows
        self.people: dict[Who, Person] = {}
        self.ids: dict[str, Any] = {"programme": PROGRAMME}

    def scene(self) -> Scene:
        self.cast()
        self.editions()
        self.finish_last_year()
        self.deposit()
        self.seat_the_jury()
        self.vote()
        code = self.make.act(None, request_sign_in_code, f"code@{self.names.domain}")
        self.ids["code_id"] = code.id
        tokens = {who: self.sign_in(person) for who, person in self.people.items()}
        for _ in range(self.rows):
            self.sign_in(self.people[Who.CANDIDATE])
        return Scene(tokens, {name: str(one) for name, one in self.ids.items()})

    def sign_in(self, person: Person) -> str:
        token, now = new_token(), self.make.clock()
        row = WebSession(
            person_id=person.id,
            token_digest=digest_of_token(token),
            started_at=now,
            expires_at=now + SESSION_LIFETIME,
        )
        self.keep(row)
        self.ids["session_id"] = row.id
        return token

    def keep(self, row: object) -> None:
        self.make.desk.add(row)
        self.make.desk.flush()

    # People

    def cast(self) -> None:
        make, names = self.make, self.names
        coordination, referent = make.coordination()
        _elsewhere, other_referent = make.coordination(
            "Coordination d’ailleurs", departements=["01"]
        )
        for number in range(self.rows):
            make.coordination(f"Coordination {number}", departements=[f"7{number}"])
        candidate = make.person(names.candidate, email=f"candidature@{names.domain}")
        self.ours = make.applicant(names.structure, by=candidate, member=None)
        for number in range(self.rows):
            make.applicant(f"{names.structure} ter {number}", by=candidate)
            make.colleague(self.ours, f"{names.colleague} {number}")
        self.others = [
            make.applicant(f"{names.structure} bis {number}", member=None)
            for number in range(1 + self.rows)
        ]
        strongest = make.person(roles=[Role.ORGANISER, Role.OPERATOR])
        self.keep(
            Membership(
                applicant_id=self.ours.id,
                person_id=strongest.id,
                joined_at=make.clock(),
                accepted_at=make.clock(),
            )
        )
        self.keep(Referent(coordination_id=coordination.id, person_id=strongest.id))
        invited = make.writer(self.others[0])
        make.invitation(self.ours, invited.email, invited.name)
        self.people = {
            Who.STRANGER: make.person(),
            Who.CANDIDATE: candidate,
            Who.OTHER_CANDIDATE: make.writer(self.others[0]),
            Who.REFERENT: referent,
            Who.OTHER_REFERENT: other_referent,
            Who.ORGANISER: make.organiser,
            Who.OPERATOR: make.person(roles=[Role.OPERATOR]),
            Who.RIVAL: strongest,
        }
        self.ids |= {"applicant_id": self.ours.id}

    def editions(self) -> None:
        make = self.make
        self.edition = make.edition()
        self.other_edition = make.edition(path=IT)
        hidden = make.edition("2025", published=False)
        tomorrow, after = (Milestone(at=NOON + timedelta(days=one)) for one in (1, 2))
        calendar = replace(
            bundled().calendar,
            deposit_closes=tomorrow,
            attestation_due=tomorrow,
            examined_until=tomorrow,
            jury_opens=tomorrow,
            jury_closes=after,
            results=after,
        )
        self.last_year = make.edition("2023", calendar=calendar)
        make.act(make.organiser, ask_rehearsal, self.edition.id)
        for number in range(1, self.rows):
            contact = ("contact", "name")
            make.act(
                make.organiser,
                save_part,
                self.edition.id,
                contact,
                f"Secrétariat {number}",
                based_on=number,
            )
        for number in range(1, self.rows):
            make.edition(f"{2030 + number}", published=False)
            make.edition(f"{2010 + number}")
        self.ids |= {
            "edition": self.edition.slug,
            "edition_id": self.edition.id,
            "programme_id": self.edition.programme_id,
            "hidden": hidden.slug,
            "hidden_id": hidden.id,
            "last_year": self.last_year.slug,
            "last_year_id": self.last_year.id,
        }

    # Dossiers

    def dossier(
        self,
        state: CandidatureState,
        category: str,
        applicant: Applicant | None = None,
        edition: Edition | None = None,
    ) -> Candidature:
        edition = edition or self.edition
        sections = self.make.definition(edition).sections_for(category)
        title = next(one for one in questions_of(sections) if one.kind == "text")
        return self.make.candidature(
            state,
            category=category,
            edition=edition,
            applicant=applicant or self.ours,
            **{title.name: self.names.title},
        )

    def finish_last_year(self) -> None:
        """Bring last year's edition to its palmarès, with this year's chair."""
        make = self.make
        laureate = self.dossier(CandidatureState.ADMITTED, COMMUNICATION, edition=self.last_year)
        chair = self.juror(self.names.chair, edition=self.last_year, chair=True)
        self.people[Who.CHAIR] = chair.person
        voters = [chair, *(self.juror(f"Voix {one}", edition=self.last_year) for one in range(2))]
        category = make.category(edition=self.last_year)
        voting = make.round(category)
        for one in voters:
            make.ballot(voting, one, laureate)
        make.close(voting)
        make.decide(category, laureate, citations={laureate.id: "Une citation."})
        make.palmares(self.last_year)
        make.clock.advance(days=2)

    def deposit(self) -> None:
        make = self.make
        ours = self.dossier(CandidatureState.SUBMITTED, COMMUNICATION)
        for _ in range(self.rows):
            returned = make.attest(ours)
        checked = {"verdict": CheckVerdict.ACCEPTED}
        make.act(make.organiser, check_attestation, returned.id, **checked)
        make.screen(ours)
        for other in self.others:
            self.dossier(CandidatureState.ADMITTED, COMMUNICATION, other)
            self.dossier(CandidatureState.ADMITTED, TRAINING, other)
        drafts = [
            self.dossier(CandidatureState.DRAFT, category) for category in WRITTEN_IN[: self.rows]
        ]
        for other in self.others[:-1]:
            make.act(
                make.organiser,
                recognise,
                other.id,
                programme_id=self.edition.programme_id,
                answer=RecognitionAnswer.RECOGNISED,
            )
        form = make.definition().sections_for(RURAL)
        self.dossiers = [ours]
        self.ids |= {
            "candidature_id": ours.id,
            "category_id": ours.category_id,
            "draft_id": drafts[0].id,
            "return_id": returned.id,
            "section": next(one.slug for one in form if one.questions),
        }

    # The jury

    def juror(self, name: str, **said: Any) -> Juror:
        """Invite somebody, always under the same address."""
        address = name.lower().replace(" ", ".").replace("’", "")
        return self.make.juror(name, email=f"{address}@jury-{self.names.domain}", **said)

    def seat_the_jury(self) -> None:
        make, names = self.make, self.names
        strongest = self.people[Who.RIVAL]
        juror = self.juror(names.juror)
        self.colleagues = [self.juror(f"Voix {number}") for number in range(1 + self.rows)]
        recused = [
            self.juror(f"Récusé {number}", linked_to=[self.ours]) for number in range(self.rows)
        ]
        self.juror(names.chair, chair=True)
        make.juror(strongest.name, email=strongest.email, chair=True)
        other = self.juror("Loin d’ici", edition=self.other_edition)
        for number in range(1, self.rows):
            self.juror(names.juror, edition=make.edition(f"{2010 + number}"))
        self.people |= {
            Who.JUROR: juror.person,
            Who.RECUSED: recused[0].person,
            Who.OTHER_JUROR: other.person,
        }
        self.voters = [juror, *self.colleagues]
        seat, closed = make.seat(juror), make.seat(recused[0])
        conflict = make.conflict(closed)
        for one in recused[1:]:
            found = make.desk.scalars(
                select(Conflict.id)
                .join(Seat, Seat.id == Conflict.seat_id)
                .where(Seat.juror_id == one.id)
            ).first()
            make.act(make.organiser, rule_conflict, found, ruling=ConflictRulingKind.CONFIRMED)
        self.ids |= {
            "juror_id": juror.id,
            "seat_id": seat.id,
            "closed_seat_id": closed.id,
            "conflict_id": conflict.id,
            "person_id": self.people[Who.OTHER_CANDIDATE].id,
        }

    def vote(self) -> None:
        """Count one category, as many rounds as asked; leave the vote of the other open."""
        make = self.make
        make.jury_period(self.edition)
        training, communication = make.category(TRAINING), make.category()
        for _ in range(self.rows):
            counted = make.round(training)
            for one in self.voters:
                make.ballot(counted, one, self.admitted(TRAINING))
            make.close(counted)
        make.decide(training, self.admitted(TRAINING))
        for slug in WRITTEN_IN[: self.rows]:
            make.decide(make.category(slug))
        voting = make.round(communication)
        for one in self.voters:
            make.ballot(voting, one, self.admitted(COMMUNICATION))
        self.ids |= {"round_id": voting.id, "counted_id": counted.id}

    def admitted(self, category: str) -> Candidature:
        """The dossier of the other candidate that the jury examines in a category."""
        row = self.make.category(category)
        return self.make.desk.scalars(
            select(Candidature).where(
                Candidature.category_id == row.id, Candidature.applicant_id == self.others[0].id
            )
        ).one()
