"""A whole edition, told to its end: every table has rows, every role has somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from laureat.domain.actors import Role
from laureat.domain.candidature_states import CandidatureState
from laureat.domain.sign_in import six_digits
from laureat.domain.vocabulary import (
    CheckVerdict,
    ConflictRulingKind,
    RecognitionAnswer,
    ScreeningVerdict,
)
from laureat.models import (
    Applicant,
    AttestationReturn,
    Candidature,
    Category,
    Conflict,
    Edition,
    Juror,
    Person,
    Round,
    Seat,
    SignInCode,
)
from laureat.queries.candidatures import candidature_by_id
from laureat.queries.editions import categories_of
from laureat.services.attestations.check import check_attestation
from laureat.services.candidatures.reclassify import reclassify_candidature
from laureat.services.juries.open_dossier import open_dossier
from laureat.services.juries.rule_conflict import rule_conflict
from laureat.services.people.request_code import request_sign_in_code
from laureat.services.people.sign_in import sign_in
from laureat.services.results.mention import award_mention
from laureat.services.structures.recognise import recognise
from tests.acting import SECRET
from tests.clock import NOON
from tests.make import Make, bundled

HIDDEN: Final = "Projet dont nul autre ne sait rien"
"""The title of the dossier: whoever may not see it must not read these words anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the edition holds, and who takes part in it.

    ``people`` names somebody of each role; ``dossier`` is the candidate's, in the first category,
    where ``juror`` and ``chair`` may vote and ``recused`` may not.
    """

    make: Make
    edition: Edition
    category: Category
    dossier: Candidature
    returned: AttestationReturn
    applicant: Applicant
    juror: Juror
    seat: Seat
    conflict: Conflict
    voting: Round
    code: SignInCode
    people: Mapping[str, Person]


def tell(make: Make, *, size: int = 1, published: bool = True) -> Story:
    """Tell a whole edition: ``size`` dossiers in the first category, as many jurors, as many more.

    The clock then stands after the results; without ``published`` it stands while the jury votes.
    """
    make.clock.instant = NOON
    edition = _editions(make, size)
    _, referent = make.coordination(departements=["48"])
    for number in range(size):
        make.coordination(f"Coordination {number}", departements=[f"{10 + number}"])
    candidate = make.person("Camille Candidate")
    dossiers = _dossiers(make, edition, candidate, size)
    returned = _attested(make, dossiers[0])
    _recognised(make, dossiers)
    for one in dossiers:
        make.screen(one)
    other = make.admitted(edition=edition, category=dossiers[0].category.slug)
    _moved(make, edition)
    juror, chair = _jury(make, edition, dossiers[0], size)
    recused = make.juror("Rémi Récusé", edition=edition, siret=dossiers[0].applicant.siret)
    seat = make.seat(juror, dossiers[0].category.slug)
    voting = _votes(make, edition, juror, chair)
    code = _signed_in(make, candidate)
    conflict = _ruled(make, recused, dossiers[0])
    if published:
        _results(make, edition, dossiers)
    return Story(
        make=make,
        edition=edition,
        category=dossiers[0].category,
        dossier=dossiers[0],
        returned=returned,
        applicant=dossiers[0].applicant,
        juror=juror,
        seat=seat,
        conflict=conflict,
        voting=voting,
        code=code,
        people={
            "candidate": candidate,
            "other candidate": make.writer(other),
            "juror": juror.person,
            "chair": chair.person,
            "recused": recused.person,
            "referent": referent,
            "organiser": make.organiser,
            "operator": make.person("Olga Opératrice", roles=[Role.OPERATOR]),
            "stranger": make.person("Sam Sans-Lien"),
        },
    )


def _editions(make: Make, size: int) -> Edition:
    said = bundled()
    changes: dict[str, Any] = {
        "categories": said.categories[: size + 1],
        "form": _questions_of(said.categories[: size + 1]),
        "jury": replace(said.jury, quorum=1),
        "reclassification": replace(said.reclassification, until=None),
    }
    for number in range(size):
        make.edition(f"20{30 + number}", **changes)
    return make.edition("2024", **changes)


def _questions_of(categories: tuple[object, ...]) -> tuple[object, ...]:
    """Keep of the form what the categories that are left ask."""
    slugs = {getattr(one, "slug", "") for one in categories}
    return tuple(
        replace(
            section,
            questions=tuple(
                one
                for one in section.questions
                if not one.categories or set(one.categories) <= slugs
            ),
        )
        for section in bundled().form
    )


def _dossiers(make: Make, edition: Edition, candidate: Person, size: int) -> list[Candidature]:
    """Register one dossier for each structure of the candidate, and one in each other category."""
    first, *others = categories_of(make.desk, edition.id)
    structures = [
        make.applicant(f"Structure {number} de Camille", member=False, by=candidate)
        for number in range(size)
    ]
    return [
        *(
            make.candidature(edition=edition, category=first.slug, applicant=one, intitule=HIDDEN)
            for one in structures
        ),
        *(
            make.candidature(
                edition=edition, category=one.slug, applicant=structures[0], intitule=HIDDEN
            )
            for one in others
        ),
    ]


def _attested(make: Make, dossier: Candidature) -> AttestationReturn:
    returned = make.attest(dossier)
    make.act(make.organiser, check_attestation, returned.id, verdict=CheckVerdict.ACCEPTED)
    return returned


def _recognised(make: Make, dossiers: list[Candidature]) -> None:
    for one in {dossier.applicant_id: dossier for dossier in dossiers}.values():
        make.act(
            make.organiser,
            recognise,
            one.applicant_id,
            programme_id=one.edition.programme_id,
            answer=RecognitionAnswer.RECOGNISED,
        )


def _moved(make: Make, edition: Edition) -> None:
    """Move a dossier that does not compete from one category to another."""
    first, second, *_ = categories_of(make.desk, edition.id)
    moving = make.candidature(CandidatureState.SUBMITTED, edition=edition, category=second.slug)
    make.act(
        make.organiser,
        reclassify_candidature,
        moving.id,
        to_category=first.slug,
        reason="Le sujet est la communication.",
    )
    make.screen(moving, ScreeningVerdict.INADMISSIBLE)


def _jury(make: Make, edition: Edition, dossier: Candidature, size: int) -> tuple[Juror, Juror]:
    """Seat a chair and as many jurors, and as many whom a link closes out."""
    make.jury_period(edition)
    chair = make.juror("Chloé Chaire", edition=edition, chair=True)
    jurors = [make.juror(f"Jules Juré {number}", edition=edition) for number in range(size)]
    for number in range(size):
        make.juror(f"Lise Liée {number}", edition=edition, linked_to=[dossier.applicant])
    make.act(jurors[0].person, open_dossier, dossier.id)
    return jurors[0], chair


def _votes(make: Make, edition: Edition, juror: Juror, chair: Juror) -> Round:
    """Open a round in each category, and let one ballot fall in the first."""
    rounds = [make.round(category) for category in categories_of(make.desk, edition.id)]
    for voting in rounds:
        for voter in (juror, chair):
            options = voting.candidature_ids
            make.ballot(voting, voter, options[0])
    fallen = make.juror("Flore Tombée", edition=edition)
    make.ballot(rounds[0], fallen, None)
    linked = candidature_by_id(make.desk, UUID(rounds[0].candidature_ids[0])).applicant
    make.declare(fallen, linked_to=[linked])
    return rounds[0]


def _ruled(make: Make, recused: Juror, dossier: Candidature) -> Conflict:
    seat = make.seat(recused, dossier.category.slug)
    conflict = make.desk.scalars(select(Conflict).where(Conflict.seat_id == seat.id)).first()
    assert conflict is not None
    make.act(make.organiser, rule_conflict, conflict.id, ruling=ConflictRulingKind.CONFIRMED)
    return conflict


def _signed_in(make: Make, person: Person) -> SignInCode:
    code: SignInCode = make.act(None, request_sign_in_code, person.email)
    make.act(None, sign_in, code.id, code=six_digits(SECRET, code.id))
    fresh: SignInCode = make.act(None, request_sign_in_code, person.email)
    return fresh


def _results(make: Make, edition: Edition, dossiers: list[Candidature]) -> None:
    for voting in make.desk.scalars(select(Round).order_by(Round.id)):
        make.close(voting)
    make.decide(dossiers[0].category, dossiers[0])
    make.act(
        make.organiser,
        award_mention,
        edition.id,
        candidature_id=dossiers[-1].id,
        reason="Son originalité.",
    )
    make.palmares(edition)
    make.clock.move_to(make.definition(edition).calendar.results.at + timedelta(hours=1))
