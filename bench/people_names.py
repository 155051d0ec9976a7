"""Names as often as they occur in Vietnam, for benchmarks: surnames by share, middle and given names by rank."""

from random import Random

# Surnames and their share of the population in per mille (Lê Trung Hoa, 2005); what is rarer shares the rest.
SURNAMES = (
    "Nguyễn 384|Trần 121|Lê 95|Phạm 70|Hoàng 31|Huỳnh 20|Phan 45|Vũ 19|Võ 20|Đặng 21|Bùi 20|Đỗ 14|Hồ 13|Ngô 13|"
    "Dương 10|Lý 5|Đinh 7|Mai 6|Trịnh 6|Đoàn 6|Lâm 5|Đào 5|Cao 5|Trương 12|Hà 4|Lương 4|Lưu 3|Tạ 3|Chu 3|Thái 2|Tô 2|"
    "Vương 2|Phùng 3|Quách 1|Tăng 1|Tống 1|Kiều 1|Nông 2|Ma 1|Vi 1|Lò 2|Quàng 1|Giàng 1|Thạch 1|Sơn 1|Kim 1|Âu 1|Ông 1"
)
_BOYS_MIDDLE = (
    "Văn 300|Hữu 50|Đức 55|Minh 50|Quốc 40|Ngọc 30|Xuân 30|Thanh 35|Công 25|Đình 30|Quang 35|Anh 20|"
    "Tuấn 15|Gia 15|Bá 10|Duy 20|Hoàng 20|Trọng 15|Thế 15|Viết 8|Tiến 12|Mạnh 10|Khắc 6|Sỹ 5|Phúc 6"
)
_GIRLS_MIDDLE = (
    "Thị 420|Ngọc 50|Thanh 45|Thu 45|Phương 35|Minh 20|Kim 25|Hồng 25|Bích 20|Thúy 20|Mỹ 15|Diệu 10|"
    "Quỳnh 15|Hoài 10|Ánh 6|Xuân 8|Lan 6|Mai 8|Tuyết 8|Như 10|Khánh 8|Cẩm 5|Yến 5|Thùy 18|Bảo 6"
)
_BOYS = (
    "Hùng Dũng Tuấn Minh Thành Nam Anh Hải Sơn Long Đức Cường Hiếu Trung Quang Tùng Thắng Bình Hòa Phúc Huy Khánh Kiên "
    "Tâm Việt Phong Hưng Đạt Duy Lâm Toàn Tiến Vinh An Khoa Thịnh Tài Lộc Phương Hoàng Hà Quân Dương Nghĩa Chiến Bảo "
    "Quý Mạnh Trường Linh Giang Sang Thái Đông Nhân Thiện Công Lợi Phát Phước Danh Hậu Luân Chung Đăng Chí Tín Hiệp "
    "Khôi Nguyên Thọ Ân Thuận Tú Trí Lực Hào Nhật Bách Kha Ngọc Sự Oai Đoan Ý Ứng Ấn Tấn Điền Uy"
)
_GIRLS = (
    "Hương Lan Hoa Thảo Trang Linh Hà Hằng Thủy Mai Hạnh Nga Anh Phương Thu Yến Ngọc Nhung Dung Hiền Huyền Vân Loan "
    "Oanh Tuyết Hồng Nguyệt Liên Thúy Quỳnh My Hoài Ly Trâm Châu Ngân Giang Bích Trinh Thơ Diễm Tâm Xuân Lệ Phượng Cúc "
    "Đào Thoa Sen Thanh Tú Nhi Vy Chi Uyên Ánh Hòa Lý Duyên Nhàn Thương Tươi Mến Hậu Diệp Khánh Hân An Bình Đan Ái Ấm "
    "Ân Út Nữ Mơ Thắm Kiều Ngà Lài Mỹ Nương Lựu Na Én Đông Ý"
)


def _weighted(text: str) -> tuple[list[str], list[int]]:
    pairs = [entry.rsplit(" ", 1) for entry in text.split("|")]
    return [name for name, _ in pairs], [int(weight) for _, weight in pairs]


def _ranked(text: str) -> tuple[list[str], list[float]]:
    """Given names grow rarer with their rank, quickly at first."""
    names = text.split()
    return names, [1 / (rank + 8) for rank in range(len(names))]


def people(count: int, seed: int = 3) -> list[str]:
    """So many full names."""
    chance = Random(seed)
    half = count // 2
    surnames = chance.choices(*_weighted(SURNAMES), k=count)
    middles = chance.choices(*_weighted(_BOYS_MIDDLE), k=half) + chance.choices(
        *_weighted(_GIRLS_MIDDLE), k=count - half
    )
    seconds = chance.choices(*_weighted(_BOYS_MIDDLE), k=half) + chance.choices(
        *_weighted(_GIRLS_MIDDLE), k=count - half
    )
    given = chance.choices(*_ranked(_BOYS), k=half) + chance.choices(*_ranked(_GIRLS), k=count - half)
    names = [
        f"{surname} {middle} {second} {last}" if number % 6 == 0 and second != middle else f"{surname} {middle} {last}"
        for number, (surname, middle, second, last) in enumerate(zip(surnames, middles, seconds, given, strict=True))
    ]
    chance.shuffle(names)
    return names
