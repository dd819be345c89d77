"""Questions that are answered by territories: municipalities, groups of them, departments."""

import re
from decimal import Decimal
from typing import Any, ClassVar

from laureat.plugin_api import (
    FieldType,
    Post,
    Question,
    RefusedAnswer,
    Tongue,
    Widget,
    counted_answers,
    described_list,
    listed_answers,
    plain_text,
    read_count,
    shortened,
)
from laureat.reference.territories import named, territories

TERRITORY_CODE = r"^(commune|epci|departement):[0-9A-Z]+$"
SMALL_TOWN = "commune:48095"


class Territory(FieldType):
    """Territories that INSEE knows, by their codes."""

    meaning: ClassVar[str] = "des communes, intercommunalités ou départements"
    invitation: ClassVar[str] = "Indiquez au moins un territoire (commune, EPCI, département)"
    keys: ClassVar[frozenset[str]] = frozenset({"minimum", "maximum"})
    widget: ClassVar[Widget] = Widget.TERRITORY

    def check(self, question: Question, value: Any) -> Any:
        """Keep the codes of territories that exist, each once."""
        codes = listed_answers(question, value)
        for code in codes:
            if not isinstance(code, str) or territories().find(code) is None:
                raise RefusedAnswer(
                    f"« {question.label} » : « {shortened(code)} » n'est pas un territoire connu ; "
                    "choisissez-le dans la liste proposée."
                )
        return counted_answers(question, codes)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe a list of codes."""
        return described_list(question, {"type": "string", "pattern": TERRITORY_CODE})

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write the names of the territories."""
        codes = answer if isinstance(answer, list) else [answer]
        return ", ".join(named(str(code)) for code in codes if territories().find(str(code)))

    def is_told(self, question: Question, post: Post) -> bool:
        """Take nothing posted for nothing chosen."""
        return True

    def posted(self, question: Question, post: Post) -> Any:
        """Read the codes, however they are separated."""
        values = map(plain_text, post.getlist(question.name))
        codes = (code for value in values for code in re.split(r"[\s,;]+", value))
        return list(dict.fromkeys(filter(None, codes)))

    def sample(self, question: Question, number: int) -> Any:
        """Take a small town, then departments."""
        count = max(1, int(question.minimum or 1))
        codes = [f"departement:{one.code}" for one in territories().departements()]
        start = number % len(codes)
        return [SMALL_TOWN, *codes[start:], *codes[:start]][:count]

    def limit(self, written: str) -> Decimal:
        """Read a number of territories."""
        return read_count(written)

    def limit_example(self) -> str:
        """Show how a limit is written."""
        return "un nombre de réponses : 3"
