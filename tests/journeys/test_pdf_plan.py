"""A plan that somebody has only as a PDF goes in through the page, and is read as well as the Word file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from namkhong.plans.models import Plan
from tests.journeys import given
from tests.journeys.visitor import DESKTOP, PHONE, Size, Visitor
from tests.world import World

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("size", "script"), [(PHONE, True), (DESKTOP, False)], ids=["phone", "no_script"])
def test_pdf_plan(world: World, visit: Callable[..., Visitor], tmp_path: Path, size: Size, script: bool) -> None:
    officer = visit(world.district_officer, size, script=script)
    take_in(officer, given.save(tmp_path, "ke-hoach.pdf", given.pdf_file(given.OWN)))
    officer.sees("trước ngày 30/11", "trước ngày 10/11", "Công sở không phiền hà", "ke-hoach.pdf")
    officer.shows("review")
    take_in(officer, given.save(tmp_path, "ke-hoach.docx", given.word_file(given.OWN)))
    officer.sees("Văn bản này đã được gửi trước đó", "ke-hoach.pdf")
    assert Plan.objects.count() == 1, "word for word what stands in the Word file"


def take_in(officer: Visitor, file: Path) -> None:
    """Upload a plan and look at what was read."""
    officer.go("/ke-hoach/moi/")
    officer.box("Tệp kế hoạch").set_input_files(file)
    officer.press("Đọc văn bản")
    officer.sees("Soát kế hoạch")
