"""What the gallery shows: one made-up health union and its units, with every component in every state."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator

from namkhong.design.components.charts import Band, Bar
from namkhong.design.components.panels import Happening, Stat, Step, UnitNode
from namkhong.design.components.spread import Bin, HeatHead, HeatRow, ScaleEdge, Tile
from namkhong.design.components.status import STATUSES, Share
from namkhong.design.components.tables import PAGE, Tab, sort_columns
from namkhong.design.fields import NumberField

TODAY = date(2026, 11, 22)


class SampleForm(forms.Form):
    """One field of every kind."""

    EXAMPLE: ClassVar[dict[str, Any]] = {
        "headcount": 412,
        "share": Decimal("98.5"),
        "summary": "Đơn vị đã tổ chức ký cam kết tại 12 khoa, phòng.\nCòn khoa Hồi sức ký bổ sung trước ngày 30/11.",
        "handover": "phone",
    }
    WRONG: ClassVar[dict[str, Any]] = {"sai-headcount": "bốn trăm", "sai-held_on": "31/02/2026", "sai-summary": ""}

    unit_name = forms.CharField(label="Tên đơn vị", required=False)
    headcount = NumberField(label="Số cán bộ, viên chức", whole=True, min_value=0)
    share = NumberField(label="Tỷ lệ đã ký cam kết", required=False, max_value=100)
    held_on = forms.DateField(label="Ngày tổ chức đối thoại")
    organiser = forms.ChoiceField(
        label="Đơn vị chủ trì",
        choices=[("", "Chọn một đơn vị"), ("cd", "Công đoàn cơ sở"), ("cq", "Thủ trưởng đơn vị")],
    )
    handover = forms.ChoiceField(
        label="Cách gửi minh chứng",
        widget=forms.RadioSelect,
        choices=[("phone", "Chụp bằng điện thoại"), ("file", "Tải tệp từ máy tính"), ("later", "Bổ sung sau")],
    )
    contents = forms.MultipleChoiceField(
        label="Nội dung đã làm",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("talk", "Đối thoại với người lao động"), ("sign", "Ký cam kết"), ("check", "Kiểm tra, giám sát")],
    )
    evidence = forms.FileField(
        label="Biên bản đối thoại", required=False, help_text="Tệp PDF, Word hoặc ảnh, tối đa 20 MB."
    )
    summary = forms.CharField(label="Kết quả nổi bật", widget=forms.Textarea(attrs={"rows": 4}))
    agreed = forms.BooleanField(label="Tôi đã đối chiếu số liệu với sổ theo dõi của đơn vị")


UNITS = [
    ("Bệnh viện Đa khoa Thống Nhất", 612, "accepted", date(2026, 11, 12)),
    ("Bệnh viện Nhi Đồng Nai", 540, "submitted", date(2026, 11, 17)),
    ("Trung tâm Y tế huyện Vĩnh Cửu", 187, "late", date(2026, 11, 20)),
    ("Trung tâm Y tế huyện Xuân Lộc", 203, "returned", None),
    ("Trung tâm Kiểm soát bệnh tật", 0, "missing", None),
]


def sample(query: Mapping[str, str]) -> dict[str, Any]:
    """Everything the gallery's template names, apart from its forms. `query` is the page's own query string."""
    return _standing() | _lists(query) | _stories() | _charts()


def _standing() -> dict[str, Any]:
    return {
        "today": TODAY,
        "fixed_today": "Dữ liệu mẫu, tính như hôm nay là ngày 22/11/2026.",
        "person": {"pk": 0, "full_name": "Nguyễn Thị Hồng Hạnh"},
        "unit_name": "Công đoàn cơ sở Bệnh viện Đa khoa Thống Nhất",
        "version": "0.1.0",
        "notices_url": "#",
        "unread_notices": 3,
        "help_url": "#",
        "navigation": [
            {"label": "Việc cần làm", "url": "#", "current": True, "icon": "home"},
            {"label": "Cuộc vận động", "url": "#", "current": False, "icon": "flag"},
            {"label": "Báo cáo", "url": "#", "current": False, "icon": "chart"},
            {"label": "Văn bản", "url": "#", "current": False, "icon": "file"},
            {"label": "Quy định", "url": "#", "current": False, "icon": "scale"},
        ],
        "crumbs": [
            {"label": "Cuộc vận động", "url": "#"},
            {"label": "Ngành Y tế Đồng Nai", "url": "#"},
            {"label": "Bộ giao diện", "url": ""},
        ],
        "statuses": list(STATUSES),
        "dues": [
            {"due_on": date(2026, 11, 30), "settled_on": None, "first_due_on": None},
            {"due_on": date(2026, 11, 22), "settled_on": None, "first_due_on": None},
            {"due_on": date(2026, 11, 19), "settled_on": None, "first_due_on": None},
            {"due_on": date(2026, 12, 25), "settled_on": None, "first_due_on": None},
            {"due_on": date(2026, 11, 25), "settled_on": None, "first_due_on": date(2026, 11, 17)},
            {"due_on": date(2026, 11, 17), "settled_on": date(2026, 11, 12), "first_due_on": None},
            {"due_on": date(2026, 11, 17), "settled_on": date(2026, 11, 20), "first_due_on": None},
            {"due_on": None, "settled_on": None, "first_due_on": None},
        ],
    }


def _lists(query: Mapping[str, str]) -> dict[str, Any]:
    heads = [("ten", "Đơn vị"), ("tinh-trang", "Tình trạng"), ("", "Gửi ngày"), ("so-nguoi", "Số người:number")]
    number = int(query[PAGE]) if re.fullmatch("[0-9]{1,4}", query.get(PAGE, "")) else 3
    return {
        "columns": sort_columns(heads, query or {"sap": "ten"}),
        "units": [{"name": n, "people": p, "state": s, "sent_on": d} for n, p, s, d in UNITS],
        "page": Paginator(range(234), 20).get_page(number),
        "query": query,
        "tabs": [
            Tab("Tất cả", "#", count=34),
            Tab("Chưa gửi", "#", current=True, count=3),
            Tab("Đã nhận", "#", count=0),
            Tab("Lịch sử", "#"),
        ],
        "shares": [
            Share("Đã nhận", 24, "good"),
            Share("Gửi muộn", 5, "warn"),
            Share("Chưa gửi", 3, "danger"),
            Share("Không phải làm", 2, "quiet"),
        ],
        "stats": [Stat("Đơn vị phải nộp", 32, "#"), Stat("Đã nhận", 24), Stat("Bị trả lại", 0), Stat("Phản ánh", None)],
        "nodes": [
            UnitNode(
                "Công đoàn ngành Y tế Đồng Nai",
                open=True,
                note="32 đơn vị phải nộp, thiếu 3",
                children=(
                    UnitNode("Bệnh viện Đa khoa Thống Nhất", "accepted", url="#"),
                    UnitNode("Trung tâm Y tế huyện Xuân Lộc", "returned", url="#", note="trả lại 20/11/2026"),
                    UnitNode(
                        "Khối trung tâm chuyên khoa",
                        children=(UnitNode("Trung tâm Kiểm soát bệnh tật", "missing", url="#"),),
                    ),
                    UnitNode("Trường Cao đẳng Y tế", "exempt", note="kết thúc hoạt động công đoàn từ 01/7/2025"),
                ),
            )
        ],
    }


def _stories() -> dict[str, Any]:
    return {
        "steps": [
            Step("Đọc kế hoạch", "done", "12/11/2026"),
            Step("Xem lại, sửa", "done"),
            Step("Nhận làm kế hoạch", "now", "còn 2 chỗ chưa chắc"),
            Step("Phát động"),
        ],
        "events": [
            Happening(
                datetime(2026, 11, 20, 8, 15, tzinfo=UTC),
                "Trả lại báo cáo",
                "Trần Văn Quý",
                "Mục 3 ghi 12 vụ, phụ lục ghi 11 vụ. Đề nghị đối chiếu.",
                "warn",
            ),
            Happening(
                datetime(2026, 11, 17, 2, 40, tzinfo=UTC), "Gửi báo cáo năm 2026", "Nguyễn Thị Hồng Hạnh", tone="info"
            ),
            Happening(datetime(2026, 10, 1, 1, 0, tzinfo=UTC), "Giao việc cho 32 đơn vị", "Hệ thống"),
        ],
    }


def _charts() -> dict[str, Any]:
    return {
        "bars": [
            Bar("Tuyên truyền", 34),
            Bar("Ký cam kết", 31),
            Bar("Đối thoại", 18, "thấp nhất"),
            Bar("Kiểm tra, giám sát", None),
        ],
        "series": [
            ("2021", Decimal("12.5")),
            ("2022", 9),
            ("2023", None),
            ("2024", Decimal("7.5")),
            ("2025", 6),
            ("2026", 0),
        ],
        "band": Band(5, 10, "Mục tiêu giảm mỗi năm"),
    } | _spread()


def _spread() -> dict[str, Any]:
    counts = (1, 0, 2, 3, 5, 8, 9, 4, 2)
    return {
        "bins": [Bin(55 + 5 * place, count) for place, count in enumerate(counts)],
        "edges": [ScaleEdge(90, "Hoàn thành xuất sắc", 6), ScaleEdge(70, "Hoàn thành tốt", 25)],
        "heads": [HeatHead("1", "Lãnh đạo, chỉ đạo"), HeatHead("2", "Ký cam kết"), HeatHead("3", "Đối thoại")],
        "heat_rows": [HeatRow(UNITS[0][0], (96, Decimal("88.5"), 50), "#"), HeatRow(UNITS[1][0], (12, None, 100))],
        "tiles": [
            Tile("Đồng Nai", Decimal("91.25"), 95, "34 đơn vị, 12 xuất sắc", "#"),
            Tile("Tây Ninh", Decimal("78.4"), 71, "41 đơn vị, 8 xuất sắc", "#"),
            Tile("Vĩnh Long", None, None, "chưa chấm"),
        ],
    }
