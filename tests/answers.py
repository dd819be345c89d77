"""Answers that satisfy any form, and the signed paper that comes back."""

from collections.abc import Mapping
from typing import Any, Final

from laureat.configuration.definition import EditionDefinition, Question
from laureat.configuration.field_types import field_type

LOZERE: Final = "departement:48"

ANSWERS: Final[Mapping[str, Any]] = {
    "text": "Un marché qui insère",
    "long_text": "Le facilitateur réunit les acheteurs et les structures du territoire.",
    "number": "12",
    "date": "2024-01-15",
    "yes_no": True,
    "email": "accueil@structure-fictive.example",
    "url": "https://structure-fictive.example/projet",
    "territory": [LOZERE],
    "consent": True,
}


def _one_page() -> bytes:
    """Write the smallest PDF that a reader opens without a murmur."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )
    written = b"%PDF-1.4\n"
    table = [b"0000000000 65535 f \n"]
    for number, said in enumerate(objects, start=1):
        table.append(b"%010d 00000 n \n" % len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, said)
    start = len(written)
    written += b"xref\n0 %d\n%s" % (len(table), b"".join(table))
    return written + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(table),
        start,
    )


SIGNED_PAPER: Final = _one_page()


def complete_answers(definition: EditionDefinition, category: str, **said: Any) -> dict[str, Any]:
    """Answer all that the form of a category asks; ``said`` are the answers that matter."""
    answers = {
        question.name: _answer(question)
        for section in definition.sections_for(category)
        for question in section.questions
    }
    return {**answers, **said}


def _answer(question: Question) -> Any:
    if question.kind in ANSWERS:
        return ANSWERS[question.kind]
    return field_type(question).sample(question, 0)
