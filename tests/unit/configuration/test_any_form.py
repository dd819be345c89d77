"""What holds of any form that the language can write, and of any JSON given as its answers."""

import json
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from laureat.configuration.conditions import settled
from laureat.configuration.definition import Choice, Condition, Question, Section
from laureat.configuration.field_types import field_type, field_types
from laureat.configuration.forms import (
    asked,
    canonical,
    complete_faults,
    computed,
    draft_faults,
    from_form_post,
    json_schema,
    located_faults,
    missing_questions,
    questions_of,
)
from laureat.plugin_api import FRENCH, Widget

WOODS = (Choice(value="oak", label="Chêne"), Choice(value="ash", label="Frêne"))
KINDS = sorted(set(field_types()) - {"group", "computed"})
IN_ROWS = ["text", "long_text", "number", "money", "date", "choice", "yes_no", "siret"]
SAYABLE = ["yes_no", "choice", "choices", "consent", "text"]
"""The kinds of which JSON Schema can say everything."""

ANY = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
PLAIN = st.sampled_from([None, True, False, "", "oak", "elm", "un", 12, [], ["oak"], ["elm"]])
PLAIN |= st.sampled_from([["oak", "ash"], ["oak", "oak"], {}, {"col": "oak"}])


def asks(draw, name, kinds):
    kind = draw(st.sampled_from(kinds))
    return Question(
        name=name,
        label=name.upper(),
        kind=kind,
        required=draw(st.booleans()),
        choices=WOODS if kind in ("choice", "choices") else (),
    )


@st.composite
def conditions(draw, before, depth=2):
    form = draw(st.sampled_from(["test", "every", "some", "opposite"] if depth else ["test"]))
    below = conditions(before, depth=depth - 1)
    if form in ("every", "some"):
        inner = tuple(draw(st.lists(below, min_size=1, max_size=2)))
        return Condition(every=inner) if form == "every" else Condition(some=inner)
    if form == "opposite":
        return Condition(opposite=draw(below))
    name = draw(st.sampled_from([*before, "nowhere"]))
    if draw(st.booleans()):
        return Condition(question=name, answered=draw(st.booleans()))
    words = st.sampled_from(["oak", "ash", "true", "false", "un"])
    return Condition(question=name, one_of=tuple(draw(st.lists(words, min_size=1, max_size=2))))


@st.composite
def forms(draw, kinds=KINDS, rows=IN_ROWS, more=("group", "computed")):
    """Make two pages of questions, each free to depend on those before it."""
    made: list[Question] = []
    for number in range(draw(st.integers(1, 6))):
        name, before = f"q{number}", [one.name for one in made]
        question = asks(draw, name, [*kinds, *more])
        if question.kind == "group":
            columns = [asks(draw, f"c{place}", rows) for place in range(draw(st.integers(1, 2)))]
            least = draw(st.none() | st.sampled_from(["1", "2"]))
            question = replace(question, columns=tuple(columns), minimum=least)
        if question.kind == "computed":
            formula = " + ".join(before) if before else "1"
            question = replace(question, formula=f"percent({formula}, 3)", required=False)
        if before and draw(st.booleans()):
            question = replace(question, when=draw(conditions(before)))
        made.append(question)
    cut = draw(st.integers(0, len(made)))
    first = Section(slug="a", title="A", questions=tuple(made[:cut]))
    when = (
        draw(conditions([one.name for one in made[:cut]])) if cut and draw(st.booleans()) else None
    )
    return first, Section(slug="b", title="B", questions=tuple(made[cut:]), when=when)


def answers_to(sections, draw, anything=JSON):
    """Answer some questions well, some with anything, some not at all."""
    given_ = {}
    for question in questions_of(sections):
        how = draw(st.sampled_from(["well", "anything", "not"]))
        if how == "well":
            given_[question.name] = field_type(question).sample(question, draw(st.integers(0, 3)))
        if how == "anything":
            given_[question.name] = draw(anything)
    return given_


def saved(sections, answers):
    """Give the answers as a draft keeps them."""
    kept = canonical(sections, answers)
    return kept | computed(sections, kept)


