"""A mother rates a school with 1, writes what happened, and hears what was done; the month has to be explained."""

from datetime import timedelta

import pytest
from django.urls import reverse

from namkhong.redress.models import Concern
from tests.feedback.given import point_at
from tests.journeys.visitor import DESKTOP, Size
from tests.redress.given import invitation_at, owed, ticket
from tests.world import TODAY

pytestmark = pytest.mark.journey
SMALL = Size("phone", 390, 844)


@pytest.mark.parametrize("size", [DESKTOP, SMALL], ids=lambda size: size.name)
def test_redress(world, visit, tmp_path, settings, size):
    settings.VAR = tmp_path
    point = point_at(world.school, desk="Văn phòng", procedure="Rút học bạ")
    mother = visit(None, size, script=False)
    mother.go(reverse("redress:raise", args=[ticket(invitation_at(point, day=TODAY - timedelta(days=1)))]))
    mother.sees("Gửi phản ánh để được trả lời", "Văn phòng, Rút học bạ", "10 ngày làm việc")
    mother.shows("asked")
    mother.fill("Số điện thoại hoặc thư điện tử", "khong phai so")
    mother.press("Gửi phản ánh")
    mother.sees("Ông/bà chưa viết gì.", "Số điện thoại gồm 10 hoặc 11 chữ số", "Xin đánh dấu vào ô đồng ý")
    mother.shows("mistakes")
    mother.fill("Việc đã xảy ra thế nào?", "Tôi đến ba lần mới rút được học bạ cho cháu, lần nào cũng thiếu một tờ.")
    mother.fill("Số điện thoại hoặc thư điện tử", "0912 345 678")
    mother.box("Tôi đồng ý").check()
    mother.press("Gửi phản ánh")
    mother.sees("Phản ánh đã được ghi chắc chắn.", "07/12/2026")
    mother.shows("receipt")
    code = mother.page.locator(".receipt").inner_text()
    assert not mother.context.cookies()

    officer = visit(world.school_officer, size)
    officer.sees("Trả lời phản ánh")
    officer.follow("Trả lời phản ánh")
    officer.sees("Tôi đến ba lần", "Số điện thoại: ••••")
    officer.shows("concern")
    officer.press("Nhận xử lý")
    officer.press("Mở xem")
    officer.sees("0912345678", "đã ghi lại lần mở này")
    officer.fill("Nội dung trả lời", "Danh mục giấy tờ nay dán ở cửa. Nhà trường xin lỗi và đã gửi học bạ tận nhà.")
    officer.press("Gửi trả lời")
    officer.sees("Đã trả lời.", "Danh mục giấy tờ nay dán ở cửa")
    officer.go(reverse("redress:index"))
    officer.shows("list")

    mother.go(reverse("redress:read"))
    mother.fill("Mã biên nhận", "2222 2222 2222 2222")
    mother.press("Xem")
    mother.sees("Không có phản ánh nào mang mã này.")
    mother.shows("no-such-code")
    mother.fill("Mã biên nhận", code.lower().replace("-", " "))
    mother.press("Xem")
    mother.sees("Đã có trả lời.", "gửi học bạ tận nhà")
    mother.shows("answered")
    mother.press("Đã được giải quyết")
    mother.sees("Đã khép lại: ông/bà cho biết việc đã được giải quyết.")
    assert Concern.objects.get().solved

    for month in (202608, 202609, 202610):
        row = owed(world.school, month)
    officer.go(reverse("redress:remedy", args=[row.pk]))
    officer.shows("remedy")
    officer.fill("Nguyên nhân", "Không ai được giao kiểm tra giấy tờ trước khi nhận.")
    officer.fill("Biện pháp khắc phục", "Văn thư kiểm tra theo danh mục, hiệu trưởng xem sổ mỗi tuần.")
    officer.press("Gửi cấp trên")
    officer.sees("Đã gửi giải trình lên cấp trên.")
    above = visit(world.district_officer, size)
    above.sees("Xem 1 bản giải trình", "Quyết định 1 đề nghị kiểm tra")
    above.follow("Xem 1 bản giải trình")
    above.shows("remedies")
    above.follow("Tháng 10/2026")
    above.shows("to-judge")
    above.press("Trả lại")
    above.sees("Chưa trả lại được")
    above.press("Chấp nhận giải trình")
    above.sees("Cấp trên đã chấp nhận")
    above.go(reverse("redress:flags"))
    above.follow(world.school.name)
    above.shows("flag")
    above.press("Đã đưa vào chương trình kiểm tra")
    above.sees("Đã đưa vào chương trình kiểm tra")
    above.go(reverse("redress:threshold", args=[world.district.pk]))
    above.shows("threshold")
