"""Questions that nobody will be asked, and those that read what is not asked everywhere."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from typing import Any

from laureat.configuration.conditions import holds, tests_of
from laureat.configuration.definition import Condition, Question
from laureat.configuration.faults import Path
from laureat.configuration.field_types import field_type, is_due
from laureat.configuration.formulas import read_formula
from laureat.configuration.lint_rules.subject import Remark, Severity, Subject
from laureat.plugin_api import french_list

MOST_TRIED = 5_000
"""How many combinations of answers are tried before a condition is taken to hold of one."""


def remarks(subject: Subject) -> Iterator[Remark]:
    """Read each condition and each formula against the questions that it names."""
    known = {one.name: one for section in subject.definition.form for one in section.questions}
    for place, section in enumerate(subject.definition.form):
        for number, question in enumerate(section.questions):
            path: Path = ("form", place, "questions", number)
            conditions = tuple(filter(None, [section.when, question.when]))
            if conditions and is_due(question) and not _can_hold(conditions, known):
                yield _never_asked(question, path)
            read = {test.question for one in conditions for test in tests_of(one)}
            yield from _elsewhere(subject, question, _named(known, read), path, formula=False)
            if question.formula:
                names = {one.partition(".")[0] for one in read_formula(question.formula).answers}
                yield from _elsewhere(subject, question, _named(known, names), path, formula=True)


def _named(known: Mapping[str, Question], names: Iterable[str]) -> list[Question]:
    return [known[name] for name in sorted(names) if name in known]


def _can_hold(conditions: tuple[Condition, ...], known: Mapping[str, Question]) -> bool:
    """Try the answers that make a difference, all together."""
    tests = [test for one in conditions for test in tests_of(one)]
    names = sorted({test.question for test in tests if test.question in known})
    tried = [_answers_to(known[name], [t for t in tests if t.question == name]) for name in names]
    combinations = list(islice(product(*tried), MOST_TRIED + 1))
    return len(combinations) > MOST_TRIED or any(
        all(holds(one, dict(zip(names, answers, strict=True)), known) for one in conditions)
        for answers in combinations
    )


def _answers_to(question: Question, tests: list[Condition]) -> list[Any]:
    """List answers that stand for all others: none, each that is named, each side of a bound."""
    kind = field_type(question)
    named = [value for test in tests for value in test.one_of]
    bounds = [one for test in tests for one in (test.at_least, test.at_most) if one is not None]
    limits = [one for one in (question.minimum, question.maximum) if one is not None]
    plain = [*named, *bounds, *limits, *(choice.value for choice in question.choices)]
    answers: list[Any] = [None, kind.sample(question, 0), kind.sample(question, 1), True, False]
    several = [[one for one in plain], *([one] for one in plain)] if plain else []
    return [one for one in (*answers, *plain, *several) if one is None or _is_answer(question, one)]


def _is_answer(question: Question, answer: Any) -> bool:
    try:
        return bool(field_type(question).check(question, answer) == answer)
    except ValueError:
        return False


def _elsewhere(
    subject: Subject, question: Question, read: list[Question], path: Path, *, formula: bool
) -> Iterator[Remark]:
    """Find the questions that are read in a category where they are not asked."""
    everywhere = [one.slug for one in subject.definition.categories]
    for one in read:
        asked = one.categories or everywhere
        missing = [slug for slug in question.categories or everywhere if slug not in asked]
        if missing:
            yield _not_asked(question, one, missing, path, formula=formula)


def _never_asked(question: Question, path: Path) -> Remark:
    return Remark(
        code="required-never-asked",
        severity=Severity.ERROR,
        path=(*path, "when"),
        place=question.name,
        sentence=f"« {question.label} » est obligatoire, et sa condition ne tient jamais.",
        consequence="Personne ne verra cette question, que le règlement demande peut-être.",
        remedy="corrigez la condition, ou retirez la question.",
    )


def _not_asked(
    question: Question, read: Question, missing: list[str], path: Path, *, formula: bool
) -> Remark:
    where = french_list([f"« {slug} »" for slug in missing])
    what = "lit pour son calcul" if formula else "dépend de"
    return Remark(
        code="formula-on-other-category" if formula else "condition-on-other-category",
        severity=Severity.WARNING,
        path=(*path, "formula" if formula else "when"),
        place=f"{question.name}.{read.name}",
        sentence=f"« {question.label} » {what} « {read.label} », non demandée dans {where}.",
        consequence="La valeur n'y sera jamais calculée."
        if formula
        else "La question y sera toujours cachée, ou toujours posée.",
        remedy="demandez les deux dans les mêmes catégories (`categories`).",
        facts={"missing": missing},
    )
