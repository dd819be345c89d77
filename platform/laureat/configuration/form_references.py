"""What the questions of a form say of each other: a condition or a formula reads earlier answers.

Reading only what is asked before makes circles impossible.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from laureat.configuration.definition import Condition, EditionDefinition, Question
from laureat.configuration.faults import Fault, Path, nearest
from laureat.configuration.field_types import field_type
from laureat.configuration.formulas import read_formula
from laureat.configuration.source import Source
from laureat.plugin_api import RefusedAnswer, Widget, read_number

WORDS: Mapping[str, Any] = {"true": True, "false": False}


def form_faults(source: Source, definition: EditionDefinition) -> Iterator[Fault]:
    """Find the conditions and formulas that read what they cannot."""
    everything = {one.name: one for section in definition.form for one in section.questions}
    known = _Known(source, everything)
    for place, section in enumerate(definition.form):
        page: Path = ("form", place)
        if section.when is not None:
            yield from known.faults_of(section.when, (*page, "when"))
        for number, question in enumerate(section.questions):
            path: Path = (*page, "questions", number)
            yield from _repeated_columns(source, question, path)
            if question.when is not None:
                yield from known.faults_of(question.when, (*path, "when"))
            if question.formula:
                yield from known.faults_in_formula(question.formula, (*path, "formula"))
            known.before[question.name] = question


def _repeated_columns(source: Source, question: Question, path: Path) -> Iterator[Fault]:
    names: set[str] = set()
    for place, column in enumerate(question.columns):
        if column.name in names:
            yield source.fault(
                (*path, "questions", place, "name"),
                f"« {column.name} » nomme déjà une autre colonne de ce groupe.",
                "donnez-lui un autre nom, ou retirez l'une des deux.",
            )
        names.add(column.name)


@dataclass(slots=True)
class _Known:
    """The questions of the form, and those among them that were asked so far."""

    source: Source
    everything: Mapping[str, Question]
    before: dict[str, Question] = field(default_factory=dict)

    def faults_of(self, condition: Condition, path: Path) -> Iterator[Fault]:
        """Find what is wrong in a condition, and in those within it."""
        for place, one in enumerate(condition.every):
            yield from self.faults_of(one, (*path, "all", place))
        for place, one in enumerate(condition.some):
            yield from self.faults_of(one, (*path, "any", place))
        if condition.opposite is not None:
            yield from self.faults_of(condition.opposite, (*path, "not"))
        if condition.question:
            yield from self._faults_of_test(condition, path)

    def _faults_of_test(self, condition: Condition, path: Path) -> Iterator[Fault]:
        question = self.before.get(condition.question)
        if question is None:
            yield self._not_before(condition.question, (*path, "question"))
            return
        for value in condition.one_of:
            if not can_be(question, value):
                yield self.source.fault(
                    path,
                    f"« {value} » n'est jamais une réponse à « {question.name} ».",
                    _possible_values(question),
                )
        for key, bound in (("at_least", condition.at_least), ("at_most", condition.at_most)):
            if bound is not None and not _is_bound(question, bound):
                yield self.source.fault(
                    (*path, key),
                    f"« {bound} » ne se compare pas aux réponses à « {question.name} ».",
                    "comparez un nombre, un montant ou une date, écrits comme eux.",
                )

    def faults_in_formula(self, formula: str, path: Path) -> Iterator[Fault]:
        """Find the answers that a formula cannot compute with."""
        for name in read_formula(formula).answers:
            group, _point, column = name.partition(".")
            question = self.before.get(group)
            if question is None:
                yield self._not_before(group, path)
                continue
            columns = {one.name: one for one in question.columns}
            read = columns.get(column) if column else question
            if read is None:
                yield self.source.fault(
                    path,
                    f"« {group} » n'a pas de colonne « {column} ».",
                    f"colonnes possibles : {', '.join(columns) or 'aucune'}.",
                )
            elif not _is_numeric(read):
                yield self.source.fault(
                    path,
                    f"« {name} » n'est pas un nombre : rien ne s'en calcule.",
                    "employez une question number, money ou computed, ou la somme d'une colonne.",
                )

    def _not_before(self, name: str, path: Path) -> Fault:
        if name in self.everything:
            return self.source.fault(
                path,
                f"« {name} » n'est demandée qu'après.",
                "placez-la avant dans le formulaire.",
            )
        meant = nearest(name, self.before)
        advice = f"vouliez-vous écrire « {meant} » ? " if meant else ""
        asked = ", ".join(self.before) or "aucune"
        return self.source.fault(
            path,
            f"le formulaire n'a pas de question « {name} ».",
            f"{advice}Questions demandées avant : {asked}.",
        )


def can_be(question: Question, value: str) -> bool:
    """Say whether a condition's value may be an answer to a question, or one of its answers."""
    return any(_takes(question, one) for one in (value, [value], WORDS.get(value)))


def _takes(question: Question, answer: Any) -> bool:
    kind = field_type(question)
    if kind.widget in (Widget.PARTS, Widget.ROWS):
        return False
    try:
        return bool(kind.check(question, answer) == answer)
    except RefusedAnswer as refused:
        # a list may be too short with one answer alone, which is no fault of the answer
        return isinstance(answer, list) and "au moins" in refused.sentence


def _possible_values(question: Question) -> str:
    if question.choices:
        return f"écrivez l'une de ces valeurs : {', '.join(c.value for c in question.choices)}."
    return "écrivez une réponse comme elle est conservée : 12.5, 2026-11-08, true."


def _is_bound(question: Question, bound: str) -> bool:
    kind = field_type(question)
    if not kind.ordered:
        return False
    try:
        kind.limit(bound)
    except ValueError:
        return False
    return True


def _is_numeric(question: Question) -> bool:
    kind = field_type(question)
    return kind.ordered and read_number(str(kind.sample(question, 1))) is not None
