"""Queries and numbers in addresses that nobody means well: a page or a wall, never a breakdown."""

import pytest

from tests.hostile.conftest import Scene
from tests.hostile.table import TABLE
from tests.hostile.table.roles import UPPER
from tests.hostile.test_matrix import places

QUERIES = ["²²²²", "0000", "-1", "abc", "9" * 5000, "' OR 1=1; drop table x", "\x00", "\ud800".encode(errors="replace")]
KEYS = ("trang", "page", "nam", "sap", "tim", "muc", "so", "tinh-trang", "nhom", "giai-doan", "so-lieu", "ve")


@pytest.mark.parametrize("value", QUERIES, ids=lambda value: repr(value)[:12])
def test_a_strange_query_breaks_no_page(value: str, scene: Scene, signed_in) -> None:
    client, numbers = signed_in(scene.world.district_officer), places(scene)
    query = dict.fromkeys(KEYS, value)
    for name, lines in TABLE.items():
        address, readers, _ = lines[0]
        if "district_officer" in readers and name not in ("papers:pdf", "papers:docx", "papers:page_image"):
            answer = client.get(address.format(**numbers), query | {"muc": "tong-hop"})
            answer.getvalue()
            assert answer.status_code in (200, 302, 400, 404), f"{address}: {answer.status_code}"


@pytest.mark.parametrize("number", [0, 10**18, 10**30, "9" * 5000])
def test_numbers_beyond_any_row_are_a_wall(number: int, scene: Scene, signed_in) -> None:
    client = signed_in(scene.world.district_officer)
    numbers = dict.fromkeys(places(scene), number)
    for lines in TABLE.values():
        for address, readers, _ in lines:
            if "{" in address and readers & UPPER:
                assert client.get(address.format(**numbers)).status_code == 404, address


@pytest.mark.parametrize("year", ["0000", "9999", "1", "99999999999", "2026-Q5", "2026-00", "9999-0001", "2026-2021"])
def test_periods_and_years_out_of_this_world(year: str, scene: Scene, signed_in) -> None:
    client, numbers = signed_in(scene.world.district_officer), places(scene)
    for name in ("reports:units", "reports:total", "reports:export", "reports:trace", "campaigns:progress"):
        address = TABLE[name][0][0].replace("/2026/", f"/{year}/").format(**numbers)
        assert client.get(address).status_code in (200, 404), address
    for name in ("papers:register", "campaigns:remind"):
        address = TABLE[name][0][0].replace("/2026/", f"/{year}/").format(**numbers)
        assert client.get(address).status_code in (200, 404), address


def test_hidden_numbers_in_forms(scene: Scene, signed_in) -> None:
    client, numbers = signed_in(scene.world.district_officer), places(scene)
    for value in ("²", "9" * 5000, "-1"):
        path = "/bao-cao/don-vi/{campaign}/2026/{district}/nhac/".format(**numbers)
        assert client.post(path, {"viec": value}).status_code == 302
    writer = signed_in(scene.world.school_officer)
    for value in ("²", "9" * 5000):
        sheet = {"version": scene.sheet.version, "bo": value}
        assert writer.post(f"/bao-cao/{scene.sheet.pk}/", sheet).status_code in (404, 422)
