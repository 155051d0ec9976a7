"""The gallery shows every component, keeps the content policy, and weighs little."""

import re
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.urls import path

from namkhong.design import components, views
from namkhong.design.templatetags.design import BLOCKS, LEAVES

DESIGN = Path(components.__file__).parents[1]
TEMPLATES = DESIGN / "templates"
TAGS = [build.__name__ for build in LEAVES + BLOCKS]

urlpatterns = [path("giao-dien/", views.gallery)]


@pytest.fixture(scope="module")
def gallery() -> str:
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        answer = Client().get("/giao-dien/?trang=2&sap=-ten")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_component_is_shown(gallery: str) -> None:
    written = "".join(file.read_text() for file in TEMPLATES.glob("design/**/*.html"))
    assert [tag for tag in TAGS if not re.search(rf"{{% {tag}\b", written)] == []
    assert "Cỡ chữ" in gallery and "Tới nội dung chính" in gallery


def test_every_component_template_has_a_tag() -> None:
    parts = {file.stem for file in (TEMPLATES / "design/components").glob("*.html")}
    assert parts - set(TAGS) == {"field_notes", "unit_nodes", "unit_row"}


def test_nothing_is_inline(gallery: str) -> None:
    assert re.findall(r"<[^>]*\s(?:style|on\w+|hx-on[^=]*)=", gallery) == []
    assert re.findall(r"<style|<script(?![^>]*\bsrc=)[^>]*>", gallery) == []
    assert re.findall(r"""(?:src|href)="(?:https?:)?//""", gallery) == []


def test_templates_are_short_and_have_no_inline_style() -> None:
    for file in TEMPLATES.rglob("*.html"):
        text = file.read_text()
        assert len(text.splitlines()) <= 150, file
        assert not re.search(r"\sstyle=|<style", text), file


def test_ids_are_unique_and_labels_lead_somewhere(gallery: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', gallery)
    assert len(ids) == len(set(ids))
    targets = re.findall(r'<label[^>]*\sfor="([^"]+)"', gallery) + re.findall(r'href="#([^"\d][^"]*)"', gallery)
    described = [name for names in re.findall(r'aria-describedby="([^"]+)"', gallery) for name in names.split()]
    assert set(targets + described) - set(ids) == set()


def test_numbers_and_days_are_vietnamese(gallery: str) -> None:
    for words in ("11.842", "91,75", "Còn 8 ngày", "Quá hạn 3 ngày", "Hôm nay là hạn cuối", "30/11/2026"):
        assert words in gallery


def test_sorting_and_paging_keep_each_other(gallery: str) -> None:
    assert 'href="?trang=2&amp;sap=ten"' not in gallery, "sorting anew starts at the first page"
    assert 'href="?sap=-ten&amp;trang=3"' in gallery
    assert 'aria-sort="descending"' in gallery


def test_sent_form_names_what_is_wrong() -> None:
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        page = Client().post("/giao-dien/", {"headcount": "-3", "held_on": "13/2026"}).content.decode()
    assert "Số này phải từ 0 trở lên." in page
    assert "Hãy ghi một ngày có thật theo thứ tự ngày/tháng/năm, ví dụ 20/10/2026." in page
    assert "Trường này là bắt buộc" not in page


def test_assets_weigh_little(capsys: pytest.CaptureFixture[str]) -> None:
    built = DESIGN / "static" / "design"
    assert built.is_dir(), "run `npm run build` first"
    css, js = ((built / name).stat().st_size for name in ("app.css", "app.js"))
    fonts = sum(file.stat().st_size for file in (built / "fonts").glob("*-vietnamese-*.woff2"))
    fonts += sum(file.stat().st_size for file in (built / "fonts").glob("*-vietnam-pro-latin-[467]*.woff2"))
    with capsys.disabled():
        print(f"\ndesign: css {css / 1000:.1f} kB, js {js / 1000:.1f} kB, letters of a page {fonts / 1000:.1f} kB")
    assert css <= 42_000
    assert js <= 60_000
    assert fonts <= 120_000
