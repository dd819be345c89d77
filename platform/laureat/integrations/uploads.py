"""What an uploaded file really is, told from its content and never from its name."""

import hashlib
import io
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import ceil

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader

from laureat.domain.errors import FileRefused
from laureat.domain.french import listing

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"

_NAMES = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG"}
_MOST_PIXELS = 25_000_000
_MOST_PIXELS_OF_PHOTO = 60_000_000
_MOST_PAGES = 2_000

_EMPTY = (
    "Ce fichier est vide. Vérifiez qu’il s’ouvre sur votre ordinateur, puis envoyez-le de nouveau."
)
_TOO_LARGE = (
    "Ce fichier pèse {size}\u00a0; la limite est de {limit}. Réduisez la définition des images ou "
    "ne gardez que les pages utiles, puis envoyez-le de nouveau."
)
_WRONG_KIND = (
    "Ce fichier n’est pas d’un format accepté. Enregistrez-le au format {kinds}, puis envoyez-le "
    "de nouveau."
)
_OFFICE = (
    "Ce fichier est un document de bureautique. Exportez-le au format PDF depuis votre traitement "
    "de texte, puis envoyez le PDF."
)
_HEIC = (
    "Cette photo est au format HEIC, que tous les ordinateurs ne savent pas lire. Enregistrez-la "
    "au format JPEG ou PDF, puis envoyez-la de nouveau."
)
_LOCKED = (
    "Ce PDF est protégé par un mot de passe. Enregistrez-en une copie sans protection, puis "
    "envoyez-la."
)
_BROKEN_PDF = (
    "Ce PDF ne s’ouvre pas\u00a0: il est incomplet ou abîmé. Enregistrez-le ou numérisez-le de "
    "nouveau, puis envoyez-le."
)
_BROKEN_IMAGE = (
    "Cette image ne s’ouvre pas\u00a0: elle est incomplète ou abîmée. Enregistrez-la ou "
    "numérisez-la de nouveau, puis envoyez-la."
)
_TOO_MANY_PIXELS = (
    "Cette image est trop grande pour être lue. Réduisez sa définition, 300 points par pouce "
    "suffisent, puis envoyez-la de nouveau."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedFacts:
    """What an accepted file is; an image counts for one page."""

    media_type: str
    size: int
    sha256: str
    pages: int


def inspect_upload(content: bytes, *, allowed: Collection[str], max_bytes: int) -> UploadedFacts:
    """Tell what a file is, or refuse it with a sentence that says what to do."""
    if not content:
        raise FileRefused(_EMPTY)
    if len(content) > max_bytes:
        raise FileRefused(_TOO_LARGE, size=_weight(len(content)), limit=_weight(max_bytes))
    media_type = _media_type(content)
    if media_type is None or media_type not in allowed:
        raise _refused_kind(content, allowed)

    return UploadedFacts(
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=_PAGES[media_type](content),
    )


def _media_type(content: bytes) -> str | None:
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    return JPEG if content.startswith(b"\xff\xd8\xff") else None


def _refused_kind(content: bytes, allowed: Collection[str]) -> FileRefused:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) and PDF in allowed:
        return FileRefused(_OFFICE)
    if content[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1"} and JPEG in allowed:
        return FileRefused(_HEIC)
    kinds = [name for media_type, name in _NAMES.items() if media_type in allowed]
    return FileRefused(_WRONG_KIND, kinds=listing(kinds, last="ou"))


def _pages_of_pdf(content: bytes) -> int:
    try:
        pages = _counted_pages(content)
    except Exception as trouble:  # a damaged file fails in any of the reader's ways
        raise FileRefused(_BROKEN_PDF) from trouble
    if pages is None:
        raise FileRefused(_LOCKED)
    if not 1 <= pages <= _MOST_PAGES:
        raise FileRefused(_BROKEN_PDF)
    return pages


def _counted_pages(content: bytes) -> int | None:
    """Count the pages as leniently as people's own readers do; ``None`` without the password."""
    with PdfReader(io.BytesIO(content), strict=False) as reader:
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        pages = len(reader.pages)
        if pages:
            reader.pages[0].get_object()
        return pages


def _pages_of_image(content: bytes) -> int:
    try:
        readable = _is_drawn(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise FileRefused(_TOO_MANY_PIXELS) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as trouble:
        raise FileRefused(_BROKEN_IMAGE) from trouble
    if not readable:
        raise FileRefused(_TOO_MANY_PIXELS)
    return 1


def _is_drawn(content: bytes) -> bool:
    """Decode an image to its last pixel, unless it has too many; a photograph, on a small scale."""
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
        most = _MOST_PIXELS_OF_PHOTO if image.format == "JPEG" else _MOST_PIXELS
        if image.width * image.height > most:
            return False
        image.draft(None, (1, 1))
        image.load()
        return True


_PAGES: Mapping[str, Callable[[bytes], int]] = {
    PDF: _pages_of_pdf,
    PNG: _pages_of_image,
    JPEG: _pages_of_image,
}


def _weight(size: int) -> str:
    """Write a size in the largest unit that suits: ``14,2 Mo``; just above a limit is above it."""
    if size < 1000:
        return f"{size}\u00a0octets"
    if size < 1_000_000:
        return f"{ceil(size / 1000)}\u00a0ko"
    return f"{ceil(size / 100_000) / 10:.1f}\u00a0Mo".replace(".", ",").replace(
        ",0\u00a0", "\u00a0"
    )
