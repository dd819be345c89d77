"""Eligibility: each rule is put to dossiers that meet it and to dossiers that break it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from laureat.configuration.combined import facts_read
from laureat.configuration.definition import EditionDefinition
from laureat.domain.vocabulary import VerdictKind
from laureat.plugin_api import Met, NotMet, Sample, Undetermined, Verdict, VerdictType
from laureat.queries.candidatures import candidature_by_id, latest_findings
from laureat.rehearsal.candidates import base_of, begin, deposit, findings, introduce
from laureat.rehearsal.company import Dossier, Situation
from laureat.rehearsal.situations import (
    Bound,
    NamedRule,
    NotStageable,
    bound_of,
    facts_of_dossier,
    rules_of,
    staged,
    tried_directly,
)
from laureat.rehearsal.story import Scene, Story

KINDS: dict[VerdictType, VerdictKind] = {
    Met: VerdictKind.MET,
    NotMet: VerdictKind.NOT_MET,
    Undetermined: VerdictKind.UNDETERMINED,
}
APART = "Aucun cas d’une de ses conditions ne se joue sans changer les autres."
WORDS = {
    VerdictKind.MET: "rempli",
    VerdictKind.NOT_MET: "non rempli",
    VerdictKind.UNDETERMINED: "indéterminé",
}


def scenes(story: Story) -> Iterator[Scene]:
    """List the scenes of this act."""
    yield Scene(story.moments.deposit, "Les règles d’éligibilité", lambda: _samples(story), rank=5)
    yield Scene(
        story.definition.calendar.deposit_closes.at,
        "Les constats à l’instant de la clôture",
        lambda: _at_closing(story),
        rank=3,
    )
    yield Scene(
        story.moments.screening,
        "Les constats, comparés aux règles",
        lambda: _compare(story),
        rank=-1,
    )


def every_rule(story: Story) -> Iterator[tuple[NamedRule, str]]:
    """List each rule once, with a category in which to try it."""
    known: set[str] = set()
    for category in story.definition.categories:
        for rule in rules_of(story.definition, category.slug, story.plugins):
            if rule.id not in known:
                known.add(rule.id)
                yield rule, category.slug


def _samples(story: Story) -> None:
    for rule, category in every_rule(story):
        base = base_of(story, category)
        samples = rule.rule.samples()
        if not samples:
            story.book.out_of_reach[rule.id] = APART
        for sample in samples:
            if (bound := bound_of(sample)) is not None:
                _at_a_bound(story, rule, sample, base, bound)
                continue
            try:
                situation = staged(base, sample, story.definition)
            except NotStageable as why:
                _directly(story, rule, sample, base, str(why))
            else:
                _really(story, rule, sample, situation)


def _at_a_bound(
    story: Story, rule: NamedRule, sample: Sample, base: Situation, bound: Bound
) -> None:
    """Look at the dossier that was deposited at the opening; the closing is still to come."""
    if bound is Bound.OUTSIDE:
        why = "hors délai, la plateforme refuse le dossier avant même la règle"
        _directly(story, rule, sample, base, why)
    elif bound is Bound.OPENING:
        _look_at(story, rule, sample, story.company.parts["early"])


def _at_closing(story: Story) -> None:
    for rule, _ in every_rule(story):
        for sample in rule.rule.samples():
            if bound_of(sample) is Bound.CLOSING:
                _look_at(story, rule, sample, story.company.parts["at closing"])


def _look_at(story: Story, rule: NamedRule, sample: Sample, dossier: Dossier) -> None:
    if rule.category not in (None, dossier.category):
        return
    due = KINDS[sample.expected]

    def look() -> tuple[bool, str]:
        finding = findings(story, dossier)[rule.name]
        return finding.verdict is due, f"{WORDS[finding.verdict].capitalize()}. {finding.sentence}"

    story.book.seen(
        f"{sample.label}.",
        (rule.id,),
        look,
        expected=f"Constat {WORDS[due]}",
        article=rule.use.article,
    )


def _really(story: Story, rule: NamedRule, sample: Sample, situation: Situation) -> None:
    """Deposit the sample for good, and look at the finding that was stored."""
    due = KINDS[sample.expected]

    def look() -> tuple[bool, str]:
        dossier = _deposited(story, situation)
        finding = findings(story, dossier)[rule.name]
        _keep(story, rule, finding.verdict, dossier)
        return finding.verdict is due, f"{WORDS[finding.verdict].capitalize()}. {finding.sentence}"

    story.book.seen(
        f"Dossier déposé : {_lowered(sample.label)}.",
        (rule.id,),
        look,
        expected=f"Constat {WORDS[due]}",
        article=rule.use.article,
    )


def _deposited(story: Story, situation: Situation) -> Dossier:
    entrant = introduce(story, situation, alone=False)
    for other in situation.others:
        begin(story, entrant, other)
    return deposit(story, entrant, situation.category)


def _keep(story: Story, rule: NamedRule, verdict: VerdictKind, dossier: Dossier) -> None:
    """Keep the first dossier that breaks a rule, and the first doubtful one, for the screening."""
    part = {VerdictKind.NOT_MET: "broken", VerdictKind.UNDETERMINED: "doubtful"}.get(verdict)
    if part is not None:
        story.company.parts.setdefault(f"{part}:{rule.id}", dossier)


def _directly(story: Story, rule: NamedRule, sample: Sample, base: Situation, why: str) -> None:
    """Put the sample's facts to the rule itself, because no real act brings them about."""
    due = KINDS[sample.expected]

    def look() -> tuple[bool, str]:
        verdict: Verdict = rule.rule.examine(tried_directly(base, sample, story.definition))
        kind = KINDS[type(verdict)]
        return kind is due, f"{WORDS[kind].capitalize()}. {verdict.sentence}"

    story.book.seen(
        f"Faits soumis à la règle seule, car {why} : {_lowered(sample.label)}.",
        (rule.id,),
        look,
        expected=f"Verdict {WORDS[due]}",
        article=rule.use.article,
    )


