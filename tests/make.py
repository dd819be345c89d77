"""Makes what a test speaks of: people, editions, dossiers and juries, by the legal path.

Rows that carry no rule (a person, a role) are written; all that has rules goes through the verbs,
so that no test stands on a state that the platform could not reach.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session
from stdnum import luhn

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.load import load_edition, load_files
from laureat.configuration.parts import files_with, tree_of, with_part
from laureat.consequences.definitions import definition_of
from laureat.domain.actors import THE_ENGINE, Role
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.clock import HeldClock
from laureat.domain.vocabulary import Outcome, ScreeningVerdict
from laureat.models import (
    Applicant,
    AttestationReturn,
    Ballot,
    Candidature,
    Category,
    Conflict,
    Coordination,
    Decision,
    Edition,
    Juror,
    Membership,
    Minutes,
    Palmares,
    Person,
    RoleGrant,
    Round,
    Seat,
    Tally,
)
from laureat.plugin_host import PluginHost
from laureat.queries.applicants import emails_of_team
from laureat.queries.candidatures import candidature_by_id, draft_of
from laureat.queries.editions import categories_of, category_by_slug, edition_by_id
from laureat.queries.juries import competitors_in, juror_by_id, seat_by_id
from laureat.services.attestations.receive import SignedPaper, receive_attestation
from laureat.services.campaigns.apply_edition import Applied, apply_edition
from laureat.services.campaigns.publish_edition import publish_edition
from laureat.services.candidatures.save_draft import save_draft
from laureat.services.candidatures.screen import screen_candidature
from laureat.services.candidatures.start import start_candidature
from laureat.services.candidatures.submit import submit_candidature
from laureat.services.candidatures.withdraw import withdraw_candidature
from laureat.services.juries.cast_ballot import cast_ballot
from laureat.services.juries.close_round import close_round
from laureat.services.juries.declare_interests import Interest, declare_interests
from laureat.services.juries.invite import Invitation, invite_juror
from laureat.services.juries.open_round import open_round
from laureat.services.results.decide import Verdict, decide_category
from laureat.services.results.publish import publish_palmares
from laureat.services.results.sign_minutes import sign_minutes
from laureat.services.structures.identify import Identification, identify_applicant
from laureat.services.structures.invite_colleague import invite_colleague
from laureat.services.structures.set_coordination import set_coordination
from tests.acting import Acting
from tests.answers import SIGNED_PAPER, complete_answers

CAMPAIGNS: Final = Path(__file__).parents[1] / "campaign_config" / "alliance-villes-emploi"
ASR: Final = CAMPAIGNS / "achat-socialement-responsable" / "2024.yaml"
IT: Final = CAMPAIGNS / "initiatives-territoriales" / "2024.yaml"

COMMUNICATION: Final = "communication-et-rayonnement"
INCLUSIVE: Final = "structures-inclusives"
CONVERGENCE: Final = "convergence-sociale-et-environnementale"
TRAINING: Final = "emploi-formation-competences"
RURAL: Final = "milieu-rural"

SIGNED: Final = SignedPaper(
    content=SIGNED_PAPER,
    filename="attestation signée.pdf",
    signatory="Sylvie Signe, directrice",
)


@cache
def bundled(path: Path = ASR) -> EditionDefinition:
    """Give what a bundled file says, read once a run."""
    return load_edition(path, plugins=PluginHost.discover()).definition


@cache
def bundled_as(slug: str, path: Path) -> Applied:
    """Give a bundled file as the verb takes it, under the slug of an edition."""
    plugins = PluginHost.discover()
    loaded = load_edition(path, plugins=plugins)
    if loaded.definition.slug != slug:
        tree = with_part(tree_of(loaded.files), ("edition", "slug"), slug)
        loaded = load_files(files_with(loaded.files, tree), plugins=plugins)
    return Applied(definition=loaded.definition, files=loaded.files)


def applied(definition: EditionDefinition) -> Applied:
    """Give a definition as the verb takes it."""
    return Applied(definition=definition)


def siret(number: int, *, establishment: int = 1) -> str:
    """Give a SIRET that passes every check and that nobody has."""
    eight = f"{number:08d}"
    siren = eight + luhn.calc_check_digit(eight)
    thirteen = f"{siren}{establishment:04d}"
    return thirteen + luhn.calc_check_digit(thirteen)


@dataclass(slots=True)
class Make:
    """Writes into the tenant that its session has entered, in the words of the domain.

    Everything that a test says nothing about is filled in with what passes: a member structure of
    Lozère, complete answers, a signed paper in time. What needs the jury's period moves the clock.
    """

    desk: Session
    act: Acting
    clock: HeldClock
    _numbers: Any = field(default_factory=lambda: count(1))
    _organiser: Person | None = None
    _editions: dict[str, Edition] = field(default_factory=dict)

    # People

    def person(self, name: str = "", *, email: str = "", roles: Iterable[Role] = ()) -> Person:
        """Somebody who has signed in once."""
        number = next(self._numbers)
        person = Person(
            name=name or f"Personne {number}",
            email=email or f"personne-{number}@mail{number}.example",
        )
        self._add(person)
        for role in roles:
            self._add(RoleGrant(person_id=person.id, role=role))
        return person

    @property
    def organiser(self) -> Person:
        """The one organiser of this test."""
        if self._organiser is None:
            self._organiser = self.person(
                "Odile Organise", email="odile@organisation.example", roles=[Role.ORGANISER]
            )
        return self._organiser

    # Applicants

    def applicant(
        self,
        name: str = "",
        *,
        member: bool | None = True,
        by: Person | None = None,
        **said: Any,
    ) -> Applicant:
        """A structure, with one person who writes for it; a member unless told."""
        number = next(self._numbers)
        described = {
            "kind": "structure",
            "identity": siret(number),
            "name": name or f"Structure fictive {number}",
            "structure_kind": "association",
            "legal_category": "9220",
            "departement": "48",
            **said,
        }
        known = self.act(by or self.person(), identify_applicant, Identification(**described))
        applicant = self.desk.scalars(select(Applicant).where(Applicant.id == known.id)).one()
        applicant.member = member
        self.desk.flush()
        return applicant

    def writer(self, applicant: Applicant | Candidature) -> Person:
        """The person who writes for an applicant, or for the one of a candidature."""
        return emails_of_team(self.desk, _id(applicant))[0]

    def colleague(self, applicant: Applicant | Candidature, name: str = "") -> Person:
        """One more person who writes for an applicant, or for the one of a candidature."""
        person = self.person(name)
        self._add(
            Membership(
                applicant_id=_id(applicant),
                person_id=person.id,
                joined_at=self.clock(),
                accepted_at=self.clock(),
            )
        )
        return person

    def invitation(self, applicant: Applicant | Candidature, email: str, name: str = "") -> Person:
        """Somebody who is invited to write for an applicant, and has not come."""
        self.act(self.writer(applicant), invite_colleague, _id(applicant), email=email, name=name)
        return self.desk.scalars(select(Person).where(Person.email == email)).one()

    def coordination(
        self, name: str = "Coordination fictive", *, departements: Sequence[str] = ("48",)
    ) -> tuple[Coordination, Person]:
        """A regional coordination with its referent."""
        referent = self.person("Rachida Référente")
        set_up = self.act(
            THE_ENGINE,
            set_coordination,
            name=name,
            departements=departements,
            referents=[(referent.email, referent.name)],
        )
        row = self.desk.scalars(select(Coordination).where(Coordination.id == set_up.id)).one()
        return row, referent

    # Editions

    def edition(
        self, slug: str = "2024", *, path: Path = ASR, published: bool = True, **changes: Any
    ) -> Edition:
        """The edition of a bundled file, once a test; ``changes`` are parts of its definition."""
        key = f"{path}:{slug}"
        if key not in self._editions:
            said = bundled_as(slug, path)
            if changes:
                said = applied(replace(said.definition, **changes))
            made = self.act(THE_ENGINE, apply_edition, said)
            if published:
                self.act(THE_ENGINE, publish_edition, made.id)
            self._editions[key] = edition_by_id(self.desk, made.id)
        return self._editions[key]

    def definition(self, edition: Edition | None = None) -> EditionDefinition:
        """What an edition says."""
        return definition_of(self.desk, edition or self.edition())

    def category(self, slug: str = COMMUNICATION, edition: Edition | None = None) -> Category:
        """One of the categories of an edition."""
        return category_by_slug(self.desk, (edition or self.edition()).id, slug)

    # Candidatures

    def candidature(
        self,
        state: CandidatureState = CandidatureState.REGISTERED,
        *,
        category: str = COMMUNICATION,
        edition: Edition | None = None,
        applicant: Applicant | None = None,
        **answers: Any,
    ) -> Candidature:
        """A dossier that came to a state by the legal path, written by its applicant's person."""
        edition = edition or self.edition()
        applicant = applicant or self.applicant()
        started = self.act(
            self.writer(applicant),
            start_candidature,
            edition.id,
            category=category,
            applicant_id=applicant.id,
        )
        candidature = candidature_by_id(self.desk, started.id)
        self.write(candidature, **answers)
        for step in PATHS[state]:
            step(self, candidature)
        return candidature

    def admitted(self, **given: Any) -> Candidature:
        """A dossier that the jury examines."""
        return self.candidature(CandidatureState.ADMITTED, **given)

    def write(self, candidature: Candidature, **answers: Any) -> None:
        """Save complete answers, with those that matter."""
        definition = self.definition(candidature.edition)
        self.act(
            self.writer(candidature),
            save_draft,
            candidature.id,
            answers=complete_answers(definition, candidature.category.slug, **answers),
            etag=self.etag(candidature),
        )

    def etag(self, candidature: Candidature) -> str:
        """The mark of the text as it is saved now."""
        return draft_of(self.desk, candidature.id).etag

    def submit(self, candidature: Candidature) -> None:
        """Deposit what is written."""
        self.act(
            self.writer(candidature),
            submit_candidature,
            candidature.id,
            etag=self.etag(candidature),
            accept_rules=True,
        )

    def attest(self, candidature: Candidature) -> AttestationReturn:
        """Return the signed attestation."""
        returned: AttestationReturn = self.act(
            self.writer(candidature),
            receive_attestation,
            candidature.id,
            paper=SIGNED,
        )
        return returned

    def screen(
        self,
        candidature: Candidature,
        verdict: ScreeningVerdict = ScreeningVerdict.ADMITTED,
        reason: str = "Motif fictif.",
    ) -> None:
        """Decide whether the jury examines a dossier."""
        self.act(self.organiser, screen_candidature, candidature.id, verdict=verdict, reason=reason)

    def withdraw(self, candidature: Candidature) -> None:
        """Take a dossier back."""
        self.act(self.writer(candidature), withdraw_candidature, candidature.id)

    # Juries

    def juror(
        self,
        name: str = "",
        *,
        edition: Edition | None = None,
        declares: bool = True,
        linked_to: Iterable[Applicant] = (),
        **said: Any,
    ) -> Juror:
        """A member of the jury, of all categories unless told, who has declared their interests."""
        number = next(self._numbers)
        invitation = Invitation(
            **{
                "name": name or f"Juré {number}",
                "email": f"jure-{number}@jury{number}.example",
                **said,
            }
        )
        invited = self.act(self.organiser, invite_juror, (edition or self.edition()).id, invitation)
        juror = juror_by_id(self.desk, invited.id)
        if declares:
            self.declare(juror, linked_to=linked_to)
        return juror

    def declare(self, juror: Juror, *, linked_to: Iterable[Applicant] = ()) -> None:
        """Say of every competitor whether there is a professional link."""
        linked = {applicant.id for applicant in linked_to}
        seated = select(Seat.category_id).where(Seat.juror_id == juror.id)
        competing = competitors_in(self.desk, self.desk.scalars(seated).all())
        declarations = {
            one.applicant_id: Interest(one.applicant_id in linked, "") for one in competing
        }
        self.act(juror.person, declare_interests, juror.id, declarations=declarations)

    def seat(self, juror: Juror, category: str = COMMUNICATION) -> Seat:
        """The seat of a juror in a category."""
        row = self.category(category, edition_by_id(self.desk, juror.edition_id))
        asked = select(Seat.id).where(Seat.juror_id == juror.id, Seat.category_id == row.id)
        return seat_by_id(self.desk, self.desk.scalars(asked).one())

    def conflict(self, seat: Seat) -> Conflict:
        """The one link that was found for a seat."""
        return self.desk.scalars(select(Conflict).where(Conflict.seat_id == seat.id)).one()

    def jury_period(self, edition: Edition | None = None) -> None:
        """Move the clock to the jury's period, unless it is there already."""
        opens = self.definition(edition).calendar.jury_opens.at
        self.clock.move_to(max(opens, self.clock()))

    def round(
        self, category: Category | None = None, *, candidatures: Sequence[Candidature] | None = None
    ) -> Round:
        """An open round of voting on the admitted dossiers of a category, or on some of them."""
        category = category or self.category()
        self.jury_period(edition_by_id(self.desk, category.edition_id))
        chosen = None if candidatures is None else [one.id for one in candidatures]
        opened = self.act(self.organiser, open_round, category.id, candidature_ids=chosen)
        return self.desk.scalars(select(Round).where(Round.id == opened.id)).one()

    def ballot(self, voting: Round, juror: Juror, choice: Candidature | str | None) -> Ballot:
        """A juror's vote for one dossier, for one of the method's own options, or an abstention."""
        chosen = str(choice.id) if isinstance(choice, Candidature) else choice
        return self.cast(voting, juror, {"choice": chosen})

    def scores(self, voting: Round, juror: Juror, scores: Mapping[str, str]) -> Ballot:
        """The scores that a juror gives."""
        return self.cast(voting, juror, {"scores": scores})

    def cast(self, voting: Round, juror: Juror, content: Mapping[str, Any]) -> Ballot:
        """A juror's ballot of any kind."""
        cast = self.act(juror.person, cast_ballot, voting.id, content=content)
        return self.desk.scalars(select(Ballot).where(Ballot.id == cast.id)).one()

    def close(self, voting: Round) -> Tally:
        """The count of a round that is closed now."""
        tally: Tally = self.act(self.organiser, close_round, voting.id)
        return tally

    def vote(self, category: Category, *choices: Candidature | None) -> Tally:
        """A round in which as many jurors as choices vote, closed and counted."""
        edition = edition_by_id(self.desk, category.edition_id)
        jurors = [self.juror(edition=edition, categories=[category.slug]) for _ in choices]
        voting = self.round(category)
        for juror, choice in zip(jurors, choices, strict=True):
            self.ballot(voting, juror, choice)
        return self.close(voting)

    # Results

    def decide(
        self,
        category: Category,
        *laureates: Candidature,
        reason: str = "Le jury en a délibéré.",
        citations: Mapping[UUID, str] | None = None,
    ) -> Decision:
        """The jury's decision: one laureate, several joint ones, or nobody."""
        outcomes = {0: Outcome.NOT_AWARDED, 1: Outcome.LAUREATE}
        verdict = Verdict(
            outcome=outcomes.get(len(laureates), Outcome.JOINT_LAUREATES),
            candidature_ids=[one.id for one in laureates],
            reason=reason,
            citations=citations or {},
        )
        self.jury_period(edition_by_id(self.desk, category.edition_id))
        decision: Decision = self.act(self.organiser, decide_category, category.id, verdict)
        return decision

    def minutes_ready(self, edition: Edition | None = None) -> Edition:
        """An edition in which all is decided: what was not is not awarded."""
        edition = edition or self.edition()
        self.jury_period(edition)
        decided = select(Decision.category_id).where(Decision.edition_id == edition.id)
        known = set(self.desk.scalars(decided))
        for category in categories_of(self.desk, edition.id):
            if category.id not in known:
                self.decide(category)
        return edition

    def minutes(self, edition: Edition | None = None) -> Minutes:
        """The signed minutes: what is not decided yet is not awarded."""
        edition = self.minutes_ready(edition)
        minutes: Minutes = self.act(self.organiser, sign_minutes, edition.id)
        return minutes

    def palmares(self, edition: Edition | None = None) -> Palmares:
        """The published palmarès, under embargo until the hour of the results."""
        edition = edition or self.edition()
        self.minutes(edition)
        palmares: Palmares = self.act(self.organiser, publish_palmares, edition.id)
        return palmares

    def _add(self, row: Any) -> None:
        self.desk.add(row)
        self.desk.flush()


def _id(applicant: Applicant | Candidature) -> UUID:
    return applicant.id if isinstance(applicant, Applicant) else applicant.applicant_id


def _inadmissible(make: Make, candidature: Candidature) -> None:
    make.screen(candidature, ScreeningVerdict.INADMISSIBLE)


def _ineligible(make: Make, candidature: Candidature) -> None:
    make.screen(candidature, ScreeningVerdict.INELIGIBLE)


S = CandidatureState

PATHS: Final[Mapping[CandidatureState, tuple[Any, ...]]] = {
    S.DRAFT: (),
    S.SUBMITTED: (Make.submit,),
    S.REGISTERED: (Make.submit, Make.attest),
    S.ADMITTED: (Make.submit, Make.attest, Make.screen),
    S.INADMISSIBLE: (Make.submit, Make.attest, _inadmissible),
    S.INELIGIBLE: (Make.submit, Make.attest, _ineligible),
    S.WITHDRAWN: (Make.submit, Make.withdraw),
}
