"""Both stores keep the same promises, and an upload is judged by its content."""

import hashlib
import io
from uuid import UUID

import pypdf
import pytest
from PIL import Image

from laureat.domain.errors import FileRefused
from laureat.integrations.files import FileMissing, FilesUnavailable, ObjectFiles, RememberingFiles
from laureat.integrations.uploads import JPEG, PDF, PNG, UploadedFacts, inspect_upload

HERE = UUID(int=1)
ELSEWHERE = UUID(int=2)
ANY = (PDF, PNG, JPEG)


@pytest.fixture(params=["folder", "memory by address", "memory"])
def files(request, tmp_path):
    match request.param:
        case "folder":
            return ObjectFiles((tmp_path / "été et hiver").as_uri())
        case "memory":
            return RememberingFiles()
    return ObjectFiles("memory:///")


def test_what_is_put_can_be_got(files):
    stored = files.put(b"contenu", tenant_id=HERE, media_type=PDF)

    assert files.get(stored.key, tenant_id=HERE) == b"contenu"
    assert (stored.size, stored.sha256) == (7, hashlib.sha256(b"contenu").hexdigest())


def test_a_key_tells_nothing_and_serves_once(files):
    keys = {files.put(b"contenu", tenant_id=HERE, media_type=PDF).key for _ in range(3)}

    assert len(keys) == 3
    assert all(key.startswith(f"{HERE}/") for key in keys)
    assert not any(hashlib.sha256(b"contenu").hexdigest()[:8] in key for key in keys)


def test_a_large_content_comes_piece_by_piece(files):
    content = bytes(1_000_000)
    stored = files.put(content, tenant_id=HERE, media_type=PDF)

    assert b"".join(files.chunks(stored.key, tenant_id=HERE)) == content


def test_another_tenant_has_no_such_file(files):
    key = files.put(b"contenu", tenant_id=HERE, media_type=PDF).key

    for wrong in (key, f"{ELSEWHERE}/../{key}"):
        with pytest.raises(FileMissing):
            files.get(wrong, tenant_id=ELSEWHERE)
        with pytest.raises(FileMissing):
            files.chunks(wrong, tenant_id=ELSEWHERE)
        with pytest.raises(FileMissing):
            files.delete(wrong, tenant_id=ELSEWHERE)
    assert files.get(key, tenant_id=HERE) == b"contenu"


def test_what_is_deleted_is_gone_and_may_be_deleted_again(files):
    key = files.put(b"contenu", tenant_id=HERE, media_type=PDF).key
    files.delete(key, tenant_id=HERE)
    files.delete(key, tenant_id=HERE)

    with pytest.raises(FileMissing):
        files.get(key, tenant_id=HERE)
    with pytest.raises(FileMissing):
        files.chunks(key, tenant_id=HERE)


def test_a_folder_keeps_its_files_for_the_next_start(tmp_path):
    key = ObjectFiles(tmp_path.as_uri()).put(b"contenu", tenant_id=HERE, media_type=PDF).key

    assert ObjectFiles(tmp_path.as_uri()).get(key, tenant_id=HERE) == b"contenu"


def test_a_store_that_fails_says_so(tmp_path):
    files = ObjectFiles(tmp_path.as_uri())
    (tmp_path / str(HERE)).write_text("not a folder")

    with pytest.raises(FilesUnavailable):
        files.put(b"contenu", tenant_id=HERE, media_type=PDF)


def test_the_twin_tells_its_keys():
    files = RememberingFiles()

    assert files.keys == []
    assert [files.put(b"", tenant_id=HERE, media_type=PDF).key] == files.keys


def pdf(*, pages=1, password=None, owner=None):
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password is not None:
        writer.encrypt(password, owner, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def image(kind, size=(20, 20), mode="RGB"):
    file = io.BytesIO()
    Image.new(mode, size).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type", "pages"),
    [
        pytest.param(pdf(pages=3), PDF, 3, id="PDF"),
        pytest.param(b"\n" + pdf(), PDF, 1, id="PDF after a blank line"),
        pytest.param(pdf(password="", owner="x"), PDF, 1, id="PDF that opens without password"),
        pytest.param(image("PNG"), PNG, 1, id="PNG"),
        pytest.param(image("JPEG"), JPEG, 1, id="JPEG"),
    ],
)
def test_a_readable_file_is_described(content, media_type, pages):
    assert inspect_upload(content, allowed=ANY, max_bytes=100_000) == UploadedFacts(
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
    )


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        pytest.param(b"", "Ce fichier est vide.", id="empty"),
        pytest.param(
            bytes(2_600_000), "pèse 2,6\u00a0Mo\u00a0; la limite est de 1\u00a0Mo", id="large"
        ),
        pytest.param(
            bytes(1_000_001), "pèse 1,1\u00a0Mo\u00a0; la limite est de 1\u00a0Mo", id="just"
        ),
        pytest.param(b"bonjour", "au format PDF, PNG ou JPEG", id="text"),
        pytest.param(b"PK\x03\x04word", "Exportez-le au format PDF", id="office"),
        pytest.param(b"\0\0\0\x18ftypheic", "au format HEIC", id="telephone"),
        pytest.param(pdf(password="secret"), "protégé par un mot de passe", id="locked"),
        pytest.param(pdf(pages=0), "Ce PDF ne s’ouvre pas", id="no page"),
        pytest.param(pdf()[:200], "Ce PDF ne s’ouvre pas", id="cut PDF"),
        pytest.param(b"%PDF-1.7 <script>", "Ce PDF ne s’ouvre pas", id="false PDF"),
        pytest.param(image("PNG")[:40], "Cette image ne s’ouvre pas", id="cut PNG"),
        pytest.param(image("JPEG")[:300], "Cette image ne s’ouvre pas", id="cut JPEG"),
        pytest.param(
            image("PNG", (5_001, 5_000), "1"), "Cette image est trop grande", id="many pixels"
        ),
        pytest.param(
            image("PNG", (12_000, 12_000), "1"), "Cette image est trop grande", id="a bomb"
        ),
    ],
)
def test_a_file_is_refused_with_what_to_do(content, remedy):
    with pytest.raises(FileRefused) as refusal:
        inspect_upload(content, allowed=ANY, max_bytes=1_000_000)

    assert remedy in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_only_allowed_kinds_pass():
    with pytest.raises(FileRefused, match="Enregistrez-le au format PDF, puis"):
        inspect_upload(image("PNG"), allowed=(PDF,), max_bytes=100_000)
