"""What can be staged for one dossier by real acts, and what a rule's own samples ask of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from itertools import product
from typing import Any, cast

from laureat.configuration.combined import rule_of
from laureat.configuration.definition import EditionDefinition, Rule
from laureat.configuration.field_types import TERRITORY
from laureat.configuration.forms import complete_faults, questions_of
from laureat.plugin_api import (
    ApplicantView,
    CandidatureView,
    EditionView,
    EligibilityRule,
    Facts,
    Met,
    OtherCandidature,
    Sample,
    changed,
)
from laureat.plugin_host import PluginHost
from laureat.reference.territories import territories
from laureat.rehearsal.answers import NoValidAnswers, answers_for
from laureat.rehearsal.company import Dossier, Situation

TRAITS = ("structure_kind", "legal_category", "mandated_by", "departement", "member")
HOME = "48"  # the département where everybody is at home, unless a sample says otherwise
TIMES = {"candidature.received_at", "edition.closes_at", "edition.opens_at"}
MOST_BASES = 400


class NotStageable(Exception):
    """A sample asks for what no real act can bring about; the message says what, in French."""


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule of a category: the name that its findings carry, and its id in the regulation."""

    name: str
    id: str
    use: Rule
    rule: EligibilityRule
    category: str | None


def rules_of(definition: EditionDefinition, category: str, plugins: PluginHost) -> list[NamedRule]:
    """List the rules of a category, named as in the findings."""
    seen: Counter[str] = Counter()
    found = []
    for position, use in enumerate(definition.rules_for(category)):
        own = category if position >= len(definition.eligibility) else None
        place = f"eligibility.{own}.{use.name}" if own else f"eligibility.{use.name}"
        name, rule_id = (numbered(word, seen) for word in (use.name, place))
        found.append(NamedRule(name, rule_id, use, rule_of(use, plugins), own))
    return found


def numbered(word: str, seen: Counter[str]) -> str:
    """Number a word from its second time on, as findings and the regulation's rules do."""
    seen[word] += 1
    return word if seen[word] == 1 else f"{word}-{seen[word]}"


def eligible_base(
    definition: EditionDefinition, category: str, plugins: PluginHost
) -> Situation | None:
    """Find a situation that meets every rule of a category; None when the samples give none."""
    rules = rules_of(definition, category, plugins)
    wanted = [_met_samples(rule.rule) for rule in rules]
    start = plain_situation(definition, category)
    for number, samples in enumerate(product(*wanted)):
        if number == MOST_BASES:
            break
        try:
            base = start
            for sample in filter(None, samples):
                base = staged(base, sample, definition)
        except NotStageable:
            continue
        facts = facts_in(base, definition)
        if all(isinstance(rule.rule.examine(facts), Met) for rule in rules):
            return base
    return None


def any_base(definition: EditionDefinition, category: str, plugins: PluginHost) -> Situation:
    """Give a situation that meets the rules of a category or, failing that, a plain one."""
    return eligible_base(definition, category, plugins) or plain_situation(definition, category)


def plain_situation(definition: EditionDefinition, category: str) -> Situation:
    """Give a dossier of which nothing particular is said."""
    kinds = definition.applicants.structure_kinds
    traits = {"structure_kind": kinds[0].value if kinds else None, "departement": HOME}
    return Situation(category=category, traits=traits)


def _met_samples(rule: EligibilityRule) -> list[Sample | None]:
    """List the samples that meet a rule without touching the edition; None where there is none."""
    met: list[Sample | None] = [
        sample
        for sample in rule.samples()
        if sample.expected is Met
        and all(path.partition(".")[0] != "edition" for path in sample.changes)
    ]
    return met or [None]


def staged(base: Situation, sample: Sample, definition: EditionDefinition) -> Situation:
    """Change a situation as a sample asks.

    Raises:
        NotStageable: no real act can bring it about.
    """
    situation = base
    for path, value in sample.changes.items():
        situation = _with(situation, path, value, definition)
    if situation.trait("member") is not True and situation.recognition is None:
        asked = "applicant.recognition" in sample.changes
        if asked and sample.changes["applicant.recognition"] is None:
            raise NotStageable("qui n’est pas adhérent a toujours une reconnaissance en attente")
    _require_answerable(situation, definition)
    return _with_others(situation, sample, definition)


def _with(
    situation: Situation, path: str, value: object, definition: EditionDefinition
) -> Situation:
    first, _, name = path.partition(".")
    if first == "applicant":
        return _with_trait(situation, name, value, definition)
    if path == "candidature.territories":
        return _with_territories(situation, cast("Sequence[str]", value), definition)
    if name.startswith("answers."):
        question = name.removeprefix("answers.")
        return replace(situation, answers={**situation.answers, question: value})
    if path in ("others", "candidature.category"):
        return situation
    raise NotStageable(f"«\u00a0{path}\u00a0» ne se met pas en scène")


def _with_trait(
    situation: Situation, name: str, value: object, definition: EditionDefinition
) -> Situation:
    if name == "recognition":
        return replace(situation, recognition=None if value == "pending" else cast("Any", value))
    if name == "kind" and value == definition.applicants.kind.value:
        return situation
    if name in TRAITS:
        return replace(situation, traits={**situation.traits, name: value})
    raise NotStageable(f"«\u00a0applicant.{name}\u00a0» ne se met pas en scène ici")


def _with_territories(
    situation: Situation, codes: Sequence[str], definition: EditionDefinition
) -> Situation:
    asked = [
        one.name
        for one in questions_of(definition.sections_for(situation.category))
        if one.kind == TERRITORY
    ]
    if not asked:
        raise NotStageable("le formulaire ne demande aucun territoire")
    answers = {name: list(codes) for name in asked}
    return replace(situation, answers={**situation.answers, **answers})


