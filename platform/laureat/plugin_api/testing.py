"""What every plugin promises, as one function per group that its author calls in a test.

Each raises AssertionError with a sentence that says which promise is broken::

    from laureat.plugin_api.testing import check_eligibility
    from laureat.reference.territories import territories

    def test_the_rule_keeps_its_promises():
        check_eligibility("age-limit", AgeLimit, {"under": 35}, territory=territories().find)
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, fields

from laureat.plugin_api.changes import FindTerritory, changed, is_path, known
from laureat.plugin_api.conflicts import CompetitorView, ConflictPlugin, ConflictRule, JurorView
from laureat.plugin_api.eligibility import EligibilityPlugin, EligibilityRule
from laureat.plugin_api.fields import FRENCH, FieldType, RefusedAnswer
from laureat.plugin_api.questions import Question
from laureat.plugin_api.tally import (
    BallotKind,
    BallotView,
    TallyMethod,
    TallyPlugin,
    TallyResult,
    TallyStatus,
)
from laureat.plugin_api.verdicts import Met, NotMet, Undetermined, Verdict
from laureat.plugin_api.views import ApplicantView, CandidatureView, EditionView, Facts

NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
ANYTHING: tuple[Any, ...] = (
    True,
    -1,
    0.5,
    float("nan"),
    "",
    "\x00\ud800",
    "é" * 100_000,
    [None],
    [{}],
    {"": []},
)
NOT_AN_OPTION = "an-option-that-no-plugin-has"


def facts_of_a_draft() -> Facts:
    """Give an entry of which nothing is known but that it is written while the deposit is open."""
    return Facts(
        applicant=ApplicantView(),
        candidature=CandidatureView(
            category="a-category", received_at=datetime(2024, 10, 15, 10, tzinfo=UTC)
        ),
        edition=EditionView(
            slug="an-edition",
            time_zone="Europe/Paris",
            opens_at=datetime(2024, 9, 2, 7, tzinfo=UTC),
            closes_at=datetime(2024, 11, 8, 15, tzinfo=UTC),
        ),
    )


def check_eligibility(
    name: str,
    plugin: EligibilityPlugin,
    options: Mapping[str, object],
    *,
    territory: FindTerritory,
    facts: Facts | None = None,
) -> EligibilityRule:
    """Check an eligibility rule, and give it; ``territory`` finds what its samples name."""
    _check_plugin(name, plugin)
    for path in plugin.reads:
        _promise(is_path(path), f"{name} reads {path!r}, which is not a fact")
    rule: EligibilityRule = _made(name, plugin, options)
    _check_sentence(rule.describe(), f"the description of {name}")

    draft = facts or facts_of_a_draft()
    for sample in rule.samples():
        verdict = _verdict(name, rule, changed(draft, sample.changes, territory=territory))
        _promise(
            type(verdict) is sample.expected,
            f"{name} promises {sample.expected.__name__} of {sample.label!r}, gives {verdict}",
        )
    kinds = {sample.expected for sample in rule.samples()}
    _promise({Met, NotMet} <= kinds, f"{name} names no sample that is met, or none that is not")

    blank = facts_of_a_draft()
    if not all(known(blank, path) for path in plugin.reads):
        verdict = _verdict(name, rule, blank)
        _promise(not isinstance(verdict, Met), f"{name} says met of an entry that nobody knows")
    return rule


def check_conflict(
    name: str, plugin: ConflictPlugin, options: Mapping[str, object]
) -> ConflictRule:
    """Check a detector of interests, and give it."""
    _check_plugin(name, plugin)
    rule: ConflictRule = _made(name, plugin, options)
    _check_sentence(rule.describe(), f"the description of {name}")

    nobody = JurorView(name="Camille Martin", email="")
    anybody = CompetitorView(id="an-applicant", name="Une structure")
    _promise(rule.detect(nobody, anybody) is None, f"{name} suspects strangers of a link")
    everything = JurorView(
        name="Camille Martin",
        email="camille@structure.example",
        siren="732829320",
        declared=frozenset({"an-applicant"}),
    )
    same = CompetitorView(
        id="an-applicant",
        name="Une structure",
        siren="732829320",
        mail_domains=frozenset({"structure.example"}),
    )
    suspicion = rule.detect(everything, same)
    _promise(suspicion == rule.detect(everything, same), f"{name} answers twice differently")
    if suspicion is not None:
        _check_sentence(suspicion.sentence, f"the suspicion of {name}")
        _promise(everything.email not in suspicion.sentence, f"{name} tells a juror's address")
    return rule


def check_tally(name: str, plugin: TallyPlugin, options: Mapping[str, object]) -> TallyMethod:
    """Check a counting method, and give it."""
    _check_plugin(name, plugin)
    method: TallyMethod = _made(name, plugin, options)
    _check_sentence(method.describe(), f"the description of {name}")

    entries = ("entry-a", "entry-b")
    refusal = method.check(entries, {})
    _promise(refusal is not None, f"{name} takes a ballot that says nothing")
    _check_sentence(refusal or "", f"the refusal of {name}")
    _check_count(name, method, entries, [])
    _check_nobody(name, method, entries)
    for contents in _equal_ballots(method.ballot_kind):
        _check_equals(name, method, entries, _ballots(*contents))
    return method


def check_field(name: str, plugin: type[FieldType], question: Question) -> FieldType:
    """Check a field type by a question of its kind, and give it."""
    _check_plugin(name.replace("_", "-"), plugin)
    kind = plugin()
    _promise(bool(kind.meaning.strip()), f"{name} does not say its meaning")
    for answer in (kind.sample(question, number) for number in (1, 2, 12)):
        _promise(kind.check(question, answer) == answer, f"{name} refuses or changes {answer!r}")
        _promise(not kind.is_blank(answer), f"{name} takes its own sample {answer!r} for none")
        _promise(bool(kind.read(question, answer, FRENCH)), f"{name} cannot read {answer!r}")
        columns, cells = kind.columns(question), kind.cells(question, answer, FRENCH)
        _promise(len(columns) == len(cells), f"{name} has not one cell for each column")
    for anything in ANYTHING:
        _check_answer(name, kind, question, anything)
    schema = kind.json_schema(question)
    _promise(bool(json.dumps(schema)), f"{name} does not describe its answers")
    return kind


def _check_answer(name: str, kind: FieldType, question: Question, anything: Any) -> None:
    """Check that a value is refused with a sentence, or taken and taken again as it became."""
    try:
        taken = kind.check(question, anything)
    except RefusedAnswer as refused:
        _check_sentence(refused.sentence.lstrip("« "), f"a refusal of {name}")
    else:
        _promise(kind.check(question, taken) == taken, f"{name} changes its own answer {taken!r}")


def _equal_ballots(kind: BallotKind) -> Sequence[Sequence[Mapping[str, object]]]:
    """List ballots that say the same of both entries, where no scale is to be known for that."""
    one, other = ["entry-a"], ["entry-b"]
    even: Sequence[Mapping[str, object]] = ()
    if kind is BallotKind.CHOICE:
        even = [{"choice": "entry-a"}, {"choice": "entry-b"}]
        return [even, [*even, {"choice": None}]]
    if kind is BallotKind.RANKING:
        even = [{"ranking": one + other}, {"ranking": other + one}]
    elif kind is BallotKind.APPROVAL:
        even = [{"approved": one}, {"approved": other}]
    elif kind is BallotKind.NONE:
        even = [{"present": True}]
    return [even] if even else []


def _check_nobody(name: str, method: TallyMethod, entries: Sequence[str]) -> None:
    """Check that the choice of nobody, where there is one, may be made and lets nobody win."""
    nobody: object = getattr(method, "nobody", "")
    _promise(
        nobody is None or bool(nobody and isinstance(nobody, str)),
        f"{name} does not say what stands for nobody: nobody is a text, or None",
    )
    if method.nobody is None or method.ballot_kind is not BallotKind.CHOICE:
        return
    refusal = method.check(entries, {"choice": method.nobody})
    _promise(refusal is None, f"{name} refuses the choice of nobody, which it offers: {refusal}")
    result = _check_count(name, method, entries, _ballots({"choice": method.nobody}))
    _promise(
        result.status is TallyStatus.NOT_AWARDED and not result.leaders,
        f"{name} lets somebody win when nobody was chosen",
    )


def _check_equals(
    name: str, method: TallyMethod, entries: Sequence[str], ballots: Sequence[BallotView]
) -> None:
    """Check that two entries with the same ballots are told equal, in whatever order they come."""
    for ballot in ballots:
        refusal = method.check(entries, ballot.content)
        _promise(refusal is None, f"{name} refuses a valid ballot: {refusal}")
    result = _check_count(name, method, entries, ballots)
    turned = method.count(tuple(reversed(entries)), tuple(reversed(ballots)))
    _promise(result.status is not TallyStatus.AWARDED, f"{name} puts an order between equals")
    _promise(
        [set(group) for group in result.ranking] == [set(group) for group in turned.ranking],
        f"{name} ranks by the order in which ballots or entries come",
    )


def _check_count(
    name: str, method: TallyMethod, entries: Sequence[str], ballots: Sequence[BallotView]
) -> TallyResult:
    """Check what holds of every count."""
    result = method.count(entries, ballots)
    _promise(result == method.count(entries, ballots), f"{name} counts twice differently")
    placed = [entry for group in result.ranking for entry in group] + list(result.unranked)
    _promise(len(placed) == len(set(placed)), f"{name} gives an entry two places")
    _promise(set(entries) <= set(placed), f"{name} leaves an entry out")
    _promise(
        result.votes_cast + result.abstentions == len(ballots),
        f"{name}: votes cast and abstentions do not add up to the ballots",
    )
    for sentence in result.explanation:
        _check_sentence(sentence, f"the explanation of {name}")
    _promise(bool(result.explanation), f"{name} does not explain its count")
    return result


def _ballots(*contents: Mapping[str, Any]) -> list[BallotView]:
    """Make one ballot of each content."""
    return [BallotView(f"voter-{n}", content) for n, content in enumerate(contents)]


def _check_plugin(name: str, plugin: Any) -> None:
    """Check the name, and that the options have a schema that refuses what it does not know."""
    _promise(NAME.fullmatch(name) is not None, f"{name!r} is not a name such as 'age-limit'")
    schema: Any = getattr(plugin, "Options", None)
    _promise(
        isinstance(schema, type) and issubclass(schema, Schema),
        f"{name} has no marshmallow schema called Options",
    )
    messages = schema().validate({NOT_AN_OPTION: True})
    _promise(NOT_AN_OPTION in messages, f"{name} takes options that it does not know")
    named = getattr(schema, "heading", "") or getattr(plugin, "meaning", "")
    _promise(bool(named), f"{name} has no heading by which an organiser would choose it")
    _check_labels(name, schema())


def _check_labels(name: str, schema: Schema) -> None:
    """Check that an organiser's screen can ask for each option."""
    for option, field in schema.fields.items():
        _promise(bool(field.metadata.get("label")), f"the option {option!r} of {name} has no label")
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            _check_labels(name, inner.schema)


