"""Prints the authority table, for `docs/permissions.md`."""

from typing import Any

from django.core.management.base import BaseCommand

from namkhong.people.rules import authority_table
from namkhong.people.states import PostKind

HEAD = """\
# Ai được làm gì

Trang này được in ra từ bảng thẩm quyền trong chương trình (`namkhong/people/rules.py`) bằng lệnh `make permissions`.
Ô trống là không được phép. Không có nhiệm vụ tại đơn vị nào thì không vào được việc của đơn vị nào.

Sắp xếp đơn vị trên nhiều tuyến: sáp nhập, chia, tách, giải thể một đơn vị do cấp trên của tuyến chính quyết định, tức
tuyến Chính quyền nếu đơn vị đứng trên tuyến đó, nếu không thì lần lượt Công đoàn, Đảng, Mặt trận, Ngành dọc; cấp trên ở
các tuyến khác được báo. Cấp trên của một tuyến chỉ chuyển đơn vị, hoặc kết thúc hoạt động của đơn vị, trên tuyến ấy.
"""


class Command(BaseCommand):
    """`namkhong print_permissions`."""

    help = "In bảng thẩm quyền."

    def handle(self, *args: Any, **options: Any) -> None:
        """One row for every verb, one column for every kind of post."""
        rows = [["Việc", "Tên trong mã", *(str(label) for label in PostKind.labels)]]
        rows.append(["---"] * len(rows[0]))
        rows += [[verb.label, f"`{verb.key}`", *reaches] for verb, reaches in authority_table()]
        self.stdout.write(f"{HEAD}\n")
        for row in rows:
            self.stdout.write("| " + " | ".join(row) + " |")
