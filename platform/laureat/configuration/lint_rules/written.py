"""The texts of an edition that tell rules, cut into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from laureat.configuration.definition import EditionDefinition
from laureat.configuration.faults import Path
from laureat.configuration.french_dates import plain

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«])|\n\s*\n|\n\s*[-*]\s+|(?<=\.)\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A text or a sentence of one: in which article, or else in which part it stands.

    ``title`` is the article's own: what a date is about is at times said there only.
    """

    path: Path
    place: str
    text: str
    article: str | None = None
    title: str = ""

    @property
    def flat(self) -> str:
        """Give the text, of the same length, with common spaces, straight apostrophes, in small."""
        return plain(self.text).lower()

    @property
    def said_in(self) -> str:
        """Name the place as in a sentence: ``l'article 3.1``."""
        return f"l'article {self.article}" if self.article else f"le texte « {self.place} »"


def written_parts(definition: EditionDefinition) -> Iterator[Written]:
    """List the articles, then what the call says around them."""
    for index, clause in enumerate(definition.clauses):
        yield Written(
            path=("regulation", "clauses", index, "text"),
            place=clause.article,
            text=clause.text,
            article=clause.article,
            title=clause.title,
        )
    around: list[tuple[Path, str]] = [
        (("edition", "summary"), definition.summary),
        (("edition", "description"), definition.description),
        (("edition", "ceremony"), definition.ceremony),
        (("applicants", "description"), definition.applicants.description),
    ]
    if definition.attestation is not None:
        around.append((("attestation", "instructions"), definition.attestation.instructions))
    if definition.special_mention is not None:
        around.append((("special_mention", "description"), definition.special_mention.description))
    for path, text in around:
        yield Written(path=path, place=".".join(map(str, path)), text=text)


def sentences(text: Written) -> Iterator[Written]:
    """Cut a text into its sentences."""
    for part in SENTENCE_END.split(text.text):
        if part.strip():
            yield replace(text, text=re.sub(r"\s+", " ", part).strip())