@given(st.data())
@ANY
def test_no_answer_whatever_breaks_any_form(data):
    sections = data.draw(forms())
    answers = answers_to(sections, data.draw)

    drafted, complete = draft_faults(sections, answers), complete_faults(sections, answers)
    assert set(drafted) <= set(complete)
    assert {path.partition(".")[0] for path in located_faults(sections, answers)} == set(drafted)
    assert all(one.name in complete for one in missing_questions(sections, answers))
    json.dumps(json_schema(sections))


@given(st.data())
@ANY
def test_the_canonical_form_is_its_own(data):
    sections = data.draw(forms())
    kept = saved(sections, answers_to(sections, data.draw))

    assert repr(saved(sections, kept)) == repr(kept)


@given(st.data())
@ANY
def test_what_is_hidden_is_neither_checked_nor_missing(data):
    sections = data.draw(forms())
    answers = answers_to(sections, data.draw)

    shown = {one.name for one in questions_of(asked(sections, answers))}
    assert set(complete_faults(sections, answers)) <= shown
    assert {one.name for one in missing_questions(sections, answers)} <= shown


@given(st.data())
@ANY
def test_what_the_hidden_questions_hold_changes_nothing(data):
    sections = data.draw(forms())
    answers = answers_to(sections, data.draw)

    form = settled(sections, answers)
    without = {name: one for name, one in answers.items() if name in form.answers}
    assert settled(sections, without).sections == form.sections


@given(st.data())
@ANY
def test_what_passes_fits_the_json_schema(data):
    sections = data.draw(forms())
    answers = saved(sections, answers_to(sections, data.draw))

    if not complete_faults(sections, answers):
        Draft202012Validator(json_schema(sections)).validate(answers)


@given(st.data())
@ANY
def test_what_fits_the_json_schema_passes_where_it_can_say_so(data):
    sections = data.draw(forms(SAYABLE, SAYABLE[:2], more=("group",)))
    answers = saved(sections, answers_to(sections, data.draw, PLAIN))

    schema = Draft202012Validator(json_schema(sections))
    assert schema.is_valid(answers) == (complete_faults(sections, answers) == {})


class Post(dict[str, list[str]]):
    def getlist(self, key):
        return self.get(key, [])


def posted(question, answer, prefix=""):
    """Write an answer as the controls of a page post it."""
    kind, name = field_type(question), prefix + question.name
    if kind.widget is Widget.PARTS:
        parts = kind.parts(question)
        return [
            pair for one in parts for pair in posted(one, (answer or {}).get(one.name), f"{name}.")
        ]
    if kind.widget is Widget.ROWS:
        rows = list(enumerate(answer or []))
        return [
            *((name, str(key)) for key, _row in rows),
            *(
                pair
                for key, row in rows
                for one in question.columns
                for pair in posted(one, row.get(one.name), f"{name}.{key}.")
            ),
        ]
    shown = kind.shown(question, answer)
    values = shown if isinstance(shown, list) else [shown]
    unticked = kind.widget in (Widget.CHECK, Widget.RADIOS, Widget.BOXES) and values == [""]
    return [] if unticked else [(name, value) for value in values]


@given(st.data())
@ANY
def test_a_page_posts_back_the_answers_that_it_shows(data):
    sections = data.draw(forms(more=("group",)))
    answers = {
        one.name: field_type(one).sample(one, data.draw(st.integers(0, 20)))
        for one in questions_of(sections)
    }
    answers = canonical(sections, answers)

    post = Post()
    for question in questions_of(sections):
        for name, value in posted(question, answers[question.name]):
            post.setdefault(name, []).append(value)

    assert canonical(sections, from_form_post(sections, post)) == answers


@given(st.data())
@ANY
def test_every_answer_is_read_on_a_page_and_in_a_table(data):
    sections = data.draw(forms())
    answers = saved(sections, answers_to(sections, data.draw))

    for question in questions_of(sections):
        kind, answer = field_type(question), answers.get(question.name)
        if not kind.is_blank(answer):
            assert isinstance(kind.read(question, answer, FRENCH), str)
            assert len(kind.cells(question, answer, FRENCH)) == len(kind.columns(question))