def _lowered(label: str) -> str:
    return f"{label[:1].lower()}{label[1:]}" if label[1:2].islower() else label


def _compare(story: Story) -> None:
    """Ask each rule again about what was staged, and compare with what the platform has stored."""
    stored = story.ask(_stored, story.company.dossiers)
    for rule, _ in every_rule(story):
        if "others" in facts_read(rule.use, story.plugins):
            continue  # what the applicant's other dossiers were then is not what they are now
        story.book.seen(
            "Reposer la question à la règle, pour chaque dossier déposé depuis l’ouverture.",
            (rule.id,),
            partial(_agrees, story.definition, rule, stored),
            expected="Le constat enregistré est celui de la règle",
            article=rule.use.article,
        )


@dataclass(frozen=True, slots=True)
class Stored:
    """What the platform keeps of a dossier that was submitted."""

    dossier: Dossier
    submitted_at: datetime
    verdicts: dict[str, VerdictKind]


def _stored(session: Session, dossiers: Iterable[Dossier]) -> list[Stored]:
    kept = []
    for dossier in dossiers:
        submitted_at = candidature_by_id(session, dossier.candidature_id).submitted_at
        if submitted_at is not None:
            found = latest_findings(session, dossier.candidature_id)
            kept.append(Stored(dossier, submitted_at, {one.rule: one.verdict for one in found}))
    return kept


def _agrees(
    definition: EditionDefinition, rule: NamedRule, stored: Iterable[Stored]
) -> tuple[bool, str]:
    asked = [one for one in stored if rule.category in (None, one.dossier.category)]
    wrong = []
    for one in asked:
        facts = facts_of_dossier(one.dossier, definition, received_at=one.submitted_at)
        due = KINDS[type(rule.rule.examine(facts))]
        if one.verdicts.get(rule.name) is not due:
            wrong.append(f"{one.dossier.number} ({WORDS[due]} attendu)")
    said = f"{len(asked)} dossiers comparés."
    return not wrong, f"{said} Écarts : {', '.join(wrong)}." if wrong else f"{said} Aucun écart."
