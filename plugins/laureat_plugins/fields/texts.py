"""Questions that are answered by a text: a line, a page, an address."""

import re
from typing import Any, ClassVar
from urllib.parse import urlsplit

from laureat.plugin_api import (
    FieldType,
    Post,
    Question,
    RefusedAnswer,
    Widget,
    count_characters,
    count_words,
    french_count,
    french_number,
    has_more_words,
    plain_text,
)

MAX_CHARACTERS = 50_000
EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+\Z")
TITLE = "Projet fictif n° {number}"
STORY = (
    "Projet fictif n° {number}, écrit pour la répétition générale de cette édition. Rien de ce qui"
    " suit n’a eu lieu : les personnes, les lieux et les chiffres sont inventés. Le texte est assez"
    " long pour ressembler à une réponse, et assez court pour tenir dans la limite du formulaire."
)


class Text(FieldType):
    """A text on one line; no longer than the question says."""

    meaning: ClassVar[str] = "un texte sur une ligne"
    keys: ClassVar[frozenset[str]] = frozenset({"words", "characters"})
    story: ClassVar[str] = TITLE

    def check(self, question: Question, value: Any) -> str:
        """Keep a text that is within its limits."""
        if not isinstance(value, str):
            raise RefusedAnswer(f"« {question.label} » attend un texte.")
        text = plain_text(value)
        if self.widget is not Widget.LINES and "\n" in text:
            raise RefusedAnswer(f"« {question.label} » tient sur une ligne : retirez les retours.")
        _refuse_excess(question, count_characters(text), question.characters or MAX_CHARACTERS)
        if question.words and has_more_words(text, question.words):
            _refuse_excess(question, count_words(text), question.words, unit="mot")
        return text

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe a text; JSON Schema counts characters, and no words."""
        said: dict[str, Any] = {"type": "string"}
        if question.characters:
            said["maxLength"] = question.characters
        if question.required:
            said["minLength"] = 1
        return said

    def sample(self, question: Question, number: int) -> Any:
        """Write a text that says it is invented, within the limits."""
        text = self.story.format(number=number)
        words = text.split()[: question.words] if question.words else text.split()
        return " ".join(words)[: question.characters].strip()


class LongText(Text):
    """A text on several lines."""

    meaning: ClassVar[str] = "un texte sur plusieurs lignes"
    widget: ClassVar[Widget] = Widget.LINES
    story: ClassVar[str] = STORY

    def posted(self, question: Question, post: Post) -> Any:
        """Keep the text with the spaces and line breaks around it."""
        typed = plain_text(post.getlist(question.name)[-1])
        return typed if typed.strip() else None


class Email(Text):
    """A mail address."""

    meaning: ClassVar[str] = "une adresse électronique"
    keys: ClassVar[frozenset[str]] = frozenset()
    input_type: ClassVar[str] = "email"

    def check(self, question: Question, value: Any) -> str:
        """Keep what a mail could reach."""
        text = super().check(question, value).strip()
        if EMAIL.match(text):
            return text
        raise RefusedAnswer(
            f"« {question.label} » attend une adresse électronique, par exemple nom@exemple.fr."
        )

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe a mail address."""
        return {"type": "string", "format": "email"}

    def sample(self, question: Question, number: int) -> Any:
        """Give an address where nobody is."""
        return f"contact-{number}@candidat-{number}.example"


class Url(Text):
    """The address of a page."""

    meaning: ClassVar[str] = "une adresse de page (https://…)"
    keys: ClassVar[frozenset[str]] = frozenset()
    input_type: ClassVar[str] = "url"

    def check(self, question: Question, value: Any) -> str:
        """Keep what a browser could open."""
        text = super().check(question, value).strip()
        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme in ("http", "https") and "." in parts.netloc and not re.search(r"\s", text):
            return text
        raise RefusedAnswer(
            f"« {question.label} » attend l'adresse d'une page, par exemple https://www.exemple.fr."
        )

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe the address of a page."""
        return {"type": "string", "format": "uri"}

    def sample(self, question: Question, number: int) -> Any:
        """Give an address that leads nowhere."""
        return f"https://candidat-{number}.example/projet"


def _refuse_excess(question: Question, count: int, limit: int, unit: str = "caractère") -> None:
    if count > limit:
        excess = french_number(count - limit)
        raise RefusedAnswer(
            f"« {question.label} » compte {french_count(count, unit)}, soit {excess} de trop : "
            f"raccourcissez à {french_count(limit, unit)} au plus."
        )