def _made(name: str, plugin: Any, options: Mapping[str, object]) -> Any:
    """Make what the plugin makes, twice, from the options as an edition writes them."""
    first, second = (plugin(**plugin.Options().load(dict(options))) for _ in range(2))
    _promise(first == second, f"{name} makes two unequal objects from the same options")
    return first


def _verdict(name: str, rule: EligibilityRule, facts: Facts) -> Verdict:
    """Judge twice: the verdict must be the same, and a sentence."""
    verdict = rule.examine(facts)
    _promise(isinstance(verdict, Met | NotMet | Undetermined), f"{name} gives no verdict")
    _promise(verdict == rule.examine(facts), f"{name} gives two verdicts of the same facts")
    _check_sentence(verdict.sentence, f"a verdict of {name}")
    return verdict


def _check_sentence(sentence: str, what: str) -> None:
    """Check that a text is a sentence: something that begins and ends."""
    _promise(bool(sentence.strip()), f"{what} is empty")
    _promise(not sentence[0].islower(), f"{what} begins with a small letter: {sentence!r}")
    _promise(sentence.endswith((".", "!", "?")), f"{what} does not end: {sentence!r}")


def _promise(kept: bool, broken: str) -> None:
    """Raise the sentence when the promise is not kept."""
    if not kept:
        raise AssertionError(broken)