def _require_answerable(situation: Situation, definition: EditionDefinition) -> None:
    sections = definition.sections_for(situation.category)
    known = {question.name for question in questions_of(sections)}
    if unknown := set(situation.answers) - known:
        names = ", ".join(sorted(unknown))
        raise NotStageable(f"le formulaire n’a pas de question «\u00a0{names}\u00a0»")
    try:
        answers_for(definition, situation.category, number=1, wanted=situation.answers)
    except NoValidAnswers:
        faults = complete_faults(sections, {**_filled(situation, definition)})
        raise NotStageable(f"le formulaire refuse cette réponse ({_first(faults)})") from None


def _filled(situation: Situation, definition: EditionDefinition) -> dict[str, Any]:
    try:
        plain = answers_for(definition, situation.category, number=1)
    except NoValidAnswers:
        plain = {}
    return {**plain, **situation.answers}


def _first(faults: Mapping[str, str]) -> str:
    return next(iter(faults.values()), "").rstrip(".")


def _with_others(situation: Situation, sample: Sample, definition: EditionDefinition) -> Situation:
    """Place the other dossiers that a sample names in real categories, its own in the own one."""
    others = cast("Sequence[OtherCandidature]", sample.changes.get("others", ()))
    if not others:
        return situation
    own = sample.changes.get("candidature.category", situation.category)
    elsewhere = [one.slug for one in definition.categories if one.slug != situation.category]
    if any(one.category == own for one in others):
        raise NotStageable("un second dossier dans la même catégorie est refusé dès sa création")
    names = list(dict.fromkeys(one.category for one in others))
    most = definition.limits.per_edition
    if len(names) > len(elsewhere) or (most is not None and len(names) >= most):
        raise NotStageable("l’édition n’admet pas autant de dossiers d’un même candidat")
    return replace(situation, others=tuple(elsewhere[: len(names)]))


class Bound(Enum):
    """Where, in the deposit period, a sample about time places the deposit."""

    OPENING = "opening"
    CLOSING = "closing"
    OUTSIDE = "outside"


def bound_of(sample: Sample) -> Bound | None:
    """Say where a sample about nothing but time falls; None for any other sample."""
    if set(sample.changes) != TIMES:
        return None
    received, closes, opens = (cast("datetime", sample.changes[path]) for path in sorted(TIMES))
    if received in (opens, closes):
        return Bound.OPENING if received == opens else Bound.CLOSING
    return None if opens < received < closes else Bound.OUTSIDE


def facts_in(situation: Situation, definition: EditionDefinition) -> Facts:
    """Say what a rule may know of a staged dossier, received amid the deposit period."""
    calendar = definition.calendar
    opens, closes = calendar.opens.at, calendar.deposit_closes.at
    member = cast("bool | None", situation.trait("member"))
    waiting = None if member is True else "pending"
    return Facts(
        applicant=ApplicantView(
            kind=definition.applicants.kind.value,
            name="Candidat fictif",
            structure_kind=situation.trait("structure_kind"),
            legal_category=situation.trait("legal_category"),
            member=member,
            recognition=cast("Any", situation.recognition or waiting),
            mandated_by=situation.trait("mandated_by") or None,
            departement=situation.trait("departement"),
        ),
        candidature=_entry(
            definition,
            situation.category,
            _filled(situation, definition),
            received_at=opens + (closes - opens) / 2,
        ),
        edition=EditionView(
            slug=definition.slug,
            time_zone=calendar.time_zone,
            opens_at=opens,
            closes_at=closes,
        ),
        others=tuple(OtherCandidature(category=one, number="autre") for one in situation.others),
    )


def facts_of_dossier(
    dossier: Dossier, definition: EditionDefinition, *, received_at: datetime
) -> Facts:
    """Say what a rule may know of a dossier that was really written, and received then."""
    entrant = dossier.entrant
    facts = facts_in(replace(entrant.situation, category=dossier.category), definition)
    return replace(
        facts,
        applicant=replace(facts.applicant, name=entrant.name, siret=entrant.siret),
        candidature=_entry(definition, dossier.category, dossier.answers, received_at=received_at),
    )


def _entry(
    definition: EditionDefinition,
    category: str,
    answers: Mapping[str, object],
    *,
    received_at: datetime,
) -> CandidatureView:
    return CandidatureView(
        category=category,
        received_at=received_at,
        answers=answers,
        territories=tuple(_territories(definition, category, answers)),
    )


def _territories(
    definition: EditionDefinition, category: str, answers: Mapping[str, object]
) -> Iterator[Any]:
    for question in questions_of(definition.sections_for(category)):
        if question.kind == TERRITORY:
            for code in cast("Sequence[str]", answers.get(question.name) or ()):
                if (found := territories().find(code)) is not None:
                    yield found


def tried_directly(base: Situation, sample: Sample, definition: EditionDefinition) -> Facts:
    """Give the facts of a situation with a sample's changes laid over them."""
    changes = {**sample.changes, **_in_calendar(sample, definition)}
    return changed(facts_in(base, definition), changes, territory=territories().find)


def _in_calendar(sample: Sample, definition: EditionDefinition) -> Mapping[str, object]:
    """Place a sample about time in the edition's own calendar, as far from the same bound."""
    if not set(sample.changes) >= TIMES:
        return {}
    received, closes, opens = (cast("datetime", sample.changes[path]) for path in sorted(TIMES))
    own = definition.calendar
    near = own.opens.at - opens if received <= opens else own.deposit_closes.at - closes
    moments = (received + near, own.deposit_closes.at, own.opens.at)
    return dict(zip(sorted(TIMES), moments, strict=True))
