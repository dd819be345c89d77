"""The condition under which a question, or a page of questions, is asked."""

from typing import Any

from marshmallow import ValidationError, post_load, validates_schema
from marshmallow.fields import Field

from laureat.configuration.definition import Condition
from laureat.configuration.faults import Lesson
from laureat.configuration.schemas.base import Part, frozen
from laureat.configuration.schemas.fields import (
    Flag,
    Name,
    Parts,
    limit_of,
    said_value,
    told,
)

COMBINED = ("every", "some", "opposite")
TESTS = ("equals", "one_of", "answered", "at_least", "at_most")
ONE_TEST = Lesson(
    "une condition dit une seule chose.",
    "écrivez `question` et un test (equals, one_of, answered, at_least, at_most), ou bien `all`, "
    "`any` ou `not`.",
)


class Below(Field[Condition]):
    """A condition within another."""

    kind = "une condition"

    def __init__(self, says: str = "", **more: Any) -> None:
        super().__init__(**told(says, **more))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Condition:
        made: Condition = ConditionPart().load(value)
        return made


class Value(Field[str]):
    """One answer, as it is stored: a word, a number, a date, true or false."""

    kind = "une réponse"

    def __init__(self, says: str = "", example: object = None, **more: Any) -> None:
        super().__init__(**told(says, example, **more))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str:
        return said_value(value)


class ConditionPart(Part):
    """When a question is asked."""

    heading = "form[].questions[].when"
    says = (
        "Ce qui fait poser la question (ou la page), d'après des réponses demandées avant elle : "
        "un test sur une question, ou plusieurs combinés. Une question qui n'est pas posée n'est "
        "ni obligatoire, ni vérifiée, ni montrée au jury ; ce qui y était écrit reste au brouillon."
    )

    question = Name("La question dont on regarde la réponse.", "nature", load_default="")
    equals = Value("La réponse est celle-ci, ou l'une des réponses cochées.", "association")
    one_of = Parts(Value(), "La réponse est l'une de celles-ci.", load_default=list)
    answered = Flag("Il y a une réponse (`true`), ou aucune (`false`).", load_default=None)
    at_least = limit_of("La réponse vaut au moins ceci (nombre, montant, date).", 10)
    at_most = limit_of("La réponse vaut au plus ceci.", 100)
    every = Parts(Below(), "Toutes ces conditions.", load_default=list, data_key="all")
    some = Parts(Below(), "L'une de ces conditions.", load_default=list, data_key="any")
    opposite = Below("Le contraire de cette condition.", load_default=None, data_key="not")

    @validates_schema
    def say_one_thing(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse a condition that says nothing, or two things at once."""
        combined = [key for key in COMBINED if data.get(key)]
        tests = [key for key in TESTS if data.get(key) not in (None, [])]
        bounds = set(tests) <= {"at_least", "at_most"}
        alone = len(combined) == 1 and not tests and not data["question"]
        tested = not combined and data["question"] and tests and (len(tests) == 1 or bounds)
        if not (alone or tested):
            raise ValidationError([ONE_TEST])

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Condition:
        """Build the condition; ``equals`` is one value of ``one_of``."""
        equals = data.pop("equals", None)
        given: dict[str, Any] = {key: frozen(value) for key, value in data.items()}
        return Condition(**given if equals is None else given | {"one_of": (equals,)})
