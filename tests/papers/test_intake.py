"""Files that are taken and files that are refused, each refusal for its own reason."""

import io
import struct
import zipfile
import zlib

import pytest

from namkhong.papers import actions, intake
from namkhong.papers.docx import docx_file
from namkhong.papers.intake import refusals
from namkhong.papers.models import StoredFile
from namkhong.papers.pdf import pdf
from namkhong.papers.queries import FileLost, open_file
from namkhong.papers.sending import send
from tests.papers.samples import LETTER
from tests.world import NOW, World

TYPES = (
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I", 13)
    + b"IHDR"
    + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    + b"\0" * 4
    + struct.pack(">I", 0)
    + b"IEND"
    + struct.pack(">I", zlib.crc32(b"IEND"))
)
TIFF = b"MM\x00*" + (40).to_bytes(4, "big") + b"\1" * 60
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 40 + b"\xff\xda" + b"\1" * 40 + b"\xff\xd9"


def office(parts: dict[str, bytes | str] | None = None, types: str = TYPES) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", "<w/>")
        for name, data in (parts or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def plain_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The archive with the "encrypted" flag set on its first entry, as password-protected archives have it."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01\x00" + data[at + 2 :]


def external(kind: str) -> str:
    target = 'Target="http://a/b" TargetMode="External"'
    return f'<Relationships><Relationship Type="http://x/{kind}" {target}/></Relationships>'


def judge(name: str, data: bytes) -> intake.Judged:
    return intake.judge(name, io.BytesIO(data))


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("bao cao.docx", docx_file(LETTER), "wordprocessingml.document"),
        ("Báo cáo.PDF", pdf(LETTER), "application/pdf"),
        ("ảnh.png", PNG, "image/png"),
        ("quét.tif", TIFF, "image/tiff"),
        ("ảnh.jpeg", JPEG + b"phone's own trailer", "image/jpeg"),
        ("bảng.xlsx", office(types=TYPES.replace("wordprocessingml.document", "spreadsheetml.sheet")), "spreadsheetml"),
        ("có liên kết.docx", office({"word/_rels/a.rels": external("hyperlink")}), "wordprocessingml"),
    ],
)
def test_ordinary_files_are_taken(name, data, media):
    judged = judge(name, data)
    assert media in judged.media_type and judged.name == name and judged.data == data


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"", refusals.Empty),
        ("a.pdf", b"%PDF-1.7" + b"\0" * intake.LARGEST_BYTES, refusals.TooLarge),
        ("a.exe", b"MZ" + b"\0" * 100, refusals.UnknownKind),
        ("a.pdf", b"MZ" + b"\0" * 100, refusals.Mislabelled),
        ("a.pdf", PNG, refusals.Mislabelled),
        ("a.docx", pdf(LETTER), refusals.Mislabelled),
        ("a.doc", docx_file(LETTER), refusals.Mislabelled),
        ("a.docx", docx_file(LETTER)[:20_000], refusals.Truncated),
        ("a.pdf", pdf(LETTER)[:20_000], refusals.Truncated),
        ("a.png", PNG[:40], refusals.Truncated),
        ("a.jpg", JPEG[:-2], refusals.Truncated),
        ("a.tiff", TIFF[:20], refusals.Truncated),
        ("a.png", TIFF, refusals.Mislabelled),
        ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, refusals.OldFormat),
        (
            "a.docx",
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            refusals.Encrypted,
        ),
        ("a.docx", locked(office()), refusals.Encrypted),
        ("a.pdf", b"%PDF-1.7 /Encrypt 5 0 R startxref 0 %%EOF", refusals.Encrypted),
        ("a.pdf", b"%PDF-1.7 /S /JavaScript /JS (x) startxref 0 %%EOF", refusals.CarriesCode),
        ("a.docx", office({"word/vbaProject.bin": b"x"}), refusals.CarriesCode),
        ("a.docx", office(types=TYPES + "macroEnabled"), refusals.CarriesCode),
        ("a.docx", office({"word/big.bin": b"\0" * 30_000_000}), refusals.Bomb),
        ("a.docx", office({f"p{i}": b"" for i in range(5001)}), refusals.Bomb),
        ("a.docx", office({"../../etc/x": b"x"}), refusals.Unsafe),
        ("a.docx", office({"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), refusals.Unsafe),
        ("a.docx", office({"word/_rels/a.rels": external("attachedTemplate")}), refusals.Unsafe),
        ("a.docx", office(types="<Types/>"), refusals.UnknownKind),
        ("a.zip", plain_zip(), refusals.UnknownKind),
    ],
)
def test_refusals(name, data, reason):
    with pytest.raises(intake.Refused) as caught:
        judge(name, data)
    assert type(caught.value) is reason
    assert name in caught.value.sentence and caught.value.sentence.endswith(".")


def test_a_part_that_does_not_match_its_checksum_is_broken():
    data = bytearray(office({"word/a.bin": b"0123456789" * 50}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = archive.getinfo("word/a.bin")
    data[info.header_offset + 14] ^= 0xFF
    at = bytes(data).index(b"PK\x01\x02", bytes(data).index(b"PK\x01\x02") + 1)
    at = bytes(data).index(b"PK\x01\x02", at + 1)
    data[at + 16] ^= 0xFF
    with pytest.raises(refusals.Truncated):
        judge("a.docx", bytes(data))


def test_names_lose_folders_and_control_signs_but_keep_their_ending():
    assert judge("C:\\Users\\An\\Ba\u0301o ca\u0301o\x07.png", PNG).name == "Báo cáo.png"
    assert judge("a" * 300 + ".png", PNG).name == "a" * 196 + ".png"


@pytest.fixture
def stored(world: World, settings, tmp_path) -> StoredFile:
    settings.MEDIA_ROOT = tmp_path
    return actions.store_file(
        unit=world.school.pk, name="Ảnh.png", data=io.BytesIO(PNG), by=world.school_officer.pk, at=NOW
    )


def test_the_same_content_is_kept_once_per_unit(world: World, stored: StoredFile):
    again = actions.store_file(unit=world.school.pk, name="khác.png", data=io.BytesIO(PNG), by=None, at=NOW)
    other = actions.store_file(unit=world.clinic.pk, name="Ảnh.png", data=io.BytesIO(PNG), by=None, at=NOW)
    assert again.pk == stored.pk and other.pk != stored.pk and other.path == stored.path
    with open_file(stored) as opened:
        assert opened.read() == PNG


def test_sending_a_file_makes_the_browser_save_it(stored: StoredFile):
    response = send(stored)
    assert b"".join(response.streaming_content) == PNG
    response.close()
    assert response["Content-Type"] == "image/png"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E1%BA%A2nh.png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_full_disk_leaves_no_half_file(world: World, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("namkhong.papers.intake.storing.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        actions.store_file(unit=world.school.pk, name="a.png", data=io.BytesIO(PNG), by=None, at=NOW)
    assert not StoredFile.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_lost_from_disk_is_said_to_be_lost(stored: StoredFile):
    stored.path.unlink()
    with pytest.raises(FileLost):
        open_file(stored)
