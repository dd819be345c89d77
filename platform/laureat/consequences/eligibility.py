"""Examine a candidature by the rules of its category, and remember each verdict."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from laureat.configuration.combined import rule_of
from laureat.configuration.definition import EditionDefinition, Rule
from laureat.configuration.field_types import TERRITORY
from laureat.configuration.rule_tree import plugins_named, uses_in
from laureat.domain.vocabulary import VerdictKind
from laureat.models import Applicant, Candidature, Category, Finding, Recognition
from laureat.plugin_api import (
    ApplicantView,
    CandidatureView,
    EditionView,
    Facts,
    Met,
    NotMet,
    OtherCandidature,
    TerritoryView,
    Undetermined,
    Verdict,
)
from laureat.plugin_host import Group, PluginHost
from laureat.queries.applicants import latest_recognitions
from laureat.queries.candidatures import (
    LiveCandidature,
    live_candidatures_among,
    revision_by_id,
)
from laureat.reference.territories import territories
from laureat.work import Work

KINDS: Mapping[type, VerdictKind] = {
    Met: VerdictKind.MET,
    NotMet: VerdictKind.NOT_MET,
    Undetermined: VerdictKind.UNDETERMINED,
}

Recognised = Literal["recognised", "refused", "pending"]


@dataclass(frozen=True, slots=True)
class Examined:
    """One rule and its verdict; ``rule`` is its name within the category."""

    rule: str
    use: Rule
    verdict: Verdict

    @property
    def kind(self) -> VerdictKind:
        """Say which of the three values it is."""
        return KINDS[type(self.verdict)]

    @property
    def unmet(self) -> bool:
        """Tell whether the rule is not met; one that nothing establishes is another matter."""
        return self.kind is VerdictKind.NOT_MET


def examine(
    facts: Facts, definition: EditionDefinition, category: str, plugins: PluginHost
) -> list[Examined]:
    """Ask every rule of a category, so that all the reasons are known at once."""
    seen: Counter[str] = Counter()
    examined = []
    for use in definition.rules_for(category):
        seen[use.name] += 1
        name = use.name if seen[use.name] == 1 else f"{use.name}-{seen[use.name]}"
        examined.append(Examined(name, use, rule_of(use, plugins).examine(facts)))
    return examined


@dataclass(frozen=True, slots=True)
class Around:
    """What is known around some candidatures: their applicants' others, and the answers given."""

    others: Mapping[tuple[UUID, str], Sequence[LiveCandidature]]
    recognitions: Mapping[tuple[UUID, UUID], Recognition]


def around(session: Session, candidatures: Sequence[Candidature]) -> Around:
    """Gather what is known around some candidatures, at the same price for one or many."""
    return Around(
        live_candidatures_among(
            session, {(one.edition_id, one.applicant_key) for one in candidatures}
        ),
        latest_recognitions(session, {one.applicant_id for one in candidatures}),
    )


def facts_of(
    known: Around,
    candidature: Candidature,
    definition: EditionDefinition,
    answers: Mapping[str, object],
    *,
    received_at: datetime,
    category: Category | None = None,
) -> Facts:
    """Gather what the rules may know about a candidature, as if in ``category`` if given."""
    target = category or candidature.category
    others = known.others.get((candidature.edition_id, candidature.applicant_key), ())
    answered = known.recognitions.get((candidature.applicant_id, candidature.edition.programme_id))
    return Facts(
        applicant=applicant_view(candidature.applicant, answered),
        candidature=CandidatureView(
            category=target.slug,
            received_at=received_at,
            answers=answers,
            territories=territories_in(definition, target.slug, answers),
        ),
        edition=EditionView(
            slug=definition.slug,
            time_zone=definition.calendar.time_zone,
            opens_at=definition.calendar.opens.at,
            closes_at=definition.calendar.deposit_closes.at,
        ),
        others=tuple(
            OtherCandidature(category=one.category, number=one.number)
            for one in others
            if one.id != candidature.id
        ),
    )


def applicant_view(applicant: Applicant, recognition: Recognition | None) -> ApplicantView:
    """Show an applicant to the rules, with the answer of its coordination."""
    answer: Recognised | None = None
    if recognition is not None:
        answer = recognition.answer.value
    elif applicant.member is not True:
        answer = "pending"
    return ApplicantView(
        kind=applicant.kind.value,
        name=applicant.name,
        siret=applicant.siret,
        structure_kind=applicant.structure_kind,
        legal_category=applicant.legal_category,
        member=applicant.member,
        recognition=answer,
        mandated_by=applicant.mandated_by or None,
        departement=applicant.departement,
    )


def territories_in(
    definition: EditionDefinition, category: str, answers: Mapping[str, object]
) -> tuple[TerritoryView, ...]:
    """Find the territories that the answers name, with their populations."""
    known = territories()
    codes = [
        code
        for section in definition.sections_for(category)
        for question in section.questions
        if question.kind == TERRITORY
        for code in _codes(answers.get(question.name))
    ]
    return tuple(view for code in codes if (view := known.find(code)) is not None)


def _codes(answer: object) -> list[str]:
    if isinstance(answer, str):
        return [answer] if answer else []
    return [str(code) for code in answer] if isinstance(answer, list | tuple) else []


def examine_and_record(
    work: Work, candidature: Candidature, definition: EditionDefinition, plugins: PluginHost
) -> list[Examined]:
    """Examine what was submitted, and store one finding per rule."""
    revision = revision_by_id(work.session, candidature.revision_id)
    facts = facts_of(
        around(work.session, [candidature]),
        candidature,
        definition,
        revision.answers if revision else {},
        received_at=candidature.submitted_at or work.now,
    )
    examined = examine(facts, definition, candidature.category.slug, plugins)
    for one in examined:
        work.session.add(
            Finding(
                candidature_id=candidature.id,
                category_id=candidature.category_id,
                rule=one.rule,
                plugin=plugins_named(one.use),
                plugin_origin=_origins(one.use, plugins),
                article=one.use.article,
                verdict=one.kind,
                sentence=one.verdict.sentence,
                evidence={"items": [asdict(item) for item in one.verdict.evidence]},
                edition_digest=candidature.edition.digest,
                examined_at=work.now,
            )
        )
    return examined


def _origins(rule: Rule, plugins: PluginHost) -> str:
    """Say from which distributions the plugins of a rule come, each once."""
    found = (plugins.origin(Group.ELIGIBILITY, use.plugin) for use in uses_in(rule))
    return ", ".join(dict.fromkeys(found))
