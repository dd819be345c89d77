"""An earlier edition's dossiers under other rules: which would change fate, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from laureat.configuration.definition import EditionDefinition
from laureat.consequences.eligibility import Around, Examined, around, examine, facts_of
from laureat.domain.vocabulary import VerdictKind
from laureat.models import Candidature, Edition, Revision
from laureat.plugin_host import PluginHost
from laureat.queries.candidatures import submitted_with_answers
from laureat.work import Work

AT_ONCE = 500
GRAVITY = (VerdictKind.MET, VerdictKind.UNDETERMINED, VerdictKind.NOT_MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """A dossier that would change fate; ``reasons`` are the verdicts that differ, as they would be.

    ``after`` is None where the edition no longer has its category.
    """

    candidature: Candidature
    before: VerdictKind
    after: VerdictKind | None
    reasons: tuple[Examined, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """What became of all the dossiers."""

    tried: int
    changed: tuple[Fate, ...]


def back_test(
    work: Work,
    edition: Edition,
    then: EditionDefinition,
    now: EditionDefinition,
    plugins: PluginHost,
) -> BackTest:
    """Examine the dossiers that an edition received, by the rules of then and by those of now.

    A dossier is taken to arrive as long before the closing as it did. The facts are those of today
    for both: what differs comes of the rules alone.
    """
    tried = 0
    changed: list[Fate] = []
    rows = submitted_with_answers(work.session, edition.id)
    while batch := list(islice(rows, AT_ONCE)):
        known = around(work.session, [candidature for candidature, _ in batch])
        tried += len(batch)
        changed += _changed(batch, known, then, now, plugins)
    return BackTest(tried=tried, changed=tuple(changed))


def _changed(
    batch: list[tuple[Candidature, Revision]],
    known: Around,
    then: EditionDefinition,
    now: EditionDefinition,
    plugins: PluginHost,
) -> Iterator[Fate]:
    still = {category.slug for category in now.categories}
    for candidature, revision in batch:
        old = _verdicts(candidature, revision, known, then, then, plugins)
        if candidature.category.slug not in still:
            yield Fate(candidature=candidature, before=_worst(old), after=None, reasons=())
            continue
        new = _verdicts(candidature, revision, known, then, now, plugins)
        if _worst(old) is not _worst(new):
            before = {one.rule: one.kind for one in old}
            reasons = tuple(one for one in new if before.get(one.rule) is not one.kind)
            yield Fate(
                candidature=candidature, before=_worst(old), after=_worst(new), reasons=reasons
            )


def _verdicts(
    candidature: Candidature,
    revision: Revision,
    known: Around,
    then: EditionDefinition,
    rules: EditionDefinition,
    plugins: PluginHost,
) -> list[Examined]:
    facts = facts_of(
        known,
        candidature,
        rules,
        revision.answers,
        received_at=_as_if(candidature.submitted_at or revision.submitted_at, then, rules),
    )
    return examine(facts, rules, candidature.category.slug, plugins)


def _as_if(received: datetime, then: EditionDefinition, rules: EditionDefinition) -> datetime:
    """Move an instant so that it stands before the new closing as it stood before the old one."""
    return rules.calendar.deposit_closes.at - (then.calendar.deposit_closes.at - received)


def _worst(examined: list[Examined]) -> VerdictKind:
    return max((one.kind for one in examined), key=GRAVITY.index, default=VerdictKind.MET)
